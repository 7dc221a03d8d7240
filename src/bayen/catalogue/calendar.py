"""Working days of State bodies: weekends, public holidays and days moved by notice.

Public holidays are those of Bộ luật Lao động 2019, Điều 112; the lunar ones and the days
moved around them are announced every year, so they are data and are never computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from bayen.catalogue.tables import CatalogueDataError, read_rows
from bayen.core.days import render_day
from bayen.core.findings import Finding, Severity

_SATURDAY = 5
_COLUMNS = ("day", "state", "name_vi", "rule", "check", "source")


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not what its weekday says.

    Attributes:
        day: the day.
        is_worked: a Saturday worked in exchange; else a day off.
        name_vi: why.
        needs_check: not fixed in the solar calendar: compare with the yearly notice.
        source: what it rests on.
    """

    day: date
    is_worked: bool
    name_vi: str
    needs_check: bool
    source: str


@lru_cache(maxsize=1)
def load_special_days() -> Mapping[date, SpecialDay]:
    """Holidays and exchanged days of the years that have been entered.

    Raises:
        CatalogueDataError: the file is damaged.
    """
    found: dict[date, SpecialDay] = {}
    for text, state, name_vi, _rule, check, source in read_rows("holidays.tsv", _COLUMNS):
        day = date.fromisoformat(text)
        if state not in {"off", "work"} or day in found:
            raise CatalogueDataError(f"holidays.tsv: ngày {text} trùng hoặc sai trạng thái")
        found[day] = SpecialDay(day, state == "work", name_vi, check == "yes", source)
    return MappingProxyType(found)


def is_working_day(day: date) -> bool:
    """Whether offices work; in a year that was not entered only weekends are known."""
    special = load_special_days().get(day)
    if special is not None:
        return special.is_worked
    return day.weekday() < _SATURDAY


def add_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after a day; that day itself when ``count`` is 0."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def count_working_days(after: date, until: date) -> int:
    """How many working days lie after a day, up to and with another; 0 when none does."""
    days = (until - after).days
    return sum(is_working_day(after + timedelta(days=n)) for n in range(1, days + 1))


def check_calendar(first_day: date, last_day: date) -> tuple[Finding, ...]:
    """What is unsure about working days between two days, both included."""
    known_years = {day.year for day in load_special_days()}
    unknown = sorted({first_day.year, last_day.year} - known_years)
    findings = [_missing_year(year) for year in unknown]
    unsure = [
        special
        for day, special in load_special_days().items()
        if first_day <= day <= last_day and special.needs_check
    ]
    return (*findings, *(_unsure_day(special) for special in unsure))


def _missing_year(year: int) -> Finding:
    return Finding(
        "holidays-unknown",
        Severity.WARN,
        f"Chưa có lịch nghỉ lễ, tết năm {year}: hạn gửi chỉ trừ thứ Bảy và Chủ nhật; "
        "hãy bổ sung theo thông báo của năm đó",
        where=str(year),
        params={"year": str(year)},
    )


def _unsure_day(special: SpecialDay) -> Finding:
    day = render_day(special.day)
    state = "làm việc" if special.is_worked else "nghỉ"
    return Finding(
        "holiday-unchecked",
        Severity.INFO,
        f"Ngày {day} ({special.name_vi}, {state}) cần đối chiếu với thông báo nghỉ lễ hằng năm",
        where=special.day.isoformat(),
        params={"day": special.day.isoformat()},
    )
