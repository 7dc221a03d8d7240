"""Writing to the ledger: the one function that adds observations, and seals them.

Holds the lock that makes sequence numbers gapless and the chain unforked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from bayen.records.chain import GENESIS, observation_hash, seal_hash, submission_hash
from bayen.records.insertion import insert_rows
from bayen.records.models import Observation, Seal, Submission


@dataclass(frozen=True, slots=True)
class Batch:
    """What one seal covers.

    Attributes:
        rows: unsaved observations without seq, moment, actor and hash.
        submission: what was accepted, with its document loaded; None for a correction.
    """

    rows: Sequence[Observation] = field(default_factory=tuple)
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
    seals: list[Seal] = []
    rows: list[Observation] = []
    for batch in batches:
        seal = _seal(batch, head, username, moment)
        head = Head(seal.number, seal.last_seq, seal.hash, moment)
        seals.append(seal)
        rows.extend(batch.rows)
    insert_rows(rows)
    insert_rows(seals)
    return seals


def _seal(batch: Batch, head: Head, username: str, moment: datetime) -> Seal:
    for seq, row in enumerate(batch.rows, head.last_seq + 1):
        row.seq = seq
        row.recorded_at = moment
        row.recorded_by = username
        row.row_hash = observation_hash(row)
    submission = batch.submission
    seal = Seal(
        number=head.seal_number + 1,
        submission=submission,
        first_seq=head.last_seq + 1,
        last_seq=head.last_seq + len(batch.rows),
        submission_hash=submission_hash(submission, submission.document) if submission else "",
        previous_hash=head.hash,
        sealed_at=moment,
        sealed_by=username,
    )
    seal.hash = seal_hash(seal, (row.row_hash for row in batch.rows))
    return seal
