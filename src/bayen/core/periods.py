"""Reporting periods: spans of days, and the schemes that cut the year into them.

Codes are SDMX reporting periods ("2026-M01"): the decree's reporting year begins on
15 December, so its month 01/2026 is 15/12/2025-14/01/2026. What no scheme has a code for
is an ISO 8601 interval ("2025-12-15/P9M", "2016-01-12/2021-01-12"). Schemes are dated data:
nothing here knows which one a province uses.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
DECREE_SCHEME, SPAN_SCHEME = "decree", "span"


class PeriodError(ValueError):
    """A code that no scheme has; the message names the accepted forms.

    Attributes:
        written: what was given.
    """

    def __init__(self, written: str) -> None:
        super().__init__(
            f"«{written}» không phải kỳ báo cáo; viết như 2026-M01, 2026-Q1, 2026-S1, 2026-A1, "
            "2025-12-15/P9M, 2016-01-12/2021-01-12 hoặc calendar:2025-A1"
        )
        self.written = written


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included.

    Attributes:
        first_day: None when only the state on ``last_day`` is spoken of.
        last_day: the last day, or the day of the state.
    """

    first_day: date | None
    last_day: date

    def __post_init__(self) -> None:
        if self.first_day is not None and self.first_day > self.last_day:
            raise ValueError(f"span ends before it begins: {self.first_day}..{self.last_day}")

    @property
    def days(self) -> int:
        """How many days; a state has none."""
        return 0 if self.first_day is None else (self.last_day - self.first_day).days + 1

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies inside; a state lies where its day does."""
        if self.first_day is None:
            return other == self
        begins = other.last_day if other.first_day is None else other.first_day
        return self.first_day <= begins and other.last_day <= self.last_day

    def overlaps(self, other: Span) -> bool:
        mine = self.first_day or self.last_day
        theirs = other.first_day or other.last_day
        return mine <= other.last_day and theirs <= self.last_day

    def clipped(self, first_day: date, last_day: date) -> Span | None:
        """What of it lies within these days; None when nothing does."""
        begin = max(self.first_day or self.last_day, first_day)
        end = min(self.last_day, last_day)
        return Span(begin, end) if begin <= end else None

    @property
    def label_vi(self) -> str:
        if self.first_day is None:
            return f"đến ngày {render_day(self.last_day)}"
        if self.first_day == self.last_day:
            return f"ngày {render_day(self.last_day)}"
        return f"{render_day(self.first_day)}–{render_day(self.last_day)}"


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


@dataclass(frozen=True, slots=True)
class PeriodScheme:
    """A rule that cuts the year, dated because decrees change.

    Attributes:
        code: its name in data and addresses.
        name_vi: what it is for.
        start_month, start_day: where its year begins.
        starts_year_before: whether that day lies in the calendar year before the one it names.
        kinds: the lengths it has.
        legal_basis: the text that sets it.
        valid_from: the first day on which that text is in force.
    """

    code: str
    name_vi: str
    start_month: int
    start_day: int
    starts_year_before: bool
    kinds: tuple[PeriodKind, ...]
    legal_basis: str
    valid_from: date

    def period(self, year: int, kind: PeriodKind, number: int = 1) -> Period:
        """The period of this name.

        Raises:
            PeriodError: the scheme has no such kind or number.
        """
        count = 1 if kind is PeriodKind.NINE_MONTHS else 12 // (kind.months or 13)
        if kind not in self.kinds or not 1 <= number <= count or not 1900 <= year <= 2200:
            raise PeriodError(f"{self.code}:{year}-{kind.value}{number}")
        offset = (number - 1) * kind.months
        first_day = self._boundary(year, offset)
        last_day = self._boundary(year, offset + kind.months) - ONE_DAY
        return Period(self.code, kind, year, number, first_day, last_day)

    def containing(self, day: date, kind: PeriodKind) -> Period:
        """The period of this kind in which a day lies (nine months: of that day's year)."""
        year = day.year if day < self._boundary(day.year + 1, 0) else day.year + 1
        count = 1 if kind is PeriodKind.NINE_MONTHS else 12 // kind.months
        periods = [self.period(year, kind, number) for number in range(1, count + 1)]
        return next((p for p in periods if day <= p.last_day), periods[-1])

    def parts(self, period: Period, kind: PeriodKind) -> tuple[Period, ...]:
        """The periods of a shorter kind that tile this one, in order."""
        found = []
        day = period.first_day
        while day <= period.last_day:
            part = self.containing(day, kind)
            found.append(part)
            day = part.last_day + ONE_DAY
        return tuple(found)

    def previous(self, period: Period) -> Period:
        """The period of the same kind just before."""
        if period.kind is PeriodKind.NINE_MONTHS:
            return self.same_last_year(period)
        return self.containing(period.first_day - ONE_DAY, period.kind)

    def same_last_year(self, period: Period) -> Period:
        """The period of the same name a year earlier (cùng kỳ)."""
        return self.period(period.year - 1, period.kind, period.number)

    def cumulative(self, period: Period) -> Period:
        """From the start of its year to its end (lũy kế): nine months where there are nine."""
        year = self.period(period.year, PeriodKind.YEAR)
        for kind in (period.kind, *self.kinds):
            if kind in self.kinds and kind.months:
                whole = self.period(period.year, kind)
                if whole.last_day == period.last_day:
                    return whole
        return free_period(year.first_day, period.last_day)

    def years(self, first_year: int, last_year: int) -> Period:
        """A span of whole years of this scheme, such as a five-year review."""
        count = last_year - first_year + 1
        return Period(
            SPAN_SCHEME,
            PeriodKind.SPAN,
            0,
            0,
            self.period(first_year, PeriodKind.YEAR).first_day,
            self.period(last_year, PeriodKind.YEAR).last_day,
            f"{count} năm {first_year}–{last_year}",
        )

    def _boundary(self, year: int, months: int) -> date:
        """The day on which the ``months``-th month of a reporting year begins."""
        index = (year - self.starts_year_before) * 12 + self.start_month - 1 + months
        return date(index // 12, index % 12 + 1, self.start_day)


_ALL_KINDS = (
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.NINE_MONTHS,
    PeriodKind.YEAR,
)

DECREE = PeriodScheme(
    DECREE_SCHEME,
    "Báo cáo hành chính (chốt số ngày 14)",
    12,
    15,
    True,
    _ALL_KINDS,  # nine months is not in Điều 12; provinces add it (Khánh Hòa QĐ 01/2023)
    "Nghị định 09/2019/NĐ-CP, Điều 12",
    date(2019, 3, 12),
)
CALENDAR = PeriodScheme("calendar", "Năm dương lịch", 1, 1, False, _ALL_KINDS, "", date(1900, 1, 1))
SAFETY_RESIDENTIAL = PeriodScheme(
    "safety-residential",
    "An toàn về ANTT, khu dân cư",
    11,
    1,
    True,
    (PeriodKind.YEAR,),
    "Thông tư 124/2021/TT-BCA, Điều 8 khoản 2 điểm a",
    date(2022, 2, 10),
)
SAFETY_COMMUNE = PeriodScheme(
    "safety-commune",
    "An toàn về ANTT, xã và cơ quan, doanh nghiệp, nhà trường",
    11,
    16,
    True,
    (PeriodKind.YEAR,),
    "Thông tư 124/2021/TT-BCA, Điều 8 khoản 2 điểm b",
    date(2022, 2, 10),
)
TEAM_RATING = PeriodScheme(
    "team-rating",
    "Xếp loại Tổ bảo vệ ANTT",
    11,
    15,
    True,
    (PeriodKind.YEAR,),
    "Hướng dẫn 01/HD-BCA-V05 (2026)",
    date(2026, 1, 1),
)
SCHEMES = {
    scheme.code: scheme
    for scheme in (DECREE, CALENDAR, SAFETY_RESIDENTIAL, SAFETY_COMMUNE, TEAM_RATING)
}


def free_period(first_day: date, last_day: date, name_vi: str = "") -> Period:
    """A span that no scheme has, as a period."""
    return Period(SPAN_SCHEME, PeriodKind.SPAN, 0, 0, first_day, last_day, name_vi)


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


def same_last_year(period: Period) -> Period:
    """The same stretch a year earlier, for free spans too."""
    scheme = SCHEMES.get(period.scheme)
    if scheme is not None:
        return scheme.same_last_year(period)
    first_day = add_months(period.first_day, -12)
    return free_period(first_day, add_months(period.last_day + ONE_DAY, -12) - ONE_DAY)


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


def days_between(first_day: date, last_day: date) -> Iterator[date]:
    day = first_day
    while day <= last_day:
        yield day
        day += ONE_DAY


def add_months(day: date, months: int) -> date:
    """The same day of another month; the last one where that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def render_day(day: date) -> str:
    """A date as documents write it: 05/01/2026, 14/3/2026 (NĐ 30/2020, Phụ lục I, II.4 b)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


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
