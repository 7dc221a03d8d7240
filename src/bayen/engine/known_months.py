"""Statements of units spread out by month of a year, and what they give to columns of it.

Of one question and one moment; what is plain here is what ``kept_queries`` calls so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bayen.engine.kept_figures import ODD, THERE, WHOLE
from bayen.engine.known_facts import KnownFacts
from bayen.engine.slots import Array
from bayen.engine.unit_figures import NO_ENTRY, UnitYears
from bayen.engine.year_columns import BEGINS, ENDS, MONTHS, YearColumns

_LIMIT_MILLI = 10**18  # no quantity is as large


@dataclass(frozen=True, slots=True)
class Units:
    """Units whose figures are wanted.

    Attributes:
        places: numbers of their places; one that changed its surroundings comes several times.
        lives: [unit, 2]: the first and last day of each.
        are_asked: whether they are asked themselves: any state that their place gave in the days
            asked is theirs then, and one of more days than its month stands beside others.
    """

    places: Array
    lives: Array
    are_asked: bool


class UnitMonths:
    """What units stated by month of one year.

    Args:
        units: whose.
        indicators: their numbers, by row.
        is_stock: by row.
        columns: of the years.
        year: which one.
    """

    def __init__(
        self, units: Units, indicators: Array, is_stock: Array, columns: YearColumns, year: int
    ) -> None:
        self._units = units
        self._is_stock = is_stock
        self._first = columns.first_day[year].astype(np.int32)
        self._last = columns.last_day[year].astype(np.int32)
        self._row_of = np.full(int(indicators.max()) + 2, -1, np.int64)
        self._row_of[indicators] = np.arange(len(indicators))
        self._lasts_all = bool(
            (units.lives[:, 0].max() <= self._first[0])
            and (units.lives[:, 1].min() >= self._last.max())
        )
        shape = len(units.places), len(indicators), MONTHS
        self.milli = np.zeros(shape, np.int64)
        self.seq = np.full(shape if units.are_asked else (0, 0, 0), NO_ENTRY, np.int64)
        self.bits = np.zeros(shape, np.uint8)

    # --- statements ---------------------------------------------------------------------------

    def put(self, facts: KnownFacts) -> tuple[KnownFacts, Array]:
        """Put each plain statement into its month. Returns the others, and their rows."""
        row = self._row_of[np.minimum(facts.indicator, len(self._row_of) - 1)]
        if row.min(initial=0) < 0:
            facts, row = facts.only(row >= 0), row[row >= 0]
        month = self._months_of(facts.last_day)
        is_plain = np.zeros(len(facts), np.bool_)
        for some, slot in self._slots_of(facts.place):
            part = facts if some is None else facts.only(some)
            at = (row, month) if some is None else (row[some], month[some])
            plain = self._put(part, slot, *at)
            if some is None:
                is_plain = plain
            else:
                is_plain[some] |= plain
        return facts.only(~is_plain), row[~is_plain]

    def _months_of(self, last_day: Array) -> Array:
        """By number in the year; -1 after it."""
        begin = int(self._first[0])
        days = np.arange(begin, begin + int((last_day - begin).max(initial=0)) + 1)
        months = np.searchsorted(self._last, days)
        is_there = np.append(self._first <= self._last, False)  # the last year may be shorter
        table = np.where(is_there[months], months, -1)
        found: Array = table[last_day - begin]
        return found

    def _slots_of(self, places: Array) -> list[tuple[Array | None, Array]]:
        """(statements, unit) for the first unit of each place, for the second, and so on.

        Statements are None where all have one.
        """
        order = np.argsort(self._units.places, kind="stable")
        counts = np.bincount(self._units.places, minlength=int(places.max(initial=0)) + 1)
        starts = np.cumsum(counts) - counts
        first = np.where(counts > 0, order[np.minimum(starts, len(order) - 1)], -1)
        slot = first[places]
        if counts.max() == 1 and slot.min(initial=0) >= 0:
            return [(None, slot)]
        found: list[tuple[Array | None, Array]] = []
        for number in range(counts.max()):
            some = np.flatnonzero(counts[places] > number)
            found.append((some, order[starts[places[some]] + number]))
        return found

    def _put(self, facts: KnownFacts, slot: Array, row: Array, month: Array) -> Array:
        """Put in what is said of units. Returns what of it is plain."""
        stock = self._is_stock[row]
        first, last = self._first[month], self._last[month]
        inside = ~facts.is_state & (facts.first_day >= first)
        whole = (facts.first_day <= first) & (facts.last_day == last)
        counted = stock & facts.is_state if self._units.are_asked else stock
        plain: Array = inside | counted
        if not self._lasts_all:
            begin, end = self._units.lives[:, 0][slot], self._units.lives[:, 1][slot]
            lives_then = np.where(
                stock,
                (begin <= last) & (end >= last),
                (facts.first_day >= begin) & (facts.last_day <= end),
            )
            whole = (facts.first_day <= np.maximum(begin, first)) & (
                facts.last_day >= np.minimum(end, last)
            )
            plain &= lives_then
        counts = ~facts.is_share & (month >= 0)
        plain &= counts
        stated = facts.bound | THERE | ((stock | whole).view(np.uint8) * np.uint8(WHOLE))
        stays = plain
        if not self._lasts_all:  # a state stays its place's when the place gets new surroundings
            stays = plain | (stock & counts)
        at = (slot * len(self._is_stock) + row) * MONTHS + month
        self._write(at, stated, facts, stays)
        return plain

    def _write(self, at: Array, stated: Array, facts: KnownFacts, some: Array) -> None:
        milli, seq = facts.milli, facts.seq
        if not some.all():
            at, stated, milli = at[some], stated[some], milli[some]
            seq = None if seq is None else seq[some]
        bits, before = self.bits.reshape(-1), np.count_nonzero(self.bits)
        self.milli.reshape(-1)[at] = milli
        bits[at] = stated
        if seq is not None:
            self.seq.reshape(-1)[at] = seq
        if np.count_nonzero(bits) < before + len(at):  # some month was spoken of twice
            cells, times = np.unique(at, return_counts=True)
            bits[cells[times > 1]] |= ODD

    # --- columns ------------------------------------------------------------------------------

    def figures(self, columns: Array) -> UnitYears:
        """The figures of columns of the year."""
        shape = (*self.milli.shape[:2], len(columns))
        milli, bits = np.zeros(shape, np.int64), np.zeros(shape, np.uint8)
        flows, stocks = np.flatnonzero(~self._is_stock), np.flatnonzero(self._is_stock)
        for number, column in enumerate(columns.tolist()):
            begin, end = BEGINS[column], ENDS[column]
            if len(flows):
                sums = self._flows(flows, begin, end)
                milli[:, flows, number], bits[:, flows, number] = sums
            if len(stocks):
                states, stated = self._states(stocks, begin, end)
                if not self._units.are_asked and not self._lasts_all:
                    day, lives = self._last[end - 1], self._units.lives
                    gone = (lives[:, 0] > day) | (lives[:, 1] < day)
                    states[gone], stated[gone] = 0, stated[gone] & ODD
                milli[:, stocks, number], bits[:, stocks, number] = states, stated
        return UnitYears(milli, bits, self.seq)

    def _flows(self, rows: Array, begin: int, end: int) -> tuple[Array, Array]:
        """Sums; a unit is whole where it stated each month of its own."""
        stated = self.bits[:, rows, begin:end]
        values = self.milli[:, rows, begin:end]
        if end == begin + 1:
            return values[..., 0], stated[..., 0]
        bits = np.bitwise_or.reduce(stated, axis=-1)
        whole = np.bitwise_and.reduce(stated | self._not_due(begin, end), axis=-1)
        bits = (bits & ~np.uint8(WHOLE)) | (whole & WHOLE & -(bits & THERE > 0).astype(np.uint8))
        if max(values.max(initial=0), -values.min(initial=0)) >= _LIMIT_MILLI // MONTHS:
            rough = np.abs(values.astype(np.float64)).sum(axis=-1)
            bits[rough >= _LIMIT_MILLI] |= ODD
        return values.sum(axis=-1), bits

    def _not_due(self, begin: int, end: int) -> Array:
        """[unit, 1, month]: ``WHOLE`` for months in which a unit was not there, else 0."""
        first, last = self._units.lives[:, :1], self._units.lives[:, 1:]
        is_due = (first <= self._last[begin:end]) & (last >= self._first[begin:end])
        found: Array = np.where(is_due, 0, WHOLE).astype(np.uint8)[:, None, :]
        return found

    def _states(self, rows: Array, begin: int, end: int) -> tuple[Array, Array]:
        """The last state of some months; odd where any of them is."""
        milli, bits = self.milli[:, rows, end - 1], self.bits[:, rows, end - 1]
        odd = bits & ODD
        for month in range(end - 2, begin - 1, -1):
            stated = self.bits[:, rows, month]
            odd |= stated & ODD
            is_before = (bits & THERE == 0) & (stated & THERE > 0)
            if is_before.any():
                milli = np.where(is_before, self.milli[:, rows, month], milli)
                bits = np.where(is_before, stated, bits)
        return milli, bits | odd
