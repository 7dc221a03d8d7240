"""The one place that chooses what the program runs on: which engine, over which ledger.

The engine lives as long as the process and follows the ledger: before every question it
takes in what was added since, and starts afresh when the ledger is another one.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.forest import build_forest
from bayen.core.ledger import Observation
from bayen.core.questions import Engine
from bayen.engine.reference import ReferenceEngine
from bayen.reads.ledger import entries_after, holds_seal, ledger_head
from bayen.records.ledger import Head


@dataclass(slots=True)
class _Following:
    """An engine and the head of the ledger that it has taken in."""

    head: Head = field(default_factory=Head)
    entries: list[Observation] = field(default_factory=list)
    engine: Engine | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def current(self) -> Engine:
        with self.lock:
            head = ledger_head()
            if self.engine is None or head.hash != self.head.hash:
                self._follow(head)
            if self.engine is None:
                raise AssertionError("an engine was just made")
            return self.engine

    def _follow(self, head: Head) -> None:
        if not holds_seal(self.head):
            self.head, self.entries = Head(), []
        new = [o for o in entries_after(self.head.last_seq) if o.seq <= head.last_seq]
        self.entries = [*self.entries, *new]
        self.engine = ReferenceEngine(
            self.entries, load_atlas(), load_indicators(), build_forest(load_atlas())
        )
        self.head = head


_following = _Following()


def engine() -> Engine:
    """The engine over the ledger as it is now."""
    return _following.current()
