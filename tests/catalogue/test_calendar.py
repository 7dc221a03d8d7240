"""Working days: weekends, holidays, exchanged days, and what is unsure about them."""

from __future__ import annotations

from datetime import date

from bayen.catalogue.calendar import (
    add_working_days,
    check_calendar,
    count_working_days,
    is_working_day,
    load_special_days,
)


def test_working_days():
    assert not is_working_day(date(2026, 9, 2))
    assert not is_working_day(date(2026, 11, 21))  # Saturday
    assert is_working_day(date(2026, 8, 22))  # Saturday worked for Monday 31
    assert not is_working_day(date(2026, 8, 31))
    assert add_working_days(date(2026, 8, 28), 1) == date(2026, 9, 3)
    assert add_working_days(date(2026, 8, 28), 0) == date(2026, 8, 28)


def test_fixed_holidays_of_every_year_entered():
    days = load_special_days()
    years = {day.year for day in days}
    assert years == {2024, 2025, 2026, 2027}
    for year in years:
        for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)):
            special = days[date(year, month, day)]
            assert not special.is_worked
            assert not special.needs_check
    assert all(special.needs_check for special in days.values() if special.is_worked)
    assert all(special.source for special in days.values())


def test_lateness_is_counted_in_working_days():
    assert (
        count_working_days(date(2026, 8, 28), date(2026, 9, 3)) == 1
    )  # a long weekend lies between
    assert count_working_days(date(2026, 9, 3), date(2026, 9, 3)) == 0
    assert count_working_days(date(2026, 9, 9), date(2026, 9, 3)) == 0


def test_what_is_unsure_is_said():
    assert check_calendar(date(2025, 11, 14), date(2025, 11, 18)) == ()
    (finding,) = check_calendar(date(2028, 3, 14), date(2028, 3, 16))
    assert finding.code == "holidays-unknown"
    assert "năm 2028" in finding.message_vi
    tet = check_calendar(date(2026, 2, 14), date(2026, 2, 24))
    assert [f.code for f in tet] == ["holiday-unchecked"] * 5
