"""Words of time around 1 July 2025, when districts ended and communes were joined anew.

Texts since then count from that day without giving it: "từ khi hợp nhất đến nay", "bốn tháng
sau sáp nhập", and look back to the day before: "trước sáp nhập có 71 mô hình".
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bayen.core.places import TWO_LEVELS_SINCE
from bayen.intake.timedays import goes_before, read_count
from bayen.intake.timepoints import NOW, UNTIL, Days, last_told, month_end

_COUNT = r"(?P<count>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười một|mười hai|mười)"
_JOINING = (
    r"(?:sáp nhập|hợp nhất|nhập lại|nhập (?:xã|phường|tỉnh)|về chung (?:một )?(?:xã|phường|mối))"
)
_NEW = (
    r"(?:(?:thành )?lập (?:xã|phường)|bỏ cấp huyện|(?:xã|phường|đặc khu|tỉnh|bộ máy) mới"
    r"|chính quyền(?: địa phương)? (?:2|hai) cấp|mô hình (?:2|hai) cấp)"
)
_WORDS = r"[^.;,()\d]{0,60}"
SINCE_JOINED = (
    rf"(?:tính\s+|kể\s+)?từ\s+(?:khi|lúc|ngày|hồi|sau)\s+(?:{_WORDS}?(?:{_JOINING}|{_NEW})"
    r"(?:\s+đi\s+vào\s+(?:hoạt động|vận hành))?|(?P<founded>thành lập)(?=\s*(?:,|đến|tới)))"
    rf"(?:{_WORDS}?{UNTIL})?"
)
AFTER_JOINED = (
    rf"sau\s+(?:khi\s+|ngày\s+)?{_JOINING}(?!\s+(?:năm|tháng|ngày|với|từ|vào|\d))"
    rf"|(?:sau|qua)\s+(?:hơn\s+|gần\s+)?{_COUNT}\s+(?:tháng|năm)\s+{_WORDS}?(?:{_JOINING}|{_NEW})"
)
FIRST_MONTHS_JOINED = (
    rf"(?:trong\s+)?{_COUNT}\s+tháng\s+(?:đầu\s+(?:tiên\s+)?)?(?:sau\s+(?:khi\s+|ngày\s+)?{_JOINING}"
    rf"|(?:vận hành|hoạt động)\s+{_WORDS}?{_NEW}|của\s+(?:xã|phường|đặc khu|tỉnh) mới)"
)
BEFORE_JOINED = (
    rf"(?:từ\s+)?trước\s+(?:khi\s+|ngày\s+|thời\s+điểm\s+)?{_JOINING}(?!\s+(?:năm|với|vào|\d))"
)
_OF_UNITS = re.compile(
    r"(?:năm 20\d\d|\d tháng)[^.;\n]*(?:các|hai|ba|bốn|\d) (?:xã|phường|đơn vị)(?: cũ)? $"
)
_DATED_WITHIN = 90
_SPEAKS_OF_IT = re.compile(
    rf"{_JOINING}|{_NEW}|(?<!\d)0?1\s*[-/.]\s*0?7\s*[-/.]\s*2025|sau sắp xếp"
)


def since_joined(match: re.Match[str], day: date | None) -> Days | None:
    """From that day to the end told; without one, at the head of a sentence, to the text's."""
    if day is None or day <= TWO_LEVELS_SINCE:
        return None
    told = match.groupdict()
    if told.get("founded") and not _SPEAKS_OF_IT.search(match.string):
        return None  # of whatever the text is on
    said = match.group()
    if re.search(rf"(?:đến|tới)\s+{NOW}$", said):
        return TWO_LEVELS_SINCE, day
    last = last_told(told, day)
    if last is None:
        return None if goes_before(match) else (TWO_LEVELS_SINCE, day)
    return (TWO_LEVELS_SINCE, last) if last > TWO_LEVELS_SINCE else None


def after_joined(match: re.Match[str], day: date | None) -> Days | None:
    """Without a length only at the head of a sentence: "bỏ 3 mô hình trùng lặp sau sáp nhập"."""
    if match["count"] is None and goes_before(match):
        return None
    return (TWO_LEVELS_SINCE, day) if day and day > TWO_LEVELS_SINCE else None


def first_months_joined(match: re.Match[str], day: date | None) -> Days | None:
    """So many whole months from that day."""
    count = read_count(match["count"])
    if day is None or day <= TWO_LEVELS_SINCE or count > 12:
        return None
    months = TWO_LEVELS_SINCE.month + count - 2
    return TWO_LEVELS_SINCE, month_end(TWO_LEVELS_SINCE.year + months // 12, months % 12 + 1)


def before_joined(match: re.Match[str], day: date | None) -> Days | None:
    """Up to the day before; of "các xã trước sáp nhập", in a sentence with its time, none."""
    if _OF_UNITS.search(match.string, max(0, match.start() - _DATED_WITHIN), match.start()):
        return None
    return (None, TWO_LEVELS_SINCE - timedelta(days=1)) if day and day > TWO_LEVELS_SINCE else None
