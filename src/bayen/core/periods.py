"""Reporting periods: named stretches of days.

Codes are SDMX reporting periods ("2026-M01"). What no scheme has a code for is an ISO 8601
interval ("2025-12-15/P9M", "2016-01-12/2021-01-12").
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bayen.core.days import ONE_DAY, render_day
from bayen.core.spans import Span

DECREE_SCHEME, SPAN_SCHEME = "decree", "span"


class PeriodKind(enum.StrEnum):
    """The lengths that rules name; the value is the letter of the SDMX code where it has one."""

    MONTH = "M"
    QUARTER = "Q"
    HALF = "S"
    NINE_MONTHS = "N"
    YEAR = "A"
    SPAN = "span"

    @property
    def months(self) -> int:
        return {"M": 1, "Q": 3, "S": 6, "N": 9, "A": 12}.get(self.value, 0)

    @property
    def label_vi(self) -> str:
        return {"M": "tháng", "Q": "quý", "S": "6 tháng", "N": "9 tháng", "A": "năm"}.get(
            self.value, "khoảng ngày"
        )


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of days.

    Attributes:
        scheme: code of the scheme that cuts it; ``SPAN_SCHEME`` for a free span.
        kind: its length.
        year: the year in its name, the one it ends in; 0 for a free span.
        number: which of its kind in the year, from 1; 0 for a free span.
        first_day, last_day: both included.
        name_vi: what a free span that has a name is called; "" otherwise.
        key: the code with its scheme where that is not the decree's: "calendar:2018-A1". Made
            once: a table asks for it in every cell.
    """

    scheme: str
    kind: PeriodKind
    year: int
    number: int
    first_day: date
    last_day: date
    name_vi: str = ""
    key: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        plain = self.scheme in {DECREE_SCHEME, SPAN_SCHEME}
        object.__setattr__(self, "key", self.code if plain else f"{self.scheme}:{self.code}")

    def __hash__(self) -> int:
        """Plans are looked up by their periods: equal ones have equal keys, made already."""
        return hash(self.key)

    @property
    def span(self) -> Span:
        return Span(self.first_day, self.last_day)

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    @property
    def code(self) -> str:
        """The code within its scheme."""
        if self.kind is PeriodKind.SPAN:
            return f"{self.first_day.isoformat()}/{self.last_day.isoformat()}"
        if self.kind is PeriodKind.NINE_MONTHS:
            return f"{self.first_day.isoformat()}/P9M"
        number = f"{self.number:02d}" if self.kind is PeriodKind.MONTH else str(self.number)
        return f"{self.year}-{self.kind.value}{number}"

    @property
    def label_vi(self) -> str:
        """Its name: "tháng 01/2026", "quý I/2026", "6 tháng đầu năm 2026"."""
        if self.name_vi:
            return self.name_vi
        if self.kind is PeriodKind.SPAN:
            return f"từ {render_day(self.first_day)} đến {render_day(self.last_day)}"
        return _label(self.kind, self.year, self.number)

    @property
    def label_with_days_vi(self) -> str:
        """Its name and its days: "tháng 01/2026 (15/12/2025–14/01/2026)"."""
        if self.kind is PeriodKind.SPAN and not self.name_vi:
            return self.label_vi
        return f"{self.label_vi} ({self.span.label_vi})"

    def contains(self, other: Period | Span) -> bool:
        return self.span.contains(other.span if isinstance(other, Period) else other)


def free_period(first_day: date, last_day: date, name_vi: str = "") -> Period:
    """A span that no scheme has, as a period."""
    return Period(SPAN_SCHEME, PeriodKind.SPAN, 0, 0, first_day, last_day, name_vi)


def tiles(periods: Iterable[Period | Span], whole: Period | Span) -> bool:
    """Whether these lie end to end over the whole, with no gap and no overlap."""
    ordered = sorted((p.span if isinstance(p, Period) else p for p in periods), key=_begin)
    target = whole.span if isinstance(whole, Period) else whole
    day = target.first_day
    for span in ordered:
        if day is None or span.first_day != day:
            return False
        day = span.last_day + ONE_DAY
    return day is not None and day == target.last_day + ONE_DAY


_ROMAN = ("", "I", "II", "III", "IV")


def _label(kind: PeriodKind, year: int, number: int) -> str:
    match kind:
        case PeriodKind.MONTH:
            return f"tháng {number:02d}/{year}" if number < 3 else f"tháng {number}/{year}"
        case PeriodKind.QUARTER:
            return f"quý {_ROMAN[number]}/{year}"
        case PeriodKind.HALF:
            return f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}"
        case PeriodKind.NINE_MONTHS:
            return f"9 tháng năm {year}"
        case _:
            return f"năm {year}"


def _begin(span: Span) -> date:
    return span.first_day or span.last_day
