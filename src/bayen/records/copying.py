"""Copying every row of one database into another, unchanged, table by table.

Values pass through Django's fields, so that each database gets its own way of keeping a day,
a moment or JSON; nothing is stamped, computed or checked anew, as saving rows would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

# What ``migrate`` fills by itself, with keys of its own; and sessions: people sign in anew.
_LEFT_OUT = {"contenttypes.contenttype", "auth.permission", "sessions.session"}
_ROWS_AT_ONCE = 2_000
_ROWS_A_STATEMENT = 20_000


def moved_tables() -> list[type[models.Model]]:
    """The tables that a copy takes along, those of many-to-many links included."""
    found = apps.get_models(include_auto_created=True)
    return [m for m in found if m._meta.managed and m._meta.label_lower not in _LEFT_OUT]


def count_rows(alias: str) -> dict[str, int]:
    """Rows of each table by its name."""
    return {m._meta.db_table: m._base_manager.using(alias).count() for m in moved_tables()}


def copy_rows(alias: str, destination: str, on_rows: Callable[[int], None]) -> None:
    """Copy all tables into an empty PostgreSQL; inside a transaction on both sides.

    References are checked at the end, whatever order the rows came in.

    Args:
        on_rows: called with how many more rows have been written.
    """
    target = connections[destination]
    for model in moved_tables():
        _copy_table(model, alias, target, on_rows)
    target.check_constraints()
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), moved_tables()):
            cursor.execute(statement)


def _copy_table(
    model: type[models.Model],
    alias: str,
    target: BaseDatabaseWrapper,
    on_rows: Callable[[int], None],
) -> None:
    fields = model._meta.concrete_fields
    names = ", ".join(target.ops.quote_name(str(field.column)) for field in fields)
    table = target.ops.quote_name(model._meta.db_table)
    found = model._base_manager.using(alias).order_by("pk")
    values = found.values_list(*(field.attname for field in fields))
    rows = values.iterator(chunk_size=_ROWS_AT_ONCE)
    with target.cursor() as cursor:
        # The trigger on the ledger keeps the rows of a statement until it ends.
        while portion := list(islice(rows, _ROWS_A_STATEMENT)):
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in portion:
                    copy.write_row(_written(fields, row, target))
                    on_rows(1)


def _written(fields: Any, row: tuple[Any, ...], target: BaseDatabaseWrapper) -> list[Any]:
    return [
        field.get_db_prep_save(value, connection=target)
        for field, value in zip(fields, row, strict=True)
    ]


@contextmanager
def speaking_to(alias: str) -> Iterator[None]:
    """Let every query of this thread go to another database, uncommitted rows included."""
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[alias]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
