"""The ledger for engines and corrections: its head, its facts as columns, single entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from bayen.access.denied import AccessDenied
from bayen.access.permissions import Permission
from bayen.core.ledger import Observation
from bayen.core.periods import Period
from bayen.engine.facts import FACT_SCHEMA, microseconds
from bayen.records import models
from bayen.records.ledger import Head, find_head
from bayen.records.mapping import observation_from_row

_CHUNK = 5_000
_FACT_COLUMNS = (
    "seq",
    "indicator",
    "place_id",
    "first_day",
    "last_day",
    "milli",
    "bound",
    "unit",
    "recorded_at",
    "supersedes_id",
    "retracts",
)


def ledger_head() -> Head:
    """Where the ledger ends; its hash names the whole of it."""
    return find_head()


def holds_seal(head: Head) -> bool:
    """Whether the present ledger grew out of this one."""
    return (
        head.seal_number == 0
        or models.Seal.objects.filter(number=head.seal_number, hash=head.hash).exists()
    )


def facts_between(after_seq: int, up_to_seq: int) -> pa.Table:
    """Entries beyond a number, as the columns that engines are loaded with (``FACT_SCHEMA``)."""
    rows = models.Observation.objects.filter(seq__gt=after_seq, seq__lte=up_to_seq)
    columns: list[list[Any]] = [[] for _ in FACT_SCHEMA]
    found = rows.order_by("seq").values_list(*_FACT_COLUMNS)
    for *plain, unit, recorded_at, supersedes, retracts in found.iterator(chunk_size=_CHUNK):
        derived = (unit == "%", microseconds(recorded_at), supersedes, retracts)
        for column, value in zip(columns, (*plain, *derived), strict=True):
            column.append(value)
    arrays = [pa.array(c, f.type) for c, f in zip(columns, FACT_SCHEMA, strict=True)]
    return pa.Table.from_arrays(arrays, schema=FACT_SCHEMA)


def entries_of(seqs: Sequence[int]) -> Iterator[Observation]:
    """The entries of these numbers, in order, with their sources."""
    rows = models.Observation.objects.filter(seq__in=list(seqs)).order_by("seq")
    return (observation_from_row(row) for row in rows.iterator(chunk_size=_CHUNK))


def find_standing(indicator: str, place_id: str, period: Period) -> int:
    """The number of the entry that stands for a place's own figure of a period.

    Raises:
        AccessDenied: there is none.
    """
    rows = models.Observation.objects.filter(
        indicator=indicator,
        place_id=place_id,
        last_day__range=(period.first_day, period.last_day),
        retracts=False,
        superseded_by__isnull=True,
    )
    found = rows.order_by("seq").last()
    if found is None:
        raise AccessDenied(Permission.VIEW, f"{indicator} {place_id} {period.key}")
    return found.seq
