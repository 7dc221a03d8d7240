"""Inserting very many rows at once.

``bulk_create`` compiles every value of every row into an expression, which is most of the
time of accepting a province's year. This sends the same values with one prepared statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

_PLAIN = (
    models.BooleanField,
    models.CharField,
    models.FloatField,
    models.IntegerField,
    models.TextField,
)


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows of one model; a primary key that the database gives stays unset.

    As with ``bulk_create`` no ``save`` runs and no signal is sent; constraints and triggers
    hold as ever.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields = [field for field in meta.concrete_fields if not isinstance(field, models.AutoField)]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(meta.db_table)
    statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 (own names)
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(_values(rows, fields)))


def _values(
    rows: Iterable[models.Model], fields: Sequence[models.Field[Any, Any]]
) -> Iterator[list[Any]]:
    getters = [(field.attname, _preparation(field)) for field in fields]
    for row in rows:
        held = row.__dict__
        yield [held[name] if prepare is None else prepare(held[name]) for name, prepare in getters]


def _preparation(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """How a value becomes what the driver takes; None when it is that already."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, _PLAIN):
        return None

    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if isinstance(target, models.JSONField):
        no_list, no_object = prepare([]), prepare({})  # what nearly every row holds
        return lambda value: prepare(value) if value else no_list if value == [] else no_object
    return lru_cache(maxsize=1_024)(prepare)  # moments and days repeat from row to row
