"""Which words of time of a sentence date a figure of it: the nearest before, else some after.

What stands in brackets, names something else or only looks ahead dates nothing outside itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bayen.core.indicators import IndicatorKind
from bayen.intake.scan import Scan
from bayen.intake.timenames import tells_founding
from bayen.intake.timewords import TimeWords

_DID = re.compile(r"\s*,?\s*đã\s")
_THEN_DID = re.compile(r",\s*(?:được|đạt|từng|vừa|bắt đầu|thành lập|ra mắt|hoạt động)(?!\w)")
_NOT_OF_THIS = re.compile(
    r"so với\s*$|kế hoạch\s*$|thành tích[^.;,]*$|riêng\s*$|thì\s*$"
    r"|(?:phấn đấu|dự kiến|mục tiêu|đề án|lộ trình|sẽ)[^.;]{0,60}$"
)
_NOT_OF_STATE = re.compile(_NOT_OF_THIS.pattern + r"|,\s*$")
_IN_USE = re.compile(r"đưa vào (?:sử dụng|vận hành|hoạt động)|khánh thành|bàn giao|khai trương")


@dataclass(slots=True)
class Governing:
    """Chooses among the words of time of one sentence.

    Attributes:
        scan: the text.
        figures: where its figures start, in order.
    """

    scan: Scan
    figures: Sequence[int]

    def find(
        self, own: Sequence[TimeWords], at: int, indicator: str, kind: IndicatorKind
    ) -> TimeWords | None:
        """The words of the sentence that date a figure: the nearest before, else one after."""
        skipped = {"earlier", "compared"}
        if kind is IndicatorKind.STOCK and indicator != "other":
            own = [w for w in own if w.kind != "day" or self._put_in_use(w, at)]
        own = [w for w in own if w.kind not in skipped]
        before = [w for w in own if w.end <= at and not self._aside(w, at)]
        if kind is IndicatorKind.STOCK:
            before = [w for w in before if not tells_founding(w, self.scan.lowered)]
        if before:
            return self._strongest(before, kind)
        clause_end = self._clause_end(at)
        after = [w for w in own if at < w.start < clause_end and w.kind in {"span", "state", "day"}]
        if kind is IndicatorKind.STOCK:
            after = [w for w in after if not _THEN_DID.search(self.scan.lowered, at, w.start)]
        else:
            after = [w for w in after if w.kind != "state"]
        lowered = self.scan.lowered
        apart = _NOT_OF_STATE if kind is IndicatorKind.STOCK else _NOT_OF_THIS
        return next(
            (
                w
                for w in after
                if not apart.search(lowered[max(0, w.start - 110) : w.start])
                and not self._opens_work(w, at)
            ),
            None,
        )

    def _put_in_use(self, words: TimeWords, at: int) -> bool:
        """Whether something was handed over for use that day: "Ngày 1/11, … vận hành với 170"."""
        gap = self.scan.lowered[words.end : at]
        return words.end <= at and _IN_USE.search(gap) is not None

    def _opens_work(self, words: TimeWords, at: int) -> bool:
        """Whether the words date what is told next: "7 đội … từ đầu năm đến nay đã bắt 5 vụ"."""
        if not _DID.match(self.scan.lowered, words.end):
            return False
        end = self.scan.sentence(at).end
        return any(words.end <= figure < end for figure in self.figures)

    def _strongest(self, before: list[TimeWords], kind: IndicatorKind) -> TimeWords:
        """The last words; but a span tells more than "hiện đã" of work, or than a vague word."""
        last = before[-1]
        told = [w for w in before if w.kind in {"span", "state"}]
        if last.kind == "vague" and told:
            return told[-1]
        spans = [w for w in before if w.kind == "span"]
        if len(spans) > 1 and last is spans[-1] and self._only_names_year(last, spans[-2]):
            return spans[-2]
        is_now = last.kind == "state" and self.scan.lowered.startswith("hiện", last.start)
        return spans[-1] if spans and is_now and kind is not IndicatorKind.STOCK else last

    def _only_names_year(self, words: TimeWords, before: TimeWords) -> bool:
        """Whether "giáo dục pháp luật năm 2017" only names the year that a span is part of."""
        if before.first_day is None or words.first_day is None or words.last_day is None:
            return False
        lowered = self.scan.lowered
        bare = (
            lowered.startswith("năm", words.start)
            and lowered[: words.start].rstrip()[-1:].isalpha()
        )
        within = (
            words.first_day <= before.first_day
            and (before.last_day or words.last_day) <= words.last_day
        )
        return bare and within

    def _aside(self, words: TimeWords, at: int) -> bool:
        """Whether the words stand in brackets that close before the figure."""
        gap = self.scan.lowered[words.end : at]
        before = self.scan.lowered[self.scan.sentence(at).start : words.start]
        inside = before.count("(") > before.count(")")
        if not inside or ")" not in gap:
            return False
        return words.kind == "day" or not re.match(r"\s*\)", gap)

    def _clause_end(self, at: int) -> int:
        end = self.scan.sentence(at).end
        stop = self.scan.lowered.find(";", at, end)
        return end if stop < 0 else stop
