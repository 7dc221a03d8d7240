"""Warnings want a word, blocks stop; one finding is let pass with a reason and not asked again."""

from __future__ import annotations

from typing import Any

import pytest

from bayen.access.denied import AccessDenied
from bayen.actions.accepting import accept_submission
from bayen.actions.form_preview import preview_form
from bayen.actions.forms import submit_form
from bayen.actions.receiving import receive_document
from bayen.actions.refused import ActionRefused
from bayen.actions.sending_up import return_submission
from bayen.actions.waivers import FiguresBlocked, WordsMissing, word_name
from bayen.actions.waving import wave_through
from bayen.reads.submission import submission_detail
from bayen.records.models import Submission, Waiver
from tests.cast import AUGUST, FORM, SOP_COP

pytestmark = pytest.mark.django_db

ABOUT: dict[str, Any] = {"form_code": FORM, "place_id": SOP_COP, "period": AUGUST}
DOUBTED = {"tip.received": "3", "tip.useful": "8"}
IMPOSSIBLE = {"case.total": "3", "case.criminal": "8"}
WORD = word_name("tip.useful", "part-exceeds-whole")


def open_codes(submission: Submission, field: str) -> list[str]:
    found = submission.proposals.get(field_code=field).findings
    return [one["code"] for one in found if not one.get("waived")]


def test_a_warning_wants_a_word_of_the_sender(an):
    with pytest.raises(WordsMissing) as missing:
        submit_form(actor=an, **ABOUT, raw=DOUBTED, words={})
    assert [one.name for one in missing.value.asked] == [WORD]
    words = {WORD: "có tin nhận từ tháng trước"}
    sent = submit_form(actor=an, **ABOUT, raw=DOUBTED, words=words)
    kept = Waiver.objects.get()
    assert (kept.by, kept.is_sender, kept.reason) == ("an", True, "có tin nhận từ tháng trước")
    assert open_codes(sent, "tip.useful") == []
    figures = {one.key: one for one in submission_detail(an, sent.number).figures}
    [passed] = figures["tip.useful"].passed
    assert passed.finding.code == "part-exceeds-whole"
    assert (passed.reason, passed.is_sender, passed.by) == (kept.reason, True, "An")
    assert figures["tip.received"].passed == ()
    assert figures["tip.useful"].findings == ()


def test_the_same_figure_is_not_asked_about_again_but_another_is(an):
    submit_form(actor=an, **ABOUT, raw=DOUBTED, words={WORD: "tin của tháng trước"})
    assert not [f for one in preview_form(actor=an, **ABOUT, raw=DOUBTED).fields
                for f in one.findings]  # fmt: skip
    submit_form(actor=an, **ABOUT, raw=DOUBTED, words={})
    with pytest.raises(WordsMissing):
        submit_form(actor=an, **ABOUT, raw=DOUBTED | {"tip.useful": "9"}, words={})


def test_where_nobody_can_be_asked_the_reviewer_is(an, binh, cuong):
    sent = submit_form(actor=an, **ABOUT, raw=DOUBTED)
    assert open_codes(sent, "tip.useful") == ["part-exceeds-whole"]
    about: dict[str, Any] = {
        "submission": sent,
        "figure": "tip.useful",
        "code": "part-exceeds-whole",
    }
    with pytest.raises(AccessDenied):
        wave_through(actor=cuong, **about, reason="đúng")
    with pytest.raises(ActionRefused, match="lời giải thích"):
        wave_through(actor=binh, **about, reason=" ")
    wave_through(actor=binh, **about, reason="đã gọi hỏi, đúng")
    assert open_codes(sent, "tip.useful") == []
    with pytest.raises(ActionRefused) as refused:
        wave_through(actor=binh, **about, reason="lần nữa")
    assert refused.value.code == "finding-gone"


def test_it_is_not_asked_again_after_a_return(an, binh):
    sent = submit_form(actor=an, **ABOUT, raw=DOUBTED, words={WORD: "tin của tháng trước"})
    return_submission(actor=binh, submission=sent, figures={"tip.received": "đủ chưa?"})
    again = submit_form(actor=an, **ABOUT, raw=DOUBTED, words={}, answers={"tip.received": "đã đủ"})
    accept_submission(actor=binh, submission=again)


def test_what_arithmetic_forbids_stops_and_is_never_let_pass(an):
    with pytest.raises(FiguresBlocked, match="lớn hơn"):
        submit_form(actor=an, **ABOUT, raw=IMPOSSIBLE, words={})


DOCUMENT = """Sốp Cộp, ngày 14 tháng 8 năm 2025

BÁO CÁO
Kết quả phong trào toàn dân bảo vệ an ninh Tổ quốc tháng 8 năm 2025 trên địa bàn xã Sốp Cộp

Trong tháng tiếp nhận 3 nguồn tin, trong đó có 8 nguồn tin có giá trị.
"""


def test_the_figures_of_a_document_are_checked_alike(an):
    found = receive_document(
        actor=an, data=DOCUMENT.encode(), name="thang-8.txt", place_id=SOP_COP, period=AUGUST
    )
    read = {p.indicator: p for p in found.proposals.all()}
    assert {"tip.received", "tip.useful"} <= read.keys()
    assert [f["code"] for f in read["tip.useful"].findings] == ["part-exceeds-whole"]
