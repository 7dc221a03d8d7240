"""What units stated themselves, by indicator and column of a year.

A unit has no totals of its own: its plain statements are its figures. The years of units asked
about lately are held in memory; what is asked of very many units is read for that question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from bayen.core.forest import MAIN_TREE, Forest
from bayen.core.indicators import IndicatorKind
from bayen.engine import kept_looks
from bayen.engine.kept_figures import LIMIT_MILLI, ODD, OVER, THERE, UNDER, WHOLE
from bayen.engine.kept_pieces import Piece
from bayen.engine.slots import EMPTY, Array, Slots
from bayen.engine.tables import table_of
from bayen.engine.year_columns import BEGINS, ENDS, MONTHS, WIDTH, YearColumns, over_columns

NO_ENTRY = 0  # ledgers number their entries from 1


@dataclass(frozen=True, slots=True)
class UnitYears:
    """Figures of some years of units.

    Attributes:
        milli, bits: [year of a unit, indicator, column]; ``bits`` are ``OVER`` to ``ODD``, which
            a figure too large is as well.
        seq: [year of a unit, indicator, month]: the number of the statement, or ``NO_ENTRY``.
    """

    milli: Array
    bits: Array
    seq: Array


class UnitFigures:
    """The figures of units; whoever uses them from several threads holds a lock.

    Args:
        forest: the nodes.
        columns: of the years.
        kinds: of the indicators, by number.
        place_numbers: of the places.
        most_bytes: of the arrays.
        most_read: how many years of units one question may bring into memory.
    """

    def __init__(
        self,
        forest: Forest,
        columns: YearColumns,
        kinds: Sequence[IndicatorKind],
        place_numbers: Mapping[str, int],
        most_bytes: int,
        most_read: int,
    ) -> None:
        units = self._number(forest, place_numbers)
        self._columns = columns
        self._most_read = most_read
        self._is_stock = np.array([kind is IndicatorKind.STOCK for kind in kinds], np.bool_)
        self._is_added = self._is_stock | [kind is IndicatorKind.FLOW for kind in kinds]
        stated = (8 + 1) * WIDTH + 8 * MONTHS
        most = min(most_bytes // (stated * max(len(kinds), 1)), units * columns.years + 1)
        size = max(most, 2)
        self.slots = Slots(units + 1, columns.years, size)
        self._milli = np.zeros((size, len(kinds), WIDTH), np.int64)
        self._bits = np.zeros((size, len(kinds), WIDTH), np.uint8)
        self._seq = np.zeros((size, len(kinds), MONTHS), np.int64)

    def _number(self, forest: Forest, place_numbers: Mapping[str, int]) -> int:
        """Number the units in the order of the forest. Returns how many there are."""
        units = [n for n in forest.nodes if not n.stage and n.tree == MAIN_TREE]
        row_of = np.full(len(forest.nodes), len(units), np.int64)
        row_of[[n.number for n in units]] = np.arange(len(units))
        self._row_of = row_of
        self._place = np.array([place_numbers[n.place] for n in units], np.int64)
        self._lives = np.array(
            [(n.first_day.toordinal(), n.last_day.toordinal()) for n in units], np.int64
        ).reshape(-1, 2)
        return len(units)

    def take_in_leaves(
        self, forest: Forest, place_numbers: Mapping[str, int], moved: Sequence[int]
    ) -> None:
        """There are more units after all others, and the days of some nodes are others."""
        before = len(self._place)
        self.slots.add_nodes(self._number(forest, place_numbers) - before)
        if moved:
            rows = self._row_of[np.array(moved, np.int64)]
            self.slots.drop(rows[:, None], np.arange(self._columns.years))

    @property
    def room(self) -> int:
        """How many years of units one question may bring into memory."""
        return min(self._most_read, self.slots.room)

    def find(self, nodes: Array, years: Array) -> Array:
        """[node, year]: slots, now in use; ``UNREAD`` where nothing is in memory."""
        slots = self.slots.find(self._row_of[nodes][:, None], years)
        self.slots.use(slots[slots > EMPTY])
        return slots

    def held(self) -> UnitYears:
        """What is in memory, by slot."""
        return UnitYears(self._milli, self._bits, self._seq)

    def drop(self, nodes: Array, first_day: int, last_day: int) -> None:
        """Something changed in these days of nodes."""
        years = np.array(self._columns.years_within(first_day, last_day), np.int64)
        self.slots.drop(self._row_of[nodes][:, None], years)

    # --- reading --------------------------------------------------------------------------------

    def bring(self, cursor: duckdb.DuckDBPyConnection, nodes: Array, years: Array) -> None:
        """Read distinct pairs that are not in memory; there is room for them."""
        own, every = np.unique(nodes), np.arange(int(years.min()), int(years.max()) + 1)
        rows = np.flatnonzero(self._is_added)
        found = self.read(cursor, own, every, rows)
        at = np.searchsorted(own, nodes) * len(every) + years - every[0]
        slots = self.slots.take(self._row_of[nodes], years)
        self._milli[np.ix_(slots, rows)] = found.milli[at]
        self._bits[np.ix_(slots, rows)] = found.bits[at]
        self._seq[np.ix_(slots, rows)] = found.seq[at]

    def read(
        self, cursor: duckdb.DuckDBPyConnection, nodes: Array, years: Array, rows: Array
    ) -> UnitYears:
        """Years of units, node by node, as the database has them.

        Args:
            cursor: of the engine's database.
            nodes, years: each year of each node; years follow each other.
            rows: numbers of the indicators.
        """
        own = self._row_of[nodes]
        cursor.register("ask_unit", self._unit_table(own))
        cursor.register("ask_row", _row_table(rows))
        days = {
            "first_day": int(self._columns.first_day[years[0]].min()),
            "last_day": int(self._columns.last_day[years[-1]].max()),
        }
        found = cursor.execute(kept_looks.FIGURES_OF_UNITS, days).fetchnumpy()
        odd = cursor.execute(kept_looks.ODD_OF_UNITS, days).fetchnumpy()
        work = _Reading(self._columns, self._lives[own], years, self._is_stock[rows])
        work.put(found)
        return work.finished(odd)

    def _unit_table(self, own: Array) -> pa.Table:
        return table_of(slot=list(range(len(own))), place=self._place[own].tolist())


def earlier_states(
    piece: Piece, stocks: Array, read: UnitYears, slots: Array
) -> Iterator[tuple[tuple[int, int, int], tuple[int, ...]]]:
    """(position, row, period) -> the states of a unit that its last one in the period replaces.

    Args:
        piece: what is asked; its numbers are those of ``read``.
        stocks: which rows of the plan.
        read: the figures.
        slots: [node, period], in them; or [node, 1] for all periods.
    """
    spans = np.flatnonzero(piece.columns >= MONTHS)
    if not len(spans):
        return
    stocks = np.flatnonzero(np.isin(piece.rows, stocks))
    place_of = np.repeat(
        piece.made.places, np.diff([*piece.made.starts.tolist(), len(piece.made.nodes)])
    )
    slots = np.broadcast_to(slots, (len(slots), len(piece.columns)))
    for at in spans:
        begin, end = BEGINS[piece.columns[at]], ENDS[piece.columns[at]]
        seqs = read.seq[slots[:, at][:, None], piece.numbers[stocks], begin:end]
        is_several = (seqs != NO_ENTRY).sum(axis=-1) > 1
        for node, row in np.argwhere(is_several & piece.made.is_own[:, None]):
            stated = seqs[node, row]
            key = int(place_of[node]), int(piece.rows[stocks[row]]), int(piece.periods[at])
            yield key, tuple(sorted(stated[stated != NO_ENTRY].tolist()[:-1]))


def _row_table(rows: Array) -> pa.Table:
    return table_of(indicator=rows.tolist(), position=list(range(len(rows))))


class _Reading:
    """Statements of units, spread out by month and added up.

    Args:
        columns: of the years.
        lives: first and last day of each unit.
        years: numbers of the years.
        is_stock: by row.
    """

    def __init__(self, columns: YearColumns, lives: Array, years: Array, is_stock: Array) -> None:
        self._columns = columns
        self._lives = lives
        self._years = years
        self._is_stock = is_stock
        self._first = columns.first_day[years].reshape(-1)
        self._last = columns.last_day[years].reshape(-1)
        shape = len(lives) * len(years), len(is_stock), MONTHS
        self.milli = np.zeros(shape, np.int64)
        self.seq = np.zeros(shape, np.int64)
        self.bits = np.zeros(shape, np.uint8)

    def put(self, found: Mapping[str, Array]) -> None:
        """Put each plain statement into its month."""
        month = np.searchsorted(self._last, found["last_day"])
        month = np.minimum(month, len(self._last) - 1)
        first, last = self._first[month], self._last[month]
        begin, end, life = found["first_day"], found["last_day"], self._lives[found["slot"]]
        stock = self._is_stock[found["row"]]
        inside = np.where(
            stock,
            (begin < 0) | (begin >= first),
            (begin >= first) & (begin >= life[:, 0]) & (end <= life[:, 1]),
        )
        plain = inside & (end >= first) & (end <= last)
        whole = (begin <= np.maximum(life[:, 0], first)) & (end >= np.minimum(life[:, 1], last))
        bits = found["bound"] | THERE | np.where(stock | whole, WHOLE, 0)
        pair = found["slot"] * len(self._years) + month // MONTHS
        at = pair[plain], found["row"][plain], month[plain] % MONTHS
        self.milli[at] = found["milli"][plain]
        self.seq[at] = found["seq"][plain]
        self.bits[at] = bits[plain]

    def finished(self, odd: Mapping[str, Array]) -> UnitYears:
        """The figures of all columns."""
        shape = (*self.milli.shape[:-1], WIDTH)
        milli, bits = np.zeros(shape, np.int64), np.zeros(shape, np.uint8)
        for fill, rows in (
            (self._flows, np.flatnonzero(~self._is_stock)),
            (self._states, np.flatnonzero(self._is_stock)),
        ):
            milli[:, rows], bits[:, rows] = fill(rows)
        bits[np.abs(milli) >= LIMIT_MILLI] |= ODD
        slots, row = odd["slot"].astype(np.int64), odd["row"].astype(np.int64)
        for number, year in enumerate(self._years.tolist()):
            within = self._columns.overlapped(year, odd["first_day"], odd["last_day"])
            at, column = np.nonzero(within)
            pair = slots[at] * len(self._years) + number
            bits[pair, row[at], column] |= ODD
        return UnitYears(milli, bits, self.seq)

    def _flows(self, rows: Array) -> tuple[Array, Array]:
        """Sums; a unit is whole where it stated each month of its own."""
        milli = over_columns(self.milli[:, rows])
        stated = self.bits[:, rows]
        count = over_columns((stated & WHOLE > 0).astype(np.int64))
        is_whole = (count > 0) & (count == self._due()[:, None])
        bits = np.where(is_whole, WHOLE, 0)
        for bit in (OVER, UNDER, THERE):
            bits |= np.where(over_columns((stated & bit > 0).astype(np.int64)) > 0, bit, 0)
        return milli, bits.astype(np.uint8)

    def _states(self, rows: Array) -> tuple[Array, Array]:
        """The last state within each column."""
        stated = self.bits[:, rows]
        months = np.where(stated & THERE > 0, np.arange(MONTHS), -1)
        latest = np.maximum.accumulate(months, axis=-1)[..., ENDS - 1]
        at = np.maximum(latest, 0)
        is_there = latest >= BEGINS
        milli = np.take_along_axis(self.milli[:, rows], at, -1)
        bits = np.take_along_axis(stated, at, -1)
        return np.where(is_there, milli, 0), np.where(is_there, bits, 0).astype(np.uint8)

    def _due(self) -> Array:
        """[year of a unit, column]: the months of which the unit has any day."""
        first, last = self._lives[:, :1], self._lives[:, 1:]
        is_due = (first <= self._last) & (last >= self._first)
        return over_columns(is_due.reshape(-1, MONTHS).astype(np.int64))
