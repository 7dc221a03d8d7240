"""Answers as columns, for those who take hundreds of thousands of cells at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from bayen.core.questions import Answer, Basis, Plan
from bayen.engine.blocks import Array
from bayen.engine.kept_figures import KeptFigures

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
        pa.field("basis", pa.string()),  # as ``Basis``
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
        [c.basis.value for c in cells],
    ]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, ANSWER_SCHEMA, strict=True)]
    return pa.Table.from_arrays(arrays, schema=ANSWER_SCHEMA)


def columns_of_kept(kept: KeptFigures, plan: Plan) -> pa.Table:
    """The same of kept figures that serve a whole plan, without making cells."""
    rows = np.array([kept.rows[code] for code in plan.indicators])
    columns = np.array([kept.columns[period.key] for period in plan.periods])
    at = np.ix_(rows, columns)
    figures = [kept.places[place] for place in plan.places]

    def flat(name: str) -> Array:
        return np.concatenate([getattr(one, name)[at].ravel() for one in figures])

    count = len(figures), len(rows), len(columns)
    place, row, column = (axis.ravel() for axis in np.indices(count))
    is_there = flat("is_there")
    basis = np.where(is_there, np.where(flat("is_stated"), 2, 1), 0)
    names = [Basis.NONE.value, Basis.PARTS.value, Basis.STATED.value]
    arrays = [
        _words(place, plan.places),
        _words(row, plan.indicators),
        _words(column, [period.key for period in plan.periods]),
        pa.array(flat("milli").astype(np.int64), mask=~is_there),
        pa.array(flat("bound").astype(np.uint8)),
        pa.array(flat("reported")),
        pa.array(flat("expected")),
        pa.array(flat("is_comparable")),
        _words(basis, names),
    ]
    return pa.Table.from_arrays(arrays, schema=ANSWER_SCHEMA)


def _words(numbers: Array, words: Sequence[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(numbers.astype(np.int32), pa.array(words)).cast(
        pa.string()
    )
