"""Acceptance: judged proposals become observations, sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bayen.access.denied import AccessDenied
from bayen.access.door import Standing, standing
from bayen.access.permissions import Permission
from bayen.actions.audit import audit_event
from bayen.actions.document_checks import recheck
from bayen.actions.entries import observation_row
from bayen.actions.layouts import keep_layouts
from bayen.actions.refused import ActionRefused
from bayen.catalogue.places import load_atlas
from bayen.records.figures import figure_of, find_obstacle
from bayen.records.insertion import insert_rows
from bayen.records.ledger import Batch, seal_batches
from bayen.records.models import (
    Account,
    AuditEvent,
    Proposal,
    ProposalState,
    Seal,
    Submission,
    SubmissionKind,
    SubmissionStatus,
)

_TAKEN = {ProposalState.ACCEPTED, ProposalState.CORRECTED}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What came of many: each submission is in one of the two.

    Attributes:
        seals: of those accepted, in order.
        refused: the others by number, with the reason for people.
    """

    seals: tuple[Seal, ...]
    refused: tuple[tuple[int, ActionRefused | AccessDenied], ...]


@transaction.atomic
def accept_submission(
    *, actor: Account, submission: Submission, leave_pending: bool = False
) -> Seal:
    """Put the accepted and corrected figures into the ledger and seal them.

    Repeats that nobody judged are left out. ``leave_pending`` leaves out every figure that
    nobody judged, instead of refusing.

    Raises:
        AccessDenied: the actor does not accept what this place sends.
        ActionRefused: figures wait for a decision or lack something, or it is accepted
            already; the message names them.
    """
    result = accept_submissions(actor=actor, submissions=[submission], leave_pending=leave_pending)
    for _, reason in result.refused:
        raise reason
    return result.seals[0]


@transaction.atomic
def accept_submissions(
    *, actor: Account, submissions: Sequence[Submission], leave_pending: bool = False
) -> Acceptance:
    """Accept many under the same rules; one that is refused does not stop the others."""
    desk = _Desk(actor, standing(actor), leave_pending)
    now = timezone.now()
    batches: list[Batch] = []
    refused: list[tuple[int, ActionRefused | AccessDenied]] = []
    for submission, proposals in _load(submissions):
        try:
            if submission.kind == SubmissionKind.DOCUMENT:  # forms were checked when sent
                recheck(submission, proposals)
            desk.check(submission, proposals)
        except (ActionRefused, AccessDenied) as reason:
            refused.append((submission.number, reason))
            continue
        taken = [p for p in proposals if p.state in _TAKEN]
        keep_layouts(actor=actor, submission=submission, taken=taken, now=now)
        submission.status = SubmissionStatus.ACCEPTED
        submission.accepted_by, submission.accepted_at = actor, now
        batches.append(Batch([observation_row(p, submission) for p in taken], submission))
    seals = seal_batches(batches, username=actor.username, now=now)
    _close([b.submission.number for b in batches if b.submission], actor, now)
    places = {b.submission.number: b.submission.place_id for b in batches if b.submission}
    insert_rows(
        [_event(actor, seal, now, places.get(seal.submission_id or 0, "")) for seal in seals]
    )
    return Acceptance(tuple(seals), tuple(refused))


# --- how it is decided -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Desk:
    """What one call of ``accept_submissions`` knows."""

    actor: Account
    standing: Standing
    leave_pending: bool

    def check(self, submission: Submission, proposals: Sequence[Proposal]) -> None:
        """Pass, or raise the reason why it cannot be accepted."""
        number = submission.number
        if not self.standing.may_accept(submission.place_id, submission.last_day):
            raise AccessDenied(Permission.ACCEPT, f"submission:{number}")
        if submission.status == SubmissionStatus.ACCEPTED:
            raise ActionRefused("submission-accepted", f"Báo cáo số {number} đã duyệt rồi.")
        if submission.status == SubmissionStatus.DRAFT and not self._is_own_draft(submission):
            raise ActionRefused("submission-draft", f"Báo cáo số {number} còn đang soạn, chưa gửi.")
        if submission.status == SubmissionStatus.RETURNED:
            raise ActionRefused(
                "submission-returned", f"Báo cáo số {number} đang trả lại, chờ gửi lại."
            )
        problems = [text for p in proposals if (text := self._problem(p, submission))]
        if problems:
            raise ActionRefused(
                "figures-open",
                f"Báo cáo số {number} còn {len(problems)} số liệu phải xem: "
                + "; ".join(problems[:5])
                + ("; …" if len(problems) > 5 else "."),
            )

    def _is_own_draft(self, submission: Submission) -> bool:
        """A document that the acceptor brought in need not be sent to be accepted."""
        is_document = submission.kind == SubmissionKind.DOCUMENT
        return is_document and submission.created_by_id == self.actor.pk

    def _problem(self, proposal: Proposal, submission: Submission) -> str | None:
        if proposal.state == ProposalState.PENDING:
            is_left = self.leave_pending or proposal.is_repeat
            return None if is_left else f"số liệu {proposal.number} chưa quyết định"
        if proposal.state not in _TAKEN:
            return None
        obstacle = find_obstacle(proposal) or self._trespass(proposal, submission)
        return None if obstacle is None else f"số liệu {proposal.number}: {obstacle}"

    def _trespass(self, proposal: Proposal, submission: Submission) -> str | None:
        """A figure of a place that is not the acceptor's: it would change a neighbour's total."""
        figure = figure_of(proposal)
        if figure.place_id == submission.place_id or figure.span is None:
            return None
        day = figure.span.last_day
        if self.standing.may(Permission.ACCEPT_BELOW, figure.place_id, day):
            return None
        return f"{load_atlas().label_vi(figure.place_id, day)} ở ngoài phạm vi của bạn"


def _load(
    submissions: Sequence[Submission],
) -> list[tuple[Submission, list[Proposal]]]:
    """As they are in the database now, locked, with their proposals, in the order given."""
    numbers = [submission.number for submission in submissions]
    by_number: dict[int, tuple[Submission, list[Proposal]]] = {}
    for part in _parts(numbers):
        locked = Submission.objects.select_for_update().filter(number__in=part)
        by_number.update((s.number, (s, [])) for s in locked)
        judged = Proposal.objects.filter(submission_id__in=part).order_by("number")
        for proposal in judged.defer("reasons", "alternatives"):
            by_number[proposal.submission_id][1].append(proposal)
    return [by_number[number] for number in dict.fromkeys(numbers) if number in by_number]


def _close(numbers: Sequence[int], actor: Account, now: datetime) -> None:
    for part in _parts(numbers):
        Proposal.objects.filter(submission_id__in=part, state=ProposalState.PENDING).update(
            state=ProposalState.LEFT, decided_by=actor, decided_at=now
        )
        Submission.objects.filter(number__in=part).update(
            status=SubmissionStatus.ACCEPTED, accepted_by=actor, accepted_at=now
        )


def _parts(numbers: Sequence[int], size: int = 500) -> list[Sequence[int]]:
    """Short lists: databases bound how many parameters a statement takes."""
    return [numbers[i : i + size] for i in range(0, len(numbers), size)]


def _event(actor: Account, seal: Seal, now: datetime, place: str) -> AuditEvent:
    return audit_event(
        actor=actor,
        action="accept_submission",
        target=f"submission:{seal.submission_id}",
        now=now,
        place=place,
        seal=seal.number,
        hash=seal.hash,
        figures=seal.last_seq - seal.first_seq + 1,
    )
