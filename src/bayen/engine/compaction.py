"""Keeps the bags of changes small: what many corrections put in and took out becomes one sum.

Every entry that comes in adds rows to the kept totals, for what its unit gave before and what
it gives now. Tables that outlive the process would grow for years; once there are twice as many
rows as there were sums, they are added up.
"""

from __future__ import annotations

import duckdb

SCHEMA = """
create table summed (month_total bigint, span_total bigint);
insert into summed values (0, 0)
"""

_FEW = 200_000  # rows that are not worth the work
_SUMS = (
    "sum(milli) as milli, sum(over)::bigint as over, sum(under)::bigint as under, "
    "sum(figures)::bigint as figures, sum(whole)::bigint as whole"
)

_SUM_UP = """
create or replace table {table} as
select indicator, node, {position}, {sums}
from {table}
group by indicator, node, {position}
having sum(milli) <> 0 or sum(over) <> 0 or sum(under) <> 0 or sum(figures) <> 0
    or sum(whole) <> 0
order by node, indicator, {position}
"""

_TABLES = {"month_total": "month", "span_total": "span"}


def compact(cursor: duckdb.DuckDBPyConnection, few: int = _FEW) -> None:
    """Add up the tables that have grown enough; part of the cursor's transaction."""
    for table, position in _TABLES.items():
        rows = _count(cursor, table)
        [(summed,)] = cursor.execute(f"select {table} from summed").fetchall()  # noqa: S608
        if rows > 2 * summed + few:
            cursor.execute(_SUM_UP.format(table=table, position=position, sums=_SUMS))
            cursor.execute(f"update summed set {table} = $n", {"n": _count(cursor, table)})  # noqa: S608


def _count(cursor: duckdb.DuckDBPyConnection, table: str) -> int:
    [(rows,)] = cursor.execute(f"select count(*) from {table}").fetchall()  # noqa: S608
    return int(rows)
