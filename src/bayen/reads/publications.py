"""Publications for people: the list, and one with its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bayen.access.door import access_publication, visible_publications
from bayen.records.models import Account, PublicationRecord


@dataclass(frozen=True, slots=True)
class PublicationView:
    """One publication.

    Attributes:
        known_at: the state of the ledger it shows.
        docx, xlsx: the files; empty in lists.
        docx_digest, xlsx_digest: SHA-256 in hex.
    """

    number: int
    kind: str
    title: str
    place_id: str
    period_key: str
    known_at: datetime
    produced_by: str
    produced_at: datetime
    is_illustrative: bool
    docx_digest: str
    xlsx_digest: str
    docx: bytes = b""
    xlsx: bytes = b""


def publications(account: Account) -> tuple[PublicationView, ...]:
    """Those that the account may see, newest first, without their files."""
    return tuple(_view(record) for record in visible_publications(account))


def publication_view(account: Account, number: int) -> PublicationView:
    """One with its files.

    Raises:
        AccessDenied: there is none, or it is not the account's.
    """
    record = access_publication(account, number)
    return _view(record, bytes(record.docx), bytes(record.xlsx))


def _view(record: PublicationRecord, docx: bytes = b"", xlsx: bytes = b"") -> PublicationView:
    return PublicationView(
        number=record.pk,
        kind=record.kind,
        title=record.title,
        place_id=record.place_id,
        period_key=record.period_key,
        known_at=record.known_at,
        produced_by=record.produced_by,
        produced_at=record.produced_at,
        is_illustrative=record.is_illustrative,
        docx_digest=record.docx_digest,
        xlsx_digest=record.xlsx_digest,
        docx=docx,
        xlsx=xlsx,
    )
