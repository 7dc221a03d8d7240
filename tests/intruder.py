"""Playing the intruder: someone with the database in their hands and no manners."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import connection

from bayen.records.guards import install_guards, remove_guards


def run_sql(statement: str, *values: str | int | bytes | date | datetime | None) -> None:
    """One raw statement, as a database client would send it."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def without_guards() -> Iterator[None]:
    """The triggers gone and put back: what was done between leaves no trace but the hashes."""
    remove_guards(connection)
    try:
        yield
    finally:
        install_guards(connection)
