"""The periods offered for choosing: the years back to the first documents, this year in detail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bayen.core.period_codes import parse_period
from bayen.core.period_schemes import DECREE, PeriodError
from bayen.core.periods import Period, PeriodKind

_FIRST_YEAR = 2015
_DETAILED_YEARS = 3


@dataclass(frozen=True, slots=True)
class PeriodGroup:
    """Periods of one length under one heading."""

    label: str
    periods: tuple[Period, ...]


def period_groups(today: date, chosen: Period | None = None) -> tuple[PeriodGroup, ...]:
    """Every period that has begun, newest first; the chosen one on top if it is no such."""
    this_year = DECREE.containing(today, PeriodKind.YEAR).year
    groups = [
        _group(_("Tháng"), PeriodKind.MONTH, this_year, today),
        _group(_("Quý"), PeriodKind.QUARTER, this_year, today),
        _group(_("6 tháng"), PeriodKind.HALF, this_year, today),
        _group(_("9 tháng"), PeriodKind.NINE_MONTHS, this_year, today),
        PeriodGroup(_("Năm"), tuple(_begun(PeriodKind.YEAR, this_year, _FIRST_YEAR, today))),
    ]
    if chosen is not None and not any(chosen in group.periods for group in groups):
        groups.insert(0, PeriodGroup(_("Đang chọn"), (chosen,)))
    return tuple(groups)


def find_period(text: str) -> Period | None:
    """The period of this code; None when no scheme has it."""
    try:
        return parse_period(text)
    except PeriodError:
        return None


def last_full_month(today: date) -> Period:
    """The month that closed last."""
    return DECREE.previous(DECREE.containing(today, PeriodKind.MONTH))


def _group(label: str, kind: PeriodKind, this_year: int, today: date) -> PeriodGroup:
    first_year = this_year - _DETAILED_YEARS + 1
    return PeriodGroup(label, tuple(_begun(kind, this_year, first_year, today)))


def _begun(kind: PeriodKind, last_year: int, first_year: int, today: date) -> Iterator[Period]:
    for year in range(last_year, first_year - 1, -1):
        count = 1 if kind is PeriodKind.NINE_MONTHS else 12 // kind.months
        for number in range(count, 0, -1):
            period = DECREE.period(year, kind, number)
            if period.first_day <= today:
                yield period
