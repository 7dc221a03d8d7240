"""Kept totals in memory: for each node above units, its sums by indicator and month.

The database keeps the totals; a block is what it keeps of one node, as arrays that answer any
whole months by two look-ups. Blocks are made when a node is first asked about and dropped when
anything below it changes, so an answer costs no statement to the database where nothing new
came in.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from bayen.core.forest import Forest
from bayen.engine import kept_queries
from bayen.engine.tables import table_of

Array = npt.NDArray[Any]

_SAFE = 2.0**62  # sums below it fit 64 bits whatever is added on the way
_MOST_BYTES = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums by indicator (rows) and window (columns), one array each.

    Attributes:
        milli: whole thousandths; Python's own integers where 64 bits might not do.
        over, under: how many figures have this bit.
        figures: how many figures were added.
        whole: how many units stated all of their part of the window.
    """

    milli: Array
    over: Array
    under: Array
    figures: Array
    whole: Array

    def with_added(self, at: tuple[Array, ...], other: Sums) -> Sums:
        """With other sums added in some cells; in 64 bits only where they surely do."""
        found = self
        if (
            self.milli.dtype != other.milli.dtype
            or _largest(self.milli) + _largest(other.milli) >= _SAFE
        ):
            found = replace(self, milli=self.milli.astype(object))
        for mine, theirs in zip(found.arrays, other.arrays, strict=True):
            mine[at] += theirs
        return found

    @property
    def arrays(self) -> tuple[Array, ...]:
        return self.milli, self.over, self.under, self.figures, self.whole


def cross(rows: Array, columns: Array) -> tuple[Array, Array]:
    """An index of each of these rows with each of these columns."""
    return rows[:, None], columns


def _largest(array: Array) -> float:
    return float(np.abs(array).max(initial=0))


@dataclass(frozen=True, slots=True)
class Windows:
    """Whole months asked, as arrays; numbered from 1, both ends included.

    Attributes:
        first, last: months.
        span: number of the kept span that this is; -1 where it is none, or a single month.
    """

    first: Array
    last: Array
    span: Array


@dataclass(frozen=True)
class Block:
    """What is kept of one node.

    Attributes:
        first_month, months: sums by month from ``first_month`` on.
        first_span, spans: the same by kept span.
        odd: (indicator, first_day, last_day) of statements at or below the node that only the
            full rules can judge; three arrays.
    """

    first_month: int
    months: Sums
    first_span: int
    spans: Sums
    odd: tuple[Array, Array, Array]

    def flows(self, rows: Array, windows: Windows) -> Sums:
        """Sums of flows over windows, each a month or a kept span."""
        milli, over, under, figures, whole = self._months(rows, windows.first, windows.last)
        if (windows.span >= 0).any():
            (known_whole,) = self._spans([self.spans.whole], rows, windows)
            whole = np.where(windows.span < 0, whole, known_whole)
        return Sums(milli, over, under, figures, whole)

    def states(self, rows: Array, windows: Windows) -> Sums:
        """The last states of stocks in windows, each a month or a kept span."""
        months = self._months(rows, windows.last, windows.last)
        if (windows.span < 0).all():
            return Sums(*months)
        pairs = zip(months, self._spans(self.spans.arrays, rows, windows), strict=True)
        return Sums(*(np.where(windows.span < 0, month, span) for month, span in pairs))

    def _months(self, rows: Array, first: Array, last: Array) -> list[Array]:
        begin, end = cross(rows, self._place(first)), cross(rows, self._place(last + 1))
        return [array[end] - array[begin] for array in self._running.arrays]

    def odd_rows(self, first_day: int, last_day: int) -> set[int]:
        """Indicators of which something odd lies within these days."""
        indicators, firsts, lasts = self.odd
        found = indicators[(firsts <= last_day) & (lasts >= first_day)]
        return set(np.unique(found).tolist())

    @cached_property
    def _running(self) -> Sums:
        """Running totals over the months, with nothing before the first."""
        return Sums(*(running_totals(array) for array in self.months.arrays))

    def _place(self, months: Array) -> Array:
        columns: Array = np.clip(months - self.first_month, 0, self.months.figures.shape[1])
        return columns

    def _spans(self, arrays: Sequence[Array], rows: Array, windows: Windows) -> list[Array]:
        """Some of the arrays of ``spans`` at the spans of windows; 0 where nothing is kept."""
        count = self.spans.figures.shape[1]
        columns = windows.span - self.first_span
        known = (windows.span >= 0) & (columns >= 0) & (columns < count)
        if not known.any():
            return [np.zeros((len(rows), len(columns)), np.int64) for _ in arrays]
        at = cross(rows, np.where(known, columns, 0))
        return [np.where(known, array[at], 0) for array in arrays]

    @property
    def size(self) -> int:
        """Bytes, about: running totals take as much as the months again."""
        held = (*self.months.arrays, *self.months.arrays, *self.spans.arrays, *self.odd)
        return sum(array.nbytes for array in held)


class BlockStore:
    """The blocks of the nodes asked about lately; safe to use from several threads."""

    def __init__(self, forest: Forest, indicator_count: int) -> None:
        self._forest = forest
        self._rows = indicator_count
        self._blocks: dict[int, Block] = {}
        self._bytes = 0
        self._version = 0
        self._lock = threading.Lock()

    def view(self, begin: Callable[[], object]) -> BlockView:
        """The blocks of one moment; ``begin`` starts a transaction, of the same moment."""
        with self._lock:
            begin()
            return BlockView(self, dict(self._blocks), self._version)

    def change(self, commit: Callable[[], object], nodes: Collection[int] | None) -> None:
        """Commit, and drop the blocks of nodes in which something changed; without any, all."""
        with self._lock:
            commit()
            self._version += 1
            for node in list(self._blocks) if nodes is None else nodes:
                dropped = self._blocks.pop(node, None)
                self._bytes -= 0 if dropped is None else dropped.size

    def add(self, blocks: Mapping[int, Block], version: int) -> None:
        """Keep blocks that were read when the store had this version, if it still has."""
        with self._lock:
            if version != self._version:
                return
            if self._bytes > _MOST_BYTES:
                self._blocks.clear()
                self._bytes = 0
            self._bytes += sum(b.size for n, b in blocks.items() if n not in self._blocks)
            self._blocks.update(blocks)

    def read(self, cursor: duckdb.DuckDBPyConnection, nodes: Sequence[int]) -> dict[int, Block]:
        """Blocks as the database has them."""
        cursor.register("ask_node", self._node_table(nodes))
        count = len(nodes)
        months = _read_sums(cursor, kept_queries.MONTHS_OF_NODES, count, self._rows)
        spans = _read_sums(cursor, kept_queries.SPANS_OF_NODES, count, self._rows)
        odd = cursor.execute(kept_queries.ODD_BELOW_NODES).fetchnumpy()
        cuts = np.searchsorted(odd["slot"], np.arange(count + 1))
        names = ("indicator", "first_day", "last_day")
        return {
            node: Block(
                *months[slot],
                *spans[slot],
                (
                    odd[names[0]][cuts[slot] : cuts[slot + 1]],
                    odd[names[1]][cuts[slot] : cuts[slot + 1]],
                    odd[names[2]][cuts[slot] : cuts[slot + 1]],
                ),
            )
            for slot, node in enumerate(nodes)
        }

    def _node_table(self, nodes: Sequence[int]) -> pa.Table:
        return table_of(
            slot=list(range(len(nodes))),
            node=list(nodes),
            end_node=[self._forest.nodes[node].end for node in nodes],
        )


@dataclass(frozen=True, slots=True)
class BlockView:
    """The blocks as they were at one moment."""

    _store: BlockStore
    _blocks: dict[int, Block]
    _version: int

    def load(self, cursor: duckdb.DuckDBPyConnection, nodes: Iterable[int]) -> dict[int, Block]:
        """The blocks of these nodes; those that are not at hand are read together."""
        wanted = list(nodes)
        missing = [node for node in wanted if node not in self._blocks]
        if missing:
            read = self._store.read(cursor, missing)
            self._blocks.update(read)
            self._store.add(read, self._version)
        return {node: self._blocks[node] for node in wanted}


def _read_sums(
    cursor: duckdb.DuckDBPyConnection, statement: str, slots: int, rows: int
) -> list[tuple[int, Sums]]:
    """For each slot its first column and its sums, spread out over all rows and columns."""
    found = _fetch(cursor, statement)
    cuts = np.searchsorted(found["slot"], np.arange(slots + 1))
    return [
        _spread({name: values[cuts[n] : cuts[n + 1]] for name, values in found.items()}, rows)
        for n in range(slots)
    ]


def _fetch(cursor: duckdb.DuckDBPyConnection, statement: str) -> dict[str, Array]:
    """Columns by name; ``milli`` exactly, whatever its size."""
    table = cursor.sql(statement).to_arrow_table()
    large = table["large"].combine_chunks()
    columns = {name: table[name].to_numpy() for name in table.column_names if name != "large"}
    if large.null_count < len(large):
        pairs = zip(table["milli"].to_pylist(), large.to_pylist(), strict=True)
        exact = [milli if text is None else int(text) for milli, text in pairs]
        columns["milli"] = np.array(exact, object)
    return columns


def _spread(found: dict[str, Array], rows: int) -> tuple[int, Sums]:
    columns = found["position"]
    if not len(columns):
        return 0, Sums(*(np.zeros((rows, 0), np.int64) for _ in fields(Sums)))
    first = int(columns.min())
    shape = rows, int(columns.max()) - first + 1
    spread = []
    for part in fields(Sums):
        values = found[part.name]
        array = np.zeros(shape, values.dtype if values.dtype == object else np.int64)
        array[found["indicator"], columns - first] = values
        spread.append(array)
    return first, Sums(*spread)


def running_totals(array: Array) -> Array:
    """Sums of the columns before each, with one more column than there was; always exact."""
    if array.dtype != object and np.abs(array.astype(np.float64)).sum() >= _SAFE:
        array = array.astype(object)
    start = np.zeros((array.shape[0], 1), array.dtype)
    return np.concatenate([start, np.cumsum(array, axis=1, dtype=array.dtype)], axis=1)
