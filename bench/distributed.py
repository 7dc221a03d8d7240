"""The questions of the country on a Dask cluster, beside one process with the same facts.

    python -m bench.distributed [--workers 2] [--scale 0.4|4.4|44] [--cluster tcp://HOST:8786]

Starts worker processes on this machine, or uses a cluster that runs already and reaches the
same folder. Every answer of the cluster must equal that of one process; medians of five.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import Client, LocalCluster

from bayen.catalogue.places import load_atlas
from bayen.engine.distributed import DistributedEngine
from bayen.engine.duckdb import DuckDBEngine
from bench.consolidation import SCALES, questions, timed
from bench.national_facts import Country, invent_country, invent_facts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--scale", choices=SCALES, default="0.4", help="million facts")
    parser.add_argument("--cluster", help="address of a scheduler")
    parser.add_argument("--folder", type=Path, help="that every worker reaches")
    given = parser.parse_args()
    atlas = load_atlas()
    country = invent_country(atlas, *SCALES[given.scale])
    with (
        cluster(given.cluster, given.workers) as client,
        tempfile.TemporaryDirectory(dir=given.folder, prefix="bayen-bench-") as folder,
    ):
        alone = DuckDBEngine(atlas, country.indicators, path=Path(folder) / "alone.duckdb")
        together = DistributedEngine(client, Path(folder), atlas, country.indicators)
        for name, engine in (("one process", alone), ("cluster", together)):
            begin = time.perf_counter()
            for facts in invent_facts(country):
                engine.append_facts(facts)
            print(f"{name}: loaded in {time.perf_counter() - begin:.1f} s")
        compare(country, alone, together)


@contextmanager
def cluster(address: str | None, workers: int) -> Iterator[Client]:
    """The cluster of this address, or one of processes on this machine."""
    if address is not None:
        with Client(address) as client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0"
        ) as started,
        Client(started) as client,
    ):
        yield client


def compare(country: Country, alone: DuckDBEngine, together: DistributedEngine) -> None:
    for q in questions(country):
        is_equal = alone.answer(q.plan) == together.answer(q.plan)
        mine, theirs = (timed(e.answer, [q.plan]).clock for e in (alone, together))
        verdict = "equal" if is_equal else "DIFFERENT"
        print(f"{q.name:38} one {mine:9.1f} ms   cluster {theirs:9.1f} ms   {verdict}")
        if not is_equal:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
