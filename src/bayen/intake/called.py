"""What a text calls a bare name of a commune: "Thanh Sơn là xã miền núi của huyện …"."""

from __future__ import annotations

import re
from datetime import date

from bayen.core.places import Level, PlaceVersion
from bayen.intake.names import PlaceNames

_IS_COMMUNE = re.compile(
    r"\s+là\s+(?:một\s+(?:trong\s+(?:những|các)\s+)?)?"
    r"(?P<word>xã|phường|thị trấn"
    r"|địa phương(?=[^.;,]{0,40}(?:của|thuộc) (?:huyện|thị xã|quận)))(?!\w)"
)


def find_called(
    text: str, end: int, name: str, names: PlaceNames, day: date
) -> tuple[str, tuple[PlaceVersion, ...]] | None:
    """The level word and the communes that a name is said to be right after it; else None.

    Args:
        text: as written.
        end: where the name ends.
        name: as written.
        names: of all places.
        day: of the text.
    """
    told = _IS_COMMUNE.match(text, end)
    if told is None:
        return None
    found = names.named(name, day, (Level.COMMUNE,))
    word = told["word"].lower()
    kept = tuple(v for v in found if word in {v.kind.word_vi, "địa phương"})
    return (kept[0].kind.word_vi, kept) if kept else None
