"""Producing official documents, keeping each as it was, and making one again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from bayen.access.door import access_publication, require, within_place
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.consolidated import KIND, Question, compose
from bayen.core.periods import Period
from bayen.engine.serving import current_engine
from bayen.outputs.docx import render_docx
from bayen.outputs.publication import Publication
from bayen.outputs.xlsx import render_xlsx
from bayen.records.ledger import find_head
from bayen.records.models import Account, PublicationRecord, Submission


@transaction.atomic
def publish(
    *,
    actor: Account,
    place_id: str,
    period: Period,
    boundaries: date | None = None,
) -> PublicationRecord:
    """Produce the consolidated document of a place and period, and keep it byte for byte.

    Raises:
        AccessDenied: the actor publishes nothing for this place.
        UnknownPlaceError: there is no such place (on the day of the boundaries).
    """
    require(actor, Permission.PUBLISH, place_id, boundaries or period.last_day)
    now = timezone.now()
    question = _question(place_id, period, boundaries, now)
    publication = compose(question, current_engine())
    files = _render(publication)
    record = PublicationRecord(
        kind=KIND,
        title=f"{publication.kind} {' '.join(publication.subject.split())}",
        place_id=place_id,
        period_key=period.key,
        plan=question.dump(),
        known_at=question.known_at,
        docx=files.docx,
        docx_digest=_digest(files.docx),
        xlsx=files.xlsx,
        xlsx_digest=_digest(files.xlsx),
        is_illustrative=question.is_illustrative,
        produced_by=actor.username,
        produced_at=now,
    )
    record.save()
    record_event(
        actor=actor,
        action="publish",
        target=f"publication:{record.pk}",
        now=now,
        place=place_id,
        plan=record.plan,
        docx=record.docx_digest,
        xlsx=record.xlsx_digest,
    )
    return record


@dataclass(frozen=True, slots=True)
class Files:
    """A publication as files."""

    docx: bytes
    xlsx: bytes


def produce_again(*, actor: Account, number: int) -> Files:
    """The files of a publication made anew from the ledger as it was known then; writes nothing.

    They are those that were kept, byte for byte, unless the program itself has changed since.

    Raises:
        AccessDenied: there is none, or it is not the actor's.
    """
    return _render(compose_again(actor=actor, number=number))


def compose_again(*, actor: Account, number: int) -> Publication:
    """The document of a publication before it is files, for showing; raises as above."""
    record = access_publication(actor, number)
    return compose(Question.load(record.plan), current_engine())


def preview(*, actor: Account, place_id: str, period: Period) -> Publication:
    """What ``publish`` would produce now; keeps nothing, and raises as it does."""
    require(actor, Permission.PUBLISH, place_id, period.last_day)
    return compose(_question(place_id, period, None, timezone.now()), current_engine())


def _question(place_id: str, period: Period, boundaries: date | None, now: datetime) -> Question:
    """As known now; never before the ledger's last entry, if the clock was set back."""
    sealed_at = find_head().sealed_at
    known_at = max(now, sealed_at) if sealed_at else now
    made_up = Submission.objects.filter(
        within_place(place_id),
        is_illustrative=True,
        accepted_at__isnull=False,
        last_day__range=(period.first_day, period.last_day),
    )
    before = PublicationRecord.objects.filter(kind=KIND, place_id=place_id, known_at__lt=known_at)
    return Question(
        place_id,
        period,
        known_at,
        boundaries,
        is_illustrative=made_up.exists(),
        since=before.order_by("-known_at").values_list("known_at", flat=True).first(),
    )


def _render(publication: Publication) -> Files:
    return Files(render_docx(publication), render_xlsx(publication))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
