"""What can be asked of the ledger, and what an answer says: the words of every engine.

A plan is a value: the same plan on the same ledger always has the same answer. Every cell of
an answer says what it rests on: how many places reported of how many, whether parts or a
stated whole serve, and which statements stand beside it unused.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, Protocol

from bayen.core.findings import Finding
from bayen.core.ledger import Observation
from bayen.core.periods import Period
from bayen.core.quantities import Quantity
from bayen.core.spans import Span


@dataclass(frozen=True, slots=True)
class Plan:
    """One question: indicators x places x periods.

    Attributes:
        indicators: codes.
        places: identities of places or groups.
        periods: both days of each included.
        boundaries: the day on whose map the places are meant; None is as reported: figures
            stay with the unit that sent them, at the time it sent them.
        known_at: what was in the ledger by then, aware; None is now.
    """

    indicators: tuple[str, ...]
    places: tuple[str, ...]
    periods: tuple[Period, ...]
    boundaries: date | None = None
    known_at: datetime | None = None


class Basis(enum.StrEnum):
    """What the figure of a cell rests on."""

    PARTS = "parts"
    STATED = "stated"
    NONE = "none"
    RATE = "rate"

    @property
    def label_vi(self) -> str:
        return _BASIS_LABELS[self]


_BASIS_LABELS = {
    Basis.PARTS: "cộng từ các đơn vị cấp dưới",
    Basis.STATED: "số do chính đơn vị nêu",
    Basis.NONE: "chưa có số liệu",
    Basis.RATE: "tính từ tử số và mẫu số",
}


class Cell(NamedTuple):
    """The figure of one indicator, place and period, and what it rests on.

    A tuple with names: an answer has thousands, and nothing is made as fast.

    Attributes:
        indicator: code.
        place: identity of a place or group.
        period: what was asked.
        quantity: None when nothing was reported; never zero for that.
        reported: units that have reported in full, of ``expected``.
        expected: units from which a figure is due.
        comparable: whether all that it adds lies within the place on the day of
            ``Plan.boundaries``; always True as reported.
        basis: whether the parts, a stated whole, or a recomputed rate serve.
        beside: ``seq`` of the place's own statements that overlap the period but do not
            serve in the figure, ascending.
        findings: where statements contradict each other.
    """

    indicator: str
    place: str
    period: Period
    quantity: Quantity | None
    reported: int
    expected: int
    comparable: bool = True
    basis: Basis = Basis.NONE
    beside: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether there is a figure and every unit that owes one has reported."""
        return self.quantity is not None and self.reported == self.expected


@dataclass(frozen=True)
class Answer:
    """The cells of a plan, ordered by place, then indicator, then period, as in the plan.

    Attributes:
        plan: the question.
        cells: a tuple, or what equals it; an engine may make them as they are looked at.
    """

    plan: Plan
    cells: Sequence[Cell]

    def cell(self, indicator: str, place: str, period: Period) -> Cell:
        """One cell.

        Raises:
            KeyError: the plan did not ask for it.
        """
        places, indicators, periods = self._starts
        return self.cells[places[place] + indicators[indicator] + periods[period.key]]

    @cached_property
    def _starts(self) -> tuple[Mapping[str, int], ...]:
        """Of each place, indicator and period: how many cells come before it among its like."""
        rows, columns = len(self.plan.indicators), len(self.plan.periods)
        keys = [period.key for period in self.plan.periods]
        return (
            {place: n * rows * columns for n, place in enumerate(self.plan.places)},
            {code: n * columns for n, code in enumerate(self.plan.indicators)},
            {key: n for n, key in enumerate(keys)},
        )


@dataclass(frozen=True, slots=True)
class TrailNode:
    """Where a figure comes from: what was used of this place, and what lies below.

    Attributes:
        place: identity of a place or group, as it was when it reported.
        span: the days asked of it; a state has only its day.
        quantity: what it gives, before ``weight``; None when nothing was reported.
        basis: what it rests on.
        reported, expected: units that have reported in full, of those that owe a figure.
        entries: the place's own statements that serve.
        beside: its own statements that overlap the days and do not serve.
        children: the places (or, of a rate, the figures) it was made of; empty when not
            opened or when there are none.
        weight: how much of it lies in the place asked; None when unknown, so not counted.
        indicator: code.
    """

    place: str
    span: Span
    quantity: Quantity | None
    basis: Basis
    reported: int
    expected: int
    entries: tuple[Observation, ...] = ()
    beside: tuple[Observation, ...] = ()
    children: tuple[TrailNode, ...] = ()
    weight: Fraction | None = Fraction(1)
    indicator: str = ""


class Engine(Protocol):
    """Whoever can answer a plan; the reference engine defines what is right."""

    def answer(self, plan: Plan) -> Answer:
        """Every cell of the plan.

        Raises:
            UnknownPlaceError: a place never existed, or did not on the day of the boundaries.
            UnknownIndicatorError: no indicator has this code.
        """
        ...

    def trail(
        self, plan: Plan, indicator: str, place: str, period: Period, depth: int = 1
    ) -> TrailNode:
        """What one cell of the plan is made of, ``depth`` levels down; raises as ``answer``."""
        ...


class UnknownIndicatorError(LookupError):
    """No indicator has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"không có chỉ tiêu «{code}»; viết mã trong danh mục như «tip.received», cả nhóm như"
            " «tip.*», hay cả mục như «section:tip»"
        )
        self.code = code


def plan_cells(plan: Plan) -> Iterable[tuple[str, str, Period]]:
    """(place, indicator, period) of every cell of a plan, in the order of its answer."""
    return (
        (place, indicator, period)
        for place in plan.places
        for indicator in plan.indicators
        for period in plan.periods
    )
