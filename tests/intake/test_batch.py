"""Many files at once: every outcome in its place, on processes of ours and on an engine's."""

import multiprocessing
import os
from pathlib import Path

import dask
import pytest
from dask import bag
from distributed import Client, LocalCluster

from bayen.intake import as_guide_json, load_document, read_document
from bayen.intake.batch import FEWEST_FOR_A_POOL, Task, read_all, read_one, read_partition

REPORTS = sorted((Path(__file__).parents[2] / "corpus" / "reports").glob("*.txt"))


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> list[Task]:
    """Reports, with a broken file and a missing one among them."""
    folder = tmp_path_factory.mktemp("tệp gửi")
    tasks = []
    for number in range(FEWEST_FOR_A_POOL + 6):
        path = folder / f"{number:03}.txt"
        path.write_bytes(REPORTS[number % len(REPORTS)].read_bytes())
        tasks.append(Task(path))
    (folder / "hỏng.docx").write_bytes(b"PK\x03\x04 no archive")
    return [*tasks[:10], Task(folder / "hỏng.docx"), Task(folder / "mất.txt"), *tasks[10:]]


def test_outcomes_keep_the_order_and_a_bad_file_loses_no_other(tasks, known):
    outcomes = list(read_all(tasks))
    assert [outcome.task for outcome in outcomes] == tasks
    refused = [outcome.task.path.name for outcome in outcomes if outcome.refusal]
    assert refused == ["hỏng.docx", "mất.txt"]
    path = tasks[-1].path
    alone = read_document(
        load_document(path.read_bytes(), path.name), day=None, place=None, known=known
    )
    assert outcomes[-1].figures == tuple(map(as_guide_json, alone.proposals))
    assert outcomes[-1].figures


def test_whoever_stops_early_leaves_no_process_behind(tasks):
    others = set(multiprocessing.active_children())  # a cluster that other tests keep running
    outcomes = read_all(tasks)
    next(outcomes)
    assert set(multiprocessing.active_children()) > others
    outcomes.close()
    assert set(multiprocessing.active_children()) == others


def test_an_engine_maps_the_same_function_over_its_partitions(tasks):
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        Client(cluster) as client,
    ):
        parts = bag.from_sequence(tasks[6:16], npartitions=4)
        outcomes = parts.map_partitions(read_partition).compute(scheduler=client)
        workers = client.run(os.getpid)
    assert len(set(workers.values()) - {os.getpid()}) == 2
    assert outcomes == list(map(read_one, tasks[6:16]))
