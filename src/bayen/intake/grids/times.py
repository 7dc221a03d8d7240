"""Periods in the headers of tables: "Tháng 8", "Lũy kế", "Cùng kỳ 2025", "Năm 2024".

Prose needs words around a month to be sure of it; a header is the period itself.
"""

# ruff: noqa: E501 - lists of words read better on one line than broken

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bayen.core.days import add_months
from bayen.intake.timewords import Days, find_time_words

_Y = r"(?:\s*(?:[/.-]|năm)?\s*(?P<year>(?:19|20)\d\d))?"
_MONTH = re.compile(
    rf"(?<!\w)(?:trong\s+)?(?:tháng\s*|t(?=\d))(?P<month>1[0-2]|0?[1-9])(?!\d|\s*tháng){_Y}(?!\d)"
)
_QUARTER = re.compile(rf"(?<!\w)quý\s*(?P<quarter>iv|iii|ii|i|[1-4])(?![\w]){_Y}")
_MONTHS = re.compile(
    rf"(?<!\w)(?P<count>1[0-2]|0?[2-9])\s*tháng(?:\s+đầu)?(?:\s+năm)?{_Y}(?!\s*(?:cuối|tuổi))"
)
_YEAR = re.compile(r"(?<!\w)(?:cả\s+|trong\s+)?(?:năm\s*)?(?P<year>(?:19[89]|20[0-4])\d)(?!\d)")
_SUM = re.compile(
    r"(?<!\w)(?:l[uũ][yỹ] ?kế|luỹ kế|lũy kế|cộng dồn|(?:tính )?từ đầu năm(?: đến nay| đến hết tháng)?|lk(?!\w))"
)
_SAME = re.compile(rf"(?<!\w)(?:số )?cùng kỳ(?:\s+(?:năm\s+)?(?:trước|ngoái)|{_Y})")
_BEFORE = re.compile(r"(?<!\w)(?:kỳ trước|tháng trước|quý trước|năm trước|kỳ báo cáo trước)")
_THIS = re.compile(
    r"(?<!\w)(?:(?:thực hiện |phát sinh |số )?(?:trong )?(?:kỳ|tháng|quý|năm) (?:này|báo cáo|nay)|(?:thực hiện |phát sinh )?trong (?:kỳ|tháng|quý))(?!\w)"
)
_STATE = re.compile(
    r"(?<!\w)(?:tính |có |tổng số )?đến (?:hết |ngày |cuối |thời điểm )|hiện có|hiện nay|thời điểm|đầu kỳ|cuối kỳ"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Base:
    """The period that the table's surroundings give, and the day of the text."""

    first_day: date | None
    last_day: date | None
    day: date | None

    @property
    def year(self) -> int | None:
        known = self.last_day or self.day
        return known.year if known else None


@dataclass(frozen=True, slots=True)
class Timed:
    """What the headers over a number say of its time.

    Attributes:
        days: first and last day; (None, None) when a period is meant but cannot be told.
        words: the header's words, for the reason.
    """

    days: Days
    words: str


def find_time(labels: Sequence[str], base: Base) -> tuple[Timed | None, tuple[str, ...]]:
    """The time that headers give together, and the headers without their words of time.

    Args:
        labels: folded headers over a number and labels before it, outer first.
        base: what holds when a header is relative ("Lũy kế", "Cùng kỳ").
    """
    said: list[str] = []
    rest: list[str] = []
    span: Days | None = None
    same = before = summed = False
    year: int | None = None
    for label in labels:
        left = label
        if match := _SAME.search(left):
            same, year = True, _year(match) or year
            left = _cut(left, match, said)
        if match := _SUM.search(left):
            summed, left = True, _cut(left, match, said)
        if match := _BEFORE.search(left):
            before, left = True, _cut(left, match, said)
        if match := _THIS.search(left):
            left = _cut(left, match, said)
        found = _absolute(left, base, year, span)
        if found is not None:
            span, match = found
            left = _cut(left, match, said)
        elif time := _by_prose(left, base.day):
            span = time[0]
            said.append(left[time[1] : time[2]])
            left = left[: time[1]] + left[time[2] :]
        rest.append(_tidy(left))
    if not (said or span):
        return None, tuple(labels)
    days = _turned(span, base, same=same, before=before, summed=summed, year=year)
    return Timed(days, ", ".join(said)), tuple(rest)


def _cut(label: str, match: re.Match[str], said: list[str]) -> str:
    said.append(match.group().strip())
    return f"{label[: match.start()]} {label[match.end() :]}"


_LEFTOVER = re.compile(r"^(?:và|của|trong|đến|tính|tại|so|cả|thực hiện|báo cáo|số liệu)?$")


def _tidy(label: str) -> str:
    """What is left of a header without its time; "" when only joining words are."""
    plain = " ".join(label.replace("()", " ").split()).strip(" -–,:;./")
    return "" if _LEFTOVER.fullmatch(plain) else plain


def _year(match: re.Match[str]) -> int | None:
    written = match.groupdict().get("year")
    return int(written) if written else None


def _absolute(
    label: str, base: Base, year: int | None, outer: Days | None
) -> tuple[Days, re.Match[str]] | None:
    """Months, quarters and years that a header names by themselves."""
    told = year or (outer[1].year if outer and outer[1] else None)
    if match := _MONTHS.search(label):
        known = _year(match) or told or base.year
        return (_months(known, 1, int(match["count"])), match) if known else None
    if match := _MONTH.search(label):
        month = int(match["month"])
        known = _year(match) or told or _year_of_month(month, base)
        return (_months(known, month, month), match) if known else None
    if match := _QUARTER.search(label):
        quarter = _ROMAN.get(match["quarter"]) or int(match["quarter"])
        known = _year(match) or told or base.year
        return (_months(known, quarter * 3 - 2, quarter * 3), match) if known else None
    if (match := _YEAR.search(label)) and _is_year(label, match):
        known = int(match["year"])
        return _months(known, 1, 12), match
    return None


def _is_year(label: str, match: re.Match[str]) -> bool:
    """A bare year only when it stands alone: "Chỉ thị 2015" is none."""
    return "năm" in match.group() or not label.replace(match.group(), "").strip(" ()")


def _year_of_month(month: int, base: Base) -> int | None:
    """A month later in the year than the text itself was in the year before."""
    known = base.last_day or base.day
    if known is None:
        return None
    return (
        known.year - 1
        if base.day and month > base.day.month and month > known.month
        else known.year
    )


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _by_prose(label: str, day: date | None) -> tuple[Days, int, int] | None:
    for words in find_time_words(label, day):
        if words.kind in {"span", "state", "day"} and words.last_day:
            return (words.first_day, words.last_day), words.start, words.end
    return None


def _turned(
    span: Days | None, base: Base, *, same: bool, before: bool, summed: bool, year: int | None
) -> Days:
    """The span moved as relative headers say."""
    first, last = span or (base.first_day, base.last_day)
    if summed:
        last = last or base.day
        first = date(last.year, 1, 1) if last else None
    if before and span is None:
        first, last = _one_before(first, last)
    if same and last is not None:
        back = last.year - year if year else (1 if span is None or summed else 0)
        first = _years_back(first, back) if first else None
        last = _years_back(last, back)
    if (same or before or summed) and first is None:
        return None, None
    return first, last


def _years_back(day: date, years: int) -> date:
    end = day.day == calendar.monthrange(day.year, day.month)[1]
    length = calendar.monthrange(day.year - years, day.month)[1]
    return date(day.year - years, day.month, length if end else min(day.day, length))


def _one_before(first: date | None, last: date | None) -> Days:
    """The span of the same length in months right before."""
    if first is None or last is None:
        return None, None
    months = (last.year - first.year) * 12 + last.month - first.month + (1 if first.day == 1 else 0)
    start = add_months(first, -max(months, 1))
    return start, date.fromordinal(first.toordinal() - 1)
