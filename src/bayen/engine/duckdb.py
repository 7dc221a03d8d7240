"""The engine on DuckDB: all figures of a plan at once, equal to the reference engine.

Facts lie in columns ordered by place and time, places numbered so that those of a province
lie together. What is plain in a plan comes from totals kept by level and month
(``kept_reader``), which are refreshed with the entries that come in: an entry appended is in
the next answer. The rest is worked out by the full rules (``full_rules``).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa

from bayen.core.atlas import Atlas
from bayen.core.forest import Forest, build_forest
from bayen.core.forest_growth import grow_forest
from bayen.core.indicators import Indicators
from bayen.core.ledger import Observation
from bayen.core.periods import Period
from bayen.core.questions import Answer, Plan, TrailNode
from bayen.core.spans import Span
from bayen.engine import compaction, fact_queries, queries
from bayen.engine.arrivals import Arrived, arrange
from bayen.engine.assembly import assemble
from bayen.engine.cells import KeptCells
from bayen.engine.columns import columns_of, columns_of_kept
from bayen.engine.facts import facts_of
from bayen.engine.full_rules import FullRules, Scope
from bayen.engine.kept import KeptTotals, Standing, decree_months
from bayen.engine.kept_figures import KeptFigures
from bayen.engine.kept_file import (
    Bookmark,
    Unusable,
    UnusableFileError,
    connected,
    connected_to_nothing,
    digest_of,
    forget_bookmark,
    move_bookmark,
    new_file,
    opened_again,
    read_bookmark,
    store_marks,
)
from bayen.engine.kept_memory import KeptMemory, Moment, Room
from bayen.engine.kept_reader import KeptReader
from bayen.engine.known_figures import KnownReader
from bayen.engine.layout import Mapper, lay_out, terms_of
from bayen.engine.node_totals import Changes, NodeTotals
from bayen.engine.place_changes import (
    Places,
    PlacesDifferError,
    changes_since,
    changes_since_stored,
    take_in,
)
from bayen.engine.place_tables import store_places
from bayen.engine.plan_cutter import PlanCutter
from bayen.engine.reference import ReferenceEngine
from bayen.engine.remainder import lay_out_rest, left_pairs
from bayen.engine.rosters import Rosters
from bayen.engine.simple_facts import Marks, marks_of
from bayen.engine.trails import bare_entry, shown_seqs, with_sources
from bayen.engine.unit_figures import UnitFigures
from bayen.engine.units import UnitCounts

_MANY = 100_000  # entries that are worth a thread

FindEntries = Callable[[Sequence[int]], Iterable[Observation]]


@dataclass(frozen=True, slots=True)
class _View:
    """What answers a question: all of one state of the places, while others may take over."""

    places: Places
    mapper: Mapper
    rules: FullRules
    reader: KeptReader


class DuckDBEngine:
    """Answers plans from columns; safe to ask from several threads while entries are appended.

    Args:
        atlas: all places; ``follow_places`` takes in villages that come or end later.
        indicators: all indicators.
        find_entries: gives the ledger's entries of some numbers, for the leaves of trails.
            Without it the engine keeps the entries that ``load`` and ``append`` were given.
        path: a file for the tables, made new; without one they are in memory. For tens of
            millions of facts a file is smaller, and little of it need be in memory at once.
        reopen: go on with the tables of the file instead (``kept_file``).
        months: the spans, end to end, by which totals are kept; None is those of the decree.
        room: how much memory totals may take; None is the usual.

    Raises:
        UnusableFileError: the file that was to be reopened is another's, or damaged.
    """

    def __init__(
        self,
        atlas: Atlas,
        indicators: Indicators,
        *,
        find_entries: FindEntries | None = None,
        forest: Forest | None = None,
        path: Path | None = None,
        reopen: bool = False,
        months: Sequence[Span] | None = None,
        room: Room | None = None,
    ) -> None:
        self._indicators = indicators
        self._kept: dict[int, Observation] = {}
        self._find_entries = find_entries or self._find_kept
        self._keeps_entries = find_entries is None
        self._writing = threading.Lock()
        self._opening = threading.Lock()
        self._path = path
        self._came_in = 0  # entries since the file was opened
        self._codes = sorted(indicators)
        self._numbers = {code: number for number, code in enumerate(self._codes)}
        spans = decree_months() if months is None else months
        self._totals = KeptTotals(spans)
        places = Places(atlas, forest or build_forest(atlas))
        digest = "" if path is None else digest_of(indicators, spans)
        if path is not None and reopen:
            self._database = opened_again(path, digest, partial(self._reopen_places, places))
        else:
            self._database = new_file(path)
            self._make_tables(digest, places)
        self._bookmark = read_bookmark(self._database)
        self._memory = self._make_memory(room or Room(), places)
        self._view = self._make_view(places)

    def _make_tables(self, digest: str, places: Places) -> None:
        kinds = [self._indicators[code].kind for code in self._codes]
        with self._database.cursor() as cursor:
            cursor.begin()
            cursor.execute(fact_queries.SCHEMA)
            store_places(cursor, places.atlas, places.forest, places.numbers, self._codes)
            self._totals.make_tables(cursor, kinds, places.forest.nodes)
            cursor.execute(compaction.SCHEMA)
            store_marks(cursor, digest)
            cursor.commit()

    def _reopen_places(self, places: Places, database: duckdb.DuckDBPyConnection) -> None:
        with database.cursor() as cursor:
            cursor.begin()
            take_in(cursor, changes_since_stored(cursor, places), places, self._totals)
            cursor.commit()

    def close(self) -> None:
        """Bring the file up to date and let go of it; nothing can be asked any more."""
        self._database.close()

    def _make_memory(self, room: Room, places: Places) -> KeptMemory:
        kinds = [self._indicators[code].kind for code in self._codes]
        columns, forest, numbers = self._totals.columns, places.forest, places.numbers
        [(is_empty,)] = self._database.execute(fact_queries.IS_EMPTY).fetchall()
        [(most_days,)] = self._database.execute(fact_queries.MOST_DAYS).fetchall()
        return KeptMemory(
            NodeTotals(forest, columns, kinds, self._totals.span_columns, room.nodes),
            UnitFigures(forest, columns, kinds, numbers, room.units, room.units_read),
            _nodes_by_place(forest, numbers),
            is_empty=is_empty,
            most_days=most_days,
        )

    def _make_view(self, places: Places) -> _View:
        mapper, units = Mapper(places.atlas, places.forest), UnitCounts(places.forest)
        rosters = Rosters(mapper, units)
        columns, numbers = self._totals.columns, self._numbers
        cutter = PlanCutter(places.forest, rosters, units, columns, self._indicators, numbers)
        kinds = [self._indicators[code].kind for code in self._codes]
        past = KnownReader(places.forest, self._totals.columns, kinds, places.numbers)
        return _View(
            places,
            mapper,
            FullRules(places.forest, self._codes, places.numbers, units),
            KeptReader(cutter, self._memory, past, self._codes, places.numbers),
        )

    def follow_places(self, atlas: Atlas) -> None:
        """Answer for these places from now on; what is kept of all others stays.

        Raises:
            UnusableFileError: more changed than villages that came or ended; nothing was done.
        """
        with self._writing, self._database.cursor() as cursor:
            before = self._view.places
            places = Places(atlas, grow_forest(before.forest, before.atlas, atlas))
            cursor.begin()
            try:
                changes = changes_since(before, places)
                take_in(cursor, changes, places, self._totals)
            except PlacesDifferError as error:
                raise UnusableFileError(Unusable.OTHER_PLACES, str(error)) from error
            self._memory.take_in_leaves(cursor.commit, places, changes)
            self._view = self._make_view(places)

    # --- loading ----------------------------------------------------------------------------

    @property
    def head_seq(self) -> int:
        """The highest entry number loaded; 0 when there is none."""
        return self._bookmark.seq

    @property
    def bookmark(self) -> Bookmark:
        """How far into its ledger it has come, as far as whoever appended said."""
        return self._bookmark

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

    def append_facts(self, facts: pa.Table, seal: int = 0, chain: str = "") -> None:
        """Add a table of ``FACT_SCHEMA``.

        Args:
            facts: the entries.
            seal: number of the ledger's seal that they end with, for whoever reopens the file.
            chain: hash of that seal.
        """
        self._write(facts, is_new=False, seal=seal, chain=chain)

    def checkpoint(self) -> None:
        """Bring the file up to date with what is in its log; nothing to do in memory.

        While somebody is being answered it is left to DuckDB, which does it as the log grows.
        After much came in the file is opened again: what DuckDB wrote since it opened a file it
        filters at half the speed at which it filters what it finds there.
        """
        with self._writing:
            with suppress(duckdb.TransactionException):
                self._database.execute("checkpoint")
            if self._path is not None and self._came_in >= _MANY:
                self._open_again(self._path)

    def _open_again(self, path: Path) -> None:
        """While anybody reads, DuckDB keeps the file open and shares it: nothing is gained then."""
        with self._opening:
            self._database = connected_to_nothing()  # lets go of the file
            self._database = connected(path)
        self._came_in = 0

    def _write(self, facts: pa.Table, *, is_new: bool, seal: int = 0, chain: str = "") -> None:
        with self._writing, self._database.cursor() as cursor:
            cursor.begin()
            if is_new:
                cursor.execute(fact_queries.START_OVER)
                self._totals.start_over(cursor)
                forget_bookmark(cursor)
            places = self._view.places
            arrived = arrange(cursor, facts, self._numbers, places.numbers)
            self._memory.most_days = max(self._memory.most_days, arrived.most_days)
            cursor.register("arrived", arrived.table())
            changes, marks = self._store(cursor, arrived, places)
            cursor.execute(fact_queries.LOAD_CORRECTIONS)
            compaction.compact(cursor)
            cursor.unregister("arrived")
            head = max(int(arrived.seq.max(initial=0)), 0 if is_new else self._bookmark.seq)
            bookmark = Bookmark(seal, head, chain)
            move_bookmark(cursor, bookmark, len(arrived))
            self._memory.change(cursor.commit, changes, (arrived, marks), is_new=is_new)
            self._bookmark = bookmark
            self._came_in += len(arrived)

    def _store(
        self,
        cursor: duckdb.DuckDBPyConnection,
        arrived: Arrived,
        places: Places,
    ) -> tuple[Changes, Marks]:
        """Put entries among the facts, and into the totals; many at once in two threads.

        Returns what that did to the totals, and what was noted of the entries.
        """
        kinds = [self._indicators[code].kind for code in self._codes]
        standing, known = self._totals.note_touched(cursor, arrived)
        judged = self._totals.judged(arrived, places.units, kinds)
        fresh = partial(self._totals.fresh_totals, arrived, judged, places.units)
        if standing is not Standing.NEW or len(arrived) < _MANY:
            marks = marks_of(arrived, judged, places.units, known)
            self._store_marked(cursor, arrived, marks)
            return self._totals.refresh(cursor, standing, fresh), marks
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(fresh)
            marks = marks_of(arrived, judged, places.units, known)
            self._store_marked(cursor, arrived, marks)
            return self._totals.refresh(cursor, standing, found.result), marks

    def _store_marked(
        self, cursor: duckdb.DuckDBPyConnection, arrived: Arrived, marks: Marks
    ) -> None:
        self._totals.set_apart(cursor, marks)
        cursor.register("marked", marks.table(arrived))
        cursor.execute(fact_queries.LOAD)
        cursor.unregister("marked")

    def _keep(self, entries: Iterable[Observation]) -> None:
        if self._keeps_entries:
            self._kept.update((entry.seq, entry) for entry in entries)

    def _find_kept(self, seqs: Sequence[int]) -> Iterable[Observation]:
        return (self._kept[seq] for seq in seqs if seq in self._kept)

    # --- answering --------------------------------------------------------------------------

    def answer(self, plan: Plan) -> Answer:
        view = self._view
        with closing(self._moment()) as moment:
            return self._answer(view, plan, view.reader.find(plan, moment), moment)

    def columns(self, plan: Plan) -> pa.Table:
        """The figures of ``answer`` as a table of ``ANSWER_SCHEMA``, in the same order.

        For whoever takes hundreds of thousands of cells at once: no cell is made where kept
        totals serve the whole plan.
        """
        view = self._view
        with closing(self._moment()) as moment:
            kept = view.reader.find(plan, moment, with_earlier=False)
            if kept.serves and not kept.rows.others:
                return columns_of_kept(kept, plan)
            return columns_of(self._answer(view, plan, kept, moment))

    def shortcuts(self, plan: Plan) -> int:
        """How many of a plan's pairs of place and indicator kept totals answer now."""
        with closing(self._moment()) as moment:
            kept = self._view.reader.find(plan, moment)
        asked = len(kept.rows.codes) + len(kept.rows.others)
        return len(set(plan.places)) * asked - len(left_pairs(kept))

    def trail(
        self, plan: Plan, indicator: str, place: str, period: Period, depth: int = 1
    ) -> TrailNode:
        view = self._view
        one = replace(plan, indicators=(indicator,), places=(place,), periods=(period,))
        layout = lay_out(one, terms_of(one, self._indicators), view.mapper)
        with closing(self._moment()) as moment:
            cursor = moment.begin()
            scope = Scope((place,), tuple(layout.indicators))
            view.rules.select_statements(cursor, layout, scope)
            entries = [bare_entry(row) for row in cursor.execute(queries.TRAIL).fetchall()]
        known = view.places
        reference = ReferenceEngine(entries, known.atlas, self._indicators, known.forest)
        standing = replace(one, known_at=None)
        found = reference.trail(standing, indicator, place, period, depth)
        return with_sources(found, self._find_entries(shown_seqs(found)))

    def _moment(self) -> Moment:
        with self._opening:
            return Moment(self._database)

    def _answer(self, view: _View, plan: Plan, kept: KeptFigures, moment: Moment) -> Answer:
        if kept.serves and not kept.rows.others:
            return Answer(plan, KeptCells(kept, plan))
        terms = terms_of(plan, self._indicators)
        layout, scopes = lay_out_rest(plan, terms, kept, view.mapper)
        results = view.rules.results(moment.begin(), layout, scopes)
        return assemble(plan, layout, results, self._indicators, view.places.atlas, kept)


def _nodes_by_place(forest: Forest, numbers: Mapping[str, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for node in forest.nodes:
        found.setdefault(numbers[node.place], []).append(node.number)
    return found
