"""The schemes that cut the year into reporting periods.

The decree's reporting year begins on 15 December, so its month 01/2026 is
15/12/2025-14/01/2026. Schemes are dated data: nothing here knows which one a province uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bayen.core.days import ONE_DAY, add_months
from bayen.core.periods import DECREE_SCHEME, SPAN_SCHEME, Period, PeriodKind, free_period


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


def same_last_year(period: Period) -> Period:
    """The same stretch a year earlier, for free spans too."""
    scheme = SCHEMES.get(period.scheme)
    if scheme is not None:
        return scheme.same_last_year(period)
    first_day = add_months(period.first_day, -12)
    return free_period(first_day, add_months(period.last_day + ONE_DAY, -12) - ONE_DAY)
