"""What is right, in the plainest words we have; every other engine must agree with this one.

Nothing here is clever: every cell is worked out by itself, with the rules of
``consolidation``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bayen.core.atlas import Atlas
from bayen.core.boundaries import Reach
from bayen.core.forest import Forest, Window, build_forest
from bayen.core.indicators import Indicator, IndicatorKind, Indicators
from bayen.core.ledger import Observation, known_at, latest_statements
from bayen.core.periods import Period
from bayen.core.questions import (
    Answer,
    Basis,
    Cell,
    Plan,
    TrailNode,
    plan_cells,
)
from bayen.engine.consolidation import Consolidation
from bayen.engine.contradictions import Topic, check_size
from bayen.engine.layout import Mapper, find_indicator, rate_parts
from bayen.engine.rates import find_stated_rate, rate_cell, stated_rate_cell


class ReferenceEngine:
    """Answers plans from a list of observations; slow and obvious."""

    def __init__(
        self,
        ledger: Iterable[Observation],
        atlas: Atlas,
        indicators: Indicators,
        forest: Forest | None = None,
    ) -> None:
        self._ledger = tuple(ledger)
        self._indicators = indicators
        self._mapper = Mapper(atlas, forest or build_forest(atlas))

    def answer(self, plan: Plan) -> Answer:
        desk = self._desk(plan)
        return Answer(plan, tuple(desk.cell(i, p, q) for p, i, q in plan_cells(plan)))

    def trail(
        self, plan: Plan, indicator: str, place: str, period: Period, depth: int = 1
    ) -> TrailNode:
        return self._desk(plan).trail(indicator, place, period, depth)

    def _desk(self, plan: Plan) -> _Desk:
        entries = latest_statements(known_at(self._ledger, plan.known_at))
        return _Desk(self._mapper, self._indicators, plan.boundaries, entries)


# --- one plan ------------------------------------------------------------------------------


class _Desk:
    """Everything that one plan needs laid out."""

    def __init__(
        self,
        mapper: Mapper,
        indicators: Indicators,
        boundaries: date | None,
        entries: Iterable[Observation],
    ) -> None:
        self._mapper = mapper
        self._indicators = indicators
        self._boundaries = boundaries
        self._statements: dict[str, dict[str, list[Observation]]] = {}
        for entry in entries:
            of_indicator = self._statements.setdefault(entry.indicator, {})
            of_indicator.setdefault(entry.place, []).append(entry)
        self._consolidations: dict[tuple[str, Window], Consolidation] = {}

    def cell(self, code: str, place: str, period: Period) -> Cell:
        indicator = find_indicator(self._indicators, code)
        reach, window = self._reach(indicator, place, period)
        if indicator.kind is IndicatorKind.RATE:
            return self._rate_cell(indicator, place, period)
        if indicator.kind is IndicatorKind.NONE or window is None:
            beside = self._beside(code, place, period, ())
            return Cell(code, place, period, None, 0, 0, beside=beside)
        return self._added_cell(Topic(self._mapper.atlas, indicator, place, period), reach, window)

    def _reach(
        self, indicator: Indicator, place: str, period: Period
    ) -> tuple[Reach, Window | None]:
        return self._mapper.reach(indicator, place, period, self._boundaries)

    def _consolidation(self, code: str, window: Window) -> Consolidation:
        key = (code, window)
        if key not in self._consolidations:
            mapper, statements = self._mapper, self._statements.get(code, {})
            found = Consolidation(mapper.atlas, mapper.forest, window, statements)
            self._consolidations[key] = found
        return self._consolidations[key]

    def _added_cell(self, topic: Topic, reach: Reach, window: Window) -> Cell:
        code, place, period = topic.indicator.code, topic.place, topic.period
        work = self._consolidation(code, window)
        total = work.total(place, reach)
        return Cell(
            code,
            place,
            period,
            total.quantity,
            total.reported,
            total.expected,
            comparable=work.is_comparable(reach),
            basis=total.basis,
            beside=self._beside(code, place, period, total.entries),
            findings=(*check_size(topic, total.amount), *work.contradictions(topic, reach)),
        )

    def _beside(
        self, code: str, place: str, period: Period, used: Iterable[Observation]
    ) -> tuple[int, ...]:
        serving = {entry.seq for entry in used}
        own = self._statements.get(code, {}).get(place, ())
        return tuple(
            sorted(o.seq for o in own if o.seq not in serving and o.span.overlaps(period.span))
        )

    def _rate_cell(self, indicator: Indicator, place: str, period: Period) -> Cell:
        bare = Cell(indicator.code, place, period, None, 0, 1)
        parts = rate_parts(indicator, self._indicators, period)
        cells = [self.cell(code, place, when) for code, when in parts]
        if indicator.rate and cells:
            bare = rate_cell(bare, indicator.rate, *cells)
        stated = None
        if bare.quantity is None:
            own = self._statements.get(indicator.code, {}).get(place, ())
            stated = find_stated_rate(own, period)
        if stated is not None:
            bare = stated_rate_cell(bare, stated.quantity)
        used = () if stated is None else (stated,)
        return bare._replace(beside=self._beside(indicator.code, place, period, used))

    # --- trails ---------------------------------------------------------------------------

    def trail(self, code: str, place: str, period: Period, depth: int) -> TrailNode:
        cell = self.cell(code, place, period)
        indicator = find_indicator(self._indicators, code)
        reach, window = self._reach(indicator, place, period)
        entries = self._statements.get(code, {}).get(place, ())
        beside = tuple(o for o in entries if o.seq in cell.beside)
        root = TrailNode(
            place,
            period.span,
            cell.quantity,
            cell.basis,
            cell.reported,
            cell.expected,
            beside=beside,
            indicator=code,
        )
        if indicator.kind in {IndicatorKind.FLOW, IndicatorKind.STOCK} and window is not None:
            own = self._consolidation(code, window).trail(place, reach, depth)
            return replace(root, entries=own.entries, children=own.children)
        if cell.basis is Basis.RATE and depth:
            parts = rate_parts(indicator, self._indicators, period)
            opened = tuple(self.trail(part, place, when, depth - 1) for part, when in parts)
            return replace(root, children=opened)
        stated = find_stated_rate(entries, period) if cell.basis is Basis.STATED else None
        return root if stated is None else replace(root, entries=(stated,))
