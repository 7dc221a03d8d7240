"""Sums of a plan's places as a moment knew them, where the database adds up what is simple.

Right above units first: what other places are made of is added up from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bayen.engine.kept_figures import ODD, OVER, THERE, UNDER, WHOLE, Sums
from bayen.engine.kept_pieces import Piece
from bayen.engine.known_facts import Knowledge, Simple, ends_of
from bayen.engine.slots import Array
from bayen.engine.unit_figures import UnitYears
from bayen.engine.year_columns import BEGINS, ENDS, MONTHS, YearColumns

_MOST_CELLS = 2**22
_MOST_SPANS = 3  # usual ones of years, that take a statement or two each


@dataclass(frozen=True, slots=True)
class _Look:
    """What one statement adds up.

    Attributes:
        periods: of the piece.
        positions: of each its month, or its year, as the statement numbers them.
        months: the first and the last of all years, numbered from 1.
        length: months of a span; 0 where it is by month.
        is_so_far: whether the span begins with its year.
    """

    periods: Array
    positions: Array
    months: tuple[int, int]
    length: int = 0
    is_so_far: bool = False


class KnownSums:
    """Sums right above units: [parent, row, period].

    Args:
        piece: what is asked, of places above units.
        parents: of these units, as ``simple_facts`` numbers them.
        is_stock: by number of an indicator.
    """

    def __init__(self, piece: Piece, parents: Array, is_stock: Array) -> None:
        self._piece = piece
        self._parents = np.unique(parents)
        self._is_stock = is_stock[piece.numbers]
        self._shape = len(self._parents), len(piece.rows), len(piece.periods)
        spans = np.unique(piece.columns[piece.columns >= MONTHS])
        size = int(np.prod(self._shape))
        self.is_worth = 0 < size <= _MOST_CELLS and len(spans) <= _MOST_SPANS
        if self.is_worth:
            self._milli = np.zeros(self._shape, np.int64)
            self._rough = np.zeros(self._shape)
            self._whole = np.zeros(self._shape, np.int64)
            self._bits = np.zeros(self._shape, np.uint8)
            self._row_of = np.full(int(piece.numbers.max()) + 1, -1)
            self._row_of[piece.numbers] = np.arange(len(piece.rows))

    def at(self, parents: Array) -> Array:
        """Where parents stand."""
        return np.searchsorted(self._parents, parents)

    def by_node(self, at: Array) -> Sums:
        """Of those that stand there."""
        bits = self._bits[at]
        is_there = bits & THERE > 0
        return Sums(
            self._milli[at],
            bits & OVER > 0,
            bits & UNDER > 0,
            is_there,
            is_there,
            self._whole[at],
            (bits & ODD > 0) | (self._rough[at] >= 2.0**60),
        )

    # --- what is simple -------------------------------------------------------------------------

    def add_simple(self, knowledge: Knowledge) -> None:
        """Add what the database adds up."""
        for look in self._looks():
            simple = self._simple(look.months)
            if not look.length:
                self._add(look, knowledge.months(simple))
            elif look.is_so_far:
                has_states = bool(self._is_stock.any())
                self._add(look, knowledge.so_far(simple, look.length, has_states=has_states))
            else:
                if not self._is_stock.all():
                    self._add(look, knowledge.flows(simple, look.length))
                if self._is_stock.any():
                    self._add(look, knowledge.last_states(simple))

    def has_apart(self, knowledge: Knowledge, columns: YearColumns) -> bool:
        """Whether anything may have been said there that is not simple."""
        first = min(look.months[0] for look in self._looks())
        last = max(look.months[1] for look in self._looks())
        first_day = columns.first_day.reshape(-1)[first - 1]
        last_day = columns.last_day.reshape(-1)[last - 1]
        return knowledge.has_apart(columns, (int(first_day), int(last_day)))

    def _simple(self, months: tuple[int, int]) -> Simple:
        return Simple(ends_of(self._parents), ends_of(self._piece.numbers), months)

    def _looks(self) -> Iterator[_Look]:
        piece = self._piece
        months = np.flatnonzero(piece.columns < MONTHS)
        if len(months):
            numbers = piece.years[months] * MONTHS + piece.columns[months] + 1
            yield _Look(months, numbers, (int(numbers.min()), int(numbers.max())))
        for column in np.unique(piece.columns[piece.columns >= MONTHS]).tolist():
            begin, length = int(BEGINS[column]), int(ENDS[column] - BEGINS[column])
            periods = np.flatnonzero(piece.columns == column)
            for some in [periods] if length == MONTHS else np.split(periods, len(periods)):
                years = piece.years[some]
                first, last = int(years.min()) * MONTHS, int(years.max()) * MONTHS
                asked = first + begin + 1, last + begin + length
                yield _Look(some, years, asked, length, is_so_far=not begin)

    def _add(self, look: _Look, found: dict[str, Array]) -> None:
        positions, first, same = np.unique(look.positions, return_index=True, return_inverse=True)
        begin, told = int(positions[0]), look.periods[first]
        period_of = np.full(int(positions[-1]) - begin + 1, -1)
        period_of[positions - begin] = told
        parent_of = np.full(int(self._parents[-1] - self._parents[0]) + 1, -1)
        parent_of[self._parents - self._parents[0]] = np.arange(len(self._parents))
        at = (
            parent_of[found["parent"] - self._parents[0]],
            self._row_of[found["indicator"]],
            period_of[found["position"] - begin],
        )
        asked = (at[0] >= 0) & (at[1] >= 0) & (at[2] >= 0)
        at = at[0][asked], at[1][asked], at[2][asked]
        milli = found["milli"][asked]
        self._milli[at] = milli
        self._rough[at] = np.abs(milli)
        self._whole[at] = found["whole"][asked]
        self._bits[at] = found["bound"][asked] | THERE
        if len(told) < len(look.periods):  # "tháng 1" and the year so far are the same days
            for array in (self._milli, self._rough, self._whole, self._bits):
                array[:, :, look.periods] = array[:, :, told[same]]

    # --- what is looked at one by one -----------------------------------------------------------

    def add_units(self, parents: Array, periods: Array, read: UnitYears) -> None:
        """Add figures of units: [unit, row, period] of some periods."""
        at = np.ix_(np.arange(self._shape[0]), np.arange(self._shape[1]), periods)
        rank = self.at(parents)
        for array, more in (
            (self._milli, read.milli),
            (self._rough, np.abs(read.milli.astype(np.float64))),
            (self._whole, (read.bits & WHOLE > 0).astype(np.int64)),
        ):
            sums = array[at]
            np.add.at(sums, rank, more)
            array[at] = sums
        bits = self._bits[at]
        np.bitwise_or.at(bits, rank, read.bits & ~np.uint8(WHOLE))
        self._bits[at] = bits
