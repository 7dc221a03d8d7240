"""Figures of a time compared with: "(cùng kỳ 05 vụ)", "giảm từ 64 vụ xuống còn 47 vụ"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bayen.intake.anchors import Sought
from bayen.intake.timewords import Days, TimeWords

_SAYS_SO = re.compile(r"^so |so với [^,;.()]*cùng")
_FROM = Sought(r"(?<!kể )(?<!tính )(?<!được )từ(?: chỗ)?(?: có| chỉ có)?\s*$")
_TO = re.compile(
    r"[^;.]{0,60}?(?:xuống|(?<!trở )lên|,?\s*(?:thì )?(?:đến|tới)? ?nay(?!\w)|giờ|nâng lên"
    r"|đã nhân rộng)"
)
_ONLY = Sought(r"(?:mới|chỉ)(?: mới)? có(?: (?:gần|hơn|trên|khoảng))?\s*$")
_BUT_NOW = re.compile(r"[^;.]{0,50}?(?:thì|đến|tới|,) ?(?:đến )?nay(?!\w)")
_AT_FIRST = Sought(r"(?:ban đầu|lúc đầu|khởi đầu|khởi điểm)(?:\s+\w+){0,4}\s*$")
_AGAINST = Sought(
    r"(?:so với|hơn|kém)(?: (?:tổng số|con số|mức|số))*(?: (?:gần|hơn|trên|khoảng))?\s*$"
)


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
    before = [w for w in own if w.end <= at]
    if before and before[-1].kind in {"earlier", "compared"}:
        days = _right_after(lowered, own, before[-1], at, running)
        if days is not None:
            return days
    if _AGAINST.search(lowered[max(0, at - 40) : at]):
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


def is_at_first(lowered: str, at: int) -> bool:
    """Whether a figure tells how things began: "ban đầu chỉ có 8 camera"."""
    return _AT_FIRST.search(lowered[max(0, at - 46) : at]) is not None


def _right_after(
    lowered: str, own: Sequence[TimeWords], words: TimeWords, at: int, running: TimeWords | None
) -> Days | None:
    """The time of a figure right after words of comparison."""
    gap = lowered[words.end : at]
    if words.kind == "compared":
        told = re.fullmatch(r"\s*\(\s*(?:là|có)?\s*", gap)
        return (words.first_day, words.last_day) if words.first_day and told else None
    says_so = _SAYS_SO.search(lowered[max(0, words.start - 16) : words.end]) or lowered.startswith(
        "so ", words.start
    )
    if (says_so and not re.fullmatch(r"\s*(?:\(|là|có)\s*", gap)) or re.search(r"[;)]", gap):
        return None
    return year_before(own, at, running)


def year_before(own: Sequence[TimeWords], at: int, running: TimeWords | None) -> Days:
    """The same days of the year before, of the span that the sentence is in."""
    spans = [w for w in own if w.kind == "span"]
    earlier = [w for w in spans if w.end <= at]
    base = earlier[-1] if earlier else spans[0] if spans else running
    if base is None or base.first_day is None or base.last_day is None:
        return None, None
    return _back_one_year(base.first_day), _back_one_year(base.last_day)


def _back_one_year(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
