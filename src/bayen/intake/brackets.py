"""What brackets hold: a remark between them dates what stands there, and nothing outside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bayen.intake.scan import Stretch


def bracket_around(lowered: str, start: int, end: int, within: Stretch) -> tuple[int, int] | None:
    """Where the brackets around a piece of a sentence open and close; None when none do.

    Args:
        lowered: the text.
        start, end: the piece; an opening bracket may be its first character.
        within: the sentence; brackets that it does not close end with it.
    """
    opened = lowered.rfind("(", within.start, start + 1)
    if opened < 0 or lowered.find(")", opened, start) >= 0:
        return None
    closed = lowered.find(")", end - 1, within.end)
    return opened, closed if closed >= 0 else within.end


def holds_figure(bracket: tuple[int, int], figures: Sequence[int]) -> bool:
    """Whether a figure stands between brackets: "(6 tháng đầu năm 2015: 16 vụ)"."""
    first = bisect_left(figures, bracket[0])
    return first < len(figures) and figures[first] < bracket[1]
