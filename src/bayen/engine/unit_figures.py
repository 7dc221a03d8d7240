"""What units stated themselves, as arrays of the same shape as kept totals have.

A unit has no totals of its own: its plain statements are its figures. They are read from the
facts for each question, all units of the question in one statement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from bayen.core.forest import Node
from bayen.engine import kept_queries
from bayen.engine.blocks import Array, Sums, Windows, cross, running_totals
from bayen.engine.tables import table_of

NO_ENTRY = 0  # ledgers number their entries from 1


@dataclass(frozen=True, slots=True)
class Hull:
    """The months and days that a question spans; both ends included, days as ordinals."""

    first_month: int
    last_month: int
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """Plain statements of one unit, by indicator and month of the hull.

    Attributes:
        first_month: that of the first column.
        life: the unit's own first and last whole or part month.
        milli, bound: as stated.
        seq: number of the statement; ``NO_ENTRY`` where there is none.
        whole: whether the statement is about all days of the month that the unit had.
        odd: rows of which a statement is about more than its month.
    """

    first_month: int
    life: tuple[int, int]
    milli: Array
    bound: Array
    seq: Array
    whole: Array
    odd: frozenset[int]

    def flows(self, rows: Array, windows: Windows) -> Sums:
        """As ``Block.flows``; a unit is whole where it stated each month of its own."""
        begin, end = windows.first - self.first_month, windows.last - self.first_month + 1
        there = (self.seq != NO_ENTRY).astype(np.int64)
        over, under = (self.bound & 1) * there, (self.bound >> 1) * there
        milli, over, under, figures, stated = (
            _between(array, rows, begin, end)
            for array in (self.milli, over, under, there, self.whole)
        )
        first, last = self.life
        due = np.minimum(last, windows.last) - np.maximum(first, windows.first) + 1
        return Sums(milli, over, under, figures, ((stated == due) & (stated > 0)).astype(np.int64))

    def states(self, rows: Array, windows: Windows) -> Sums:
        """As ``Block.states``: the latest state within each window."""
        column = self._latest(rows, windows)
        there = column >= 0
        at = np.broadcast_to(rows[:, None], column.shape), np.maximum(column, 0)
        bound = np.where(there, self.bound[at], 0)
        figures = there.astype(np.int64)
        return Sums(np.where(there, self.milli[at], 0), bound & 1, bound >> 1, figures, figures)

    def beside(self, row: int, first: int, last: int) -> tuple[int, ...]:
        """The states of a stock in months that a later one leaves unused, by number."""
        seqs = self.seq[row, first - self.first_month : last - self.first_month + 1]
        return tuple(sorted(int(seq) for seq in seqs[seqs != NO_ENTRY][:-1]))

    def _latest(self, rows: Array, windows: Windows) -> Array:
        """Column of the latest statement up to each window's end; -1 where none is in it."""
        numbers = np.arange(self.seq.shape[1])
        latest = np.maximum.accumulate(np.where(self.seq != NO_ENTRY, numbers, -1), axis=1)
        found = latest[cross(rows, windows.last - self.first_month)]
        return np.where(found >= windows.first - self.first_month, found, -1)


def read_units(
    cursor: duckdb.DuckDBPyConnection,
    units: Sequence[tuple[Node, int, tuple[int, int]]],
    rows: pa.Table,
    hull: Hull,
) -> Mapping[int, UnitFigures]:
    """The figures of units by node.

    Args:
        units: node, number of its place, and its months.
        rows: the indicators asked: ``indicator``, ``position`` and ``is_stock``.
        hull: what is asked.
    """
    cursor.register("ask_unit", _unit_table(units))
    cursor.register("ask_row", rows)
    parameters = {
        "first_month": hull.first_month,
        "first_day": hull.first_day,
        "last_day": hull.last_day,
    }
    found = cursor.execute(kept_queries.FIGURES_OF_UNITS, parameters).fetchnumpy()
    shape = len(units), rows.num_rows, hull.last_month - hull.first_month + 1
    odd = found["reaches_back"].astype(np.bool_)
    plain = {name: values[~odd] for name, values in found.items()}
    at = plain["slot"], plain["row"], plain["column"]
    spread = {name: _spread(shape, at, plain[name]) for name in ("milli", "bound", "seq", "whole")}
    pairs = set(zip(found["slot"][odd].tolist(), found["row"][odd].tolist(), strict=True))
    return dict(_unit_by_unit(units, hull, spread, pairs))


def _unit_by_unit(
    units: Sequence[tuple[Node, int, tuple[int, int]]],
    hull: Hull,
    spread: Mapping[str, Array],
    odd: Collection[tuple[int, int]],
) -> Iterator[tuple[int, UnitFigures]]:
    for slot, (node, _, life) in enumerate(units):
        arrays = {name: array[slot] for name, array in spread.items()}
        rows = frozenset(row for number, row in odd if number == slot)
        yield node.number, UnitFigures(hull.first_month, life, odd=rows, **arrays)


def _unit_table(units: Sequence[tuple[Node, int, tuple[int, int]]]) -> pa.Table:
    return table_of(
        slot=list(range(len(units))),
        place=[place for _, place, _ in units],
        first_day=[node.first_day.toordinal() for node, _, _ in units],
        last_day=[node.last_day.toordinal() for node, _, _ in units],
    )


def _spread(shape: tuple[int, ...], at: tuple[Array, ...], values: Array) -> Array:
    array = np.zeros(shape, np.int64)
    array[at] = values
    return array


def _between(array: Array, rows: Array, begin: Array, end: Array) -> Array:
    """Sums of the columns from ``begin`` to before ``end``."""
    running = running_totals(array[rows])
    sums: Array = running[:, end] - running[:, begin]
    return sums
