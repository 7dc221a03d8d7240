"""Rates: recomputed from the figures they are made of, never added or averaged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from bayen.core.indicators import Rate
from bayen.core.periods import Period
from bayen.core.quantities import Bound, Quantity, QuantityError, ratio_percent
from bayen.core.questions import Basis, Cell
from bayen.core.spans import Span


def rate_cell(bare: Cell, rate: Rate, numerator: Cell, denominator: Cell) -> Cell:
    """The rate as its parts make it; without a figure when one is missing or divides by zero.

    ``numerator`` and ``denominator`` are cells of the same question; of a change, the
    figure now and a year earlier. The counts are those of the part that is less complete.
    """
    weaker = min(numerator, denominator, key=_completeness)
    quantity = _percent(rate, numerator.quantity, denominator.quantity)
    return Cell(
        bare.indicator,
        bare.place,
        bare.period,
        quantity,
        weaker.reported,
        weaker.expected,
        comparable=numerator.comparable and denominator.comparable,
        basis=Basis.NONE if quantity is None else Basis.RATE,
    )


def stated_rate_cell(bare: Cell, quantity: Quantity) -> Cell:
    """The rate as the place itself put it."""
    return Cell(bare.indicator, bare.place, bare.period, quantity, 1, 1, basis=Basis.STATED)


class Said(Protocol):
    """As much of a statement as choosing among them needs."""

    @property
    def seq(self) -> int: ...

    @property
    def span(self) -> Span: ...


SaidT = TypeVar("SaidT", bound=Said)


def find_stated_rate(statements: Iterable[SaidT], period: Period) -> SaidT | None:
    """The place's own word on a rate: for exactly these days, else its last state in them."""
    statements = list(statements)
    exact = [o for o in statements if o.span == period.span]
    states = [o for o in statements if o.span.first_day is None and period.contains(o.span)]
    return max(exact, key=lambda o: o.seq, default=max(states, key=_state_order, default=None))


def _percent(
    rate: Rate, numerator: Quantity | None, denominator: Quantity | None
) -> Quantity | None:
    if numerator is None or denominator is None:
        return None
    bound = Bound.ABOUT if numerator.bound or denominator.bound else Bound.EXACT
    try:
        part = Quantity(numerator.value - denominator.value) if rate.is_change else numerator
        value = ratio_percent(part, denominator)
        return None if value is None else Quantity(value, bound)
    except QuantityError:  # so small a denominator that the rate says nothing
        return None


def _completeness(cell: Cell) -> tuple[float, int]:
    share = cell.reported / cell.expected if cell.expected else 0.0
    return share, -cell.expected


def _state_order(entry: Said) -> tuple[date, int]:
    return entry.span.last_day, entry.seq
