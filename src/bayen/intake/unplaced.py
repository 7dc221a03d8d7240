"""Words that look like a named place and are none: "biên bản 12", an initial, "tổ 7" of a group."""

from __future__ import annotations

import re
from datetime import date

from bayen.core.places import Level, PlaceVersion
from bayen.intake.letters import UPPER
from bayen.intake.names import LEVEL_WORDS, PlaceNames

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


def is_short(match: re.Match[str], name: str, *, known: bool) -> bool:
    """Whether "H." is short for a level: not an initial of a person, of "Ảnh: X.V" neither."""
    if len(name) == 1 and name.isalpha():
        return False
    after_name = _INITIAL_OF.search(match.string, max(0, match.start() - 24), match.start())
    return known and after_name is None


# "bản Mông", "sóc Khmer" is any village of a people.
_PEOPLES = frozenset({
    "Khmer", "Khơ Me", "S'tiêng", "S’tiêng", "Stiêng", "Xtiêng", "Chăm", "Ê Đê", "Êđê", "Ba Na",
    "Bahnar", "Jrai", "Gia Rai", "M'nông", "M’nông", "M'Nông", "M’Nông", "Mnông", "Cơ Tu",
    "Xơ Đăng", "Raglai", "Vân Kiều", "Mông", "Thái", "Khơ Mú", "Mường", "Tày", "Nùng", "Dao",
    "Hà Nhì", "La Hủ", "Ca Dong", "Hrê", "Bru", "Tà Ôi", "Chứt",
    "Chơ Ro", "K'Ho", "K’Ho", "Xê Đăng", "Giẻ Triêng", "Brâu", "Rơ Măm", "Sán Chỉ",
    "Sán Dìu", "Cao Lan", "Xinh Mun", "Pà Thẻn", "Giáy", "Lô Lô", "Phù Lá", "Si La",
})  # fmt: skip
_SEVERAL = re.compile(r"(?:các|những|\d)\s+(?:\w+,\s+)?$")
_VILLAGES = re.compile(r"(?:bản|buôn|xóm|thôn)\s$")  # "bản làng Tây Bắc": all of them
_LOOKED_AFTER = ("coi ", "chăm ")
# Only where no such unit is counted: "khu vực 3 tỉnh", "khu vực 2 bên đường".
_COUNTED_AREA = re.compile(r"\s+(?:tỉnh|huyện|xã|phường|nước|bên|bờ|quận|địa)(?!\w)")
_QUARTERED = ("Cần Thơ", "Hậu Giang")
"""Provinces whose wards are parted into areas with names."""
_REGION = re.compile(r"(?:Đông|Tây|Nam|Bắc|Trung|Đồng|Miền|Biên|Đông Nam|Campuchia|Cam)(?!\w)")
_ACTS = re.compile(r"\s+(?:có|còn|đã|hiện|cũng|đang|góp|lắp|quản lý|gồm)(?!\w)")
_DESERVED_WITHIN = 14
_NEAR = 240
"""Characters before "Tổ 8 có" in which a text speaks of quarters, not of groups."""


# What only bears a village's name: "Đồn Biên phòng Làng Ho", "thác Bản Giốc".
_BEARS = re.compile(
    r"(?i:biên phòng|đồn|trạm|thác|chợ|cầu|đèo|hồ|đập|thủy điện|cửa khẩu|hang|suối|khu du lịch"
    r"|tiểu học|mầm non|thcs|thpt|trường)\s$"
)
_OF_QUARTER = re.compile(r"(?i:chi bộ|trưởng|dân|bí thư|mặt trận)\s$")
_IN_TOWN = re.compile(r"[\s,(]+(?:phường|thị trấn)\s")


# "XÃ AN TOÀN VỀ AN NINH", "Khu dân cư An toàn, Văn minh": what a place is to be, in capitals.
_MERIT = (
    r"(?i:an toàn|văn minh|bình yên|văn hóa|kiểu mẫu|kiểu mới|nông thôn mới|xanh|sạch|không ma túy"
    r"|không tội phạm|tiên tiến|điển hình)"
)
_IS_MERIT = re.compile(
    rf"{_MERIT}(?: |, ?| - | – )(?i:về|không|đô thị|giao thông|phòng cháy|trật tự|an ninh|antt|điểm"
    r"|tiêu biểu|nâng cao)(?!\w)"
)
_HALF_SMALL = re.compile(
    r"(?:An toàn|Văn minh|Bình yên|Văn hóa|Kiểu mẫu|Nông thôn|Điển hình)(?!\w)"
)
_DESERVED = re.compile(r"(?i:danh hiệu|tiêu chuẩn|tiêu chí|đạt chuẩn|mô hình|chuẩn)\s[\"“]?$")


_OF_FIELD = frozenset({"AN NINH", "AN TOÀN", "CƯ AN", "VĂN MINH"})


def is_field_word(name: str) -> bool:
    """Whether capitals of a headline without a level word are words of the field, not a name."""
    return name in _OF_FIELD


def is_merit(match: re.Match[str]) -> bool:
    """Whether words in capitals after a level word say what a place is to be, not its name."""
    text, at = match.string, match.start("name")
    if _HALF_SMALL.match(text, at):
        return True
    if not match["name"].isupper() or re.match(_MERIT, text[at : at + 20]) is None:
        return False
    deserved = _DESERVED.search(text, max(0, match.start() - _DESERVED_WITHIN), match.start())
    return deserved is not None or _IS_MERIT.match(text, at) is not None


def is_quarter(match: re.Match[str], name: str) -> bool:
    """Whether "phố Bắc Thành" is a quarter with people, not a street."""
    if name[-1:].isdigit() or _IN_TOWN.match(match.string, match.end()):
        return True
    before = match.string[max(0, match.start() - 10) : match.start()]
    return _OF_QUARTER.search(before) is not None


def is_place(match: re.Match[str], word: str, name: str) -> bool:
    """Whether a level word with what follows it names a place, not a paper, people or group."""
    before = match.string[max(0, match.start() - 16) : match.start()].lower()
    if word == "tổ":
        return is_lived_in(match)
    if is_merit(match):
        return False
    if word not in LEVEL_WORDS and _BEARS.search(before):
        return False
    if word == "bản" and is_paper(match):
        return False
    if word == "khu vực":
        return is_area(match, name)
    if word == "làng" and _VILLAGES.search(before):
        return False
    if word == "sóc" and before.endswith(_LOOKED_AFTER):
        return False
    if match["plural"] and name[:1].isdigit() and not _SEVERAL.search(before):
        return False  # "nòng cốt trong buôn: 41 nhóm"
    return name not in _PEOPLES or word not in {"bản", "làng", "buôn", "sóc", "phum", "bon"}


def is_area(match: re.Match[str], name: str) -> bool:
    """Whether "khu vực 3", in Cần Thơ and Hậu Giang "khu vực Bình Thạnh", is a quarter."""
    if name.isdigit():
        return _COUNTED_AREA.match(match.string, match.end()) is None
    is_there = any(map(match.string.__contains__, _QUARTERED))
    return is_there and not name.isupper() and _REGION.match(name) is None


def is_lived_in(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    if _LIVES.search(before) or _WITHIN.match(match.string, match.end()):
        return True
    if not match.group()[0].isupper() or not _ACTS.match(match.string, match.end()):
        return False
    around = match.string[max(0, match.start() - _NEAR) : match.start()].lower()
    return "tổ dân phố" in around


def is_paper(match: re.Match[str]) -> bool:
    """Whether "bản" is part of a longer word: "biên bản 12", "văn bản"."""
    return match.string[max(0, match.start() - 5) : match.start()].lower().endswith(_OF_PAPER)
