"""Inserting very many rows at once: the one writer of what is written in numbers.

``bulk_create`` compiles every value of every row into an expression, which is most of the
time of accepting a province's year. This sends the same values column by column through what
each database takes fastest: COPY on PostgreSQL, many rows a statement on SQLite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db import connection, models

from bayen.records.copy_text import copy_text

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
    insert_columns(model, names, [[[row.__dict__[name] for row in rows] for name in names]])


def insert_columns(
    model: type[models.Model],
    names: Sequence[str],
    portions: Iterable[Sequence[Sequence[Any]]],
) -> None:
    """Insert rows of which there are only the values, under the rules of ``insert_rows``.

    Args:
        model: whose rows they are.
        names: the columns by attribute (``supersedes_id``): all that the database does not
            fill by itself.
        portions: some rows each: their values by column, in that order, as the attributes of
            objects would hold them. While PostgreSQL takes one in, the next may be made.
    """
    target, fields = insertion_target(model, names)
    send = _copy if connection.vendor == "postgresql" else _insert
    send(target, fields, (portion for portion in portions if portion[0]))


def insertion_target(
    model: type[models.Model], names: Sequence[str]
) -> tuple[str, list[models.Field[Any, Any]]]:
    """A table with these columns by attribute, as SQL names them; and the columns."""
    held = {field.attname: field for field in model._meta.concrete_fields}
    fields = [held[name] for name in names]
    table = connection.ops.quote_name(model._meta.db_table)
    quoted = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    return f"{table} ({quoted})", fields


def _copy(
    target: str,
    fields: Sequence[models.Field[Any, Any]],
    portions: Iterator[Sequence[Sequence[Any]]],
) -> None:
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {target} FROM STDIN") as copy,
    ):
        for columns in portions:
            copy.write(copy_text(fields, columns))


def _insert(
    target: str,
    fields: Sequence[models.Field[Any, Any]],
    portions: Iterator[Sequence[Sequence[Any]]],
) -> None:
    with connection.cursor() as cursor:
        for columns in portions:
            for statement, parts in _statements(target, fields, columns):
                cursor.executemany(statement, parts)


def sqlite_statements(
    model: type[models.Model], names: Sequence[str], columns: Sequence[Sequence[Any]]
) -> Iterator[tuple[str, list[list[Any]]]]:
    """What inserts these rows into SQLite: statements, and what to execute each with."""
    target, fields = insertion_target(model, names)
    return _statements(target, fields, columns) if columns[0] else iter(())


def _statements(
    target: str, fields: Sequence[models.Field[Any, Any]], columns: Sequence[Sequence[Any]]
) -> Iterator[tuple[str, list[list[Any]]]]:
    """What a column says of all rows alike is handed over once a statement."""
    alike = tuple(column.count(column[0]) == len(column) for column in columns)
    given = list(zip(fields, columns, alike, strict=True))
    shared = [prepared(field, column[:1])[0] for field, column, one in given if one]
    varying = [prepared(field, column) for field, column, one in given if not one]
    for count, parts in _in_parts(varying, len(columns[0]), _MARKS_AT_ONCE - len(shared)):
        statement = f"INSERT INTO {target} VALUES {_marks(alike, count)}"  # noqa: S608 (own names)
        yield statement, [[*shared, *part] for part in parts]


@lru_cache(maxsize=64)
def _marks(alike: tuple[bool, ...], count: int) -> str:
    """Numbered marks for so many rows: first those of the columns in which all are alike."""
    width, shared = alike.count(False), alike.count(True)

    def mark(row: int, column: int) -> str:
        before = sum(alike[:column])
        return f"?{before + 1 if alike[column] else shared + row * width + column - before + 1}"

    rows = (", ".join(mark(row, column) for column in range(len(alike))) for row in range(count))
    return ", ".join(f"({row})" for row in rows)


def _in_parts(
    columns: Sequence[Sequence[Any]], count: int, marks: int
) -> Iterator[tuple[int, list[list[Any]]]]:
    """Values of so many rows run together, for one statement each: full parts, then the rest."""
    width = len(columns)
    size = min(count, max(1, marks // max(1, width)))
    run = list(chain.from_iterable(zip(*columns, strict=True)))
    parts = [run[i * width : (i + size) * width] for i in range(0, count, size)]
    if whole := count // size:
        yield size, parts[:whole]
    if rest := count % size:
        yield rest, parts[whole:]


def prepared(field: models.Field[Any, Any], column: Sequence[Any]) -> Sequence[Any]:
    """A column as the driver takes it."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, _PLAIN):
        return column

    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if isinstance(target, models.JSONField):
        empty: dict[type, Any] = {
            list: prepare([]),
            dict: prepare({}),
        }  # what nearly every row holds
        return [
            prepare(value) if value or type(value) not in empty else empty[type(value)]
            for value in column
        ]
    known = {value: prepare(value) for value in set(column)}
    return list(map(known.__getitem__, column))  # moments and days repeat from row to row
