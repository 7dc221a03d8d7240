"""Whether a number written in words counts: never "một" as an article."""

from __future__ import annotations

import re

from bayen.core.quantities import Bound
from bayen.intake.numbers import Number
from bayen.intake.units import Unit


def counts_in_words(
    lowered: str, left: str, number: Number, unit: Unit | None, bound: Bound
) -> bool:
    """Whether number words beside these words count something."""
    if unit is None or "criterion" in unit.classes:
        return False
    word = lowered[number.start : number.end]
    if re.search(r"(?:hàng|vài|mấy|dăm|thứ|tháng|năm|từng|mỗi|nhiều|ngày|mồng|mùng|lần)\s*$", left):
        return False
    if word == "một":
        return (
            bool(bound)
            or bool(
                re.search(
                    r"(?:chỉ|thêm|có|và|xảy ra|làm|gồm|thu giữ|bắt|bắt giữ"
                    r"|phát hiện|giao nộp|thu hồi)\s*$",
                    left,
                )
                and unit.classes & {"case", "gun", "subject", "round"}
            )
            or bool(
                re.search(r"(?:thành lập|ra mắt|mở|thêm|xây dựng mới|xây dựng được)\s*$", left)
                and unit.classes & {"model", "group", "club", "course", "house"}
            )
        )
    if word == "năm":
        return not re.search(
            r"(?:trong|cả|hàng|hằng|các|nhiều|những|vào|đầu|cuối|giữa|qua|trước"
            r"|sau|mới|\d)\s*$",
            left,
        )
    return True
