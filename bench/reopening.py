"""How soon a server is there again: the engine's file reopened, beside all facts read anew.

    python -m bench.reopening [--scale 0.4|4.4|44] [--folder DIR]

Makes an engine's file from invented facts, lets go of it, and starts a second process that reads
the places, opens the file again, takes in what ten communes sent meanwhile, and asks for the
nation's year; then villages are entered and end. The ledger's own tables take no part:
whoever starts without a file reads those too.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from bayen.catalogue.places import load_atlas
from bayen.core.atlas import Atlas
from bayen.core.ledger import Observation, Source, SourceKind
from bayen.core.period_schemes import DECREE
from bayen.core.periods import PeriodKind
from bayen.core.places import PlaceKind, PlaceVersion
from bayen.core.quantities import Quantity
from bayen.core.questions import Plan
from bayen.engine.duckdb import DuckDBEngine
from bench.consolidation import RECORDED, SCALES, Taken, once
from bench.national_facts import FIRST_YEAR, Country, invent_country, invent_facts

Result = TypeVar("Result")
COMMUNES = 10  # that sent a month while the server was down
ALL_VILLAGES = 33_210  # ten for each commune


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=SCALES, default="4.4", help="million facts")
    parser.add_argument("--folder", type=Path, help="where the file is put")
    parser.add_argument("--again", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.again is not None:
        go_on(given.again, given.scale)
        return
    with tempfile.TemporaryDirectory(dir=given.folder, prefix="bayen-bench-") as folder:
        path = Path(folder) / "engine.duckdb"
        make(path, given.scale)
        command = [sys.executable, "-m", "bench.reopening", "--scale", given.scale]
        begin = time.perf_counter()
        subprocess.run([*command, "--again", str(path)], check=True)  # noqa: S603 - ourselves
        print(f"the whole second process: {time.perf_counter() - begin:.1f} s on the clock")


def make(path: Path, scale: str) -> None:
    """All facts into a new file."""
    atlas = load_atlas()
    country = invent_country(atlas, *SCALES[scale])
    engine = DuckDBEngine(atlas, country.indicators, path=path)
    count, steps = 0, []
    for seal, facts in enumerate(invent_facts(country), start=1):
        steps.append(once(partial(engine.append_facts, facts, seal, "invented")))
        count += len(facts)
    steps.append(once(engine.close))
    print(f"{count:,} facts, {path.stat().st_size / 1e6:,.0f} MB")
    say("made anew, facts in columns", *steps)


def go_on(path: Path, scale: str) -> None:
    """What the next process does before its first answer."""
    country, read = kept(lambda: invent_country(load_atlas(), *SCALES[scale]))
    say("places read", read)
    engine, opened = kept(
        lambda: DuckDBEngine(load_atlas(), country.indicators, path=path, reopen=True)
    )
    say("file opened again", opened)
    entries = sent_meanwhile(country, engine.head_seq)
    say(f"{len(entries):,} entries taken in", once(lambda: engine.append(entries)))
    plan = Plan(tuple(country.indicators), ("vn",), (DECREE.period(FIRST_YEAR, PeriodKind.YEAR),))
    say("the nation's year answered", once(lambda: engine.answer(plan)))
    say("and again", once(lambda: engine.answer(plan)))
    for count, what in ((1, "a village entered"), (ALL_VILLAGES, "all villages entered")):
        say(what, once(partial(engine.follow_places, with_villages(country, count))))
    for until in (None, date(2030, 1, 1)):
        after = with_villages(country, ALL_VILLAGES + 1, until)
        say(
            "one more" if until is None else "one ended", once(partial(engine.follow_places, after))
        )
    say("the nation's year answered", once(lambda: engine.answer(plan)))
    say("its village's own page", once(lambda: engine.answer(replace(plan, places=("v0",)))))
    engine.close()
    more = with_villages(country, ALL_VILLAGES + 2)
    engine, opened = kept(lambda: DuckDBEngine(more, country.indicators, path=path, reopen=True))
    say("opened with one more", opened)
    print(f"processors of all of it: {time.process_time():.1f} s")


def with_villages(country: Country, count: int, until: date | None = None) -> Atlas:
    """The country with so many villages, dealt out to its communes; the last ends some day."""
    atlas, kind = load_atlas(), PlaceKind.VILLAGE
    communes = country.communes
    homes = [communes[number % len(communes)] for number in range(count)]
    own = [
        PlaceVersion(f"v{n}", f"Thôn {n}", kind, f"{n:07}", home, date(2025, 8, 1))
        for n, home in enumerate(homes)
    ]
    own[-1] = replace(own[-1], valid_until=until)
    return replace(atlas, versions=(*atlas.versions, *own))


def kept(work: Callable[[], Result]) -> tuple[Result, Taken]:
    """What work gave, and what it took."""
    found: list[Result] = []
    taken = once(lambda: found.append(work()))
    return found[0], taken


def sent_meanwhile(country: Country, head: int) -> list[Observation]:
    """Ten communes' month after the last."""
    year = FIRST_YEAR + len(country.months) // 12
    span = DECREE.period(year, PeriodKind.MONTH, 1).span
    source = Source(SourceKind.FIELD, "form", "ô 1")
    about = [(code, place) for place in country.communes[:COMMUNES] for code in country.indicators]
    return [
        Observation(
            head + n, code, place, span, Quantity.from_milli(1000), "vụ", source, RECORDED, "cán bộ"
        )
        for n, (code, place) in enumerate(about, start=1)
    ]


def say(what: str, *steps: Taken) -> None:
    clock, processor = sum(s.clock for s in steps), sum(s.processor for s in steps)
    print(f"{what:30} {clock / 1000:8.2f} s, {processor / 1000:8.2f} of CPU", flush=True)


if __name__ == "__main__":
    main()
