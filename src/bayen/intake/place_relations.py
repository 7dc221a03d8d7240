"""How places lie to one another, as words of features."""

from __future__ import annotations

from functools import cache

from bayen.core.places import Level
from bayen.intake.names import LEVEL_WORDS
from bayen.intake.place_candidates import Titled

_NATION = Level.NATION
"""Looked up once: until Python 3.12 to ask an enum for a member takes longer than a call."""


def relate(place: Titled, own: Titled) -> str:
    """How one place lies to another: "own", "in1" a level below, "over2" two above, "beside"."""
    if place.key == own.key:
        return "own"
    if place.level is _NATION:
        return "nation"
    deeper = int(place.level) - int(own.level)
    if own.key in place.above:
        return f"in{deeper}"
    if place.key in own.above:
        return f"over{-deeper}"
    if deeper == 0:
        return "beside"
    return "lower" if deeper > 0 else "higher"


@cache
def fits(word: str, level: Level) -> str:
    """Whether a level word is of a level: "same", or which way that lies."""
    levels = LEVEL_WORDS.get(word, (Level.VILLAGE,))
    if level in levels:
        return "same"
    return "lower" if level > max(levels) else "higher"
