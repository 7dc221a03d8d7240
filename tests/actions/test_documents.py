"""Documents: read into proposals, judged one by one, accepted into the ledger."""

from datetime import date
from typing import Any

import pytest

from bayen.access.denied import AccessDenied
from bayen.actions.accepting import accept_submission
from bayen.actions.deciding import (
    Changes,
    Decision,
    accept_sure,
    decide_proposal,
    undo_decision,
)
from bayen.actions.receiving import receive_document
from bayen.actions.refused import ActionRefused
from bayen.actions.sending_up import return_submission, send_submission
from bayen.core.quantities import parse_quantity
from bayen.core.spans import Span
from bayen.intake import Refused
from bayen.records.models import AuditEvent, Document, Observation, Refusal, Submission
from tests.cast import DIEN_BIEN, OLD_SOP_COP_DISTRICT, SOP_COP, month

pytestmark = pytest.mark.django_db
TEXT = """BÁO CÁO KẾT QUẢ NĂM 2018

Năm 2018, huyện Sốp Cộp có 127 tổ hòa giải với 318 thành viên.
Đã tổ chức hơn 250 buổi tuyên truyền với 17.000 lượt người tham gia.
"""


def receive(actor, text=TEXT, **more):
    options: dict[str, Any] = {"place_id": OLD_SOP_COP_DISTRICT, "period": month("2018-A1")}
    options |= more
    return receive_document(actor=actor, data=text.encode(), name="bao-cao.txt", **options)


def figure(submission, written):
    return submission.proposals.get(written=written)


def decide(actor, proposal, decision=Decision.ACCEPT, changes=None):
    return decide_proposal(actor=actor, proposal=proposal, decision=decision, changes=changes)


@pytest.fixture
def draft(binh):
    return receive(binh)


def test_every_figure_is_kept_with_its_characters(draft):
    assert draft.status == "draft"
    assert draft.document.text == TEXT
    for proposal in draft.proposals.all():
        assert draft.document.text[proposal.start : proposal.end] == proposal.written
        assert proposal.state == "pending"
    teams = figure(draft, "127")
    assert (teams.milli, teams.indicator) == (127_000, "group.mediation.count")
    assert teams.place_id == OLD_SOP_COP_DISTRICT
    assert teams.reasons


def test_what_is_refused_leaves_nothing_but_the_fact(an):
    with pytest.raises(Refused) as refused:
        receive(an, "TỐI MẬT\n\nCó 12 nguồn tin.", place_id=SOP_COP)
    assert refused.value.code == "secret"
    assert not Document.objects.exists()
    assert not Submission.objects.exists()
    refusal = Refusal.objects.get()
    assert (refusal.actor, refusal.code) == ("an", "secret")
    assert {f.attname for f in Refusal._meta.concrete_fields} == {"id", "at", "actor", "code"}


def test_a_document_without_figures_says_so(binh):
    draft = receive(binh, "Kính gửi các đơn vị, đề nghị tiếp tục thực hiện tốt nhiệm vụ.")
    assert [finding["code"] for finding in draft.findings] == ["no-figures"]
    assert not draft.proposals.exists()


def test_nobody_sends_a_document_of_another_place(an, cuong):
    for actor, place in ((an, OLD_SOP_COP_DISTRICT), (cuong, SOP_COP)):
        with pytest.raises(AccessDenied):
            receive(actor, place_id=place)
    assert not Document.objects.exists()


def test_without_a_place_it_is_of_the_place_that_it_speaks_of(binh, cuong):
    assert receive(binh, place_id=None).place_id == OLD_SOP_COP_DISTRICT
    assert receive(cuong, place_id=None).place_id == DIEN_BIEN


def test_the_same_file_is_received_once(binh, draft, cuong):
    with pytest.raises(ActionRefused) as refused:
        receive(binh)
    assert refused.value.code == "document-known"
    assert str(draft.number) in refused.value.message_vi
    other = receive(cuong, place_id=DIEN_BIEN)  # who may not know of the first
    assert other.document == draft.document


def test_decisions_are_kept_with_who_and_when_and_can_be_taken_back(binh, draft):
    proposal = decide(binh, figure(draft, "127"))
    assert (proposal.state, proposal.decided_by) == ("accepted", binh)
    proposal = undo_decision(actor=binh, proposal=proposal)
    assert (proposal.state, proposal.decided_by, proposal.decided_at) == ("pending", None, None)
    assert [event.action for event in AuditEvent.objects.order_by("id")] == [
        "receive_document",
        "accept_proposal",
        "undo_decision",
    ]


def test_the_neighbour_judges_nothing(cuong, draft):
    with pytest.raises(AccessDenied):
        decide(cuong, figure(draft, "127"))
    with pytest.raises(AccessDenied):
        accept_sure(actor=cuong, submission=draft)
    with pytest.raises(AccessDenied):
        accept_submission(actor=cuong, submission=draft, leave_pending=True)


def test_a_change_must_name_what_exists(binh, draft):
    for changes, code in (
        (Changes(), "no-change"),
        (Changes(indicator="case.none"), "indicator-unknown"),
        (Changes(place_id="c00000.2025"), "place-unknown"),
    ):
        with pytest.raises(ActionRefused) as refused:
            decide(binh, figure(draft, "127"), Decision.CORRECT, changes)
        assert refused.value.code == code


def test_accepting_takes_accepted_and_corrected_figures_with_their_source(binh, draft):
    decide(binh, figure(draft, "127"))
    right = Changes(parse_quantity("hơn 320"), span=Span(None, date(2018, 12, 14)))
    decide(binh, figure(draft, "318"), Decision.CORRECT, right)
    decide(binh, figure(draft, "17.000"), Decision.REJECT)
    seal = accept_submission(actor=binh, submission=draft, leave_pending=True)
    teams, members = Observation.objects.order_by("seq")
    assert (seal.first_seq, seal.last_seq, seal.submission_id) == (1, 2, draft.number)
    assert (teams.milli, teams.source_kind, teams.document) == (
        127_000,
        "text",
        draft.document.digest,
    )
    assert TEXT[teams.start : teams.end] == "127"
    assert "127 tổ hòa giải" in teams.quote
    assert (members.milli, members.bound, members.last_day) == (320_000, 1, date(2018, 12, 14))
    assert members.recorded_by == "binh"
    assert {p.state for p in draft.proposals.filter(written="250")} <= {"left"}


def test_a_figure_that_waits_stops_acceptance_and_is_named(binh, draft):
    waiting = figure(draft, "318")
    with pytest.raises(ActionRefused) as refused:
        accept_submission(actor=binh, submission=draft)
    assert f"số liệu {waiting.number} chưa quyết định" in refused.value.message_vi
    assert not Observation.objects.exists()


def test_the_sure_ones_are_accepted_together(binh, draft):
    draft.proposals.update(confidence=0.99)
    draft.proposals.filter(written="318").update(confidence=0.5)
    draft.proposals.filter(written="17.000").update(place_id="")
    count = accept_sure(actor=binh, submission=draft)
    assert count == draft.proposals.count() - 2
    assert figure(draft, "318").state == "pending"
    assert figure(draft, "17.000").state == "pending"


def test_nothing_is_judged_or_accepted_twice(binh, draft):
    proposal = decide(binh, figure(draft, "127"))
    accept_submission(actor=binh, submission=draft, leave_pending=True)
    for deed in (
        lambda: decide(binh, proposal, Decision.REJECT),
        lambda: undo_decision(actor=binh, proposal=proposal),
        lambda: accept_submission(actor=binh, submission=draft, leave_pending=True),
        lambda: send_submission(actor=binh, submission=draft),
    ):
        with pytest.raises(ActionRefused):
            deed()
    assert Observation.objects.count() == 1


def test_what_is_sent_is_judged_above_until_it_is_returned(an, binh):
    text = "Tháng 8/2025, xã Sốp Cộp tổ chức 12 buổi tuyên truyền."
    draft = receive(an, text, place_id=SOP_COP, period=month("2025-M08"))
    send_submission(actor=an, submission=draft)
    proposal = draft.proposals.first()
    with pytest.raises(ActionRefused) as refused:
        decide(an, proposal, Decision.REJECT)
    assert refused.value.code == "submission-sent"
    decide(binh, proposal, Decision.REJECT)
    return_submission(actor=binh, submission=draft, note="xem lại kỳ")
    undo_decision(actor=an, proposal=proposal)


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("", "text-missing"),
        ("gọi 0912 345 678", "text-personal"),
        ("số 012345678901", "text-personal"),
        ("theo công văn MẬT", "text-secret"),
        ("a" * 501, "text-long"),
    ],
)
def test_a_note_holds_no_personal_data(an, binh, note, code):
    draft = receive(an, place_id=SOP_COP, period=month("2025-M08"))
    send_submission(actor=an, submission=draft)
    with pytest.raises(ActionRefused) as refused:
        return_submission(actor=binh, submission=draft, note=note)
    assert refused.value.code == code


def test_a_figure_of_a_neighbour_does_not_enter_with_ones_own(an, binh, operator):
    text = "Tháng 8/2025, xã Sốp Cộp tổ chức 12 buổi tuyên truyền."
    draft = receive(an, text, place_id=SOP_COP, period=month("2025-M08"))
    decide(an, draft.proposals.get(), Decision.CORRECT, Changes(place_id=DIEN_BIEN))
    send_submission(actor=an, submission=draft)
    with pytest.raises(ActionRefused) as refused:
        accept_submission(actor=binh, submission=draft)
    assert "tỉnh Điện Biên ở ngoài phạm vi" in refused.value.message_vi
    assert not Observation.objects.exists()
    accept_submission(actor=operator, submission=draft)  # above both


def test_a_file_kept_before_stays_read_as_it_was_then(binh, cuong, draft):
    """A newer program may read a file otherwise; the characters of old figures must hold."""
    Document.objects.update(text="!! " + TEXT, passages=[])
    kept = {"kind": "paragraph", "start": 0, "end": len(TEXT) + 3, "locator": "đoạn 1"}
    Document.objects.update(passages=[kept])
    again = receive(cuong, place_id=DIEN_BIEN)
    assert again.proposals.exists()
    for proposal in again.proposals.all():
        assert again.document.text[proposal.start : proposal.end] == proposal.written


def test_a_report_for_a_period_means_the_days_of_its_regime(binh):
    text = "Trong tháng 9/2026, xã tổ chức 12 buổi tuyên truyền. Hiện có 14 tổ hòa giải."
    sent = receive(binh, text, place_id=SOP_COP, period=month("2026-M09"), day=date(2026, 9, 15))
    sessions, teams = figure(sent, "12"), figure(sent, "14")
    assert (sessions.first_day, sessions.last_day) == (date(2026, 8, 15), date(2026, 9, 14))
    assert (teams.first_day, teams.last_day) == (None, date(2026, 9, 14))
    assert any("tháng 9/2026 (15/8/2026–14/9/2026)" in text for _, text in sessions.reasons)
