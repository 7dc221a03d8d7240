"""Tampering: whatever is changed behind the program's back is found and named."""

import pytest
from django.db import connection

from bayen.actions.accepting import accept_submission, accept_submissions
from bayen.actions.correcting import correct_observation
from bayen.actions.forms import FormEntry, submit_forms
from bayen.actions.receiving import receive_document
from bayen.core.quantities import parse_quantity
from bayen.reads.verification import verify_ledger
from bayen.records.chain import observation_hash
from bayen.records.guards import remove_guards
from bayen.records.models import Observation
from tests.cast import AUGUST, FORM, OLD_MUONG_VA, PATROLS, SEPTEMBER, SESSIONS, SOP_COP, month
from tests.intruder import run_sql, without_guards

pytestmark = pytest.mark.django_db
TEXT = "Năm 2018, huyện Sốp Cộp có 127 tổ hòa giải với 318 thành viên.".encode()


@pytest.fixture
def ledger(binh, operator):
    """Three forms of two figures and a corrected one; a document."""
    entries = [
        FormEntry(FORM, SOP_COP, AUGUST, {SESSIONS: "12", PATROLS: "hơn 30"}),
        FormEntry(FORM, SOP_COP, SEPTEMBER, {SESSIONS: "15", PATROLS: "31"}),
        FormEntry(FORM, OLD_MUONG_VA, month("2025-M05"), {SESSIONS: "3", PATROLS: "4"}),
    ]
    sent = submit_forms(actor=binh, entries=entries)
    accept_submissions(actor=binh, submissions=sent.submissions)
    correct_observation(actor=binh, seq=2, quantity=parse_quantity("33"), reason="gõ nhầm")
    document = receive_document(
        actor=operator, data=TEXT, name="a.txt", place_id="d127.2004", period=month("2018-A1")
    )
    accept_submission(actor=operator, submission=document, leave_pending=True)


def faults(**expected):
    return [(fault.kind, fault.key) for fault in verify_ledger(**expected).faults]


def tampered(statement, *values):
    """What verifying says after one raw statement with the triggers out of the way."""
    with without_guards():
        run_sql(statement, *values)
    return faults()


def test_an_honest_ledger_is_sound(ledger):
    result = verify_ledger()
    assert result.is_sound
    assert (result.seals, result.observations) == (5, 7)
    assert len(result.head) == 64


def test_an_empty_ledger_is_sound(db):
    assert verify_ledger().is_sound


def test_a_changed_figure_is_named_with_what_it_was(ledger):
    with without_guards():
        run_sql("UPDATE records_observation SET milli = 99000 WHERE seq = 3")
    [fault] = verify_ledger().faults
    assert (fault.kind, fault.key) == ("observation", "3")
    assert "số khi duyệt là «15», nay là «99»" in fault.message_vi


@pytest.mark.parametrize(
    "change",
    [
        "milli = 1",
        "bound = 3",
        "place_id = 'p11.2004'",
        "indicator = 'case.total'",
        "unit = 'lượt'",
        "last_day = '2024-01-01', first_day = NULL",
        "recorded_at = '2020-01-01 00:00:00+00:00'",
        "recorded_by = 'cuong'",
        "quote = 'khác'",
        "reason = 'khác'",
        "proposal_id = NULL",
    ],
)
def test_a_change_of_any_column_is_found(ledger, change):
    assert tampered(f"UPDATE records_observation SET {change} WHERE seq = 7") == [
        ("observation", "7")
    ]


def test_a_figure_changed_with_its_own_hash_breaks_the_seal_and_the_proposal_tells(ledger):
    row = Observation.objects.get(seq=3)
    row.milli = 99_000
    found = tampered(
        "UPDATE records_observation SET milli = %s, row_hash = %s WHERE seq = 3",
        row.milli,
        observation_hash(row),
    )
    assert ("seal", "2") in found
    assert ("proposal", f"{row.submission_id}.1") in found


def test_deleted_and_added_rows_are_named(ledger):
    columns = ", ".join(
        f'"{field.column}"' for field in Observation._meta.concrete_fields if field.name != "seq"
    )
    with without_guards():
        run_sql(
            f"INSERT INTO records_observation (seq, {columns}) "
            f"SELECT 8, {columns} FROM records_observation WHERE seq = 1"
        )
        run_sql("DELETE FROM records_observation WHERE seq = 4")
    assert ("observation", "4") in faults()
    assert ("observation", "8") in faults()


def test_seals_cut_off_the_end_are_missed(ledger):
    head = verify_ledger().head
    with without_guards():
        run_sql("DELETE FROM records_seal WHERE number = 5")
        run_sql("DELETE FROM records_observation WHERE seq >= 8")
    assert ("seal", "5") in faults()
    assert ("seal", head) in faults(expected_head=head)


def test_a_seal_taken_out_of_the_middle_is_named(ledger):
    assert ("seal", "3") in tampered("DELETE FROM records_seal WHERE number = 3")


def test_an_accepted_submission_that_was_moved_is_named(ledger):
    number = Observation.objects.get(seq=1).submission_id
    found = tampered(
        "UPDATE records_submission SET place_id = 'p11.2004' WHERE number = %s", number
    )
    assert found == [("submission", f"{number}")]


def test_an_accepted_proposal_that_was_changed_is_named(ledger):
    proposal = Observation.objects.get(seq=1).proposal
    assert proposal is not None
    found = tampered("UPDATE records_proposal SET milli = 5 WHERE id = %s", proposal.pk)
    assert found == [("proposal", str(proposal))]


def test_a_document_whose_text_or_file_was_changed_is_named(ledger):
    kinds = {kind for kind, _ in tampered("UPDATE records_document SET text = 'khác'")}
    assert kinds == {"submission"}
    kinds = {kind for kind, _ in tampered("UPDATE records_document SET content = %s", b"khac")}
    assert kinds == {"submission", "document"}


def test_triggers_that_are_gone_are_named(ledger):
    remove_guards(connection)
    assert {kind for kind, _ in faults()} == {"trigger"}
