"""Statements of units spread out by month of a year, and what they give to columns of it.

Of one question and one moment; what is plain here is what ``kept_queries`` calls so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bayen.engine.kept_figures import ODD, THERE, WHOLE
from bayen.engine.known_facts import KnownFacts, PackedFacts, SimpleFacts
from bayen.engine.slots import Array
from bayen.engine.unit_figures import NO_ENTRY, UnitYears
from bayen.engine.year_columns import BEGINS, ENDS, MONTHS, YearColumns

_LIMIT_MILLI = 10**18  # no quantity is as large
_MANY = 50_000  # statements that are worth a table of what they may be
_AT_ONCE = 2**16  # few enough to stay in the processor's cache
_LENGTHS = 64  # of statements, in days; those of more are as those of one less


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


@dataclass(frozen=True, slots=True)
class _Look:
    """What is looked up of statements.

    Attributes:
        slots: the unit of each place.
        month: of each last day; -1 beyond the year.
        meaning: bits, 0 where it is not plain: by kind (whether a stock), last day and length.
    """

    slots: Array
    month: Array
    meaning: Array


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
        is_short = (self._last - self._first).max() < _LENGTHS - 2
        self._is_usual = self._lasts_all and bool(is_short)
        shape = len(units.places), MONTHS, len(indicators)  # statements come by day
        self.milli = np.zeros(shape, np.int64)
        self.seq = np.full(shape if units.are_asked else (0, 0, 0), NO_ENTRY, np.int64)
        self.bits = np.zeros(shape, np.uint8)

    # --- statements ---------------------------------------------------------------------------

    @property
    def takes_simple(self) -> bool:
        """Whether ``put_simple`` may be asked: every unit lasts all year, and stands once."""
        return self._lasts_all and len(self._slots) == 1

    def put_simple(self, facts: SimpleFacts) -> None:
        """Put in statements of which each month has one."""
        slot = np.take(self._slots[0], facts.place, mode="clip")
        row = self._rows_of(facts.indicator)
        at = (slot * MONTHS + facts.month) * len(self._is_stock) + row
        stated, milli, seq = facts.stated, facts.milli, facts.seq
        asked = (slot >= 0) & (row >= 0)
        if not asked.all():
            at, stated, milli = at[asked], stated[asked], milli[asked]
            seq = None if seq is None else seq[asked]
        self._write(at, stated, milli, seq)

    def put(self, facts: PackedFacts) -> tuple[KnownFacts, Array]:
        """Put each plain statement into its month. Returns the others, and their rows."""
        slots = self._slots
        if len(facts) >= _MANY and self._is_usual and len(slots) == 1:
            odd = self._put_many(facts, slots[0])
        else:
            odd = self._put_each(facts, slots)
        others = facts.only(odd).unpacked()
        return others, self._row_of[others.indicator]

    def _rows_of(self, indicators: Array) -> Array:
        """Their rows; -1 of those not asked."""
        found: Array = np.take(self._row_of, indicators, mode="clip")
        return found

    def _put_each(self, packed: PackedFacts, slots: Sequence[Array]) -> Array:
        """Put in what is plain. Returns the positions of what is not, but for other rows."""
        asked = np.flatnonzero(self._rows_of(packed.indicator) >= 0)
        facts = packed.only(asked).unpacked()
        row, month = self._rows_of(facts.indicator), self._months_of(facts.last_day)
        is_plain = np.zeros(len(facts), np.bool_)
        for table in slots:
            slot = np.take(table, facts.place, mode="clip")
            some = np.flatnonzero(slot >= 0)
            if len(some):
                is_plain[some] |= self._put(facts.only(some), slot[some], row[some], month[some])
        return asked[~is_plain]

    def _put_many(self, facts: PackedFacts, slots: Array) -> Array:
        """As ``_put_each``, of units that last all year, one a place.

        What a statement is, of such a kind, day and length, is looked up; a part at a time, since
        steps over millions take as long as memory does.
        """
        days = facts.first_day + np.arange(int(facts.day.max()) + 1)
        look = _Look(slots[facts.first_place :], *self._meanings(days))
        ats, odd = list[Array](), list[Array]()
        before = int(np.count_nonzero(self.bits))
        for begin in range(0, len(facts), _AT_ONCE):
            part = facts.only(slice(begin, begin + _AT_ONCE))
            at, others = self._put_looked_up(part, look)
            ats.append(at)
            odd.append(others + begin)
        self._mark_twice(ats, before)
        return np.concatenate(odd)

    def _put_looked_up(self, facts: PackedFacts, look: _Look) -> tuple[Array, Array]:
        """Returns where the plain ones went, and the positions of the others."""
        slot = np.take(look.slots, facts.place, mode="clip")
        row = self._rows_of(facts.indicator)
        kind = np.take(self._is_stock * (len(look.month) * _LENGTHS), row)
        kind += facts.day * np.int64(_LENGTHS)
        kind += np.minimum(facts.told >> 3, _LENGTHS - 1)
        stated = np.take(look.meaning, kind)
        at = slot * MONTHS
        at += np.take(look.month, facts.day)
        at *= len(self._is_stock)
        at += row
        is_plain = (stated > 0) & (slot >= 0) & (row >= 0) & (facts.told & 4 == 0)
        stated |= (facts.told & 3).astype(np.uint8)
        others, milli, seq = np.zeros(0, np.int64), facts.milli, facts.seq
        if not is_plain.all():
            others = np.flatnonzero(~is_plain & (row >= 0))
            at, stated, milli = at[is_plain], stated[is_plain], milli[is_plain]
            seq = None if seq is None else seq[is_plain]
        self._write(at, stated, milli, seq)
        return at, others

    def _meanings(self, days: Array) -> tuple[Array, Array]:
        """The month of each last day, and what a statement is: bits, 0 where it is not plain.

        The latter by kind (whether a stock), last day and length, in one row.
        """
        month = self._months_of(days)
        last_day = days[:, None]
        length = np.arange(_LENGTHS)
        first, last = self._first[month][:, None], self._last[month][:, None]
        first_day = last_day - length + 1
        inside = (length > 0) & (first_day >= first)
        whole = (first_day <= first) & (last_day == last) & (length > 0)
        counted = (length == 0) | (not self._units.are_asked)
        flows = inside * (THERE | whole * WHOLE)
        stocks = (inside | counted) * (THERE | WHOLE)
        is_there = month[:, None] >= 0
        found = np.stack([flows * is_there, stocks * is_there]).astype(np.uint8)
        return month, found.reshape(-1)

    def _months_of(self, last_day: Array) -> Array:
        """By number in the year; -1 after it."""
        begin = int(self._first[0])
        days = np.arange(begin, begin + int((last_day - begin).max(initial=0)) + 1)
        months = np.searchsorted(self._last, days)
        is_there = np.append(self._first <= self._last, False)  # the last year may be shorter
        table = np.where(is_there[months], months, -1)
        found: Array = table[last_day - begin]
        return found

    @cached_property
    def _slots(self) -> list[Array]:
        """[place]: the first unit of each place, the second, and so on; -1 where there is none.

        What lies beyond stands for any other place.
        """
        places = self._units.places
        order = np.argsort(places, kind="stable")
        counts = np.bincount(places, minlength=int(places.max(initial=0)) + 2)
        starts = np.cumsum(counts) - counts
        at = np.minimum(starts, len(order) - 1)
        return [
            np.where(counts > number, order[np.minimum(at + number, len(order) - 1)], -1)
            for number in range(int(counts.max()))
        ]

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
        at = ((slot * MONTHS + month) * len(self._is_stock) + row)[stays]
        before, seq = int(np.count_nonzero(self.bits)), facts.seq
        self._write(at, stated[stays], facts.milli[stays], None if seq is None else seq[stays])
        self._mark_twice([at], before)
        return plain

    def _write(self, at: Array, stated: Array, milli: Array, seq: Array | None) -> None:
        self.milli.reshape(-1)[at] = milli
        self.bits.reshape(-1)[at] = stated
        if seq is not None:
            self.seq.reshape(-1)[at] = seq

    def _mark_twice(self, ats: Sequence[Array], before: int) -> None:
        """Mark the months that were spoken of twice; so many were spoken of before these."""
        bits = self.bits.reshape(-1)
        if np.count_nonzero(bits) < before + sum(map(len, ats)):
            bits[np.flatnonzero(np.bincount(np.concatenate(ats)) > 1)] |= ODD

    # --- columns ------------------------------------------------------------------------------

    def figures(self, columns: Array) -> UnitYears:
        """The figures of columns of the year."""
        shape = len(columns), len(self._units.places), len(self._is_stock)
        milli, bits = np.empty(shape, np.int64), np.empty(shape, np.uint8)
        stocks = np.flatnonzero(self._is_stock)
        for number, column in enumerate(columns.tolist()):
            begin, end = int(BEGINS[column]), int(ENDS[column])
            if end == begin + 1:
                milli[number], bits[number] = self.milli[:, begin], self.bits[:, begin]
            else:
                milli[number], bits[number] = self._flows(begin, end)
                states = self._states(stocks, begin, end)
                milli[number][:, stocks], bits[number][:, stocks] = states
            if not self._units.are_asked and not self._lasts_all:
                day, lives = self._last[end - 1], self._units.lives
                gone = np.ix_((lives[:, 0] > day) | (lives[:, 1] < day), stocks)
                milli[number][gone] = 0
                bits[number][gone] &= ODD
        return UnitYears(
            milli.transpose(1, 2, 0), bits.transpose(1, 2, 0), self.seq.transpose(0, 2, 1)
        )

    def _flows(self, begin: int, end: int) -> tuple[Array, Array]:
        """Sums, of all rows; a unit is whole where it stated each month of its own."""
        stated, values = self.bits[:, begin:end], self.milli[:, begin:end]
        bits = np.bitwise_or.reduce(stated, axis=1)
        if not self._lasts_all:
            stated = stated | self._not_due(begin, end)
        whole = np.bitwise_and.reduce(stated, axis=1)
        bits = (bits & ~np.uint8(WHOLE)) | (whole & WHOLE & -(bits & THERE > 0).astype(np.uint8))
        if max(values.max(initial=0), -values.min(initial=0)) >= _LIMIT_MILLI // MONTHS:
            rough = np.abs(values.astype(np.float64)).sum(axis=1)
            bits[rough >= _LIMIT_MILLI] |= ODD
        return values.sum(axis=1), bits

    def _not_due(self, begin: int, end: int) -> Array:
        """[unit, month, 1]: ``WHOLE`` for months in which a unit was not there, else 0."""
        first, last = self._units.lives[:, :1], self._units.lives[:, 1:]
        is_due = (first <= self._last[begin:end]) & (last >= self._first[begin:end])
        found: Array = np.where(is_due, 0, WHOLE).astype(np.uint8)[:, :, None]
        return found

    def _states(self, rows: Array, begin: int, end: int) -> tuple[Array, Array]:
        """The last state of some months; odd where any of them is."""
        milli, bits = self.milli[:, end - 1, rows], self.bits[:, end - 1, rows]
        odd = bits & ODD
        for month in range(end - 2, begin - 1, -1):
            stated = self.bits[:, month, rows]
            odd |= stated & ODD
            is_before = (bits & THERE == 0) & (stated & THERE > 0)
            if is_before.any():
                milli = np.where(is_before, self.milli[:, month, rows], milli)
                bits = np.where(is_before, stated, bits)
        return milli, bits | odd
