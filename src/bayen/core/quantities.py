"""Numbers with a bound: "hơn 17.000" is a value and two bits.

Holds the arithmetic, the comparison and the Vietnamese writing of quantities. Refuses
values finer than a thousandth or of 10^15 and more: every store and engine keeps them as
whole thousandths in 64 bits, so that sums are exact everywhere.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

LIMIT = Decimal(10) ** 15
THOUSANDTH = Decimal("0.001")
NOT_A_NUMBER = "không phải số; viết như 17.000 hoặc 4,5"
TOO_LARGE = "số quá lớn, phải nhỏ hơn 10^15"


class Bound(enum.IntFlag):
    """How the truth may differ from the value written: two independent bits.

    Combining quantities ORs the bits, in Python as in SQL (``BIT_OR(bound)``).
    """

    EXACT = 0
    OVER = 1
    UNDER = 2
    ABOUT = 3

    @property
    def swapped(self) -> Bound:
        """The bound of a quantity that is taken away: more of it leaves less."""
        return Bound((self & 1) << 1 | self >> 1)

    @property
    def word_vi(self) -> str:
        return _WORDS[self]

    @property
    def name_en(self) -> str:
        """exact, over, under or about, as exchange files write it."""
        return (self.name or "").lower()


_WORDS = {Bound.EXACT: "", Bound.OVER: "hơn", Bound.UNDER: "gần", Bound.ABOUT: "khoảng"}

# The words that announce a bound, longest first where one begins another.
BOUND_WORDS: dict[str, Bound] = {
    "không dưới": Bound.OVER,
    "không quá": Bound.UNDER,
    "chưa đến": Bound.UNDER,
    "chưa tới": Bound.UNDER,
    "tối thiểu": Bound.OVER,
    "xấp xỉ": Bound.ABOUT,
    "ít nhất": Bound.OVER,
    "tối đa": Bound.UNDER,
    "khoảng": Bound.ABOUT,
    "chừng": Bound.ABOUT,
    "dưới": Bound.UNDER,
    "trên": Bound.OVER,
    "hơn": Bound.OVER,
    "gần": Bound.UNDER,
    "độ": Bound.ABOUT,
    "ước": Bound.ABOUT,
}


_BOUNDS = {bits: Bound(bits) for bits in range(4)}


def _plain(value: Decimal) -> Decimal:
    """The shortest equal decimal without an exponent, so that equal values print alike."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return value.normalize()


class QuantityError(ValueError):
    """A text that is no quantity, or a number that none can hold.

    Attributes:
        written: what was given, as written.
        problem: what is wrong with it, for people.
    """

    def __init__(self, written: str, problem: str) -> None:
        super().__init__(f"«{written}»: {problem}")
        self.written = written
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and how exact it is.

    Attributes:
        value: at most three decimals, below 10^15 either way; may be negative (a change).
        bound: which way the truth may lie.
    """

    value: Decimal
    bound: Bound = Bound.EXACT

    def __post_init__(self) -> None:
        value = self.value
        if not value.is_finite() or abs(value) >= LIMIT:
            raise QuantityError(str(value), TOO_LARGE)
        if value != value.quantize(THOUSANDTH):
            raise QuantityError(str(value), "số có quá ba chữ số thập phân")
        object.__setattr__(self, "value", _plain(value))
        object.__setattr__(self, "bound", Bound(self.bound))

    @classmethod
    def from_milli(cls, milli: int, bound: int = 0) -> Quantity:
        """From whole thousandths, as stores keep it."""
        units, thousandths = divmod(milli, 1000)
        if thousandths or abs(units) >= LIMIT or bound not in _BOUNDS:
            return cls(Decimal(milli).scaleb(-3), Bound(bound))
        found = object.__new__(cls)  # whole and in range: what the checks would leave as it is
        object.__setattr__(found, "value", Decimal(units))
        object.__setattr__(found, "bound", _BOUNDS[bound])
        return found

    @property
    def milli(self) -> int:
        """The value in whole thousandths."""
        return int(self.value.scaleb(3))

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(self.value + other.value, self.bound | other.bound)

    def __sub__(self, other: Quantity) -> Quantity:
        return Quantity(self.value - other.value, self.bound | other.bound.swapped)

    def with_bound(self, extra: Bound) -> Quantity:
        return Quantity(self.value, self.bound | extra)

    def scaled(self, share: Fraction) -> Quantity:
        """The part of it that a share makes, to the thousandth; a real part is an estimate."""
        if share == 1:
            return self
        exact = Fraction(self.milli) * share
        milli = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
        return Quantity.from_milli(milli, self.bound | Bound.ABOUT)

    def may_equal(self, other: Quantity) -> bool:
        """Whether one truth can satisfy both statements."""
        gap = self.value - other.value
        if gap == 0:
            return True
        return _reaches(self, up=gap < 0) or _reaches(other, up=gap > 0)

    def may_exceed(self, other: Quantity) -> bool:
        """Whether the truth of this one can be greater than the truth of the other."""
        return self.value > other.value or _reaches(self, up=True) or _reaches(other, up=False)

    def must_exceed(self, other: Quantity) -> bool:
        """Whether the truth of this one is greater than the other's, however it lies."""
        return not other.may_exceed(self) and not self.may_equal(other)


ZERO = Quantity(Decimal(0))


def sum_quantities(quantities: Iterable[Quantity]) -> Quantity:
    """The total; of nothing, an exact zero (callers tell empty from zero themselves)."""
    milli, bound = 0, 0
    for quantity in quantities:
        milli += quantity.milli
        bound |= quantity.bound
    return Quantity.from_milli(milli, bound)


def ratio_percent(part: Quantity, whole: Quantity, *, decimals: int = 1) -> Decimal | None:
    """``part`` in percent of ``whole``, rounded half up; None when the whole is zero."""
    if whole.value == 0:
        return None
    step = Decimal(1).scaleb(-decimals)
    return _plain((part.value * 100 / whole.value).quantize(step, ROUND_HALF_UP))


# --- writing -----------------------------------------------------------------------------


def render_number(value: Decimal | int, *, padded: bool = False) -> str:
    """A number the Vietnamese way: 17.000 and 4,5. ``padded`` writes 03 as prose does."""
    plain = _plain(Decimal(value))
    sign = "-" if plain < 0 else ""
    whole, _, decimals = str(abs(plain)).partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    if padded and not decimals and len(whole) == 1:
        grouped = "0" + grouped
    return sign + grouped + ("," + decimals if decimals else "")


def render_quantity(quantity: Quantity, *, padded: bool = False) -> str:
    """The quantity with its bound word: "hơn 17.000"."""
    number = render_number(quantity.value, padded=padded)
    return f"{quantity.bound.word_vi} {number}".strip()


# --- reading -----------------------------------------------------------------------------

# Either dots that group by three, or no dots at all; then maybe a decimal comma.
_NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,3})?", re.ASCII)


def parse_number(text: str) -> Decimal:
    """Read a number written the Vietnamese way.

    Raises:
        QuantityError: the text is no such number.
    """
    written = text.strip()
    if not _NUMBER.fullmatch(written):
        raise QuantityError(text, NOT_A_NUMBER)
    try:
        plain = written.replace("−", "-").replace(".", "").replace(",", ".")
        return _plain(Decimal(plain))
    except InvalidOperation:  # more digits than any count has
        raise QuantityError(text, NOT_A_NUMBER) from None


def parse_quantity(text: str) -> Quantity:
    """Read "hơn 17.000", "khoảng 4,5" or "300 trở lên".

    Raises:
        QuantityError: the text is no quantity.
    """
    rest = " ".join(text.split())
    bound = Bound.EXACT
    if rest.casefold().endswith("trở lên"):
        rest, bound = rest[: -len("trở lên")], Bound.OVER
    lowered = rest.casefold()
    for word, meaning in BOUND_WORDS.items():
        if lowered.startswith(word + " "):
            rest, bound = rest[len(word) :], meaning
            break
    return Quantity(parse_number(rest), bound)


def _reaches(quantity: Quantity, *, up: bool) -> bool:
    return bool(quantity.bound & (Bound.OVER if up else Bound.UNDER))
