"""Periods: the decree's calendar, tiling, codes that read back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.core.days import render_day
from bayen.core.period_codes import parse_period
from bayen.core.period_schemes import (
    CALENDAR,
    DECREE,
    SAFETY_COMMUNE,
    SAFETY_RESIDENTIAL,
    SCHEMES,
    TEAM_RATING,
    PeriodError,
    PeriodScheme,
    same_last_year,
)
from bayen.core.periods import PeriodKind, free_period, tiles
from bayen.core.spans import Span

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
schemes = st.sampled_from([DECREE, CALENDAR])
TILING_KINDS = [PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR]
kinds = st.sampled_from(TILING_KINDS)


@pytest.mark.parametrize(
    ("code", "label", "first_day", "last_day", "length"),
    [
        # shared facts: the worked examples of Nghị định 09/2019/NĐ-CP, Điều 12
        ("2026-M01", "tháng 01/2026", date(2025, 12, 15), date(2026, 1, 14), 31),
        ("2026-M03", "tháng 3/2026", date(2026, 2, 15), date(2026, 3, 14), 28),
        ("2028-M03", "tháng 3/2028", date(2028, 2, 15), date(2028, 3, 14), 29),
        ("2026-M07", "tháng 7/2026", date(2026, 6, 15), date(2026, 7, 14), 30),
        ("2026-Q1", "quý I/2026", date(2025, 12, 15), date(2026, 3, 14), 90),
        ("2025-Q3", "quý III/2025", date(2025, 6, 15), date(2025, 9, 14), 92),
        ("2026-S1", "6 tháng đầu năm 2026", date(2025, 12, 15), date(2026, 6, 14), 182),
        ("2026-S2", "6 tháng cuối năm 2026", date(2026, 6, 15), date(2026, 12, 14), 183),
        ("2025-12-15/P9M", "9 tháng năm 2026", date(2025, 12, 15), date(2026, 9, 14), 274),
        ("2026-A1", "năm 2026", date(2025, 12, 15), date(2026, 12, 14), 365),
    ],
)
def test_the_calendar_of_the_decree(
    code: str, label: str, first_day: date, last_day: date, length: int
) -> None:
    period = parse_period(code)
    assert (period.first_day, period.last_day, period.days) == (first_day, last_day, length)
    assert period.label_vi == label
    assert period.key == code


def test_one_year_has_several_windows() -> None:
    windows = {s.period(2026, PeriodKind.YEAR).span for s in SCHEMES.values()}
    assert len(windows) == 5
    assert SAFETY_RESIDENTIAL.period(2026, PeriodKind.YEAR).span == Span(
        date(2025, 11, 1), date(2026, 10, 31)
    )
    assert SAFETY_COMMUNE.period(2026, PeriodKind.YEAR).span == Span(
        date(2025, 11, 16), date(2026, 11, 15)
    )
    assert TEAM_RATING.period(2026, PeriodKind.YEAR).span == Span(
        date(2025, 11, 15), date(2026, 11, 14)
    )


@given(schemes, days, kinds)
def test_every_day_lies_in_one_period_of_each_kind(
    scheme: PeriodScheme, day: date, kind: PeriodKind
) -> None:
    period = scheme.containing(day, kind)
    assert period.first_day <= day <= period.last_day
    assert scheme.containing(period.last_day + timedelta(1), kind).first_day == (
        period.last_day + timedelta(1)
    )


@given(schemes, st.integers(1995, 2095), kinds, kinds)
def test_shorter_periods_tile_longer_ones(
    scheme: PeriodScheme, year: int, one: PeriodKind, other: PeriodKind
) -> None:
    short, long = sorted((one, other), key=lambda kind: kind.months)
    whole = scheme.period(year, long, 12 // long.months)
    parts = scheme.parts(whole, short)
    assert len(parts) == long.months // short.months
    assert tiles(parts, whole)
    assert len(parts) == 1 or not tiles(parts[1:], whole)


@given(schemes, st.integers(1995, 2095))
def test_nine_months_are_three_quarters(scheme: PeriodScheme, year: int) -> None:
    nine = scheme.period(year, PeriodKind.NINE_MONTHS)
    assert scheme.parts(nine, PeriodKind.QUARTER) == tuple(
        scheme.period(year, PeriodKind.QUARTER, n) for n in (1, 2, 3)
    )


@given(st.sampled_from(list(SCHEMES.values())), st.integers(1995, 2095), st.data())
def test_keys_read_back(scheme: PeriodScheme, year: int, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(scheme.kinds))
    count = 1 if kind is PeriodKind.NINE_MONTHS else 12 // kind.months
    period = scheme.period(year, kind, data.draw(st.integers(1, count)))
    assert parse_period(period.key) == period
    assert same_last_year(period).label_vi == period.label_vi.replace(str(year), str(year - 1))


@given(days, st.integers(0, 4000))
def test_free_spans_read_back(first_day: date, length: int) -> None:
    period = free_period(first_day, first_day + timedelta(length))
    assert parse_period(period.key) == period


def test_a_term_of_five_years() -> None:
    term = DECREE.years(2021, 2025)
    assert term.span == Span(date(2020, 12, 15), date(2025, 12, 14))
    assert term.label_with_days_vi == "5 năm 2021–2025 (15/12/2020–14/12/2025)"
    assert parse_period("2020-12-15/P5Y").span == term.span


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2026-M01", "2026-M01"),
        ("2026-M05", "2025-12-15/2026-05-14"),
        ("2026-M06", "2026-S1"),
        ("2026-Q3", "2025-12-15/P9M"),
        ("2026-M12", "2026-A1"),
    ],
)
def test_cumulative_runs_from_the_start_of_the_year(code: str, expected: str) -> None:
    assert DECREE.cumulative(parse_period(code)).key == expected


def test_the_period_before() -> None:
    assert DECREE.previous(parse_period("2026-Q1")) == parse_period("2025-Q4")
    assert DECREE.previous(parse_period("2026-M01")) == parse_period("2025-M12")


@pytest.mark.parametrize(
    "code",
    [
        "2026-M13",
        "2026-Q0",
        "2026",
        "M01-2026",
        "moon:2026-M01",
        "2026-02-30/P9M",
        "2026-01-02/2026-01-01",
        "safety-commune:2026-M01",
    ],
)
def test_an_unknown_period_names_the_accepted_forms(code: str) -> None:
    with pytest.raises(PeriodError, match="2026-M01"):
        parse_period(code)


def test_a_state_lies_where_its_day_does() -> None:
    year = parse_period("calendar:2018-A1")
    state = Span(None, date(2018, 9, 5))
    assert year.contains(state)
    assert not parse_period("2019-A1").contains(state)
    assert not state.contains(year.span)
    assert state.days == 0


def test_days_in_documents_pad_as_the_decree_says() -> None:
    assert render_day(date(2026, 1, 5)) == "05/01/2026"
    assert render_day(date(2026, 6, 14)) == "14/6/2026"


def test_the_same_period_of_a_leap_year_ends_with_its_month() -> None:
    assert same_last_year(free_period(date(2024, 2, 1), date(2024, 2, 29))).span == Span(
        date(2023, 2, 1), date(2023, 2, 28)
    )
