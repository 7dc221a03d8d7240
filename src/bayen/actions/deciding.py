"""Judging proposals one by one, or the sure ones together; nothing reaches the ledger yet."""

from __future__ import annotations

import enum

from django.db import transaction
from django.utils import timezone

from bayen.access.door import require, standing
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.document_checks import open_findings, recheck
from bayen.actions.own_words import suggest_phrase, take_back_suggestion
from bayen.actions.refused import ActionRefused
from bayen.actions.returned_figures import refuse_locked
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.findings import Severity
from bayen.records.figures import SURE, Changes, figure_of, find_obstacle, key_of
from bayen.records.models import (
    Account,
    Proposal,
    ProposalState,
    Submission,
    SubmissionStatus,
)

__all__ = [
    "SURE",
    "Changes",
    "Decision",
    "accept_sure",
    "decide_proposal",
    "undo_decision",
]


class Decision(enum.StrEnum):
    """What a person says of a proposal."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


@transaction.atomic
def decide_proposal(
    *, actor: Account, proposal: Proposal, decision: Decision, changes: Changes | None = None
) -> Proposal:
    """Accept a figure as read, reject it, or set it right; may be decided anew until accepted.

    An indicator set right suggests the words beside the figure to the place's own lexicon.

    Raises:
        AccessDenied: the actor does not judge what this place sent.
        ActionRefused: the submission is closed, the figure is not whole, or a change names
            nothing that exists.
    """
    submission = _open_submission(actor, proposal.submission_id)
    proposal = submission.proposals.get(number=proposal.number)
    _refuse_locked(submission, proposal)
    before = proposal.state
    proposal.changes = _checked(changes) if decision is Decision.CORRECT else {}
    proposal.state = _STATES[decision]
    if decision is not Decision.REJECT:
        _require_usable(proposal)
    _save_decision(proposal, actor)
    recheck(submission, list(submission.proposals.order_by("number")))
    proposal.refresh_from_db(fields=["findings"])
    _record(actor, f"{decision.value}_proposal", proposal, before=before)
    now = timezone.now()
    if decision is Decision.CORRECT:
        suggest_phrase(actor=actor, submission=submission, proposal=proposal, now=now)
    else:
        take_back_suggestion(actor=actor, proposal=proposal, now=now)
    return proposal


@transaction.atomic
def undo_decision(*, actor: Account, proposal: Proposal) -> Proposal:
    """Take a decision back, as long as the submission is not accepted; raises as above."""
    submission = _open_submission(actor, proposal.submission_id)
    proposal = submission.proposals.get(number=proposal.number)
    _refuse_locked(submission, proposal)
    before = proposal.state
    proposal.state, proposal.changes = ProposalState.PENDING, {}
    proposal.decided_by, proposal.decided_at = None, None
    proposal.save(update_fields=_DECISION_COLUMNS)
    recheck(submission, list(submission.proposals.order_by("number")))
    proposal.refresh_from_db(fields=["findings"])
    _record(actor, "undo_decision", proposal, before=before)
    take_back_suggestion(actor=actor, proposal=proposal, now=timezone.now())
    return proposal


@transaction.atomic
def accept_sure(*, actor: Account, submission: Submission, threshold: float = SURE) -> int:
    """Accept every whole, unrepeated proposal at least this sure; how many there were.

    One that a check wants a person to look at is not among them.

    Raises:
        AccessDenied: the actor does not judge what this place sent.
        ActionRefused: the submission is closed.
    """
    submission = _open_submission(actor, submission.number)
    now = timezone.now()
    waiting = submission.proposals.filter(
        state=ProposalState.PENDING, is_repeat=False, confidence__gte=threshold
    )
    sure = [
        p.pk
        for p in waiting
        if find_obstacle(p) is None and not _is_warned_of(p) and _is_open(submission, p)
    ]
    Proposal.objects.filter(pk__in=sure).update(
        state=ProposalState.ACCEPTED, decided_by=actor, decided_at=now
    )
    record_event(
        actor=actor,
        action="accept_sure",
        target=f"submission:{submission.number}",
        now=now,
        place=submission.place_id,
        threshold=threshold,
        count=len(sure),
    )
    return len(sure)


def _is_warned_of(proposal: Proposal) -> bool:
    return any(finding.severity is Severity.WARN for finding in open_findings(proposal))


def _is_open(submission: Submission, proposal: Proposal) -> bool:
    """Whether the sender of a returned document may still judge this figure."""
    is_returned = submission.status == SubmissionStatus.RETURNED
    opened = submission.open_figures
    return not (is_returned and opened) or key_of(proposal) in opened


def _refuse_locked(submission: Submission, proposal: Proposal) -> None:
    if submission.status == SubmissionStatus.RETURNED:
        refuse_locked(submission, key_of(proposal))


_STATES = {
    Decision.ACCEPT: ProposalState.ACCEPTED,
    Decision.REJECT: ProposalState.REJECTED,
    Decision.CORRECT: ProposalState.CORRECTED,
}
_DECISION_COLUMNS = ("state", "changes", "decided_by", "decided_at")


def _open_submission(actor: Account, number: int) -> Submission:
    submission = Submission.objects.select_for_update().get(number=number)
    require(actor, Permission.DECIDE, submission.place_id, submission.last_day)
    if submission.status == SubmissionStatus.ACCEPTED:
        raise ActionRefused(
            "submission-accepted",
            f"Báo cáo số {number} đã duyệt; muốn sửa số liệu hãy dùng đính chính.",
        )
    held, whose = standing(actor), (submission.place_id, submission.last_day)
    is_sent = submission.status == SubmissionStatus.SENT
    if not is_sent and not held.is_own(*whose) and submission.created_by_id != actor.pk:
        raise ActionRefused(
            "submission-of-another",
            f"Báo cáo số {number} đang ở đơn vị cấp dưới; chờ đơn vị gửi lên rồi xem.",
        )
    if is_sent and not held.may_accept(*whose):
        raise ActionRefused(
            "submission-sent",
            f"Báo cáo số {number} đã gửi lên; muốn sửa hãy đề nghị cấp trên trả lại.",
        )
    return submission


def _checked(changes: Changes | None) -> dict[str, object]:
    kept = changes.dump() if changes else {}
    if not kept:
        raise ActionRefused("no-change", "Chưa có gì được sửa; hãy sửa rồi lưu, hoặc bấm Đúng.")
    indicator, place_id = kept.get("indicator"), kept.get("place_id")
    if indicator is not None and indicator not in load_indicators():
        raise ActionRefused("indicator-unknown", f"Không có chỉ tiêu «{indicator}».")
    if place_id is not None and place_id not in load_atlas():
        raise ActionRefused("place-unknown", f"Không có địa bàn «{place_id}».")
    return kept


def _require_usable(proposal: Proposal) -> None:
    missing = figure_of(proposal).missing
    is_set_right = bool(proposal.changes)  # what is checked next is the new figure
    obstacle = find_obstacle(proposal) if missing or not is_set_right else None
    if obstacle is not None:
        raise ActionRefused(
            "proposal-unusable", f"Số liệu {proposal.number}: {obstacle}; hãy sửa hoặc bỏ."
        )


def _save_decision(proposal: Proposal, actor: Account) -> None:
    proposal.decided_by, proposal.decided_at = actor, timezone.now()
    proposal.save(update_fields=_DECISION_COLUMNS)


def _record(actor: Account, action: str, proposal: Proposal, *, before: str) -> None:
    record_event(
        actor=actor,
        action=action,
        target=f"proposal:{proposal.submission_id}.{proposal.number}",
        now=timezone.now(),
        place=proposal.place_id or "",
        before=before,
        changes=proposal.changes,
    )
