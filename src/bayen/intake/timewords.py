"""Where a text speaks of time, in days: "từ đầu năm đến nay", "quý III/2025".

The expressions are in `bayen.intake.timegrammar`, relative to the day of the text. Which figure
an expression governs is decided by `bayen.intake.periods`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from bayen.intake.anchors import Opened, WordIndex
from bayen.intake.patterns import find_openings, find_ways, rarest_words
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


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of the grammar.

    Attributes:
        kind: of the words that it reads.
        pattern: of the words.
        read: the days of a match, on the day of the text.
        openings: what a match may begin with; None when anything.
        needs: of these words one stands in every match.
    """

    kind: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date | None], Days | None]
    openings: tuple[str, ...] | None
    needs: tuple[str, ...]


def _rule(
    kind: str, words: str, read: Callable[[re.Match[str], date | None], Days | None]
) -> _Rule:
    openings, needs = find_openings(words), rarest_words(find_ways(words), {})
    return _Rule(
        kind,
        re.compile(rf"(?<!\w)(?:{words})"),
        read,
        tuple(openings) if openings else None,
        tuple(needs) if needs else ("",),
    )


_RULES = tuple(_rule(*row) for row in GRAMMAR)
_WIDEST = 200
"""Characters of the longest expression of time; none of the grammar is near."""
_WORD = re.compile(r"\w+|.", re.DOTALL)
_MAY_START = Opened(
    r"(?:so với|so|bằng|trước|cùng kỳ|tính|từ|kể|ngay|bắt đầu|tuần|đầu|giữa|cuối|năm|quý|đến|tới"
    r"|kết thúc|thời gian"
    r"|trước đây|trước kia|mấy|vài|lâu nay|giai đoạn|nhiệm kỳ|nửa|nay|hiện|đang|hôm|sáng|chiều|tối"
    r"|trưa|đêm|ngày|tháng"
    r"|cách đây|hồi|thời điểm|chốt|mới đây|vừa qua|vừa rồi|mới rồi|giờ|bây giờ|giờ đây"
    r"|cùng thời|cùng ngày|quí|có năm như|đợt|bấy giờ|buổi|niên vụ)(?!\w)"
    r"|(?:vụ|mùa)(?=\s+(?:19|20)\d\d)|(?:khi|lúc)(?=\s+(?:ấy|đó))"
    r"|(?:dịp|mùa|trận|cơn|kỳ|lần|vụ|tết|lễ|bão|lũ)(?=\s[^.;,()\n]{0,40}rồi|\s[^.;,()\n]{0,40}vừa\s)"
    r"|cũng(?=\s+trong)|hết(?=\s+năm\s)|sau(?=\s+tết)|(?:hai|ba)\s+mươi(?=\s+năm)"
    r"|(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai|lăm))?)(?=\s+(?:năm|tháng"
    r"|ngày|quý|quí)|\s*tháng\s*/)"
    r"|\d{1,2}(?=\s*[/.-]\s*\d)"
    r"|sau(?=\s+(?:khi\s+|ngày\s+)?(?:sáp|hợp|nhập))"
    r"|(?:hơn|gần|sau|qua|cho|các|những|nhiều|trong|cả|suốt)"
    r"(?=\s[^.;,\n]{0,24}(?:năm|tháng|ngày|quý|kỳ|tuần|thời gian|nay|tới|giai đoạn))"
)
_BRACKET = re.compile(r"\((?=\d{4}|(?:từ |tháng )*\d{1,2}\s*[/.–-])")


def find_time_words(
    lowered: str, day: date | None, words: WordIndex | None = None
) -> list[TimeWords]:
    """Every expression of time of a text, in order, never overlapping.

    Args:
        lowered: the text.
        day: of the text.
        words: of the text or of one that begins with it, when they are known already.
    """
    found: list[TimeWords] = []
    end = 0
    for at in _starts(lowered, words or WordIndex(lowered)):
        if at < end:
            continue
        read = _read_at(lowered, at, day)
        if read is not None:
            read = _compared(read, lowered)
            end = read.end
            if read.kind == "again" and (read := _that_day(read, found)) is None:
                continue
            if (named := _explained_by(found, read, lowered)) is not None:
                found[named:] = [replace(read, start=found[named].start)]
            elif found and _goes_on(found[-1], read, lowered):
                found[-1] = replace(read, start=found[-1].start, first_day=found[-1].first_day)
            elif found and _cuts(found[-1], read, lowered):
                found[-1] = replace(found[-1], end=read.end, last_day=read.last_day)
            else:
                found.append(read)
    return found


def _starts(lowered: str, words: WordIndex) -> list[int]:
    """Where words of time may begin."""
    brackets = (match.start() for match in _BRACKET.finditer(lowered))
    return sorted([*(match.start() for match in _MAY_START.finditer(lowered, words)), *brackets])


@lru_cache(1 << 10)
def _rules_at(word: str) -> tuple[_Rule, ...]:
    """The rules that may begin with a word, in the order of the grammar."""
    said = f"{word} "
    return tuple(rule for rule in _RULES if not rule.openings or said.startswith(rule.openings))


@lru_cache(1 << 10)
def _needed_at(word: str) -> tuple[str, ...]:
    """The words that the rules need which may begin with a word."""
    return tuple({needed: None for rule in _rules_at(word) for needed in rule.needs})


@lru_cache(1 << 12)
def _rules_with(word: str, stands: tuple[bool, ...]) -> tuple[_Rule, ...]:
    """The same rules, but for those of whose words, in the order of `_needed_at`, none stands."""
    said = {needed for needed, is_said in zip(_needed_at(word), stands, strict=True) if is_said}
    return tuple(rule for rule in _rules_at(word) if not said.isdisjoint(rule.needs))


def _explained_by(found: list[TimeWords], words: TimeWords, lowered: str) -> int | None:
    """Which name brackets give the days of: "quý I/2024 (từ 15/12/2023 đến 14/3/2024)".

    In a title it may be the one before last: "năm 2025, nhiệm vụ năm 2026 (từ 15/11/2024 …)".
    """
    if not found or not (found[-1].kind == words.kind == "span"):
        return None
    if len(found) > 1 and found[-2].kind == "span":
        plan = lowered[found[-2].end : found[-1].start]
        opened = lowered[found[-1].end : words.start]
        if _PLAN.fullmatch(plan) and _OPENED.fullmatch(opened) and _ends_within(words, found[-2]):
            return len(found) - 2
    explains = _OPENED.fullmatch(lowered, found[-1].end, words.start) is not None
    return len(found) - 1 if explains else None


def _ends_within(words: TimeWords, named: TimeWords) -> bool:
    """Whether a span ends within another."""
    first, last, end = named.first_day, named.last_day, words.last_day
    return first is not None and last is not None and end is not None and first <= end <= last


_UP_TO = re.compile("tính")
_PLAN = re.compile(
    r"[,;]?\s*(?:và\s+)?(?:phương hướng|nhiệm vụ|chương trình|kế hoạch)[^.;()]{0,60}"
)
_OPENED = re.compile(
    r"\s*\(\s*(?:(?:kỳ|báo cáo|thời gian|thời điểm|mốc|số liệu|lấy|chốt|thống kê|được):?\s+)*"
    r"(?:tính\s+)?"
)


def _that_day(words: TimeWords, found: list[TimeWords]) -> TimeWords | None:
    """ "Cùng ngày": the day that the text has told last."""
    told = next((w for w in reversed(found) if w.kind == "day" and w.first_day), None)
    if told is None:
        return None
    return replace(words, kind="day", first_day=told.first_day, last_day=told.last_day)


def _cuts(before: TimeWords, words: TimeWords, lowered: str) -> bool:
    """Whether a span is told only to a day in it: "6 tháng cuối năm tính đến 15/12"."""
    if before.kind != "span" or words.kind != "state" or words.last_day is None:
        return False
    if not before.first_day or not before.last_day or not _UP_TO.match(lowered, words.start):
        return False
    within = before.first_day < words.last_day < before.last_day
    return within and not lowered[before.end : words.start].strip(" ,(")


def _goes_on(before: TimeWords, words: TimeWords, lowered: str) -> bool:
    """Whether two spans are one: "năm 2022 và 6 tháng đầu năm 2023"."""
    if before.kind != "span" or words.kind != "span" or not before.last_day or not words.first_day:
        return False
    joined = lowered[before.end : words.start].strip() == "và"
    return joined and before.last_day + timedelta(days=1) == words.first_day


_COMPARES = re.compile(
    r"(?:so với|so(?! sánh)|hơn so với|trong khi|gấp (?:đôi|[\w,]+ lần))\s[^.,;()]{0,32}$"
)
# "Hơn năm trước 52 tin"; but "hơn 10 năm qua" only rounds.
_EXCEEDS = re.compile(r"(?<!\w)(?:hơn|kém|bằng)\s+(?:cả\s+|của\s+)?$")
_A_TIME = re.compile(r"(?:cả\s+|cuối\s+|hồi\s+)?năm\s|tháng\s+trước|quý\s|cùng kỳ")


def _compared(words: TimeWords, lowered: str) -> TimeWords:
    """Words that only say against what something is measured: "giảm 12% so với năm 2024"."""
    before = lowered[max(0, words.start - 42) : words.start]
    if words.kind in {"span", "vague"} and _COMPARES.search(before):
        return replace(words, kind="compared")
    if words.kind in {"span", "state"} and _EXCEEDS.search(before):
        return replace(words, kind="compared") if _A_TIME.match(lowered, words.start) else words
    return words


def _read_at(lowered: str, at: int, day: date | None) -> TimeWords | None:
    begun = _WORD.match(lowered, at)
    word = begun.group() if begun else ""
    # To look for a word is quicker than to try a rule, and few of a dozen hold.
    stands = map(lowered[at : at + _WIDEST].__contains__, _needed_at(word))
    for rule in _rules_with(word, tuple(stands)):
        match = rule.pattern.match(lowered, at)
        if match is None:
            continue
        try:
            days = rule.read(match, day)
        except (ValueError, OverflowError):
            days = None
        if days is not None:
            return TimeWords(at, match.end(), rule.kind, *days)
    return None
