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
from bayen.actions.entries import entries_of
from bayen.actions.layouts import keep_layouts
from bayen.actions.refused import ActionRefused
from bayen.catalogue.places import load_atlas
from bayen.records.collecting import uncollected
from bayen.records.figures import Figure, figure_of, find_obstacle
from bayen.records.insertion import insert_rows
from bayen.records.judged import Judged, Sheet, load_sheets
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

_TAKEN = {ProposalState.ACCEPTED.value, ProposalState.CORRECTED.value}
_PENDING = ProposalState.PENDING.value
_NOT_LOOKED_AT = ("answers", "open_figures", "note", "created_at", "sent_at", "kept_at")


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
    result = _accept(actor, [submission], leave_pending=leave_pending)
    for _, reason in result.refused:
        raise reason
    return result.seals[0]


@transaction.atomic
def accept_submissions(
    *, actor: Account, submissions: Sequence[Submission], leave_pending: bool = False
) -> Acceptance:
    """Accept many under the same rules; one that is refused does not stop the others."""
    with uncollected():
        return _accept(actor, submissions, leave_pending=leave_pending)


def _accept(
    actor: Account, submissions: Sequence[Submission], *, leave_pending: bool
) -> Acceptance:
    desk = _Desk(actor, standing(actor), leave_pending)
    now = timezone.now()
    batches: list[Batch] = []
    refused: list[tuple[int, ActionRefused | AccessDenied]] = []
    left: list[int] = []
    for submission, sheet in _load(submissions):
        try:
            taken = desk.taken(submission, sheet)
        except (ActionRefused, AccessDenied) as reason:
            refused.append((submission.number, reason))
            continue
        judged = [sheet.odd[position] for position in taken]
        keep_layouts(actor=actor, submission=submission, taken=judged, now=now)
        if any(proposal.state == _PENDING for proposal in sheet.odd.values()):
            left.append(submission.number)
        submission.status = SubmissionStatus.ACCEPTED
        submission.accepted_by, submission.accepted_at = actor, now
        batches.append(Batch(entries_of(sheet, taken, submission), submission))
    seals = seal_batches(batches, username=actor.username, now=now)
    _leave(left, actor, now)
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

    def taken(self, submission: Submission, sheet: Sheet) -> dict[int, Figure]:
        """What enters the ledger of the figures that are not plain, by position.

        Or raises the reason why the submission cannot be accepted.
        """
        self._refuse_closed(submission)
        judged = sheet.odd.items()
        taken = {position: figure_of(p) for position, p in judged if p.state in _TAKEN}
        obstacles = (
            (p, self._obstacle(p, taken[at], submission)) for at, p in judged if at in taken
        )
        problems = [
            (p.number, f"số liệu {p.number}: {text}") for p, text in obstacles if text is not None
        ]
        problems += [
            (p.number, f"số liệu {p.number} chưa quyết định") for _, p in judged if self._waits(p)
        ]
        if problems:
            raise _figures_open(submission.number, sorted(problems))
        return taken

    def _refuse_closed(self, submission: Submission) -> None:
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

    def _is_own_draft(self, submission: Submission) -> bool:
        """A document that the acceptor brought in need not be sent to be accepted."""
        is_document = submission.kind == SubmissionKind.DOCUMENT
        return is_document and submission.created_by_id == self.actor.pk

    def _waits(self, proposal: Judged) -> bool:
        """Whether nobody judged a figure that must not be left."""
        is_left = self.leave_pending or proposal.is_repeat
        return proposal.state == _PENDING and not is_left

    def _obstacle(self, proposal: Judged, figure: Figure, submission: Submission) -> str | None:
        return find_obstacle(proposal, figure) or self._trespass(figure, submission)

    def _trespass(self, figure: Figure, submission: Submission) -> str | None:
        """A figure of a place that is not the acceptor's: it would change a neighbour's total."""
        if figure.place_id == submission.place_id or figure.span is None:
            return None
        day = figure.span.last_day
        if self.standing.may(Permission.ACCEPT_BELOW, figure.place_id, day):
            return None
        return f"{load_atlas().label_vi(figure.place_id, day)} ở ngoài phạm vi của bạn"


def _figures_open(number: int, problems: Sequence[tuple[int, str]]) -> ActionRefused:
    named = [text for _number, text in problems]
    return ActionRefused(
        "figures-open",
        f"Báo cáo số {number} còn {len(named)} số liệu phải xem: "
        + "; ".join(named[:5])
        + ("; …" if len(named) > 5 else "."),
    )


def _load(submissions: Sequence[Submission]) -> list[tuple[Submission, Sheet]]:
    """As they are in the database now, locked, with their proposals, in the order given.

    The figures of documents are checked once more; those of forms were when they were sent.
    """
    numbers = [submission.number for submission in submissions]
    found: dict[int, tuple[Submission, Sheet]] = {}
    for part in _parts(numbers):
        locked = Submission.objects.select_for_update().prefetch_related("document")
        own = list(locked.defer(*_NOT_LOOKED_AT).filter(number__in=part))
        for submission in own:
            if submission.kind == SubmissionKind.DOCUMENT:
                recheck(submission, _read_from(submission))
        found |= {s.number: (s, sheet) for s, sheet in load_sheets(own)}
    return [found[number] for number in dict.fromkeys(numbers) if number in found]


def _read_from(submission: Submission) -> list[Proposal]:
    read = submission.proposals.order_by("number")
    return list(read.defer("reasons", "alternatives"))


def _leave(numbers: Sequence[int], actor: Account, now: datetime) -> None:
    """What nobody judged of these submissions stays behind."""
    for part in _parts(numbers):
        Proposal.objects.filter(submission_id__in=part, state=ProposalState.PENDING).update(
            state=ProposalState.LEFT, decided_by=actor, decided_at=now
        )


def _close(numbers: Sequence[int], actor: Account, now: datetime) -> None:
    for part in _parts(numbers):
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
