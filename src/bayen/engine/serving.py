"""Which engine answers: handed over at start-up by whoever composes the program.

What asks is one floor, what chooses another; this is where they meet.
"""

from __future__ import annotations

from collections.abc import Callable

from bayen.core.questions import Engine


class EngineMissingError(RuntimeError):
    """The engine that was chosen cannot be had; says in Vietnamese what is missing."""


_makers: list[Callable[[], Engine]] = []


def install_engine(make: Callable[[], Engine]) -> None:
    """Say where the engine over the present ledger comes from; the last word counts."""
    _makers.append(make)


def current_engine() -> Engine:
    """The engine, brought up to the ledger's last entry.

    Raises:
        RuntimeError: start-up installed none.
    """
    if not _makers:
        raise RuntimeError("no engine was installed: is bayen.config among the installed apps?")
    return _makers[-1]()
