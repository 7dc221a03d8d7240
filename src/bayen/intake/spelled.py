"""Whether a number written in words counts: never "một" as an article."""

from __future__ import annotations

import re

from bayen.core.quantities import Bound
from bayen.intake.letters import LOWER, UPPER
from bayen.intake.numbers import Number
from bayen.intake.scan import Scan
from bayen.intake.units import Unit

_NAME = re.compile(rf"[{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]")
_LEVEL = re.compile(r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s*$")
_RANGE = re.compile(r"từ (?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: \w+)? (?:đến|tới)\s*$")
# "một" counts where the verb before it tells of a count: "bắt một vụ", not "là một người".
_ONE_OF = (
    (
        re.compile(
            r"(?:chỉ|thêm|có|và|xảy ra|làm|gồm|thu giữ|bắt|bắt giữ"
            r"|phát hiện|giao nộp|thu hồi)\s*$"
        ),
        {"case", "gun", "subject", "round"},
    ),
    (
        re.compile(r"(?:thành lập|ra mắt|mở|thêm|xây dựng mới|xây dựng được)\s*$"),
        {"model", "group", "club", "course", "house"},
    ),
    (re.compile(r"làm\s*$"), {"people"}),
    (re.compile(r"(?:khen|thưởng|đột xuất|biểu dương)(?: cho)?\s*$"), {"award"}),
)

_OF_MANY = re.compile(
    r"(?:giữa|hàng|vài|mấy|dăm|thứ|tháng|năm|từng|mỗi|nhiều|ngày|mồng|mùng|lần)\s*$"
)
_FEW = 3
_ALL_OF = re.compile(r"cả\s*$")
_YEARS = re.compile(
    r"(?:trong|\d là|cả|hàng|hằng|các|nhiều|những|vào|đầu|cuối|giữa|qua|trước|sau|mới|\d)\s*$"
)


def _is_name(text: str, left: str, number: Number) -> bool:
    """Whether the words are the beginning of a name: "Năm Căn", "HUYỆN NĂM CĂN", not "Năm căn"."""
    if _NAME.match(text, number.start) is not None:
        return True
    return text[number.start : number.end].isupper() and _LEVEL.search(left) is not None


def counts_in_words(scan: Scan, left: str, number: Number, unit: Unit | None, bound: Bound) -> bool:
    """Whether number words beside these words count something."""
    if unit is None or "criterion" in unit.classes or _is_name(scan.text, left, number):
        return False
    word = scan.lowered[number.start : number.end]
    if _OF_MANY.search(left):
        return False
    if number.value <= _FEW and _ALL_OF.search(left):
        return False  # "cả hai huyện" were told before
    if _RANGE.search(left):
        return False  # "từ ba đến năm thành viên": a rule, and no count
    if word == "một":
        return bool(bound) or any(
            classes & unit.classes and verbs.search(left) for verbs, classes in _ONE_OF
        )
    if word == "năm":
        return not _YEARS.search(left)
    return True
