"""Answers as columns, for those who take hundreds of thousands of cells at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pyarrow as pa

from bayen.core.questions import Answer, Basis, Plan
from bayen.engine.kept_figures import KeptFigures
from bayen.engine.slots import Array

_Kind = tuple[pa.DataType, type[np.generic]]

ANSWER_SCHEMA = pa.schema(
    [
        pa.field("place", pa.string()),
        pa.field("indicator", pa.string()),
        pa.field("period", pa.string()),
        pa.field("milli", pa.int64()),  # whole thousandths; none where nothing was reported
        pa.field("bound", pa.uint8()),  # two bits, as ``Bound``
        pa.field("reported", pa.int64()),
        pa.field("expected", pa.int64()),
        pa.field("comparable", pa.bool_()),
        pa.field("basis", pa.dictionary(pa.int8(), pa.string())),  # as ``Basis``
    ]
)


def columns_of(answer: Answer) -> pa.Table:
    """The figures of an answer as a table of ``ANSWER_SCHEMA``, cell by cell."""
    cells = answer.cells
    columns = [
        [c.place for c in cells],
        [c.indicator for c in cells],
        [c.period.key for c in cells],
        [None if c.quantity is None else c.quantity.milli for c in cells],
        [0 if c.quantity is None else int(c.quantity.bound) for c in cells],
        [c.reported for c in cells],
        [c.expected for c in cells],
        [c.comparable for c in cells],
    ]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, ANSWER_SCHEMA, strict=False)]
    basis = np.array([_BASES.index(c.basis) for c in cells], np.int8)
    arrays.append(pa.DictionaryArray.from_arrays(pa.array(basis), _BASIS_WORDS))
    return pa.Table.from_arrays(arrays, schema=ANSWER_SCHEMA)


def columns_of_kept(kept: KeptFigures, plan: Plan) -> pa.Table:
    """The same of kept figures that serve a whole plan, without making cells."""
    at = positions(kept, plan)

    def flat(array: Array) -> Array:
        return _flat(array, at)

    arrays = [
        _places_of(kept, plan),
        *_labels_of(kept, plan),
        _integers(flat(kept.milli), _WIDE, _bits(flat(kept.is_there))),
        _integers(flat(kept.bound), _BITS),
        _integers(flat(kept.reported), _WIDE),
        *_dues_of(kept, at),
        pa.DictionaryArray.from_arrays(_integers(flat(kept.basis), _SMALL), _BASIS_WORDS),
    ]
    return pa.Table.from_arrays(arrays, schema=ANSWER_SCHEMA)


def _flat(array: Array, at: tuple[Array, ...] | None) -> Array:
    return array.reshape(-1) if at is None else array[at].reshape(-1)


def _integers(values: Array, kind: _Kind, is_there: pa.Buffer | None = None) -> pa.Array:
    """Without copying what has the right width already; ``pa.array`` looks at it first."""
    own = np.ascontiguousarray(values, kind[1])
    return pa.Array.from_buffers(kind[0], len(own), [is_there, pa.py_buffer(own)])


def _bits(flags: Array) -> pa.Buffer:
    return pa.py_buffer(np.packbits(flags, bitorder="little"))


def _places_of(kept: KeptFigures, plan: Plan) -> pa.Array:
    """The places of the cells; kept for the next time with the pieces of the plan."""
    found = kept.pieces.place_labels
    if found is None:
        found = _repeated(plan.places, len(plan.indicators) * len(plan.periods))
        if len(found) <= _MOST_LABELS:
            kept.pieces.place_labels = found
    return found


def _labels_of(kept: KeptFigures, plan: Plan) -> list[pa.Array]:
    """The indicators and periods of the cells; kept for plans that differ in places alone."""
    found = kept.pieces.frame.labels or _labels(plan)
    if len(found[0]) <= _MOST_LABELS:
        kept.pieces.frame.labels = found
    return found


def _dues_of(kept: KeptFigures, at: tuple[Array, ...] | None) -> list[pa.Array]:
    """Of one piece they are the plan's, whatever was stated: kept like the words."""
    is_plans = (
        at is None
        and len(kept.pieces.made) == 1
        and (kept.expected is kept.pieces.made[0].expected)
    )
    found = kept.pieces.frame.dues if is_plans else []
    if not found:
        comparable = pa.array(_flat(kept.is_comparable, at))
        found = [_integers(_flat(kept.expected, at), _WIDE), comparable]
        if is_plans and len(comparable) <= _MOST_LABELS:
            kept.pieces.frame.dues = found
    return found


def positions(kept: KeptFigures, plan: Plan) -> tuple[Array, ...] | None:
    """Where the cells of a plan lie in the arrays; None where they lie there just so."""
    if kept.rows.is_all and kept.periods == plan.periods:
        return None
    return np.ix_(
        np.arange(len(plan.places)),
        np.array([kept.row_of[code] for code in plan.indicators], np.int64),
        np.array([kept.columns[period.key] for period in plan.periods], np.int64),
    )


def _repeated(words: Sequence[str], times: int) -> pa.Array:
    """Each word so many times, put together as Arrow has it: that takes no time at all."""
    written = [word.encode() for word in words]
    ends = _ends(tuple([len(word) for word in written]), times)
    letters = pa.py_buffer(b"".join([word * times for word in written]))
    return pa.Array.from_buffers(pa.string(), len(words) * times, [None, ends, letters])


@lru_cache(maxsize=32)
def _ends(lengths: tuple[int, ...], times: int) -> pa.Buffer:
    """Where words of these lengths end that come so many times each."""
    ends = np.cumsum([0, *np.repeat(lengths, times)], dtype=np.int32)
    return pa.py_buffer(ends)


def _labels(plan: Plan) -> list[pa.Array]:
    places, rows, periods = len(plan.places), len(plan.indicators), len(plan.periods)
    numbers = (
        np.tile(np.repeat(np.arange(rows), periods), places),
        np.tile(np.arange(periods), places * rows),
    )
    words = (list(plan.indicators), [period.key for period in plan.periods])
    return [
        pa.array(word, pa.string()).take(pa.array(number))
        for word, number in zip(words, numbers, strict=True)
    ]


_MOST_LABELS = 50_000  # cells of a plan whose words are kept; each takes some 20 bytes
_BASES = (Basis.NONE, Basis.PARTS, Basis.STATED, Basis.RATE)
_BASIS_WORDS = pa.array([basis.value for basis in _BASES])
_WIDE, _BITS, _SMALL = (pa.int64(), np.int64), (pa.uint8(), np.uint8), (pa.int8(), np.int8)
