"""Writing to the ledger: the one function that adds observations, and seals them.

Holds the lock that makes sequence numbers gapless and the chain unforked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import connection

from bayen.records.chain import (
    GENESIS,
    hashes_of,
    observation_texts,
    seal_hash,
    submission_hash,
)
from bayen.records.entering import Portion, copy_forms, entering
from bayen.records.entry import Entries, WholeForm
from bayen.records.insertion import insert_rows
from bayen.records.models import Seal, Submission

_ROWS_AT_ONCE = 1_000  # few enough to stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Batch:
    """What one seal covers.

    Attributes:
        entries: the observations.
        submission: what was accepted, with its document loaded; None for a correction.
    """

    entries: Entries | WholeForm = field(default_factory=Entries)
    submission: Submission | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Where the ledger ends."""

    seal_number: int = 0
    last_seq: int = 0
    hash: str = GENESIS
    sealed_at: datetime | None = None


def find_head() -> Head:
    """The last seal's numbers; those of an empty ledger when there is none."""
    seal = Seal.objects.order_by("number").last()
    if seal is None:
        return Head()
    return Head(seal.number, seal.last_seq, seal.hash, seal.sealed_at)


def lock_ledger() -> None:
    """Let nobody else append until this transaction ends; SQLite's writers queue anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE records_seal IN SHARE ROW EXCLUSIVE MODE")


def seal_batches(batches: Iterable[Batch], *, username: str, now: datetime) -> list[Seal]:
    """Add observations to the ledger and seal them, in order; inside a transaction.

    The moment is never before the last seal's, even if the machine's clock was set back:
    "known at" relies on entries growing with time.
    """
    lock_ledger()
    head = find_head()
    moment = max(now, head.sealed_at) if head.sealed_at else now
    kept = list(batches)
    hashes: list[str] = []
    for kind, run in groupby((batch.entries for batch in kept), key=type):
        enter = _enter_forms if kind is WholeForm else _enter
        hashes += enter(run, head.last_seq + len(hashes) + 1, moment, username)
    seals = list(_seals(kept, hashes, head, username, moment))
    insert_rows(seals)
    return seals


def _enter_forms(
    run: Iterable[Entries | WholeForm], first_seq: int, moment: datetime, username: str
) -> list[str]:
    forms = [entries for entries in run if isinstance(entries, WholeForm)]
    return copy_forms(forms, first_seq, moment, username)


def _enter(
    run: Iterable[Entries | WholeForm], first_seq: int, moment: datetime, username: str
) -> list[str]:
    entries = Entries.joined(part for part in run if isinstance(part, Entries))
    columns = entries.entered(first_seq, moment, username)
    hashes: list[str] = []
    with entering() as enter:
        for portion in _portions(columns, entries.cut(entries.plain)):
            hashes += portion.hashes
            enter(portion)
    return hashes


def _portions(columns: Sequence[Sequence[Any]], plain: Sequence[bool]) -> Iterator[Portion]:
    for begin in range(0, len(plain), _ROWS_AT_ONCE):
        own = slice(begin, begin + _ROWS_AT_ONCE)
        part = [column[own] for column in columns]
        texts = observation_texts(part)
        yield Portion(part, plain[own], texts, hashes_of(texts))


def _seals(
    batches: Sequence[Batch], hashes: Sequence[str], head: Head, username: str, moment: datetime
) -> Iterator[Seal]:
    """A seal over each batch; ``hashes`` are those of all their observations in a row."""
    begin = 0
    for batch in batches:
        until = begin + len(batch.entries)
        submission = batch.submission
        seal = Seal(
            number=head.seal_number + 1,
            submission=submission,
            first_seq=head.last_seq + 1,
            last_seq=head.last_seq + len(batch.entries),
            submission_hash=submission_hash(submission, submission.document) if submission else "",
            previous_hash=head.hash,
            sealed_at=moment,
            sealed_by=username,
        )
        seal.hash = seal_hash(seal, hashes[begin:until])
        yield seal
        head, begin = Head(seal.number, seal.last_seq, seal.hash, moment), until
