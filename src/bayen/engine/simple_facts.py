"""Which entries are simple: noted when they come in, to be added up as of past moments.

What is said of a place, an indicator and a year is simple when every statement of it is plain
(``kept_queries`` says what that is), none is corrected or corrects another, each is of a later
month than the one before, and none came in before that. So at any moment each of its months is
known once or not at all, and a statement says itself how many months were told in a row. All
else is looked at one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from bayen.engine.arrivals import Arrived, in_order
from bayen.engine.fresh_totals import Judged, Units
from bayen.engine.row_groups import Groups
from bayen.engine.slots import Array
from bayen.engine.year_columns import MONTHS

# In place of what a simple statement adds to: there is nothing above, or it is not simple.
OF_NO_SUM, APART = -1, -2
LARGE = 2**49  # of thousandths: what is as large is not simple
STATE = 255  # in place of the months told in a row
_BLOCK = 1300  # numbers of places whose figures lie together: a few groups of rows a year

_PAIR = ("place", "indicator", "year")
_NAMES = (*_PAIR, "month", "told", "moment", "is_apart")
_STORED = (*_NAMES, "is_simple")
Columns = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored already of the places, indicators and years that entries speak of.

    Attributes:
        pairs: of each, its last month, how many were told in a row, the last moment, whether
            anything of it is looked at one by one, or is now corrected, and whether anything was
            simple.
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
        told: how many months of the year were told in full in a row up to it, or ``STATE``.
        spoilt: what was stored as simple and is so no longer.
    """

    parent: Array
    month: Array
    told: Array
    spoilt: pa.Table

    def table(self, arrived: Arrived) -> pa.Table:
        """Entries for the statement that stores them: near each other what is asked together."""
        order = in_order(arrived.place // _BLOCK, arrived.indicator, arrived.last_day)
        marks = {name: pa.array(getattr(self, name)[order]) for name in ("parent", "month", "told")}
        table = arrived.only(order).table()
        return pa.table({**dict(zip(table.column_names, table.columns, strict=True)), **marks})


def parents_of(above: Array) -> Array:
    """The nodes right above units, ascending; of each unit its own, or ``OF_NO_SUM``."""
    found: Array = np.unique(above[above != OF_NO_SUM])
    return found


def marks_of(arrived: Arrived, judged: Judged, units: Units, known: Known) -> Marks:
    """What is noted of entries.

    Args:
        arrived: the entries.
        judged: what they are by themselves.
        units: as the tables of kept totals have them.
        known: of what they speak.
    """
    is_apart = ~judged.is_plain | arrived.retracts | np.isin(arrived.seq, known.corrected)
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
    }
    count = len(known.pairs["place"])
    if count:
        columns = {name: np.concatenate([known.pairs[name], columns[name]]) for name in _NAMES}
    spoilt, told = _judged_by_pair(columns, count)
    stored = spoilt[:count] & known.pairs["is_simple"].astype(np.bool_)
    rank = np.append(np.searchsorted(parents_of(units.parent), units.parent), OF_NO_SUM)
    rank[:-1][units.parent == OF_NO_SUM] = OF_NO_SUM
    return Marks(
        np.where(spoilt[count:], APART, rank[judged.unit]).astype(np.int16),
        judged.month.astype(np.int16),
        np.where(judged.is_stock, STATE, told[count:]).astype(np.uint8),
        pa.table({name: known.pairs[name][stored].astype(np.int32) for name in _PAIR}),
    )


def _judged_by_pair(columns: Columns, known: int) -> tuple[Array, Array]:
    """Of each row, whether anything of its pair is not simple, and the months told in a row.

    The first rows, so many, are what is known of pairs.
    """
    groups = Groups(*(columns[name] for name in _PAIR))
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
