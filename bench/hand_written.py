"""What one would write by hand for these facts: a DuckDB table, and one as DHIS2 lays it out."""

from __future__ import annotations

from collections.abc import Iterable
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
select c.indicator, c.province, c.commune, m.month, m.year, c.is_stock, f.milli, f.bound
from incoming f
join pair c on c.code = f.indicator and c.commune_id = f.place
join calendar m on m.last_day = f.last_day
order by 1, 3, 4
"""


class DuckDBTable:
    """One table in a file of its own, ordered as the engine orders its facts."""

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

    def ask(self, by: str, where: str) -> list[tuple[object, ...]]:
        return self._database.execute(statement(by, where)).fetchall()


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

    def ask(self, by: str, where: str) -> list[tuple[object, ...]]:
        return self._database.execute(statement(by, where).encode()).fetchall()


def statement(by: str, where: str) -> str:
    """One question; ``by`` and ``where`` are the benchmark's own."""
    is_last = "true" if "month" in f"{by} {where}" else "month % 12 = 11"
    return _ASK.format(by=by, where=where, is_last=is_last)


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
