"""The list and one of it: what is shown, to whom, and in how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bayen.access.denied import AccessDenied
from bayen.actions.accepting import accept_submission
from bayen.actions.forms import FormEntry, submit_forms
from bayen.actions.receiving import receive_document
from bayen.actions.sending_up import return_submission
from bayen.core.quantities import parse_quantity
from bayen.reads.home import home
from bayen.reads.submission import figure_detail, submission_detail
from bayen.reads.submissions import SubmissionFilters, submissions_page
from tests.cast import AUGUST, FORM, OLD_MUONG_VA, PATROLS, SESSIONS, SOP_COP, month

pytestmark = pytest.mark.django_db
MONTHS = [month(f"2026-M{number:02d}") for number in (1, 2, 3)]


def send(actor, periods, place=SOP_COP, **raw):
    raw = raw or {PATROLS: "hơn 17", SESSIONS: "x"}
    entries = [FormEntry(FORM, place, period, raw, waits=True) for period in periods]
    return submit_forms(actor=actor, entries=entries).submissions


def queries(ask):
    with CaptureQueriesContext(
        connection,
    ) as context:
        ask()
    return len(context)


def test_lines_say_what_there_is_and_what_waits(an, binh):
    [sent] = send(an, [AUGUST])
    [row] = submissions_page(binh).rows
    assert (row.number, row.figures, row.waiting) == (sent.number, 2, 1)
    assert (row.place_label, row.kind_label, row.status_label) == (
        "xã Sốp Cộp",
        "biểu mẫu",
        "đã gửi",
    )


def test_the_neighbour_has_an_empty_list_and_an_empty_day(an, cuong):
    [sent] = send(an, [AUGUST])
    assert submissions_page(cuong).total == 0
    assert home(cuong).is_empty
    with pytest.raises(AccessDenied):
        submission_detail(cuong, sent.number)
    with pytest.raises(AccessDenied):
        figure_detail(cuong, sent.number, 1)


@pytest.mark.parametrize("page", [submissions_page, home])
def test_more_lines_take_no_more_queries(an, binh, page):
    send(an, MONTHS[:1])
    one = queries(lambda: page(binh))
    send(an, MONTHS[1:])
    assert queries(lambda: page(binh)) == one


def test_one_submission_takes_as_many_queries_with_three_figures_as_with_one(an, binh):
    [short] = send(an, MONTHS[:1], **{PATROLS: "1"})
    [long] = send(an, MONTHS[1:2], **{PATROLS: "1", SESSIONS: "2", "tip.received": "3"})
    assert queries(lambda: submission_detail(binh, short.number)) == queries(
        lambda: submission_detail(binh, long.number)
    )


def test_the_list_is_narrowed(an, binh):
    august, first = send(an, [AUGUST, MONTHS[0]])
    [old] = send(binh, [month("2025-M05")], place=OLD_MUONG_VA)
    accept_submission(actor=binh, submission=old, leave_pending=True)

    def numbers(**filters):
        page = submissions_page(binh, SubmissionFilters(**filters))
        return {row.number for row in page.rows}

    assert numbers(status="accepted") == {old.number}
    assert numbers(place_id=SOP_COP) == {august.number, first.number}
    assert numbers(period_key=AUGUST.key) == {august.number}
    assert numbers(kind="document") == set()
    assert numbers(words="muong va") == {old.number}
    assert numbers(words=f"{first.number}") == {first.number}
    assert numbers(words="không có nơi này") == set()


def test_a_document_is_found_by_its_title_without_diacritics(binh):
    text = "BÁO CÁO KẾT QUẢ XÂY DỰNG MÔ HÌNH\n\nHuyện Sốp Cộp có 12 mô hình."
    receive_document(
        actor=binh, data=text.encode(), name="a.txt", place_id="d127.2004", period=month("2018-A1")
    )
    page = submissions_page(binh, SubmissionFilters(words="xay dung mo hinh"))
    assert page.total == 1


def test_pages_end_where_the_list_ends(an, binh):
    send(an, MONTHS)
    page = submissions_page(binh, page=9)
    assert (page.page, page.pages, page.total, len(page.rows)) == (1, 1, 3, 3)


def test_a_form_shows_its_figures_and_what_each_needs(an, binh):
    [sent] = send(an, [AUGUST])
    detail = submission_detail(binh, sent.number)
    sessions, patrols = detail.figures
    assert patrols.quantity == parse_quantity("hơn 17")
    assert (patrols.obstacle, patrols.decided_by) == (None, "An")
    assert (sessions.quantity, sessions.state) == (None, "pending")
    assert sessions.obstacle == "chưa rõ số"
    assert detail.document is None
    assert figure_detail(binh, sent.number, patrols.number) == patrols
    with pytest.raises(AccessDenied):
        figure_detail(binh, sent.number, 99)


def test_it_says_what_each_may_do_now(an, binh):
    [sent] = send(an, [AUGUST])

    def deeds(account):
        d = submission_detail(account, sent.number)
        return (d.may_decide, d.may_send, d.may_accept, d.may_return)

    assert deeds(an) == (False, False, False, False)
    assert deeds(binh) == (True, False, True, True)
    return_submission(actor=binh, submission=sent, note="thiếu số buổi")
    assert deeds(an) == (True, True, False, False)
    assert deeds(binh) == (True, True, False, False)


def test_home_says_what_waits_for_whom(an, binh):
    first, second = send(an, MONTHS[:2])
    return_submission(actor=binh, submission=second, note="thiếu số buổi")
    assert [row.number for row in home(an).returned.rows] == [second.number]
    assert home(an).sent.total == 0  # nobody accepts their own
    assert [row.number for row in home(binh).sent.rows] == [first.number]


def test_an_accepted_figure_leads_to_its_entry(an, binh):
    [sent] = send(an, [AUGUST], **{PATROLS: "3"})
    seal = accept_submission(actor=binh, submission=sent)
    detail = submission_detail(binh, sent.number)
    assert detail.seal == seal.number
    assert detail.accepted_by == "Binh"
    assert [figure.seq for figure in detail.figures] == [seal.first_seq]
