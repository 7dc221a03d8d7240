"""What the ledger refers to exists and stays, on either database, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction

from bayen.actions.accepting import accept_submission
from bayen.actions.forms import submit_form
from bayen.records.insertion import insert_rows
from bayen.records.models import Observation, Proposal, Submission
from tests.cast import AUGUST, FORM, PATROLS, SEPTEMBER, SESSIONS, SOP_COP
from tests.intruder import run_sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(an, binh):
    """An entry of the ledger; another form is only sent."""
    sent, _ = (
        submit_form(actor=an, form_code=FORM, place_id=SOP_COP, period=period, raw={of: "17"})
        for period, of in ((AUGUST, PATROLS), (SEPTEMBER, SESSIONS))
    )
    accept_submission(actor=binh, submission=sent)
    return Observation.objects.get()


@transaction.atomic
def to_the_end(deed, *arguments):
    """With the checks that a database puts off to the end of a transaction."""
    deed(*arguments)
    connection.check_constraints()


def another(row, **changes):
    columns = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    return Observation(**columns | {"seq": row.seq + 1} | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"proposal_id": 404},
        {"submission_id": 404},
        {"submission_id": 404, "proposal_id": None},
        {"supersedes_id": 404, "reason": "gõ nhầm"},
    ],
)
def test_nothing_enters_that_refers_to_what_there_is_not(accepted, changes):
    with pytest.raises(IntegrityError):
        to_the_end(insert_rows, [another(accepted), another(accepted, seq=3, **changes)])
    assert Observation.objects.count() == 1
    to_the_end(insert_rows, [another(accepted, proposal_id=None)])


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM records_proposal WHERE id = %s",
        "UPDATE records_proposal SET id = 404 WHERE id = %s",
        "DELETE FROM records_submission WHERE number = %s",
        "UPDATE records_submission SET number = 404 WHERE number = %s",
    ],
)
def test_what_the_ledger_refers_to_stays(accepted, statement):
    of_proposal = "records_proposal" in statement
    key = accepted.proposal_id if of_proposal else accepted.submission_id
    with pytest.raises(IntegrityError):
        to_the_end(run_sql, statement, key)
    model = Proposal if of_proposal else Submission
    other = model.objects.exclude(pk=key).get().pk
    if of_proposal:  # to which nothing refers
        to_the_end(run_sql, statement, other)
        assert not model.objects.filter(pk=other).exists()


def test_proposals_of_another_submission_and_emptying(accepted):
    """What PostgreSQL's triggers see and SQLite's foreign keys cannot, which has no TRUNCATE."""
    other = Proposal.objects.exclude(pk=accepted.proposal_id).get()
    foreign = another(accepted, proposal_id=other.pk)
    if connection.vendor == "sqlite":
        to_the_end(insert_rows, [foreign])
        return
    run_sql("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE waits for checks put off
    for deed, *given in (insert_rows, [foreign]), (run_sql, "TRUNCATE records_proposal CASCADE"):
        with pytest.raises(IntegrityError):
            to_the_end(deed, *given)
