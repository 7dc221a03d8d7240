"""What a text calls a bare name of a commune: "Thanh Sơn là xã miền núi của huyện …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bayen.core.places import Level, PlaceVersion
from bayen.intake.letters import LOWER, UPPER
from bayen.intake.names import PlaceNames

_IS = r" là (?:một (?:trong (?:những|các) )?)?"
_KINDS = "xã|phường|thị trấn"
# "Đức Lợi là xã bãi ngang": a name that begins a sentence is a commune's, in the lists or not.
_SAID = re.compile(rf"{_IS}(?P<word>{_KINDS})(?= [{LOWER}])")
_BEGINS = re.compile(rf"(?:^|[.!?:…]\s+|\n\s*)(?P<name>[{UPPER}]\w*(?: [{UPPER}]\w*){{1,3}})$")
_NAME_REACH = 48
# The same with any spaces between, of a name that the lists have: "là một trong các xã …".
_IS_COMMUNE = re.compile(
    _IS.replace(" ", r"\s+") + rf"(?P<word>{_KINDS}"
    r"|địa phương(?=[^.;,]{0,40}(?:của|thuộc) (?:huyện|thị xã|quận)))(?!\w)"
)
# "Sín Thầu, xã tận cùng phía Tây của huyện", "Bãi Cháy có 31 khu phố": said of a commune only.
_AS_COMMUNE = re.compile(
    rf",\s+(?:{_KINDS})\s[^.;,\d]{{0,40}}(?:của|thuộc) (?:huyện|thị xã|quận|thành phố|tỉnh)"
    r"|\s+(?:hiện\s+|nay\s+|hiện nay\s+)?có\s+(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    r"\s+(?:thôn|xóm|ấp|khóm|bản|buôn|làng|khu phố|tổ dân phố|khu dân cư)(?!\w)"
)
# "Trà Cú - huyện có đông người Khmer", "Bắc Hà là huyện vùng cao": said of a district.
_IS_DISTRICT = re.compile(
    r"\s+(?:là|[-–])\s+(?:một\s+)?(?P<word>huyện|thị xã|quận)(?= [a-zà-ỹđ])(?! của(?!\w))"
)


def find_said(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a sentence begins with a name and says which kind of commune bears it.

    Yields:
        Start and end of the name, and the level word.
    """
    for said in _SAID.finditer(text):
        floor = max(0, said.start() - _NAME_REACH)
        named = _BEGINS.search(text[floor : said.start()])
        if named is not None and (floor == 0 or named.start() > 0):
            yield floor + named.start("name"), said.start(), said["word"]


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
    if (district := _IS_DISTRICT.match(text, end)) is not None:
        found = names.named(name, day, (Level.DISTRICT,))
        kept = tuple(v for v in found if v.kind.word_vi == district["word"])
        return (district["word"], kept) if kept else None
    found = names.named(name, day, (Level.COMMUNE,))
    told = _IS_COMMUNE.match(text, end)
    if told is None:
        return _as_commune(text, end, found)
    word = told["word"].lower()
    kept = tuple(v for v in found if word in {v.kind.word_vi, "địa phương"})
    return (kept[0].kind.word_vi, kept) if kept else None


def _as_commune(
    text: str, end: int, found: tuple[PlaceVersion, ...]
) -> tuple[str, tuple[PlaceVersion, ...]] | None:
    """The same where a name is told of as only a commune is; of one kind, else None."""
    kinds = {version.kind.word_vi for version in found}
    if len(kinds) != 1 or _AS_COMMUNE.match(text, end) is None:
        return None
    return kinds.pop(), tuple(found)
