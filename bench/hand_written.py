"""What one would write by hand for these facts: a DuckDB table, and one as DHIS2 lays it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psycopg
import pyarrow as pa

from bench.national_facts import FIRST_YEAR, Country

# Figures of a period that is longer than a month: flows add up, of stocks the last state serves.
_ASK = """
select {by}, sum(case when not is_stock or {is_last} then milli end), bit_or(bound), count(*)
from fact
where {where}
group by {by}
"""
_FACTS = """
select c.indicator::smallint as indicator, c.province::smallint as province,
    c.commune::smallint as commune, m.month::smallint as month, m.year::smallint as year,
    c.is_stock, f.milli, f.bound
from incoming f
join pair c on c.code = f.indicator and c.commune_id = f.place
join calendar m on m.last_day = f.last_day
order by 1, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Clauses:
    """A question to a plain table.

    Attributes:
        by: columns to group by.
        where: (column, first, last): both ends are asked for too.
    """

    by: tuple[str, ...]
    where: tuple[tuple[str, int, int], ...]

    @property
    def is_by_month(self) -> bool:
        """Whether every state asked for serves, not only the last of a year."""
        return "month" in {*self.by, *(column for column, _, _ in self.where)}


class DuckDBTable:
    """One table in a file of its own, each year's facts ordered for scans of an indicator."""

    def __init__(self, path: Path) -> None:
        self._database = duckdb.connect(str(path))

    def load(self, country: Country, facts: Iterable[pa.Table]) -> None:
        register_names(self._database, country)
        for number, table in enumerate(facts):
            self._database.register("incoming", table)
            verb = "insert into fact" if number else "create table fact as"
            self._database.execute(f"{verb} {_FACTS}")
        self._database.unregister("incoming")
        self._database.execute("checkpoint")

    def write_parquet(self, path: Path) -> None:
        """The same rows in the same order, for whoever reads files."""
        self._database.execute(f"copy fact to '{path}' (format parquet)")

    def ask(self, clauses: Clauses) -> list[tuple[object, ...]]:
        return self._database.execute(statement(clauses)).fetchall()


class PostgresTable:
    """An analytics table: a column for each level and kind of period, an index on each."""

    _INDEXED = ("indicator", "province", "commune", "month", "quarter", "year")

    def __init__(self, address: str) -> None:
        self._database = psycopg.connect(address, autocommit=True)

    def load(self, country: Country, facts: Iterable[pa.Table]) -> None:
        self._database.execute(
            "create unlogged table fact (indicator int, nation int, province int, commune int,"
            " month int, quarter int, year int, is_stock boolean, milli bigint, bound int)"
        )
        with duckdb.connect() as reader:
            register_names(reader, country)
            for table in facts:
                reader.register("incoming", table)
                self._copy(reader.execute(_FACTS).fetchall())
        for column in self._INDEXED:
            self._database.execute(f"create index on fact ({column})")
        self._database.execute("set max_parallel_workers_per_gather = 2")
        self._database.execute("set work_mem = '256MB'")
        self._database.execute("analyze fact")

    def _copy(self, rows: Iterable[tuple[int, int, int, int, int, bool, int, int]]) -> None:
        with self._database.cursor() as cursor, cursor.copy("copy fact from stdin") as copy:
            for indicator, province, commune, month, year, is_stock, milli, bound in rows:
                places = (indicator, 0, province, commune)
                copy.write_row((*places, month, month // 3, year, is_stock, milli, bound))

    def ask(self, clauses: Clauses) -> list[tuple[object, ...]]:
        return self._database.execute(statement(clauses).encode()).fetchall()


def statement(clauses: Clauses) -> str:
    """One question; its clauses are the benchmark's own."""
    is_last = "true" if clauses.is_by_month else "month % 12 = 11"
    conditions = (f"{column} between {first} and {last}" for column, first, last in clauses.where)
    where = " and ".join(conditions) or "true"
    return _ASK.format(by=", ".join(clauses.by), where=where, is_last=is_last)


def register_names(database: duckdb.DuckDBPyConnection, country: Country) -> None:
    """Numbers of indicators, communes and months, as both tables use them."""
    provinces = {place: number for number, place in enumerate(country.provinces)}
    home = [provinces[place] for place in country.province_of]
    codes = list(country.indicators)
    communes = list(country.communes)
    tables = {
        "commune": pa.table(
            {"id": communes, "number": list(range(len(communes))), "province": home}
        ),
        "indicator": pa.table({"code": codes, "number": list(range(len(codes)))}),
        "calendar": pa.table(
            {
                "last_day": pa.array([m.last_day for m in country.months], pa.date32()),
                "month": list(range(len(country.months))),
                "year": [FIRST_YEAR + n // 12 for n in range(len(country.months))],
            }
        ),
    }
    for name, table in tables.items():
        database.register(f"{name}_names", table)
        database.execute(f"create temp table {name} as select * from {name}_names")  # noqa: S608
    database.execute(
        "create temp table pair as select i.code, i.number as indicator, c.id as commune_id,"
        " c.number as commune, c.province, i.number % 3 = 2 as is_stock"
        " from indicator i cross join commune c"
    )
