"""Entries that come in, as columns of numbers, by place: in this order they are judged.

``simple_facts`` has the order in which they are stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bayen.engine import fact_queries
from bayen.engine.row_groups import distinct, together
from bayen.engine.slots import Array

UNKNOWN = -1  # the number of a place or indicator that there is not
NO_DAY = -1
_FIRST_OF_1970 = 719_163  # as an ordinal
_DIGIT = 2**16  # NumPy sorts numbers of so many values in one pass


@dataclass(frozen=True, slots=True)
class Arrived:
    """Entries by place, last day, indicator and number; one array item for each.

    Attributes:
        seq, indicator, place, last_day, milli, bound, is_share, moment, recorded_at, retracts:
            as in the engine's tables.
        first_day: ``NO_DAY`` where there is none.
        supersedes: None where nothing is corrected.
    """

    seq: Array
    indicator: Array
    place: Array
    first_day: Array
    last_day: Array
    milli: Array
    bound: Array
    is_share: Array
    moment: Array
    recorded_at: Array
    retracts: Array
    supersedes: pa.Array | None

    def __len__(self) -> int:
        return len(self.seq)

    @property
    def is_fresh(self) -> bool:
        """Whether nothing is corrected or taken back."""
        return self.supersedes is None and not self.retracts.any()

    @property
    def most_days(self) -> int:
        """Of any entry; a state counts as one."""
        begin = np.where(self.first_day == NO_DAY, self.last_day, self.first_day)
        return int((self.last_day - begin).max(initial=0)) + 1

    def only(self, rows: Array) -> Arrived:
        """Some of them, or all in another order."""
        arrays = {name: getattr(self, name) for name in self.__slots__ if name != "supersedes"}
        chosen = {name: _chosen(array, rows) for name, array in arrays.items()}
        supersedes = None if self.supersedes is None else self.supersedes.take(pa.array(rows))
        return Arrived(**chosen, supersedes=supersedes)

    def table(self) -> pa.Table:
        """For statements, as ``arrived``."""
        columns = {
            name: pa.array(getattr(self, name))
            for name in self.__slots__
            if name not in {"first_day", "supersedes"}
        }
        columns["first_day"] = pa.array(self.first_day, mask=self.first_day == NO_DAY)
        columns["supersedes"] = self.supersedes or pa.nulls(len(self), pa.int64())
        return pa.table(columns)


def arrange(
    cursor: duckdb.DuckDBPyConnection,
    facts: pa.Table,
    indicators: Mapping[str, int],
    places: Mapping[str, int],
) -> Arrived:
    """A table of ``FACT_SCHEMA`` as arrays; moments that are new get a number in the tables."""
    facts = facts.combine_chunks()
    seq, place = _ints(facts["seq"]), _numbers(facts["place"], places)
    indicator, last_day = _numbers(facts["indicator"], indicators), _days(facts["last_day"])
    order = _order(place, last_day, indicator, seq)
    recorded_at = _ints(facts["recorded_at"])
    supersedes = _array(facts["supersedes"])
    return Arrived(
        seq[order],
        indicator[order],
        place[order],
        _days(facts["first_day"])[order],
        last_day[order],
        _ints(facts["milli"])[order],
        _ints(facts["bound"])[order],
        _bools(facts["is_share"])[order],
        _moments(cursor, recorded_at)[order],
        recorded_at[order],
        _bools(facts["retracts"])[order],
        None if supersedes.null_count == len(supersedes) else supersedes.take(pa.array(order)),
    )


# --- columns -------------------------------------------------------------------------------------


def _array(column: pa.ChunkedArray) -> pa.Array:
    if column.num_chunks == 1:
        return column.chunk(0)
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _ints(column: pa.ChunkedArray) -> Array:
    found: Array = _array(column).to_numpy(zero_copy_only=False)
    return found


def _bools(column: pa.ChunkedArray) -> Array:
    found: Array = _array(column).to_numpy(zero_copy_only=False)
    return found.astype(np.bool_, copy=False)


def _days(column: pa.ChunkedArray) -> Array:
    """As ordinals; ``NO_DAY`` where there is none."""
    days = _array(column).cast(pa.int32())
    none = NO_DAY - _FIRST_OF_1970
    found: Array = pc.fill_null(days, none).to_numpy(zero_copy_only=False)
    return found + np.int32(_FIRST_OF_1970)


def _numbers(column: pa.ChunkedArray, known: Mapping[str, int]) -> Array:
    """Of words; each is looked up once."""
    words = _array(column)
    if not pa.types.is_dictionary(words.type):
        words = words.dictionary_encode()
    numbers = [known.get(word, UNKNOWN) for word in words.dictionary.to_pylist()]
    found: Array = np.array(numbers, np.int32)[_whole(words.indices)]
    return found


def _whole(numbers: Any) -> Array:
    found: Array = numbers.to_numpy(zero_copy_only=False)
    return found


def _moments(cursor: duckdb.DuckDBPyConnection, recorded_at: Array) -> Array:
    """The numbers of moments; those that are new follow the last one, in order of time."""
    coded = pa.array(recorded_at).dictionary_encode()
    cursor.register("arrived_moment", pa.table({"recorded_at": coded.dictionary}))
    found = dict(cursor.execute(fact_queries.MOMENTS).fetchnumpy())
    if len(found["number"]) < len(coded.dictionary):
        cursor.execute(fact_queries.NEW_MOMENTS)
        found = dict(cursor.execute(fact_queries.MOMENTS).fetchnumpy())
    cursor.unregister("arrived_moment")
    at = np.searchsorted(found["recorded_at"], _whole(coded.dictionary))
    numbers: Array = found["number"][at].astype(np.int32)[_whole(coded.indices)]
    return numbers


# --- order ---------------------------------------------------------------------------------------


def _order(place: Array, last_day: Array, indicator: Array, seq: Array) -> Array:
    """By place, last day, indicator and number.

    Offices send in order: mostly what is each place's is in order as it comes, and only has to
    be brought together.
    """
    order = _by(place, None)
    if _is_in_order(place[order], last_day[order], indicator[order], seq[order]):
        return order
    if (np.diff(seq) < 0).any():
        order = np.argsort(seq, kind="stable")
        order = _by(indicator, order)
    else:
        order = _by(indicator, None)
    return _by(place, _by(last_day, order))


def in_order(*keys: Array) -> Array:
    """An order by the first of whole numbers, then by the next; what is equal stays as it is.

    Numbers of few values: together they mostly fit one digit.
    """
    return _by(together(keys, [distinct(key) for key in keys]), None)


def _chosen(array: Array, rows: Array) -> Array:
    """Some items; what is all the same need not be gathered."""
    if len(array) and array.dtype == np.bool_ and not array.any():
        return np.zeros(len(rows), np.bool_)
    found: Array = array[rows]
    return found


def _by(numbers: Array, order: Array | None) -> Array:
    """An order made that of small numbers, those that are equal left as they are."""
    if not len(numbers):
        return np.zeros(0, np.int64)
    rest = numbers - numbers.min()
    while True:
        digit = (rest % _DIGIT).astype(np.uint16)
        by_digit = np.argsort(digit if order is None else digit[order], kind="stable")
        order = by_digit if order is None else order[by_digit]
        if rest.max() < _DIGIT:
            return order
        rest = rest // _DIGIT


def _is_in_order(*keys: Array) -> bool:
    """Whether rows ascend by the first key, then by the next."""
    is_settled = np.zeros(max(len(keys[0]) - 1, 0), np.bool_)
    for key in keys:
        if ((key[1:] < key[:-1]) & ~is_settled).any():
            return False
        is_settled |= key[1:] > key[:-1]
    return True
