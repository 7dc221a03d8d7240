"""Brings an engine up to the ledger's last seal, whatever engine it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import pyarrow as pa

from bayen.engine.kept_file import Bookmark
from bayen.reads.ledger import facts_between, holds_seal, stops_between
from bayen.records.ledger import Head


class Growing(Protocol):
    """An engine that knows how far it has come."""

    @property
    def bookmark(self) -> Bookmark: ...

    def append_facts(self, facts: pa.Table, seal: int, chain: str) -> None: ...


def is_held(bookmark: Bookmark) -> bool:
    """Whether the present ledger grew out of what is in; tables of no ledger are only empty."""
    if not bookmark.seal:
        return bookmark.seq == 0
    return holds_seal(Head(bookmark.seal, bookmark.seq, bookmark.hash))


def take_in(engine: Growing, head: Head, grown: Callable[[], None]) -> None:
    """What the ledger has beyond an engine's bookmark, seal by seal; says so after each step."""
    begun = engine.bookmark
    for stop in stops_between(Head(begun.seal, begun.seq, begun.hash), head):
        facts = facts_between(engine.bookmark.seq, stop.last_seq)
        engine.append_facts(facts, stop.seal_number, stop.hash)
        grown()
