"""The days of the festival or the holiday that a text is about, which few of its sentences say.

A festival held at many sites has the year; a holiday the days that the text gives for it once:
"dịp Tết (từ ngày 25/1 đến ngày 1/2)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bayen.intake.patterns import starting_words
from bayen.intake.scan import Scan
from bayen.intake.timewords import Days, TimeWords
from bayen.intake.told import is_near

_FESTIVAL_OF = re.compile(r"ngày hội[^.;\n]{0,60}năm (?P<year>20\d\d)(?!\d)")
_AT_FESTIVALS = ("activity.festival_sites", "award.", "programme.money", "activity.attendance")
_MANY_SITES = re.compile(
    r"(?:tại|ở|có) (?:(?:hơn|trên|gần|khoảng) )?\d[\d.]* (?:điểm|đơn vị|xã|phường|khu dân cư|thôn)"
)
_SO_FAR = re.compile(r"từ đầu năm(?: \d{4})? (?:đến|tới) |tính đến ")
_HOLIDAY = re.compile(rf"{starting_words(('tết', 'nghỉ lễ', 'dịp lễ'))}(?!\w)")
_HEAD = 400
_LONGEST_HOLIDAY = 16


def year_of_festival(
    scan: Scan, day: date | None, at: int, indicator: str, *, at_many_sites: bool = False
) -> Days | None:
    """The year of the festival that a text is about, for what was done at it; else None.

    Args:
        scan: the text.
        day: of the text; None when unknown.
        at: where the figure stands.
        indicator: its code.
        at_many_sites: only of a festival that the sentence tells was held at many sites.
    """
    if not indicator.startswith(_AT_FESTIVALS):
        return None
    told = _FESTIVAL_OF.search(scan.lowered, 0, _HEAD)
    if told is None:
        return None
    stretch = scan.sentence(at)
    said = scan.lowered[stretch.start : stretch.end]
    if at_many_sites and not _MANY_SITES.search(said):
        return None
    if at_many_sites and _SO_FAR.search(said):
        return None  # "từ đầu năm đến ngày 20/7, toàn tỉnh đã có 37 xã tổ chức Ngày hội"
    of_year = at_many_sites or day is None or indicator == "activity.festival_sites"
    if "ngày hội" not in said or not of_year:
        return None
    return date(int(told["year"]), 1, 1), date(int(told["year"]), 12, 31)


def days_of_holiday(lowered: str, words: Sequence[TimeWords], day: date | None) -> TimeWords | None:
    """The span of the holiday that the head of a text speaks of, when it gives but one."""
    if len(_HOLIDAY.findall(lowered[:_HEAD])) < 2:
        return None
    spans = [w for w in words if w.kind == "span" and _is_short(w) and is_near(w.last_day, day)]
    return spans[0] if len({(w.first_day, w.last_day) for w in spans}) == 1 else None


def _is_short(words: TimeWords) -> bool:
    if words.first_day is None or words.last_day is None:
        return False
    return 1 < (words.last_day - words.first_day).days < _LONGEST_HOLIDAY
