"""Columns handed to and kept in the database of an engine."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa


def table_of(**columns: Sequence[object]) -> pa.Table:
    """Columns as a table; numbers fit 32 bits, ``is_...`` are yes or no."""
    return pa.table({name: pa.array(c, _type(name)) for name, c in columns.items()})


def store(cursor: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Make a table of the database out of one in memory; ``name`` is the program's own."""
    cursor.register("incoming", table)
    cursor.execute(f"create table {name} as select * from incoming")  # noqa: S608 - own names
    cursor.unregister("incoming")


def add(cursor: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Put rows into a table of the database; ``name`` is the program's own."""
    cursor.register("incoming", table)
    cursor.execute(f"insert into {name} by name select * from incoming")  # noqa: S608 - own names
    cursor.unregister("incoming")


def _type(name: str) -> pa.DataType:
    if name.startswith("is_"):
        return pa.bool_()
    return pa.string() if name in {"place_id", "code"} else pa.int32()
