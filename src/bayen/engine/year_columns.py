"""The columns of a year in memory: its twelve months, then the usual spans of months.

Whatever kept totals answer is one column of one year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from bayen.core.forest import Window
from bayen.engine.slots import Array

MONTHS = 12

# Of a year: quarters, halves, and from its start to the end of each month (lũy kế).
SPANS = ((4, 6), (7, 9), (10, 12), (7, 12), *((1, month) for month in range(2, 13)))
WIDTH = MONTHS + len(SPANS)

# Of each column its months, numbered from 0: the first, and one past the last.
BEGINS = np.array([*range(MONTHS), *(first - 1 for first, _ in SPANS)])
ENDS = np.array([*range(1, MONTHS + 1), *(last for _, last in SPANS)])

HUGE = 2**62  # stands for any sum that 64 bits might not hold


class YearColumns:
    """The columns of all years; years are numbered from 0.

    Args:
        months: the days of each month, end to end; twelve in a row make a year.

    Attributes:
        years: how many there are, the last maybe not whole.
        first_day, last_day: of each month of each year, as ordinals; where a year has no such
            month, days on which nothing lies.
    """

    def __init__(self, months: Sequence[tuple[date, date]]) -> None:
        self.years = -(-len(months) // MONTHS)
        never = date.max.toordinal()
        days = np.full((2, self.years * MONTHS), [[never + 1], [never]], np.int64)
        days[:, : len(months)] = np.array(
            [(first.toordinal(), last.toordinal()) for first, last in months]
        ).T
        self.first_day, self.last_day = days.reshape(2, self.years, MONTHS)
        self._found: dict[tuple[date, date], tuple[int, int]] = {}
        for year in range(self.years):
            mine = months[year * MONTHS : (year + 1) * MONTHS]
            for column, (begin, end) in enumerate(zip(BEGINS, ENDS, strict=True)):
                if end <= len(mine):
                    self._found[mine[begin][0], mine[end - 1][1]] = year, column

    def find(self, window: Window) -> tuple[int, int] | None:
        """The year and column that is just the days of a window."""
        return self._found.get((window.first_day, window.last_day))

    def years_within(self, first_day: int, last_day: int) -> range:
        """The years that have any of these days."""
        first_days, last_days = self.first_day[:, 0], self.last_day.max(axis=1)
        begin = int(np.searchsorted(last_days, first_day))
        return range(begin, int(np.searchsorted(first_days, last_day, "right")))

    def overlapped(self, year: int, first_days: Array, last_days: Array) -> Array:
        """[span of days, column]: whether they have any day together."""
        months = (first_days[:, None] <= self.last_day[year]) & (
            last_days[:, None] >= self.first_day[year]
        )
        within: Array = over_columns(months.astype(np.int64)) > 0
        return within


def over_columns(months: Array) -> Array:
    """Sums over the months of each column; the last axis is months before, columns after.

    A sum too large for 64 bits comes as ``HUGE``.
    """
    start = np.zeros((*months.shape[:-1], 1), np.int64)
    running = np.concatenate([start, np.cumsum(months, axis=-1, dtype=np.int64)], axis=-1)
    sums: Array = running[..., ENDS] - running[..., BEGINS]
    if np.abs(months.astype(np.float64)).max(initial=0) >= HUGE // MONTHS:
        rough = np.concatenate([start, np.cumsum(np.abs(months), axis=-1, dtype=float)], axis=-1)
        sums = np.where(rough[..., ENDS] - rough[..., BEGINS] >= HUGE, HUGE, sums)
    return sums
