"""Which days words of time give a figure that they govern.

Work is dated by all the days of the words. What there is has the last of them only, unless it is
told as the result of the work: then it stands so on the day of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bayen.core.indicators import IndicatorKind
from bayen.intake.anchors import Sought
from bayen.intake.context import Context
from bayen.intake.days_before import DaysBefore
from bayen.intake.kinds import is_done
from bayen.intake.scan import Scan
from bayen.intake.timewords import Days, TimeWords
from bayen.intake.told import is_year
from bayen.intake.values import Reason
from bayen.intake.wording import span_vi

# "Mô hình triển khai từ năm 2019, tính đến 31/8 đã phủ 7 phường": what there is on that day.
_TOLD_TO = re.compile(r"(?:\w+\s+)?từ\s[^,]*[^,\s],\s+(?:tính\s+|cho\s+)?(?:đến|tới)\s")
_YEAR_BEFORE = re.compile(r"năm\s+trước")
_YEAR_END = re.compile(r"cuối\s+năm")
_LASTS = re.compile(r"^sau |\d năm nay$|(?:một|hai|ba|bốn|năm|mười) năm nay$")
_RAISED_TO = Sought(
    r"(?:nâng|đưa)[^.;,]{0,40}(?:lên|thành|là|đạt)\s*$"
    r"|(?:hợp nhất|sắp xếp|gộp|thu gọn|rút)[^.;,]{0,40}(?:còn|xuống|thành)\s*$"
)
_SUMS_UP = re.compile(r"(?:sơ|tổng) kết $")
_COMPRISES = re.compile(
    r"[^.;:()\d]{0,30},?\s*(?:gồm|với|có|ở|tại)\s+(?:hơn |trên |gần |khoảng )?"
    r"|\s*[^\W\d]+(?: [^\W\d]+){0,2}(?:,| và)\s*"
)


@dataclass(slots=True)
class Dating:
    """The days that words of time give the figures of one text.

    Attributes:
        scan: the text.
        day: day of the text; None when unknown.
        before: the days of the figures before, kept up by who asks.
    """

    scan: Scan
    day: date | None
    before: DaysBefore

    def by_words(
        self, words: TimeWords, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        """By the days of the words; a standard is met for the year at whose end it is judged."""
        has_met = indicator.startswith("standard.") and not is_done(context)
        year = self._rated_for(words) if has_met and words.kind == "state" else None
        days = year or self.days_of(words, IndicatorKind.STOCK if has_met else kind)
        said = self.scan.text[words.start : words.end]
        return days, Reason("period", f"«{said}» → {span_vi(days)}")

    def of_state(self, words: TimeWords, indicator: str, context: Context) -> tuple[Days, Reason]:
        """By words that date work, of what there is: as of their end, or of the text's day."""
        if words.kind == "day":
            return self.by_words(words, indicator, IndicatorKind.STOCK, context)
        if self._is_result(words, context):
            return (None, self.day), Reason("period", "kết quả đến ngày của văn bản, hiện trạng")
        said = self.scan.text[words.start : words.end].lower()
        is_told_to = words.kind == "span" and _TOLD_TO.match(said) is not None
        if self._comprises(context):
            return self.before.again()
        if is_told_to or (indicator.startswith("place.") and words.last_day == self.day):
            words = replace(words, kind="state", first_day=None)
        return self.by_words(words, indicator, IndicatorKind.STOCK, context)

    def days_of(self, words: TimeWords, kind: IndicatorKind) -> Days:
        """Work done "đến hết tháng 9" was done since New Year; a state has only its day."""
        if words.kind != "state" or kind is IndicatorKind.STOCK or words.last_day is None:
            return words.first_day, words.last_day
        if words.last_day == self.day or self.scan.lowered.startswith("trước", words.start):
            return words.first_day, words.last_day
        return date(words.last_day.year, 1, 1), words.last_day

    def goes_on(self, words: TimeWords) -> bool:
        """Whether a span lasts to the day of the text or over it."""
        if words.kind != "span" or words.last_day is None or self.day is None:
            return False
        return words.last_day >= self.day

    def year_earlier(
        self, words: TimeWords, own: Sequence[TimeWords], running: TimeWords | None
    ) -> TimeWords:
        """ "Năm 2025 bắt 31 vụ, năm trước là *45": the year before the one told of."""
        said = self.scan.lowered[words.start : words.end]
        if words.kind != "span" or not _YEAR_BEFORE.fullmatch(said) or words.first_day is None:
            return words
        told = [w for w in own if w.end <= words.start and w.kind == "span" and is_year(w)]
        base = told[-1] if told else running
        if base is None or not is_year(base) or base.last_day is None:
            return words
        year = base.last_day.year - 1
        if year >= words.first_day.year:
            return words
        return replace(words, first_day=date(year, 1, 1), last_day=date(year, 12, 31))

    def _is_result(self, words: TimeWords, context: Context) -> bool:
        """Whether a state is what work up to now has come to: "nâng lên 17 tổ", "sau 3 năm"."""
        if words.kind != "state" and _RAISED_TO.search(context.near):
            return True
        if words.last_day != self.day:
            return False
        said = self.scan.text[words.start : words.end].lower()
        return _LASTS.search(said) is not None or self._is_summed_up(words)

    def _rated_for(self, words: TimeWords) -> Days | None:
        """The year that is judged at its end: "Cuối năm, 11/12 thôn được công nhận đạt chuẩn"."""
        if words.last_day is None or not _YEAR_END.match(self.scan.lowered, words.start):
            return None
        return date(words.last_day.year, 1, 1), date(words.last_day.year, 12, 31)

    def _comprises(self, context: Context) -> bool:
        """Whether a figure tells what a total of now is made of: "nâng lên 17 tổ, gồm *203 tàu"."""
        is_now = self.before.days == (None, self.day)
        return is_now and _COMPRISES.fullmatch(context.link) is not None

    def _is_summed_up(self, words: TimeWords) -> bool:
        """Whether so many years are summed up: "sơ kết một năm hoạt động của 7 xã"."""
        start = max(0, words.start - 9)
        return _SUMS_UP.search(self.scan.lowered, start, words.start) is not None
