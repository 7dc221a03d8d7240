"""Rows that an engine on tables worked out, put together as the cells of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import islice, product
from typing import Any

import numpy as np

from bayen.core.atlas import Atlas
from bayen.core.findings import Finding
from bayen.core.forest import Node
from bayen.core.indicators import Indicator, IndicatorKind, Indicators
from bayen.core.periods import Period
from bayen.core.places import WHOLE
from bayen.core.quantities import Bound, Quantity
from bayen.core.questions import Answer, Basis, Cell, Plan
from bayen.core.spans import Span
from bayen.engine.amounts import Amount
from bayen.engine.cells import KeptCells, find_cell
from bayen.engine.columns import positions
from bayen.engine.contradictions import (
    Topic,
    check_size,
    check_whole_and_parts,
    check_whole_and_tiles,
)
from bayen.engine.kept_figures import KeptFigures
from bayen.engine.layout import Layout, rate_parts
from bayen.engine.rates import find_stated_rate, rate_cell, stated_rate_cell

# Columns of whole numbers, some of them empty; large sums come as any numeric type.
Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Results:
    """What the last queries gave; the columns are those of the texts in ``queries``."""

    codes: Sequence[str]
    asked: Mapping[str, int]
    nodes: Sequence[Node]
    expected: Rows
    totals: Rows
    pieces: Rows
    not_comparable: Rows
    beside: Sequence[tuple[int, int, int, list[int]]]
    wholes: Rows
    overlaps: Rows
    stated_rates: Rows


def assemble(
    plan: Plan,
    layout: Layout,
    results: Results,
    indicators: Indicators,
    atlas: Atlas,
    kept: KeptFigures,
) -> Answer:
    """The answer of a plan: of rows where kept totals leave something, else of what they have.

    Args:
        plan: the question.
        layout: of what is left of it.
        results: of the layout.
        indicators, atlas: all of them.
        kept: the figures of kept totals.
    """
    work = _Assembly(layout, results, indicators, atlas, kept)
    added = tuple(code for code in plan.indicators if code in kept.row_of)
    summed = work.summed(replace(plan, indicators=added))
    if len(added) == len(plan.indicators):
        return Answer(plan, tuple(summed))
    ready, cells = iter(summed), list[Cell]()
    for place, code in product(plan.places, plan.indicators):
        if code in kept.row_of:
            cells += islice(ready, len(plan.periods))
        else:
            cells += (work.cell(code, place, period) for period in plan.periods)
    return Answer(plan, tuple(cells))


@dataclass
class _Total:
    """Figures of one place, window and indicator, being added up."""

    amount: Amount | None = None
    reported: int = 0
    beyond: int = 0  # units expected, beyond those that there are leaves
    is_parts: bool = False

    def add(self, amount: Amount | None, reported: int, beyond: int, *, is_parts: bool) -> None:
        if amount is not None:
            self.amount = amount if self.amount is None else self.amount + amount
            self.is_parts |= is_parts
        self.reported += reported
        self.beyond += beyond


_NO_TOTAL = _Total()
_NOT_LEFT = -1  # number of a place or period of which nothing was left to work out


@dataclass
class _Said:
    """A rate that a place stated."""

    seq: int
    span: Span
    quantity: Quantity


@dataclass
class _Assembly:
    layout: Layout
    results: Results
    indicators: Indicators
    atlas: Atlas
    kept: KeptFigures
    numbers: dict[str, int] = field(default_factory=dict)
    _seen: dict[Period, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.numbers = {code: n for n, code in enumerate(self.results.codes)}

    def summed(self, plan: Plan) -> list[Cell]:
        """The cells of a plan whose indicators all add up."""
        cells = list(KeptCells(self.kept, plan))
        at = positions(self.kept, plan)
        left = self.kept.is_left if at is None else self.kept.is_left[at]
        for number in np.flatnonzero(left).tolist():
            cell = cells[number]
            cells[number] = self.cell(cell.indicator, cell.place, cell.period)
        return cells

    def cell(self, code: str, place: str, period: Period) -> Cell:
        if (kept := find_cell(self.kept, code, place, period)) is not None:
            return kept
        indicator = self.indicators[code]
        if indicator.kind is IndicatorKind.RATE:
            return self._rate_cell(indicator, place, period)
        if place not in self.results.asked:  # it never adds up, and nobody spoke of it
            return Cell(code, place, period, None, 0, 0)
        asked, number = self.results.asked[place], self._number(period)
        beside = self._besides.get((asked, number, self.numbers[code]), ())
        kind_frames = self._frames[indicator.kind is IndicatorKind.STOCK]
        frame, is_divided = kind_frames.get((asked, number), (None, False))
        if indicator.kind is IndicatorKind.NONE or frame is None:
            return Cell(code, place, period, None, 0, 0, beside=beside)
        key = (asked, frame, self.numbers[code])
        total = self._totals.get(key, _NO_TOTAL)
        expected = self._expected.get((asked, frame), 0) + total.beyond
        amount = total.amount
        if amount is not None and total.reported < expected:
            amount = amount.with_bound(Bound.OVER)
        quantity = None if amount is None else amount.find_quantity()
        findings: tuple[Finding, ...] = ()
        if key in self._disputed or (amount is not None and quantity is None):
            topic = Topic(self.atlas, indicator, place, period)
            findings = self._contradictions(topic, key, amount)
        return Cell(
            code,
            place,
            period,
            quantity,
            total.reported,
            expected,
            comparable=not is_divided and key not in self._not_comparable,
            basis=_basis(total),
            beside=beside,
            findings=findings,
        )

    def _number(self, period: Period) -> int:
        if period not in self._seen:  # the plan's own periods recur in cell after cell
            self._seen[period] = self._periods.get(period.key, _NOT_LEFT)
        return self._seen[period]

    def _rate_cell(self, indicator: Indicator, place: str, period: Period) -> Cell:
        bare = Cell(indicator.code, place, period, None, 0, 1)
        parts = rate_parts(indicator, self.indicators, period)
        cells = [self.cell(code, place, when) for code, when in parts]
        if indicator.rate and cells:
            bare = rate_cell(bare, indicator.rate, *cells)
        asked, number = self.results.asked.get(place, _NOT_LEFT), self.numbers[indicator.code]
        beside = self._besides.get((asked, self._number(period), number), ())
        stated = None
        if bare.quantity is None:
            stated = find_stated_rate(self._stated_rates.get((asked, number), ()), period)
        if stated is not None:
            bare = stated_rate_cell(bare, stated.quantity)
            beside = tuple(seq for seq in beside if seq != stated.seq)
        return bare._replace(beside=beside)

    # --- rows by what they are about --------------------------------------------------------

    @cached_property
    def _periods(self) -> Mapping[str, int]:
        return {key: n for n, key in enumerate(self.layout.periods)}

    @cached_property
    def _frames(self) -> tuple[Mapping[tuple[int, int], tuple[int | None, bool]], ...]:
        """For flows, then for stocks: (asked, period) -> frame, whether a part is unknown."""
        found: tuple[dict[tuple[int, int], tuple[int | None, bool]], ...] = ({}, {})
        for (place, period, is_stock), asking in self.layout.askings.items():
            is_divided = any(part.weight is None for part in asking.reach.parts)
            key = (self.results.asked[place], self._periods[period])
            found[is_stock][key] = (asking.frame, is_divided)
        return found

    @cached_property
    def _expected(self) -> Mapping[tuple[int, int], int]:
        found = {(asked, frame): leaves for asked, frame, leaves in self.results.expected}
        for place, frame, reach in self.layout.reached():
            key = (self.results.asked[place], frame)
            pieces = sum(part.weight not in (None, WHOLE) for part in reach.parts)
            if pieces:  # a piece is a leaf: one unit
                found[key] = found.get(key, 0) + pieces
        return found

    @cached_property
    def _totals(self) -> Mapping[tuple[int, int, int], _Total]:
        found: dict[tuple[int, int, int], _Total] = {}
        for asked, frame, indicator, milli, bound, reported, beyond, parts in self.results.totals:
            amount = None if milli is None else Amount(int(milli), bound)
            total = found.setdefault((asked, frame, indicator), _Total())
            total.add(amount, int(reported), int(beyond), is_parts=bool(parts))
        for (
            asked,
            frame,
            indicator,
            node,
            milli,
            bound,
            reported,
            beyond,
            basis,
        ) in self.results.pieces:
            amount = None
            if milli is not None:
                amount = Amount(int(milli), bound).scaled(self._weights[asked, frame, node])
            total = found.setdefault((asked, frame, indicator), _Total())
            is_parts = basis == 1 or not self._is_own(asked, node)
            total.add(amount, int(reported), int(beyond), is_parts=is_parts)
        return found

    @cached_property
    def _weights(self) -> Mapping[tuple[int, int, int], Fraction]:
        return {
            (self.results.asked[place], frame, part.node): part.weight
            for place, frame, reach in self.layout.reached()
            for part in reach.parts
            if part.weight is not None
        }

    def _is_own(self, asked: int, node: int) -> bool:
        return self.results.asked.get(self.results.nodes[node].place) == asked

    @cached_property
    def _not_comparable(self) -> frozenset[tuple[int, ...]]:
        return frozenset(self.results.not_comparable)

    @cached_property
    def _besides(self) -> Mapping[tuple[int, int, int], tuple[int, ...]]:
        return {(a, period, i): tuple(seqs) for a, period, i, seqs in self.results.beside}

    @cached_property
    def _stated_rates(self) -> Mapping[tuple[int, int], list[_Said]]:
        found: dict[tuple[int, int], list[_Said]] = {}
        for asked, indicator, seq, first_day, last_day, milli, bound in self.results.stated_rates:
            said = _Said(seq, _span(first_day, last_day), Quantity.from_milli(milli, bound))
            found.setdefault((asked, indicator), []).append(said)
        return found

    # --- findings ---------------------------------------------------------------------------

    def _contradictions(
        self, topic: Topic, key: tuple[int, int, int], total: Amount | None
    ) -> tuple[Finding, ...]:
        found = [*check_size(topic, total)]
        for stated, parts in self._wholes.get(key, ()):
            found += check_whole_and_parts(topic, stated, parts)
        if key in self._overlaps:
            used, unused = self._overlaps[key]
            found += check_whole_and_tiles(topic, unused, used)
        return tuple(found)

    @cached_property
    def _disputed(self) -> frozenset[tuple[int, int, int]]:
        """What has statements beside each other that may contradict."""
        return frozenset((*self._wholes, *self._overlaps))

    @cached_property
    def _wholes(self) -> Mapping[tuple[int, int, int], list[tuple[Amount, Amount]]]:
        found: dict[tuple[int, int, int], list[tuple[Amount, Amount]]] = {}
        for asked, frame, indicator, milli, bound, part_milli, part_bound in self.results.wholes:
            pair = Amount(int(milli), bound), Amount(int(part_milli), part_bound)
            found.setdefault((asked, frame, indicator), []).append(pair)
        return found

    @cached_property
    def _overlaps(self) -> Mapping[tuple[int, int, int], tuple[_Amounts, _Amounts]]:
        """The place's own statements that serve, and those that they leave unused."""
        found: dict[tuple[int, int, int], tuple[_Amounts, _Amounts]] = {}
        for asked, frame, indicator, first, last, milli, bound, used in self.results.overlaps:
            lists = found.setdefault((asked, frame, indicator), ([], []))
            lists[not used].append((_span(first, last), Amount(milli, bound)))
        return found


_Amounts = list[tuple[Span, Amount]]


def _basis(total: _Total) -> Basis:
    if total.amount is None:
        return Basis.NONE
    return Basis.PARTS if total.is_parts else Basis.STATED


def _span(first_day: int | None, last_day: int) -> Span:
    begin = None if first_day is None else date.fromordinal(first_day)
    return Span(begin, date.fromordinal(last_day))
