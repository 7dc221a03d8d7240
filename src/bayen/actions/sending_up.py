"""Up and back: a submission sent to whoever accepts it, or returned, whole or by figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bayen.access.denied import AccessDenied
from bayen.access.door import require, standing
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.document_checks import open_findings, recheck
from bayen.actions.free_text import checked_text
from bayen.actions.refused import ActionRefused
from bayen.actions.returned_figures import answer_turns, checked_answers
from bayen.actions.sendings import count_sendings, figures_said, sending_of
from bayen.actions.waivers import FiguresBlocked, answer_warnings, asked_of
from bayen.catalogue.checks import checks_on
from bayen.catalogue.forms import form_as_sent
from bayen.core.findings import Severity
from bayen.records.figures import key_of
from bayen.records.insertion import insert_rows
from bayen.records.mapping import findings_from
from bayen.records.models import (
    Account,
    Proposal,
    ProposalState,
    Submission,
    SubmissionStatus,
    Turn,
    TurnKind,
    Waiver,
)

_OPEN = {SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}


@transaction.atomic
def send_submission(
    *,
    actor: Account,
    submission: Submission,
    answers: Mapping[str, str] | None = None,
    words: Mapping[str, str] | None = None,
) -> Submission:
    """Send a draft, or one that was returned, up to whoever accepts it.

    Args:
        actor: who sends it.
        submission: as it stands.
        answers: what is said of figures that were returned, by their key.
        words: what is said of warnings, by ``waivers.word_name``; None when nobody can be
            asked: they then wait for the reviewer.

    Raises:
        AccessDenied: the actor sends nothing for this place.
        ActionRefused: it is sent or accepted already, a check blocks a figure, or a returned
            one is neither changed nor answered.
        WordsMissing: warnings wait for a word.
    """
    found = Submission.objects.select_for_update().get(number=submission.number)
    held = standing(actor)
    require(actor, Permission.SUBMIT, found.place_id, found.last_day)
    if found.status not in _OPEN:
        raise ActionRefused("submission-sent", f"Báo cáo số {found.number} đã gửi rồi.")
    now, proposals = timezone.now(), list(found.proposals.order_by("number"))
    recheck(found, proposals)
    waivers = _take_words(found, proposals, words, actor, now)
    number = count_sendings([found.number])[found.number] + 1
    turns = _take_answers(found, proposals, answers, actor, now, number)
    found.status, found.sent_at, found.note = SubmissionStatus.SENT, now, ""
    found.answers = {}
    found.save(update_fields=["status", "sent_at", "note", "answers"])
    is_in_place = not held.is_own(found.place_id, found.last_day)
    is_in_place &= found.created_by_id != actor.pk
    insert_rows(turns)
    insert_rows(waivers)
    sending_of(
        found, proposals, number=number, actor=actor, now=now, is_in_place=is_in_place
    ).save()
    recheck(found, proposals)
    target = f"submission:{found.number}"
    record_event(
        actor=actor,
        action="send_submission",
        target=target,
        now=now,
        place=found.place_id,
        sending=number,
    )
    return found


@transaction.atomic
def return_submission(
    *,
    actor: Account,
    submission: Submission,
    note: str = "",
    figures: Mapping[str, str] | None = None,
) -> Submission:
    """Send it back: the whole with a reason, or single figures each with its own.

    Args:
        actor: who reviews it.
        submission: sent.
        note: why; may be "" when single figures are returned.
        figures: the reason by the figure's key (``Turn.figure``); a field that nobody filled
            in may be among them. Only these will be open again.

    Raises:
        AccessDenied: the actor does not accept what this place sends.
        ActionRefused: it was not sent, there is no such figure, or a reason is missing or
            holds what it must not.
    """
    found = Submission.objects.select_for_update().get(number=submission.number)
    if not standing(actor).may_accept(found.place_id, found.last_day):
        raise AccessDenied(Permission.ACCEPT, f"submission:{found.number}")
    if found.status != SubmissionStatus.SENT:
        raise ActionRefused(
            "submission-not-sent", f"Báo cáo số {found.number} chưa gửi hoặc đã duyệt."
        )
    now, proposals = timezone.now(), list(found.proposals.order_by("number"))
    turns = _returns(found, proposals, figures or {}, actor, now)
    found.note = checked_text(note, what="lý do trả lại", required=not turns)
    found.status = SubmissionStatus.RETURNED
    found.open_figures, found.answers = [turn.figure for turn in turns], {}
    found.save(update_fields=["status", "note", "open_figures", "answers"])
    insert_rows(turns)
    record_event(
        actor=actor,
        action="return_submission",
        target=f"submission:{found.number}",
        now=now,
        place=found.place_id,
        reason=found.note,
        figures={turn.figure: turn.text for turn in turns},
    )
    return found


def _returns(
    found: Submission,
    proposals: Sequence[Proposal],
    figures: Mapping[str, str],
    actor: Account,
    now: datetime,
) -> list[Turn]:
    sending = count_sendings([found.number])[found.number]
    if not sending:  # sent before sendings were kept
        sending = 1
        at = found.sent_at or now
        sending_of(found, proposals, number=1, actor=found.created_by, now=at).save()
    said, known = figures_said(proposals), _known_keys(found, proposals)
    unknown = [key for key in figures if key not in known]
    if unknown:
        raise ActionRefused(
            "figure-unknown", f"Báo cáo số {found.number} không có số liệu {', '.join(unknown)}."
        )
    return [
        Turn(
            submission=found,
            figure=key,
            kind=TurnKind.RETURNED,
            sending=sending,
            old=said.get(key, ""),
            new=said.get(key, ""),
            text=checked_text(figures[key], what="lý do trả lại", required=True),
            at=now,
            by=actor.username,
        )
        for key in known
        if key in figures
    ]


def _known_keys(found: Submission, proposals: Sequence[Proposal]) -> list[str]:
    """Every figure that can be spoken of; of a form also the fields left blank."""
    form = form_as_sent(found.form_code, found.form_version)
    return list(form.indicators) if form else [key_of(p) for p in proposals]


def _take_words(
    found: Submission,
    proposals: Sequence[Proposal],
    words: Mapping[str, str] | None,
    actor: Account,
    now: datetime,
) -> list[Waiver]:
    """What stops the sending stops here; what the sender said is kept."""
    standing_ones = [p for p in proposals if p.state != ProposalState.REJECTED]
    findings = [(key_of(p), open_findings(p)) for p in standing_ones if not p.is_repeat]
    blocked = [f for _, some in findings for f in some if f.severity is Severity.BLOCK]
    if blocked:
        raise FiguresBlocked(finding.message_vi for finding in blocked)
    if words is None:
        return []
    book = checks_on(found.last_day)
    whole = findings_from(f for f in found.findings if not f.get("waived"))
    asked = [one for key, some in [("", whole), *findings] for one in asked_of(key, some, book)]
    waivers = answer_warnings(asked, words, actor=actor, now=now)
    for waiver in waivers:
        waiver.submission = found
    return waivers


def _take_answers(
    found: Submission,
    proposals: Sequence[Proposal],
    answers: Mapping[str, str] | None,
    actor: Account,
    now: datetime,
    sending: int,
) -> list[Turn]:
    if answers is not None:
        found.answers = checked_answers(found, answers)
    if found.status != SubmissionStatus.RETURNED:
        return []
    said = figures_said(proposals)
    return answer_turns(found, said, actor=actor, now=now, sending=sending)
