"""Figures of a time compared with: "(cùng kỳ 05 vụ)", "giảm từ 64 vụ xuống còn 47 vụ"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from bayen.core.days import add_months
from bayen.intake.anchors import Sought
from bayen.intake.timewords import Days, TimeWords

_SAYS_SO = re.compile(r"^so |so với [^,;.()]*cùng")
_FROM = Sought(r"(?<!kể )(?<!tính )(?<!được )từ(?: chỗ)?(?: có| chỉ có| chỉ)?\s*$")
_TO = re.compile(
    r"[^;.]{0,60}?(?:xuống|(?<!\w)còn(?!\w)|(?<!trở )lên|,?\s*(?:thì )?(?:đến|tới)? ?nay(?!\w)|giờ"
    r"|nâng lên|đã nhân rộng)"
)
_ONLY = Sought(r"(?:mới|chỉ)(?: mới)? có(?: (?:gần|hơn|trên|khoảng))?\s*$")
_BUT_NOW = re.compile(r"[^;.]{0,50}?(?:thì|đến|tới|,) ?(?:đến )?nay(?!\w)")
_AT_FIRST = Sought(
    r"(?:(?<!giải )ban đầu|lúc đầu|khởi đầu|khởi điểm|(?:khi|lúc) mới"
    r" (?:thành lập|ra đời|ra mắt)),?(?:\s+\w+){0,4}\s*$"
)
_AGAINST = Sought(
    r"(?:so với|hơn|kém)(?: (?:tổng số|con số|mức|số))*(?: (?:gần|hơn|trên|khoảng))?\s*$"
)
# "Ít hơn *24 vụ so với cùng kỳ": the difference, of the time reported on.
_BY_SO_MANY = re.compile(r"\s*\w+(?: \w+){0,2} so với")
_OWN_BRACKET = re.compile(r"\s*\w+(?: \w+)?\s+(?:của\s+)?cùng\s+(?:kỳ|thời)[^()\d]*\)")
"""After "(*301" of "(301 vụ cùng kỳ)"."""
_REMARK = re.compile(r"\s*\([^()\d]*\)")
_THEN = re.compile(r",\s*(?:khi|lúc|hồi) (?:ấy|đó)(?= (?:là|có) )")
_WAS = re.compile(r"\s*(?:giảm|tăng) [\d.,]+ \w+ \(\s*")
_WITH_IT = 60
"""Characters within which words of time stand with the figure before them."""
_OF_START = frozenset({"span", "compared", "day"})
_DIFFERS = re.compile(r"(?<!\w)(?:giảm|tăng|hơn|kém)(?!\w)")
_IN_BRACKETS = re.compile(
    r"\s*\(\s*(?:là|có)?[^()]*"
    r"|\s*(?:(?:chỉ|mới|là|có|xảy ra|tới|đến|mất|cháy|bắt|để mất) ){1,3}"
)
_OPENS = re.compile(r"\s*(?:\((?:\w+ ){0,2}|là|có)\s*")
_PAUSE = re.compile(r"[;.,]\s")
_EXCEEDS = re.compile(r"(?<!\w)(?:hơn|kém)\s+$")


def find_compared(
    lowered: str, own: Sequence[TimeWords], at: int, end: int, running: TimeWords | None
) -> Days | None:
    """The days of a figure that is told only to compare with; None of any other figure.

    Args:
        lowered: the text.
        own: the words of time of the figure's sentence.
        at: where the figure starts.
        end: where its number ends.
        running: the span that runs on from the sentence before.
    """
    before = [w for w in own if w.end <= at and w.kind != "then"]
    if before and before[-1].kind in {"earlier", "compared"}:
        days = _right_after(lowered, own, before[-1], at, running)
        if days is not None:
            return days
    if lowered.endswith("(", 0, at) and (told := _OWN_BRACKET.match(lowered, end)):
        earlier = next((w for w in own if at < w.start < told.end()), None)
        if earlier is not None and earlier.kind == "earlier":
            return year_before(own, at, running)
    if _AGAINST.search(lowered[max(0, at - 40) : at]) and not _BY_SO_MANY.match(lowered, end):
        after = next((w for w in own if end <= w.start <= end + 30), None)
        if after is not None and after.kind == "compared":
            return after.first_day, after.last_day
        if after is not None and after.kind == "earlier":
            return year_before(own, at, running)
    return None


def is_start_of_change(lowered: str, at: int, end: int, stop: int) -> bool:
    """Whether a figure is what another grew or fell from: "giảm từ 64 vụ xuống 47 vụ"."""
    near, stop = lowered[max(0, at - 40) : at], min(stop, end + 90)
    if _FROM.search(near):
        return _TO.match(lowered, end, stop) is not None
    return bool(_ONLY.search(near) and _BUT_NOW.match(lowered, end, stop))


def days_of_start(
    own: Sequence[TimeWords], at: int, stop: int, running: TimeWords | None, day: date | None
) -> Days | None:
    """The days that stand with what a change began from: "từ 74 người *năm 2014* xuống còn 38"."""
    told = next((w for w in own if at < w.start and w.end <= stop), None)
    if told is not None and told.kind == "earlier" and told.start - at <= _WITH_IT:
        return year_before(own, at, running)
    if told is None or told.start - at > _WITH_IT:
        return None
    if told.kind not in _OF_START and told.last_day == day:
        return None
    return told.first_day, told.last_day


def is_of_start(lowered: str, words: TimeWords, figures: Sequence[int], at: int) -> bool:
    """Whether words before a figure belong to the one that it changed from."""
    index = bisect_left(figures, words.start) - 1
    if index < 0 or figures[index] >= at or words.start - figures[index] > _WITH_IT:
        return False
    start = figures[index]
    is_start = is_start_of_change(lowered, start, words.end, at + 1)
    return is_start and not _PAUSE.search(lowered, start, words.start)


def is_at_first(lowered: str, at: int) -> bool:
    """Whether a figure tells how things began: "ban đầu chỉ có 8 camera"."""
    return _AT_FIRST.search(lowered[max(0, at - 46) : at]) is not None


def _right_after(
    lowered: str, own: Sequence[TimeWords], words: TimeWords, at: int, running: TimeWords | None
) -> Days | None:
    """The time of a figure right after words of comparison."""
    gap = _THEN.sub("", _REMARK.sub("", lowered[words.end : at]))
    if _WAS.fullmatch(gap) and "%" not in lowered[at : at + 8]:
        gap = "("  # "so với năm 2014 giảm 4 vụ (*13 vụ)"
    if _DIFFERS.search(gap):
        return None  # "cùng kỳ 31, tăng *3": of the time reported on
    in_brackets = _IN_BRACKETS.fullmatch(gap) is not None
    if _EXCEEDS.search(lowered[max(0, words.start - 12) : words.start]) and not in_brackets:
        return None  # "ít hơn cùng kỳ *5"
    if words.kind == "compared":
        return (words.first_day, words.last_day) if words.first_day and in_brackets else None
    says_so = _SAYS_SO.search(lowered[max(0, words.start - 16) : words.end]) or lowered.startswith(
        "so ", words.start
    )
    if (says_so and not _OPENS.fullmatch(gap)) or ";" in gap or ")" in gap:
        return None
    if "tháng trước" in lowered[words.start : words.end]:
        return _month_before(own, at, running)
    return year_before(own, at, running)


def _month_before(own: Sequence[TimeWords], at: int, running: TimeWords | None) -> Days:
    """The month before the one that a figure is compared with: "(tháng trước: 12 tin)"."""
    base = _base(own, at, running)
    if base is None or base.first_day is None or base.last_day is None:
        return None, None
    first = add_months(base.first_day, -1)
    return first, base.first_day - timedelta(days=1)


def year_before(own: Sequence[TimeWords], at: int, running: TimeWords | None) -> Days:
    """The same days of the year before, of the span that the sentence is in."""
    base = _base(own, at, running)
    if base is None or base.first_day is None or base.last_day is None:
        return None, None
    return _back_one_year(base.first_day), _back_one_year(base.last_day)


def _base(own: Sequence[TimeWords], at: int, running: TimeWords | None) -> TimeWords | None:
    spans = [w for w in own if w.kind == "span"]
    earlier = [w for w in spans if w.end <= at]
    return earlier[-1] if earlier else spans[0] if spans else running


def _back_one_year(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
