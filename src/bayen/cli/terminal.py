"""Where commands speak: results on standard output, talk and progress on standard error."""

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")

# In a pipe or a file nothing is cut to a terminal's width.
WIDE = 10_000

out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else WIDE)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def use_utf8() -> None:
    """Write UTF-8 whatever code page the machine has (Windows pipes have another)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def write_line(text: str) -> None:
    """One line of result, as it is: no wrapping, no markup."""
    sys.stdout.write(text + "\n")


def say(text: str, *, style: str | None = None) -> None:
    """One line of talk."""
    err.print(text, style=style, markup=False)


def track(items: Iterable[T], what_vi: str, total: int) -> Iterator[T]:
    """The items, with a progress bar while they pass."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=not err.is_terminal) as progress:
        task = progress.add_task(what_vi, total=total)
        for item in items:
            yield item
            progress.advance(task)


@contextmanager
def unbroken() -> Iterator[None]:
    """Ctrl-C inside waits until all of it is done.

    One that came in the middle of a line would leave the console holding back all that is said
    after; one between a result and its count would tell of too few.
    """
    waiting: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if waiting:
        raise KeyboardInterrupt
