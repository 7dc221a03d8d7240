"""Names of places without the word of their level: "Nghệ An", a hamlet named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bayen.core.places import Level
from bayen.intake.called import find_called
from bayen.intake.known_names import find_within
from bayen.intake.letters import UPPER
from bayen.intake.mentions import Mention
from bayen.intake.name_shapes import COUNTED, SYLLABLE
from bayen.intake.names import PlaceNames
from bayen.intake.unplaced import is_field_word

_BARE = re.compile(
    rf"(?P<name>[{UPPER}](?<![\w“\"][{UPPER}])[\w'’]*"
    rf"(?:(?:[ \u00a0]|[ ][-–][ ]){SYLLABLE}){{0,5}}"
    rf"(?:[ \u00a0]\d{{1,2}}(?![\w/%]|[.,]\d|[ ]*-){COUNTED})?)"
)
_PERSON = re.compile(
    r"(?i:ông|bà|anh|chị|cô|chú|bác|đồng chí|đ/c|(?:đại|thượng|trung|thiếu) t(?:á|ướng)"
    r"|\S+ úy|tác giả|nhà báo)[:,]?\s$"
)
_TITLES = (
    "ông", "bà", "anh", "chị", "cô", "chú", "bác", "chí", "đ/c", "úy", "giả", "báo", "tá", "tướng"
)  # fmt: skip
"""How what _PERSON looks for ends."""
_NEWSPAPER = re.compile(r"(?:Báo|báo|Đài|đài|Tạp chí|Ảnh:|Ảnh|Nguồn:|PV)\s$")
_PAPERS = ("báo", "đài", "chí", "ảnh:", "ảnh", "nguồn:", "pv")
"""How what _NEWSPAPER looks for ends."""
# "Huân chương Hồ Chí Minh", "Đoàn TNCS Hồ Chí Minh", "đường Hồ Chí Minh".
_HONOURS = re.compile(r"(?i:chương|tịch|bác|tưởng|tncs|sản|đường|lăng|đức|thưởng|phong|theo)\s$")
# What bears a village's name without being it: "giáo họ Đồi Cả", "Đồn Biên phòng Pa Ủ".
_NAMESAKE = re.compile(
    r"(?i:giáo (?:họ|xứ|hạt)|họ đạo|chùa|đình|đền|nhà thờ|trường|chợ|cầu|sông|suối|núi|đồn"
    r"|biên phòng|dòng họ|tộc|hồ)\s$"
)
_BEARER_WITHIN = 24
_IS_WORD = re.compile(r"\w")


def find_bare(
    text: str, leveled: Sequence[Mention], names: PlaceNames, day: date
) -> Iterator[Mention]:
    """The provinces, districts and communes named without a level word, in order.

    Args:
        text: as written, in capitals and small letters.
        leveled: what it names with one, in order.
        names: of all places.
        day: of the text.
    """
    called: dict[str, list[Mention]] = {}
    for one in leveled:
        called.setdefault(one.name.casefold(), []).append(one)
    for bare in _bare(text, leveled, names, day):
        named = _named_before(bare, called.get(bare.name.casefold(), ()))
        yield _as_called(named, text, names, day)


def _bare(text: str, leveled: Sequence[Mention], names: PlaceNames, day: date) -> Iterator[Mention]:
    """Names of provinces and districts that stand without their level word."""
    at = 0
    for match in _BARE.finditer(text):
        while at < len(leveled) and leveled[at].end <= match.start():
            at += 1
        if at < len(leveled) and leveled[at].start < match.end():
            continue
        before = text[max(0, match.start() - 12) : match.start()]
        if _is_no_place(before):
            continue
        if match["name"].startswith("Hồ Chí Minh") and _HONOURS.search(before):
            continue
        mention = _bare_known(match, names, day)
        if mention is not None and not is_field_word(mention.name):
            yield mention


def _is_no_place(before: str) -> bool:
    """Whether the words before a name say that a person or a newspaper bears it."""
    said = before.rstrip().lower()
    if said.rstrip(":,").endswith(_TITLES) and _PERSON.search(before):
        return True
    return said.endswith(_PAPERS) and _NEWSPAPER.search(before) is not None


def _bare_known(match: re.Match[str], names: PlaceNames, day: date) -> Mention | None:
    """The first known name inside some capitalised words: "BĐBP Nghệ An" holds "Nghệ An"."""
    inside = find_within(match["name"], names, day)
    if inside is None:
        return None
    start, name, kept = inside
    return Mention(match.start() + start, match.start() + start + len(name), "", name, kept)


def _named_before(bare: Mention, same: Sequence[Mention]) -> Mention:
    """A bare name is what the text calls by it with a level word, be it a village.

    Args:
        bare: without a level word.
        same: mentions of the same name with one.
    """
    if bare.level >= Level.COMMUNE and same and not any(m.found for m in same):
        return Mention(bare.start, bare.end, same[0].word, bare.name, ())
    known = [m for m in same if m.found]
    levels = {m.level for m in known}
    if levels in ({Level.COMMUNE}, {Level.DISTRICT}) and bare.level not in {
        Level.PROVINCE,
        *levels,
    }:
        return Mention(bare.start, bare.end, "", bare.name, known[0].found)  # not its namesake
    return bare


def _as_called(bare: Mention, text: str, names: PlaceNames, day: date) -> Mention:
    """A bare name is the commune that the text says it is, whatever else bears it."""
    called = None
    if bare.level is not Level.PROVINCE:
        called = find_called(text, bare.end, bare.name, names, day)
    return Mention(bare.start, bare.end, called[0], bare.name, called[1]) if called else bare


def find_hamlets(text: str, leveled: Sequence[Mention]) -> list[Mention]:
    """Villages named again without their level word, "Chơn Tự hiện có"."""
    taken = {m.end for m in leveled}
    words = {m.name: m.word for m in reversed(leveled) if not m.found and " " in m.name}
    return [
        Mention(start, start + len(name), word, name, ())
        for name, word in words.items()
        if name[0].isalpha()
        for start in _find_alone(name, text)
        if start + len(name) not in taken
        and not _NAMESAKE.search(text, max(0, start - _BEARER_WITHIN), start)
    ]


def _find_alone(name: str, text: str) -> Iterator[int]:
    """Where a name stands by itself, not quoted; a pattern of each name would take long to make."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (_IS_WORD.match(before) or before == "“" or _IS_WORD.match(after) or after == "”"):
            yield start
            start = text.find(name, end)
        else:
            start = text.find(name, start + 1)
