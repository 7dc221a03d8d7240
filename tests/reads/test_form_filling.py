"""A form with what stands beside its fields: the period before, the year so far, a year ago."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bayen.access.denied import AccessDenied
from bayen.actions.accepting import accept_submission
from bayen.actions.forms import save_form_draft, submit_form
from bayen.actions.sending_up import return_submission
from bayen.core.quantities import parse_quantity, render_quantity
from bayen.reads.form_beside import Beside
from bayen.reads.form_filling import form_sheet, place_to_fill
from tests.cast import (
    AUGUST,
    DIEN_BIEN,
    FORM,
    PATROLS,
    SEPTEMBER,
    SON_LA,
    SOP_COP,
    TEAMS,
    month,
    posted,
)

pytestmark = pytest.mark.django_db
OCTOBER = month("2025-M10")
MOST_QUERIES = 12


def send(actor, period, raw):
    return submit_form(actor=actor, form_code=FORM, place_id=SOP_COP, period=period, raw=raw)


def accepted(an, binh, period, raw):
    accept_submission(actor=binh, submission=send(an, period, raw))


def shown(quantity):
    return None if quantity is None else render_quantity(quantity)


def test_an_untouched_form_has_nothing_written(an):
    sheet = form_sheet(an, SOP_COP, AUGUST)
    assert (sheet.submission, sheet.status, sheet.written) == (None, "", {})
    assert sheet.place_label == "xã Sốp Cộp, tỉnh Sơn La"
    assert sheet.due.isoformat() == "2025-08-18"  # the 14th was a Thursday
    assert sheet.is_late
    assert sheet.beside[PATROLS].previous is None


def test_the_period_before_is_the_ledgers_or_what_was_sent(an, binh):
    send(an, AUGUST, {PATROLS: "17"})
    beside = form_sheet(an, SOP_COP, SEPTEMBER).beside[PATROLS]
    assert (shown(beside.previous), beside.is_sent_only) == ("17", True)
    accepted(an, binh, AUGUST, {PATROLS: "hơn 17"})
    beside = form_sheet(an, SOP_COP, SEPTEMBER).beside[PATROLS]
    assert (shown(beside.previous), beside.is_sent_only) == ("hơn 17", False)


def test_a_draft_of_the_period_before_is_not_shown_as_its_figure(an):
    save_form_draft(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "17"})
    assert form_sheet(an, SOP_COP, SEPTEMBER).beside[PATROLS].previous is None


def test_the_year_so_far_adds_what_is_typed_and_says_what_is_missing(an, binh):
    accepted(an, binh, AUGUST, {PATROLS: "17", TEAMS: "12"})
    accepted(an, binh, SEPTEMBER, {PATROLS: "20", TEAMS: "12"})
    beside = form_sheet(an, SOP_COP, OCTOBER).beside
    three = parse_quantity("3")
    assert shown(beside[PATROLS].cumulative(three)) == "hơn 40"  # nothing is known of before
    assert beside[PATROLS].cumulative(None) is None
    assert beside[TEAMS].cumulative(three) is None  # what there is does not add up over time


def test_the_first_month_of_a_year_starts_from_zero(an):
    beside = form_sheet(an, SOP_COP, month("2026-M01")).beside[PATROLS]
    assert shown(beside.cumulative(parse_quantity("3"))) == "3"


def test_a_year_ago_is_compared_when_it_is_known_and_exact(an, binh):
    accepted(an, binh, AUGUST, {PATROLS: "20", TEAMS: "hơn 12"})
    beside = form_sheet(an, SOP_COP, month("2026-M08")).beside
    assert beside[PATROLS].change_percent(parse_quantity("25")) == Decimal(25)
    assert beside[PATROLS].change_percent(parse_quantity("hơn 25")) is None
    assert beside[TEAMS].change_percent(parse_quantity("13")) is None
    assert Beside().change_percent(parse_quantity("13")) is None


def test_a_returned_form_comes_with_its_reason_and_an_accepted_one_with_its_entries(an, binh):
    sent = send(an, AUGUST, {PATROLS: "17"})
    return_submission(actor=binh, submission=sent, note="thiếu số buổi")
    sheet = form_sheet(an, SOP_COP, AUGUST)
    assert (sheet.is_returned, sheet.note, sheet.written) == (
        True,
        "thiếu số buổi",
        {PATROLS: "17"},
    )
    accepted(an, binh, AUGUST, {PATROLS: "18"})
    sheet = form_sheet(an, SOP_COP, AUGUST)
    assert sheet.is_closed
    assert list(sheet.entries) == [PATROLS]


@pytest.mark.parametrize(
    ("place", "period"), [(SOP_COP, month("2025-Q3")), (SON_LA, AUGUST), ("c99999.2025", AUGUST)]
)
def test_there_is_no_form_for_other_places_and_periods(binh, place, period):
    with pytest.raises(AccessDenied):
        form_sheet(binh, place, period)


def test_the_neighbour_and_the_leader_fill_in_nothing(an, cuong):
    save_form_draft(actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "17"})
    for other in (cuong, posted("lanh-dao", "leader", SON_LA)):
        with pytest.raises(AccessDenied):
            form_sheet(other, SOP_COP, AUGUST)


def test_who_sends_for_one_commune_need_not_choose(an, binh):
    assert place_to_fill(an, AUGUST) == SOP_COP
    assert place_to_fill(binh, AUGUST) is None
    assert place_to_fill(posted("doc", "auditor", SOP_COP), AUGUST) is None
    assert place_to_fill(posted("khac", "commune", DIEN_BIEN), AUGUST) is None


def test_a_full_form_takes_no_more_queries_than_one_of_one_figure(an):
    def queries():
        with CaptureQueriesContext(connection) as context:
            sheet = form_sheet(an, SOP_COP, SEPTEMBER)
            assert sheet.beside.keys() == set(sheet.form.indicators)
            assert not sheet.channels
        return len(context)

    first, *others = form_sheet(an, SOP_COP, SEPTEMBER).form.indicators
    send(an, SEPTEMBER, {first: "7"})
    queries()  # which also brings the engine up to the ledger's last seal
    one = queries()
    send(an, SEPTEMBER, dict.fromkeys([first, *others], "7"))
    assert queries() == one <= MOST_QUERIES
