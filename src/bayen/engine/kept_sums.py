"""Kept sums of the nodes of a place, added up to its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from bayen.core.forest import Node
from bayen.core.quantities import Bound
from bayen.engine.blocks import Array, Block, Sums, Windows, cross
from bayen.engine.kept_figures import PlaceFigures
from bayen.engine.unit_figures import UnitFigures

_LIMIT_MILLI = 10**18  # no quantity is as large
Gave = Block | UnitFigures


@dataclass(frozen=True, slots=True)
class Group:
    """Periods in which a place is made of the same nodes.

    Attributes:
        is_stock: of which kind of indicator.
        nodes: their numbers.
        columns: the periods, by position in the layout.
        windows: their months.
    """

    is_stock: bool
    nodes: tuple[int, ...]
    columns: Array
    windows: Windows


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one place.

    Attributes:
        groups: periods by what the place is made of in them.
        expected, is_comparable: by kind and period.
        is_missed: whether it is not there in some period; what it said of that stands aside.
    """

    groups: tuple[Group, ...]
    expected: Array
    is_comparable: Array
    is_missed: bool


@dataclass(frozen=True)
class Rows:
    """The indicators of a layout that add up, in rows: flows, then stocks.

    Attributes:
        codes: by row.
        flows: how many rows are flows.
        numbers: the engine's numbers, by row.
    """

    codes: tuple[str, ...]
    flows: int
    numbers: Array

    @property
    def kinds(self) -> tuple[bool, ...]:
        """Whether stocks, of each kind that is asked; flows where nothing adds up."""
        has_stocks = len(self.codes) > self.flows
        if not has_stocks:
            return (False,)
        return (False, True) if self.flows else (True,)

    def of_kind(self, *, is_stock: bool) -> Array:
        return np.arange(self.flows, len(self.codes)) if is_stock else np.arange(self.flows)


class Work:
    """Adds up what nodes gave."""

    def __init__(self, nodes: Sequence[Node], sources: Mapping[int, Gave], rows: Rows) -> None:
        self._nodes = nodes
        self._sources = sources
        self.rows = rows

    def figures(self, place: str, asked: Asked) -> PlaceFigures:
        shape = len(self.rows.codes), asked.expected.shape[1]
        total = Sums(*(np.zeros(shape, np.int64) for _ in fields(Sums)))
        parts = np.zeros(shape, np.int64)
        for group in asked.groups:
            at = cross(self.rows.of_kind(is_stock=group.is_stock), group.columns)
            for node in group.nodes:
                sums = self._sums(node, group)
                total = total.with_added(at, sums)
                if not self._is_own(node, place):
                    parts[at] += sums.figures
        kinds = (np.arange(shape[0]) >= self.rows.flows).astype(np.int64)
        expected = asked.expected[kinds]
        bound = (total.over > 0) + 2 * (total.under > 0)
        bound = np.where(total.whole < expected, bound | int(Bound.OVER), bound)
        is_there = total.figures > 0
        return PlaceFigures(
            total.milli,
            is_there,
            np.where(is_there, bound, 0),
            total.whole,
            expected,
            parts == 0,
            asked.is_comparable[kinds],
        )

    def _sums(self, node: int, group: Group) -> Sums:
        source = self._sources[node]
        rows = self.rows.of_kind(is_stock=group.is_stock)
        if isinstance(source, Block):
            rows = self.rows.numbers[rows]
        ask = source.states if group.is_stock else source.flows
        return ask(rows, group.windows)

    def _is_own(self, node: int, place: str) -> bool:
        return self._nodes[node].stage == 0 and self._nodes[node].place == place

    def odd_codes(self, asked: Asked, first_day: int, last_day: int) -> Iterator[str]:
        """Indicators of which something odd lies below, or the sum is more than figures hold."""
        sources = [self._sources[n] for n in {n for group in asked.groups for n in group.nodes}]
        blocks = (source for source in sources if isinstance(source, Block))
        numbers = {number for block in blocks for number in block.odd_rows(first_day, last_day)}
        units = (source for source in sources if isinstance(source, UnitFigures))
        rows = {row for unit in units for row in unit.odd}
        for row, number in enumerate(self.rows.numbers.tolist()):
            if number in numbers or row in rows:
                yield self.rows.codes[row]

    def too_large(self, figures: PlaceFigures) -> Iterator[str]:
        """Indicators of which a sum is more than a figure holds."""
        for row in np.flatnonzero((np.abs(figures.milli) >= _LIMIT_MILLI).any(axis=1)):
            yield self.rows.codes[row]

    def earlier(self, place: str, asked: Asked) -> Iterator[tuple[str, int, tuple[int, ...]]]:
        """(code, column, numbers) of a unit's states that its last one in a period replaces."""
        for group in asked.groups:
            for node in group.nodes:
                source = self._sources[node]
                if group.is_stock and isinstance(source, UnitFigures) and self._is_own(node, place):
                    yield from self._earlier(source, group)

    def _earlier(
        self, source: UnitFigures, group: Group
    ) -> Iterator[tuple[str, int, tuple[int, ...]]]:
        for at in np.flatnonzero(group.windows.first < group.windows.last):
            first, last = int(group.windows.first[at]), int(group.windows.last[at])
            for row in self.rows.of_kind(is_stock=True).tolist():
                if seqs := source.beside(row, first, last):
                    yield self.rows.codes[row], int(group.columns[at]), seqs
