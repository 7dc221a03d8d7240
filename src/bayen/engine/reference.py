"""What is right, in the plainest words we have; every other engine must agree with this one.

Nothing here is clever: every cell is worked out by itself, with the rules of
``consolidation``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bayen.core.boundaries import DayMap, Reach, reach_as_reported
from bayen.core.forest import Forest, Window, build_forest
from bayen.core.indicators import Indicator, IndicatorKind, Indicators
from bayen.core.ledger import Observation, known_at, latest_statements
from bayen.core.periods import ONE_DAY, Period, same_last_year
from bayen.core.places import Atlas
from bayen.core.questions import (
    Answer,
    Basis,
    Cell,
    Plan,
    TrailNode,
    UnknownIndicatorError,
    plan_cells,
)
from bayen.engine.consolidation import Consolidation
from bayen.engine.contradictions import Topic, check_size
from bayen.engine.rates import find_stated_rate, rate_cell


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
        self._atlas = atlas
        self._indicators = indicators
        self._forest = forest or build_forest(atlas)

    def answer(self, plan: Plan) -> Answer:
        desk = self._desk(plan)
        return Answer(plan, tuple(desk.cell(i, p, q) for p, i, q in plan_cells(plan)))

    def trail(
        self, plan: Plan, indicator: str, place: str, period: Period, depth: int = 1
    ) -> TrailNode:
        return self._desk(plan).trail(indicator, place, period, depth)

    def _desk(self, plan: Plan) -> _Desk:
        entries = latest_statements(known_at(self._ledger, plan.known_at))
        return _Desk(self._atlas, self._forest, self._indicators, plan.boundaries, entries)


def window_of(indicator: Indicator, period: Period, last_day: date = date.max) -> Window:
    """The days that a period asks of an indicator.

    A stock is asked on the last day of the period, or on ``last_day``, that of the place's
    life, where it ended before.
    """
    if indicator.kind is not IndicatorKind.STOCK:
        return Window(period.first_day, period.last_day)
    return Window(period.first_day, min(period.last_day, last_day), is_state=True)


def last_day_of_life(atlas: Atlas, place: str) -> date:
    """``date.max`` while the place is still there; raises UnknownPlaceError."""
    until = atlas.life(place)[1]
    return date.max if until is None else until - ONE_DAY


# --- one plan ------------------------------------------------------------------------------


class _Desk:
    """Everything that one plan needs laid out."""

    def __init__(
        self,
        atlas: Atlas,
        forest: Forest,
        indicators: Indicators,
        boundaries: date | None,
        entries: Iterable[Observation],
    ) -> None:
        self._atlas = atlas
        self._forest = forest
        self._indicators = indicators
        self._map = None if boundaries is None else DayMap(atlas, forest, boundaries)
        self._statements: dict[str, dict[str, list[Observation]]] = {}
        for entry in entries:
            of_indicator = self._statements.setdefault(entry.indicator, {})
            of_indicator.setdefault(entry.place, []).append(entry)
        self._consolidations: dict[tuple[str, Window], Consolidation] = {}

    def cell(self, code: str, place: str, period: Period) -> Cell:
        indicator = self._indicator(code)
        reach, window = self._reach(indicator, place, period)
        if indicator.kind is IndicatorKind.RATE:
            return self._rate_cell(indicator, place, period)
        if indicator.kind is IndicatorKind.NONE or window is None:
            beside = self._beside(code, place, period, ())
            return Cell(code, place, period, None, 0, 0, beside=beside)
        return self._added_cell(Topic(self._atlas, indicator, place, period), reach, window)

    def _indicator(self, code: str) -> Indicator:
        if code not in self._indicators:
            raise UnknownIndicatorError(code)
        return self._indicators[code]

    def _reach(
        self, indicator: Indicator, place: str, period: Period
    ) -> tuple[Reach, Window | None]:
        if self._map is not None:
            window = window_of(indicator, period)
            return self._map.reach(place, window), window
        self._forest.asked(place)
        window = window_of(indicator, period, last_day_of_life(self._atlas, place))
        if window.last_day < window.first_day:  # a place that was gone before
            return Reach(()), None
        return reach_as_reported(self._forest, place, window), window

    def _consolidation(self, code: str, window: Window) -> Consolidation:
        key = (code, window)
        if key not in self._consolidations:
            found = Consolidation(self._atlas, self._forest, window, self._statements.get(code, {}))
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
        cells = self._rate_parts(indicator, place, period)
        if indicator.rate and cells:
            bare = rate_cell(bare, indicator.rate, *cells)
        stated = None
        if bare.quantity is None:
            own = self._statements.get(indicator.code, {}).get(place, ())
            stated = find_stated_rate(own, period)
        if stated is not None:
            bare = replace(
                bare,
                quantity=stated.quantity,
                reported=1,
                expected=1,
                comparable=True,
                basis=Basis.STATED,
            )
        used = () if stated is None else (stated,)
        return replace(bare, beside=self._beside(indicator.code, place, period, used))

    def _rate_parts(
        self, indicator: Indicator, place: str, period: Period
    ) -> tuple[Cell, Cell] | None:
        rate = indicator.rate
        if rate is None or not {rate.numerator, rate.denominator} <= self._indicators.keys():
            return None
        then = same_last_year(period) if rate.is_change else period
        return self.cell(rate.numerator, place, period), self.cell(rate.denominator, place, then)

    # --- trails ---------------------------------------------------------------------------

    def trail(self, code: str, place: str, period: Period, depth: int) -> TrailNode:
        cell = self.cell(code, place, period)
        indicator = self._indicator(code)
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
            opened = self._consolidation(code, window).trail(place, reach, depth)
            return replace(root, entries=opened.entries, children=opened.children)
        if cell.basis is Basis.RATE and depth:
            return replace(root, children=self._rate_trails(indicator, place, period, depth))
        stated = find_stated_rate(entries, period) if cell.basis is Basis.STATED else None
        return root if stated is None else replace(root, entries=(stated,))

    def _rate_trails(
        self, indicator: Indicator, place: str, period: Period, depth: int
    ) -> tuple[TrailNode, ...]:
        assert indicator.rate is not None  # noqa: S101 - what Basis.RATE means
        then = same_last_year(period) if indicator.rate.is_change else period
        return (
            self.trail(indicator.rate.numerator, place, period, depth - 1),
            self.trail(indicator.rate.denominator, place, then, depth - 1),
        )
