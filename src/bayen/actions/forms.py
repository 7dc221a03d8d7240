"""Forms, kept or sent: fields in, figures with findings out; a bad field never loses the others."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from bayen.access.denied import AccessDenied
from bayen.access.door import Standing, standing
from bayen.access.permissions import Permission
from bayen.actions.audit import audit_event
from bayen.actions.form_fields import FieldReading, read_fields
from bayen.actions.form_history import FormHistory
from bayen.actions.form_terms import days_of, form_for
from bayen.actions.refused import ActionRefused
from bayen.catalogue.forms import Form
from bayen.catalogue.indicators import load_indicators
from bayen.core.indicators import IndicatorKind
from bayen.core.periods import Period, Span
from bayen.records.insertion import insert_rows
from bayen.records.mapping import dump_findings
from bayen.records.models import (
    Account,
    AuditEvent,
    Proposal,
    ProposalState,
    Submission,
    SubmissionKind,
    SubmissionStatus,
)


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One form as it was filled in.

    Attributes:
        form_code: which form.
        place_id: whom it speaks for.
        period: one that the form is for; a place that began or ended within it answers for
            the days on which it existed.
        raw: what was typed, by field (the indicator's code); blank is not reported.
        sent_at: when it was sent; None is now.
        is_illustrative: made-up figures.
        is_in_place: filled in openly by somebody above, in place of who owes it.
    """

    form_code: str
    place_id: str
    period: Period
    raw: Mapping[str, str]
    sent_at: datetime | None = None
    is_illustrative: bool = False
    is_in_place: bool = False


@dataclass(frozen=True, slots=True)
class FormsSent:
    """What came of many entries: each is in one of the two.

    Attributes:
        submissions: in the order of the entries.
        refused: the others, with the reason for people.
    """

    submissions: tuple[Submission, ...]
    refused: tuple[tuple[FormEntry, ActionRefused | AccessDenied], ...]


@transaction.atomic
def submit_form(
    *,
    actor: Account,
    form_code: str,
    place_id: str,
    period: Period,
    raw: Mapping[str, str],
    sent_at: datetime | None = None,
    illustrative: bool = False,
    in_place: bool = False,
) -> Submission:
    """Send one form; sending it again before acceptance replaces what was sent.

    Raises:
        AccessDenied: the actor sends nothing for this place.
        ActionRefused: no such form, place or period; it is already accepted, somebody else's
            to fill in, or was made by another at the same moment.
    """
    entry = FormEntry(form_code, place_id, period, raw, sent_at, illustrative, in_place)
    return _take_in_one(actor, entry, _Deed.SEND)


@transaction.atomic
def save_form_draft(
    *,
    actor: Account,
    form_code: str,
    place_id: str,
    period: Period,
    raw: Mapping[str, str],
    illustrative: bool = False,
    in_place: bool = False,
) -> Submission:
    """Keep a form as far as it is filled in; keeping it again replaces what was kept.

    One that was returned stays returned, with its reason, until it is sent again. The audit
    log gets one row an editing session, not one a save.

    Raises:
        AccessDenied: the actor sends nothing for this place.
        ActionRefused: no such form, place or period; it is already sent or accepted, somebody
            else's to fill in, or was made by another at the same moment.
    """
    entry = FormEntry(form_code, place_id, period, raw, None, illustrative, in_place)
    return _take_in_one(actor, entry, _Deed.KEEP)


@transaction.atomic
def submit_forms(*, actor: Account, entries: Sequence[FormEntry]) -> FormsSent:
    """Send many forms under the same rules; one that is refused does not stop the others.

    Where another made one of them at the same moment, all are taken in once more beside it.
    """
    try:
        with transaction.atomic():
            return _take_in(actor, entries, _Deed.SEND)
    except IntegrityError:
        return _take_in(actor, entries, _Deed.SEND)


# Saves that follow each other sooner are one editing session.
SESSION = timedelta(minutes=30)


class _Deed(enum.StrEnum):
    """What is done with a form; the values name it in the audit log."""

    SEND = "submit_form"
    KEEP = "save_form_draft"


def _take_in_one(actor: Account, entry: FormEntry, deed: _Deed) -> Submission:
    try:
        with transaction.atomic():
            result = _take_in(actor, [entry], deed)
    except IntegrityError as error:
        raise _made_by_another() from error
    for _, reason in result.refused:
        raise reason
    return result.submissions[0]


def _take_in(actor: Account, entries: Sequence[FormEntry], deed: _Deed) -> FormsSent:
    desk = _Desk(actor, standing(actor), timezone.now(), _earlier(entries), deed)
    history = FormHistory.load((e.place_id, e.period.last_day) for e in entries)
    drafts: list[_Draft] = []
    refused: list[tuple[FormEntry, ActionRefused | AccessDenied]] = []
    for entry in entries:
        try:
            drafts.append(desk.draft(entry, history))
        except (ActionRefused, AccessDenied) as reason:
            refused.append((entry, reason))
    _store(drafts)
    insert_rows([desk.event(draft) for draft in drafts if not draft.is_same_session])
    return FormsSent(tuple(draft.submission for draft in drafts), tuple(refused))


_Key = tuple[str, str, str]


@dataclass(slots=True)
class _Draft:
    """A submission on its way to the database.

    Attributes:
        is_again: it has a number already.
        is_same_session: the audit log knows already that this officer is filling it in.
        is_own: the officer is of the place, not above it.
    """

    submission: Submission
    fields: list[FieldReading]
    span: Span
    is_again: bool
    is_same_session: bool
    is_own: bool
    proposals: list[Proposal] = field(default_factory=list)


@dataclass(slots=True)
class _Desk:
    """What one call of ``_take_in`` knows."""

    actor: Account
    standing: Standing
    now: datetime
    earlier: dict[_Key, Submission]
    deed: _Deed

    def draft(self, entry: FormEntry, history: FormHistory) -> _Draft:
        form = form_for(entry.form_code, entry.period)
        span = days_of(form, entry.place_id, entry.period)
        if not self.standing.may(Permission.SUBMIT, entry.place_id, span.last_day):
            raise AccessDenied(Permission.SUBMIT, entry.place_id)
        key = (form.code, entry.place_id, entry.period.key)
        earlier = self.earlier.get(key)
        if earlier is not None:
            self._refuse_closed(earlier)
            self._refuse_foreign(earlier, entry)
        reading = read_fields(
            form,
            entry.raw,
            history.before(entry.place_id, span),
            history.last(entry.place_id, span),
        )
        submission = earlier or Submission(created_by=self.actor, created_at=self.now)
        is_same_session = self._is_same_session(submission)
        self._fill(submission, entry, form, span)
        submission.findings = dump_findings(reading.findings)
        draft = _Draft(
            submission,
            reading.fields,
            span,
            is_again=earlier is not None,
            is_same_session=is_same_session,
            is_own=self._is_own(entry),
        )
        draft.proposals = [
            _proposal(self, draft, number, one) for number, one in enumerate(reading.fields, 1)
        ]
        self.earlier[key] = submission
        history.add(entry.place_id, span, reading.quantities)
        return draft

    def _fill(self, submission: Submission, entry: FormEntry, form: Form, span: Span) -> None:
        submission.kind = SubmissionKind.FORM
        submission.title = f"{form.title_vi}, {entry.period.label_vi}"
        submission.place_id = entry.place_id
        submission.period_key = entry.period.key
        submission.first_day, submission.last_day = span.first_day, span.last_day
        submission.form_code, submission.form_version = form.code, form.version
        submission.is_illustrative = entry.is_illustrative
        submission.kept_by, submission.kept_at = self.actor, self.now
        if self.deed is _Deed.SEND:
            submission.status, submission.note = SubmissionStatus.SENT, ""
            submission.sent_at = entry.sent_at or self.now
        elif submission.status != SubmissionStatus.RETURNED:
            submission.status = SubmissionStatus.DRAFT

    def _refuse_closed(self, earlier: Submission) -> None:
        if earlier.status == SubmissionStatus.ACCEPTED:
            raise _accepted_already(earlier)
        if self.deed is _Deed.KEEP and earlier.status == SubmissionStatus.SENT:
            raise _sent_already(earlier)

    def _refuse_foreign(self, earlier: Submission, entry: FormEntry) -> None:
        """What a place has begun, somebody above changes only openly."""
        is_mine = earlier.kept_by_id in {None, self.actor.pk}
        if is_mine or entry.is_in_place or self._is_own(entry):
            return
        raise ActionRefused(
            "form-of-another",
            f"Báo cáo số {earlier.number} do đơn vị cấp dưới đang ghi. Muốn ghi thay, mở biểu mẫu "
            "rồi bấm «Ghi thay đơn vị»; việc ghi thay được lưu vào nhật ký.",
        )

    def _is_own(self, entry: FormEntry) -> bool:
        return self.standing.is_own(entry.place_id, entry.period.last_day)

    def _is_same_session(self, submission: Submission) -> bool:
        return (
            self.deed is _Deed.KEEP
            and submission.kept_at is not None
            and submission.kept_by_id == self.actor.pk
            and submission.sent_at is None
            and self.now - submission.kept_at < SESSION
        )

    def event(self, draft: _Draft) -> AuditEvent:
        return audit_event(
            actor=self.actor,
            action=self.deed.value,
            target=f"submission:{draft.submission.number}",
            now=self.now,
            place=draft.submission.place_id,
            figures=len(draft.proposals),
            again=draft.is_again,
            **({} if draft.is_own else {"in_place": True}),
        )


def _earlier(entries: Iterable[FormEntry]) -> dict[_Key, Submission]:
    """Forms of these places that were sent before."""
    places = {entry.place_id for entry in entries}
    found = Submission.objects.select_for_update().filter(
        kind=SubmissionKind.FORM, place_id__in=places
    )
    return {(s.form_code, s.place_id, s.period_key): s for s in found}


def _accepted_already(submission: Submission) -> ActionRefused:
    return ActionRefused(
        "submission-accepted",
        f"Báo cáo số {submission.number} của kỳ này đã duyệt; muốn sửa số liệu hãy dùng "
        "đính chính.",
    )


def _made_by_another() -> ActionRefused:
    return ActionRefused(
        "form-outdated",
        "Biểu mẫu này vừa được lưu ở máy khác cùng lúc. Mở lại trang để xem số mới rồi ghi tiếp.",
    )


def _sent_already(submission: Submission) -> ActionRefused:
    return ActionRefused(
        "submission-sent",
        f"Báo cáo số {submission.number} đã gửi; sửa xong hãy bấm Gửi lại.",
    )


def _proposal(desk: _Desk, draft: _Draft, number: int, reading: FieldReading) -> Proposal:
    """What an officer typed stands as accepted by them, unless something blocks it."""
    indicator = load_indicators()[reading.code]
    is_blocked = reading.is_blocked
    is_state = indicator.kind is IndicatorKind.STOCK
    quantity = reading.quantity
    return Proposal(
        number=number,
        field_code=reading.code,
        written=reading.written,
        milli=None if quantity is None else quantity.milli,
        bound=0 if quantity is None else int(quantity.bound),
        unit=indicator.unit_vi,
        indicator=reading.code,
        place_id=draft.submission.place_id,
        first_day=None if is_state else draft.span.first_day,
        last_day=draft.span.last_day,
        findings=dump_findings(reading.findings),
        state=ProposalState.PENDING if is_blocked else ProposalState.ACCEPTED,
        decided_by_id=None if is_blocked else desk.actor.pk,
        decided_at=None if is_blocked else desk.now,
    )


def _store(drafts: Sequence[_Draft]) -> None:
    # The last of several entries for one place and period serves; each replaces the one before.
    last = {id(draft.submission): draft for draft in drafts}
    again = [d.submission for d in last.values() if not d.submission._state.adding]
    for submission in again:
        submission.save()
    Proposal.objects.filter(submission__in=again).delete()
    new = [d.submission for d in last.values() if d.submission._state.adding]
    Submission.objects.bulk_create(new)
    for draft in last.values():
        for proposal in draft.proposals:
            proposal.submission = draft.submission
    insert_rows([p for draft in last.values() for p in draft.proposals])
