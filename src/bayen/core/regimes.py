"""What a periodic report means by the days it names.

A text that says "tháng 9/2026" means September; a report for the decree's month 9/2026 means
15/8-14/9, for which that is only the name (NĐ 09/2019, Điều 12). Whoever knows that a text is
such a report translates what was read by the calendar with this.
"""

from __future__ import annotations

from datetime import date, timedelta

from bayen.core.period_schemes import CALENDAR, SCHEMES
from bayen.core.periods import Period, PeriodKind
from bayen.core.spans import Span

# A report is written some days after its last day; a state "to this day" is the cut-off's.
LONGEST_DELAY = timedelta(days=45)


def span_in_regime(span: Span, period: Period, day: date | None) -> Span:
    """The days meant, in a report for ``period`` that was written on ``day``.

    Args:
        span: the days as the calendar has them.
        period: what the report is for; a free span translates nothing.
        day: of the report; None leaves states and "since the new year" as they are.
    """
    scheme = SCHEMES.get(period.scheme)
    if scheme is None or scheme is CALENDAR:
        return span
    if span.first_day is None:
        is_late = day == span.last_day and period.last_day < day <= period.last_day + LONGEST_DELAY
        return Span(None, period.last_day) if is_late else span
    if (span.first_day, span.last_day) == (date(period.year, 1, 1), day):
        return scheme.cumulative(period).span
    named = _calendar_name(span)
    if named is None or named[0] not in scheme.kinds:
        return span
    kind, year, number = named
    return scheme.period(year, kind, number).span


def _calendar_name(span: Span) -> tuple[PeriodKind, int, int] | None:
    """Which calendar period these days are; None when none."""
    for kind in CALENDAR.kinds:
        found = CALENDAR.containing(span.last_day, kind)
        if found.span == span:
            return kind, found.year, found.number
    return None
