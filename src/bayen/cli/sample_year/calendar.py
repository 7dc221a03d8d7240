"""The reporting months of the invented year: their days, cut at the change, and their seasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bayen.cli.sample_year.rules import Month
from bayen.cli.sample_year.values import Window
from bayen.core.periods import DECREE, ONE_DAY, Period, PeriodKind, parse_period

CHANGE_DAY = date(2025, 7, 1)
FIRST_YEAR, LAST_YEAR, LAST_MONTH = 2025, 2026, 9

# Months in which Tết falls (29/01/2025 and 17/02/2026) and the ones just before.
TET_MONTHS = frozenset({"2025-M01", "2025-M02", "2026-M02", "2026-M03"})
# The national day of the movement is 19/8; its events run from July to September.
FESTIVAL = {7: 1.3, 8: 2.6, 9: 1.8}


def windows() -> Iterator[Window]:
    """Months 2025-M01 to 2026-M09 in order; the one that straddles the change as two."""
    for period in _months():
        if period.first_day < CHANGE_DAY <= period.last_day:
            yield Window(period.code, period.first_day, CHANGE_DAY - ONE_DAY)
            yield Window(period.code, CHANGE_DAY, period.last_day)
        else:
            yield Window(period.code, period.first_day, period.last_day)


def month_of(window: Window) -> Month:
    """How many days there are to fill, and how busy they are."""
    number = parse_period(window.period).number
    seasons = {
        "plain": 1.0,
        "tet": 1.6 if window.period in TET_MONTHS else 1.0,
        "festival": FESTIVAL.get(number, 1.0),
    }
    return Month(window.days, seasons)


def _months() -> Iterator[Period]:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        last = LAST_MONTH if year == LAST_YEAR else 12
        for number in range(1, last + 1):
            yield DECREE.period(year, PeriodKind.MONTH, number)
