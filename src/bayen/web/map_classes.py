"""Classes of a map: values cut into a few groups of about as many places each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MOST_CLASSES = 5


@dataclass(frozen=True, slots=True)
class Classes:
    """Where classes end.

    Attributes:
        tops: the largest value of each class, ascending.
        lowest: the smallest value of all.
    """

    tops: tuple[Decimal, ...]
    lowest: Decimal

    def number_of(self, value: Decimal) -> int:
        """The class of a value, from 1."""
        return min(bisect_left(self.tops, value), len(self.tops) - 1) + 1

    def bounds(self, number: int, values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
        """The smallest and largest value that is in a class."""
        inside = [value for value in values if self.number_of(value) == number]
        return min(inside), max(inside)


def cut_classes(values: Sequence[Decimal]) -> Classes | None:
    """Quantiles of the values, equal ones together; None without values."""
    if not values:
        return None
    ordered = sorted(values)
    count = min(MOST_CLASSES, len(set(ordered)))
    cuts = (ordered[(len(ordered) * n - 1) // count] for n in range(1, count + 1))
    tops = sorted({*cuts, ordered[-1]})
    return Classes(tuple(tops), ordered[0])
