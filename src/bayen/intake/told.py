"""Spans made exact by what the text says elsewhere: "trong năm", "một năm qua", "trong 5 tháng"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bayen.core.days import add_months
from bayen.intake.numbers import parse_number_words
from bayen.intake.timenames import is_founding
from bayen.intake.timewords import TimeWords

_MONTH_DAYS = 30.44
_TIMES = frozenset({"span", "day"})
_NEAR_DAYS = 60
_HEAD = 600
"""Characters within which a text tells what years it is on."""
_OVER = 11
"""Months by which "hơn 5 năm", or five years roundly, may be longer."""
_ROUNDLY = re.compile(r"(?:hơn|gần) ")
_BACK_THEN = re.compile(r"hồi")
_WRITTEN = re.compile(r"từ\s.*\d{4}")
_LONG = 12
_ONE_MONTH = 31
_HEADING = 160
"""Characters of a line that is no paragraph."""
_ENOUGH = 2
"""Spans kept of each length: one, and another for when that is the one asked about."""
_THE_YEAR = re.compile(r"(?:trong\s+)?(?:cả\s+)?năm")
_SINCE_NEW_YEAR = re.compile(r"từ\s+đầu\s+năm(?:\s+\d{4})?")
_THE_QUARTER = re.compile(r"trong\s+quý"), 88, 93
_THE_MONTH = re.compile(r"trong\s+tháng(?:\s+(?:qua|này))?"), 27, 32
_THE_MONTHS = re.compile(r"(?:trong\s+)?(?P<count>\S+)\s+tháng")
_AFTER = re.compile(r"sau\s+(?:hơn\s+|gần\s+)?(?P<count>\S+)\s+(?P<unit>năm|tháng)")
_YEAR_DAYS = 366
_THAT = re.compile(r"\s+(?:ấy|đó)(?!\w)")
_THEN = 300
"""Characters within which "từ đó" points back to a time."""
_STARTS = re.compile(r"^(?:trong|của)\s+")
_SO_MANY_YEARS = re.compile(
    r"(?:trong\s+|sau\s+|qua\s+|hơn\s+|gần\s+)*(?P<count>(?!trong|cả)\S+)\s+năm(?!\w)"
)
_OF_REPORT = re.compile(r"trong\s+kỳ(?!\w)|(?:trong|suốt)\s+cả\s+giai đoạn")
_OF_WORK = re.compile(r"\s+(?:tổ chức\s+)?(?:thực hiện|triển khai|xây dựng|phát động)")
_YEARS_BACK = re.compile(
    r"(?:trong\s+|sau\s+|qua\s+|hơn\s+)*(?P<count>\S+)\s+năm"
    r"\s+(?:vừa\s+)?(?:qua|thực hiện|triển khai|xây dựng)"
)


@dataclass(slots=True)
class ToldSpans:
    """The exact spans of one text.

    Attributes:
        lowered: the text in lower case.
        words: all its words of time.
        day: day of the text; None when unknown.
        title: the span that its title gives.
    """

    lowered: str
    words: Sequence[TimeWords]
    day: date | None
    title: TimeWords | None = None
    _lengths: dict[tuple[int, bool], list[TimeWords]] = field(init=False)
    _explained: list[TimeWords] = field(init=False)

    def __post_init__(self) -> None:
        self._lengths = self._by_length()
        self._explained = [
            w for w in self.words if w.kind == "span" and "(" in self.lowered[w.start + 1 : w.end]
        ]

    def exact(self, words: TimeWords, running: TimeWords | None) -> TimeWords:
        """The same words with the days that the text tells; unchanged when it tells none."""
        if words.kind == "since":
            return self._since_then(words)
        if words.kind == "founded":
            return self._since_founded(words)
        if words.kind == "that":
            return self._that_year(words)
        if words.kind == "then":
            return self._then(words)
        if words.kind == "same" and self._is_of_title(words, running):
            return replace(_with_days_of(words, self.title or words), kind="span")
        if words.kind == "same" and "thời điểm" in self.lowered[words.start : words.end]:
            return self._at_that_time(words)
        if words.kind == "same":
            return replace(_with_days_of(words, running), kind="span") if running else words
        if words.kind != "span" or words.first_day is None or words.last_day is None:
            return words
        said = self.lowered[words.start : words.end]
        points_back = _THAT.match(self.lowered, words.end) and not said.endswith("trước")
        told = self._told_before(words, said, running) if points_back else None
        if told is not None:
            return _with_days_of(words, told)
        if (named := self._named(words, said)) is not None:
            return named
        if _SINCE_NEW_YEAR.fullmatch(said):
            return self._of_report(words, running)
        if _THE_YEAR.fullmatch(said):
            return self._the_year(words, running)
        for pattern, least, most in (_THE_QUARTER, _THE_MONTH):
            if running is not None and pattern.fullmatch(said):
                fits = least <= _length(running) <= most
                return _with_days_of(words, running) if fits else words
        if (whole := self._of_campaign(words, said)) is not None:
            return whole
        if match := _AFTER.match(said):
            return self._after(words, match)
        if (rounded := self._rounded(words)) is not None:
            return rounded
        if match := _THE_MONTHS.fullmatch(said):
            return self._of_length(words, _count(match["count"]), near=False)
        if match := _YEARS_BACK.fullmatch(said):
            return self._of_length(words, 12 * _count(match["count"]), near=True)
        return words

    def _rounded(self, words: TimeWords) -> TimeWords | None:
        """ "Trong hơn bảy tháng", "gần 12 tháng": since New Year to the day of the text."""
        first, last = words.first_day, words.last_day
        if self.day is None or first is None or last is None or not _starts_year(words):
            return None
        is_about = _ROUNDLY.match(self.lowered, max(0, words.start - 4)) is not None
        near = first.year == self.day.year and abs((self.day - last).days) <= _ONE_MONTH
        return replace(words, last_day=self.day) if is_about and near else None

    def _of_report(self, words: TimeWords, running: TimeWords | None) -> TimeWords:
        """ "Ngay từ đầu năm, …" in a report on six months: those months."""
        if running is None or running.first_day != words.first_day or is_year(running):
            return words
        is_ahead = self.day and running.last_day and running.last_day > self.day
        return _with_days_of(words, running) if is_ahead and self._opens_line(running) else words

    def _opens_line(self, words: TimeWords) -> bool:
        """Whether words stand in a heading or a title: little else is on their line."""
        start = self.lowered.rfind("\n", 0, words.start) + 1
        end = self.lowered.find("\n", words.end)
        return end - start < _HEADING

    def _since_then(self, words: TimeWords) -> TimeWords:
        """ "Từ đó đến nay": since the last day, month or year that the text has named before."""
        told = [w for w in self.words if w.end <= words.start and w.kind in {"span", "day"}]
        if not told or told[-1].first_day is None or words.start - told[-1].end > _THEN:
            return replace(words, kind="same")
        last = words.last_day or self.day
        return replace(words, kind="span", first_day=told[-1].first_day, last_day=last)

    def _since_founded(self, words: TimeWords) -> TimeWords:
        """ "Từ khi ra mắt đến nay": since the day told of its beginning, else a state of now."""
        told = (w for w in reversed(self.words) if w.end <= words.start and w.first_day)
        began = next((w for w in told if is_founding(w, self.lowered)), None)
        if began is None:
            is_to_now = " nay" in self.lowered[words.start : words.end]
            return replace(words, kind="state") if is_to_now else _unknown(words)
        return replace(words, kind="span", first_day=began.first_day)

    def _at_that_time(self, words: TimeWords) -> TimeWords:
        """ "Cũng tính đến thời điểm trên, …": as of the last day of what was told before."""
        told = [w for w in self.words if w.end <= words.start and w.last_day is not None]
        if not told or words.start - told[-1].end > _THEN:
            return words
        return replace(words, kind="state", first_day=None, last_day=told[-1].last_day)

    def _that_year(self, words: TimeWords) -> TimeWords:
        """ "Năm ấy, …": the year that the text has named last."""
        near = [w for w in self.words if words.start - _THEN <= w.end <= words.start]
        years = [w for w in near if w.kind == "span" and is_year(w)]
        return replace(_with_days_of(words, years[-1]), kind="span") if years else words

    def _told_before(
        self, words: TimeWords, said: str, running: TimeWords | None
    ) -> TimeWords | None:
        """ "Trong mười năm ấy", "cũng trong năm ấy": what runs on, else the last so long before."""
        match = _SO_MANY_YEARS.match(said)
        if match is None and not _THE_YEAR.fullmatch(said):
            return running
        years = _count(match["count"]) if match else 1
        least, most = 361 * years, 368 * years
        if running is not None and least <= _length(running) <= most + _YEAR_DAYS:
            return running
        before = (w for w in reversed(self.words) if w.end <= words.start and w.kind == "span")
        return next((w for w in before if least <= _length(w) <= most), running)

    def _is_of_title(self, words: TimeWords, running: TimeWords | None) -> bool:
        """Whether "trong kỳ" tells of the time of the title, as what runs on is longer."""
        if self.title is None or not _OF_REPORT.match(self.lowered, words.start):
            return False
        return running is None or abs(_length(running) - _length(self.title)) > _ONE_MONTH

    def _is_of_now(self, words: TimeWords) -> bool:
        """Whether a time reaches to the day of the text, or nearly."""
        if self.day is None or words.last_day is None:
            return False
        return (self.day - words.last_day).days <= _NEAR_DAYS

    def _then(self, words: TimeWords) -> TimeWords:
        """ "Hồi ấy": the time told last; of "hồi đó" of nothing told nobody knows."""
        told = [
            w
            for w in self.words
            if words.start - _THEN <= w.end <= words.start and w.first_day and w.kind in _TIMES
        ]
        if told and _length(told[-1]) <= _YEAR_DAYS and not self._is_of_now(told[-1]):
            return replace(_with_days_of(words, told[-1]), kind="span")
        is_past = _BACK_THEN.match(self.lowered, words.start) is not None
        return replace(words, kind="past" if is_past else "that")

    def _named(self, words: TimeWords, said: str) -> TimeWords | None:
        """ "Quý I" of a report that says "quý I/2026 (kỳ báo cáo từ 15/12/2025 đến 14/3/2026)"."""
        if not self._explained:
            return None
        bare = re.compile(rf"{re.escape(_STARTS.sub('', said))}(?!\w)")
        for other in self._explained:
            if other.start != words.start and bare.match(
                _STARTS.sub("", self.lowered[other.start : other.end])
            ):
                return _with_days_of(words, other)
        return None

    def _of_campaign(self, words: TimeWords, said: str) -> TimeWords | None:
        """ "Qua 5 năm thực hiện" of a text about the years 2016–2021: those years, just over."""
        match = _SO_MANY_YEARS.match(said)
        if match is None:
            return None
        of_work = _OF_WORK.match(self.lowered, match.end() + words.start)
        months = 12 * _count(match["count"])
        if months == 12 and not of_work:
            return None  # "sau hơn 1 năm", "1 năm trở lại đây": of no calendar year
        lengths = (months, months + 12) if of_work else (months,)
        for other in (o for m in lengths for o in self._lengths.get((m, False), ())):
            is_calendar = _is_calendar(other)
            if other.start != words.start and is_calendar and self._is_just_over(other):
                return _with_days_of(words, other)
        return self._of_title(words, months) if months > 12 else None

    def _of_title(self, words: TimeWords, months: int) -> TimeWords | None:
        """ "Trong hơn 5 năm" of a text headed "từ tháng 01/2015 đến hết tháng 6/2020"."""
        for other in self.words:
            if other.start > _HEAD:
                return None
            if other.kind != "span" or other.start == words.start:
                continue
            said = self.lowered[other.start : other.end]
            fits = -1 <= round(_length(other) / _MONTH_DAYS) - months <= _OVER
            is_round = other.last_day == self.day and _starts_year(other)
            if fits and not is_round and _WRITTEN.search(said) and self._is_just_over(other):
                return _with_days_of(words, other)
        return None

    def _is_just_over(self, other: TimeWords) -> bool:
        """Whether a span ended in the year before the text."""
        if self.day is None or other.last_day is None:
            return other.last_day is not None
        return -_NEAR_DAYS <= (self.day - other.last_day).days <= _YEAR_DAYS

    def _the_year(self, words: TimeWords, running: TimeWords | None) -> TimeWords:
        """The year that runs on; early in a year the one before."""
        if running is not None and is_year(running) and running.last_day != self.day:
            return _with_days_of(words, running)
        if self.day is not None and self.day.month <= 3:
            year = self.day.year - 1
            return replace(words, first_day=date(year, 1, 1), last_day=date(year, 12, 31))
        return words

    def _after(self, words: TimeWords, match: re.Match[str]) -> TimeWords:
        """ "Sau 1 năm" ends on the day of the text, unless what began is told and ended before."""
        months = _count(match["count"]) * (12 if match["unit"] == "năm" else 1)
        began = [
            other.first_day
            for other in self.words
            if other.end <= words.start and other.kind in {"span", "day"}
            if other.first_day and 0 < _length(other) <= _YEAR_DAYS
        ]
        if not began or self.day is None:
            return words
        ended = add_months(began[-1], months)
        if (self.day - ended).days <= _NEAR_DAYS:
            return words
        return _unknown(words)

    def _of_length(self, words: TimeWords, months: int, *, near: bool) -> TimeWords:
        """The span of so many months that the text gives with its days."""
        for other in self._lengths.get((months, near), ()):
            if near and other.start > words.start + 400:
                break
            if other.start != words.start:
                return _with_days_of(words, other)
        return words

    def _by_length(self) -> dict[tuple[int, bool], list[TimeWords]]:
        """The first spans of so many months, of all and of those near the day of the text."""
        lengths: dict[tuple[int, bool], list[TimeWords]] = {}
        for words in self.words:
            first, last = words.first_day, words.last_day
            if words.kind != "span" or not first or not last:
                continue
            months = round((last - first).days / _MONTH_DAYS)
            # What ends on the day of the text itself is as vague as what asks.
            is_told = is_near(last, self.day) and last != self.day
            is_round = last == self.day and _starts_year(words) and months < _LONG
            keys = [] if is_round else [(months, False)]
            for key in (*keys, *([(months, True)] if is_told else [])):
                if months and len(kept := lengths.setdefault(key, [])) < _ENOUGH:
                    kept.append(words)
        return lengths


def _is_calendar(words: TimeWords) -> bool:
    """Whether a span is of whole calendar years: "giai đoạn 2016 - 2021"."""
    first, last = words.first_day, words.last_day
    if first is None or last is None:
        return False
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _starts_year(words: TimeWords) -> bool:
    return words.first_day is not None and (words.first_day.month, words.first_day.day) == (1, 1)


def is_year(words: TimeWords) -> bool:
    """Whether a span is twelve months long."""
    return 361 <= _length(words) <= 368


def is_near(day: date | None, of: date | None) -> bool:
    """Whether two days are within two months; an unknown one is near any."""
    return day is None or of is None or abs((of - day).days) <= _NEAR_DAYS


def _count(written: str) -> int:
    return int(written) if written.isdigit() else parse_number_words([written]) or 0


def _length(words: TimeWords) -> int:
    """How many days a span has; 0 of what is none."""
    if words.first_day is None or words.last_day is None:
        return 0
    return (words.last_day - words.first_day).days + 1


def _unknown(words: TimeWords) -> TimeWords:
    return replace(words, kind="past", first_day=None, last_day=None)


def _with_days_of(words: TimeWords, other: TimeWords) -> TimeWords:
    return replace(words, first_day=other.first_day, last_day=other.last_day)
