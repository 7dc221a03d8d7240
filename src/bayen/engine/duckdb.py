"""The engine on DuckDB: all figures of a plan at once, equal to the reference engine.

Facts lie in columns ordered by indicator, place and time, places numbered so that those of a
province lie together. A plan is laid out as small tables (``layout``), consolidated by the
statements of ``queries`` and put together as cells (``assembly``). Nothing is kept between
questions: an entry appended is in the next answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import chain
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
from bayen.engine.facts import FACT_SCHEMA, facts_of, microseconds
from bayen.engine.layout import Layout, Mapper, lay_out, ranges_with_other_days
from bayen.engine.reference import ReferenceEngine

FindEntries = Callable[[Sequence[int]], Iterable[Observation]]

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
    """

    def __init__(
        self,
        atlas: Atlas,
        indicators: Indicators,
        *,
        find_entries: FindEntries | None = None,
        forest: Forest | None = None,
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
        self._numbers = _number_places(self._forest)
        self._database = duckdb.connect(":memory:")
        self._database.execute(queries.SCHEMA)
        self._store_places()

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

    def append_facts(self, facts: pa.Table) -> None:
        """Add a table of ``FACT_SCHEMA``."""
        self._write(facts, is_new=False)

    def _write(self, facts: pa.Table, *, is_new: bool) -> None:
        incoming = facts.select(FACT_SCHEMA.names)
        with self._writing, self._database.cursor() as cursor:
            cursor.register("incoming", incoming)
            cursor.begin()
            if is_new:
                cursor.execute("delete from fact")
                cursor.execute("delete from correction")
            cursor.execute(queries.LOAD)
            cursor.execute(queries.LOAD_CORRECTIONS)
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
                cursor.register("incoming", table)
                cursor.execute(f"create table {name} as select * from incoming")  # noqa: S608 - own names
                cursor.unregister("incoming")

    def _place_tables(self) -> Mapping[str, pa.Table]:
        nodes = self._forest.nodes
        parents = [None if n.parent is None else nodes[n.parent] for n in nodes]
        pairs = [(n.number, a) for n in nodes for a in (n.number, *self._forest.above(n.number))]
        lives = [self._life(place) for place in self._numbers]
        return {
            "node": _table(
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
            "above": _table(node=[n for n, _ in pairs], ancestor=[a for _, a in pairs]),
            "place": _table(
                number=list(self._numbers.values()),
                first_day=[first for first, _ in lives],
                last_day=[last for _, last in lives],
            ),
            "place_number": _table(
                place_id=list(self._numbers), number=list(self._numbers.values())
            ),
            "indicator_number": _table(code=self._codes, number=list(range(len(self._codes)))),
        }

    def _life(self, place: str) -> tuple[int, int]:
        first_day, until = self._atlas.life(place)
        last_day = date.max if until is None else until - ONE_DAY
        return first_day.toordinal(), last_day.toordinal()

    # --- answering --------------------------------------------------------------------------

    def answer(self, plan: Plan) -> Answer:
        layout = lay_out(plan, self._indicators, self._mapper)
        with self._database.cursor() as cursor:
            self._select_statements(cursor, layout)
            self._consolidate(cursor)
            results = self._results(cursor, layout)
        return assemble(layout, results, self._indicators, self._atlas)

    def trail(
        self, plan: Plan, indicator: str, place: str, period: Period, depth: int = 1
    ) -> TrailNode:
        one = replace(plan, indicators=(indicator,), places=(place,), periods=(period,))
        layout = lay_out(one, self._indicators, self._mapper)
        with self._database.cursor() as cursor:
            self._select_statements(cursor, layout)
            rows = cursor.execute(queries.TRAIL).fetchall()
        entries = [_bare_entry(row) for row in rows]
        reference = ReferenceEngine(entries, self._atlas, self._indicators, self._forest)
        standing = replace(one, known_at=None)
        found = reference.trail(standing, indicator, place, period, depth)
        seqs = sorted(set(_shown(found)))
        return _sourced(found, {entry.seq: entry for entry in self._find_entries(seqs)})

    def _select_statements(self, cursor: duckdb.DuckDBPyConnection, layout: Layout) -> None:
        """Put down what is asked, and the statements that bear on it."""
        for name, table in self._asked_tables(layout).items():
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

    def _asked_tables(self, layout: Layout) -> Mapping[str, pa.Table]:
        reached = list(layout.reached())
        ranges = ranges_with_other_days(
            self._forest, (reach for _, _, reach in reached), layout.frames
        )
        asked = {place: n for n, place in enumerate(dict.fromkeys(layout.plan.places))}
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
        kinds = {number: self._indicators[code].kind for number, code in enumerate(self._codes)}
        numbers = [n for n, code in enumerate(self._codes) if code in layout.indicators]
        return {
            "ask_indicator": _table(
                indicator=numbers,
                is_flow=[kinds[n] is IndicatorKind.FLOW for n in numbers],
                is_stock=[kinds[n] is IndicatorKind.STOCK for n in numbers],
            ),
            "ask_frame": _table(
                frame=list(layout.frames.values()),
                first_day=[w.first_day.toordinal() for w in layout.frames],
                last_day=[w.last_day.toordinal() for w in layout.frames],
                is_state=[w.is_state for w in layout.frames],
            ),
            "ask_range": _table(first_node=[r[0] for r in ranges], end_node=[r[1] for r in ranges]),
            "ask_place": _table(
                asked=list(asked.values()), place=[self._numbers[place] for place in asked]
            ),
            "ask_part": _part_table(p[:4] for p in parts if p[4] == WHOLE),
            "ask_piece": _part_table(p[:4] for p in parts if _is_piece(p[4])),
            "ask_crossing": _table(
                asked=[c[0] for c in crossing],
                frame=[c[1] for c in crossing],
                node=[c[2] for c in crossing],
            ),
            "ask_window": self._window_table(layout, asked),
        }

    def _window_table(self, layout: Layout, asked: Mapping[str, int]) -> pa.Table:
        periods = list(enumerate(layout.periods.values()))
        cells = [(place, number, period) for place in asked for number, period in periods]
        return _table(
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

    def _results(self, cursor: duckdb.DuckDBPyConnection, layout: Layout) -> Results:
        def rows(statement: str, *, needed: bool = True) -> list[tuple[Any, ...]]:
            return cursor.execute(statement).fetchall() if needed else []

        parts = [part for _, _, reach in layout.reached() for part in reach.parts]
        crossing = any(reach.crossing for _, _, reach in layout.reached())
        kinds = {indicator.kind for indicator in layout.indicators.values()}

        return Results(
            codes=self._codes,
            asked={place: n for n, place in enumerate(dict.fromkeys(layout.plan.places))},
            expected=rows(queries.EXPECTED),
            totals=rows(queries.TOTALS),
            pieces=rows(queries.PIECES, needed=any(_is_piece(p.weight) for p in parts)),
            not_comparable=rows(queries.NOT_COMPARABLE, needed=crossing),
            beside=rows(queries.BESIDE),
            wholes=rows(queries.WHOLES),
            overlaps=rows(queries.OVERLAPS),
            stated_rates=rows(queries.STATED_RATES, needed=IndicatorKind.RATE in kinds),
            nodes=self._forest.nodes,
        )


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


def _table(**columns: Sequence[object]) -> pa.Table:
    """Columns as a table; numbers fit 32 bits."""
    return pa.table({name: pa.array(c, _type(name)) for name, c in columns.items()})


def _type(name: str) -> pa.DataType:
    if name.startswith("is_"):
        return pa.bool_()
    return pa.string() if name in {"place_id", "code"} else pa.int32()


def _part_table(rows: Iterable[tuple[int, int, int, bool]]) -> pa.Table:
    listed = list(rows)
    return _table(
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
