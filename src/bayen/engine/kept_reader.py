"""Reads the figures of a plan as far as kept totals and plain statements give them.

Serves a place and indicator only where nothing odd is in sight, so that every figure equals
that of the full rules; what it leaves goes the long way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import duckdb
import numpy as np

from bayen.core.boundaries import Reach
from bayen.core.forest import MAIN_TREE, Forest, Node
from bayen.core.indicators import IndicatorKind
from bayen.core.places import WHOLE
from bayen.engine import kept_queries
from bayen.engine.blocks import BlockView, Windows
from bayen.engine.kept import KeptTotals, Months
from bayen.engine.kept_figures import KeptFigures
from bayen.engine.kept_sums import Asked, Gave, Group, Rows, Work
from bayen.engine.layout import Layout
from bayen.engine.tables import table_of
from bayen.engine.unit_figures import Hull, UnitFigures, read_units
from bayen.engine.units import UnitCounts

_KINDS = (IndicatorKind.FLOW, IndicatorKind.STOCK)


class KeptReader:
    """Finds the kept figures of plans.

    Args:
        forest: of the engine's atlas.
        totals: where they are kept.
        units: counts of units.
        codes: of the indicators, by number.
        place_numbers: as the engine's tables number them.
    """

    def __init__(
        self,
        forest: Forest,
        totals: KeptTotals,
        units: UnitCounts,
        codes: Sequence[str],
        place_numbers: Mapping[str, int],
    ) -> None:
        self._nodes = forest.nodes
        self._forest = forest
        self._totals = totals
        self._units = units
        self._code_numbers = {code: number for number, code in enumerate(codes)}
        self._place_numbers = place_numbers

    def find(
        self, cursor: duckdb.DuckDBPyConnection, layout: Layout, blocks: BlockView
    ) -> KeptFigures:
        """Everything of a layout that can be served; cursor and blocks are of one moment."""
        rows = self._rows(layout)
        found = KeptFigures(
            {code: n for n, code in enumerate(rows.codes)},
            {key: n for n, key in enumerate(layout.periods)},
        )
        asked = {
            place: one for place in layout.plan.places if (one := self._ask(layout, rows, place))
        }
        if layout.plan.known_at is not None or not asked:
            return found
        work = Work(self._nodes, self._read(cursor, rows, asked, blocks), rows)
        days, keys = _days(layout), list(layout.periods)
        for place, one in asked.items():
            figures = found.places[place] = work.figures(place, one)
            odd = chain(work.odd_codes(one, *days), work.too_large(figures))
            found.odd |= {(place, code) for code in odd}
            for code, column, seqs in work.earlier(place, one):
                found.earlier[place, code, keys[column]] = seqs
        found.odd |= self._odd_of_places(cursor, layout, asked)
        return found

    def _rows(self, layout: Layout) -> Rows:
        kinds = {code: indicator.kind for code, indicator in layout.indicators.items()}
        by_kind = [[code for code, kind in kinds.items() if kind is one] for one in _KINDS]
        codes = tuple(code for codes in by_kind for code in codes)
        numbers = np.array([self._code_numbers[code] for code in codes], np.int64)
        return Rows(codes, len(by_kind[0]), numbers)

    # --- what is asked of a place ---------------------------------------------------------------

    def _ask(self, layout: Layout, rows: Rows, place: str) -> Asked | None:
        """None where a window is not made of kept months, or a node not of whole units."""
        count = len(layout.periods)
        expected = np.zeros((2, count), np.int64)
        is_comparable = np.ones((2, count), np.bool_)
        windows = {frame: window for window, frame in layout.frames.items()}
        made_of: dict[tuple[bool, tuple[int, ...]], list[tuple[int, Months]]] = {}
        is_missed = False
        for is_stock in rows.kinds:
            for column, period in enumerate(layout.periods.values()):
                asking = layout.asking(place, period, is_stock=is_stock)
                if not asking.reach.parts:
                    is_missed = True
                if asking.frame is None:
                    continue
                window = windows[asking.frame]
                months = self._totals.find_months(window)
                parts = [p for p in asking.reach.parts if p.weight is not None]
                nodes = tuple(part.node for part in parts)
                if months is None or not all(p.weight == WHOLE for p in parts):
                    return None
                if not self._is_servable(place, asking.reach, layout.plan.boundaries is not None):
                    return None
                made_of.setdefault((is_stock, nodes), []).append((column, months))
                expected[int(is_stock), column] = self._units.expected(asking.reach, window)
                is_comparable[int(is_stock), column] = len(parts) == len(asking.reach.parts)
        groups = tuple(self._group(*key, members) for key, members in made_of.items())
        if is_missed and self._nodes[self._forest.asked(place)[0]].stage == 0:
            return None
        return Asked(groups if rows.codes else (), expected, is_comparable, is_missed)

    def _is_servable(self, place: str, reach: Reach, on_a_map: bool) -> bool:
        """Whether a place is a unit as it reported, or made of whole nodes above units.

        What a unit stated for days when it was not there, or what on the map of a day does
        not count as its own, stands beside its figure; a whole that reaches over the map's
        lines may not be comparable: all that is for the full rules.
        """
        own = self._forest.asked(place)
        parts = [part.node for part in reach.parts if part.weight is not None]
        if any(self._nodes[n].tree != MAIN_TREE for n in (*parts, own[0])):
            return False
        if self._nodes[own[0]].stage == 0:
            return not on_a_map and bool(parts)
        is_above_units = all(self._nodes[n].stage > 0 for n in parts)
        return is_above_units and not reach.crossing

    def _group(
        self, is_stock: bool, nodes: tuple[int, ...], members: Sequence[tuple[int, Months]]
    ) -> Group:
        months = [one for _, one in members]
        windows = Windows(
            np.array([one.first for one in months], np.int64),
            np.array([one.last for one in months], np.int64),
            np.array([self._totals.span_number(one) for one in months], np.int64),
        )
        columns = np.array([column for column, _ in members], np.int64)
        return Group(is_stock, nodes, columns, windows)

    # --- reading ----------------------------------------------------------------------------------

    def _read(
        self,
        cursor: duckdb.DuckDBPyConnection,
        rows: Rows,
        asked: Mapping[str, Asked],
        blocks: BlockView,
    ) -> Mapping[int, Gave]:
        groups = [group for one in asked.values() for group in one.groups]
        nodes = list(dict.fromkeys(node for group in groups for node in group.nodes))
        units = [self._nodes[node] for node in nodes if self._nodes[node].stage == 0]
        inner = [node for node in nodes if self._nodes[node].stage > 0]
        found: dict[int, Gave] = dict(blocks.load(cursor, inner))
        if units:
            found |= self._read_units(cursor, rows, units, groups)
        return found

    def _read_units(
        self,
        cursor: duckdb.DuckDBPyConnection,
        rows: Rows,
        units: Sequence[Node],
        groups: Sequence[Group],
    ) -> Mapping[int, UnitFigures]:
        listed = [
            (node, self._place_numbers[node.place], self._totals.months_of(node)) for node in units
        ]
        count = len(rows.codes)
        table = table_of(
            indicator=rows.numbers.tolist(),
            position=list(range(count)),
            is_stock=[row >= rows.flows for row in range(count)],
        )
        first = min(int(group.windows.first.min()) for group in groups)
        last = max(int(group.windows.last.max()) for group in groups)
        hull = Hull(first, last, *self._totals.days_of(Months(first, last)))
        return read_units(cursor, listed, table, hull)

    def _odd_of_places(
        self, cursor: duckdb.DuckDBPyConnection, layout: Layout, asked: Mapping[str, Asked]
    ) -> set[tuple[str, str]]:
        """What is odd in the own words of the places asked and of their units.

        Blocks know what is odd below them; of rates and of what never adds up only the
        place's own word counts.
        """
        names = list(asked)
        pairs = {
            (slot, self._place_numbers[self._nodes[node].place])
            for slot, one in enumerate(asked.values())
            for group in one.groups
            for node in group.nodes
            if self._nodes[node].stage == 0
        }
        kinds = {indicator.kind for indicator in layout.indicators.values()}
        all_asked = layout.plan.boundaries is not None or not kinds <= set(_KINDS)
        pairs |= {
            (slot, self._place_numbers[name])
            for slot, name in enumerate(names)
            if all_asked or asked[name].is_missed
        }
        if not pairs:
            return set()
        listed = sorted(pairs)
        cursor.register(
            "ask_place", table_of(asked=[a for a, _ in listed], place=[p for _, p in listed])
        )
        first_day, last_day = _days(layout)
        parameters = {"first_day": first_day, "last_day": last_day}
        found = cursor.execute(kept_queries.ODD_OF_PLACES, parameters).fetchall()
        codes = {self._code_numbers[code]: code for code in layout.indicators}
        return {(names[slot], codes[number]) for slot, number in found if number in codes}


def _days(layout: Layout) -> tuple[int, int]:
    """The first and last day of all periods, as ordinals."""
    periods = layout.periods.values()
    return (
        min(period.first_day.toordinal() for period in periods),
        max(period.last_day.toordinal() for period in periods),
    )
