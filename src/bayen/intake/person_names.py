"""Names of persons where one of a place could stand: "trưởng thôn Nguyễn Văn An"."""

from __future__ import annotations

import re

from bayen.intake.name_shapes import SYLLABLE

SURNAMES = frozenset({
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Đoàn", "Lâm", "Trịnh", "Mai", "Đào", "Cao", "Hà",
    "Lương", "Lò", "Giàng", "Thào", "Sùng", "Quàng", "Cầm", "Vừ", "Trương", "Tạ", "Tô", "Chu",
    "Châu", "Phùng", "Quách", "Triệu", "Nông", "Hứa", "Thạch", "Danh", "Bàn", "Phàn", "Chảo", "Tẩn",
    "Hạng", "Mùa", "Lầu", "Hờ", "Ksor", "Siu", "Kpă", "Điểu", "Chìu", "Phùn", "Vi", "Lô", "Kha",
    "Pờ", "Lồ", "Chau",
})  # fmt: skip
_POLICE = frozenset({"CAX", "CAP", "CATP", "CATX", "CAT"})
"""Level words in one with "Công an": "Trưởng CAX Hồ Văn Thiết"."""
_HEADS = re.compile(r"(?i:trưởng|phó)(?: (?i:công an))? $")
_OFFICES = re.compile(
    r"(?i:chủ tịch|bí thư)(?: (?i:ubnd|hđnd|chi bộ|đảng ủy|đảng bộ|hội \w+ \w+)){0,2} $"
)
_OFFICE_REACH = 40
_TELLS = re.compile(
    r",? (?:\d\d tuổi|cho biết|cho hay|chia sẻ|nhớ lại|kể|nói|tính|bảo|than|khẳng định|tâm sự"
    r"|thông tin|phấn khởi|cười|thừa nhận|nhận xét|đánh giá|nhấn mạnh|cho rằng)(?!\w)"
)
# "Chau Sóc Kha": a Khmer name of a person, of which "sóc" is no hamlet.
_CALLED_SOC = re.compile(rf"{SYLLABLE} $")


def is_full_name(name: str) -> bool:
    """Whether words can only be a person's: "xã Vũ Văn Cường" of a secretary, listed nowhere."""
    surname, middle, *given = [*name.split(), ""]
    return surname in SURNAMES and middle in {"Văn", "Thị"} and any(given)


def is_person(match: re.Match[str], name: str) -> bool:
    """Whether what follows a level word is the name of who leads there, or of a Khmer.

    Args:
        match: with groups "level" and "name".
        name: as far as the lists know it.
    """
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    if before.endswith("già "):
        return True
    if match["level"] == "Sóc" and _CALLED_SOC.search(match.string, 0, match.start()):
        return True
    of_police = match.string.endswith("ông an ", 0, match.start()) or match["level"] in _POLICE
    written = match["name"] if of_police else name
    if " " not in written or written.partition(" ")[0] not in SURNAMES:
        return False
    if _HEADS.search(match.string, max(0, match.start() - 24), match.start()):
        return True
    office = _OFFICES.search(match.string, max(0, match.start() - _OFFICE_REACH), match.start())
    return bool(office and _TELLS.match(match.string, match.start("name") + len(name)))
