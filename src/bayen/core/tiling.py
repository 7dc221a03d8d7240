"""Which statements add up: a choice that covers the most days with nothing counted twice.

A place may state a year, its quarters and some of its months. Only figures whose spans do
not overlap may be added; this picks them. It knows days only, no figures.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bayen.core.spans import Span


def choose_tiles(spans: Sequence[Span], within: Span) -> tuple[int, ...]:
    """The spans to add: those that together cover the most days inside ``within``.

    Of choices that cover equally many days the one of most spans is taken (twelve months
    rather than their year), and of those the one that leaves out whatever ends later, then
    whatever stands later in ``spans``. States and spans that stick out are never chosen.

    Args:
        spans: in the caller's order, which decides ties (entries in order of their number).
        within: the days asked about.

    Returns:
        Positions in ``spans`` in order of time; their spans do not overlap.
    """
    fitting = [
        (span.last_day, position, span.first_day, span.days)
        for position, span in enumerate(spans)
        if span.first_day is not None and within.contains(span)
    ]
    fitting.sort(key=lambda tile: tile[:2])
    last_days = [tile[0] for tile in fitting]
    # best[n]: (days, spans) of the best choice among the first n; taken[n]: how many of the
    # first n remain to be chosen from when the n-th is taken, -1 when it is left out.
    best, taken = [(0, 0)], [-1]
    for number, (_, _, first_day, days) in enumerate(fitting):
        before = bisect_left(last_days, first_day, hi=number)
        with_it = (best[before][0] + days, best[before][1] + 1)
        is_better = with_it > best[number]
        best.append(with_it if is_better else best[number])
        taken.append(before if is_better else -1)
    return _walk_back(taken, [tile[1] for tile in fitting])


def _walk_back(taken: Sequence[int], positions: Sequence[int]) -> tuple[int, ...]:
    chosen = []
    number = len(positions)
    while number:
        if taken[number] < 0:
            number -= 1
        else:
            chosen.append(positions[number - 1])
            number = taken[number]
    return tuple(reversed(chosen))
