"""Money that is a price or a wage for each, not a sum."""

from __future__ import annotations

import re

from bayen.intake.numbers import Number
from bayen.intake.scan import Scan
from bayen.intake.units import Unit

_EACH_PAID = re.compile(
    r"(?:mỗi|giá (?:một|mỗi)|bình quân|mức (?:hỗ trợ|phạt|phụ cấp|chi)|(?:hằng|hàng"
    r"|mỗi) tháng)(?![^.;]*tổng)"
)


def is_rate_of_pay(scan: Scan, number: Number, unit: Unit | None) -> bool:
    """Whether money is a price or a wage for each, not a sum: "mỗi suất 500 nghìn đồng"."""
    if unit is None or "money" not in unit.classes:
        return False
    if re.match(r"\s*/", scan.lowered[unit.end : unit.end + 2]):
        return True
    start = max(
        scan.sentence(number.start).start,
        number.start - 110,
        scan.lowered.rfind(";", 0, number.start) + 1,
    )
    return bool(_EACH_PAID.search(scan.lowered, start, number.start))
