"""Many documents read at once: on all cores of one machine, or by the workers of an engine.

`read_partition` is what an engine that splits work over machines maps over its partitions
(Spark ``mapPartitions``, Dask ``map_partitions``); `read_all` does the same with processes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing.synchronize import Event
from pathlib import Path

from bayen.intake.document import Refused
from bayen.intake.guide import as_guide_json
from bayen.intake.knowledge import load_knowledge
from bayen.intake.loading import load_document
from bayen.intake.reading import read_document

FEWEST_FOR_A_POOL = 24
"""Below this a pool costs more in start-up than it gains."""
_LARGEST_CHUNK = 8


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read.

    Attributes:
        path: the file.
        day: the day of the document; None lets the text tell.
        place: the place it speaks of, as written; None lets the text tell.
    """

    path: Path
    day: date | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one document gave.

    Attributes:
        task: what was asked.
        figures: lines of the labelling guide's format, in the order of the text.
        findings: messages for a person, in Vietnamese.
        refusal: why nothing was read; "" when it was.
    """

    task: Task
    figures: tuple[dict[str, object], ...] = ()
    findings: tuple[str, ...] = ()
    refusal: str = ""


def read_all(tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
    """Read documents, on all cores when there are many; outcomes in the order of the tasks.

    When the caller stops early, what has not begun is dropped.
    """
    workers = os.cpu_count() or 1
    if len(tasks) < FEWEST_FOR_A_POOL or workers == 1:
        yield from read_partition(tasks)
        return
    chunk = max(1, min(_LARGEST_CHUNK, len(tasks) // workers // 4))
    # Spawned on every system: a forked child would inherit the threads of the progress bar.
    spawned = multiprocessing.get_context("spawn")
    stopped = spawned.Event()
    pool = ProcessPoolExecutor(
        workers, mp_context=spawned, initializer=_begin_worker, initargs=(stopped,)
    )
    try:
        with _interrupts_held_back():
            outcomes = pool.map(_read_until_stopped, tasks, chunksize=chunk)
        yield from outcomes
    finally:
        stopped.set()  # what a worker has been handed but not begun
        pool.shutdown(wait=True, cancel_futures=True)


def read_partition(tasks: Iterable[Task]) -> Iterator[Outcome]:
    """Read one part of a batch: what a worker of any engine maps over its partition."""
    return map(read_one, tasks)


def read_one(task: Task) -> Outcome:
    """Read one document; a refusal or a missing file is an outcome, never an exception."""
    try:
        document = load_document(task.path.read_bytes(), task.path.name)
        reading = read_document(document, day=task.day, place=task.place, known=load_knowledge())
    except OSError:
        return Outcome(task, refusal="không mở được tệp; kiểm tra lại đường dẫn và quyền đọc")
    except Refused as refusal:
        return Outcome(task, refusal=refusal.message_vi)
    except Exception as error:  # one file must not lose the thousands after it
        kind = type(error).__name__
        return Outcome(task, refusal=f"phần mềm gặp lỗi khi đọc ({kind}); hãy báo kèm tệp này")
    return Outcome(
        task,
        tuple(as_guide_json(proposal) for proposal in reading.proposals),
        tuple(finding.message_vi for finding in reading.findings),
    )


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Workers begun here never hear Ctrl-C, not even before they run; ours comes afterwards."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_stopped: Event | None = None
"""In a worker: set once nobody waits for its outcomes any more."""


def _begin_worker(stopped: Event) -> None:
    """Ctrl-C is for the process that a person started; it stops its workers itself."""
    global _stopped
    _stopped = stopped
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read_until_stopped(task: Task) -> Outcome:
    return Outcome(task) if _stopped is not None and _stopped.is_set() else read_one(task)
