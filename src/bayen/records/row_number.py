"""A primary key that costs SQLite nothing: its own number of the row."""

from __future__ import annotations

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class RowNumberField(models.BigIntegerField):  # type: ignore[type-arg]  # it has none at run time
    """A number that the program gives; on SQLite ``integer``, which the table is kept in order of.

    SQLite keeps a ``bigint`` in an index beside the table: one more to write for every row and
    to go through for every look.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)

    def rel_db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return super().db_type(connection)
