"""The form that a place has for a period so far, held for whoever is about to change it."""

from __future__ import annotations

from bayen.actions.refused import ActionRefused
from bayen.catalogue.forms import Form
from bayen.core.periods import Period
from bayen.records.models import Submission, SubmissionKind, SubmissionStatus


def locked_form(form: Form, place_id: str, period: Period) -> Submission | None:
    """The form, locked until the transaction ends; None where nothing is written yet.

    Raises:
        ActionRefused: it is accepted.
    """
    kept = Submission.objects.select_for_update().filter(
        kind=SubmissionKind.FORM,
        form_code=form.code,
        place_id=place_id,
        period_key=period.key,
    )
    found = kept.first()
    if found is not None and found.status == SubmissionStatus.ACCEPTED:
        raise accepted_already(found)
    return found


def accepted_already(submission: Submission) -> ActionRefused:
    """What whoever wants to change an accepted form is told."""
    return ActionRefused(
        "submission-accepted",
        f"Báo cáo số {submission.number} của kỳ này đã duyệt; muốn sửa số liệu hãy dùng "
        "đính chính.",
    )
