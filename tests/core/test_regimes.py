"""What a report for a period of the decree means by the days it names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.core.period_codes import parse_period
from bayen.core.period_schemes import CALENDAR, DECREE
from bayen.core.periods import PeriodKind, free_period
from bayen.core.regimes import span_in_regime
from bayen.core.spans import Span

MONTH = parse_period("2026-M09")
WRITTEN = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (Span(date(2026, 9, 1), date(2026, 9, 30)), MONTH.span),
        (Span(date(2025, 9, 1), date(2025, 9, 30)), parse_period("2025-M09").span),
        (Span(date(2026, 7, 1), date(2026, 9, 30)), parse_period("2026-Q3").span),
        (Span(date(2026, 1, 1), WRITTEN), Span(date(2025, 12, 15), date(2026, 9, 14))),
        (Span(None, WRITTEN), Span(None, date(2026, 9, 14))),
        (Span(None, date(2026, 6, 30)), Span(None, date(2026, 6, 30))),
        (Span(date(2026, 9, 2), date(2026, 9, 9)), Span(date(2026, 9, 2), date(2026, 9, 9))),
    ],
)
def test_days_of_a_monthly_report(said: Span, meant: Span) -> None:
    assert span_in_regime(said, MONTH, WRITTEN) == meant


@given(
    st.integers(2015, 2035),
    st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR]),
    st.data(),
)
def test_every_calendar_name_becomes_the_same_name(
    year: int, kind: PeriodKind, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, 12 // kind.months))
    said = CALENDAR.period(year, kind, number)
    meant = DECREE.period(year, kind, number)
    assert span_in_regime(said.span, DECREE.period(year, kind, number), None) == meant.span


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)))
def test_other_texts_mean_what_they_say(day: date) -> None:
    said = Span(date(day.year, 1, 1), day)
    assert span_in_regime(said, CALENDAR.containing(day, PeriodKind.MONTH), day) == said
    assert span_in_regime(said, free_period(day, day), day) == said
