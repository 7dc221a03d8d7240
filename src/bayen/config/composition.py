"""The one place that chooses what the program runs on: which engine, over which ledger.

The engine lives as long as the process and follows the ledger: before every question it
takes in what was added since, and starts afresh when the ledger is another one.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.places import Atlas
from bayen.core.questions import Engine
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.remembering import RememberingEngine
from bayen.reads.ledger import entries_of, facts_between, holds_seal, ledger_head
from bayen.records.ledger import Head


@dataclass(slots=True)
class _Following:
    """An engine and the head of the ledger that it has taken in."""

    head: Head = field(default_factory=Head)
    engine: DuckDBEngine | None = None
    remembering: RememberingEngine | None = None  # of the same engine
    atlas: Atlas | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def current(self) -> Engine:
        with self.lock:
            head = ledger_head()
            atlas = load_atlas()
            is_mine = self.atlas is atlas and holds_seal(self.head)
            if self.engine is None or self.remembering is None or not is_mine:
                self.engine = DuckDBEngine(atlas, load_indicators(), find_entries=entries_of)
                self.remembering = RememberingEngine(self.engine)
                self.atlas, self.head = atlas, Head()
            if head.hash != self.head.hash:
                self.engine.append_facts(facts_between(self.head.last_seq, head.last_seq))
                self.remembering.forget()
                self.head = head
            return self.remembering


_following = _Following()


def engine() -> Engine:
    """The engine over the ledger as it is now."""
    return _following.current()
