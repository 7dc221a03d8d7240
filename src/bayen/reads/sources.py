"""What reads stand on that they do not choose: the engine, handed over at start-up.

``config`` chooses it and calls ``install_engine``; nothing here knows which it is.
"""

from __future__ import annotations

from collections.abc import Callable

from bayen.core.questions import Engine

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
