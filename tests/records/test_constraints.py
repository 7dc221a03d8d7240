"""What the database itself refuses, whoever writes."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from bayen.actions.forms import submit_form
from bayen.records.models import Proposal, Submission
from tests.cast import AUGUST, FORM, PATROLS, SOP_COP

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def sent(an):
    return submit_form(
        actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "17"}
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"accepted_at": NOW},
        {"status": "accepted"},
        {"status": "forgotten"},
        {"first_day": date(2026, 1, 1)},
        {"form_code": ""},
    ],
)
def test_a_submission_holds_together(sent, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(number=sent.number).update(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"decided_at": None},
        {"decided_by": None},
        {"state": "pending"},
        {"start": 3},
        {"bound": 4},
        {"first_day": date(2030, 1, 1)},
    ],
)
def test_a_proposal_holds_together(sent, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(submission=sent).update(**changes)
