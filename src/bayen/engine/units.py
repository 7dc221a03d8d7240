"""How many units owe a figure: counted once for all windows that meet the same nodes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from bayen.core.boundaries import Reach
from bayen.core.forest import Forest, Window
from bayen.core.places import WHOLE


class UnitCounts:
    """Leaves at or below nodes in windows, by running totals over the forest's pre-order."""

    def __init__(self, forest: Forest) -> None:
        self._nodes = forest.nodes
        self._first_days = sorted({node.first_day for node in forest.nodes})
        self._last_days = sorted({node.last_day for node in forest.nodes})
        self._running: dict[tuple[int, int], list[int]] = {}

    def expected(self, reach: Reach, window: Window) -> int:
        """Units in the parts that lie whole in a place."""
        running = self._running_totals(window)
        numbers = (part.node for part in reach.parts if part.weight == WHOLE)
        return sum(running[self._nodes[n].end] - running[n] for n in numbers)

    def _running_totals(self, window: Window) -> list[int]:
        begin = window.last_day if window.is_state else window.first_day
        key = bisect_right(self._first_days, window.last_day), bisect_left(self._last_days, begin)
        if key not in self._running:
            leaves = (node.is_leaf and window.meets(node) for node in self._nodes)
            self._running[key] = list(accumulate(leaves, initial=0))
        return self._running[key]
