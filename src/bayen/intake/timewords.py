"""Words of time in Vietnamese prose, turned into days: "từ đầu năm đến nay", "quý III/2025".

Every expression is relative to the day of the text. Which figure an expression governs is
decided by `bayen.intake.periods`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bayen.core.periods import add_months
from bayen.intake.numbers import parse_number_words

Days = tuple[date | None, date | None]
_LONGEST_DAYS = 20 * 366
"""A longer span is an anniversary: "(19/8/1945 - 19/8/2025)"."""


@dataclass(frozen=True, slots=True)
class TimeWords:
    """An expression of time where it stands.

    Attributes:
        start: first character.
        end: one past the last.
        kind: "span" (from–to), "state" (as of a day), "day" (one day, of an event),
            "vague" ("thời gian qua"), "earlier" ("cùng kỳ": the same span a year before).
        first_day: None for a state or when the words do not tell.
        last_day: None when the words do not tell.
    """

    start: int
    end: int
    kind: str
    first_day: date | None
    last_day: date | None


_Y = r"(?P<year>(?:19|20)\d\d)"
_NOW = r"(?:đến|tới)\s+(?:nay|thời điểm (?:này|hiện tại|hiện nay)|hiện nay|giờ|thời điểm báo cáo)"
_COUNT = r"(?P<count>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _years_before(day: date, years: int) -> date:
    """The same day that many years back; 29 February becomes 28."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _read_count(words: str) -> int:
    return int(words) if words.isdigit() else parse_number_words([words]) or 1


def _year_of(match: re.Match[str], day: date | None) -> int | None:
    written = match.groupdict().get("year")
    return int(written) if written else day.year if day else None


def _since_new_year(match: re.Match[str], day: date | None) -> Days | None:
    year = _year_of(match, day)
    return (date(year, 1, 1), day) if year and day else None


def _since_new_year_to_month(match: re.Match[str], day: date | None) -> Days | None:
    year = _year_of(match, day)
    return (date(year, 1, 1), _month_end(year, int(match["month"]))) if year else None


def _first_months(match: re.Match[str], day: date | None) -> Days | None:
    year, count = _year_of(match, day), _read_count(match["count"])
    return (date(year, 1, 1), _month_end(year, count)) if year and 1 <= count <= 12 else None


def _last_months(match: re.Match[str], day: date | None) -> Days | None:
    year, count = _year_of(match, day), _read_count(match["count"])
    return (date(year, 13 - count, 1), date(year, 12, 31)) if year and count < 12 else None


def _years_ago(match: re.Match[str], day: date | None) -> Days | None:
    return (_years_before(day, _read_count(match["count"])), day) if day else None


def _months_ago(match: re.Match[str], day: date | None) -> Days | None:
    if day is None:
        return None
    count = _read_count(match["count"])
    if count >= 3 and day.month in (count, count + 1):
        return date(day.year, 1, 1), _month_end(day.year, count)
    return add_months(day, -count), day


def _days_ago(match: re.Match[str], day: date | None) -> Days | None:
    return (day - timedelta(days=_read_count(match["count"])), day) if day else None


def _two_years(match: re.Match[str], day: date | None) -> Days | None:
    first, last = int(match["year"]), int(match["until"])
    return (date(first, 1, 1), date(last, 12, 31)) if first <= last else None


def _since_year(match: re.Match[str], day: date | None) -> Days | None:
    return (date(int(match["year"]), 1, 1), day) if day else None


def _since_month(match: re.Match[str], day: date | None) -> Days | None:
    year = _year_of(match, day)
    return (date(year, int(match["month"]), 1), day) if year and day else None


def _months_between(match: re.Match[str], day: date | None) -> Days | None:
    last_year = int(match["until"]) if match["until"] else day.year if day else None
    if last_year is None:
        return None
    first_year = int(match["year"]) if match["year"] else last_year
    return date(first_year, int(match["month"]), 1), _month_end(last_year, int(match["month2"]))


def _days_between(match: re.Match[str], day: date | None) -> Days | None:
    last = _day(match["d2"], match["m2"], match["y2"], day)
    first = _day(match["d1"], match["m1"], match["y1"] or (str(last.year) if last else None), day)
    return (first, last) if first and last and (last - first).days < _LONGEST_DAYS else None


def _day_to_month(match: re.Match[str], day: date | None) -> Days | None:
    year = _year_of(match, day)
    if year is None:
        return None
    first = _day(match["d1"], match["m1"], match["y1"] or str(year), day)
    return (first, _month_end(year, int(match["month"]))) if first else None


def _days_of_month(match: re.Match[str], day: date | None) -> Days | None:
    last = _day(match["d2"], match["m2"], match["y2"], day)
    first = _day(match["d1"], match["m2"], match["y2"], day)
    return (first, last) if first and last else None


def _since_day(match: re.Match[str], day: date | None) -> Days | None:
    first = _day(match["d1"], match["m1"], match["y1"], day)
    return (first, day) if first and day else None


def _whole_year(match: re.Match[str], day: date | None) -> Days | None:
    year = _year_of(match, day)
    return (date(year, 1, 1), date(year, 12, 31)) if year else None


def _year_past(match: re.Match[str], day: date | None) -> Days | None:
    """ "Năm qua": the calendar year that is just over, or nearly over; in between, a year back."""
    if day is None:
        return None
    if day.month <= 4:
        return date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)
    if day.month >= 11:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return _years_before(day, 1), day


def _half_year(match: re.Match[str], day: date | None) -> Days | None:
    if day is None:
        return None
    if day.month <= 4:
        return date(day.year - 1, 7, 1), date(day.year - 1, 12, 31)
    return date(day.year, 1, 1), date(day.year, 6, 30)


def _since_new_year_to_day(match: re.Match[str], day: date | None) -> Days | None:
    last = _day(match["d1"], match["m1"], match["y1"], day)
    return (date(last.year, 1, 1), last) if last else None


def _year_before(match: re.Match[str], day: date | None) -> Days | None:
    return (date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)) if day else None


def _quarter(match: re.Match[str], day: date | None) -> Days | None:
    year = _year_of(match, day)
    number = _ROMAN.get(match["quarter"]) or (
        int(match["quarter"]) if match["quarter"].isdigit() else 0
    )
    if not year or not 1 <= number <= 4:
        return None
    return date(year, number * 3 - 2, 1), _month_end(year, number * 3)


def _month(match: re.Match[str], day: date | None) -> Days | None:
    year = _year_of(match, day)
    return (
        (date(year, int(match["month"]), 1), _month_end(year, int(match["month"])))
        if year
        else None
    )


def _this_month(match: re.Match[str], day: date | None) -> Days | None:
    return (day.replace(day=1), _month_end(day.year, day.month)) if day else None


def _as_of_now(match: re.Match[str], day: date | None) -> Days | None:
    return None, day


def _as_of_day(match: re.Match[str], day: date | None) -> Days | None:
    at = _day(match["d1"], match["m1"], match["y1"], day)
    return (None, at) if at else None


def _as_of_month(match: re.Match[str], day: date | None) -> Days | None:
    year = _year_of(match, day)
    return (None, _month_end(year, int(match["month"]))) if year else None


def _as_of_year(match: re.Match[str], day: date | None) -> Days | None:
    return None, date(int(match["year"]), 12, 31)


def _before_year(match: re.Match[str], day: date | None) -> Days | None:
    return None, date(int(match["year"]) - 1, 12, 31)


def _one_day(match: re.Match[str], day: date | None) -> Days | None:
    at = _day(match["d1"], match["m1"], match["y1"], day)
    return (at, at) if at else None


def _one_full_day(match: re.Match[str], day: date | None) -> Days | None:
    return _one_day(match, day) if match["y1"] else None


def _vague(match: re.Match[str], day: date | None) -> Days | None:
    return None, None


def _day(d: str, m: str, y: str | None, day: date | None) -> date | None:
    year = int(y) if y else day.year if day else None
    if year is None:
        return None
    try:
        return date(year if year > 99 else 2000 + year, int(m), int(d))
    except ValueError:
        return None


_MONTH = r"(?P<month>0?[1-9]|1[0-2])(?!\d)"
_OF_YEAR = rf"(?:\s*[/.-]\s*|\s+năm\s+|\s+)?{_Y}?"


def _date_words(n: int) -> str:
    """Pattern of one written day, with groups d, m, y numbered."""
    return (
        rf"(?P<d{n}>0?[1-9]|[12]\d|3[01])(?:\s*[/.-]\s*|\s+tháng\s+)(?P<m{n}>1[0-2]|0?[1-9])(?!\d)"
        rf"(?:(?:\s*[/.-]\s*|\s+năm\s+)(?P<y{n}>(?:19|20)\d\d))?"
    )


# In order of trust: the first that matches at a position wins, longer expressions first.
_GRAMMAR: tuple[tuple[str, str, Callable[[re.Match[str], date | None], Days | None]], ...] = (
    (
        "earlier",
        r"(?:so với |so |bằng )?cùng kỳ(?: năm (?:trước|ngoái)| năm \d{4}| \d{4})?",
        _vague,
    ),
    (
        "span",
        rf"(?:tính )?từ\s+(?:ngày\s+)?{_date_words(1)}\s*(?:đến|tới|-"
        rf"|–)\s*(?:hết\s+)?(?:ngày\s+)?{_date_words(2)}",
        _days_between,
    ),
    ("span", rf"(?:tính )?từ\s+(?:ngày\s+)?{_date_words(1)}\s+{_NOW}", _since_day),
    ("span", rf"(?:tính |kể )?từ\s+(?:ngày\s+)?{_date_words(1)}(?=\s*,|\s+đã)", _since_day),
    (
        "span",
        rf"(?:từ |tính từ |kể từ )?đầu\s+năm(?:\s+{_Y})?\s+(?:đến"
        rf"|tới)\s+(?:hết\s+)?(?:ngày\s+)?{_date_words(1)}",
        _since_new_year_to_day,
    ),
    (
        "span",
        rf"\(?{_date_words(1)}\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{_date_words(2)}",
        _days_between,
    ),
    ("span", rf"{_COUNT}\s+tháng(?=\s*[,:])", _first_months),
    ("state", rf"cuối\s+năm\s+{_Y}", _as_of_year),
    (
        "span",
        rf"(?<!cuối )(?<!đầu )(?<!giữa )(?<!ngày )tháng\s+{_MONTH}(?=\s+(?:vừa\s+)?qua|\s*,)",
        _month,
    ),
    ("span", r"(?:trong\s+)?cả\s+năm(?!\s+(?:19|20)\d\d(?!\d))", _whole_year),
    (
        "span",
        rf"từ\s+(?:ngày\s+)?{_date_words(1)}\s*(?:đến|-|–)\s*(?:hết\s+)?tháng\s+{_MONTH}{_OF_YEAR}",
        _day_to_month,
    ),
    (
        "span",
        rf"{_COUNT}\s+năm\s+(?:qua\s+)?\(\s*{_Y}\s*[-–]\s*(?P<until>(?:19|20)\d\d)\s*\)",
        _two_years,
    ),
    (
        "span",
        rf"từ\s+ngày\s+(?P<d1>\d{{1,2}})\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{_date_words(2)}",
        _days_of_month,
    ),
    (
        "span",
        rf"(?:trong\s+)?(?:hai\s+|các\s+)?năm\s+{_Y}(?:,\s+(?:19"
        rf"|20)\d\d)*\s+và\s+(?:năm\s+)?(?P<until>(?:19|20)\d\d)(?!\d)",
        _two_years,
    ),
    ("state", rf"trước\s+năm\s+{_Y}", _before_year),
    ("span", r"nửa\s+(?:đầu\s+)?năm(?:\s+qua|\s+nay)?", _half_year),
    (
        "span",
        rf"(?:ngay )?(?:từ |tính từ |kể từ )?đầu\s+năm(?:\s+{_Y})?\s+(?:đến"
        rf"|tới)\s+(?:hết\s+|cuối\s+)?tháng\s+{_MONTH}(?:\s*[/.-]\s*(?:20\d\d))?",
        _since_new_year_to_month,
    ),
    ("span", rf"(?:ngay )?(?:từ |tính từ |kể từ )?đầu\s+năm(?:\s+{_Y})?\s+{_NOW}", _since_new_year),
    ("span", rf"từ\s+đầu\s+năm(?:\s+{_Y})?", _since_new_year),
    ("span", rf"(?:trong\s+)?{_COUNT}\s+tháng\s+đầu(?:\s+của)?\s+năm(?:\s+{_Y})?", _first_months),
    ("span", rf"(?:trong\s+)?{_COUNT}\s+tháng\s+cuối\s+năm(?:\s+{_Y})?", _last_months),
    ("span", rf"{_COUNT}\s+tháng\s+năm\s+{_Y}", _first_months),
    ("span", rf"{_COUNT}\s*tháng\s*/\s*{_Y}", _first_months),
    (
        "span",
        rf"từ\s+tháng\s+{_MONTH}(?:\s*[/.-]\s*|\s+năm\s+)?{_Y}?\s*(?:đến|-"
        rf"|–)\s*(?:hết\s+)?tháng\s+(?P<month2>0?[1-9]|1[0-2])(?!\d)(?:(?:\s*[/.-]\s*"
        rf"|\s+năm\s+)(?P<until>(?:19|20)\d\d))?",
        _months_between,
    ),
    ("span", rf"từ\s+tháng\s+{_MONTH}(?:\s*[/.-]\s*|\s+năm\s+)?{_Y}?\s+{_NOW}", _since_month),
    (
        "span",
        rf"từ\s+(?:cuối\s+|giữa\s+)?(?:năm\s+)?{_Y}\s*(?:đến|-"
        rf"|–)\s*(?:hết\s+)?(?:năm\s+)?(?P<until>(?:19|20)\d\d)(?!\d)",
        _two_years,
    ),
    ("span", rf"(?:kể\s+)?từ\s+(?:năm\s+)?{_Y}\s+{_NOW}", _since_year),
    (
        "span",
        rf"(?:\(|giai đoạn\s+(?:từ\s+)?|nhiệm kỳ\s+|năm\s+|các năm\s+"
        rf"|trong\s+)?(?:năm\s+)?{_Y}\s*(?:[-–]|đến)\s*(?:năm\s+)?(?P<until>(?:19"
        rf"|20)\d\d)(?!\d)",
        _two_years,
    ),
    ("span", rf"{_COUNT}\s+năm\s*\({_Y}\s*[-–]\s*(?P<until>(?:19|20)\d\d)\)", _two_years),
    (
        "span",
        rf"(?:hơn\s+|gần\s+|trong\s+|suốt\s+|sau\s+|qua\s+)*{_COUNT}\s+năm\s+(?:qua"
        rf"|gần đây|trở lại đây|vừa qua|nay(?! có))",
        _years_ago,
    ),
    (
        "span",
        rf"(?:sau|qua|trong)\s+(?:hơn\s+|gần\s+)?{_COUNT}\s+năm\s+(?:thực hiện"
        rf"|triển khai|xây dựng|hoạt động|phát động|thành lập|ra mắt|đi vào)",
        _years_ago,
    ),
    ("span", rf"{_COUNT}\s+năm\s+(?:thực hiện|triển khai)", _years_ago),
    (
        "span",
        rf"(?:trong\s+|sau\s+|qua\s+)?(?:hơn\s+|gần\s+)?{_COUNT}\s+tháng\s+(?:qua"
        rf"|vừa qua|gần đây|thực hiện|triển khai|trở lại đây)",
        _months_ago,
    ),
    ("span", rf"(?:trong\s+|sau\s+)?{_COUNT}\s+ngày\s+(?:qua|vừa qua)", _days_ago),
    (
        "span",
        rf"quý\s+(?P<quarter>iv|iii|ii|i|[1-4])(?:\s*[/.-]\s*|\s+năm\s+|\s+)?{_Y}?(?!\d)",
        _quarter,
    ),
    ("state", rf"(?:tính\s+)?(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+){_date_words(1)}", _as_of_day),
    ("state", rf"(?:tính\s+)(?:đến|tới)\s+(?:hết\s+)?{_date_words(1)}", _as_of_day),
    (
        "state",
        rf"(?:tính\s+)?(?:đến|tới)\s+(?:hết\s+|cuối\s+"
        rf"|đầu\s+)?tháng\s+{_MONTH}(?:\s*[/.-]\s*|\s+năm\s+)?{_Y}?",
        _as_of_month,
    ),
    ("state", rf"(?:tính\s+)?(?:đến|tới)\s+(?:hết\s+|cuối\s+)?năm\s+{_Y}", _as_of_year),
    (
        "state",
        r"(?:tính\s+|cho\s+)?(?:đến|tới)\s+(?:nay|thời điểm (?:này|hiện tại|hiện nay)"
        r"|hiện nay)"
        r"|(?<!thực )(?<!phát )(?<!thể )(?<!xuất )(?<!biểu )(?<!tái )hiện(?:\s+(?:nay"
        r"|tại|đang|có|đã có|còn|trên địa bàn))?(?!\s+(?:đại|tượng|trạng|vật|trường"
        r"|diện|thực|hữu))(?!\w)|(?<=[,;] )nay\s+(?:đã|có|còn|toàn|là|phường|xã|huyện"
        r"|thôn|bản|ấp|tỉnh|quận|thành phố)|đang\s+(?:duy trì|có|hoạt động|quản lý"
        r"|tiếp tục duy trì|được duy trì)",
        _as_of_now,
    ),
    (
        "day",
        rf"(?:(?:sáng|chiều|tối|trưa|đêm|hôm qua|hôm nay|mới đây)\s+(?:ngày\s+)?"
        rf"|ngày\s+)\(?{_date_words(1)}",
        _one_day,
    ),
    ("span", rf"tháng\s+{_MONTH}(?:\s*[/.-]\s*|\s+năm\s+){_Y}", _month),
    ("span", rf"(?<!ngày )(?:trong\s+)tháng\s+{_MONTH}", _month),
    ("span", rf"(?<!/)(?:trong\s+|cả\s+|kết thúc\s+)?năm\s+{_Y}(?![/\d])", _whole_year),
    (
        "span",
        r"trong\s+năm(?!\s+(?:qua|nay|trước|ngoái|vừa|tới|sau|học|mới|(?:19|20)\d\d(?!\d)))(?!\w)",
        _whole_year,
    ),
    ("span", r"(?:trong\s+|một\s+)?năm\s+(?:vừa\s+)?qua(?!\w)", _year_past),
    (
        "span",
        r"(?<!nhiều )(?<!mấy )(?<!những )(?:trong\s+)?năm\s+nay(?!\w)(?!\s+\d+\s+tuổi)",
        _whole_year,
    ),
    ("span", r"(?:trong\s+)?năm\s+(?:ngoái|trước)(?!\w)", _year_before),
    (
        "span",
        r"trong\s+tháng(?=\s*,|\s+(?:qua|đã|toàn|trên|này|xã|công an))(?:\s+(?:qua|này))?",
        _this_month,
    ),
    ("day", rf"{_date_words(1)}", _one_full_day),
    (
        "vague",
        r"(?:trong\s+)?(?:thời gian|những năm|nhiều năm|các năm)\s+(?:vừa\s+)?(?:qua"
        r"|gần đây|tới)|trước đây",
        _vague,
    ),
)

_COMPILED = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{words})"), read) for kind, words, read in _GRAMMAR
)
_MAY_START = re.compile(
    r"(?<!\w)(?:so với|so|bằng|trước|cùng kỳ|tính|từ|kể|ngay|đầu|cuối|năm|quý|đến|tới"
    r"|kết thúc|thời gian"
    r"|trước đây|trước kia|giai đoạn|nhiệm kỳ|nửa|nay|hiện|đang|hôm|sáng|chiều|tối"
    r"|trưa|đêm|ngày|tháng"
    r"|mới đây)(?!\w)"
    r"|(?<!\w)(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?=\s+(?:năm|tháng"
    r"|ngày)|\s*tháng\s*/)"
    r"|(?<!\w)\d{1,2}(?=\s*[/.-]\s*\d)"
    r"|(?<!\w)(?:hơn|gần|sau|qua|cho|các|những|nhiều|trong|cả|suốt)"
    r"(?=\s[^.;,\n]{0,24}(?:năm|tháng|ngày|thời gian|nay|tới))"
    r"|\((?=\d{4}|\d{1,2}\s*[/.-])"
)


def find_time_words(lowered: str, day: date | None) -> list[TimeWords]:
    """Every expression of time of a text, in order, never overlapping."""
    found: list[TimeWords] = []
    end = 0
    for start in _MAY_START.finditer(lowered):
        at = start.start()
        if at < end:
            continue
        words = _read_at(lowered, at, day)
        if words is not None:
            words = _compared(words, lowered)
            if found and _explains(found[-1], words, lowered):
                found[-1] = replace(words, start=found[-1].start)
            else:
                found.append(words)
            end = words.end
    return found


def _explains(before: TimeWords, words: TimeWords, lowered: str) -> bool:
    """Whether brackets say which days a name has: "quý I/2024 (từ 15/12/2023 đến 14/3/2024)"."""
    both = before.kind == words.kind == "span"
    return (
        both
        and re.fullmatch(r"\s*\(\s*(?:tính |số liệu )?", lowered[before.end : words.start])
        is not None
    )


_COMPARES = re.compile(r"(?:so với|so|hơn so với)\s[^.,;()]{0,32}$")


def _compared(words: TimeWords, lowered: str) -> TimeWords:
    """Words that only say against what something is measured: "giảm 12% so với năm 2024"."""
    if words.kind in {"span", "vague"} and _COMPARES.search(
        lowered[max(0, words.start - 42) : words.start]
    ):
        return replace(words, kind="compared")
    return words


def _read_at(lowered: str, at: int, day: date | None) -> TimeWords | None:
    for kind, pattern, read in _COMPILED:
        match = pattern.match(lowered, at)
        if match is None:
            continue
        try:
            days = read(match, day)
        except (ValueError, OverflowError):
            days = None
        if days is not None:
            return TimeWords(at, match.end(), kind, *days)
    return None
