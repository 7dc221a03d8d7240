"""Cuts plans into pieces; what a plan shares with the last ones is not cut again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from bayen.core.forest import Forest, Window
from bayen.core.indicators import IndicatorKind, Indicators
from bayen.core.periods import Period
from bayen.core.questions import Plan
from bayen.engine.kept_pieces import Piece, Pieces, Rows
from bayen.engine.layout import Terms, terms_of
from bayen.engine.rosters import Made, Makeup, Roster, Rosters
from bayen.engine.slots import Array
from bayen.engine.steady import SteadyUnits, made_of_steady
from bayen.engine.units import Signature, UnitCounts
from bayen.engine.year_columns import YearColumns

_MOST_ROWS = 64
_MOST_SHAPES = 64
_MOST_PLANS = 16  # of one shape
_Key = tuple[tuple[str, ...], tuple[Period, ...], date | None]


@dataclass
class _Shape:
    """What a plan asks, whatever its places.

    Attributes:
        rows, periods: as of ``Pieces``.
        first_day, last_day: of all periods.
        steady: number of places -> the pieces of so many steady units.
        plans: places -> the pieces of those asked about last.
    """

    rows: Rows
    periods: tuple[Period, ...]
    first_day: date
    last_day: date
    steady: dict[int, Pieces] = field(default_factory=dict)
    plans: OrderedDict[tuple[str, ...], Pieces] = field(default_factory=OrderedDict)


class PlanCutter:
    """Cuts plans into pieces.

    Args:
        forest: the nodes.
        rosters: of the places.
        units: counts of units.
        columns: of the years.
        indicators: all of them.
        numbers: of the indicators.
    """

    def __init__(
        self,
        forest: Forest,
        rosters: Rosters,
        units: UnitCounts,
        columns: YearColumns,
        indicators: Indicators,
        numbers: Mapping[str, int],
    ) -> None:
        self._rosters = rosters
        self._units = units
        self._steady = SteadyUnits(forest)
        self._columns = columns
        self._indicators = indicators
        self._numbers = numbers
        self._rows: OrderedDict[tuple[str, ...], Rows] = OrderedDict()
        self._shapes: OrderedDict[_Key, _Shape] = OrderedDict()

    def cut(self, plan: Plan) -> Pieces:
        """The pieces of a plan; a question asked again is not cut again.

        Raises:
            UnknownPlaceError, UnknownIndicatorError: as ``Engine.answer``.
        """
        shape = self._shape_of(plan)
        found = shape.plans.get(plan.places)
        if found is None:
            found = shape.plans[plan.places] = self._cut(plan, shape)
            if len(shape.plans) > _MOST_PLANS:
                shape.plans.popitem(last=False)
        return found

    def _shape_of(self, plan: Plan) -> _Shape:
        key = plan.indicators, plan.periods, plan.boundaries
        found = self._shapes.get(key)
        if found is None:
            rows = self._rows_of(plan)
            terms = terms_of(plan, self._indicators) if rows.others else None
            periods = plan.periods if terms is None else tuple(terms.periods.values())
            first = min((period.first_day for period in periods), default=date.min)
            last = max((period.last_day for period in periods), default=date.max)
            found = self._shapes[key] = _Shape(rows, periods, first, last)
            if len(self._shapes) > _MOST_SHAPES:
                self._shapes.popitem(last=False)
        return found

    def _cut(self, plan: Plan, shape: _Shape) -> Pieces:
        found = Pieces(shape.rows, shape.periods)
        if not plan.indicators or not shape.periods:
            return found
        if plan.boundaries is None:
            nodes = self._steady.find(plan.places, shape.first_day, shape.last_day)
            if nodes is not None and len(nodes):
                return self._of_steady(shape, nodes)
        roster = self._rosters.find(plan.places, plan.boundaries)
        kinds = [kind for kind in (False, True) if len(shape.rows.of_kind(is_stock=kind))]
        by_kind = [self._of_kind(found, roster, is_stock) for is_stock in kinds or (False,)]
        found.made = [piece for piece in _merged(by_kind) if len(piece.rows)]
        return found

    def _of_steady(self, shape: _Shape, nodes: Array) -> Pieces:
        like = shape.steady.get(len(nodes))
        if like is None:
            like = Pieces(shape.rows, shape.periods)
            windows = (Window(period.first_day, period.last_day) for period in shape.periods)
            columns = [(n, self._columns.find(window)) for n, window in enumerate(windows)]
            members = [(n, *column) for n, column in columns if column is not None]
            if members and shape.rows.codes:
                every = np.arange(len(shape.rows.codes))
                piece = _piece(shape.rows, made_of_steady(nodes), every, members)
                like.made = [piece.worked_out()]
            if len(shape.steady) >= _MOST_PLANS:
                shape.steady.clear()
            shape.steady[len(nodes)] = like
        made = [piece.of_others(nodes) for piece in like.made]
        return Pieces(shape.rows, shape.periods, made, frame=like.frame)

    def _rows_of(self, plan: Plan) -> Rows:
        found = self._rows.get(plan.indicators)
        if found is None:
            found = self._rows[plan.indicators] = self._make_rows(terms_of(plan, self._indicators))
            if len(self._rows) > _MOST_ROWS:
                self._rows.popitem(last=False)
        return found

    def _make_rows(self, terms: Terms) -> Rows:
        kinds = {code: indicator.kind for code, indicator in terms.indicators.items()}
        added = {c: k for c, k in kinds.items() if k in (IndicatorKind.FLOW, IndicatorKind.STOCK)}
        is_stock = np.array([kind is IndicatorKind.STOCK for kind in added.values()], np.bool_)
        return Rows(
            tuple(added),
            np.array([self._numbers[code] for code in added], np.int64),
            np.flatnonzero(~is_stock),
            np.flatnonzero(is_stock),
            tuple(added) == terms.asked,
            frozenset(kinds.keys() - added.keys()),
        )

    # --- periods ----------------------------------------------------------------------------

    def _of_kind(self, found: Pieces, roster: Roster, is_stock: bool) -> list[Piece]:
        last_day = max(period.last_day for period in found.periods)
        pieces = []
        for end, places in roster.groups(last_day, is_stock=is_stock):
            asked: dict[Signature, tuple[Makeup, list[tuple[int, int, int]]]] = {}
            for number, period in enumerate(found.periods):
                window = _window(period, end, is_stock)
                if window is None:  # gone before the period: there is nothing
                    rows = found.rows.of_kind(is_stock=is_stock)
                    found.bare += [(at, rows, number, True) for at in places.tolist()]
                    found.missed.update(places.tolist())
                    continue
                key = self._units.signature(window)
                if key not in asked:
                    asked[key] = self._rosters.makeup(roster, end, places, window), []
                if (column := self._columns.find(window)) is not None:
                    asked[key][1].append((number, *column))
            for makeup, members in asked.values():
                pieces += _pieces(found, makeup, members, is_stock=is_stock)
        return pieces


def _window(period: Period, end: date, is_stock: bool) -> Window | None:
    """None where the places were gone before the period."""
    if not is_stock:
        return Window(period.first_day, period.last_day)
    last_day = min(period.last_day, end)
    return None if last_day < period.first_day else Window(period.first_day, last_day, True)


def _pieces(
    found: Pieces, makeup: Makeup, members: Sequence[tuple[int, int, int]], *, is_stock: bool
) -> list[Piece]:
    rows = found.rows.of_kind(is_stock=is_stock)
    found.missed.update(makeup.missed)
    found.bare += [
        (at, rows, number, whole) for at, whole in makeup.bare for number, _, _ in members
    ]
    return [_piece(found.rows, made, rows, members) for made in makeup.made if members]


def _piece(rows: Rows, made: Made, some: Array, members: Sequence[tuple[int, int, int]]) -> Piece:
    """Of some rows, and of (period, year, column) each."""
    periods, years, columns = np.array(members, np.int64).T
    return Piece(made, some, periods, years, columns, rows.numbers[some])


def _merged(by_kind: Sequence[list[Piece]]) -> list[Piece]:
    """Flows and stocks as one where they ask the same of the same nodes."""
    if len(by_kind) < 2:
        return [piece for pieces in by_kind for piece in pieces]
    flows, stocks = by_kind
    if len(flows) != len(stocks) or not all(map(_is_same, flows, stocks)):
        return [*flows, *stocks]
    return [_of_both(flow, stock) for flow, stock in zip(flows, stocks, strict=True)]


def _of_both(flow: Piece, stock: Piece) -> Piece:
    rows = np.concatenate([flow.rows, stock.rows])
    numbers = np.concatenate([flow.numbers, stock.numbers])
    order = np.argsort(rows)
    return replace(flow, rows=rows[order], numbers=numbers[order])


def _is_same(one: Piece, other: Piece) -> bool:
    pairs = (
        (one.periods, other.periods),
        (one.columns, other.columns),
        (one.years, other.years),
        (one.made.places, other.made.places),
        (one.made.nodes, other.made.nodes),
        (one.made.expected, other.made.expected),
        (one.made.is_comparable, other.made.is_comparable),
        (one.made.crossing, other.made.crossing),
        (one.made.crossed, other.made.crossed),
    )
    return one.made.is_unit == other.made.is_unit and all(np.array_equal(*p) for p in pairs)
