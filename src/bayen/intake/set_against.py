"""Which time a figure is of that is told only to set another against it.

What there was the year before, at first, before a change or before communes were joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bayen.core.indicators import IndicatorKind
from bayen.core.places import TWO_LEVELS_SINCE
from bayen.intake.comparisons import (
    days_of_start,
    find_compared,
    is_at_first,
    is_start_of_change,
    year_before,
)
from bayen.intake.found import Found
from bayen.intake.scan import Scan
from bayen.intake.timenames import is_founding
from bayen.intake.timewords import Days, TimeWords
from bayen.intake.told import ToldSpans
from bayen.intake.values import Reason
from bayen.intake.wording import NOTHING, span_vi

_BY_JOINING = re.compile(
    r"sáp nhập|hợp nhất|(?<!\w)(?:gom|ghép|gộp|nhập)(?: lại| còn|(?= từ|,|\s+\d))"
    r"|(?<!\w)(?:xã|phường|thị trấn|huyện|tỉnh|đơn vị)(?: [\w-]+){0,2} cũ(?!\w)"
)
# "(cùng kỳ 5 vụ, 7 đối tượng)": told of the time compared with, as the figure before.
_BESIDE = re.compile(
    r"\s*[^\W\d]+(?: [^\W\d]+){0,4}?(?:,\s+(?:làm\s+)?|\s+làm\s+|\s*/\s*)"
    r"(?:chết\s+|bị thương\s+)?"
)
_NOUN_ONLY = re.compile(r"\s*[^\W\d]+(?: [^\W\d]+){0,3}\s*(?:\(\s*)?")
_WITH_IT = 40
_IF_THEN = 20
"""Characters between a time and what there was: "nếu năm 2014 chỉ có bốn mô hình thì nay …"."""


@dataclass(slots=True)
class SetAgainst:
    """The time of figures that others of one text are set against.

    Attributes:
        scan: the text.
        day: day of the text; None when unknown.
        figures: where the figures start, in order.
        words: all that the text says of time.
        told: the days that it tells for vaguer words.
    """

    scan: Scan
    day: date | None
    figures: Sequence[int]
    words: Sequence[TimeWords]
    told: ToldSpans
    _founding: dict[int, list[TimeWords]] = field(default_factory=dict)
    _last: tuple[int, Days] = (0, NOTHING)

    def __post_init__(self) -> None:
        for words in self.words:
            if words.kind == "span" and is_founding(words, self.scan.lowered):
                number = self.scan.sentence_number(words.start)
                self._founding.setdefault(number, []).append(words)

    def read(
        self,
        found: Found,
        own: Sequence[TimeWords],
        kind: IndicatorKind,
        running: TimeWords | None,
    ) -> tuple[Days, Reason] | None:
        """The time of such a figure, with the reason; None of one told for itself.

        Args:
            found: the figure, asked in text order.
            own: what its sentence says of time.
            kind: of its indicator.
            running: the span that runs on there.
        """
        lowered, at, end = self.scan.lowered, found.number.start, found.number.end
        days = find_compared(lowered, own, at, end, running)
        if days is None and self._last[0]:
            days = self._beside(at)
        if days is not None:
            self._last = end, days
            return days, Reason("period", f"số để so sánh → {span_vi(days)}")
        if is_at_first(lowered, at):
            if (began := self._told_with(own, end) or self._founded(at)) is not None:
                return began, Reason("period", f"lúc ban đầu → {span_vi(began)}")
            return NOTHING, Reason("period", "số lúc ban đầu, không nói khi nào")
        if not is_start_of_change(lowered, at, end, self.scan.sentence(at).end):
            return None
        stop = next((w for w in self.figures if w > at), self.scan.sentence(at).end)
        if (start := days_of_start(own, at, stop, running, self.day)) is not None:
            return start, Reason("period", f"số trước khi thay đổi → {span_vi(start)}")
        if kind is IndicatorKind.STOCK:
            if self._before_joining(at):
                days = None, TWO_LEVELS_SINCE - timedelta(days=1)
                return days, Reason("period", f"số trước khi sáp nhập → {span_vi(days)}")
            if (days := self._if_then(own, at) or self._back_then(own, at)) is not None:
                return days, Reason("period", f"số trước khi thay đổi → {span_vi(days)}")
            return NOTHING, Reason("period", "số lúc trước, không nói khi nào")
        told = next((w for w in own if w.kind == "compared" and w.first_day), None)
        days = (told.first_day, told.last_day) if told else year_before(own, at, running)
        return days, Reason("period", f"số trước khi thay đổi → {span_vi(days)}")

    def _beside(self, at: int) -> Days | None:
        """The days of the figure compared with just before: "(cùng kỳ 5 vụ, *7 đối tượng)"."""
        end, days = self._last
        near = end < at <= end + _WITH_IT
        return days if near and _BESIDE.fullmatch(self.scan.lowered, end, at) else None

    def _before_joining(self, at: int) -> bool:
        """Whether communes were joined on 1 July 2025: "từ 35 khu phố gom còn 21"."""
        if self.day is None or self.day <= TWO_LEVELS_SINCE:
            return False
        stretch = self.scan.sentence(at)
        return _BY_JOINING.search(self.scan.lowered, stretch.start, stretch.end) is not None

    def _if_then(self, own: Sequence[TimeWords], at: int) -> Days | None:
        """The year right before what there was in it: "nếu năm 2014 chỉ có bốn … thì nay"."""
        for words in own:
            is_year = words.kind == "span" and self.scan.lowered.startswith("năm", words.start)
            if is_year and at - _IF_THEN <= words.end <= at:
                return words.first_day, words.last_day
        return None

    def _told_with(self, own: Sequence[TimeWords], end: int) -> Days | None:
        """The time told with a beginning: "ban đầu thí điểm tại *3 bản hồi tháng 10/2016"."""
        after = next((w for w in own if w.start >= end and w.kind in {"span", "day"}), None)
        if after is None or not _NOUN_ONLY.fullmatch(self.scan.lowered, end, after.start):
            return None
        return after.first_day, after.last_day

    def _back_then(self, own: Sequence[TimeWords], at: int) -> Days | None:
        """The time told just before: "về đây tháng 4/2020, hồi ấy mới có *3 người, nay 5"."""
        then = next((w for w in own if w.kind == "then" and w.end <= at), None)
        told = self.told.exact(then, None) if then is not None else None
        return (told.first_day, told.last_day) if told and told.kind == "span" else None

    def _founded(self, at: int) -> Days | None:
        """The year in which began what a sentence or the one before tells of."""
        number = self.scan.sentence_number(at)
        for sentence in (number, number - 1):
            for words in reversed(self._founding.get(sentence, ())):
                if words.start < at:
                    return words.first_day, words.last_day
        return None
