"""A figure of a document unlike the ledger's earlier ones of its place is pointed out."""

from datetime import date

import pytest

from bayen.actions.accepting import accept_submission
from bayen.actions.correcting import retract_observation
from bayen.actions.deciding import Changes, Decision, decide_proposal
from bayen.actions.receiving import receive_document
from bayen.core.spans import Span
from bayen.records.models import Observation
from tests.cast import DIEN_BIEN, SOP_COP

pytestmark = pytest.mark.django_db
JUMPS = {"unusual-jump", "times-ten", "sudden-zero"}


def halves():
    for year in (2023, 2024, 2025):
        yield f"6 tháng đầu năm {year}", Span(date(year, 1, 1), date(year, 6, 30))
        yield f"6 tháng cuối năm {year}", Span(date(year, 7, 1), date(year, 12, 31))


def receive(actor, words, count, place=SOP_COP):
    text = f"{words}, đã tổ chức {count} buổi tuyên truyền."
    return receive_document(actor=actor, data=text.encode(), name="bc.txt", place_id=place,
                            day=date(2026, 7, 5))  # fmt: skip


@pytest.fixture
def usual(binh):
    """Six half-years of about a hundred and twenty meetings, accepted."""
    for number, (words, span) in enumerate(halves()):
        submission = receive(binh, words, 118 + number)
        figure = submission.proposals.get()
        decide_proposal(actor=binh, proposal=figure, decision=Decision.CORRECT,
                        changes=Changes(span=span))  # fmt: skip
        accept_submission(actor=binh, submission=submission)


def jumps(submission):
    return {f["code"] for f in submission.proposals.get().findings} & JUMPS


def test_ten_times_the_usual_is_pointed_out(binh, usual):
    odd = receive(binh, "6 tháng đầu năm 2026", "1.210")
    assert jumps(odd) == {"times-ten"}
    [finding] = [f for f in odd.proposals.get().findings if f["code"] == "times-ten"]
    assert "120" in finding["message_vi"]


def test_the_usual_is_not(binh, usual):
    assert jumps(receive(binh, "6 tháng đầu năm 2026", 125)) == set()


def test_a_whole_year_is_not_compared_with_halves(binh, usual):
    assert jumps(receive(binh, "Năm 2025", "1.210")) == set()


def test_what_was_taken_back_is_no_history(binh, usual):
    retract_observation(actor=binh, seq=Observation.objects.latest("seq").seq, reason="nhầm kỳ")
    assert jumps(receive(binh, "6 tháng đầu năm 2026", "1.210")) == set()


def test_the_history_is_of_the_same_place(cuong, usual):
    assert jumps(receive(cuong, "6 tháng đầu năm 2026", "1.210", place=DIEN_BIEN)) == set()
