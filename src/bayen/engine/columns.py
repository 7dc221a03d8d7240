"""Answers as columns, for those who take hundreds of thousands of cells at once."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
import pyarrow as pa

from bayen.core.questions import Answer, Basis, Plan
from bayen.engine.kept_figures import KeptFigures
from bayen.engine.slots import Array

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
    at = positions(kept, plan)

    def flat(array: Array) -> Array:
        return array.ravel() if at is None else array[at].ravel()

    is_there = flat(kept.is_there)
    basis = np.where(is_there, np.where(flat(kept.is_stated), 2, 1), 0)
    arrays = [
        *_LABELS.of(plan),
        pa.array(flat(kept.milli), mask=~is_there),
        pa.array(flat(kept.bound)),
        pa.array(flat(kept.reported)),
        pa.array(flat(kept.expected)),
        pa.array(flat(kept.is_comparable)),
        _BASES.take(pa.array(basis)),
    ]
    return pa.Table.from_arrays(arrays, schema=ANSWER_SCHEMA)


def positions(kept: KeptFigures, plan: Plan) -> tuple[Array, ...] | None:
    """Where the cells of a plan lie in the arrays; None where they lie there just so."""
    if kept.rows.is_all and kept.periods == plan.periods:
        return None
    return np.ix_(
        np.arange(len(plan.places)),
        np.array([kept.row_of[code] for code in plan.indicators], np.int64),
        np.array([kept.columns[period.key] for period in plan.periods], np.int64),
    )


class _Labels:
    """The words of places, indicators and periods, cell by cell, of the plans asked lately."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[object, ...], list[pa.Array]] = OrderedDict()

    def of(self, plan: Plan) -> list[pa.Array]:
        key = plan.places, plan.indicators, plan.periods
        found = self._known.get(key)
        if found is None:
            found = _labels(plan)
            if len(found[0]) <= _MOST_LABELS:
                self._known[key] = found
            if len(self._known) > _MOST_PLANS:
                self._known.popitem(last=False)
        return found


def _labels(plan: Plan) -> list[pa.Array]:
    places, rows, periods = len(plan.places), len(plan.indicators), len(plan.periods)
    numbers = (
        np.repeat(np.arange(places), rows * periods),
        np.tile(np.repeat(np.arange(rows), periods), places),
        np.tile(np.arange(periods), places * rows),
    )
    words = (list(plan.places), list(plan.indicators), [period.key for period in plan.periods])
    return [
        pa.array(word, pa.string()).take(pa.array(number))
        for word, number in zip(words, numbers, strict=True)
    ]


_MOST_PLANS = 16
_MOST_LABELS = 100_000  # cells of a plan whose words are kept; each takes some 20 bytes
_LABELS = _Labels()
_BASES = pa.array([Basis.NONE.value, Basis.PARTS.value, Basis.STATED.value])
