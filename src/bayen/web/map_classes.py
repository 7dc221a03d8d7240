"""Classes of a map: values cut into a few groups of about as many places each."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
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

    def shade(self, value: Decimal) -> int:
        """How dark the class of a value is, 1 to ``MOST_CLASSES``; the ends are used first."""
        steps = max(len(self.tops) - 1, 1)
        return 1 + (self.number_of(value) - 1) * (MOST_CLASSES - 1) // steps

    def bounds(self, number: int, values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
        """The smallest and largest value that is in a class."""
        inside = [value for value in values if self.number_of(value) == number]
        return min(inside), max(inside)


def cut_classes(values: Sequence[Decimal]) -> Classes | None:
    """As many classes as may be, equal values together; None without values.

    A value that most places share stands alone, and leaves the other classes to the others:
    a map of who has reported must not show all in one colour.
    """
    if not values:
        return None
    counts = sorted(Counter(values).items())
    tops: list[Decimal] = []
    left, held = len(values), 0
    for after, (value, count) in zip(reversed(range(len(counts))), counts, strict=True):
        held += count
        still = MOST_CLASSES - len(tops)
        if held * still >= left or after < still:
            tops.append(value)
            left, held = left - held, 0
    return Classes(tuple(tops), counts[0][0])
