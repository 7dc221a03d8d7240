"""The two ends of a span: "từ [ngày 15/12/2024] đến [hết tháng 6/2025]", each written in any way.

A point without a year takes that of the other end, else of the day of the text.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

Days = tuple[date | None, date | None]

YEAR = r"(?:19|20)\d\d(?![\d/])"
_SEP = r"(?:\s*[/.-]\s*|\s+năm\s+)"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
NOW = r"(?:nay|hôm nay|thời điểm (?:này|hiện tại|hiện nay|báo cáo)|hiện nay|giờ)"
YESTERDAY = r"(?:(?:sáng|trưa|chiều|tối|đêm)\s+(?:hôm\s+)?qua|(?:ngày\s+)?hôm\s+qua)(?!\w)"
_LONGEST_DAYS = 20 * 366
"""A longer span is an anniversary: "(19/8/1945 - 19/8/2025)"."""
_LONGEST_TO_NOW = 30 * 366
"""Of one that goes on to the day of the text."""


def day_words(n: int) -> str:
    """Pattern of one written day, with groups d, m, y numbered."""
    return (
        rf"(?P<d{n}>0?[1-9]|[12]\d|3[01])(?:\s*[/.-]\s*|\s+tháng\s+)(?P<m{n}>1[0-2]|0?[1-9])(?!\d)"
        rf"(?:(?:\s*[/.-]\s*|\s+năm\s+)(?P<y{n}>{YEAR}))?"
    )


def _point(n: int) -> str:
    """Pattern of a day, month, quarter, year or New Year, with numbered groups."""
    return (
        rf"(?:(?:ngày\s+)?{day_words(n)}"
        rf"|(?P<part{n}>đầu\s+|giữa\s+|cuối\s+)?tháng\s+(?P<tm{n}>1[0-2]|0?[1-9])(?!\d)"
        rf"(?:{_SEP}(?P<ty{n}>{YEAR})|\s+năm\s+(?:nay|(?P<ago{n}>ngoái)))?(?!\w)"
        rf"|(?P<bm{n}>1[0-2]|0?[1-9])\s*[/-]\s*(?P<by{n}>{YEAR})"
        rf"|(?:đầu\s+)?(?:quý|quí)\s+(?P<q{n}>iv|iii|ii|i|[1-4])(?!\w)(?:(?:{_SEP}|\s+)(?P<qy{n}>{YEAR}))?"
        rf"|(?P<new{n}>đầu\s+năm)(?:\s+nay|\s+(?P<ny{n}>{YEAR})|\s+(?P<nago{n}>ngoái))?"
        rf"|(?:(?P<of{n}>đầu|giữa|cuối)\s+)?(?:năm\s+)?(?P<yy{n}>{YEAR}))"
    )


_TO = r"(?:\s*,?\s*(?:tính\s+|cho\s+)?(?:đến|tới)|\s*[-–])\s*(?:(?:hết|cuối|đầu)\s+)?"
_ASIDE = r"(?:\s*,\s+(?:khi|lúc|tức|là|ngày|thời điểm)\s[^.;,()\d]{1,70},(?=\s+(?:đến|tới)\s))?"
"""What is only told of the first day: "từ ngày 01/7, khi vận hành xã mới, đến hết tháng 9"."""
_YEAR_OUT = r"(?P<out>(?:(?<=hết )|(?<=cuối ))năm(?!\s+(?:\d|nay|sau|ngoái)))"
UNTIL = rf"{_TO}(?:{NOW}|{_point(2)})"
_FROM = rf"{_point(1)}(?:\s*\))?"
FROM_TO = (
    rf"(?:(?:ngay|tính|kể|bắt đầu)\s+)*từ\s+{_FROM}{_ASIDE}{_TO}"
    rf"(?:(?P<now>{NOW}(?!\w))|(?P<eve>{YESTERDAY})|{_point(2)}|{_YEAR_OUT})"
)
NEW_YEAR_TO = (
    rf"(?P<new1>đầu\s+năm)(?:\s+nay|\s+(?P<ny1>{YEAR}))?{_TO}"
    rf"(?:(?P<now>{NOW})|(?P<eve>{YESTERDAY})|{_point(2)})"
)
DAYS_TO = rf"\(?{day_words(1)}{_TO}(?:ngày\s+)?{day_words(2)}"
SINCE = (
    rf"(?:(?:tính|kể|bắt đầu)\s+)?từ\s+(?:(?:giữa\s+|cuối\s+)?năm\s+(?P<year>{YEAR})"
    rf"|(?:đầu\s+|giữa\s+|cuối\s+)?tháng\s+(?P<month>1[0-2]|0?[1-9]){_SEP}(?P<of>{YEAR}))(?=\s*,)"
)
"""Since when something goes on; at the head of what is told, not "thành lập từ năm 2019"."""
SINCE_EVENT = (
    rf"(?:(?:tính|kể)\s+)?từ\s+(?:khi|lúc|ngày|thời điểm)(?:[^.;,()\d]|\d(?=\s+cấp)){{0,60}}"
    rf"(?:\(\s*|\s)(?:từ\s+|vào\s+)?{_point(1)}\s*\)?\s*,?"
    rf"\s*(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+)?"
    rf"(?:(?P<now>{NOW}|ngày hội)|(?P<eve>{YESTERDAY})|{_point(2)})"
)


SINCE_TOLD = (
    rf"(?:(?:tính|kể)\s+)?từ\s+(?:khi|lúc|ngày|đầu\s+mùa|mùa)\s[^.;()\n]{{0,100}}(?:\(\s*|,\s+tức\s+)"
    rf"(?:từ\s+|vào\s+)?(?:ngày\s+)?{_point(1)}\s*\)?\s*,?\s*(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+)?"
    rf"(?:(?P<now>{NOW})|(?P<eve>{YESTERDAY})|{_point(2)})"
)
"""The same where the event has numbers: "từ khi thực hiện Chỉ thị 09 (năm 2011) đến nay"."""
_BEGINS = {"giữa": 7, "cuối": 10}
"""The month from which "từ giữa năm", "từ cuối năm" count."""
_MONTH_OF_YEAR = re.compile(r"từ\s+tháng\s+\d{1,2}\s*[-–]\s*\d{4}$")


def read_span(match: re.Match[str], day: date | None) -> Days | None:
    """The first and last day of a match of any of the patterns above."""
    if _MONTH_OF_YEAR.search(match.group()):
        return None  # "từ tháng 10-2021": one month and its year
    groups = match.groupdict()
    if groups.get("now") and day is None:
        return _open_since(groups)
    last = _last_day(groups, day)
    if groups.get("out") and last and day and (last - day).days > _AHEAD_OF_YEAR:
        last = last.replace(year=last.year - 1)
    if last is None:
        return None
    first = _first_of(groups, last)
    if (
        first is None
        or first > last
        or (last - first).days > (_LONGEST_TO_NOW if groups.get("now") else _LONGEST_DAYS)
    ):
        return None
    return first, last


def _last_day(groups: dict[str, str | None], day: date | None) -> date | None:
    """The end of a span: the day of the text, the day before, or as it is written."""
    if groups.get("now") or (groups.get("eve") and day is None):
        return day
    if groups.get("eve") and day:
        return day - timedelta(days=1)
    year = day.year if day else None
    if year and (groups.get("tago2") or groups.get("nago2")):
        year -= 1
    return _last_of(groups, year)


def _open_since(groups: dict[str, str | None]) -> Days | None:
    """ "Từ năm 2016 đến nay" of a text without a day: when it began is known all the same."""
    year = _year(groups, 1)
    return (_first_of(groups, date(year, 12, 31)), None) if year else None


def last_told(groups: dict[str, str | None], day: date) -> date | None:
    """The last day of a match of ``UNTIL``; None when it tells none."""
    return _last_of(groups, day.year) if _is_told(groups) else None


def _is_told(groups: dict[str, str | None]) -> bool:
    return _year(groups, 2) is not None or _months(groups, 2) is not None


def _year(groups: dict[str, str | None], n: int) -> int | None:
    written = next((groups.get(f"{k}{n}") for k in ("y", "ty", "by", "qy", "ny", "yy")
                    if groups.get(f"{k}{n}")), None)  # fmt: skip
    return int(written) if written else None


def _last_of(groups: dict[str, str | None], default: int | None) -> date | None:
    year = _year(groups, 2) or default
    if year is None:
        return None
    months = _months(groups, 2)
    if months is None:
        return _middle(groups.get("of2"), year) or date(year, 12, 31)
    if groups.get("d2"):
        return date(year, months[1], int(groups["d2"] or 1))
    if (groups.get("part2") or "").strip() == "giữa":
        return date(year, months[1], 15)
    return month_end(year, months[1])


def _first_of(groups: dict[str, str | None], last: date) -> date | None:
    written = _year(groups, 1)
    if groups.get("tago1") or groups.get("nago1"):
        written = last.year - 1
    months = _months(groups, 1)
    if months is None:
        return date(written or last.year, _BEGINS.get(groups.get("of1") or "", 1), 1)
    start = (months[0], int(groups.get("d1") or 1))
    year = written or (last.year if start <= (last.month, last.day) else last.year - 1)
    return date(year, *start)


def _months(groups: dict[str, str | None], n: int) -> tuple[int, int] | None:
    """First and last month of a point; None of a year or New Year."""
    month = groups.get(f"m{n}") or groups.get(f"tm{n}") or groups.get(f"bm{n}")
    if month:
        return int(month), int(month)
    quarter = groups.get(f"q{n}")
    if quarter:
        number = ROMAN.get(quarter) or int(quarter)
        return number * 3 - 2, number * 3
    return None


def _middle(part: str | None, year: int) -> date | None:
    return date(year, 6, 30) if part == "giữa" else None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def read_day(d: str, m: str, y: str | None, day: date | None) -> date | None:
    """A written day; without a year the last such day up to two months after the text's."""
    if y:
        year = int(y)
    elif day is not None:
        year = day.year
    else:
        return None
    try:
        told = date(year, int(m), int(d))
        if y is None and day is not None and told - day > timedelta(days=_AHEAD):
            return date(year - 1, int(m), int(d))
    except ValueError:
        return None
    return told


_AHEAD_OF_YEAR = 184
"""Days before its end in which a year is told of as a whole."""
_AHEAD = 62
