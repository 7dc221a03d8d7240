"""What a plan asks of kept totals: pieces, each answered by one look into arrays."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa

from bayen.core.forest import Window
from bayen.core.indicators import IndicatorKind, Indicators
from bayen.core.periods import Period
from bayen.core.questions import Plan
from bayen.engine.layout import Terms, terms_of
from bayen.engine.rosters import Made, Makeup, Roster, Rosters
from bayen.engine.slots import Array
from bayen.engine.units import Signature, UnitCounts
from bayen.engine.year_columns import WIDTH, YearColumns

_MOST_ROWS = 64
_MOST_PLANS = 64
_Key = tuple[tuple[str, ...], tuple[str, ...], tuple[Period, ...], date | None]


@dataclass(frozen=True, slots=True)
class Rows:
    """The indicators of a plan that add up, in rows.

    Attributes:
        codes: by row.
        numbers: the engine's numbers, by row.
        flows, stocks: which rows are of this kind.
        is_all: whether the plan asks for nothing but these, each once and in this order.
        others: codes of rates, and of what never adds up, that are asked too.
    """

    codes: tuple[str, ...]
    numbers: Array
    flows: Array
    stocks: Array
    is_all: bool
    others: frozenset[str]

    def of_kind(self, *, is_stock: bool) -> Array:
        return self.stocks if is_stock else self.flows


@dataclass(frozen=True)
class Piece:
    """Places, rows and periods whose windows meet the same nodes.

    Attributes:
        made: the places.
        rows: which rows.
        periods: which periods; each is one column of one year.
        years, columns: by period.
        numbers: of the indicators, by row of the piece.
    """

    made: Made
    rows: Array
    periods: Array
    years: Array
    columns: Array
    numbers: Array

    @cached_property
    def within(self) -> Array:
        """[row, period]: where a figure lies in the year of a node, or of a unit."""
        found: Array = self.numbers[:, None] * WIDTH + self.columns
        return found

    @cached_property
    def expected(self) -> Array:
        """[place, row, period]: how many units owe a figure."""
        return np.broadcast_to(self.made.expected[:, None, None], self.shape)

    @cached_property
    def is_comparable(self) -> Array:
        """[place, row, period]"""
        return np.broadcast_to(self.made.is_comparable[:, None, None], self.shape)

    @cached_property
    def not_own(self) -> Array:
        """[node, 1, 1]: whether a node is not the unit asked."""
        found: Array = ~self.made.is_own[:, None, None]
        return found

    @cached_property
    def is_units(self) -> bool:
        """Whether each place is one unit, which owes its figure."""
        made = self.made
        return made.is_unit and made.is_one_to_one and bool((made.expected == 1).all())

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """Places, rows, periods."""
        return len(self.made.places), len(self.rows), len(self.periods)

    def split(self, most: int) -> Iterator[Piece]:
        """In pieces of at most so many pairs of node and year; nothing of a place too large."""
        if len(self.made.nodes) * len(self.years) <= most:
            yield self
            return
        years = len(np.unique(self.years))
        counts = np.diff([*self.made.starts.tolist(), len(self.made.nodes)]) * years
        if counts.sum() <= most:
            yield self
            return
        begin = 0
        while begin < len(counts):
            end = begin + int(np.searchsorted(np.cumsum(counts[begin:]), most, "right"))
            if end > begin:
                yield replace(self, made=_slice(self.made, begin, end))
            begin = max(end, begin + 1)


@dataclass
class Pieces:
    """All that kept totals may answer of a plan.

    Attributes:
        rows: the indicators.
        periods: those asked, and those that changes are compared with.
        made: what nodes answer.
        bare: (position, rows, period, whether comparable) of places without any node.
        missed: positions of places that are not there in some period.
        labels, words: of the cells, once somebody wanted them (``columns`` and ``cells``).
        dues: the units expected and whether comparable, where one piece is all there is.
    """

    rows: Rows
    periods: tuple[Period, ...]
    made: list[Piece] = field(default_factory=list)
    bare: list[tuple[int, Array, int, bool]] = field(default_factory=list)
    missed: set[int] = field(default_factory=set)
    labels: list[pa.Array] = field(default_factory=list)
    words: tuple[list[str], list[str], list[Period]] | None = None
    dues: list[pa.Array] = field(default_factory=list)


class PlanCutter:
    """Cuts plans into pieces.

    Args:
        rosters: of the places.
        units: counts of units.
        columns: of the years.
        indicators: all of them.
        numbers: of the indicators.
    """

    def __init__(
        self,
        rosters: Rosters,
        units: UnitCounts,
        columns: YearColumns,
        indicators: Indicators,
        numbers: Mapping[str, int],
    ) -> None:
        self._rosters = rosters
        self._units = units
        self._columns = columns
        self._indicators = indicators
        self._numbers = numbers
        self._rows: OrderedDict[tuple[str, ...], Rows] = OrderedDict()
        self._pieces: OrderedDict[_Key, Pieces] = OrderedDict()

    def cut(self, plan: Plan) -> Pieces:
        """The pieces of a plan; a question asked again is not cut again.

        Raises:
            UnknownPlaceError, UnknownIndicatorError: as ``Engine.answer``.
        """
        key = plan.indicators, plan.places, plan.periods, plan.boundaries
        found = self._pieces.get(key)
        if found is None:
            found = self._pieces[key] = self._cut(plan)
            if len(self._pieces) > _MOST_PLANS:
                self._pieces.popitem(last=False)
        return found

    def _cut(self, plan: Plan) -> Pieces:
        rows = self._rows_of(plan)
        terms = terms_of(plan, self._indicators) if rows.others else None
        periods = plan.periods if terms is None else tuple(terms.periods.values())
        found = Pieces(rows, periods)
        if not plan.indicators or not periods:
            return found
        roster = self._rosters.find(plan.places, plan.boundaries)
        kinds = [is_stock for is_stock in (False, True) if len(rows.of_kind(is_stock=is_stock))]
        by_kind = [self._of_kind(found, roster, is_stock) for is_stock in kinds or (False,)]
        found.made = [piece for piece in _merged(by_kind) if len(piece.rows)]
        return found

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
    if not members:
        return []
    periods, years, columns = np.array(members, np.int64).T
    numbers = found.rows.numbers[rows]
    return [Piece(made, rows, periods, years, columns, numbers) for made in makeup.made]


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


def _slice(made: Made, begin: int, end: int) -> Made:
    starts = [*made.starts.tolist(), len(made.nodes)]
    crossed = (made.crossed >= begin) & (made.crossed < end)
    return Made(
        made.is_unit,
        made.places[begin:end],
        made.nodes[starts[begin] : starts[end]],
        made.starts[begin:end] - starts[begin],
        made.expected[begin:end],
        made.is_comparable[begin:end],
        made.is_own[starts[begin] : starts[end]],
        made.crossing[crossed],
        made.crossed[crossed] - begin,
    )
