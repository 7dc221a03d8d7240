"""What every question about the past has to know first, held in memory.

When each moment was, and of which years anything has to be looked at one by one: a statement
that finds this out takes as long as the answer to many a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import numpy as np

from bayen.engine import fact_queries
from bayen.engine.arrivals import Arrived
from bayen.engine.simple_facts import Marks
from bayen.engine.slots import Array


@dataclass(frozen=True, slots=True)
class Past:
    """Of all entries so far.

    Attributes:
        moments: when each was, in microseconds; by number, from 1.
        is_in_order: whether none was before the one numbered before it.
        apart: of the entries that are not simple the first day that any speaks of, by the year
            in which they end, as ``year_of`` numbers it.
        has_fractions: whether any value is not whole.
    """

    moments: Array
    is_in_order: bool
    apart: Mapping[int, int]
    has_fractions: bool

    def number_at(self, microseconds: int) -> int | None:
        """The last moment's number by then; None where some before it came later."""
        if self.is_in_order:
            return int(np.searchsorted(self.moments, microseconds, "right"))
        is_known = self.moments <= microseconds
        number = int(np.count_nonzero(is_known))
        return number if is_known[:number].all() else None

    def is_apart_in(self, years: range, last_day: int) -> bool:
        """Whether entries that are not simple may speak of these years, up to a day of the last."""
        return any(
            year < 0 or year in years or (year >= years.stop and first_day <= last_day)
            for year, first_day in self.apart.items()
        )

    def with_more(self, arrived: Arrived, marks: Marks) -> Past:
        """When these entries are in too."""
        known, moments, is_in_order = len(self.moments), self.moments, self.is_in_order
        new = np.flatnonzero(arrived.moment > known)
        if len(new):
            number = arrived.moment[new]
            more = np.empty(int(number.max()) - known, np.int64)
            more[number - known - 1] = arrived.recorded_at[new]
            is_in_order = is_in_order and _ascend(np.concatenate([moments[-1:], more]))
            moments = np.concatenate([moments, more])
        apart = dict(self.apart)
        for year, first_day in marks.apart(arrived).items():
            apart[year] = min(first_day, apart.get(year, first_day))
        return Past(
            moments,
            is_in_order,
            apart,
            self.has_fractions or bool((arrived.milli % 1000).any()),
        )


def past_of(cursor: duckdb.DuckDBPyConnection) -> Past:
    """As the tables have it."""
    moments = np.asarray(cursor.execute(fact_queries.ALL_MOMENTS).fetchnumpy()["recorded_at"])
    apart = dict(cursor.execute(fact_queries.DAYS_APART).fetchall())
    ((has_fractions,),) = cursor.execute(fact_queries.HAS_FRACTIONS).fetchall()
    return Past(moments, _ascend(moments), apart, bool(has_fractions))


def _ascend(numbers: Array) -> bool:
    return bool((numbers[1:] >= numbers[:-1]).all())
