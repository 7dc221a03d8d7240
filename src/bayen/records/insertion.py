"""Inserting very many rows at once: the one writer of what is written in numbers.

``bulk_create`` compiles every value of every row into an expression, which is most of the
time of accepting a province's year. This sends the same values column by column through what
each database takes fastest: COPY on PostgreSQL, many rows a statement on SQLite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db import connection, models

from bayen.records.copy_text import copy_texts

_PLAIN = (
    models.BooleanField,
    models.CharField,
    models.FloatField,
    models.IntegerField,
    models.TextField,
)
_MARKS_AT_ONCE = 900  # every SQLite takes 999 values a statement


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows of one model; a primary key that the database gives stays unset.

    As with ``bulk_create`` no ``save`` runs and no signal is sent; constraints and triggers
    hold as ever.
    """
    if not rows:
        return
    model = type(rows[0])
    names = [f.attname for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
    insert_columns(model, names, [[row.__dict__[name] for row in rows] for name in names])


def insert_columns(
    model: type[models.Model], names: Sequence[str], columns: Sequence[Sequence[Any]]
) -> None:
    """Insert rows of which there are only the values, under the rules of ``insert_rows``.

    Args:
        model: whose rows they are.
        names: the columns by attribute (``supersedes_id``): all that the database does not
            fill by itself.
        columns: their values in that order, as the attributes of objects would hold them.
    """
    if not columns[0]:
        return
    held = {field.attname: field for field in model._meta.concrete_fields}
    fields = [held[name] for name in names]
    table = connection.ops.quote_name(model._meta.db_table)
    quoted = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    send = _copy if connection.vendor == "postgresql" else _insert
    send(f"{table} ({quoted})", fields, columns)


def _copy(
    target: str, fields: Sequence[models.Field[Any, Any]], columns: Sequence[Sequence[Any]]
) -> None:
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {target} FROM STDIN") as copy,
    ):
        for part in copy_texts(fields, columns):
            copy.write(part)


def _insert(
    target: str, fields: Sequence[models.Field[Any, Any]], columns: Sequence[Sequence[Any]]
) -> None:
    prepared = [
        values if (prepare := _preparation(field)) is None else list(map(prepare, values))
        for field, values in zip(fields, columns, strict=True)
    ]
    rows = list(zip(*prepared, strict=True))
    with connection.cursor() as cursor:
        for count, parts in _in_parts(rows, max(1, _MARKS_AT_ONCE // len(fields))):
            marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * count)
            statement = f"INSERT INTO {target} VALUES {marks}"  # noqa: S608 (own names)
            cursor.executemany(statement, parts)


def _in_parts(rows: Sequence[tuple[Any, ...]], size: int) -> Iterator[tuple[int, list[list[Any]]]]:
    """Values of so many rows run together, for one statement each: full parts, then the rest."""
    whole = len(rows) // size * size
    for begin, until, count in ((0, whole, size), (whole, len(rows), len(rows) - whole)):
        if begin < until:
            starts = range(begin, until, count)
            yield count, [list(chain.from_iterable(rows[i : i + count])) for i in starts]


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
