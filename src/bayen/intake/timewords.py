"""Where a text speaks of time, in days: "từ đầu năm đến nay", "quý III/2025".

The expressions are in `bayen.intake.timegrammar`, relative to the day of the text. Which figure
an expression governs is decided by `bayen.intake.periods`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bayen.intake.timegrammar import GRAMMAR
from bayen.intake.timepoints import Days

__all__ = ["Days", "TimeWords", "find_time_words"]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """An expression of time where it stands.

    Attributes:
        start: first character.
        end: one past the last.
        kind: "span" (from–to), "state" (as of a day), "day" (one day, of an event),
            "vague" ("thời gian qua"), "past" ("trước đây"),
            "earlier" ("cùng kỳ": the same span a year before), "compared" (against what).
        first_day: None for a state or when the words do not tell.
        last_day: None when the words do not tell.
    """

    start: int
    end: int
    kind: str
    first_day: date | None
    last_day: date | None


_COMPILED = tuple((kind, re.compile(rf"(?<!\w)(?:{words})"), read) for kind, words, read in GRAMMAR)
_MAY_START = re.compile(
    r"(?<!\w)(?:so với|so|bằng|trước|cùng kỳ|tính|từ|kể|ngay|bắt đầu|tuần|đầu|cuối|năm|quý|đến|tới"
    r"|kết thúc|thời gian"
    r"|trước đây|trước kia|mấy|vài|lâu nay|giai đoạn|nhiệm kỳ|nửa|nay|hiện|đang|hôm|sáng|chiều|tối"
    r"|trưa|đêm|ngày|tháng"
    r"|mới đây)(?!\w)"
    r"|(?<!\w)(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?=\s+(?:năm|tháng"
    r"|ngày)|\s*tháng\s*/)"
    r"|(?<!\w)\d{1,2}(?=\s*[/.-]\s*\d)"
    r"|(?<!\w)(?:hơn|gần|sau|qua|cho|các|những|nhiều|trong|cả|suốt)"
    r"(?=\s[^.;,\n]{0,24}(?:năm|tháng|ngày|quý|kỳ|tuần|thời gian|nay|tới))"
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
