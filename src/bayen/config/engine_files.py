"""Where a process keeps the tables of its engine: files of its own in the data folder.

DuckDB lets one process write a file, so each process that counts takes the first place that no
other holds: a server's workers, and a command beside them. The lock ends with the process,
however it ends. All of it may be thrown away at any time; the ledger is elsewhere.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.core.files import locks

FOLDER = "engine"
MOST_PLACES = 8  # processes with a file; any more keep their tables in memory
_SUFFIX = ".duckdb"


class EngineFiles:
    """A place that this process holds until it ends.

    Every engine gets a file with a new number: one that is still being asked can go on with
    the old one, which Windows does not delete before it is let go of.
    """

    def __init__(self, folder: Path, place: int, lock: IO[str]) -> None:
        self._folder = folder
        self._place = place
        self._lock = lock  # open as long as this lives

    def let_go(self) -> None:
        """Leave the place and what is in it to another process."""
        self._lock.close()

    def find_last(self) -> Path | None:
        """The newest file that was left here."""
        return max(self._files(), default=None)

    def new(self) -> Path:
        """A name that no file here has."""
        last = self.find_last()
        number = int(last.stem.split("-")[1]) + 1 if last else 1
        return self._folder / f"{self._place}-{number:06d}{_SUFFIX}"

    def discard_others(self, kept: Path | None) -> None:
        """Remove what belongs to no other engine than this one; what is in use stays a while."""
        for path in self._folder.glob(f"{self._place}-*"):
            if kept is None or not path.name.startswith(kept.stem):
                with suppress(OSError):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _files(self) -> list[Path]:
        return list(self._folder.glob(f"{self._place}-[0-9]*{_SUFFIX}"))


def claim_files(home: Path) -> EngineFiles | None:
    """The first free place in a data folder; None when there is none, or nothing can be written."""
    if not home.is_dir():
        return None
    folder = home / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for place in range(1, MOST_PLACES + 1):
            lock = (folder / f"{place}.lock").open("a", encoding="utf-8")
            if locks.lock(lock, locks.LOCK_EX | locks.LOCK_NB):
                return EngineFiles(folder, place, lock)
            lock.close()
    except OSError:
        return None
    return None
