"""Drafts of forms: kept as one types, replaced each time, sent to nobody, closed to neighbours."""

import pytest

from bayen.access.denied import AccessDenied
from bayen.actions.accepting import accept_submission
from bayen.actions.form_preview import preview_form
from bayen.actions.forms import save_form_draft, submit_form
from bayen.actions.refused import ActionRefused
from bayen.actions.sending_up import return_submission
from bayen.records.models import AuditEvent, Proposal, Submission
from tests.cast import AUGUST, FORM, PATROLS, SEPTEMBER, SESSIONS, SOP_COP

pytestmark = pytest.mark.django_db


def about(raw, period=AUGUST):
    return {"form_code": FORM, "place_id": SOP_COP, "period": period, "raw": raw}


def written():
    return {p.field_code: p.written for p in Proposal.objects.all()}


def test_a_draft_is_replaced_each_time_and_is_not_sent(an):
    first = save_form_draft(actor=an, **about({PATROLS: "1", SESSIONS: "mười"}))
    again = save_form_draft(actor=an, **about({PATROLS: "17"}))
    assert (again.number, again.status, again.sent_at) == (first.number, "draft", None)
    assert written() == {PATROLS: "17"}
    assert AuditEvent.objects.filter(action="save_form_draft", actor="an").count() == 1


def test_a_draft_is_sent_under_its_number(an):
    draft = save_form_draft(actor=an, **about({PATROLS: "17"}))
    sent = submit_form(actor=an, **about({PATROLS: "18"}))
    assert (sent.number, sent.status) == (draft.number, "sent")


def test_the_neighbour_keeps_no_draft_and_previews_nothing_here(cuong):
    for deed in (save_form_draft, preview_form):
        with pytest.raises(AccessDenied):
            deed(actor=cuong, **about({PATROLS: "17"}))
    assert not Submission.objects.exists()


def test_what_was_sent_is_not_overwritten_by_a_draft(an, binh):
    sent = submit_form(actor=an, **about({PATROLS: "17"}))
    for closed in ("submission-sent", "submission-accepted"):
        with pytest.raises(ActionRefused) as refused:
            save_form_draft(actor=an, **about({PATROLS: "18"}))
        assert refused.value.code == closed
        if closed == "submission-sent":
            accept_submission(actor=binh, submission=sent)
    assert written() == {PATROLS: "17"}


def test_a_returned_form_stays_returned_while_it_is_set_right(an, binh):
    sent = submit_form(actor=an, **about({PATROLS: "17"}))
    return_submission(actor=binh, submission=sent, note="thiếu số buổi")
    kept = save_form_draft(actor=an, **about({PATROLS: "17", SESSIONS: "3"}))
    assert (kept.status, kept.note) == ("returned", "thiếu số buổi")
    assert written() == {PATROLS: "17", SESSIONS: "3"}


def test_a_draft_is_not_accepted_before_it_is_sent(an, binh):
    draft = save_form_draft(actor=an, **about({PATROLS: "17"}))
    with pytest.raises(ActionRefused) as refused:
        accept_submission(actor=binh, submission=draft)
    assert refused.value.code == "submission-draft"


def test_a_preview_finds_what_sending_would_and_stores_nothing(an):
    reading = preview_form(actor=an, **about({"tip.received": "3", "tip.useful": "8"}))
    assert [f.code for one in reading.fields for f in one.findings] == ["part-exceeds-whole"]
    assert not Submission.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_draft_is_no_history_to_compare_with(an):
    raw = dict.fromkeys((PATROLS, SESSIONS, "tip.received", "mediation.cases"), "20")
    raw |= {"activity.attendance": "350", "case.total": "6"}
    save_form_draft(actor=an, **about(raw))
    assert preview_form(actor=an, **about(raw, SEPTEMBER)).findings == []
    submit_form(actor=an, **about(raw))
    assert [f.code for f in preview_form(actor=an, **about(raw, SEPTEMBER)).findings] == [
        "copied-from-last"
    ]
