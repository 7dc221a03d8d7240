"""Receiving a document: read it, keep it, propose its figures; or refuse and keep nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from bayen.access.door import home_places, may, require, visible_submissions
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.document_checks import recheck
from bayen.actions.layouts import Remembered, dump_cell, dump_layouts, remembered_layouts
from bayen.actions.own_words import own_phrases
from bayen.actions.refused import ActionRefused
from bayen.catalogue.places import load_atlas
from bayen.core.findings import Finding, Severity
from bayen.core.period_schemes import CALENDAR
from bayen.core.periods import Period
from bayen.core.quantities import Quantity, QuantityError
from bayen.core.regimes import span_in_regime
from bayen.core.spans import Span
from bayen.intake import (
    Document,
    OwnPhrase,
    Passage,
    Reading,
    Reason,
    Refused,
    load_document,
    load_knowledge,
    read_document,
)
from bayen.intake import Proposal as ReadProposal
from bayen.records import models
from bayen.records.figures import SURE
from bayen.records.mapping import dump_findings
from bayen.records.models import Account, Proposal, Refusal, Submission


def receive_document(
    *,
    actor: Account,
    data: bytes,
    name: str,
    place_id: str | None = None,
    period: Period | None = None,
    day: date | None = None,
    illustrative: bool = False,
) -> Submission:
    """A draft with every figure that was found, each waiting for a person's word.

    Args:
        actor: who sends it.
        data: the file.
        name: its name; the suffix tells the format.
        place_id: whom it speaks for; None takes the place most of its figures speak of, if
            the actor sends for that, else the actor's own.
        period: what it is about; None when it names none of its own.
        day: of the document; None asks its text.
        illustrative: made-up figures.

    Raises:
        Refused: the file is not taken in; only that it was refused is kept.
        ActionRefused: it was received before, or there is no such place.
        AccessDenied: the actor sends nothing for this place.
    """
    try:
        document = _as_kept(load_document(data, name))
    except Refused as refusal:
        Refusal(at=timezone.now(), actor=actor.username, code=refusal.code).save()
        raise
    place = _known_place(place_id)
    desk = _Desk(actor, document, place, period, day or (period.last_day if period else None))
    return _store(desk, data, illustrative)


# --- reading it with what its place has taught -------------------------------------------


@dataclass(frozen=True, slots=True)
class _Desk:
    """A document on its way in, and what whoever sends it said about it."""

    actor: Account
    document: Document
    place: str | None
    period: Period | None
    day: date | None

    def read(self, now: datetime) -> _Read:
        """Read it with the own words and layouts of its place.

        Whose they are is known at once when the place was chosen; else a first reading tells,
        and there is a second one only where that place has any.
        """
        if self.place is not None:
            day = self.day or timezone.localdate(now)
            own = _OwnWays.of(self.place, day)
            reading = self._read(own)
            return _Read(reading, own, self.place, _last_day(reading, self.period, now))
        reading = self._read(None)
        last_day = _last_day(reading, self.period, now)
        place = _place_of(self.actor, reading, last_day)
        own = _OwnWays.of(place, last_day)
        if own.phrases or own.remembered.layouts:
            reading = self._read(own)
        return _Read(reading, own, place, last_day)

    def _read(self, own: _OwnWays | None) -> Reading:
        return read_document(
            self.document,
            day=self.day,
            place=self.place,
            known=load_knowledge(),
            period=_by_calendar(self.period),
            phrases=own.phrases if own else (),
            layouts=own.remembered.layouts if own else (),
        )


@dataclass(frozen=True, slots=True)
class _OwnWays:
    """What a place and those above it have taught the reader."""

    phrases: tuple[OwnPhrase, ...]
    remembered: Remembered

    @classmethod
    def of(cls, place_id: str, day: date) -> _OwnWays:
        return cls(own_phrases(place_id, day), remembered_layouts(place_id, day))


@dataclass(frozen=True, slots=True)
class _Read:
    """A reading with whose it is."""

    reading: Reading
    own: _OwnWays
    place_id: str
    last_day: date


def _by_calendar(period: Period | None) -> Span | None:
    """The days that a text means by the period's name: "tháng 9" is the calendar's."""
    if period is None:
        return None
    if period.kind not in CALENDAR.kinds or not period.number:
        return period.span
    return CALENDAR.period(period.year, period.kind, period.number).span


@transaction.atomic
def _store(desk: _Desk, data: bytes, illustrative: bool) -> Submission:
    now = timezone.now()
    actor, period = desk.actor, desk.period
    read = desk.read(now)
    reading, place_id, last_day = read.reading, read.place_id, read.last_day
    require(actor, Permission.SUBMIT, place_id, last_day)
    _refuse_known(actor, reading.document)
    submission = Submission.objects.create(
        kind=models.SubmissionKind.DOCUMENT,
        title=reading.document.title[:500],
        place_id=place_id,
        period_key=period.key if period else "",
        first_day=period.first_day if period else None,
        last_day=last_day,
        document=_stored_document(actor, data, reading.document, now),
        status=models.SubmissionStatus.DRAFT,
        findings=dump_findings(f for f in reading.findings if not f.where),
        layouts=dump_layouts(reading, read.own.remembered),
        is_illustrative=illustrative,
        created_by=actor,
        created_at=now,
    )
    _propose(submission, reading, period)
    recheck(submission, list(submission.proposals.order_by("number")))
    record_event(
        actor=actor,
        action="receive_document",
        target=f"submission:{submission.number}",
        now=now,
        place=submission.place_id,
        digest=reading.document.digest,
        figures=len(reading.proposals),
    )
    return submission


# --- what it is about --------------------------------------------------------------------


def _known_place(place_id: str | None) -> str | None:
    if place_id and place_id not in load_atlas():
        raise ActionRefused("place-unknown", f"Không có địa bàn «{place_id}».")
    return place_id or None


def _last_day(reading: Reading, period: Period | None, now: datetime) -> date:
    if period is not None:
        return period.last_day
    days = [p.last_day for p in reading.proposals if p.last_day is not None]
    return reading.day or max(days, default=timezone.localdate(now))


def _place_of(actor: Account, reading: Reading, day: date) -> str:
    """The place that most figures speak of, where the actor sends for it."""
    counts = Counter(p.place_id for p in reading.proposals if p.place_id and not p.repeat)
    for place_id, _ in counts.most_common():
        if may(actor, Permission.SUBMIT, place_id, day):
            return place_id
    own = home_places(actor)
    if not own:
        raise ActionRefused(
            "place-missing", "Tài khoản chưa được phân công địa bàn; hãy liên hệ người quản trị."
        )
    return own[0]


def _refuse_known(actor: Account, document: Document) -> None:
    earlier = (
        visible_submissions(actor)
        .filter(document__digest=document.digest)
        .exclude(status=models.SubmissionStatus.RETURNED)
        .first()
    )
    if earlier is not None:
        raise ActionRefused(
            "document-known",
            f"«{document.name}» đã nhận trước đây, là báo cáo số {earlier.number}; "
            "hãy mở báo cáo đó.",
        )


# --- what is kept ------------------------------------------------------------------------


def _as_kept(document: Document) -> Document:
    """A file that was kept before stays read as it was then: sources count its characters."""
    kept = models.Document.objects.filter(digest=document.digest).first()
    if kept is None:
        return document
    passages = tuple(Passage(**passage) for passage in kept.passages)
    return replace(document, text=kept.text, passages=passages)


def _stored_document(
    actor: Account, data: bytes, document: Document, now: datetime
) -> models.Document:
    stored, _ = models.Document.objects.get_or_create(
        digest=document.digest,
        defaults={
            "name": document.name[:255],
            "media": document.media,
            "content": data,
            "text": document.text,
            "passages": [asdict(passage) for passage in document.passages],
            "title": document.title[:500],
            "uploaded_by": actor,
            "uploaded_at": now,
        },
    )
    return stored


def _propose(submission: Submission, reading: Reading, period: Period | None) -> None:
    beside: dict[str, list[Finding]] = {}
    for finding in reading.findings:
        beside.setdefault(finding.where, []).append(finding)
    Proposal.objects.bulk_create(
        _row(submission, number, read, reading, beside.get(str(number - 1), []))
        for number, read in enumerate(_meant(reading, period), 1)
    )


def _meant(reading: Reading, period: Period | None) -> Iterator[ReadProposal]:
    """What was read by the calendar, in the days that a report for the period means."""
    for read in reading.proposals:
        if period is None or read.last_day is None:
            yield read
            continue
        said = Span(read.first_day, read.last_day)
        meant = span_in_regime(said, period, reading.day)
        if meant == said:
            yield read
            continue
        why = Reason("period", f"báo cáo {period.label_with_days_vi} → {meant.label_vi}")
        yield replace(
            read,
            first_day=meant.first_day,
            last_day=meant.last_day,
            reasons=(*read.reasons, why),
        )


def _row(
    submission: Submission,
    number: int,
    read: ReadProposal,
    reading: Reading,
    findings: list[Finding],
) -> Proposal:
    candidate = read.candidate
    return Proposal(
        submission=submission,
        number=number,
        start=candidate.start,
        end=candidate.end,
        locator=reading.document.passages[candidate.passage].locator[:200],
        written=candidate.text[:500],
        phrase=read.phrase,
        cell=dump_cell(reading, candidate.start),
        bound=int(candidate.bound),
        unit=candidate.unit[:120],
        indicator=read.indicator,
        place_id=read.place_id or "",
        place_text=read.place_text[:255],
        first_day=read.first_day,
        last_day=read.last_day,
        confidence=read.confidence,
        is_repeat=read.repeat,
        reasons=_reasons(read),
        alternatives=_alternatives(read),
        **_value(read, findings),
    )


def _reasons(read: ReadProposal) -> list[list[str]]:
    """Why it was read so, ``[about, text_vi]``; first what to look at, where it is not sure."""
    doubted = [["doubt", read.doubt]] if read.confidence < SURE and read.doubt else []
    noted = [["indicator", read.note]] if read.note else []
    return doubted + noted + [[reason.about, reason.text_vi] for reason in read.reasons]


def _alternatives(read: ReadProposal) -> list[dict[str, Any]]:
    """Other readings, best first: ``{about, code, score, reason}``."""
    return [
        {"about": about, **asdict(other)}
        for about, others in (
            ("indicator", read.alternatives),
            ("place", read.place_alternatives),
        )
        for other in others
    ]


def _value(read: ReadProposal, findings: list[Finding]) -> dict[str, Any]:
    """The number in thousandths, with what the checks say; one that none can hold is kept out."""
    candidate = read.candidate
    try:
        milli = Quantity(candidate.value).milli
        of_milli = None if candidate.of is None else Quantity(candidate.of).milli
    except QuantityError as error:
        blocking = Finding(
            "figure-too-fine", Severity.BLOCK, f"«{candidate.text}»: {error}. Hãy sửa lại số."
        )
        return {"milli": None, "findings": dump_findings([*findings, blocking])}
    return {"milli": milli, "of_milli": of_milli, "findings": dump_findings(findings)}
