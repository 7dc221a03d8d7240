"""The day of a text when nobody gave it: its dateline, its byline, its date stamp."""

from __future__ import annotations

import calendar
import re
from datetime import date

from bayen.intake.anchors import Led, WordIndex
from bayen.intake.scan import Scan, fold_case

_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<m>0?[1-9]|1[0-2])"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_FULL = Led(
    rf"(?<!\d){_DAY}\s?[/.-]\s?{_MONTH}\s?[/.-]\s?{_YEAR}(?!\d)"
    rf"|ngày\s+(?P<d2>\d{{1,2}})\s+tháng\s+(?P<m2>\d{{1,2}})\s+năm\s+(?P<y2>(?:19|20)\d\d)",
    after_digit=r"[0-9]?\s?[/.-]",
)
_STAMP = re.compile(r"(?<![\w-])date (?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?!\d)")
_BYLINE = re.compile(r"(?:ngày đăng|cập nhật|đăng ngày|thứ \w+,?(?: ngày)?)\s*:?\s*(?=\d)")
_SAID_IN_BYLINE = ("ngày đăng", "cập nhật", "đăng ngày", "thứ ")
"""One of these stands in every byline; most texts are spared the pattern."""
_HEAD = 500
# The day of a paper, an anniversary or a span that a text speaks of, not its own.
_OF_ELSE = re.compile(
    r"(?:(?:chỉ thị|nghị quyết|nghị định|quyết định|luật|kế hoạch|kết luận|thông tư|hướng dẫn"
    r"|thông báo|công văn|pháp lệnh|đề án|chương trình|phong trào|kỷ niệm|truyền thống)"
    r"[^.;\n]{0,60}|(?:từ|đến|tới|trước|sau|kể từ)\s+(?:ngày\s+)?\(?)$"
)


def find_day(text: str, scan: Scan | None = None) -> date | None:
    """The day of a text: its stamp, the date in its head, its byline; None when it has none.

    Args:
        text: as it came.
        scan: the same cut, when that is done already.
    """
    stamp = _STAMP.search(text, 0, 200) if "date " in text[:200] else None
    if stamp:
        day = _stamped(stamp)
        if day:
            return day
    lowered = scan.lowered if scan else fold_case(text)
    words = scan.words if scan else WordIndex(lowered)
    if any(words in lowered for words in _SAID_IN_BYLINE):
        for match in _BYLINE.finditer(lowered):
            after = _FULL.compiled.match(lowered, match.end())
            if after and (day := _read(after)):
                return day
    for match in _FULL.finditer(lowered, words, 0, _HEAD):
        if not _is_of_else(lowered, match) and (day := _read(match)):
            return day
    tail = [
        day
        for match in _FULL.finditer(lowered, words, max(_HEAD, len(text) - 300), len(text))
        if not _is_of_else(lowered, match) and (day := _read(match))
    ]
    return tail[-1] if tail else None


def _is_of_else(lowered: str, match: re.Match[str]) -> bool:
    """Whether a day is that of a paper quoted: "Chỉ thị 01 ngày 09/01/2015 của Thủ tướng"."""
    return _OF_ELSE.search(lowered[max(0, match.start() - 90) : match.start()]) is not None


def _stamped(match: re.Match[str]) -> date | None:
    year, month = int(match["y"]), int(match["m"])
    if not 1 <= month <= 12 or year < 1900:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(int(match["d"]), last) if match["d"] else last)


def _read(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    try:
        return date(
            int(groups["y"] or groups["y2"]),
            int(groups["m"] or groups["m2"]),
            int(groups["d"] or groups["d2"]),
        )
    except ValueError:
        return None
