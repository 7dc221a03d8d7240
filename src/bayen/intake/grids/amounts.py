"""What a cell of a table holds: an amount, a dash, a date, or words.

A cell is stricter than prose: the whole of it must be the amount, with at most a bound word
before ("hơn 300"), a unit after ("12 tổ") and a whole ("4/8"). Empty is not reported, "0" is
a reported zero, "-" does not apply.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bayen.core.quantities import BOUND_WORDS, LIMIT, Bound
from bayen.intake.scan import fold_case

_BOUNDS = "|".join(re.escape(word) for word in sorted(BOUND_WORDS, key=len, reverse=True))
_NUMBER = (
    r"\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:,\d{3}){2,}"
    r"|\d+(?:[.,]\d+)?"
)
_SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
_AMOUNT = re.compile(
    rf"\s*(?:(?P<bound>{_BOUNDS})\s+|(?P<sign>[~≈><≥≤])\s*)?"
    rf"(?P<value>{_NUMBER})(?:\s?/\s?(?P<of>{_NUMBER}))?"
    rf"(?:\s?(?P<percent>%)|\s*(?P<scale>{'|'.join(_SCALES)})(?!\w))?"
    r"(?:\s*(?P<more>trở lên|trở xuống)"
    r"|\s*(?P<unit>[^\W\d_]{2}[^\d;]{0,28}|(?<=\s)[^\W\d_]))?\s*[.;]?\s*",
)
_SIGNS = {
    "~": Bound.ABOUT, "≈": Bound.ABOUT, ">": Bound.OVER, "≥": Bound.OVER,
    "<": Bound.UNDER, "≤": Bound.UNDER,
}  # fmt: skip
_MORE = {"trở lên": Bound.OVER, "trở xuống": Bound.UNDER}
_DASH = re.compile(r"\s*(?:[-–—−_.…/x×✕]+|không có|ko|k)\s*")
_DATE = re.compile(
    r"\s*(?:ngày\s+)?(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})|\d{4}-\d\d-\d\d)"
    r"(?:[ t]\d\d:\d\d(?::\d\d)?)?\s*"
)
_PHONE = re.compile(r"\s*(?:0|\+84)[\d .]{8,13}\s*")
_PARTS = re.compile(r"\s*(?:;|,(?=\s)|\n|\s[-–]\s|\svà\s|\svới\s)\s*")
_FINEST = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with its place in the cell.

    Attributes:
        start: first character of the number in the cell's text.
        end: one past the last (whole, percent sign and scale word included).
        value: in base units.
        of: the whole of "4/8"; None otherwise.
        bound: from the words beside the number in the cell.
        unit: words after the number, lower case; "" when none.
        percent: whether a percent sign follows.
        by_comma: whether one comma stands before three digits ("1,205"), which may group.
    """

    start: int
    end: int
    value: Decimal
    of: Decimal | None = None
    bound: Bound = Bound.EXACT
    unit: str = ""
    percent: bool = False
    by_comma: bool = False

    def grouped(self) -> Amount:
        """The same read with the comma as a sign of thousands."""
        return Amount(
            self.start, self.end, self.value * 1000, self.of, self.bound, self.unit, self.percent
        )


def is_dash(text: str) -> bool:
    """Whether a cell says that it does not apply."""
    return bool(_DASH.fullmatch(fold_case(text)))


def is_date(text: str) -> bool:
    """Whether a cell is a day, never an amount."""
    return bool(_DATE.fullmatch(fold_case(text)))


def find_amount(text: str) -> Amount | None:
    """The amount that a whole cell is; None for anything else."""
    if not any(char.isdigit() for char in text):
        return None
    return _amount(fold_case(text), 0)


def find_amounts(text: str) -> tuple[Amount, ...]:
    """The amount of a cell, or several told apart by their units: "12 vụ, 15 đối tượng"."""
    single = find_amount(text)
    if single is not None:
        return (single,)
    if len(text) > _LONGEST_LIST:
        return ()
    lowered, found, at = fold_case(text), [], 0
    for part in [*_PARTS.finditer(lowered), None]:
        end = part.start() if part else len(lowered)
        amount = _amount(lowered[at:end], at)
        if amount is None or not amount.unit:
            return ()
        found.append(amount)
        at = part.end() if part else end
    return tuple(found)


_LONGEST_LIST = 90


def _amount(lowered: str, offset: int) -> Amount | None:
    if len(lowered) > _LONGEST_LIST or _DATE.fullmatch(lowered) or _PHONE.fullmatch(lowered):
        return None
    match = _AMOUNT.fullmatch(lowered)
    if match is None:
        return None
    scale = _SCALES.get(match["scale"] or "", 0)
    value = parse_digits(match["value"]).scaleb(scale)
    of = parse_digits(match["of"]) if match["of"] else None
    if value >= LIMIT or (of is not None and of >= LIMIT) or value != value.quantize(_FINEST):
        return None
    unit = (match["unit"] or "").strip(" .()")
    return Amount(
        offset + match.start("value"), offset + _end(match), value, of, _bound(match), unit,
        percent=bool(match["percent"]),
        by_comma=bool(re.fullmatch(r"[1-9]\d{0,2},\d{3}", match["value"])),
    )  # fmt: skip


def _end(match: re.Match[str]) -> int:
    return max(match.end(name) for name in ("value", "of", "percent", "scale"))


def _bound(match: re.Match[str]) -> Bound:
    if match["bound"]:
        return BOUND_WORDS[match["bound"]]
    return _SIGNS.get(match["sign"] or "") or _MORE.get(match["more"] or "") or Bound.EXACT


def parse_digits(written: str) -> Decimal:
    """Digits of a cell: dots, spaces or several commas group; one comma is decimal."""
    plain = re.sub(r"[ \u00a0\u202f]", "", written)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", plain):
        return Decimal(plain.replace(",", ""))
    return Decimal(plain.replace(",", "."))
