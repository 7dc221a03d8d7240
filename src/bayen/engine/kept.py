"""Totals kept by level and month: refreshed as entries come in, used where provably equal.

What serves from here are sums of plain statements (``kept_queries`` says which those are) of
places that have others below them, over whole months (those
of the decree, unless an engine is told others). Everything else, such as
a place with anything odd below it, goes the long way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from bayen.core.boundaries import Reach
from bayen.core.forest import MAIN_TREE, Forest, Window
from bayen.core.indicators import IndicatorKind
from bayen.core.periods import DECREE, PeriodKind, Span
from bayen.core.places import WHOLE
from bayen.engine import kept_queries
from bayen.engine.layout import Layout
from bayen.engine.tables import store, table_of

_SPANS = ((1, 3), (4, 6), (7, 9), (10, 12), (1, 6), (7, 12), (1, 9), (1, 12))  # of a year


def decree_months() -> tuple[Span, ...]:
    """The months of administrative reporting, as far as anyone asks."""
    years = (DECREE.period(year, PeriodKind.YEAR) for year in range(1990, 2101))
    return tuple(month.span for year in years for month in DECREE.parts(year, PeriodKind.MONTH))


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months, both included, numbered from 1; twelve in a row share a year of bits."""

    first: int
    last: int

    def masks(self) -> Iterable[tuple[int, int]]:
        """(year, bits of its months) for every year."""
        for year in range((self.first - 1) // 12, (self.last - 1) // 12 + 1):
            bits = range(max(self.first, year * 12 + 1), min(self.last, year * 12 + 12) + 1)
            yield year, sum(1 << (number - 1) % 12 for number in bits)


class KeptTotals:
    """The tables of kept totals in an engine's database."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        forest: Forest,
        kinds: Sequence[IndicatorKind],
        months: Sequence[Span],
    ) -> None:
        self._forest = forest
        self._months = [(month.first_day or month.last_day, month.last_day) for month in months]
        self._month_first = {first: n for n, (first, _) in enumerate(self._months, start=1)}
        self._month_last = {last: n for n, (_, last) in enumerate(self._months, start=1)}
        self._spans = self._number_spans()
        self._store_calendar(cursor, kinds)
        self._store_spans(cursor)
        cursor.execute(kept_queries.SCHEMA)
        self._store_unit_months(cursor)

    def _store_calendar(
        self, cursor: duckdb.DuckDBPyConnection, kinds: Sequence[IndicatorKind]
    ) -> None:
        spans = [(first.toordinal(), last.toordinal()) for first, last in self._months]
        days = [(d, n) for n, (first, last) in enumerate(spans) for d in range(first, last + 1)]
        month_of_day = table_of(
            day=[day for day, _ in days],
            month=[n + 1 for _, n in days],
            first_day=[spans[n][0] for _, n in days],
            last_day=[spans[n][1] for _, n in days],
        )
        indicator_kind = table_of(
            number=list(range(len(kinds))),
            is_flow=[kind is IndicatorKind.FLOW for kind in kinds],
            is_stock=[kind is IndicatorKind.STOCK for kind in kinds],
        )
        for name, table in (("month_of_day", month_of_day), ("indicator_kind", indicator_kind)):
            store(cursor, name, table)

    def _number_spans(self) -> dict[Months, int]:
        years = range(0, len(self._months), 12)
        spans = (Months(year + first, year + last) for year in years for first, last in _SPANS)
        known = (span for span in spans if span.last <= len(self._months))
        return {span: number for number, span in enumerate(known)}

    def _store_spans(self, cursor: duckdb.DuckDBPyConnection) -> None:
        masks = [next(iter(span.masks())) for span in self._spans]
        table = table_of(
            number=list(self._spans.values()),
            year=[year for year, _ in masks],
            mask=[mask for _, mask in masks],
            first_month=[span.first for span in self._spans],
            last_month=[span.last for span in self._spans],
            last_day=[self._months[span.last - 1][1].toordinal() for span in self._spans],
        )
        store(cursor, "span", table)

    def _store_unit_months(self, cursor: duckdb.DuckDBPyConnection) -> None:
        units = [n for n in self._forest.nodes if n.is_leaf and not n.stage and not n.tree]
        first_days, last_days = list(self._month_first), list(self._month_last)
        table = table_of(
            node=[n.number for n in units],
            first_month=[bisect_left(last_days, n.first_day) + 1 for n in units],
            last_month=[bisect_right(first_days, n.last_day) for n in units],
        )
        store(cursor, "unit_months", table)

    # --- when entries come in -----------------------------------------------------------------

    def take_back(self, cursor: duckdb.DuckDBPyConnection, *, has_corrections: bool) -> None:
        """Before ``incoming`` joins the facts: take out what its units have given so far."""
        cursor.execute(kept_queries.TOUCHED)
        if has_corrections:
            cursor.execute(kept_queries.TOUCHED_BY_CORRECTIONS)
        self._classify(cursor)
        self._add(cursor, -1)
        cursor.execute(kept_queries.FORGET_UNITS)
        cursor.execute(kept_queries.FORGET_ODD)

    def put_in(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """After it has: put in what they give now."""
        self._classify(cursor)
        self._add(cursor, 1)
        cursor.execute(kept_queries.ADD_UNITS)
        cursor.execute(kept_queries.ADD_ODD)
        cursor.execute("drop table tile")
        cursor.execute("drop table touched")

    def _classify(self, cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.execute(kept_queries.CLASSIFY)
        cursor.execute(kept_queries.TWINS)
        ((count,),) = cursor.execute("select count(*) from twin").fetchall()
        if count:
            cursor.execute(kept_queries.SET_TWINS_APART)

    def _add(self, cursor: duckdb.DuckDBPyConnection, sign: int) -> None:
        for statement in (
            kept_queries.ADD_TOTALS,
            kept_queries.ADD_SPANS_OF_FLOWS,
            kept_queries.ADD_SPANS_OF_STOCKS,
        ):
            cursor.execute(statement, {"sign": sign})

    def start_over(self, cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.execute(kept_queries.START_OVER)

    # --- when a plan is answered --------------------------------------------------------------

    def servable(self, layout: Layout) -> list[str]:
        """The places of a plan that kept totals can serve, if nothing is odd below them."""
        if layout.plan.known_at is not None:
            return []
        windows = {frame: window for window, frame in layout.frames.items()}
        refused = {
            place
            for place, frame, reach in layout.reached()
            if self.find_months(windows[frame]) is None or not self._is_sum(reach)
        }
        places = dict.fromkeys(layout.plan.places)
        return [p for p in places if p not in refused and self._has_units(p)]

    def find_months(self, window: Window) -> Months | None:
        """The months that a window is made of."""
        first = self._month_first.get(window.first_day)
        last = self._month_last.get(window.last_day)
        return None if first is None or last is None else Months(first, last)

    def _has_units(self, place: str) -> bool:
        node = self._forest.nodes[self._forest.asked(place)[0]]
        return node.tree == MAIN_TREE and node.stage > 0

    def _is_sum(self, reach: Reach) -> bool:
        """Whether it is made of whole nodes above units."""
        nodes = (self._forest.nodes[part.node] for part in reach.parts if part.weight is not None)
        return all(part.weight in (None, WHOLE) for part in reach.parts) and all(
            node.tree == MAIN_TREE and node.stage > 0 for node in nodes
        )

    def find_odd(
        self, cursor: duckdb.DuckDBPyConnection, layout: Layout, asked: Mapping[str, int]
    ) -> set[tuple[int, int]]:
        """(asked, indicator) that need the full rules; ``ask_indicator`` is registered."""
        subtrees = {
            (asked[place], part.node, self._forest.nodes[part.node].end)
            for place, _, reach in layout.reached()
            if place in asked
            for part in reach.parts
            if part.weight is not None
        }
        cursor.register("ask_subtree", _rows_table(("asked", "first_node", "end_node"), subtrees))
        days = [p.first_day.toordinal() for p in layout.periods.values()]
        last_days = [p.last_day.toordinal() for p in layout.periods.values()]
        parameters = {"first_day": min(days, default=0), "last_day": max(last_days, default=0)}
        return set(cursor.execute(kept_queries.ODD_IN_SIGHT, parameters).fetchall())

    def sum_up(
        self, cursor: duckdb.DuckDBPyConnection, layout: Layout, asked: Mapping[str, int]
    ) -> None:
        """Work out the totals of the places in ``asked``, into the table ``kept_total``."""
        rows = _Rows(self._spans)
        windows = {frame: window for window, frame in layout.frames.items()}
        for place, frame, reach in layout.reached():
            months = self.find_months(windows[frame]) if place in asked else None
            if months is not None:
                nodes = [part.node for part in reach.parts if part.weight is not None]
                rows.add(asked[place], frame, windows[frame], months, nodes)
        rows.register(cursor)
        cursor.execute(kept_queries.MONTH_SUMS)
        if rows.span:
            cursor.execute(kept_queries.SPAN_SUMS)
        if rows.long:
            cursor.execute(kept_queries.WHOLE_UNITS)
        if rows.state:
            cursor.execute(kept_queries.EARLIER_STATES)

    def totals(self, cursor: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
        """What was summed up, as rows of ``queries.TOTALS``."""
        return cursor.execute(kept_queries.TOTALS).fetchall()


class _Rows:
    """What is asked of kept totals, as rows of the registered tables."""

    def __init__(self, spans: Mapping[Months, int]) -> None:
        self._spans = spans
        self.span: list[tuple[int, int, int, int, bool]] = []
        self.month: list[tuple[int, int, int, int, bool, bool]] = []
        self.long: list[tuple[int, int, int, int, int]] = []
        self.year: set[tuple[int, int, int, int]] = set()
        self.state: list[tuple[int, ...]] = []

    def add(
        self, asked: int, frame: int, window: Window, months: Months, nodes: Collection[int]
    ) -> None:
        span = self._spans.get(months)
        if span is not None:
            self.span += [(asked, frame, node, span, window.is_state) for node in nodes]
            if window.is_state:
                return
        first = months.last if window.is_state else months.first
        for node in nodes:
            numbers = range(first, months.last + 1)
            signs = window.is_state, months.first < months.last and not window.is_state
            self.month += [(asked, frame, node, month, *signs) for month in numbers]
        if months.first == months.last or span is not None:
            return
        if window.is_state:
            ((year, mask),) = Months(months.last, months.last).masks()
            days = window.first_day.toordinal(), window.last_day.toordinal()
            self.state += [(asked, frame, node, *days, year, mask) for node in nodes]
            return
        for node in nodes:
            self.long.append((asked, frame, node, months.first, months.last))
            self.year |= {(frame, node, year, mask) for year, mask in months.masks()}

    def register(self, cursor: duckdb.DuckDBPyConnection) -> None:
        month = ("asked", "frame", "node", "month", "is_state", "is_long")
        long = ("asked", "frame", "node", "first_month", "last_month")
        state = ("asked", "frame", "node", "first_day", "last_day", "year", "mask")
        cursor.register("ask_month", _rows_table(month, self.month))
        cursor.register(
            "ask_span", _rows_table(("asked", "frame", "node", "span", "is_state"), self.span)
        )
        cursor.register("ask_long", _rows_table(long, self.long))
        cursor.register("ask_year", _rows_table(("frame", "top", "year", "mask"), self.year))
        cursor.register("ask_state", _rows_table(state, self.state))


def _rows_table(names: Sequence[str], rows: Collection[tuple[Any, ...]]) -> pa.Table:
    columns: list[Sequence[object]] = list(zip(*rows, strict=True)) or [() for _ in names]
    return table_of(**dict(zip(names, columns, strict=True)))
