"""The engine of this process on a Dask cluster that runs already.

All processes of an office share one folder of the ledger dealt out (``engine/dealt.py``): the
first that finds something new in the ledger writes it there, one at a time, and the cluster's
workers take it in. A folder of another ledger or with a broken file is dealt out anew.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files import locks

from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.config.taking_in import is_held, take_in
from bayen.core.atlas import Atlas
from bayen.core.questions import Engine
from bayen.engine.dealt import DamagedPartError
from bayen.engine.mending import MendingEngine
from bayen.engine.remembering import RememberingEngine
from bayen.engine.serving import EngineMissingError
from bayen.reads.ledger import entries_of, ledger_head

if TYPE_CHECKING:
    from distributed import Client

    from bayen.engine.distributed import DistributedEngine

_LOG = logging.getLogger(__name__)
PATIENCE = 10  # seconds, for the scheduler to answer


@dataclass(frozen=True, slots=True)
class _Worked:
    """An engine and what goes with it.

    Attributes:
        atlas: its places.
        remembering: the answers that it gave.
        answering: what is asked.
    """

    engine: DistributedEngine
    atlas: Atlas
    remembering: RememberingEngine
    answering: MendingEngine


class ClusterFollowing:
    """One engine over the ledger that the settings name, worked by a cluster.

    Args:
        address: of the scheduler, as ``tcp://host:8786``.
        folder: that this process and every worker reach by this path.
        shard_count: into how many parts the ledger is dealt; as many workers at most have work.
    """

    def __init__(self, address: str, folder: Path, shard_count: int) -> None:
        self._address = address
        self._folder = folder
        self._shard_count = shard_count
        self._client: Client | None = None
        self._worked: _Worked | None = None
        self._lock = threading.RLock()

    def current(self) -> Engine:
        """The engine, brought up to the ledger's last entry.

        Raises:
            EngineMissingError: Dask is not installed, or nobody answers at the address.
        """
        with self._lock:
            atlas = load_atlas()
            if self._worked is None or self._worked.atlas is not atlas:
                self._worked = self._begin(atlas)
            try:
                self._bring_up(self._worked)
            except DamagedPartError as error:
                self._deal_anew(self._worked, error)
            return self._worked.answering

    def _bring_up(self, worked: _Worked) -> None:
        head = ledger_head()
        if worked.engine.bookmark.hash != head.hash:
            with self._alone():
                worked.engine.look_again()
                if not is_held(worked.engine.bookmark):
                    _LOG.warning("Chia lại sổ cho cụm máy: phần đã chia là của sổ khác")
                    worked.engine.start_over()
                take_in(worked.engine, head, worked.remembering.forget)
            worked.remembering.forget()

    def _deal_anew(self, worked: _Worked, error: Exception) -> Engine:
        """After a part turned out to be gone or damaged, unless another process was faster."""
        with self._lock:
            with self._alone():
                if not worked.engine.look_again():
                    _LOG.warning("Chia lại sổ cho cụm máy: một phần đã chia bị hỏng: %s", error)
                    worked.engine.start_over()
            worked.remembering.forget()
            self._bring_up(worked)
            return worked.remembering

    def close(self) -> None:
        """Let go of the cluster, which goes on."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = self._worked = None

    def _begin(self, atlas: Atlas) -> _Worked:
        engine = self._connect(atlas)
        remembering = RememberingEngine(engine)

        def replace(error: Exception) -> Engine:
            return self._deal_anew(worked, error)

        answering = MendingEngine(remembering, _is_damage, replace)
        worked = _Worked(engine, atlas, remembering, answering)
        return worked

    def _connect(self, atlas: Atlas) -> DistributedEngine:
        try:
            from distributed import Client  # noqa: PLC0415 (not installed with the program)

            from bayen.engine.distributed import DistributedEngine  # noqa: PLC0415
        except ImportError as error:
            raise EngineMissingError("chưa cài Dask: pip install dask distributed") from error
        if self._client is None:
            try:
                self._client = Client(self._address, timeout=PATIENCE, set_as_default=False)
            except OSError as error:
                raise EngineMissingError(f"không nối được cụm máy ở {self._address}") from error
        return DistributedEngine(
            self._client,
            self._folder,
            atlas,
            load_indicators(),
            find_entries=entries_of,
            shard_count=self._shard_count,
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While this process alone writes into the folder."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._folder / "lock").open("a", encoding="utf-8") as file:
            locks.lock(file, locks.LOCK_EX)
            yield


def _is_damage(error: Exception) -> bool:
    return isinstance(error, DamagedPartError)
