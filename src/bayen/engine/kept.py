"""Totals kept by level and month: refreshed as entries come in, used where provably equal.

What is kept are sums of plain statements (``kept_queries`` says which those are) for places
that have others below them, over whole months (those of the decree, unless an engine is told
others) and the usual spans of a year. ``node_totals`` has them in memory.
"""

from __future__ import annotations

import enum
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import duckdb
import numpy as np

from bayen.core.forest import Node
from bayen.core.indicators import IndicatorKind
from bayen.core.period_schemes import DECREE
from bayen.core.periods import PeriodKind
from bayen.core.spans import Span
from bayen.engine import kept_queries
from bayen.engine.arrivals import Arrived
from bayen.engine.fresh_totals import Calendar, Fresh, Judged, Units, fresh_totals, judged
from bayen.engine.node_totals import Changes, fetch
from bayen.engine.row_groups import distinct
from bayen.engine.simple_facts import Known, Marks
from bayen.engine.tables import store, table_of
from bayen.engine.year_columns import MONTHS, SPANS, YearColumns


@lru_cache(maxsize=1)
def decree_months() -> tuple[Span, ...]:
    """The months of administrative reporting, as far as anyone asks."""
    years = (DECREE.period(year, PeriodKind.YEAR) for year in range(1990, 2101))
    return tuple(month.span for year in years for month in DECREE.parts(year, PeriodKind.MONTH))


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months, both included, numbered from 1."""

    first: int
    last: int

    @property
    def year(self) -> int:
        """Which twelve in a row the last of them is in."""
        return (self.last - 1) // 12

    @property
    def mask(self) -> int:
        """Its months as bits of that year; of months that lie in it."""
        return sum(1 << (number - 1) % 12 for number in range(self.first, self.last + 1))


class Standing(enum.Enum):
    """What is known, of the years of places and indicators that entries speak of."""

    NEW = enum.auto()  # nothing, and they correct nothing
    CORRECTED = enum.auto()  # nothing, but some of them correct others of them
    KNOWN = enum.auto()


_OF_FRESH = (
    kept_queries.ADD_FRESH_TOTALS,
    kept_queries.ADD_FRESH_SPANS_OF_FLOWS,
    kept_queries.ADD_FRESH_SPANS_OF_STOCKS,
)


class KeptTotals:
    """The tables of kept totals in an engine's database."""

    def __init__(self, months: Sequence[Span]) -> None:
        self._months = [(month.first_day or month.last_day, month.last_day) for month in months]
        self._month_first = {first: n for n, (first, _) in enumerate(self._months, start=1)}
        self._month_last = {last: n for n, (_, last) in enumerate(self._months, start=1)}
        self._first_days, self._last_days = list(self._month_first), list(self._month_last)
        self._spans = self._number_spans()
        self.columns = YearColumns(self._months)
        self._calendar = self._make_calendar()

    def make_tables(
        self,
        cursor: duckdb.DuckDBPyConnection,
        kinds: Sequence[IndicatorKind],
        nodes: Sequence[Node],
    ) -> None:
        """Make them, empty, in a database that has those of the places."""
        self._store_calendar(cursor, kinds)
        self._store_spans(cursor)
        self._store_years(cursor)
        cursor.execute(kept_queries.SCHEMA)
        self.take_in_units(cursor, nodes)

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
        spans = (Months(year + first, year + last) for year in years for first, last in SPANS)
        known = (span for span in spans if span.last <= len(self._months))
        return {span: number for number, span in enumerate(known)}

    def _make_calendar(self) -> Calendar:
        return Calendar(
            np.array([first.toordinal() for first, _ in self._months], np.int32),
            np.array([last.toordinal() for _, last in self._months], np.int32),
            np.array([span.year for span in self._spans], np.int32),
            np.array([span.first for span in self._spans], np.int32),
            np.array([span.last for span in self._spans], np.int32),
        )

    def _store_spans(self, cursor: duckdb.DuckDBPyConnection) -> None:
        table = table_of(
            number=list(self._spans.values()),
            year=[span.year for span in self._spans],
            mask=[span.mask for span in self._spans],
            first_month=[span.first for span in self._spans],
            last_month=[span.last for span in self._spans],
            last_day=[self._months[span.last - 1][1].toordinal() for span in self._spans],
        )
        store(cursor, "span", table)

    def _store_years(self, cursor: duckdb.DuckDBPyConnection) -> None:
        starts = range(0, len(self._months), 12)
        ends = [min(start + 12, len(self._months)) - 1 for start in starts]
        table = table_of(
            number=[start // 12 for start in starts],
            first_day=[self._months[start][0].toordinal() for start in starts],
            last_day=[self._months[end][1].toordinal() for end in ends],
        )
        store(cursor, "year_of_months", table)

    # --- when places come in --------------------------------------------------------------------

    def take_in_units(self, cursor: duckdb.DuckDBPyConnection, nodes: Sequence[Node]) -> None:
        """Note which of these nodes are units, and their days; the tables have the nodes."""
        units = [n for n in nodes if n.is_leaf and not n.stage and not n.tree]
        lives = [self._months_of(node) for node in units]
        table = table_of(
            node=[n.number for n in units],
            first_month=[first for first, _ in lives],
            last_month=[last for _, last in lives],
        )
        cursor.register("fresh_unit", table)
        cursor.execute(kept_queries.FORGET_UNITS)
        cursor.execute(kept_queries.ADD_UNITS)
        cursor.unregister("fresh_unit")

    def judge_again(self, cursor: duckdb.DuckDBPyConnection, places: Sequence[int]) -> None:
        """Find what is odd of places whose days changed; they are part of no sum."""
        cursor.register("moved_place", table_of(place=list(places)))
        cursor.execute(kept_queries.FORGET_MOVED_ODD)
        cursor.execute(kept_queries.CLASSIFY_MOVED)
        self._set_twins_apart(cursor)
        cursor.execute(kept_queries.ADD_ODD)
        cursor.execute("drop table tile")
        cursor.unregister("moved_place")

    # --- when entries come in -----------------------------------------------------------------

    def note_touched(
        self, cursor: duckdb.DuckDBPyConnection, arrived: Arrived
    ) -> tuple[Standing, Known]:
        """Before ``arrived`` joins the facts: note what it, and what it corrects, speaks of.

        Returns what is known of that so far.
        """
        if arrived.is_fresh and not self._may_be_known(cursor, arrived):
            return Standing.NEW, Known()
        cursor.execute(kept_queries.TOUCHED)
        first = {"first": int(arrived.seq.min(initial=0))}
        awaited = fetch(cursor, kept_queries.AWAITED, first)["supersedes"]
        pairs = fetch(cursor, kept_queries.KNOWN_PAIRS, _touched_days(cursor))
        corrected = awaited
        if arrived.supersedes is not None:
            here = arrived.supersedes.drop_null().to_numpy()
            corrected = np.concatenate([awaited, here])
            if pairs["corrected"].sum() < len(np.unique(here)):  # some was said of other things
                self._note_corrected(cursor)
                pairs = fetch(cursor, kept_queries.KNOWN_PAIRS, _touched_days(cursor))
        known = Known(pairs, corrected)
        if len(pairs["place"]):
            return Standing.KNOWN, known
        is_new = arrived.is_fresh and not len(awaited)
        return Standing.NEW if is_new else Standing.CORRECTED, known

    def _note_corrected(self, cursor: duckdb.DuckDBPyConnection) -> None:
        ((first, last),) = cursor.execute(kept_queries.CORRECTED).fetchall()
        corrected = {"first": first, "last": last}
        cursor.execute(kept_queries.TOUCHED_BY_CORRECTIONS, corrected)

    def _may_be_known(self, cursor: duckdb.DuckDBPyConnection, arrived: Arrived) -> bool:
        """Whether anything lies in the years and places of what came in, or corrects it."""
        if not len(arrived):
            return False
        days = self._calendar.years_around(arrived.last_day)
        about = {"first": int(arrived.seq.min()), "first_day": days[0], "last_day": days[1]}
        cursor.register("arrived_place", table_of(place=distinct(arrived.place).tolist()))
        ((may_be,),) = cursor.execute(kept_queries.MAY_BE_KNOWN, about).fetchall()
        cursor.unregister("arrived_place")
        return bool(may_be)

    def refresh(
        self,
        cursor: duckdb.DuckDBPyConnection,
        standing: Standing,
        fresh: Callable[[], Fresh],
    ) -> Changes:
        """After it has, and before its corrections count: take out what units gave, put in what
        they give now.

        Args:
            cursor: of the engine's database.
            standing: what ``note_touched`` returned.
            fresh: gives what was worked out of new entries.
        """
        if standing is Standing.NEW:
            return self._add_fresh(cursor, fresh())
        changes = Changes()
        if standing is Standing.KNOWN:
            changes.odd.append((-1, fetch(cursor, kept_queries.FORGOTTEN_ODD, {})))
            cursor.execute(kept_queries.FORGET_ODD)
            cursor.execute(kept_queries.CLASSIFY, _touched_days(cursor))
        else:
            cursor.execute(kept_queries.CLASSIFY_ARRIVED)
        self._set_twins_apart(cursor)
        tile = cursor.execute(kept_queries.TILE).fetchall()
        ((first_day, last_day, has_flows, has_stocks),) = tile
        statements = [kept_queries.ADD_TOTALS]
        statements += [kept_queries.ADD_SPANS_OF_FLOWS] if has_flows else []
        statements += [kept_queries.ADD_SPANS_OF_STOCKS] if has_stocks else []
        self._add(cursor, changes, statements)
        touched = cursor.execute(kept_queries.TOUCHED_PLACES).fetchall()
        changes.places = [place for (place,) in touched]
        if first_day is not None:
            changes.days = first_day, last_day
        cursor.execute("drop table tile")
        return changes

    def set_apart(self, cursor: duckdb.DuckDBPyConnection, marks: Marks) -> None:
        """Note what was simple and is so no longer, of what ``note_touched`` noted."""
        if len(marks.spoilt):
            cursor.register("spoilt", marks.spoilt)
            cursor.execute(kept_queries.SET_APART, _touched_days(cursor))
            cursor.unregister("spoilt")

    def judged(self, arrived: Arrived, units: Units, kinds: Sequence[IndicatorKind]) -> Judged:
        """What entries are by themselves."""
        is_flow = np.array([*(kind is IndicatorKind.FLOW for kind in kinds), False])
        is_stock = np.array([*(kind is IndicatorKind.STOCK for kind in kinds), False])
        return judged(arrived, units, self._calendar, is_flow, is_stock)

    def fresh_totals(self, arrived: Arrived, judged: Judged, units: Units) -> Fresh:
        """What new entries add; needs no database, and may run while they are stored."""
        return fresh_totals(arrived, judged, units, self._calendar)

    def _add_fresh(self, cursor: duckdb.DuckDBPyConnection, fresh: Fresh) -> Changes:
        changes = Changes(places=fresh.places, days=fresh.days)
        tables = {
            "tile": fresh.odd,
            "fresh_month": fresh.months,
            "fresh_alike": fresh.alike,
            "fresh_state": fresh.states,
        }
        for name, table in tables.items():
            cursor.register(name, table)
        self._add(cursor, changes, _OF_FRESH)
        for name in tables:
            cursor.unregister(name)
        return changes

    def _add(
        self, cursor: duckdb.DuckDBPyConnection, changes: Changes, statements: Sequence[str]
    ) -> None:
        months, *spans = statements
        changes.months = fetch(cursor, months, {})
        for statement in spans:
            changes.spans.append(fetch(cursor, statement, {}))
        ((added,),) = cursor.execute(kept_queries.ADD_ODD).fetchall()
        if added:
            changes.odd.append((1, fetch(cursor, kept_queries.ADDED_ODD, {})))

    def _set_twins_apart(self, cursor: duckdb.DuckDBPyConnection) -> None:
        ((has_twins,),) = cursor.execute(kept_queries.HAS_TWINS).fetchall()
        if has_twins:
            cursor.execute(kept_queries.TWINS)
            cursor.execute(kept_queries.SET_TWINS_APART)

    def start_over(self, cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.execute(kept_queries.START_OVER)

    # --- how they lie in memory -----------------------------------------------------------------

    @property
    def span_columns(self) -> list[tuple[int, int]]:
        """(year, column) of each kept span, by number."""
        columns = {span: MONTHS + n for n, span in enumerate(SPANS)}
        years = ((span.year, span) for span in self._spans)
        return [(y, columns[s.first - 12 * y, s.last - 12 * y]) for y, s in years]

    def _months_of(self, node: Node) -> tuple[int, int]:
        """The first and last month of which a node has any day."""
        first, last = bisect_left(self._last_days, node.first_day), node.last_day
        return first + 1, bisect_right(self._first_days, last)


def _touched_days(cursor: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """The first and last of all days touched, so that other blocks of facts are not read."""
    ((first_day, last_day),) = cursor.execute(kept_queries.TOUCHED_DAYS).fetchall()
    return {"first_day": first_day or 0, "last_day": last_day or 0}
