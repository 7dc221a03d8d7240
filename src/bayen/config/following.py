"""The engine of this process: it follows the ledger, and outlives the process in a file.

Before every question it takes in what was added since; at the start it goes on with the file
that an earlier process left. A file that is another's, or broken, is made anew from the ledger,
and the log says why.
"""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.config.engine_files import EngineFiles, claim_files
from bayen.config.taking_in import is_held, take_in
from bayen.core.atlas import Atlas
from bayen.core.questions import Engine
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.kept_file import Bookmark, Unusable, UnusableFileError, is_damage
from bayen.engine.mending import MendingEngine
from bayen.engine.remembering import RememberingEngine
from bayen.reads.ledger import entries_of, ledger_head

_LOG = logging.getLogger(__name__)
_WORTH_A_CHECKPOINT = 10_000  # entries; DuckDB's own log is read again at the next start
_WHY = {
    Unusable.DAMAGED: "tệp hỏng hoặc ghi dở",
    Unusable.OTHERWISE_MADE: "tệp do phiên bản khác hay cho danh mục chỉ tiêu khác",
    Unusable.OTHER_PLACES: "danh mục địa bàn đã khác, không chỉ thêm hay thôi thôn, bản",
    Unusable.INCOMPLETE: "tệp không đủ số",
}
_OTHER_LEDGER = "tệp của một cuốn sổ khác, hoặc sổ đã được phục hồi từ bản sao cũ hơn"


@dataclass(frozen=True, slots=True)
class _Started:
    """An engine and what goes with it.

    Attributes:
        atlas: its places.
        path: its file; None in memory.
        is_reopened: whether an earlier process made the file.
        remembering: the answers that it gave.
        answering: what is asked.
    """

    engine: DuckDBEngine
    atlas: Atlas
    path: Path | None
    is_reopened: bool
    remembering: RememberingEngine
    answering: MendingEngine


class Following:
    """One engine over the ledger that the settings name; safe to ask from several threads.

    Args:
        home: the data folder; where there is none, tables are in memory.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._files: EngineFiles | None = None
        self._has_begun = False
        self._started: _Started | None = None
        self._lock = threading.RLock()

    def current(self) -> Engine:
        """The engine, brought up to the ledger's last entry."""
        with self._lock:
            while True:
                try:
                    return self._brought_up()
                except duckdb.Error as error:
                    self._give_up(error)

    @property
    def bookmark(self) -> Bookmark:
        """How far the engine has come."""
        return Bookmark() if self._started is None else self._started.engine.bookmark

    def close(self) -> None:
        """Bring the file up to date and let go of it, unless somebody is at work on it."""
        if self._lock.acquire(blocking=False):
            try:
                if self._started is not None:
                    self._started.engine.close()
                if self._files is not None:
                    self._files.let_go()
                self._started, self._files, self._has_begun = None, None, False
            finally:
                self._lock.release()

    # --- which engine ---------------------------------------------------------------------------

    def _brought_up(self) -> Engine:
        head, atlas = ledger_head(), load_atlas()
        if not self._has_begun:
            self._has_begun = True
            self._files = claim_files(self._home)
            self._started = self._reopened(atlas)
        self._follow_places(atlas)
        started = self._started
        if started is None or not is_held(started.engine.bookmark):
            started = self._started = self._made(atlas)
        begun = started.engine.head_seq
        take_in(started.engine, head, started.remembering.forget)
        if started.engine.head_seq - begun >= _WORTH_A_CHECKPOINT:
            started.engine.checkpoint()
        return started.answering

    def _follow_places(self, atlas: Atlas) -> None:
        """Take in villages that came or ended; of other places, the engine is let go of."""
        started = self._started
        if started is None or started.atlas is atlas:
            return
        try:
            started.engine.follow_places(atlas)
        except UnusableFileError as error:
            _say_why(started.path, _WHY[error.why])
            self._started = None
        else:
            started.remembering.forget()
            self._started = replace(started, atlas=atlas)

    def _reopened(self, atlas: Atlas) -> _Started | None:
        """With the file that was left; None when there is none to go on with."""
        path = None if self._files is None else self._files.find_last()
        if path is None:
            return None
        try:
            started = self._start(atlas, path, is_reopened=True)
        except UnusableFileError as error:
            _say_why(path, _WHY[error.why])
            return None
        if not is_held(started.engine.bookmark):
            started.engine.close()
            _say_why(path, _OTHER_LEDGER)
            return None
        return started

    def _made(self, atlas: Atlas) -> _Started:
        """Over an empty file, or in memory; other files of this place go."""
        path = None if self._files is None else self._files.new()
        started = self._start(atlas, path, is_reopened=False)
        if self._files is not None:
            self._files.discard_others(path)
        return started

    def _start(self, atlas: Atlas, path: Path | None, *, is_reopened: bool) -> _Started:
        engine = DuckDBEngine(
            atlas, load_indicators(), find_entries=entries_of, path=path, reopen=is_reopened
        )
        remembering = RememberingEngine(engine)

        def mend(error: Exception) -> Engine:
            with self._lock:
                if self._started is not None and self._started.engine is engine:
                    self._give_up(error)
                return self.current()

        return _Started(
            engine,
            atlas,
            path,
            is_reopened,
            remembering,
            MendingEngine(remembering, is_damage, mend),
        )

    def _give_up(self, error: Exception) -> None:
        """Let go of a broken file; what this process wrote and cannot read, it keeps in memory.

        Raises:
            duckdb.Error: no file is to blame.
        """
        if self._files is None or not is_damage(error):
            raise error
        broken, self._started = self._started, None
        if broken is None or not broken.is_reopened:
            _LOG.warning("Giữ tổng trong bộ nhớ, không ghi được tệp: %s", error)
            self._files.let_go()
            self._files = None
        else:
            _say_why(broken.path, _WHY[Unusable.DAMAGED])
        if broken is not None:
            with suppress(duckdb.Error):
                broken.engine.close()


def _say_why(path: Path | None, reason: str) -> None:
    _LOG.warning("Lập lại tổng giữ sẵn từ sổ, vì %s: %s", reason, path)
