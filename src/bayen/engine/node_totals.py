"""Kept totals in memory: of each node above units, its sums by indicator and column of a year.

The database keeps the totals. A node's year is read when it is first asked about; what comes
in afterwards is added to the arrays as it is to the database, so that nothing is read twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import numpy as np

from bayen.core.forest import MAIN_TREE, Forest
from bayen.core.indicators import IndicatorKind
from bayen.engine import kept_looks
from bayen.engine.slots import EMPTY, Array, Slots, cells_at
from bayen.engine.tables import table_of
from bayen.engine.year_columns import HUGE, MONTHS, WIDTH, YearColumns, over_columns

_COUNTS = ("over", "under", "figures", "whole")
ODD_COUNT = len(_COUNTS)  # where the number of odd statements lies among the counts
_BYTES = 8 + 4 * (ODD_COUNT + 1)  # of one sum

Columns = Mapping[str, Array]


@dataclass
class Changes:
    """What one transaction did to the tables of kept totals.

    Attributes:
        months, spans: what was added to sums, by indicator, node and position.
        odd: (1 or -1, rows) by indicator, node, first and last day: how many statements.
        places: numbers of the places of which anything was said.
        days: the first and last day of what was said of them before, and of what is now; None
            where that is nothing.
    """

    months: Columns = field(default_factory=dict)
    spans: list[Columns] = field(default_factory=list)
    odd: list[tuple[int, Columns]] = field(default_factory=list)
    places: Sequence[int] = ()
    days: tuple[int, int] | None = None


class NodeTotals:
    """The sums of nodes above units; whoever uses them from several threads holds a lock.

    Args:
        forest: the nodes.
        columns: of the years.
        kinds: of the indicators, by number.
        spans: (year, column) of each kept span, by number.
        most_bytes: of the arrays.
    """

    def __init__(
        self,
        forest: Forest,
        columns: YearColumns,
        kinds: Sequence[IndicatorKind],
        spans: Sequence[tuple[int, int]],
        most_bytes: int,
    ) -> None:
        inner = [n.number for n in forest.nodes if n.stage and n.tree == MAIN_TREE]
        self._row_of = np.full(len(forest.nodes), len(inner), np.int64)  # the last row: no such
        self._row_of[inner] = np.arange(len(inner))
        self._nodes = np.array(inner, np.int64)
        self._columns = columns
        self._flows = np.array([n for n, k in enumerate(kinds) if k is IndicatorKind.FLOW], int)
        self._spans = np.array(spans, np.int64).reshape(-1, 2)
        most = most_bytes // (_BYTES * WIDTH * max(len(kinds), 1))
        size = max(2, min(most, len(inner) * columns.years + 1))
        self.slots = Slots(len(inner) + 1, columns.years, size)
        self._milli = np.zeros((size, len(kinds), WIDTH), np.int64)
        self._counts = np.zeros((size, len(kinds), WIDTH, ODD_COUNT + 1), np.int32)

    def take_in_leaves(self, count: int) -> None:
        """There are so many nodes more, and nothing is below them."""
        more = np.full(count, len(self._nodes), np.int64)
        self._row_of = np.concatenate([self._row_of, more])

    # --- when asked ---------------------------------------------------------------------------

    def find(self, nodes: Array, years: Array) -> Array:
        """[node, year]: slots, now in use; ``UNREAD`` where nothing is in memory."""
        slots = self.slots.find(self._row_of[nodes][:, None], years)
        self.slots.use(slots[slots >= EMPTY] if (slots < EMPTY).any() else slots)
        return slots

    def sums(self, slots: Array, within: Array) -> tuple[Array, Array]:
        """[node, row, period]: sums, and the counts behind them in one axis more.

        Args:
            slots: [node, period], as ``find`` gives them.
            within: [row, period], as ``Piece`` has them.
        """
        at = cells_at(slots, within, self._milli)
        return self._milli.reshape(-1)[at], self._counts.reshape(-1, ODD_COUNT + 1)[at]

    def read(self, cursor: duckdb.DuckDBPyConnection, nodes: Array, years: Array) -> None:
        """Read distinct pairs that are not in memory; there is room for them."""
        slots = self.slots.take(self._row_of[nodes], years)
        self._milli[slots] = 0
        self._counts[slots] = 0
        asked = np.unique(nodes)
        slot_of = np.zeros((len(asked), self._columns.years), np.int64)
        slot_of[np.searchsorted(asked, nodes), years] = slots
        cursor.register("ask_node", table_of(node=asked.tolist()))
        first, last = int(years.min()), int(years.max())
        between = {"first": first * MONTHS + 1, "last": last * MONTHS + MONTHS}
        months = fetch(cursor, kept_looks.MONTHS_OF_NODES, between)
        mine = np.flatnonzero((self._spans[:, 0] >= first) & (self._spans[:, 0] <= last))
        between = {"first": int(mine.min(initial=0)), "last": int(mine.max(initial=-1))}
        spans = fetch(cursor, kept_looks.SPANS_OF_NODES, between)
        for found, (year, column) in (
            (months, divmod(months["position"] - 1, MONTHS)),
            (spans, self._spans[spans["position"]].T),
        ):
            self._put(found, slot_of[np.searchsorted(asked, found["node"]), year], column)
        self._add_up(slots)
        days = {
            "first_day": int(self._columns.first_day[first].min()),
            "last_day": int(self._columns.last_day[last].max()),
        }
        odd = fetch(cursor, kept_looks.ODD_OF_NODES, days)
        asked_at = np.searchsorted(asked, odd["node"])
        for year in range(first, last + 1):
            self._count_odd(1, odd, year, lambda near, year: slot_of[asked_at[near], year])

    def _put(self, found: Columns, slots: Array, columns: Array) -> None:
        there = slots > EMPTY
        at = slots[there], found["indicator"][there], columns[there]
        self._milli[at] = found["milli"][there]
        for number, name in enumerate(_COUNTS):
            self._counts[(*at, number)] = found[name][there]

    def _add_up(self, slots: Array) -> None:
        """The spans of flows: months added up, but for units that stated all of a span."""
        at = np.ix_(slots, self._flows)
        self._milli[at] = over_columns(self._milli[at][..., :MONTHS])
        for number in range(3):
            counts = self._counts[..., number]
            counts[at] = over_columns(counts[at][..., :MONTHS])

    # --- when entries come in -----------------------------------------------------------------

    def apply(self, changes: Changes) -> None:
        """Add what was added to the database; a year known to be empty need not be read."""
        touched = self._add(changes.months, *divmod(changes.months["position"] - 1, MONTHS))
        for found in changes.spans:
            self._add(found, *self._spans[found["position"]].T)
        self._add_up(np.unique(touched))
        for sign, found in changes.odd:
            self._apply_odd(sign, found)

    def _apply_odd(self, sign: int, found: Columns) -> None:
        if not len(found["node"]):
            return
        rows = self._row_of[found["node"]]

        def slots_of(near: Array, year: int) -> Array:
            return self._held(rows[near], np.full(int(near.sum()), year))

        first, last = int(found["first_day"].min()), int(found["last_day"].max())
        for year in self._columns.years_within(first, last):
            self._count_odd(sign, found, year, slots_of)

    def _add(self, found: Columns, years: Array, columns: Array) -> Array:
        """Add to the sums at hand. Returns their slots."""
        rows = self._row_of[found["node"]]
        slots = self._held(rows, years)
        there = slots > EMPTY
        at = slots[there], found["indicator"][there], columns[there]
        more = found["milli"][there]
        large = (np.abs(more) >= HUGE // 4) | (np.abs(self._milli[at]) >= HUGE // 4)
        self.slots.drop(rows[there][large], years[there][large])
        self._milli[at] += np.where(large, 0, more)
        for number, name in enumerate(_COUNTS):
            self._counts[(*at, number)] += found[name][there].astype(np.int32)
        touched: Array = slots[there]
        return touched

    def _held(self, rows: Array, years: Array) -> Array:
        """The slots of pairs; those that were empty get one while there is room."""
        slots = self.slots.find(rows, years)
        new = (slots == EMPTY) & (rows < len(self._nodes))
        if not new.any():
            return slots
        pairs = np.unique(rows[new] * self._columns.years + years[new])
        room = self.slots.free()
        empty, full = (divmod(part, self._columns.years) for part in (pairs[:room], pairs[room:]))
        taken = self.slots.take(*empty)
        self._milli[taken] = 0
        self._counts[taken] = 0
        self.slots.drop(*full)
        return self.slots.find(rows, years)

    def _count_odd(
        self, sign: int, found: Columns, year: int, slots_of: Callable[[Array, int], Array]
    ) -> None:
        """Count odd statements in the columns of a year that they have days in.

        Args:
            sign: 1, or -1 to take them out.
            found: the statements by node and indicator.
            year: number of the year.
            slots_of: gives the slots of some rows of ``found`` (a mask) in a year.
        """
        within = self._columns.overlapped(year, found["first_day"], found["last_day"])
        near: Array = np.any(within, axis=1)
        slots, within = slots_of(near, year), within[near]
        row, column = np.nonzero(within & (slots > EMPTY)[:, None])
        indicators, statements = found["indicator"][near][row], found["statements"][near][row]
        odd: Array = self._counts[..., ODD_COUNT]
        np.add.at(odd, (slots[row], indicators, column), sign * statements)


def fetch(
    cursor: duckdb.DuckDBPyConnection, statement: str, parameters: Mapping[str, int]
) -> Columns:
    """The rows of a statement as columns by name."""
    return dict(cursor.execute(statement, dict(parameters)).fetchnumpy())
