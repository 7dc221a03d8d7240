"""From an expression of time to days: each reader takes a match and the day of the text.

Without a year an expression means the last such time: "quý IV" in a text of January is last
year's, "9 tháng đầu năm" in one of February too.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bayen.core.days import add_months
from bayen.core.places import TWO_LEVELS_SINCE
from bayen.intake.numbers import parse_number_words
from bayen.intake.timepoints import ROMAN, Days, last_told, month_end, read_day

_GOES_BEFORE = re.compile(r"[\w)],?\s+$")
_AHEAD = 92
"""A span that ends later than so many days after the text is of the year before."""


_JUST_OVER = 10
"""Days of a new month in which "trong tháng" still tells of the last."""


def goes_before(match: re.Match[str]) -> bool:
    """Whether a sentence has begun before an expression."""
    return _GOES_BEFORE.search(match.string, max(0, match.start() - 30), match.start()) is not None


def _years_before(day: date, years: int) -> date:
    """The same day that many years back; 29 February becomes 28."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def read_count(words: str) -> int:
    """The value of "06", "ba"; 1 of what is no number."""
    return int(words) if words.isdigit() else parse_number_words(words.split()) or 1


def _year_of(match: re.Match[str], day: date | None) -> int | None:
    told = match.groupdict()
    if told.get("ago"):
        return day.year - 1 if day else None
    written = told.get("year")
    return int(written) if written else day.year if day else None


def _months_of(match: re.Match[str], day: date | None, first: int, last: int) -> Days | None:
    """From the first of one month to the end of another; of last year when still to come."""
    year, told = _year_of(match, day), match.groupdict()
    if year is None:
        return None
    if (
        day
        and not (told.get("year") or told.get("ago"))
        and (month_end(year, last) - day).days > _AHEAD
    ):
        year -= 1
    return date(year, first, 1), month_end(year, last)


def first_months(match: re.Match[str], day: date | None) -> Days | None:
    count = read_count(match["count"])
    return _months_of(match, day, 1, count) if 1 <= count <= 12 else None


def months_gone(match: re.Match[str], day: date | None) -> Days | None:
    """ "9 tháng, …" in September or October; "3 tháng, …" in November is of any three."""
    count = read_count(match["count"])
    is_over = day is None or day.month in (count, count % 12 + 1)
    return first_months(match, day) if is_over else None


def months_just_gone(match: re.Match[str], day: date | None) -> Days | None:
    """ "Công an thành phố 11 tháng bắt 47 vụ", in November or December."""
    return months_gone(match, day) if day and read_count(match["count"]) > 2 else None


def since_founded(match: re.Match[str], day: date | None) -> Days | None:
    """The days are told elsewhere; without "đến nay" only at the head of a sentence."""
    is_to_now = re.search(r"(?:đến|tới)\s", match.group()) is not None
    return (None, day) if is_to_now or not goes_before(match) else None


def last_months(match: re.Match[str], day: date | None) -> Days | None:
    count = read_count(match["count"])
    return _months_of(match, day, 13 - count, 12) if count < 12 else None


def month(match: re.Match[str], day: date | None) -> Days | None:
    number = int(match["month"])
    return _months_of(match, day, number, number)


def days_of_edge(match: re.Match[str], day: date | None) -> Days | None:
    """ "10 ngày đầu tháng 7/2025": the first, or the last, days of a month."""
    first, last = month(match, day) or (None, None)
    count = read_count(match["count"])
    if first is None or last is None or not 1 < count <= last.day:
        return None
    if match["part"] == "cuối":
        return last - timedelta(days=count - 1), last
    return first, first + timedelta(days=count - 1)


def month_said(match: re.Match[str], day: date | None) -> Days | None:
    """ "Đầu tháng 7/2024, …": as near as anybody knows, that month."""
    year = match["year"] or match["year2"]
    number = int(match["month"])
    if year:
        return date(int(year), number, 1), month_end(int(year), number)
    return month_gone_by(match, day)


def month_gone_by(match: re.Match[str], day: date | None) -> Days | None:
    """A month without a year that has begun: "tháng 10 vừa qua" said in August is last year's."""
    found = month(match, day)
    if found is None or day is None or found[0] is None or found[0] <= day:
        return found
    number = int(match["month"])
    return date(day.year - 1, number, 1), month_end(day.year - 1, number)


def quarter(match: re.Match[str], day: date | None) -> Days | None:
    number = ROMAN.get(match["quarter"]) or int(match["quarter"])
    return _months_of(match, day, number * 3 - 2, number * 3)


def quarters(match: re.Match[str], day: date | None) -> Days | None:
    first, last = (ROMAN.get(match[k]) or int(match[k]) for k in ("quarter", "quarter2"))
    return _months_of(match, day, first * 3 - 2, last * 3) if first < last else None


def several_months(match: re.Match[str], day: date | None) -> Days | None:
    first, last = int(match["month"]), int(match["month2"])
    return _months_of(match, day, first, last) if first < last else None


def years_ago(match: re.Match[str], day: date | None) -> Days | None:
    return (_years_before(day, read_count(match["count"])), day) if day else None


def months_ago(match: re.Match[str], day: date | None) -> Days | None:
    if day is None:
        return None
    count = read_count(match["count"])
    if count >= 3 and day.month in (count, count + 1):
        return date(day.year, 1, 1), month_end(day.year, count)
    return add_months(day, -count), day


def first_quarters(match: re.Match[str], day: date | None) -> Days | None:
    """ "Quý đầu năm", "ba quý đầu năm"."""
    count = read_count(match["quarters"]) if match["quarters"] else 1
    return _months_of(match, day, 1, 3 * count) if count <= 4 else None


def months_and_half(match: re.Match[str], day: date | None) -> Days | None:
    """ "Bảy tháng rưỡi đầu năm": to the middle of the eighth."""
    count = read_count(match["count"])
    year = _year_of(match, day)
    return (date(year, 1, 1), date(year, count + 1, 15)) if year and count < 12 else None


def months_to(match: re.Match[str], day: date | None) -> Days | None:
    """ "(8/2012 - 7/2013)", "(7 - 10/2025)"."""
    last = int(match["year2"])
    first = int(match["year"]) if match["year"] else last
    begins, ends = date(first, int(match["month"]), 1), month_end(last, int(match["month2"]))
    return (begins, ends) if begins < ends else None


def year_so_far(match: re.Match[str], day: date | None) -> Days | None:
    """ "Năm 2024, đến hôm nay, …" of a text of that year."""
    year = int(match["year"])
    return (date(year, 1, 1), day) if day and day.year == year else None


def yesterday(match: re.Match[str], day: date | None) -> Days | None:
    at = day - timedelta(days=1) if day else None
    return (at, at) if at else None


def as_of_yesterday(match: re.Match[str], day: date | None) -> Days | None:
    return (None, day - timedelta(days=1)) if day else None


def today(match: re.Match[str], day: date | None) -> Days | None:
    return (day, day) if day else None


def as_of_last_year(match: re.Match[str], day: date | None) -> Days | None:
    return (None, date(day.year - 1, 12, 31)) if day else None


def days_ago(match: re.Match[str], day: date | None) -> Days | None:
    return (day - timedelta(days=read_count(match["count"])), day) if day else None


def week_past(match: re.Match[str], day: date | None) -> Days | None:
    return (day - timedelta(days=7), day) if day else None


def two_years(match: re.Match[str], day: date | None) -> Days | None:
    first, last = int(match["year"]), int(match["until"])
    return (date(first, 1, 1), date(last, 12, 31)) if first <= last <= first + 20 else None


def days_of_month(match: re.Match[str], day: date | None) -> Days | None:
    last = read_day(match["d2"], match["m2"], match["y2"], day)
    first = read_day(match["d1"], match["m2"], match["y2"], day)
    return (first, last) if first and last and first < last else None


def since_day(match: re.Match[str], day: date | None) -> Days | None:
    first = read_day(match["d1"], match["m1"], match["y1"], day)
    return (first, day) if first and day and first < day else None


def since_day_at_head(match: re.Match[str], day: date | None) -> Days | None:
    """ "Từ ngày thành lập 20/5/2012, tổ …" where a sentence begins."""
    return None if goes_before(match) else since_day(match, day)


def year_back(match: re.Match[str], day: date | None) -> Days | None:
    """ "Mười năm trước, 4 xã …": the calendar year so many back."""
    if day is None:
        return None
    year = day.year - read_count(match["count"])
    return date(year, 1, 1), date(year, 12, 31)


def since(match: re.Match[str], day: date | None) -> Days | None:
    """ "Từ năm 2021, Công an xã …": what is told goes on to the day of the text."""
    if goes_before(match):
        return None
    first = date(int(match["year"] or match["of"]), int(match["month"] or 1), 1)
    return (first, day) if day is None or first < day else None


def since_month(match: re.Match[str], day: date | None) -> Days | None:
    """ "Từ tháng 9, phường mở …": from the last such month to the day of the text."""
    if day is None:
        return None
    number = 1 if match["month"] == "giêng" else int(match["month"])
    first = date(day.year if number <= day.month else day.year - 1, number, 1)
    return first, day


def since_two_levels(match: re.Match[str], day: date | None) -> Days | None:
    if not match.group().endswith("nay") and goes_before(match):
        return None
    return (TWO_LEVELS_SINCE, day) if day and day > TWO_LEVELS_SINCE else None


def years_said(match: re.Match[str], day: date | None) -> Days | None:
    """ "Mười năm, toàn tỉnh …" at the head of a sentence."""
    if goes_before(match):
        return None
    return years_ago(match, day)


def as_of_year_end(match: re.Match[str], day: date | None) -> Days | None:
    """ "Đến cuối năm, …": of the year just over; of one that ends soon, as it is told."""
    if day is None or 6 < day.month < 11:
        return None
    return None, date(day.year - 1, 12, 31) if day.month <= 6 else day


def as_of_year_end_ahead(match: re.Match[str], day: date | None) -> Days | None:
    """The same of "cuối năm" alone, where a clause begins; not "bình xét cuối năm, …"."""
    before = match.string[max(0, match.start() - 2) : match.start()].rstrip(" ")
    return None if before[-1:].isalnum() else as_of_year_end(match, day)


def half_of_year(match: re.Match[str], day: date | None) -> Days | None:
    """ "Nửa đầu năm 2024", "nửa cuối năm ngoái"."""
    year = _year_of(match, day)
    if year is None:
        return None
    if match["part"] == "đầu":
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 7, 1), date(year, 12, 31)


def year_just_over(match: re.Match[str], day: date | None) -> Days | None:
    """ "Năm vừa rồi": the last calendar year; in December the one that ends."""
    if day is None:
        return None
    return whole_year(match, day) if day.month == 12 else year_before(match, day)


def until(match: re.Match[str], day: date | None) -> Days | None:
    """ "Từ đó đến hết quý I/2026": the last day only; of the text where it says "đến nay"."""
    return None, last_told(match.groupdict(), day) if day else None


def since_new_year(match: re.Match[str], day: date | None) -> Days | None:
    year = _year_of(match, day)
    return (date(year, 1, 1), day) if year and day else None


def first_part(match: re.Match[str], day: date | None) -> Days | None:
    """ "Những tháng đầu năm": to the day of the text; of an earlier year nobody knows to when."""
    return since_new_year(match, day) if day and _year_of(match, day) == day.year else None


def whole_year(match: re.Match[str], day: date | None) -> Days | None:
    year = _year_of(match, day)
    return (date(year, 1, 1), date(year, 12, 31)) if year else None


def year_past(match: re.Match[str], day: date | None) -> Days | None:
    """ "Năm qua": the calendar year that is just over, or nearly over; in between, a year back."""
    if day is None:
        return None
    if day.month <= 4:
        return date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)
    if day.month >= 11:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return _years_before(day, 1), day


def so_many_years(match: re.Match[str], day: date | None) -> Days | None:
    """ "10 năm thực hiện Chỉ thị 09 (2011-2021)": as many years as said, or it tells of others."""
    first, last = int(match["year"]), int(match["until"])
    fits = read_count(match["count"]) in {last - first, last - first + 1}
    return (date(first, 1, 1), date(last, 12, 31)) if fits else None


def month_past(match: re.Match[str], day: date | None) -> Days | None:
    return (add_months(day, -1), day) if day else None


def month_before(match: re.Match[str], day: date | None) -> Days | None:
    if day is None:
        return None
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def half_year(match: re.Match[str], day: date | None) -> Days | None:
    if day is None:
        return None
    if day.month <= 4:
        return date(day.year - 1, 7, 1), date(day.year - 1, 12, 31)
    return date(day.year, 1, 1), date(day.year, 6, 30)


def year_before(match: re.Match[str], day: date | None) -> Days | None:
    return (date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)) if day else None


def this_month(match: re.Match[str], day: date | None) -> Days | None:
    """The month of the text; in the first days of a month the one that is just over."""
    if day is not None and day.day <= _JUST_OVER:
        day = day.replace(day=1) - timedelta(days=1)
    return (day.replace(day=1), month_end(day.year, day.month)) if day else None


def this_quarter(match: re.Match[str], day: date | None) -> Days | None:
    if day is None:
        return None
    if (day.month - 1) % 3 == 0:  # in the first month of a quarter the one just over is told of
        day = day.replace(day=1) - timedelta(days=1)
    first = (day.month - 1) // 3 * 3 + 1
    return date(day.year, first, 1), month_end(day.year, first + 2)


def as_of_now(match: re.Match[str], day: date | None) -> Days | None:
    return None, day


def as_of_day(match: re.Match[str], day: date | None) -> Days | None:
    at = read_day(match["d1"], match["m1"], match["y1"], day)
    return (None, at) if at else None


def before_day(match: re.Match[str], day: date | None) -> Days | None:
    at = read_day(match["d1"], match["m1"], match["y1"], day)
    return (None, at - timedelta(days=1)) if at else None


def as_of_month(match: re.Match[str], day: date | None) -> Days | None:
    told = month(match, day)
    if told is None or told[0] is None:
        return None
    if match.groupdict().get("part") == "giữa":
        return None, told[0].replace(day=15)
    is_whole = match.groupdict().get("part") == "cuối" or "hết" in match.group()
    if day is not None and told[0] <= day <= (told[1] or day) and not is_whole:
        return None, day
    return None, told[1]


def as_of_quarter(match: re.Match[str], day: date | None) -> Days | None:
    told = quarter(match, day)
    return (None, told[1]) if told else None


def as_of_year(match: re.Match[str], day: date | None) -> Days | None:
    year = int(match["year"])
    middle = match.groupdict().get("part") == "giữa"
    return None, date(year, 6, 30) if middle else date(year, 12, 31)


def before_month(match: re.Match[str], day: date | None) -> Days | None:
    """ "Trước tháng 3, …": to the last day of February."""
    told = month(match, day)
    return (None, told[0] - timedelta(days=1)) if told and told[0] else None


def before_year(match: re.Match[str], day: date | None) -> Days | None:
    return None, date(int(match["year"]) - 1, 12, 31)


def one_day(match: re.Match[str], day: date | None) -> Days | None:
    at = read_day(match["d1"], match["m1"], match["y1"], day)
    return (at, at) if at else None


def one_full_day(match: re.Match[str], day: date | None) -> Days | None:
    return one_day(match, day) if match["y1"] else None


def just_now(match: re.Match[str], day: date | None) -> Days | None:
    """ "Vừa qua, tỉnh đã cấp …": nobody knows when; but not "tháng 4 vừa qua, …"."""
    return None if goes_before(match) else (None, None)


def vague(match: re.Match[str], day: date | None) -> Days | None:
    return None, None
