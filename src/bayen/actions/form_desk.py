"""One form on its way into the database: read, checked against the rules, turned into rows."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bayen.access.denied import AccessDenied
from bayen.access.door import Standing
from bayen.access.permissions import Permission
from bayen.actions.audit import audit_event
from bayen.actions.form_fields import FieldReading, FormReading, read_fields
from bayen.actions.form_history import FormHistory
from bayen.actions.form_kept import accepted_already
from bayen.actions.form_terms import days_of, form_for
from bayen.actions.refused import ActionRefused
from bayen.actions.register_citations import cited_registers
from bayen.actions.returned_figures import answer_turns, checked_answers, unlocked
from bayen.actions.sendings import figures_said, sending_of
from bayen.actions.waivers import Waived, answer_warnings, asked_of, refuse_blocked
from bayen.catalogue.checks import checks_on
from bayen.catalogue.forms import Form
from bayen.catalogue.indicators import load_indicators
from bayen.core.check_rules import CheckBook
from bayen.core.indicators import IndicatorKind
from bayen.core.periods import Period
from bayen.core.spans import Span
from bayen.records.channels import Channel
from bayen.records.insertion import insert_rows
from bayen.records.mapping import dump_findings
from bayen.records.models import (
    Account,
    AuditEvent,
    Proposal,
    ProposalState,
    Sending,
    Submission,
    SubmissionKind,
    SubmissionStatus,
    Turn,
    Waiver,
)

# Saves that follow each other sooner are one editing session.
SESSION = timedelta(minutes=30)

FormKey = tuple[str, str, str]  # form, place, period


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
        answers: what is said of figures that were returned, by field; None leaves what was
            said before.
        words: what is said of warnings, by ``waivers.word_name``; None when nobody can be
            asked: they then wait for the reviewer.
        insists: a warning without a word stops the sending; else it waits for the reviewer.
        taken: the fields that are said to be taken over from a register; believed of those whose
            figure is what the register says.
        waits: figures that a check blocks do not stop the others but wait for the reviewer:
            for forms that were sent before there was this program.
    """

    form_code: str
    place_id: str
    period: Period
    raw: Mapping[str, str]
    sent_at: datetime | None = None
    is_illustrative: bool = False
    is_in_place: bool = False
    answers: Mapping[str, str] | None = None
    words: Mapping[str, str] | None = None
    insists: bool = True
    taken: frozenset[str] = frozenset()
    waits: bool = False

    @property
    def key(self) -> FormKey:
        """What one form of a place and period is found by."""
        return self.form_code, self.place_id, self.period.key


class Deed(enum.StrEnum):
    """What is done with a form; the values name it in the audit log."""

    SEND = "submit_form"
    KEEP = "save_form_draft"


@dataclass(slots=True)
class Draft:
    """A submission on its way to the database.

    Attributes:
        is_again: it has a number already.
        is_same_session: the audit log knows already that this officer is filling it in.
        is_own: the officer is of the place, not above it.
        turns, waivers, sendings: what comes with it, without its number while it has none.
    """

    submission: Submission
    fields: list[FieldReading]
    span: Span
    is_again: bool
    is_same_session: bool
    is_own: bool
    proposals: list[Proposal] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    sendings: list[Sending] = field(default_factory=list)


@dataclass(slots=True)
class Desk:
    """What is known while entries are taken in.

    Attributes:
        earlier: forms that there are, by their key.
        waived: what was let pass in them.
        sent: how often each was sent, by number.
    """

    actor: Account
    standing: Standing
    now: datetime
    earlier: dict[FormKey, Submission]
    deed: Deed
    waived: Waived
    sent: Counter[int]

    def draft(self, entry: FormEntry, history: FormHistory) -> Draft:
        """The entry as rows that are not stored yet.

        Raises:
            AccessDenied, ActionRefused: as ``submit_form``.
        """
        form = form_for(entry.form_code, entry.period)
        span = days_of(form, entry.place_id, entry.period)
        if not self.standing.may(Permission.SUBMIT, entry.place_id, span.last_day):
            raise AccessDenied(Permission.SUBMIT, entry.place_id)
        earlier = self.earlier.get(entry.key)
        if earlier is not None:
            self._refuse_closed(earlier)
            self._refuse_foreign(earlier, entry)
        submission = earlier or Submission(created_by=self.actor, created_at=self.now)
        reading = self._read(form, span, entry, history, submission)
        waivers = self._take_words(entry, reading, checks_on(span.last_day))
        draft = Draft(
            submission,
            reading.fields,
            span,
            is_again=earlier is not None,
            is_same_session=self._is_same_session(submission),
            is_own=self.standing.is_own(entry.place_id, span.last_day),
            waivers=waivers,
        )
        cited = cited_registers(form, entry.place_id, entry.period, span, entry.taken)
        draft.proposals = [
            self._proposal(draft, entry.place_id, number, one, cited.get(one.code))
            for number, one in enumerate(reading.fields, 1)
        ]
        self._answer(draft, entry)
        self._fill(draft, entry, form)
        submission.findings = dump_findings(reading.findings, reading.waived)
        self.earlier[entry.key] = submission
        history.add(entry.place_id, span, reading.quantities)
        return draft

    def event(self, draft: Draft) -> AuditEvent:
        """The audit log's row."""
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

    def _read(
        self,
        form: Form,
        span: Span,
        entry: FormEntry,
        history: FormHistory,
        submission: Submission,
    ) -> FormReading:
        reading = read_fields(
            form,
            unlocked(submission, entry.raw),
            history.past(entry.place_id, span),
            book=checks_on(span.last_day),
        )
        self.waived.settle(submission.number, reading)
        return reading

    def _take_words(self, entry: FormEntry, reading: FormReading, book: CheckBook) -> list[Waiver]:
        """What stops the sending stops here; what the sender said settles the rest."""
        if self.deed is Deed.KEEP or entry.waits:
            return []
        refuse_blocked(reading)
        if entry.words is None:
            return []
        asked = [one for key, part in reading.parts() for one in asked_of(key, part.findings, book)]
        if not entry.insists:
            asked = [one for one in asked if entry.words.get(one.name, "").strip()]
        waivers = answer_warnings(asked, entry.words, actor=self.actor, now=self.now)
        settled = {(one.figure, one.finding.code) for one in asked}
        for key, part in reading.parts():
            part.waived += [f for f in part.findings if (key, f.code) in settled]
            part.findings = [f for f in part.findings if (key, f.code) not in settled]
        return waivers

    def _answer(self, draft: Draft, entry: FormEntry) -> None:
        """Keep what is said of returned figures; when sent, it becomes turns of its own."""
        submission = draft.submission
        if entry.answers is not None:
            submission.answers = checked_answers(submission, entry.answers)
        if self.deed is Deed.KEEP:
            return
        number = self.sent[submission.number] + 1 if submission.number else 1
        if submission.status == SubmissionStatus.RETURNED:
            said = figures_said(draft.proposals)
            draft.turns = answer_turns(
                submission, said, actor=self.actor, now=self.now, sending=number
            )
            submission.answers = {}
        sending = sending_of(
            submission,
            draft.proposals,
            number=number,
            actor=self.actor,
            now=entry.sent_at or self.now,
            is_in_place=not draft.is_own,
        )
        draft.sendings = [sending]

    def _fill(self, draft: Draft, entry: FormEntry, form: Form) -> None:
        submission, span = draft.submission, draft.span
        submission.kind = SubmissionKind.FORM
        submission.title = f"{form.title_vi}, {entry.period.label_vi}"
        submission.place_id = entry.place_id
        submission.period_key = entry.period.key
        submission.first_day, submission.last_day = span.first_day, span.last_day
        submission.form_code, submission.form_version = form.code, form.version
        submission.is_illustrative = entry.is_illustrative
        submission.kept_by, submission.kept_at = self.actor, self.now
        if self.deed is Deed.SEND:
            submission.status, submission.note = SubmissionStatus.SENT, ""
            submission.sent_at = entry.sent_at or self.now
        elif submission.status != SubmissionStatus.RETURNED:
            submission.status = SubmissionStatus.DRAFT

    def _refuse_closed(self, earlier: Submission) -> None:
        if earlier.status == SubmissionStatus.ACCEPTED:
            raise accepted_already(earlier)
        if self.deed is Deed.KEEP and earlier.status == SubmissionStatus.SENT:
            raise _sent_already(earlier)

    def _refuse_foreign(self, earlier: Submission, entry: FormEntry) -> None:
        """What a place has begun, somebody above changes only openly."""
        is_mine = earlier.kept_by_id in {None, self.actor.pk}
        if is_mine or entry.is_in_place or self.standing.is_own(*_whose(entry)):
            return
        raise ActionRefused(
            "form-of-another",
            f"Báo cáo số {earlier.number} do đơn vị cấp dưới đang ghi. Muốn ghi thay, mở biểu mẫu "
            "rồi bấm «Ghi thay đơn vị»; việc ghi thay được lưu vào nhật ký.",
        )

    def _is_same_session(self, submission: Submission) -> bool:
        kept_at, sent_at = submission.kept_at, submission.sent_at
        return (
            self.deed is Deed.KEEP
            and kept_at is not None
            and submission.kept_by_id == self.actor.pk
            and (sent_at is None or sent_at < kept_at)
            and self.now - kept_at < SESSION
        )

    def _proposal(
        self,
        draft: Draft,
        place_id: str,
        number: int,
        reading: FieldReading,
        cited: Channel | None,
    ) -> Proposal:
        """What an officer typed stands as accepted by them, unless something blocks it."""
        indicator = load_indicators()[reading.code]
        is_blocked = reading.is_blocked
        is_state = indicator.kind is IndicatorKind.STOCK
        quantity = reading.quantity
        return Proposal(
            number=number,
            field_code=reading.code,
            locator=cited.label_vi if cited and cited.quantity == quantity else "",
            written=reading.written,
            milli=None if quantity is None else quantity.milli,
            bound=0 if quantity is None else int(quantity.bound),
            unit=indicator.unit_vi,
            indicator=reading.code,
            place_id=place_id,
            first_day=None if is_state else draft.span.first_day,
            last_day=draft.span.last_day,
            findings=dump_findings(reading.findings, reading.waived),
            state=ProposalState.PENDING if is_blocked else ProposalState.ACCEPTED,
            decided_by_id=None if is_blocked else self.actor.pk,
            decided_at=None if is_blocked else self.now,
        )


def store(drafts: Sequence[Draft]) -> None:
    """Write the rows; of several entries for one place and period the last one serves."""
    last = {id(draft.submission): draft for draft in drafts}
    again = [d.submission for d in last.values() if not d.submission._state.adding]
    for submission in again:
        submission.save()
    _forget_fields(again)
    new = [d.submission for d in last.values() if d.submission._state.adding]
    Submission.objects.bulk_create(new)
    for draft in last.values():
        rows: list[Proposal | Turn | Waiver | Sending] = [*draft.proposals, *draft.turns]
        for row in (*rows, *draft.waivers, *draft.sendings):
            row.submission = draft.submission
    insert_rows([p for draft in last.values() for p in draft.proposals])
    insert_rows([turn for draft in last.values() for turn in draft.turns])
    insert_rows([waiver for draft in last.values() for waiver in draft.waivers])
    insert_rows([sending for draft in last.values() for sending in draft.sendings])


def _forget_fields(submissions: Sequence[Submission]) -> None:
    """Make room for what was typed anew, in one statement.

    ``delete`` would first load every field and look for entries of the ledger and phrases that
    rest on it: forms that are open have neither, and the database would refuse.
    """
    if submissions:
        fields = Proposal.objects.filter(submission__in=submissions)
        fields._raw_delete(fields.db)


def _whose(entry: FormEntry) -> tuple[str, date]:
    return entry.place_id, entry.period.last_day


def _sent_already(submission: Submission) -> ActionRefused:
    return ActionRefused(
        "submission-sent",
        f"Báo cáo số {submission.number} đã gửi; sửa xong hãy bấm Gửi lại.",
    )
