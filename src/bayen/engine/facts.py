"""The ledger's figures as columns: what engines on tables are loaded with.

Columns carry numbers only; where a figure came from stays in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from bayen.core.ledger import Observation

FACT_SCHEMA = pa.schema(
    [
        pa.field("seq", pa.int64(), nullable=False),
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("first_day", pa.date32()),  # none: a state on last_day
        pa.field("last_day", pa.date32(), nullable=False),
        pa.field("milli", pa.int64(), nullable=False),  # whole thousandths
        pa.field("bound", pa.uint8(), nullable=False),  # two bits, as ``Bound``
        pa.field("is_share", pa.bool_(), nullable=False),
        pa.field("recorded_at", pa.int64(), nullable=False),  # microseconds since 1970, UTC
        pa.field("supersedes", pa.int64()),
        pa.field("retracts", pa.bool_(), nullable=False),
    ]
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """Of an aware moment, since 1970 in UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def facts_of(observations: Iterable[Observation]) -> pa.Table:
    """Observations as a table of ``FACT_SCHEMA``."""
    entries = list(observations)
    columns = [
        [o.seq for o in entries],
        [o.indicator for o in entries],
        [o.place for o in entries],
        [o.span.first_day for o in entries],
        [o.span.last_day for o in entries],
        [o.quantity.milli for o in entries],
        [int(o.quantity.bound) for o in entries],
        [o.is_share for o in entries],
        [microseconds(o.recorded_at) for o in entries],
        [o.supersedes for o in entries],
        [o.retracts for o in entries],
    ]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, FACT_SCHEMA, strict=True)]
    return pa.Table.from_arrays(arrays, schema=FACT_SCHEMA)
