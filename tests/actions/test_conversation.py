"""Single figures returned, answered, sent again: only what was returned is open again."""

from __future__ import annotations

from typing import Any

import pytest

from bayen.access.denied import AccessDenied
from bayen.actions.accepting import accept_submission
from bayen.actions.deciding import Changes, Decision, accept_sure, decide_proposal
from bayen.actions.forms import save_form_draft, submit_form
from bayen.actions.receiving import receive_document
from bayen.actions.refused import ActionRefused
from bayen.actions.sending_up import return_submission, send_submission
from bayen.core.quantities import parse_quantity
from bayen.records.figures import find_obstacle
from bayen.records.models import Observation, Proposal, Sending, Submission, Turn
from tests.cast import AUGUST, FORM, PATROLS, SESSIONS, SOP_COP, TEAMS

pytestmark = pytest.mark.django_db

ABOUT: dict[str, Any] = {"form_code": FORM, "place_id": SOP_COP, "period": AUGUST}
RAW = {PATROLS: "17", SESSIONS: "3"}


@pytest.fixture
def sent(an) -> Submission:
    return submit_form(actor=an, **ABOUT, raw=RAW)


@pytest.fixture
def returned(sent, binh) -> Submission:
    """Patrols doubted, and the field of teams asked for, which nobody filled in."""
    figures = {PATROLS: "tháng trước chỉ 5, đề nghị kiểm tra", TEAMS: "chưa ghi số tổ"}
    return return_submission(actor=binh, submission=sent, figures=figures)


def written() -> dict[str, str]:
    return {p.field_code: p.written for p in Proposal.objects.all()}


def code_of(refused):
    return refused.value.code


def test_a_return_names_figures_each_with_its_reason(returned):
    assert (returned.status, returned.open_figures) == ("returned", [TEAMS, PATROLS])
    doubted = Turn.objects.get(figure=PATROLS)
    assert (doubted.kind, doubted.by, doubted.sending) == ("returned", "binh", 1)
    assert (doubted.old, doubted.text) == ("17", "tháng trước chỉ 5, đề nghị kiểm tra")
    assert Turn.objects.get(figure=TEAMS).old == ""


@pytest.mark.parametrize(
    ("figures", "note", "code"),
    [
        ({PATROLS: " "}, "", "text-missing"),
        ({}, "", "text-missing"),
        ({"case.victim_names": "thiếu"}, "", "figure-unknown"),
        ({PATROLS: "hỏi lại số 0912345678"}, "", "text-personal"),
    ],
)
def test_a_return_without_a_fit_reason_is_refused(sent, binh, figures, note, code):
    with pytest.raises(ActionRefused) as refused:
        return_submission(actor=binh, submission=sent, note=note, figures=figures)
    assert code_of(refused) == code
    assert not Turn.objects.exists()


def test_neither_the_sender_nor_the_neighbour_returns(sent, an, cuong):
    for actor in (an, cuong):
        with pytest.raises(AccessDenied):
            return_submission(actor=actor, submission=sent, figures={PATROLS: "sai"})


@pytest.mark.parametrize("deed", [save_form_draft, submit_form])
def test_what_was_not_returned_stays_as_it_was_sent(returned, an, deed):
    with pytest.raises(ActionRefused) as refused:
        deed(actor=an, **ABOUT, raw={PATROLS: "5", SESSIONS: "9", TEAMS: "2"})
    assert code_of(refused) == "figure-locked"
    assert written() == RAW


def test_what_is_not_posted_of_the_locked_figures_stands(returned, an):
    submit_form(actor=an, **ABOUT, raw={PATROLS: "5", TEAMS: "2"})
    assert written() == {PATROLS: "5", SESSIONS: "3", TEAMS: "2"}


def test_each_returned_figure_is_changed_or_answered(returned, an):
    with pytest.raises(ActionRefused) as refused:
        submit_form(actor=an, **ABOUT, raw=RAW | {TEAMS: "2"})
    assert code_of(refused) == "figures-unanswered"
    assert "Tuần tra" in str(refused.value) or "tuần tra" in str(refused.value)
    answers = {PATROLS: "đúng 17, có đợt cao điểm"}
    again = submit_form(actor=an, **ABOUT, raw=RAW | {TEAMS: "2"}, answers=answers)
    stands, filled = (Turn.objects.get(figure=code, kind="answered") for code in (PATROLS, TEAMS))
    assert (stands.old, stands.new, stands.text) == ("17", "17", "đúng 17, có đợt cao điểm")
    assert (filled.old, filled.new, filled.text, filled.by) == ("", "2", "", "an")
    assert (again.status, again.answers, filled.sending) == ("sent", {}, 2)


def test_an_answer_is_kept_with_the_draft_and_checked_as_free_text(returned, an):
    with pytest.raises(ActionRefused) as refused:
        save_form_draft(actor=an, **ABOUT, raw=RAW, answers={PATROLS: "gọi 0912345678"})
    assert code_of(refused) == "text-personal"
    kept = save_form_draft(actor=an, **ABOUT, raw=RAW, answers={PATROLS: "đúng", SESSIONS: "x"})
    assert kept.answers == {PATROLS: "đúng"}
    again = save_form_draft(actor=an, **ABOUT, raw=RAW)
    assert again.answers == {PATROLS: "đúng"}


def test_it_may_be_returned_again_or_accepted_and_every_turn_stays(returned, an, binh):
    again = submit_form(actor=an, **ABOUT, raw={PATROLS: "5", TEAMS: "2"})
    return_submission(actor=binh, submission=again, figures={TEAMS: "có hai tổ mới?"})
    with pytest.raises(ActionRefused):  # the patrols are closed now
        submit_form(actor=an, **ABOUT, raw={PATROLS: "6", TEAMS: "2"})
    last = submit_form(actor=an, **ABOUT, raw={}, answers={TEAMS: "đúng hai tổ"})
    accept_submission(actor=binh, submission=last)
    assert [(t.figure, t.kind) for t in Turn.objects.filter(figure=TEAMS)] == [
        (TEAMS, "returned"),
        (TEAMS, "answered"),
        (TEAMS, "returned"),
        (TEAMS, "answered"),
    ]
    assert [s.figures for s in Sending.objects.all()] == [
        {PATROLS: "17", SESSIONS: "3"},
        {PATROLS: "5", SESSIONS: "3", TEAMS: "2"},
        {PATROLS: "5", SESSIONS: "3", TEAMS: "2"},
    ]
    assert Observation.objects.get(indicator=PATROLS).milli == 5_000


def test_sent_again_it_cannot_be_changed_elsewhere_before_the_reviewer_looks(returned, an):
    submit_form(actor=an, **ABOUT, raw={PATROLS: "5", TEAMS: "2"})
    with pytest.raises(ActionRefused) as refused:
        submit_form(actor=an, **ABOUT, raw={SESSIONS: "99"})
    assert code_of(refused) == "figure-locked"


def test_a_whole_return_opens_everything_again(sent, an, binh):
    return_submission(actor=binh, submission=sent, note="ghi nhầm kỳ")
    again = submit_form(actor=an, **ABOUT, raw={PATROLS: "9", SESSIONS: "1"})
    assert (again.note, written()) == ("", {PATROLS: "9", SESSIONS: "1"})


LETTER = """Sốp Cộp, ngày 14 tháng 8 năm 2025

BÁO CÁO
Kết quả phong trào toàn dân bảo vệ an ninh Tổ quốc tháng 8 năm 2025 trên địa bàn xã Sốp Cộp

Hiện nay toàn xã có 27 tổ hòa giải với 118 thành viên; 28 tổ an ninh nhân dân với 85 thành viên.
"""


@pytest.fixture
def letter(an) -> Submission:
    found = receive_document(
        actor=an, data=LETTER.encode(), name="thang-8.txt", place_id=SOP_COP, period=AUGUST
    )
    for proposal in found.proposals.filter(is_repeat=False):
        decision = Decision.REJECT if find_obstacle(proposal) else Decision.ACCEPT
        decide_proposal(actor=an, proposal=proposal, decision=decision)
    return send_submission(actor=an, submission=found)


def test_of_a_document_too_only_the_returned_figure_may_be_judged_anew(letter, an, binh):
    first, second = letter.proposals.filter(state="accepted")[:2]
    return_submission(actor=binh, submission=letter, figures={str(first.number): "27 hay 72?"})
    with pytest.raises(ActionRefused) as refused:
        decide_proposal(actor=an, proposal=second, decision=Decision.REJECT)
    assert code_of(refused) == "figure-locked"
    with pytest.raises(ActionRefused) as refused:
        send_submission(actor=an, submission=letter)
    assert code_of(refused) == "figures-unanswered"
    changes = Changes(quantity=parse_quantity("72"))
    decide_proposal(actor=an, proposal=first, decision=Decision.CORRECT, changes=changes)
    send_submission(actor=an, submission=letter)
    answer = Turn.objects.get(kind="answered")
    assert (answer.old, answer.new) == ("27", "72")
    accept_submission(actor=binh, submission=letter)
    assert Observation.objects.filter(milli=72_000).count() == 1


def test_somebody_above_leaves_a_communes_unsent_document_alone(an, binh):
    draft = receive_document(
        actor=an, data=LETTER.encode(), name="thang-8.txt", place_id=SOP_COP, period=AUGUST
    )
    with pytest.raises(ActionRefused) as refused:
        accept_sure(actor=binh, submission=draft)
    assert code_of(refused) == "submission-of-another"
    with pytest.raises(ActionRefused) as refused:
        accept_submission(actor=binh, submission=draft, leave_pending=True)
    assert code_of(refused) == "submission-draft"
