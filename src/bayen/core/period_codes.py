"""Codes of reporting periods, read: "2026-M01", "calendar:2025-A1", "2025-12-15/P9M"."""

from __future__ import annotations

import re
from datetime import date

from bayen.core.days import ONE_DAY, add_months
from bayen.core.period_schemes import DECREE, SCHEMES, PeriodError, PeriodScheme
from bayen.core.periods import Period, PeriodKind, free_period

_CODE = re.compile(r"(\d{4})-([MQSA])(\d{1,2})")
_INTERVAL = re.compile(r"(\d{4}-\d\d-\d\d)/(?:(\d{4}-\d\d-\d\d)|P(\d{1,3})([MY]))")


def parse_period(text: str) -> Period:
    """Read a code, with or without its scheme; without one it is the decree's.

    Raises:
        PeriodError: no scheme has it.
    """
    prefix, colon, code = text.strip().rpartition(":")
    scheme = SCHEMES.get(prefix) if colon else DECREE
    if scheme is None:
        raise PeriodError(text)
    if match := _CODE.fullmatch(code):
        return scheme.period(int(match[1]), PeriodKind(match[2]), int(match[3]))
    if match := _INTERVAL.fullmatch(code):
        return _parse_interval(scheme, match, text)
    raise PeriodError(text)


def _parse_interval(scheme: PeriodScheme, match: re.Match[str], text: str) -> Period:
    try:
        first_day = date.fromisoformat(match[1])
        if match[2]:
            last_day = date.fromisoformat(match[2])
        else:
            months = int(match[3]) * (12 if match[4] == "Y" else 1)
            last_day = add_months(first_day, months) - ONE_DAY
    except (ValueError, OverflowError):
        raise PeriodError(text) from None
    if last_day < first_day:
        raise PeriodError(text)
    if match[3] == "9" and match[4] == "M" and PeriodKind.NINE_MONTHS in scheme.kinds:
        named = scheme.period(last_day.year, PeriodKind.NINE_MONTHS)
        if (named.first_day, named.last_day) == (first_day, last_day):
            return named
    return free_period(first_day, last_day)
