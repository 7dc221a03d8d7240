"""The full rules on tables: what is asked put down, and the statements of ``queries`` run.

Right for any ledger, however odd; whoever has kept totals asks it only for the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import duckdb
import pyarrow as pa

from bayen.core.forest import Forest
from bayen.core.indicators import IndicatorKind
from bayen.core.places import WHOLE
from bayen.core.spans import Span
from bayen.core.tiling import choose_tiles
from bayen.engine import queries
from bayen.engine.assembly import Results
from bayen.engine.facts import microseconds
from bayen.engine.layout import Layout, ranges_with_other_days
from bayen.engine.tables import table_of
from bayen.engine.units import UnitCounts

_FOREVER = 2**62  # later than any moment, in microseconds
_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of a plan: places by indicators."""

    places: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.places) * len(self.codes)


class FullRules:
    """Works out parts of plans in an engine's database.

    Args:
        forest: the places.
        codes: of the indicators, by number.
        place_numbers: as the tables number them.
        units: counts of units.
    """

    def __init__(
        self,
        forest: Forest,
        codes: Sequence[str],
        place_numbers: Mapping[str, int],
        units: UnitCounts,
    ) -> None:
        self._forest = forest
        self._codes = codes
        self._code_numbers = {code: number for number, code in enumerate(codes)}
        self._numbers = place_numbers
        self._units = units

    def results(
        self, cursor: duckdb.DuckDBPyConnection, layout: Layout, scopes: Sequence[Scope]
    ) -> Results:
        """The rows of all scopes; cells outside them have none."""
        found = _Found()
        for scope in scopes:
            self.select_statements(cursor, layout, scope)
            _consolidate(cursor)
            found.collect(cursor, layout)
        asked = _asked_numbers(layout)
        return Results(
            codes=self._codes,
            asked=asked,
            nodes=self._forest.nodes,
            expected=self._expected(layout, asked) if scopes else [],
            totals=found.totals,
            pieces=found.pieces,
            not_comparable=found.not_comparable,
            beside=found.beside,
            wholes=found.wholes,
            overlaps=found.overlaps,
            stated_rates=found.stated_rates,
        )

    def select_statements(
        self, cursor: duckdb.DuckDBPyConnection, layout: Layout, scope: Scope
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
            "is_now": known_at is None,
            "known_at": _FOREVER if known_at is None else microseconds(known_at),
        }
        cursor.execute(queries.STATEMENTS, parameters)

    def _expected(self, layout: Layout, asked: Mapping[str, int]) -> list[_Row]:
        """(asked, frame, units) of everything asked."""
        windows = {frame: window for window, frame in layout.frames.items()}
        return [
            (asked[place], frame, self._units.expected(reach, windows[frame]))
            for place, frame, reach in layout.reached()
        ]

    # --- what is asked, as tables ----------------------------------------------------------------

    def _asked_tables(self, layout: Layout, scope: Scope) -> Mapping[str, pa.Table]:
        asked = {p: n for p, n in _asked_numbers(layout).items() if p in scope.places}
        return {
            "ask_indicator": self._indicator_table(layout, scope.codes),
            "ask_frame": table_of(
                frame=list(layout.frames.values()),
                first_day=[w.first_day.toordinal() for w in layout.frames],
                last_day=[w.last_day.toordinal() for w in layout.frames],
                is_state=[w.is_state for w in layout.frames],
            ),
            "ask_place": table_of(
                asked=list(asked.values()), place=[self._numbers[place] for place in asked]
            ),
            "ask_window": self._window_table(layout, asked),
            **self._node_tables(layout, asked),
        }

    def _node_tables(self, layout: Layout, asked: Mapping[str, int]) -> Mapping[str, pa.Table]:
        reached = [found for found in layout.reached() if found[0] in asked]
        ranges = ranges_with_other_days(
            self._forest, (reach for _, _, reach in reached), layout.frames
        )
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
            "ask_range": table_of(
                first_node=[r[0] for r in ranges], end_node=[r[1] for r in ranges]
            ),
            "ask_part": _part_table(p[:4] for p in parts if p[4] == WHOLE),
            "ask_piece": _part_table(p[:4] for p in parts if _is_piece(p[4])),
            "ask_crossing": table_of(
                asked=[c[0] for c in crossing],
                frame=[c[1] for c in crossing],
                node=[c[2] for c in crossing],
            ),
        }

    def _indicator_table(self, layout: Layout, codes: Collection[str]) -> pa.Table:
        kinds = [layout.indicators[code].kind for code in codes]
        return table_of(
            indicator=[self._code_numbers[code] for code in codes],
            is_flow=[kind is IndicatorKind.FLOW for kind in kinds],
            is_stock=[kind is IndicatorKind.STOCK for kind in kinds],
        )

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


def _asked_numbers(layout: Layout) -> dict[str, int]:
    """The places of a plan, numbered as they first come."""
    return {place: n for n, place in enumerate(dict.fromkeys(layout.plan.places))}


def _part_table(rows: Iterable[_Row]) -> pa.Table:
    listed = list(rows)
    return table_of(
        asked=[row[0] for row in listed],
        frame=[row[1] for row in listed],
        node=[row[2] for row in listed],
        is_own=[row[3] for row in listed],
    )


def _is_piece(weight: Fraction | None) -> bool:
    """Whether a declared share of a unit lies in the place, but not all of it."""
    return weight is not None and weight != WHOLE


# --- the rules ----------------------------------------------------------------------------------


def _consolidate(cursor: duckdb.DuckDBPyConnection) -> None:
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


@dataclass(slots=True)
class _Found:
    """Rows of ``Results``, as they come together from several scopes."""

    totals: list[_Row] = field(default_factory=list)
    pieces: list[_Row] = field(default_factory=list)
    not_comparable: list[_Row] = field(default_factory=list)
    beside: list[Any] = field(default_factory=list)
    wholes: list[_Row] = field(default_factory=list)
    overlaps: list[_Row] = field(default_factory=list)
    stated_rates: list[_Row] = field(default_factory=list)

    def collect(self, cursor: duckdb.DuckDBPyConnection, layout: Layout) -> None:
        """Add what the statements left in the tables; ask only for what can be there."""

        def rows(statement: str, *, needed: bool = True) -> list[_Row]:
            return cursor.execute(statement).fetchall() if needed else []

        reaches = [reach for _, _, reach in layout.reached()]
        has_pieces = any(_is_piece(part.weight) for reach in reaches for part in reach.parts)
        kinds = {indicator.kind for indicator in layout.indicators.values()}
        self.totals += rows(queries.TOTALS)
        self.pieces += rows(queries.PIECES, needed=has_pieces)
        self.not_comparable += rows(
            queries.NOT_COMPARABLE, needed=any(reach.crossing for reach in reaches)
        )
        self.beside += rows(queries.BESIDE)
        self.wholes += rows(queries.WHOLES)
        self.overlaps += rows(queries.OVERLAPS)
        self.stated_rates += rows(queries.STATED_RATES, needed=IndicatorKind.RATE in kinds)
