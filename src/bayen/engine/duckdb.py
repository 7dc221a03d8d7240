"""The engine on DuckDB: all figures of a plan at once, equal to the reference engine.

Facts lie in columns ordered by indicator, place and time, places numbered so that those of a
province lie together. A plan is laid out as small tables (``layout``), consolidated by the
statements of ``queries`` and put together as cells (``assembly``). What is plain in it comes
from totals kept by level and month (``kept``), which are refreshed with the entries that come
in: an entry appended is in the next answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import chain, product
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from bayen.core.forest import Forest, build_forest
from bayen.core.indicators import IndicatorKind, Indicators
from bayen.core.ledger import Observation, Source, SourceKind
from bayen.core.periods import ONE_DAY, Period, Span
from bayen.core.places import WHOLE, Atlas
from bayen.core.quantities import Quantity
from bayen.core.questions import Answer, Plan, TrailNode
from bayen.core.tiling import choose_tiles
from bayen.engine import queries
from bayen.engine.assembly import Results, assemble
from bayen.engine.columns import ANSWER_SCHEMA, answer_tables, columns_of
from bayen.engine.facts import FACT_SCHEMA, facts_of, microseconds
from bayen.engine.kept import KeptTotals, decree_months
from bayen.engine.kept_queries import COLUMNS
from bayen.engine.layout import Layout, Mapper, lay_out, ranges_with_other_days
from bayen.engine.reference import ReferenceEngine
from bayen.engine.tables import store, table_of
from bayen.engine.units import UnitCounts

FindEntries = Callable[[Sequence[int]], Iterable[Observation]]

_ADDED = {IndicatorKind.FLOW, IndicatorKind.STOCK}
_MEMORY_WITH_FILE = "1200MB"  # beyond it, sums in the making wait on disk beside the file
_FOREVER = 2**62  # later than any moment, in microseconds
_UNSOURCED = Source(SourceKind.IMPORT, "", "")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class DuckDBEngine:
    """Answers plans from columns; safe to ask from several threads while entries are appended.

    Args:
        atlas: all places; a new atlas needs a new engine.
        indicators: all indicators.
        find_entries: gives the ledger's entries of some numbers, for the leaves of trails.
            Without it the engine keeps the entries that ``load`` and ``append`` were given.
        path: a file for the tables, made new; without one they are in memory. For tens of
            millions of facts a file is smaller, and little of it need be in memory at once.
        months: the spans, end to end, by which totals are kept; None is those of the decree.
    """

    def __init__(
        self,
        atlas: Atlas,
        indicators: Indicators,
        *,
        find_entries: FindEntries | None = None,
        forest: Forest | None = None,
        path: Path | None = None,
        months: Sequence[Span] | None = None,
    ) -> None:
        self._atlas = atlas
        self._indicators = indicators
        self._forest = forest or build_forest(atlas)
        self._mapper = Mapper(atlas, self._forest)
        self._kept: dict[int, Observation] = {}
        self._find_entries = find_entries or self._find_kept
        self._keeps_entries = find_entries is None
        self._writing = threading.Lock()
        self._head_seq = 0
        self._codes = sorted(indicators)
        self._code_numbers = {code: number for number, code in enumerate(self._codes)}
        self._numbers = _number_places(self._forest)
        self._units = UnitCounts(self._forest)
        if path is not None:
            path.unlink(missing_ok=True)
        self._database = duckdb.connect(":memory:" if path is None else str(path))
        if path is not None:
            self._database.execute("set memory_limit = $limit", {"limit": _MEMORY_WITH_FILE})
        self._database.execute(queries.SCHEMA)
        self._store_places()
        kinds = [indicators[code].kind for code in self._codes]
        with self._database.cursor() as cursor:
            self._totals = KeptTotals(
                cursor, self._forest, kinds, decree_months() if months is None else months
            )

    # --- loading ----------------------------------------------------------------------------

    @property
    def head_seq(self) -> int:
        """The highest entry number loaded; 0 when there is none."""
        return self._head_seq

    def load(self, observations: Iterable[Observation]) -> None:
        """Start over with these entries."""
        entries = list(observations)
        self._kept.clear()
        self._keep(entries)
        self.load_facts(facts_of(entries))

    def append(self, observations: Iterable[Observation]) -> None:
        """Add entries; answers asked from now on know them."""
        entries = list(observations)
        self._keep(entries)
        self.append_facts(facts_of(entries))

    def load_facts(self, facts: pa.Table) -> None:
        """Start over with a table of ``FACT_SCHEMA``."""
        self._write(facts, is_new=True)

    def checkpoint(self) -> None:
        """Bring the file up to date with what is in it; nothing to do in memory."""
        self._database.execute("checkpoint")

    def append_facts(self, facts: pa.Table) -> None:
        """Add a table of ``FACT_SCHEMA``."""
        self._write(facts, is_new=False)

    def _write(self, facts: pa.Table, *, is_new: bool) -> None:
        incoming = facts.select(FACT_SCHEMA.names)
        has_corrections = incoming["supersedes"].null_count < len(incoming)
        with self._writing, self._database.cursor() as cursor:
            cursor.register("incoming", incoming)
            cursor.begin()
            if is_new:
                cursor.execute("delete from fact")
                cursor.execute("delete from correction")
                self._totals.start_over(cursor)
            self._totals.take_back(cursor, has_corrections=has_corrections)
            cursor.execute(queries.LOAD)
            cursor.execute(queries.LOAD_CORRECTIONS)
            self._totals.put_in(cursor)
            (head,) = cursor.execute("select coalesce(max(seq), 0) from incoming").fetchall()[0]
            cursor.commit()
            self._head_seq = head if is_new else max(head, self._head_seq)

    def _keep(self, entries: Iterable[Observation]) -> None:
        if self._keeps_entries:
            self._kept.update((entry.seq, entry) for entry in entries)

    def _find_kept(self, seqs: Sequence[int]) -> Iterable[Observation]:
        return (self._kept[seq] for seq in seqs if seq in self._kept)

    def _store_places(self) -> None:
        with self._database.cursor() as cursor:
            for name, table in self._place_tables().items():
                store(cursor, name, table)

    def _place_tables(self) -> Mapping[str, pa.Table]:
        nodes = self._forest.nodes
        parents = [None if n.parent is None else nodes[n.parent] for n in nodes]
        pairs = [(n.number, a) for n in nodes for a in (n.number, *self._forest.above(n.number))]
        lives = [self._life(place) for place in self._numbers]
        return {
            "node": table_of(
                number=[n.number for n in nodes],
                end_node=[n.end for n in nodes],
                place=[self._numbers[n.place] for n in nodes],
                first_day=[n.first_day.toordinal() for n in nodes],
                last_day=[n.last_day.toordinal() for n in nodes],
                parent=[n.parent for n in nodes],
                tree=[n.tree for n in nodes],
                stage=[n.stage for n in nodes],
                parent_stage=[None if p is None else p.stage for p in parents],
                is_leaf=[n.is_leaf for n in nodes],
            ),
            "above": table_of(node=[n for n, _ in pairs], ancestor=[a for _, a in pairs]),
            "place": table_of(
                number=list(self._numbers.values()),
                first_day=[first for first, _ in lives],
                last_day=[last for _, last in lives],
            ),
            "place_number": table_of(
                place_id=list(self._numbers), number=list(self._numbers.values())
            ),
            "indicator_number": table_of(code=self._codes, number=list(range(len(self._codes)))),
        }

    def _life(self, place: str) -> tuple[int, int]:
        first_day, until = self._atlas.life(place)
        last_day = date.max if until is None else until - ONE_DAY
        return first_day.toordinal(), last_day.toordinal()

    # --- answering --------------------------------------------------------------------------

    def answer(self, plan: Plan) -> Answer:
        layout = lay_out(plan, self._indicators, self._mapper)
        asked = {place: n for n, place in enumerate(dict.fromkeys(plan.places))}
        found = _Found()
        with self._database.cursor() as cursor:
            cursor.begin()  # all of it from one moment
            left = self._split(cursor, layout, asked)
            others = {place for scope in left for place in scope.places if scope.is_whole(layout)}
            kept = {place: number for place, number in asked.items() if place not in others}
            if kept:
                long_way = {(asked[p], self._code_numbers[c]) for s in left for p, c in s.pairs()}
                self._totals.sum_up(cursor, layout, kept)
                rows = self._totals.totals(cursor)
                found.totals += [row for row in rows if (row[0], row[2]) not in long_way]
            for scope in left:
                self._select_statements(cursor, layout, scope)
                self._consolidate(cursor)
                self._collect(cursor, layout, found)
        results = self._results(layout, asked, found)
        return assemble(layout, results, self._indicators, self._atlas)

    def columns(self, plan: Plan) -> pa.Table:
        """The figures of ``answer`` as a table of ``ANSWER_SCHEMA``, in the same order.

        For whoever takes hundreds of thousands of cells at once: nothing is made of them
        where kept totals serve the whole plan.
        """
        layout = lay_out(plan, self._indicators, self._mapper)
        asked = {place: n for n, place in enumerate(dict.fromkeys(plan.places))}
        kinds = {indicator.kind for indicator in layout.indicators.values()}
        with self._database.cursor() as cursor:
            cursor.begin()
            if kinds <= _ADDED and asked and not self._split(cursor, layout, asked):
                self._totals.sum_up(cursor, layout, asked)
                tables = answer_tables(layout, asked, self._code_numbers, self._expected(layout))
                for name, table in tables.items():
                    cursor.register(name, table)
                found: pa.Table = cursor.sql(COLUMNS).to_arrow_table()
                return found.cast(ANSWER_SCHEMA)
        return columns_of(self.answer(plan))

    def _expected(self, layout: Layout) -> Iterable[tuple[str, int, int]]:
        """(place, frame, units) of everything asked."""
        windows = {frame: window for window, frame in layout.frames.items()}
        for place, frame, reach in layout.reached():
            yield place, frame, self._units.expected(reach, windows[frame])

    def shortcuts(self, plan: Plan) -> int:
        """How many of a plan's pairs of place and indicator kept totals answer now."""
        layout = lay_out(plan, self._indicators, self._mapper)
        asked = {place: n for n, place in enumerate(dict.fromkeys(plan.places))}
        with self._database.cursor() as cursor:
            left = self._split(cursor, layout, asked)
        return len(asked) * len(layout.indicators) - sum(scope.size for scope in left)

    def _split(
        self, cursor: duckdb.DuckDBPyConnection, layout: Layout, asked: Mapping[str, int]
    ) -> list[_Scope]:
        """What kept totals cannot serve: places they do not know, and those with odd entries."""
        codes = tuple(layout.indicators)
        servable = {place: asked[place] for place in self._totals.servable(layout)}
        cursor.register("ask_indicator", self._indicator_table(layout, codes))
        cursor.register("ask_place", self._place_table(servable))
        odd = self._totals.find_odd(cursor, layout, servable) if servable else set()
        odd_places, odd_codes = {place for place, _ in odd}, {code for _, code in odd}
        scopes = (
            _Scope(tuple(p for p in asked if p not in servable), codes),
            _Scope(
                tuple(p for p, number in servable.items() if number in odd_places),
                tuple(code for code in codes if self._code_numbers[code] in odd_codes),
            ),
        )
        return [scope for scope in scopes if scope.size]

    def trail(
        self, plan: Plan, indicator: str, place: str, period: Period, depth: int = 1
    ) -> TrailNode:
        one = replace(plan, indicators=(indicator,), places=(place,), periods=(period,))
        layout = lay_out(one, self._indicators, self._mapper)
        with self._database.cursor() as cursor:
            scope = _Scope((place,), tuple(layout.indicators))
            self._select_statements(cursor, layout, scope)
            rows = cursor.execute(queries.TRAIL).fetchall()
        entries = [_bare_entry(row) for row in rows]
        reference = ReferenceEngine(entries, self._atlas, self._indicators, self._forest)
        standing = replace(one, known_at=None)
        found = reference.trail(standing, indicator, place, period, depth)
        seqs = sorted(set(_shown(found)))
        return _sourced(found, {entry.seq: entry for entry in self._find_entries(seqs)})

    def _select_statements(
        self, cursor: duckdb.DuckDBPyConnection, layout: Layout, scope: _Scope
    ) -> None:
        """Put down what is asked, and the statements that bear on it."""
        for name, table in self._asked_tables(layout, scope).items():
            cursor.register(name, table)
        cursor.execute(queries.NODES)
        cursor.execute(queries.LEAVES)
        known_at = layout.plan.known_at
        periods = layout.periods.values()
        parameters = {
            "first_day": min((p.first_day.toordinal() for p in periods), default=0),
            "last_day": max((p.last_day.toordinal() for p in periods), default=0),
            "known_at": _FOREVER if known_at is None else microseconds(known_at),
        }
        cursor.execute(queries.STATEMENTS, parameters)

    def _asked_tables(self, layout: Layout, scope: _Scope) -> Mapping[str, pa.Table]:
        reached = [found for found in layout.reached() if found[0] in scope.places]
        ranges = ranges_with_other_days(
            self._forest, (reach for _, _, reach in reached), layout.frames
        )
        numbered = enumerate(dict.fromkeys(layout.plan.places))
        asked = {place: n for n, place in numbered if place in scope.places}
        nodes = self._forest.nodes
        parts = [
            (asked[place], frame, part.node, nodes[part.node].place == place, part.weight)
            for place, frame, reach in reached
            for part in reach.parts
        ]
        crossing = [
            (asked[place], frame, number)
            for place, frame, reach in reached
            for number in reach.crossing
        ]
        return {
            "ask_indicator": self._indicator_table(layout, scope.codes),
            "ask_frame": table_of(
                frame=list(layout.frames.values()),
                first_day=[w.first_day.toordinal() for w in layout.frames],
                last_day=[w.last_day.toordinal() for w in layout.frames],
                is_state=[w.is_state for w in layout.frames],
            ),
            "ask_range": table_of(
                first_node=[r[0] for r in ranges], end_node=[r[1] for r in ranges]
            ),
            "ask_place": self._place_table(asked),
            "ask_part": _part_table(p[:4] for p in parts if p[4] == WHOLE),
            "ask_piece": _part_table(p[:4] for p in parts if _is_piece(p[4])),
            "ask_crossing": table_of(
                asked=[c[0] for c in crossing],
                frame=[c[1] for c in crossing],
                node=[c[2] for c in crossing],
            ),
            "ask_window": self._window_table(layout, asked),
        }

    def _indicator_table(self, layout: Layout, codes: Collection[str]) -> pa.Table:
        kinds = [layout.indicators[code].kind for code in codes]
        return table_of(
            indicator=[self._code_numbers[code] for code in codes],
            is_flow=[kind is IndicatorKind.FLOW for kind in kinds],
            is_stock=[kind is IndicatorKind.STOCK for kind in kinds],
        )

    def _place_table(self, asked: Mapping[str, int]) -> pa.Table:
        places = [self._numbers[place] for place in asked]
        return table_of(asked=list(asked.values()), place=places)

    def _window_table(self, layout: Layout, asked: Mapping[str, int]) -> pa.Table:
        periods = list(enumerate(layout.periods.values()))
        cells = [(place, number, period) for place in asked for number, period in periods]
        return table_of(
            asked=[asked[place] for place, _, _ in cells],
            place=[self._numbers[place] for place, _, _ in cells],
            period=[number for _, number, _ in cells],
            first_day=[period.first_day.toordinal() for _, _, period in cells],
            last_day=[period.last_day.toordinal() for _, _, period in cells],
            flow_frame=[layout.asking(p, period, is_stock=False).frame for p, _, period in cells],
            stock_frame=[layout.asking(p, period, is_stock=True).frame for p, _, period in cells],
        )

    def _consolidate(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Work out the figures of all nodes, the lowest stage first."""
        cursor.execute(queries.CANDIDATES)
        cursor.execute(queries.OVERLAPPING)
        cursor.register("pattern", _choose(cursor.execute(queries.PATTERNS).fetchall()))
        for statement in (
            queries.CHOSEN,
            queries.TILES,
            queries.TOUCHES,
            queries.EDGES,
            queries.SERVING,
            queries.CROSSED,
            queries.FIGURES,
        ):
            cursor.execute(statement)
        ((straddling,),) = cursor.execute(queries.STRADDLING).fetchall()
        stages = cursor.execute(queries.STAGES).fetchall()
        for (stage,) in stages:
            cursor.execute(queries.PART_SUMS, {"stage": stage})
            if straddling:
                cursor.execute(queries.DECIDE_STRADDLING, {"stage": stage})
                cursor.execute(queries.CROSSED)
            cursor.execute(queries.CONSOLIDATE, {"stage": stage})
        cursor.execute(queries.SERVED)

    def _collect(self, cursor: duckdb.DuckDBPyConnection, layout: Layout, found: _Found) -> None:
        def rows(statement: str, *, needed: bool = True) -> list[tuple[Any, ...]]:
            return cursor.execute(statement).fetchall() if needed else []

        parts = [part for _, _, reach in layout.reached() for part in reach.parts]
        crossing = any(reach.crossing for _, _, reach in layout.reached())
        kinds = {indicator.kind for indicator in layout.indicators.values()}
        found.totals += rows(queries.TOTALS)
        found.pieces += rows(queries.PIECES, needed=any(_is_piece(p.weight) for p in parts))
        found.not_comparable += rows(queries.NOT_COMPARABLE, needed=crossing)
        found.beside += rows(queries.BESIDE)
        found.wholes += rows(queries.WHOLES)
        found.overlaps += rows(queries.OVERLAPS)
        found.stated_rates += rows(queries.STATED_RATES, needed=IndicatorKind.RATE in kinds)

    def _results(self, layout: Layout, asked: Mapping[str, int], found: _Found) -> Results:
        return Results(
            codes=self._codes,
            asked=asked,
            nodes=self._forest.nodes,
            expected=[(asked[p], frame, units) for p, frame, units in self._expected(layout)],
            totals=found.totals,
            pieces=found.pieces,
            not_comparable=found.not_comparable,
            beside=found.beside,
            wholes=found.wholes,
            overlaps=found.overlaps,
            stated_rates=found.stated_rates,
        )


@dataclass(frozen=True, slots=True)
class _Scope:
    """A part of a plan: places by indicators."""

    places: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.places) * len(self.codes)

    def pairs(self) -> Iterable[tuple[str, str]]:
        return product(self.places, self.codes)

    def is_whole(self, layout: Layout) -> bool:
        """Whether it takes in all indicators of its places."""
        return len(self.codes) == len(layout.indicators)


@dataclass(slots=True)
class _Found:
    """Rows of ``Results``, as they come together from several scopes."""

    totals: list[tuple[Any, ...]] = field(default_factory=list)
    pieces: list[tuple[Any, ...]] = field(default_factory=list)
    not_comparable: list[tuple[Any, ...]] = field(default_factory=list)
    beside: list[tuple[Any, ...]] = field(default_factory=list)
    wholes: list[tuple[Any, ...]] = field(default_factory=list)
    overlaps: list[tuple[Any, ...]] = field(default_factory=list)
    stated_rates: list[tuple[Any, ...]] = field(default_factory=list)


def _number_places(forest: Forest) -> dict[str, int]:
    """Places in the order in which the forest first comes to them: neighbours lie together."""
    return {place: n for n, place in enumerate(dict.fromkeys(node.place for node in forest.nodes))}


def _is_piece(weight: Fraction | None) -> bool:
    """Whether a declared share of a unit lies in the place, but not all of it."""
    return weight is not None and weight != WHOLE


def _choose(patterns: Iterable[tuple[list[int], list[int]]]) -> pa.Table:
    """For each pattern of overlapping spans, the positions of those to add."""
    firsts, lasts, positions = [], [], []
    for first_days, last_days in patterns:
        days = zip(first_days, last_days, strict=True)
        spans = [Span(date.fromordinal(a), date.fromordinal(b)) for a, b in days]
        hull = Span(date.fromordinal(min(first_days)), date.fromordinal(max(last_days)))
        firsts.append(first_days)
        lasts.append(last_days)
        positions.append(choose_tiles(spans, hull))
    numbers = pa.list_(pa.int32())
    arrays = [pa.array(column, numbers) for column in (firsts, lasts, positions)]
    return pa.Table.from_arrays(arrays, ["first_days", "last_days", "positions"])


def _part_table(rows: Iterable[tuple[int, int, int, bool]]) -> pa.Table:
    listed = list(rows)
    return table_of(
        asked=[row[0] for row in listed],
        frame=[row[1] for row in listed],
        node=[row[2] for row in listed],
        is_own=[row[3] for row in listed],
    )


# --- trails ----------------------------------------------------------------------------------


def _bare_entry(row: tuple[int, str, str, int | None, int, int, int, bool]) -> Observation:
    """An entry with its numbers only; its source is looked up when it is shown."""
    seq, indicator, place, first_day, last_day, milli, bound, is_share = row
    begin = None if first_day is None else date.fromordinal(first_day)
    return Observation(
        seq,
        indicator,
        place,
        Span(begin, date.fromordinal(last_day)),
        Quantity.from_milli(milli, bound),
        "%" if is_share else "",
        _UNSOURCED,
        _LONG_AGO,
        "",
    )


def _shown(node: TrailNode) -> Iterable[int]:
    own = (entry.seq for entry in (*node.entries, *node.beside))
    return chain(own, *(_shown(child) for child in node.children))


def _sourced(node: TrailNode, entries: Mapping[int, Observation]) -> TrailNode:
    return replace(
        node,
        entries=tuple(entries.get(o.seq, o) for o in node.entries),
        beside=tuple(entries.get(o.seq, o) for o in node.beside),
        children=tuple(_sourced(child, entries) for child in node.children),
    )
