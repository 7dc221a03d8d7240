"""Words that look like a named place and are none: "biên bản 12", an initial, "tổ 7" of a group."""

from __future__ import annotations

import re
from datetime import date

from bayen.core.places import Level, PlaceVersion
from bayen.intake.letters import UPPER
from bayen.intake.names import PlaceNames

_OF_PAPER = ("biên ", "văn ", "kịch ", "cơ ", "phiên ")


# "tổ 7" is a place only where people live in it: "người dân tổ 7", "tổ 7, phường Tân An".
_LIVES = re.compile(r"(?:tại|ở|dân|thuộc|của|trưởng|và)\s$")


_WITHIN = re.compile(
    r"(?:\s*(?:,|và)\s*(?:tổ\s)?\d{1,2})*\s*,?\s*(?:phường|khu|khóm|thị trấn|ấp|thôn|xã)\s"
)


_INITIAL_OF = re.compile(rf"(?:^|\s)[{UPPER}]\w+\s[{UPPER}]\w+\s$")


def is_of_province(
    word: str, name: str, found: tuple[PlaceVersion, ...], names: PlaceNames, day: date
) -> bool:
    """Whether "ba huyện biên giới Lạng Sơn" names the province, no district being called so."""
    if word != "huyện" or any(version.kind.word_vi == word for version in found):
        return False
    return bool(names.named(name, day, (Level.PROVINCE,)))


def is_short(match: re.Match[str], *, known: bool) -> bool:
    """Whether "H." is short for a level: not an initial of a person."""
    after_name = _INITIAL_OF.search(match.string, max(0, match.start() - 24), match.start())
    return known and after_name is None


def is_lived_in(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    return bool(_LIVES.search(before) or _WITHIN.match(match.string, match.end()))


def is_paper(match: re.Match[str]) -> bool:
    """Whether "bản" is part of a longer word: "biên bản 12", "văn bản"."""
    return match.string[max(0, match.start() - 5) : match.start()].lower().endswith(_OF_PAPER)
