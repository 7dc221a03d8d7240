"""Two hands on one form: where they differ, and what each began from; pure."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


class Side(enum.StrEnum):
    """Whose figure: of who asks now, or of who wrote in the meantime."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two hands left differently.

    Attributes:
        code: the field.
        mine, theirs: what each wrote; "" is nothing.
        suggested: the one who alone changed it; None when both did, or nobody can tell.
    """

    code: str
    mine: str
    theirs: str
    suggested: Side | None


def find_differences(
    codes: Iterable[str],
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    base: Mapping[str, str] | None,
) -> tuple[Difference, ...]:
    """The fields in which two fillings differ, in the order of ``codes``.

    Args:
        codes: the fields.
        mine, theirs: what is written, by field.
        base: what stood there when the first hand began; None when that is not known.
    """
    return tuple(
        Difference(code, own, other, _suggested(own, other, base, code))
        for code in codes
        if (own := mine.get(code, "")) != (other := theirs.get(code, ""))
    )


def _suggested(mine: str, theirs: str, base: Mapping[str, str] | None, code: str) -> Side | None:
    if base is None:
        return None
    before = base.get(code, "")
    if mine == before:
        return Side.THEIRS
    return Side.MINE if theirs == before else None
