"""Money that is a price or a wage for each: a fact, but never a sum that was raised."""

from __future__ import annotations

import re

from bayen.intake.found import Found
from bayen.intake.indicators import Named
from bayen.intake.numbers import Number
from bayen.intake.scan import Scan
from bayen.intake.units import Unit
from bayen.intake.values import Reason

_EACH_PAID = re.compile(
    r"(?:mỗi|giá (?:một|mỗi)|bình quân|mức (?:hỗ trợ|phạt|phụ cấp|chi)|(?:hằng|hàng"
    r"|mỗi) tháng)(?![^.;]*tổng)"
)
_WHOLE_HOUSE = re.compile(r"(?:căn|nhà)[^.;,]{0,30}$")
_SURELY = 9.0
_RATE = Named("other", _SURELY, Reason("indicator", "giá hoặc mức chi cho một đơn vị, không cộng"))


def name_price(scan: Scan, figure: Found, named: Named) -> Named:
    """A price or a wage for each has no indicator, save what a house cost."""
    if not _is_rate(scan, figure.number, figure.unit):
        return named
    before = scan.lowered[max(0, figure.number.start - 40) : figure.number.start]
    return named if _WHOLE_HOUSE.search(before) else _RATE


def _is_rate(scan: Scan, number: Number, unit: Unit | None) -> bool:
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
