"""Which entries are simple: noted when they come in, to be added up as of past moments.

What is said of a place, an indicator and a year is simple when every statement of it is plain
(``kept_queries`` says what that is) and of no days before its month, none is corrected or
corrects another, each is of a later month than the one before, and none came in before that. So
at any moment each of its months is known once or not at all, and a statement says itself how
many months were told in a row, and of a state what the one before it in the year was: a sum of
last states from the start of a year is the sum of all, less those before. All else is looked at
one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa

from bayen.engine.arrivals import NO_DAY, Arrived, in_order
from bayen.engine.fresh_totals import Judged, Units
from bayen.engine.row_groups import Groups, distinct
from bayen.engine.slots import Array
from bayen.engine.year_columns import MONTHS

# In place of what a simple statement adds to: there is nothing above, or it is not simple.
OF_NO_SUM, APART = -1, -2
LARGE = 2**49  # of thousandths: what is as large is not simple
# In place of the months told in a row, more than any span has: of the states of a year the first
# one counts in spans from its start, and every one in its month.
FIRST_STATE, LATER_STATE = MONTHS + 1, -1
_NONE = np.iinfo(np.int64).min
_LAST = date.max.toordinal()

_PAIR = ("place", "indicator", "year")
_NAMES = (*_PAIR, "month", "told", "moment", "is_apart")
_STORED = (*_NAMES, "milli", "bound", "is_simple")
_MARKS = ("parent", "month", "told", "before", "adds_over", "adds_under")
Columns = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored already of the places, indicators and years that entries speak of.

    Attributes:
        pairs: of each, its last month, how many were told in a row, value and bound, the last
            moment, whether anything of it is looked at one by one, or is now corrected, and
            whether anything was simple.
        corrected: numbers of entries that something corrects or takes back.
    """

    pairs: Columns = field(
        default_factory=lambda: {name: np.zeros(0, np.int64) for name in _STORED}
    )
    corrected: Array = field(default_factory=lambda: np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True)
class Marks:
    """What is noted of entries; one array item for each.

    Attributes:
        parent: what is right above the unit, numbered as ``parents_of`` has it; or ``OF_NO_SUM``,
            or ``APART``.
        month: number of the month that it ends in.
        told: how many months of the year were told in full in a row up to it; of states
            ``FIRST_STATE`` or ``LATER_STATE``.
        before: of a state the one before it in the year, in thousandths, or 0.
        adds_over, adds_under: how many more statements, or last states, have these bounds: -1
            where a state without one follows one with it.
        spoilt: what was stored as simple and is so no longer.
        order: in which entries are stored.
    """

    parent: Array
    month: Array
    told: Array
    before: Array
    adds_over: Array
    adds_under: Array
    spoilt: pa.Table
    order: Array

    def apart(self, arrived: Arrived) -> dict[int, int]:
        """What is not simple now: its first day, by the year in which it ends (``year_of``).

        Args:
            arrived: the entries that these are of.
        """
        rows = np.flatnonzero(self.parent == APART)
        years, last_day = year_of(self.month[rows]), arrived.last_day[rows]
        begin = arrived.first_day[rows]
        first_day = np.where(begin == NO_DAY, last_day, begin)
        found = dict.fromkeys(self.spoilt["year"].to_pylist(), _LAST)  # none is of days before it
        for year in distinct(years).tolist():
            found[year] = int(first_day[years == year].min())
        return found

    def table(self, arrived: Arrived) -> pa.Table:
        """Entries for the statement that stores them: near each other what is asked together."""
        marks = {name: pa.array(getattr(self, name)[self.order]) for name in _MARKS}
        table = arrived.only(self.order).table()
        return pa.table({**dict(zip(table.column_names, table.columns, strict=True)), **marks})


def parents_of(above: Array, last_day: Array) -> tuple[Array, Array]:
    """The nodes right above units, ascending, and the number of each as marks have it.

    Those that are there longest come first: their numbers lie together, so that the database
    adds up in a table of its groups. Args: of each unit what is above, or ``OF_NO_SUM``, and
    its last day.
    """
    has_any = above != OF_NO_SUM
    parents, group = np.unique(above[has_any], return_inverse=True)
    until = np.zeros(len(parents), np.int64)
    np.maximum.at(until, group, last_day[has_any])
    numbers = np.empty(len(parents), np.int64)
    numbers[np.lexsort((parents, -until))] = np.arange(len(parents))
    return parents, numbers


def year_of(month: Array) -> Array:
    """By number of a month; -1 of what lies beyond all."""
    found: Array = np.where(month > 0, (month - 1) // MONTHS, -1)
    return found


def marks_of(arrived: Arrived, judged: Judged, units: Units, known: Known) -> Marks:
    """What is noted of entries.

    Args:
        arrived: the entries.
        judged: what they are by themselves.
        units: as the tables of kept totals have them.
        known: of what they speak.
    """
    columns, count = _columns(arrived, judged, known), len(known.pairs["place"])
    groups = Groups(*(columns[name] for name in _PAIR))
    spoilt, told = _judged_by_pair(groups, columns, count)
    stored = spoilt[:count] & known.pairs["is_simple"].astype(np.bool_)
    told = told[count:].astype(np.int8)
    states = np.flatnonzero(judged.is_stock)
    before = _states_before(groups.key, columns, count, states)
    told[states] = np.where(before == _NONE, FIRST_STATE, LATER_STATE)
    stated = np.zeros(len(arrived), np.int64)  # before, value and bound
    stated[states] = np.where(before == _NONE, 0, before)
    parent = _sums_of(units)[judged.unit]
    return Marks(
        np.where(spoilt[count:], np.int16(APART), parent),
        judged.month.astype(np.int16),
        told,
        stated >> 2,
        (arrived.bound & 1).astype(np.int8) - (stated & 1).astype(np.int8),
        (arrived.bound >> 1).astype(np.int8) - (stated >> 1 & 1).astype(np.int8),
        pa.table({name: known.pairs[name][stored].astype(np.int32) for name in _PAIR}),
        in_order(arrived.indicator, parent, arrived.last_day),
    )


def _columns(arrived: Arrived, judged: Judged, known: Known) -> Columns:
    """What is known of pairs, then what came in."""
    is_apart = ~judged.is_plain | judged.reaches_back | arrived.retracts
    is_apart |= np.isin(arrived.seq, known.corrected)
    is_apart |= (arrived.milli >= LARGE) | (arrived.milli <= -LARGE)
    if arrived.supersedes is not None:
        is_apart |= arrived.supersedes.is_valid().to_numpy(zero_copy_only=False)
    columns = {
        "place": arrived.place,
        "indicator": arrived.indicator,
        "year": np.maximum(judged.month - 1, 0) // MONTHS,
        "month": judged.month,
        "told": judged.is_whole.astype(np.int64),
        "moment": arrived.moment,
        "is_apart": is_apart,
        "milli": arrived.milli,
        "bound": arrived.bound,
    }
    if not len(known.pairs["place"]):
        return columns
    return {name: np.concatenate([known.pairs[name], columns[name]]) for name in columns}


def _sums_of(units: Units) -> Array:
    """By number of a unit what its figures add to, as marks have it; the last is for none."""
    parents, numbers = parents_of(units.parent, units.last_day)
    found = np.full(len(units.parent) + 1, OF_NO_SUM, np.int16)
    has_any = np.flatnonzero(units.parent != OF_NO_SUM)
    found[has_any] = numbers[np.searchsorted(parents, units.parent[has_any])]
    return found


def _states_before(pair: Array, columns: Columns, known: int, states: Array) -> Array:
    """Of states, by position among what came in, that of their pair before them.

    Its value and, in the last two bits, its bound; ``_NONE`` where there is none. The first rows,
    so many, are what is known of pairs.
    """
    is_asked = np.zeros(int(pair.max(initial=-1)) + 1, np.bool_)
    is_asked[pair[known + states]] = True
    slot = np.cumsum(is_asked) - 1
    rows = np.concatenate([np.flatnonzero(is_asked[pair[:known]]), known + states])
    stated = columns["milli"][rows] * 4 + columns["bound"][rows]
    by_month = np.full((MONTHS, int(is_asked.sum())), _NONE)
    at = np.maximum(columns["month"][rows] - 1, 0) % MONTHS, slot[pair[rows]]
    by_month[at] = stated
    last = np.full(by_month.shape[1], _NONE)
    for month in by_month:
        now = np.where(month == _NONE, last, month)
        month[:] = last
        last = now
    found: Array = by_month[at][len(rows) - len(states) :]
    return found


def _judged_by_pair(groups: Groups, columns: Columns, known: int) -> tuple[Array, Array]:
    """Of each row, whether anything of its pair is not simple, and the months told in a row.

    The first rows, so many, are what is known of pairs.
    """
    pair, month = groups.key, np.maximum(columns["month"] - 1, 0) % MONTHS
    at = pair * MONTHS + month
    moment = np.full((groups.most, MONTHS), -1, np.int32)
    moment.reshape(-1)[at] = columns["moment"]
    told = np.zeros((groups.most, MONTHS), np.uint8)
    told.reshape(-1)[at[known:]] = columns["told"][known:]
    before = np.zeros((groups.most, MONTHS), np.uint8)
    before.reshape(-1)[at[:known]] = columns["told"][:known]
    last = np.full(groups.most, -1)
    last[pair[:known]] = month[:known]
    is_out_of_order = (moment >= 0) & (moment < np.maximum.accumulate(moment, axis=1))
    is_apart: Array = np.any(is_out_of_order, axis=1)
    is_apart[pair[columns["is_apart"].astype(np.bool_)]] = True
    is_apart[pair[known:][month[known:] <= last[pair[known:]]]] = True
    told[:, 0] |= before[:, 0]
    for number in range(1, MONTHS):
        in_a_row = told[:, number] * (told[:, number - 1] + np.uint8(1))
        told[:, number] = np.where(before[:, number] > 0, before[:, number], in_a_row)
    return is_apart[pair], told.reshape(-1)[at]
