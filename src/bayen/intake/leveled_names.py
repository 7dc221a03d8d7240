"""Names of places with the word of their level: "xã Mường Và", "các xã: Sơn Thái, Liên Sang"."""

from __future__ import annotations

import re
from datetime import date

from bayen.core.places import Level
from bayen.intake.anchors import Opened, WordIndex
from bayen.intake.known_names import find_longest, find_numbered
from bayen.intake.level_shapes import LEVEL, SHORT_LEVELS, read_level
from bayen.intake.mentions import Mention
from bayen.intake.name_shapes import NAME, SYLLABLE
from bayen.intake.names import FULL_WORDS, LEVEL_WORDS, VILLAGE_WORDS, PlaceNames
from bayen.intake.person_names import is_full_name, is_person
from bayen.intake.unplaced import is_of_province, is_place, is_quarter, is_short

_LEVELED = Opened(
    rf"(?P<level>{LEVEL})[ \u00a0]*(?P<plural>(?::|gồm:?(?: có)?[ ])\s*)?(?:(?:biên giới|vùng cao"
    rf"|vùng biên|miền núi|ven biển|hải đảo|đảo|vùng sâu|nghèo|chủ nhà|anh hùng|bạn"
    rf"|BIÊN GIỚI|VÙNG CAO|VÙNG BIÊN|MIỀN NÚI|VEN BIỂN|ĐẢO)"
    rf"(?:,[ \u00a0](?=\w+ \w+ [A-ZĐ])|[ \u00a0]+)){{0,2}}"
    rf"(?P<name>{NAME})"
)
_WORDS_OF_NAME = rf"{SYLLABLE}(?:[ \u00a0]{SYLLABLE}){{0,3}}"
_NEXT_NAME = re.compile(
    rf"(?:\s*\([^()\n]{{1,60}}\))?\s*(?:,|;|và|–|-"
    rf"|\bvới\b)\s*(?:(?P<level>{LEVEL})\s+)?"
    rf"(?P<name>{_WORDS_OF_NAME}(?:[ \u00a0]\d{{1,2}}(?=[\s,;.]))?"
    rf"|\d{{1,2}}(?=[,;.)]|\s+(?:và|của|thuộc|-)\s|\s*$))"
)
_RUN_NAME = re.compile(_WORDS_OF_NAME)
_BARE_RUN = re.compile(rf"(?:(?:, | và ){_WORDS_OF_NAME}(?=,| và|…|\.\.|;|\)| ))+")
# "khu Công nghiệp" is no hamlet, "Quân khu 4" no place of ours.
_NOT_A_HAMLET = re.compile(
    r"Công|Di|Kinh|Đô|Chế|Du|Bảo|Quân|Tập|Nhà|Văn|Trung|Tái|Dân|Phố(?!, xã)|Phi|Tự|Dự"
    r"|[A-Z](?!\w)|[IVX]+\b"
)
_REGIONS = re.compile(
    r"(?:Tây|Đông)(?: Nam| Bắc)?(?: Bộ)?$|Tây Nguyên|Nam (?:Bộ|Trung)|(?:Bắc|Trung)(?: Trung)? Bộ"
    r"|Duyên hải|Miền |Đồng bằng|Bắc Trung"
)
# Who acts, named right after a level word: "cấp xã Công an tỉnh", "ở xã Hội Nông dân".
_BODY = re.compile(
    r"(?:Công an|Ủy ban|Uỷ ban|Đảng ủy|Hội [^\W\d_]+ (?:dân|nữ|binh)|Đoàn [Tt]hanh|Mặt trận"
    r"|Ban [Cc]hỉ đạo)\b"
)
_SEVERAL = re.compile(r"(?:các|những|hai|ba|bốn|năm|\d+)\s+$")
_REGION = re.compile(r"(?i:quân|chiến|đặc|liên|phân|tiểu|trưởng ban)\s$")
_REGION_WITHIN = 24
_NUMBERED = frozenset({"phường", "quận", "tổ", *VILLAGE_WORDS})
"""Words of levels whose places may bear a mere number."""
# What a place was, or is now, beside the name that the text goes by.
_ASIDE = re.compile(r"\((?:trước đây|trước kia|trước|nay|nguyên)\s+(?:thuộc|là)\s[^()\n]*$")


def find_leveled(text: str, words: WordIndex, names: PlaceNames, day: date) -> list[Mention]:
    """The places that a text names with the word of their level, in order.

    Args:
        text: as written, in capitals and small letters.
        words: of the text.
        names: of all places.
        day: of the text.
    """
    found: list[Mention] = []
    for match in _LEVELED.finditer(text, words):
        if found and match.start() < found[-1].end:
            continue
        mention = _leveled(match, names, day)
        while mention is not None:
            found.append(mention)
            mention = _listed(text, mention, names, day)
    named = [m for m in found if not _ASIDE.search(text, max(0, m.start - 60), m.start)]
    return [_whole_name(m, text, named, names, day) for m in named]


def _leveled(match: re.Match[str], names: PlaceNames, day: date) -> Mention | None:
    """The place that a level word with what follows it names, if it names one."""
    word = read_level(match["level"])
    name, found = find_numbered(match, names, day) or find_longest(match["name"], word, names, day)
    if not found and (is_full_name(name) or _is_no_name(match, word, name)):
        return None
    initial = len(match["level"]) == 2 and match["level"][1] == "."
    if initial and not is_short(match, name, known=bool(found or _former(name, word, names, day))):
        return None
    if _is_region(match, word, name) or not is_place(match, word, name):
        return None
    if found and is_of_province(word, name, found, names, day):
        return None
    if (word == "phố" and not is_quarter(match, name)) or is_person(match, name):
        return None  # a street; "trưởng thôn Nguyễn Văn An"
    if name.isdigit() and word not in _NUMBERED:
        return None
    return Mention(match.start(), match.start("name") + len(name), word, name, found)


def _is_no_name(match: re.Match[str], word: str, name: str) -> bool:
    """Whether words that no list has are short for something, a banner, or who acts there."""
    if len(name) > 3 and name.isupper() and " " not in name:
        return True  # an abbreviation, "các xã CANTTKVGR"
    written = match["level"]
    is_short_word = written.lower().rstrip(".") in SHORT_LEVELS
    if written.isupper() and word not in FULL_WORDS and not is_short_word:
        return True  # capitals of a banner, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"
    return _BODY.match(match.string, match.start("name")) is not None


def _is_region(match: re.Match[str], word: str, name: str) -> bool:
    """Whether the words name no unit but some area: "nông thôn Tây Bắc", "Quân khu 4"."""
    if word == "thôn" and match.string.endswith(("nông ", "Nông "), 0, match.start()):
        return True
    if word in {"tỉnh", "thành phố", "thôn"} and _REGIONS.match(name):
        return word != "thôn" or " " in name  # "thôn Đông" is one
    if word == "thôn":
        return False
    if word != "khu":
        return False
    before = max(0, match.start() - _REGION_WITHIN)
    return bool(_NOT_A_HAMLET.match(name) or _REGION.search(match.string, before, match.start()))


def _former(name: str, word: str, names: PlaceNames, day: date) -> tuple[str, ...]:
    """The places that took in a unit of that name before the lists begin."""
    return names.former(name, LEVEL_WORDS[word][-1], day)


def _listed(text: str, last: Mention, names: PlaceNames, day: date) -> Mention | None:
    """The next name of a list: "xã A, B và C"."""
    match = _NEXT_NAME.match(text, last.end)
    if match is None or match["level"]:
        return None
    if match["name"].isdigit() and not last.name[-1:].isdigit():
        return None  # "TP Quy Nhơn, 6 tháng đầu năm"
    if last.word not in LEVEL_WORDS:
        is_list = match["name"][:1].isdigit() or _SEVERAL.search(
            text[max(0, last.start - 8) : last.start]
        )
        if not is_list and not _lists_hamlets(text, last, names, day):
            return None
        return Mention(match.start("name"), match.end("name"), last.word, match["name"], ())
    name, found = find_longest(match["name"], last.word, names, day)
    if not found or (last.found and found[0].kind.level is not last.found[0].kind.level):
        return None
    return Mention(
        match.start("name"), match.start("name") + len(name), found[0].kind.word_vi, name, found
    )


def _lists_hamlets(text: str, last: Mention, names: PlaceNames, day: date) -> bool:
    """Whether bare names behind a hamlet's are of others: "thôn A, B, C…", not "thôn A, B, Hà Nam".

    Two or more follow, and none of them is known as a place that holds communes.
    """
    run = _BARE_RUN.match(text, last.end)
    further = _RUN_NAME.findall(run.group()) if run else []
    is_within = last.end - last.start == len(last.name)
    above = (Level.PROVINCE, Level.DISTRICT)
    is_known = any(names.named(name, day, above) for name in further)
    return len(further) + is_within > 1 and not is_known


def _whole_name(
    mention: Mention, text: str, all_named: list[Mention], names: PlaceNames, day: date
) -> Mention:
    """ "Sóc Trăng", "Bản Lầu" where a text names xã Bản Lầu: the name itself so begins."""
    if mention.level is not Level.VILLAGE or not mention.word or mention.word in FULL_WORDS:
        return mention
    written = text[mention.start : mention.end]
    if mention.word in {"sóc", "làng", "bản", "buôn"} and (
        above := names.named(mention.name, day, (Level.DISTRICT,))
    ):
        return Mention(mention.end - len(mention.name), mention.end, "", mention.name, above)
    if not written[0].isupper():
        return mention
    same = [m.found for m in all_named if m.found and m.name == written]
    found = same[0] if same else names.named(written, day, (Level.PROVINCE, Level.DISTRICT))
    if not found:
        return mention
    top = min(version.kind.level for version in found)
    kept = tuple(version for version in found if version.kind.level is top)
    return Mention(mention.start, mention.end, "", written, kept)
