"""Sums of quantities in whole thousandths, without the limit that a single figure has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bayen.core.quantities import Bound, Quantity, QuantityError


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in whole thousandths and its bound, of any size.

    A ledger with absurd entries can sum to more than a ``Quantity`` holds; the sum itself
    must not fail, only be refused at the end.
    """

    milli: int
    bound: int = 0

    @classmethod
    def of(cls, quantity: Quantity) -> Amount:
        return cls(quantity.milli, int(quantity.bound))

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.milli + other.milli, self.bound | other.bound)

    def with_bound(self, extra: Bound) -> Amount:
        return Amount(self.milli, self.bound | int(extra))

    def scaled(self, share: Fraction) -> Amount:
        """As ``Quantity.scaled``: to the thousandth, half up; a real part is an estimate."""
        if share == 1:
            return self
        exact = self.milli * share
        milli = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
        return Amount(milli, self.bound | int(Bound.ABOUT))

    def find_quantity(self) -> Quantity | None:
        """As a quantity; None when it is too large to be one."""
        try:
            return Quantity.from_milli(self.milli, self.bound)
        except QuantityError:
            return None

    def may_equal(self, other: Amount) -> bool:
        """Whether one truth can satisfy both; of sums too large for that, whether they are one."""
        mine, theirs = self.find_quantity(), other.find_quantity()
        if mine is None or theirs is None:
            return self.milli == other.milli
        return mine.may_equal(theirs)


def sum_amounts(amounts: Iterable[Amount | None]) -> Amount | None:
    """The total of those that there are; None when there are none: empty is not zero."""
    total: Amount | None = None
    for amount in amounts:
        if amount is not None:
            total = amount if total is None else total + amount
    return total
