"""How exact the words beside a number make it: "hơn 5", "gần 5", "5 trở lên"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bayen.catalogue.lexicon import Lexicon
from bayen.core.quantities import Bound
from bayen.intake.anchors import Sought
from bayen.intake.numbers import Number

_BOUNDS = {"over": Bound.OVER, "under": Bound.UNDER, "about": Bound.ABOUT}
_SPREAD_OVER = re.compile(r"(?:dài|rải)\s*trên\s*$")
_UP_OR_DOWN = re.compile(r"[^.;,\d\n]{0,28}?\s(trở lên|trở xuống)")
_FAR = 40
"""Characters within which it stands."""
_OUT_OF = re.compile(
    r"\d (?:vụ|vụ việc|xã|hộ|thôn|tổ|người|đơn vị|bản|ấp)(?: (?:thành|thành công|đạt))?\s*$"
)


class BoundFinder:
    """The words for bounds of the lexicon compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._before = _bound_pattern(lexicon.bounds_before)
        self._bounds_before = lexicon.bounds_before
        self._after = re.compile(rf"\s*(?:{'|'.join(lexicon.bounds_after)})")
        self._bounds_after = lexicon.bounds_after

    def find(self, lowered: str, number: Number) -> tuple[Bound, int]:
        """How exact the words beside it make a number, and where the words before it begin."""
        start = number.start
        before = self._before.search_within(lowered, max(0, start - 24), start)
        after = self._after.match(lowered, number.end)
        if after is None:
            is_told = "trở" in lowered[number.end : number.end + _FAR]
            tail = _UP_OR_DOWN.match(lowered, number.end) if is_told else None
            word = tail.group(1) if tail else ""
        else:
            word = after.group().strip()
        if (
            before
            and before.group("word") == "trên"
            and _OUT_OF.search(lowered[max(0, start - 30) : before.start("word")])
        ):
            before = None  # "66 vụ thành trên 73 vụ": out of, not more than
        if before and not _SPREAD_OVER.search(
            lowered[max(0, before.start() - 6) : before.start("word")]
        ):
            kind = self._bounds_before[" ".join(before.group("word").split())]
            return _BOUNDS[kind], before.start("word")
        if word:
            return _BOUNDS[self._bounds_after[word]], start
        return (Bound.OVER if number.ranged else Bound.EXACT), start


def _bound_pattern(words: Iterable[str]) -> Sought:
    ordered = sorted(words, key=len, reverse=True)
    alternatives = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)
    return Sought(rf"(?<!\w)(?P<word>{alternatives})\s+(?:(?:là|có|được|đạt|tới|đến)\s+)?$")
