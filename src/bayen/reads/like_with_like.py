"""A figure beside the same period a year before, of those that told it both times.

While returns are still coming in, a total is lower than it will be; set beside the whole of
last year it would look like a fall. So the places that told both are compared with
themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bayen.core.periods import Period
from bayen.core.questions import Answer, Cell


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two numbers that can stand beside each other.

    Attributes:
        now, then: of the period and of the same one a year before.
        places: how many places right below they are of; 0 when of the whole place.
    """

    now: Decimal
    then: Decimal
    places: int = 0

    @property
    def percent(self) -> Decimal | None:
        """The change in percent of then, to a tenth; None where there was nothing then."""
        return round((self.now - self.then) * 100 / self.then, 1) if self.then else None


def compare(now: Cell, then: Cell) -> Comparison | None:
    """Two figures of one place; None unless both are complete and on the same ground."""
    if not (now.is_complete and then.is_complete and now.comparable and then.comparable):
        return None
    if now.quantity is None or then.quantity is None:
        return None
    return Comparison(now.quantity.value, then.quantity.value)


def compare_below(
    answer: Answer, code: str, places: Iterable[str], now: Period, then: Period
) -> Comparison | None:
    """The sums over those of the places that can be compared; None where there are none.

    Args:
        answer: to a question about these places in both periods, on one map.
        code: of an indicator that adds over places.
    """
    pairs = (compare(answer.cell(code, p, now), answer.cell(code, p, then)) for p in places)
    alike = [pair for pair in pairs if pair is not None]
    if not alike:
        return None
    nothing = Decimal(0)
    now_all, then_all = (p.now for p in alike), (p.then for p in alike)
    return Comparison(sum(now_all, nothing), sum(then_all, nothing), len(alike))
