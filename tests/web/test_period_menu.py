"""The periods offered: every one that has begun, each under its length."""

from datetime import date

from bayen.core.period_codes import parse_period
from bayen.core.periods import free_period
from bayen.web.period_menu import find_period, last_full_month, period_groups

TODAY = date(2026, 9, 20)


def test_the_newest_comes_first_and_nothing_that_has_not_begun():
    months = period_groups(TODAY)[0]
    assert months.label == "Tháng"
    assert months.periods[0].code == "2026-M10"  # begun on 15/9
    assert months.periods[0].first_day <= TODAY


def test_a_period_that_is_no_usual_one_stands_on_top_when_chosen():
    five_years = free_period(date(2016, 1, 12), date(2021, 1, 12))
    groups = period_groups(TODAY, five_years)
    assert groups[0].periods == (five_years,)


def test_what_no_scheme_has_is_not_found():
    assert find_period("2026-M13") is None
    assert find_period("") is None
    assert find_period("2026-Q1") == parse_period("2026-Q1")


def test_the_month_that_closed_last():
    assert last_full_month(TODAY).code == "2026-M09"
