"""The language of questions: read, written again, and what it comes to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.core.atlas import Atlas, UnknownPlaceError
from bayen.core.indicators import Indicator, IndicatorKind
from bayen.core.inquiry import (
    VIETNAM,
    Inquiry,
    InquiryError,
    PeriodTerm,
    PlaceTerm,
    parse_inquiry,
    parse_moment,
)
from bayen.core.period_codes import parse_period
from bayen.core.periods import PeriodKind, free_period
from bayen.core.places import PlaceKind, PlaceVersion
from bayen.core.planning import plan_of
from bayen.core.questions import Plan, UnknownIndicatorError

TODAY = date(2026, 11, 21)
BEGIN, CHANGE = date(2000, 1, 1), date(2025, 7, 1)


def version(place_id, kind, parent, since=BEGIN, until=None):
    return PlaceVersion(place_id, place_id, kind, place_id, parent, since, until)


ATLAS = Atlas(
    (
        version("vn", PlaceKind.NATION, None),
        version("p1", PlaceKind.PROVINCE, "vn"),
        version("p2", PlaceKind.PROVINCE, "vn"),
        version("d1", PlaceKind.DISTRICT, "p1", BEGIN, CHANGE),
        version("c1", PlaceKind.COMMUNE, "d1", BEGIN, CHANGE),
        version("c1", PlaceKind.COMMUNE, "p1", CHANGE),
        version("c2", PlaceKind.COMMUNE, "d1", BEGIN, CHANGE),
        version("c3", PlaceKind.COMMUNE, "p2"),
    )
)
INDICATORS = {
    code: Indicator(code, code, code, "", kind, section=section)
    for code, kind, section in (
        ("group.count", IndicatorKind.STOCK, "organisation"),
        ("group.members", IndicatorKind.STOCK, "organisation"),
        ("group.note", IndicatorKind.NONE, "organisation"),
        ("tip.received", IndicatorKind.FLOW, "tip"),
    )
}


def plan(text: str) -> Plan:
    return plan_of(parse_inquiry(text), ATLAS, INDICATORS, TODAY)


def asked(places="vn", periods="2026-M01", indicators="tip.received", more="") -> Plan:
    return plan(f"indicators={indicators}&places={places}&periods={periods}{more}")


def keys(periods: str) -> list[str]:
    return [p.key for p in asked(periods=periods).periods]


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("tip.received", ["tip.received"]),
        ("group.*", ["group.count", "group.members"]),
        ("section:organisation", ["group.count", "group.members"]),
        ("tip.received,group.count,tip.*", ["tip.received", "group.count"]),
        ("group.note", ["group.note"]),
    ],
)
def test_indicators(written, codes):
    assert list(asked(indicators=written).indicators) == codes


@pytest.mark.parametrize(
    ("written", "period", "places"),
    [
        ("vn/provinces", "2026-M01", ["p1", "p2"]),
        ("vn,p1/children", "2026-M01", ["vn", "c1"]),
        ("p1/children", "2025-M01", ["d1"]),
        ("p1/children", "2025-A1", ["d1", "c1"]),
        ("p1/communes", "2025-M01", ["c1", "c2"]),
        ("vn/communes", "2026-M01", ["c1", "c3"]),
    ],
)
def test_places_are_those_of_the_days_asked(written, period, places):
    assert list(asked(places=written, periods=period).places) == places


def test_boundaries_choose_the_map():
    old = asked("p1/children", "2026-M01", more="&boundaries=2025-06-30")
    assert (old.boundaries, old.places) == (date(2025, 6, 30), ("d1",))
    assert asked(more="&boundaries=today").boundaries == TODAY
    assert asked(more="&boundaries=reported").boundaries is None


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2026-Q1/M", ["2026-M01", "2026-M02", "2026-M03"]),
        ("2026-M11..2027-M02", ["2026-M11", "2026-M12", "2027-M01", "2027-M02"]),
        ("2024-A1..2025-A1", ["2024-A1", "2025-A1"]),
        ("2026-M09~last-year", ["2025-M09"]),
        ("2026-M01~previous", ["2025-M12"]),
        ("2026-M09~cumulative", ["2025-12-15/P9M"]),
        ("2026-M02~cumulative/M", ["2026-M01", "2026-M02"]),
        ("calendar:2025-Q1/M", ["calendar:2025-M01", "calendar:2025-M02", "calendar:2025-M03"]),
        ("2016-01-12/2021-01-12", ["2016-01-12/2021-01-12"]),
        ("2025-12-15/P9M/Q", ["2026-Q1", "2026-Q2", "2026-Q3"]),
        ("2026-Q1,2026-Q1/Q", ["2026-Q1"]),
    ],
)
def test_periods(written, found):
    assert keys(written) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "indicators=tip.received&places=vn",
        "indicators=&places=vn&periods=2026-M01",
        "indicators=tip.received&places=vn/members&periods=2026-M01",
        "indicators=tip.received&places=vn&periods=2026-M13",
        "indicators=tip.received&places=vn&periods=2026-M02..2026-M01",
        "indicators=tip.received&places=vn&periods=2026-M01..2026-Q1",
        "indicators=tip.received&places=vn&periods=2026-M01~next",
        "indicators=tip.received&places=vn&periods=2026-M01&boundaries=hôm qua",
        "indicators=tip.received&places=vn&periods=2026-M01&known_at=hôm qua",
        "indicators=tip.received&places=vn&periods=2026-M01&colour=red",
        "indicators=tip.received&places=c3/children&periods=2026-M01",
        "indicators=tip.received&places=vn&periods=2026-M01/A",
        "indicators=tip.received&places=vn&periods=2016-01-12/2021-01-12/M",
        "indicators=tip.received&places=vn&periods=2016-01-12/2021-01-12~previous",
    ],
)
def test_what_is_no_question_is_said_in_one_sentence(text):
    with pytest.raises(InquiryError) as said:
        plan(text)
    assert len(str(said.value)) > 20


def test_what_is_not_there():
    with pytest.raises(UnknownPlaceError):
        asked(places="p9/children")
    with pytest.raises(UnknownIndicatorError):
        asked(indicators="nope.*")


def test_moments():
    assert parse_moment("2026-11-21T08:30:00 07:00") == datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
    assert parse_moment("2026-11-21T08:30") == datetime(2026, 11, 21, 8, 30, tzinfo=VIETNAM)
    end = parse_moment("2026-11-21")
    assert end is not None
    assert end + timedelta(microseconds=1) == datetime(2026, 11, 22, tzinfo=VIETNAM)


CODES = st.text("abcz.*0123456789-_é ,&=+%", min_size=1).map(lambda text: text.replace(",", ""))
WORDS = CODES.map(str.strip).filter(bool)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
NAMED = st.builds(
    lambda year, code: parse_period(f"{year}-{code}"),
    st.integers(1950, 2150),
    st.sampled_from(["M01", "M12", "Q3", "S2", "A1"]),
)
FREE = st.tuples(DAYS, DAYS).map(lambda days: free_period(min(days), max(days)))
PERIODS = st.builds(
    PeriodTerm,
    NAMED | FREE,
    st.none(),
    st.sampled_from(["", "last-year", "previous", "cumulative"]),
    st.none() | st.sampled_from([PeriodKind.MONTH, PeriodKind.YEAR]),
)
PLACES = st.builds(
    PlaceTerm,
    WORDS.filter(lambda text: "/" not in text),
    st.sampled_from(["", "children", "communes"]),
)


def distinct(items):
    return st.lists(items, min_size=1, max_size=3, unique=True).map(tuple)


@given(
    st.builds(
        Inquiry,
        distinct(WORDS),
        distinct(PLACES),
        distinct(PERIODS),
        st.none() | st.just("today") | DAYS,
        st.none() | st.datetimes(timezones=st.just(VIETNAM)).filter(lambda at: at.year > 999),
    )
)
def test_what_is_written_is_read_again_the_same(inquiry):
    assert parse_inquiry(inquiry.text) == inquiry
    assert parse_inquiry("?" + inquiry.text) == inquiry
