"""Answers as columns, for those who take hundreds of thousands of cells at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from bayen.core.indicators import IndicatorKind
from bayen.core.questions import Answer
from bayen.engine.layout import Layout
from bayen.engine.tables import table_of

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


def answer_tables(
    layout: Layout,
    asked: Mapping[str, int],
    numbers: Mapping[str, int],
    expected: Iterable[tuple[str, int, int]],
) -> Mapping[str, pa.Table]:
    """What ``kept_queries.COLUMNS`` makes rows of: the plan's names in their order."""
    plan = layout.plan
    kinds = [layout.indicators[code].kind for code in plan.indicators]
    periods = [
        (number, period.key, position, is_stock, layout.asking(place, period, is_stock=is_stock))
        for place, number in asked.items()
        for position, period in enumerate(plan.periods)
        for is_stock in (False, True)
    ]
    units = list(expected)
    return {
        "ask_name": table_of(asked=list(asked.values()), place_id=list(asked)),
        "ask_code": table_of(
            indicator=[numbers[code] for code in plan.indicators],
            code=list(plan.indicators),
            position=list(range(len(plan.indicators))),
            is_stock=[kind is IndicatorKind.STOCK for kind in kinds],
        ),
        "ask_period": table_of(
            asked=[p[0] for p in periods],
            code=[p[1] for p in periods],
            position=[p[2] for p in periods],
            is_stock=[p[3] for p in periods],
            frame=[p[4].frame for p in periods],
            is_divided=[any(q.weight is None for q in p[4].reach.parts) for p in periods],
        ),
        "ask_expected": table_of(
            asked=[asked[place] for place, _, _ in units],
            frame=[frame for _, frame, _ in units],
            units=[count for _, _, count in units],
        ),
    }
