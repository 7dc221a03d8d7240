"""The ledger for engines and corrections: its head, its facts as columns, single entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
from django.db import connection

from bayen.access.denied import AccessDenied
from bayen.access.permissions import Permission
from bayen.core.ledger import Observation
from bayen.core.periods import Period
from bayen.engine.facts import FACT_SCHEMA
from bayen.records import models
from bayen.records.ledger import Head, find_head
from bayen.records.mapping import observation_from_row

_CHUNK = 5_000
_ROWS_AT_ONCE = 50_000
_AT_ONCE = 2_000_000  # entries
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


def stops_between(after: Head, up_to: Head, most: int = _AT_ONCE) -> Iterator[Head]:
    """Seals on the way from one head to a later one, each about so many entries further.

    Whoever takes in a long ledger holds no more than that at once, and stands at a seal after
    every step.
    """
    if after.seal_number == up_to.seal_number:
        return
    rows = models.Seal.objects.filter(number__gt=after.seal_number, number__lte=up_to.seal_number)
    begin = after.last_seq
    for number, last_seq, chain in (
        rows.order_by("number").values_list("number", "last_seq", "hash").iterator()
    ):
        if last_seq - begin >= most or number == up_to.seal_number:
            yield Head(number, last_seq, chain)
            begin = last_seq


def facts_between(after_seq: int, up_to_seq: int) -> pa.Table:
    """Entries beyond a number, as the columns that engines are loaded with (``FACT_SCHEMA``).

    Values come as the database has them and are turned into columns at once: row by row
    through the ORM's converters, the start of every command would wait for it.
    """
    rows = models.Observation.objects.filter(seq__gt=after_seq, seq__lte=up_to_seq)
    sql, params = rows.order_by("seq").values_list(*_FACT_COLUMNS).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        parts = [_facts(found) for found in iter(lambda: cursor.fetchmany(_ROWS_AT_ONCE), [])]
    return pa.concat_tables([FACT_SCHEMA.empty_table(), *parts])


def _facts(rows: Sequence[Sequence[Any]]) -> pa.Table:
    columns = zip(*rows, strict=True)
    arrays = [_column(values, f) for values, f in zip(columns, FACT_SCHEMA, strict=True)]
    return pa.Table.from_arrays(arrays, schema=FACT_SCHEMA)


def _column(values: Sequence[Any], field: pa.Field) -> pa.Array:
    """One column of the schema; SQLite gives days and moments as text, PostgreSQL as values."""
    if field.name == "is_share":
        return pa.array([unit == "%" for unit in values], pa.bool_())
    if field.name == "recorded_at":
        return pa.array(values).cast(pa.timestamp("us")).cast(pa.int64())
    if pa.types.is_date32(field.type):
        is_text = any(isinstance(value, str) for value in values)
        return pa.array(values, pa.string() if is_text else pa.date32()).cast(pa.date32())
    if pa.types.is_boolean(field.type):
        return pa.array([bool(value) for value in values], pa.bool_())
    return pa.array(values, field.type)


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
    return int(found.seq)
