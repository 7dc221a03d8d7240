"""Letting one finding pass, with the reason; the finding stays to be read beside the figure."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from bayen.access.denied import AccessDenied
from bayen.access.door import Standing, standing
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.document_checks import open_findings, recheck
from bayen.actions.refused import ActionRefused
from bayen.actions.waivers import waiver_of
from bayen.catalogue.checks import checks_on
from bayen.core.findings import Finding, Severity
from bayen.records.figures import key_of
from bayen.records.mapping import findings_from
from bayen.records.models import Account, Proposal, Submission, SubmissionStatus, Waiver


@transaction.atomic
def wave_through(
    *, actor: Account, submission: Submission, figure: str, code: str, reason: str
) -> Waiver:
    """Let one finding pass: the sender a warning, the reviewer whatever the rules leave open.

    Args:
        actor: who sends or reviews it.
        submission: not accepted.
        figure: the figure's key (``Turn.figure``); "" for the whole.
        code: of the finding.
        reason: why the figure is right.

    Raises:
        AccessDenied: the actor neither sends nor reviews for this place.
        ActionRefused: no such finding stands, it is none that may pass, or the reason is
            missing or holds what must not be stored.
    """
    found = Submission.objects.select_for_update().get(number=submission.number)
    is_sender = _is_sender(standing(actor), found)
    proposals = list(found.proposals.order_by("number"))
    finding = _standing_finding(found, proposals, figure, code)
    book = checks_on(found.last_day)
    is_too_much = is_sender and finding.severity is Severity.BLOCK
    if is_too_much or not book.may_be_waived(finding):
        raise ActionRefused("finding-final", f"Không cho qua được: {finding.message_vi}")
    now = timezone.now()
    waiver = waiver_of(figure, finding, reason, actor=actor, now=now, is_sender=is_sender)
    waiver.submission = found
    waiver.save()
    recheck(found, proposals)
    record_event(
        actor=actor,
        action="wave_through",
        target=f"submission:{found.number}",
        now=now,
        place=found.place_id,
        figure=figure,
        code=code,
        reason=waiver.reason,
    )
    return waiver


def _is_sender(held: Standing, found: Submission) -> bool:
    """Whether the actor does it as the one who sends; refused who does neither."""
    place_id, day = found.place_id, found.last_day
    if found.status == SubmissionStatus.ACCEPTED:
        raise ActionRefused("submission-accepted", f"Báo cáo số {found.number} đã duyệt rồi.")
    if held.may_accept(place_id, day):
        return False
    if not held.may(Permission.SUBMIT, place_id, day):
        raise AccessDenied(Permission.SUBMIT, f"submission:{found.number}")
    return True


def _standing_finding(
    found: Submission, proposals: list[Proposal], figure: str, code: str
) -> Finding:
    own = next((p for p in proposals if key_of(p) == figure), None)
    open_ones = findings_from(f for f in found.findings if not f.get("waived"))
    findings = open_findings(own) if own else () if figure else open_ones
    for finding in findings:
        if finding.code == code:
            return finding
    raise ActionRefused("finding-gone", "Cảnh báo này không còn, hoặc đã cho qua rồi.")
