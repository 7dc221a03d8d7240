"""Words after a number that make it no figure: a time, an age, a measure, a slogan."""

from __future__ import annotations

import re

from bayen.catalogue.lexicon import Lexicon
from bayen.intake.ellipsis import DESCRIBES
from bayen.intake.numbers import Number
from bayen.intake.units import Unit

_IN_ALL = re.compile(r"cả\s*$")
_EXCEEDING = re.compile(r"vượt\s*(?:hơn|trên)?\s*$")
_MOST_SHIFTS = 31
"""Shifts of a duty that somebody would share out; more have been worked: "đã trực 640 ca"."""
_FAR = re.compile(r"(?<!\w)(?:cách|xa)(?! mạng)[^.;,]{0,50}$")


class FollowingWords:
    """The rules of the lexicon about words after a number, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._patterns = {
            name: re.compile(rf"\s*(?:{words})(?!\w)") for name, words in lexicon.not_right.items()
        }
        either = f"{lexicon.not_right['measure']}|{lexicon.not_right['age']}"
        self._measure_or_age = re.compile(rf"\s*(?:{either})(?!\w)")

    def exclude(self, lowered: str, number: Number, unit: Unit | None) -> bool:
        """Whether the words after a number say that it counts nothing."""
        if number.percent:
            just_before = lowered[max(0, number.start - 12) : number.start]
            return _EXCEEDING.search(just_before) is not None
        is_length = unit is not None and "length" in unit.classes
        if is_length and _FAR.search(lowered[max(0, number.start - 60) : number.start]):
            return True
        if number.scaled and unit is not None:
            return False
        if self._patterns["time"].match(lowered, number.end):
            return not (unit and "workday" in unit.classes)
        if self._measure_or_age.match(lowered, number.end) or _on_duty(lowered, number, unit):
            return True
        if unit is not None:
            if unit.text == "tiêu chí" and _IN_ALL.search(
                lowered, max(0, number.start - 24), number.start
            ):
                return True
            return (
                "criterion" in unit.classes
                and number.of is None
                and not unit.text.startswith("tiêu chí")
            )
        if DESCRIBES.match(lowered, number.end):
            return False
        return bool(self._patterns["slogan"].match(lowered, number.end))


def _on_duty(lowered: str, number: Number, unit: Unit | None) -> bool:
    """Whether shifts of a duty are told, not counted work: "trực 3 ca, 4 kíp"."""
    if unit is None or unit.word not in {"ca", "kíp"} or number.value > _MOST_SHIFTS:
        return False
    return bool(
        re.search(
            r"(?:trực|chia làm|chia thành|làm việc)[^.;]{0,12}$",
            lowered[max(0, number.start - 24) : number.start],
        )
    )
