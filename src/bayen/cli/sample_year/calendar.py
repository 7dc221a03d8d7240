"""The reporting months of the invented year: which they are and how busy."""

from __future__ import annotations

from collections.abc import Iterator

from bayen.cli.sample_year.rules import Month
from bayen.cli.sample_year.values import Window
from bayen.core.period_codes import parse_period
from bayen.core.period_schemes import DECREE
from bayen.core.periods import Period, PeriodKind

FIRST_YEAR, LAST_YEAR, LAST_MONTH = 2025, 2026, 9

# Months in which Tết falls (29/01/2025 and 17/02/2026) and the ones just before.
TET_MONTHS = frozenset({"2025-M01", "2025-M02", "2026-M02", "2026-M03"})
# The national day of the movement is 19/8; its events run from July to September.
FESTIVAL = {7: 1.3, 8: 2.6, 9: 1.8}


def periods() -> Iterator[Period]:
    """The decree's months 2025-M01 to 2026-M09, in order."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        last = LAST_MONTH if year == LAST_YEAR else 12
        for number in range(1, last + 1):
            yield DECREE.period(year, PeriodKind.MONTH, number)


def month_of(window: Window) -> Month:
    """How many days there are to fill, and how busy they are."""
    number = parse_period(window.period).number
    seasons = {
        "plain": 1.0,
        "tet": 1.6 if window.period in TET_MONTHS else 1.0,
        "festival": FESTIVAL.get(number, 1.0),
    }
    return Month(window.days, seasons)
