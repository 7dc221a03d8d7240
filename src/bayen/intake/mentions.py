"""Where a text names places: "xã Mường Và", "bản Cống", "các xã: Khánh Bình, Khánh Thành".

A mention is read as the text writes it; which place it is, is decided by
`bayen.intake.places` with the whole text in view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from bayen.core.places import TWO_LEVELS_SINCE, Level, PlaceVersion
from bayen.intake.anchors import Opened, WordIndex
from bayen.intake.called import find_called, find_said
from bayen.intake.letters import UPPER
from bayen.intake.names import LEVEL_WORDS, VILLAGE_WORDS, PlaceNames
from bayen.intake.scan import fold_case
from bayen.intake.unplaced import is_field_word, is_of_province, is_place, is_quarter, is_short

_SYLLABLE = rf"[{UPPER}][\w'’]*"
_COUNTED = (
    r"(?!\d|[\w/.,]\d|[ \u00a0]*%|[ \u00a0]+(?:hộ|người|vụ|lượt|mô hình|triệu|tỷ|bộ|chiếc|căn|suất"
    r"|phần|camera|mắt|tổ(?! chức)|đội|câu|máy|thành viên|khẩu|cuốn|bảng|buổi|cuộc"
    r"|trường hợp|đ/c|đồng chí|km|ha|m|kg|nóc|ngày(?! \d)|đêm(?! \d)|gia đình|nhân khẩu"
    r"|hội viên|đoàn viên|đảng viên)(?!\w))"
)
# "Bà con báo cho thôn 21 tin": said of a number alone, not of "khu phố Phú Cường 4".
_OFTEN_COUNTED = (
    r"(?![ \u00a0]+(?:tin|nguồn tin|không|việc|nhóm|lớp|đợt|lần|đối tượng|nhân khẩu)(?!\w))"
)
_NAME = (
    rf"{_SYLLABLE}(?:(?:[ \u00a0-]|[ ][-–][ ](?!TỈNH|HUYỆN|THÀNH|QUẬN)){_SYLLABLE}){{0,4}}"
    rf"(?:[ \u00a0](?:\d{{1,2}}"
    rf"|[IVX]{{1,4}}){_COUNTED})?|(?:số[ \u00a0])?\d{{1,2}}(?![\w./%]|,\d|[ \u00a0]*(?:-"
    rf"|%)){_COUNTED}{_OFTEN_COUNTED}"
)
_LEVELS = sorted([*LEVEL_WORDS, *VILLAGE_WORDS], key=len, reverse=True)
_BODIES = {
    f"{word}{gap}{body}": word
    for word in ("tỉnh", "huyện", "quận", "xã")
    for gap in ("", " ")
    for body in ("đoàn", "ủy", "uỷ", "đội")
}
"""Who acts for a place, one word with its level: "Huyện ủy Mai Sơn", "Xã đoàn Sính Phình"."""
_LEVEL = (
    r"(?:"
    + "|".join(
        rf"{re.escape(word)}|{re.escape(word.capitalize())}|{re.escape(word.upper())}(?![{UPPER}])"
        if word not in {"tp", "tx"}
        else rf"{word.upper()}\.?|{word.capitalize()}\."
        for word in _LEVELS
    )
    + r"|TT\.?(?= ?[A-ZĐ][a-zà-ỹ])|T\.[pPxX]\.?(?= ?[A-ZĐ])|H\.(?= ?[A-ZĐ])|X\.(?= ?[A-ZĐ])"
    r"|P\.(?! ?V\b)(?= ?[A-ZĐ\d])|Q\.(?= ?[A-ZĐ\d])|(?:KP|TDP|KDC)\.?(?= ?(?:[A-ZĐ\d]|số ))"
    r"|CA(?:H|X|TP|TX|T)(?= [A-ZĐ])|CAP(?= [A-ZĐ\d])"
    + "".join(rf"|(?:{w}|{w.capitalize()})(?= [A-ZĐ])" for w in _BODIES)
    + r"|(?:tổ|Tổ)(?= (?:số )?\d)|(?:phố|Phố)(?= [A-ZĐ]))"
)
_SHORT_LEVELS = {
    "tt": "thị trấn", "t.p": "tp", "t.x": "tx", "h": "huyện", "x": "xã", "cah": "huyện",
    "cax": "xã", "cap": "phường", "catp": "tp", "catx": "tx", "cat": "tỉnh", "p": "phường",
    "q": "quận",
    **_BODIES,
    "kp": "khu phố", "tdp": "tổ dân phố", "kdc": "khu dân cư",
}  # fmt: skip
_LEVELED = Opened(
    rf"(?P<level>{_LEVEL})[ \u00a0]*(?P<plural>(?::|gồm:?(?: có)?[ ])\s*)?(?:(?:biên giới|vùng cao"
    rf"|vùng biên|miền núi|ven biển|hải đảo|đảo|vùng sâu|nghèo|chủ nhà|anh hùng|bạn"
    rf"|BIÊN GIỚI|VÙNG CAO|VÙNG BIÊN|MIỀN NÚI|VEN BIỂN|ĐẢO)"
    rf"(?:,[ \u00a0](?=\w+ \w+ [A-ZĐ])|[ \u00a0]+)){{0,2}}"
    rf"(?P<name>{_NAME})"
)
_NEXT_NAME = re.compile(
    rf"(?:\s*\([^()\n]{{1,60}}\))?\s*(?:,|;|và|–|-"
    rf"|\bvới\b)\s*(?:(?P<level>{_LEVEL})\s+)?"
    rf"(?P<name>{_SYLLABLE}(?:[ \u00a0]{_SYLLABLE}){{0,3}}(?:[ \u00a0]\d{{1,2}}(?=[\s,;.]))?"
    rf"|\d{{1,2}}(?=[,;.)]|\s+(?:và|của|thuộc|-)\s|\s*$))"
)
_BARE = re.compile(
    rf"(?P<name>[{UPPER}](?<![\w“\"][{UPPER}])[\w'’]*"
    rf"(?:(?:[ \u00a0]|[ ][-–][ ]){_SYLLABLE}){{0,5}}"
    rf"(?:[ \u00a0]\d{{1,2}}(?![\w/%]|[.,]\d|[ ]*-){_COUNTED})?)"
)
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
_NEAR = 24
"""Characters before a name in which stands what else bears it."""
_SEVERAL = re.compile(r"(?:các|những|hai|ba|bốn|năm|\d+)\s+$")
_REGION = re.compile(r"(?i:quân|chiến|đặc|liên|phân|tiểu|trưởng ban)\s$")
_PERSON = re.compile(
    r"(?i:ông|bà|anh|chị|cô|chú|bác|đồng chí|đ/c|(?:đại|thượng|trung|thiếu) t(?:á|ướng)"
    r"|\S+ úy|tác giả|nhà báo)[:,]?\s$"
)
_TITLES = (
    "ông", "bà", "anh", "chị", "cô", "chú", "bác", "chí", "đ/c", "úy", "giả", "báo", "tá", "tướng"
)  # fmt: skip
"""How what _PERSON looks for ends."""
_SURNAMES = frozenset({
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Đoàn", "Lâm", "Trịnh", "Mai", "Đào", "Cao", "Hà",
    "Lương", "Lò", "Giàng", "Thào", "Sùng", "Quàng", "Cầm", "Vừ", "Trương", "Tạ", "Tô", "Chu",
    "Châu", "Phùng", "Quách", "Triệu", "Nông", "Hứa", "Thạch", "Danh", "Bàn", "Phàn", "Chảo", "Tẩn",
    "Hạng", "Mùa", "Lầu", "Hờ", "Ksor", "Siu", "Kpă", "Điểu", "Chìu", "Phùn", "Vi", "Lô", "Kha",
    "Pờ", "Lồ", "Chau",
})  # fmt: skip
# What a place was, or is now, beside the name that the text goes by.
_ASIDE = re.compile(r"\((?:trước đây|trước kia|trước|nay|nguyên)\s+(?:thuộc|là)\s[^()\n]*$")
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


_FULL_WORDS = {"tp": "thành phố", "tx": "thị xã"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in the text.

    Attributes:
        start: first character, level word included.
        end: one past the last.
        word: level word in lower case, "" when the name stands bare.
        name: as written.
        found: the places it may be, on the day of the text; empty for villages and unknowns.
        level: of the first of these, or by its level word.
    """

    start: int
    end: int
    word: str
    name: str
    found: tuple[PlaceVersion, ...]
    level: Level = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        by_word = LEVEL_WORDS.get(self.word, (Level.VILLAGE,))
        level = self.found[0].kind.level if self.found else by_word[-1]
        object.__setattr__(self, "level", level)

    @property
    def label(self) -> str:
        return f"{_FULL_WORDS.get(self.word, self.word)} {self.name}".strip()


def find_mentions(
    text: str, names: PlaceNames, day: date, words: WordIndex | None = None
) -> list[Mention]:
    """Every place named in a text, in order, never overlapping.

    Args:
        text: as written, in capitals and small letters.
        names: of all places.
        day: of the text.
        words: of the text, when they are known already.
    """
    found: list[Mention] = []
    end = 0
    for match in _LEVELED.finditer(text, words or WordIndex(fold_case(text))):
        if match.start() < end:
            continue
        mention = _leveled(match, names, day)
        if mention is None:
            continue
        found.append(mention)
        end = mention.end
        while further := _listed(text, found[-1], names, day):
            found.append(further)
            end = further.end
    found = [m for m in found if not _ASIDE.search(text, max(0, m.start - 60), m.start)]
    found = [_whole_name(m, text, found, names, day) for m in found]
    taken = [(m.start, m.end) for m in found]
    called: dict[str, list[Mention]] = {}
    for one in found:
        called.setdefault(one.name.casefold(), []).append(one)
    bare = list(_bare(text, taken, names, day))
    bare = [_named_before(m, called.get(m.name.casefold(), ())) for m in bare]
    bare = [_as_called(m, text, names, day) for m in bare]
    taken_ends = {m.end for m in found}
    found += [m for m in _unlisted_said(text, names, day) if m.end not in taken_ends]
    taken_ends = {m.end for m in bare}
    bare += [m for m in _bare_hamlets(text, found) if m.end not in taken_ends]
    return sorted(found + bare, key=lambda m: m.start)


def _unlisted_said(text: str, names: PlaceNames, day: date) -> list[Mention]:
    """Communes that no list has, which a text says are such: "Đức Lợi là xã bãi ngang"."""
    said = ((start, end, word, text[start:end]) for start, end, word in find_said(text))
    return [
        Mention(start, end, word, name, ())
        for start, end, word, name in said
        if not names.named(name, day)
    ]


def _whole_name(
    mention: Mention, text: str, all_named: list[Mention], names: PlaceNames, day: date
) -> Mention:
    """ "Sóc Trăng", "Bản Lầu" where a text names xã Bản Lầu: the name itself so begins."""
    if mention.level is not Level.VILLAGE or not mention.word or mention.word in _FULL_WORDS:
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


def _bare_hamlets(text: str, leveled: list[Mention]) -> list[Mention]:
    """Villages named again without their level word, "Chơn Tự hiện có"."""
    taken = {m.end for m in leveled}
    words = {m.name: m.word for m in reversed(leveled) if not m.found and " " in m.name}
    return [
        Mention(start, start + len(name), word, name, ())
        for name, word in words.items()
        if name[0].isalpha()
        for start in _find_alone(name, text)
        if start + len(name) not in taken
        and not _NAMESAKE.search(text, max(0, start - _NEAR), start)
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


_IS_WORD = re.compile(r"\w")


def _leveled(match: re.Match[str], names: PlaceNames, day: date) -> Mention | None:
    word = _level_word(match["level"])
    name, found = _numbered(match, names, day) or _longest_known(match["name"], word, names, day)
    if not found and len(name) > 3 and name.isupper() and " " not in name:
        return None  # an abbreviation, "các xã CANTTKVGR"
    abbreviated = match["level"].lower().rstrip(".") in _SHORT_LEVELS
    if not found and match["level"].isupper() and word not in {"tp", "tx"} and not abbreviated:
        return None  # capitals of a banner, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"
    initial = len(match["level"]) == 2 and match["level"][1] == "."
    if initial and not is_short(match, known=bool(found or _former(name, word, names, day))):
        return None
    if word in {"tỉnh", "thành phố", "thôn"} and _REGIONS.match(name):
        return None
    if word == "thôn" and match.string.endswith(("nông ", "Nông "), 0, match.start()):
        return None
    if word == "khu" and (
        _NOT_A_HAMLET.match(name)
        or _REGION.search(match.string, max(0, match.start() - _NEAR), match.start())
    ):
        return None
    if not is_place(match, word, name):
        return None
    if found and is_of_province(word, name, found, names, day):
        return None
    if not found and _BODY.match(match.string, match.start("name")):
        return None
    if (word == "phố" and not is_quarter(match, name)) or _is_person(match, name):
        return None  # a street; "trưởng thôn Nguyễn Văn An"
    if name.isdigit() and word not in {"phường", "quận"} and word not in {"tổ", *VILLAGE_WORDS}:
        return None
    return Mention(match.start(), match.start("name") + len(name), word, name, found)


# "phường 2 Bảo Lộc": since 2025 wards of a former town bear its name and a number.
_AFTER_NUMBER = re.compile(rf"[ \u00a0]({_SYLLABLE}(?:[ \u00a0]{_SYLLABLE}){{0,3}})")


def _numbered(
    match: re.Match[str], names: PlaceNames, day: date
) -> tuple[str, tuple[PlaceVersion, ...]] | None:
    """The ward whose name begins with its number, when a list has it."""
    after = _AFTER_NUMBER.match(match.string, match.end()) if match["name"].isdigit() else None
    if after is None or day < TWO_LEVELS_SINCE:
        return None
    syllables = after[1].split()
    for count in range(len(syllables), 0, -1):
        written = match.string[match.start("name") : after.start(1)] + " ".join(syllables[:count])
        if known := names.named(written, day, (Level.COMMUNE,)):
            return written, known
    return None


def _former(name: str, word: str, names: PlaceNames, day: date) -> tuple[str, ...]:
    """The places that took in a unit of that name before the lists begin."""
    return names.former(name, LEVEL_WORDS[word][-1], day)


_HEADS = re.compile(r"(?i:trưởng|phó)(?: (?i:công an))? $")
_OFFICES = re.compile(
    r"(?i:chủ tịch|bí thư)(?: (?i:ubnd|hđnd|chi bộ|đảng ủy|đảng bộ|hội \w+ \w+)){0,2} $"
)
_OFFICE_REACH = 40
_TELLS = re.compile(
    r",? (?:\d\d tuổi|cho biết|cho hay|chia sẻ|nhớ lại|kể|nói|tính|bảo|khẳng định|tâm sự"
    r"|thông tin|phấn khởi)(?!\w)"
)


def _is_person(match: re.Match[str], name: str) -> bool:
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    if before.endswith("già "):
        return True
    if match["level"] == "Sóc" and _CALLED_SOC.search(match.string, 0, match.start()):
        return True
    of_police = match.string.endswith("ông an ", 0, match.start())
    written = match["name"] if of_police else name
    if " " not in written or written.partition(" ")[0] not in _SURNAMES:
        return False
    if _HEADS.search(match.string, max(0, match.start() - 24), match.start()):
        return True
    office = _OFFICES.search(match.string, max(0, match.start() - _OFFICE_REACH), match.start())
    return bool(office and _TELLS.match(match.string, match.start("name") + len(name)))


# "Chau Sóc Kha": a Khmer name of a person, of which "sóc" is no hamlet.
_CALLED_SOC = re.compile(rf"{_SYLLABLE} $")


def _level_word(written: str) -> str:
    word = written.lower().rstrip(".")
    return _SHORT_LEVELS.get(word, word)


_SYLLABLES = re.compile(r"(?<=\S)(?=[ \u00a0-])")
_NUMERAL = re.compile(r"[IVX]+")


def _longest_known(
    written: str, word: str, names: PlaceNames, day: date
) -> tuple[str, tuple[PlaceVersion, ...]]:
    """The longest beginning of some capitalised words that is a known name of the level."""
    levels = LEVEL_WORDS.get(word, ())
    if not levels:
        return written, ()
    if word in {"thành phố", "tp"} and written.startswith("HCM"):
        return "HCM", names.named("Hồ Chí Minh", day, levels)
    syllables = _SYLLABLES.split(written)
    for count in range(len(syllables), 0, -1):
        name = "".join(syllables[:count]).strip(" \u00a0-–")
        known = _of_kind(names.named(name, day, levels), word)
        if known:
            rest = "".join(syllables[count:]).strip()
            full = written if _NUMERAL.fullmatch(rest) else name
            return full, known
    return written, ()


def _of_kind(known: tuple[PlaceVersion, ...], word: str) -> tuple[PlaceVersion, ...]:
    """Of places with one name, those of the very kind that the level word says, if any."""
    full = _FULL_WORDS.get(word, word)
    same = tuple(v for v in known if v.kind.word_vi == full)
    if full == "thành phố" and all(v.kind.word_vi == "tỉnh" for v in known):
        return ()  # "thành phố Ninh Bình" is a town that has another name by now
    return same or known


def _listed(text: str, last: Mention, names: PlaceNames, day: date) -> Mention | None:
    """The next name of a list: "xã A, B và C"."""
    match = _NEXT_NAME.match(text, last.end)
    if match is None or match["level"]:
        return None
    if match["name"].isdigit() and not last.name[-1:].isdigit():
        return None  # "TP Quy Nhơn, 6 tháng đầu năm"
    if last.word not in LEVEL_WORDS:
        if not match["name"][:1].isdigit() and not _SEVERAL.search(
            text[max(0, last.start - 8) : last.start]
        ):
            return None
        return Mention(match.start("name"), match.end("name"), last.word, match["name"], ())
    name, found = _longest_known(match["name"], last.word, names, day)
    if not found or (last.found and found[0].kind.level is not last.found[0].kind.level):
        return None
    return Mention(
        match.start("name"), match.start("name") + len(name), found[0].kind.word_vi, name, found
    )


def _bare(text: str, taken: list[tuple[int, int]], names: PlaceNames, day: date) -> list[Mention]:
    """Names of provinces and districts that stand without their level word."""
    mentions, at = [], 0
    for match in _BARE.finditer(text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at < len(taken) and taken[at][0] < match.end():
            continue
        before = text[max(0, match.start() - 12) : match.start()]
        if _is_no_place(before):
            continue
        if match["name"].startswith("Hồ Chí Minh") and _HONOURS.search(before):
            continue
        mention = _bare_known(match, names, day)
        if mention is not None and not is_field_word(mention.name):
            mentions.append(mention)
    return mentions


def _is_no_place(before: str) -> bool:
    """Whether the words before a name say that a person or a newspaper bears it."""
    said = before.rstrip().lower()
    if said.rstrip(":,").endswith(_TITLES) and _PERSON.search(before):
        return True
    return said.endswith(_PAPERS) and _NEWSPAPER.search(before) is not None


def _bare_known(match: re.Match[str], names: PlaceNames, day: date) -> Mention | None:
    """The first known name inside some capitalised words: "BĐBP Nghệ An" holds "Nghệ An"."""
    inside = _find_known(match["name"], names, day)
    if inside is None:
        return None
    start, name, kept = inside
    return Mention(match.start() + start, match.start() + start + len(name), "", name, kept)


@lru_cache(1 << 14)
def _find_known(
    written: str, names: PlaceNames, day: date
) -> tuple[int, str, tuple[PlaceVersion, ...]] | None:
    """Where in some words a known name begins, the name and what bears it."""
    words = [(w.start(), w.group()) for w in _PART.finditer(written)]
    if words[0][1] in _NOT_OF_NAMES and (led := _led_by_word(words, names, day)):
        return led
    person = len(words) > 2 and words[0][1] in _SURNAMES
    for first in range(1 if person else len(words)):
        for count in range(min(len(words) - first, 5), 0, -1):
            if words[first][1] in "-–" or words[first + count - 1][1] in "-–":
                continue
            name = " ".join(word for _, word in words[first : first + count])
            known = names.named(name, day)
            if not known or (count == 1 and not _is_province(known)):
                continue
            top = min(version.kind.level for version in known)
            kept = tuple(version for version in known if version.kind.level is top)
            return words[first][0], name, kept
    return None


_PART = re.compile(r"\S+")
_NOT_OF_NAMES = frozenset({"Như", "Tại", "Riêng", "Còn", "Từ", "Theo", "Về", "Nay", "Sang", "Với"})


def _led_by_word(
    words: list[tuple[int, str]], names: PlaceNames, day: date
) -> tuple[int, str, tuple[PlaceVersion, ...]] | None:
    """The province that all words but the first name: "Như Thanh Hóa" is not of Như Thanh."""
    name = " ".join(word for _, word in words[1:])
    known = names.named(name, day, (Level.PROVINCE,)) if name else ()
    return (words[1][0], name, known) if known else None


def _is_province(known: tuple[PlaceVersion, ...]) -> bool:
    return any(version.kind.level is Level.PROVINCE for version in known)
