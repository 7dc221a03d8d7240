"""Words of time that count from Tết or from the school year, and occasions that nobody dates.

"Từ Tết đến nay" begins on the first day of the lunar year; "từ đầu năm học" on 1 September, when
the school year is opened. Of "đợt vừa rồi", "mùa bão vừa qua" a text alone tells no days.
"""

from __future__ import annotations

import re
from datetime import date

from bayen.intake.timepoints import NOW, UNTIL, Days, last_told

_TET_DAYS = (
    "2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17 "
    "2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 "
    "2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 "
    "2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23"
)
TET = {day.year: day for day in map(date.fromisoformat, _TET_DAYS.split())}
"""First days of the lunar year by the calendar of Viet Nam (new moons in UTC+7)."""
SINCE_TET = (
    r"(?:tính\s+|kể\s+)?(?:từ\s+(?:sau\s+)?|sau\s+)tết"
    r"(?:\s+(?:nguyên đán|âm lịch|cổ truyền|ta|\w+\s+(?=20)))?"
    rf"(?:\s+(?:năm\s+)?(?P<year>20\d\d)|\s+năm\s+nay)?(?:\s+ra)?{UNTIL}"
)
SINCE_JANUARY = rf"(?:tính\s+|kể\s+)?từ\s+(?:ra|tháng)\s+giêng{UNTIL}"
SINCE_SCHOOL_BEGAN = rf"(?:tính\s+|kể\s+)?(?:ngay\s+)?từ\s+đầu\s+năm\s+học(?:\s+mới)?{UNTIL}"
OCCASION = (
    r"(?:(?:trong|sau|qua|hồi)\s+)?"
    r"(?:(?:đợt|mùa|tết|vụ)\s+rồi|(?:đợt|dịp|mùa|trận|cơn|kỳ|lần|vụ|tết|lễ|ngày\s+lễ|bão|lũ)"
    r"(?:\s+(?!tháng|năm|ngày|quý|tuần|này|trước|thì|bị)[^\s.;,()]+){0,5}?\s+vừa\s+(?:rồi|qua))"
    r"(?=\s*,|\s+[^\s\d.;,()]|\s+\d+\s+(?:khẩu|vụ|chiếc|quả))"
)
"""A storm, a feast, a campaign of late; not one with its month or day: "trận lũ ngày 29/9"."""


def since_tet(match: re.Match[str], day: date | None) -> Days | None:
    """From the last Tết before the end, or that of the year told."""
    last = _end(match, day)
    if last is None:
        return None
    first = TET.get(int(match["year"] or last.year))
    if first is not None and first > last:
        first = TET.get(last.year - 1)
    return (first, last) if first and first < last else None


def since_january(match: re.Match[str], day: date | None) -> Days | None:
    """ "Từ tháng Giêng tới nay", in a text that counts by the solar year."""
    last = _end(match, day)
    return (date(last.year, 1, 1), last) if last else None


def since_school_began(match: re.Match[str], day: date | None) -> Days | None:
    """From the last 1 September before the end."""
    last = _end(match, day)
    if last is None:
        return None
    return date(last.year if last.month >= 9 else last.year - 1, 9, 1), last


def _end(match: re.Match[str], day: date | None) -> date | None:
    """The day to which words tell: the text's own or a written one."""
    if day is None or re.search(rf"(?:đến|tới)\s+{NOW}$", match.group()):
        return day
    return last_told(match.groupdict(), day)
