"""Which words of time of a sentence date a figure of it: the nearest before, else some after.

What stands in brackets, names something else or only looks ahead dates nothing outside itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bayen.core.indicators import IndicatorKind
from bayen.intake.brackets import bracket_around, holds_figure
from bayen.intake.comparisons import is_of_start
from bayen.intake.scan import Scan
from bayen.intake.timenames import is_founding, tells_founding
from bayen.intake.timewords import TimeWords

_DID = re.compile(r"\s*,?\s*đã\s")
_THEN_DID = re.compile(r",\s*(?:được|đạt|từng|vừa|bắt đầu|thành lập|ra mắt|hoạt động)(?!\w)")
_NOT_OF_THIS = re.compile(
    r"so với\s*$|kế hoạch\s*$|thành tích[^.;,]*$|riêng\s*$|thì\s*$"
    r"|(?:phấn đấu|dự kiến|mục tiêu|đề án|lộ trình|sẽ)[^.;]{0,60}$"
)
_NOT_OF_STATE = re.compile(
    _NOT_OF_THIS.pattern + r"|,\s*$|(?:sơ kết|tổng kết)[^.;,]*$|,\s*riêng[^.;,]*$"
)
_IN_USE = re.compile(r"đưa vào (?:sử dụng|vận hành|hoạt động)|khánh thành|bàn giao|khai trương")
_SKIPPED = frozenset({"earlier", "compared"})
_LEAD = 110
"""Characters before words of time in which stands what they are of."""
_REMARKS = frozenset({"past", "vague"})
"""Kinds that are a mere remark in brackets: "(cộng cả số của các xã trước khi nhập)"."""
_MAY_FOLLOW = frozenset({"span", "state", "day", "same"})
_NUMBER = re.compile(r"[\d.,/%-]*[\d%]")
# Between a figure and its time: the noun, and no other figure, clause or paper.
_WITH_IT = re.compile(
    r"(?:(?!(?<!\w)(?:của|theo|thực hiện|kế hoạch|chỉ tiêu|so|từ|luật|pháp lệnh|nghị quyết"
    r"|thành tích|sơ kết|tổng kết|đề án|hiệu|khóa|và|nhưng|thì|để|kỷ niệm|ngày hội)(?!\w))"
    r"(?:[^,;:.()\d]|, (?=phường|thị trấn|bản|buôn|làng|tổ dân phố|khu phố|đặc khu|ấp|khóm))){1,60}"
)
_BARE = re.compile(r"(?:hồi |trong |cả )?(?:năm|quý|tháng) |kể từ ")
_WITHIN = re.compile(r"trong (?:năm|quý|tháng)(?!\w)")
_AT_WORK = re.compile(r"đang hoạt động(?!\w)")
_BUT_OF_THESE = re.compile(r"\sthì\s+\d|,\s*\d[\d.,]*%")
_BEGAN_WITH = re.compile(r"[^,;.\d]{0,40}\s(?:với|gồm)\s+")
SINCE_THEN = re.compile(r"(?<!\w)(?:đã|nay|hiện|giờ|lúc này|cùng với)(?!\w)")
"""What tells of now after a beginning: "ra đời năm 2011 đã lan ra 16 xã"."""
_NEW_UNIT = re.compile(
    r"[^.;\d]{0,60}?(?:đi vào hoạt động|(?<!\w)thành lập|hợp nhất|sáp nhập|trên cơ sở)(?!\w)"
)
_UNIT_BEGAN = re.compile(
    r"(?:thành lập|đi vào hoạt động|vận hành|hợp nhất|sáp nhập|chia tách)(?:\s+\w+){0,2}\s*$"
)
_AN_EXAMPLE = re.compile(r"(?<!\w)(?:nổi bật|tiêu biểu|điển hình|đi đầu|đầu tiên|nhất) là")
_IS_REMARK = re.compile(r"nay|hiện|trước")


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
        if not own:
            return None
        is_state = kind is IndicatorKind.STOCK
        own = self._dating(own, at, indicator, is_state=is_state)
        before = self._before(own, at, is_state=is_state)
        if before:
            return self._attached(own, at, before[-1]) or self._strongest(before, kind)
        return self._after(own, at, is_state=is_state)

    def _dating(
        self, own: Sequence[TimeWords], at: int, indicator: str, *, is_state: bool
    ) -> list[TimeWords]:
        """The words that may date a figure: a single day none of a state, but where it began."""
        if is_state and indicator != "other":
            own = [w for w in own if w.kind != "day" or self._put_in_use(w, at)]
        elif is_state:
            own = [w for w in own if w.kind != "day" or not self._founds_unit(w, at)]
        return [w for w in own if w.kind not in _SKIPPED and not self._is_of_start(w, at)]

    def _before(self, own: Sequence[TimeWords], at: int, *, is_state: bool) -> list[TimeWords]:
        """Those before the figure; of a state without what only tells how it began."""
        before = [w for w in own if w.end <= at and not self._aside(w, at)]
        if not before or not is_state:
            return before
        here = bracket_around(self.scan.lowered, at, at, self.scan.sentence(at))
        return [
            w
            for w in before
            if not tells_founding(w, self.scan.lowered)
            and not self._only_began(w, at)
            and not (here and w.kind == "span" and w.start < here[0])
        ]

    def _after(self, own: Sequence[TimeWords], at: int, *, is_state: bool) -> TimeWords | None:
        """The first words after the figure in its clause that date it, and not what comes next."""
        clause_end = self._clause_end(at)
        apart = _NOT_OF_STATE if is_state else _NOT_OF_THIS
        dates = self._dates_state if is_state else self._dates_work
        for words in own:
            if not at < words.start < clause_end or words.kind not in _MAY_FOLLOW:
                continue
            if self._aside(words, at) or not dates(words, at):
                continue
            lead = self.scan.lowered[max(0, words.start - _LEAD) : words.start]
            if not apart.search(lead) and not self._opens_work(words, at):
                return words
        return None

    def _dates_state(self, words: TimeWords, at: int) -> bool:
        """Whether words after a state are its own: not of work told since, nor of an example."""
        lowered = self.scan.lowered
        return (
            not _THEN_DID.search(lowered, at, words.start)
            and not (words.kind == "span" and self._is_of_last(words, at))
            and not self._is_of_next(words, at)
            and not _AN_EXAMPLE.search(lowered, at, words.start)
        )

    def _dates_work(self, words: TimeWords, at: int) -> bool:
        return words.kind != "state"

    def _is_of_start(self, words: TimeWords, at: int) -> bool:
        return words.end <= at and is_of_start(self.scan.lowered, words, self.figures, at)

    def _attached(self, own: Sequence[TimeWords], at: int, before: TimeWords) -> TimeWords | None:
        """Words that stand with the figure itself: "từ 6 vụ quý I còn *01 vụ trong quý II"."""
        following = next((w for w in own if w.start > at), None)
        if following is None or following.kind != "span":
            return None
        lowered = self.scan.lowered
        number = _NUMBER.match(lowered, at)
        gap = lowered[number.end() if number else at : following.start]
        if not _WITH_IT.fullmatch(gap):
            return None
        if before.kind == "state" and _WITHIN.match(lowered, following.start):
            return following  # "đến nay có 35 xuồng, đã cứu *4 người trong năm"
        return following if _BARE.match(lowered, following.start) else None

    def _is_of_last(self, words: TimeWords, at: int) -> bool:
        """Whether words at the end date work told after: "có *131 hộ, dạy 6 em trong 6 tháng"."""
        first = bisect_right(self.figures, at)
        between = self.figures[first : bisect_left(self.figures, words.start, lo=first)]
        return any("," in self.scan.lowered[at:figure] for figure in between)

    def _is_of_next(self, words: TimeWords, at: int) -> bool:
        """Whether the words date a later figure: "có *8 ấp thì 7 ấp đạt chuẩn năm 2016"."""
        between = self.scan.lowered[at : words.start]
        return _BUT_OF_THESE.search(between) is not None

    def _put_in_use(self, words: TimeWords, at: int) -> bool:
        """Whether something was handed over for use that day: "Ngày 1/11, … vận hành với 170"."""
        lowered = self.scan.lowered
        gap = lowered[words.end : at]
        began = _BEGAN_WITH.fullmatch(gap) and is_founding(words, lowered)
        return words.end <= at and (bool(began) or _IN_USE.search(gap) is not None)

    def _only_began(self, words: TimeWords, at: int) -> bool:
        """Whether words date only how it began: "ra đời năm 2011 đã lan ra *16 xã"."""
        lowered = self.scan.lowered
        if words.kind != "span" or "nay" in lowered[words.start : words.end]:
            return False
        if not SINCE_THEN.search(lowered, words.end, at):
            return False
        return is_founding(words, lowered)

    def _founds_unit(self, words: TimeWords, at: int) -> bool:
        """Whether a place began that day: "Xã thành lập ngày 1/7/2025, có *1.610 tàu cá"."""
        lowered = self.scan.lowered
        if words.end > at:
            return False
        if _NEW_UNIT.match(lowered, words.end, at):
            return True
        return _UNIT_BEGAN.search(lowered, max(0, words.start - 50), words.start) is not None

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
        if len(told) > 1 and self._describes(last):
            return told[-2]
        if last.kind == "vague" and told:
            return told[-1]
        spans = [w for w in before if w.kind == "span"]
        if last.kind == "same":
            return spans[-1] if spans else last
        if len(spans) > 1 and last is spans[-1] and self._only_names_year(last, spans[-2]):
            return spans[-2]
        is_now = last.kind == "state" and self.scan.lowered.startswith("hiện", last.start)
        if not spans or not is_now or kind is IndicatorKind.STOCK:
            return last
        return last if ";" in self.scan.lowered[spans[-1].end : last.start] else spans[-1]

    def _describes(self, words: TimeWords) -> bool:
        """Whether "22 mô hình đang hoạt động" only tells what is counted, in a dated sentence."""
        return _AT_WORK.match(self.scan.lowered, words.start) is not None

    def _only_names_year(self, words: TimeWords, before: TimeWords) -> bool:
        """Whether "giáo dục pháp luật năm 2017" only names the year that a span is part of."""
        if before.first_day is None or words.first_day is None or words.last_day is None:
            return False
        lowered = self.scan.lowered
        bare = (
            lowered.startswith("năm", words.start)
            and lowered[words.start - 2 : words.start].rstrip()[-1:].isalpha()
        )
        within = (
            words.first_day <= before.first_day
            and (before.last_day or words.last_day) <= words.last_day
        )
        return bare and (within or words.last_day < before.first_day)

    def _aside(self, words: TimeWords, at: int) -> bool:
        """Whether the words stand in brackets that the figure is not in, and date only them."""
        lowered = self.scan.lowered
        bracket = bracket_around(lowered, words.start, words.end, self.scan.sentence(at))
        if bracket is None or bracket[0] < at < bracket[1]:
            return False
        if words.kind in _REMARKS or holds_figure(bracket, self.figures):
            return True
        if at < bracket[0]:
            return False
        is_remark = words.kind == "state" and _IS_REMARK.match(lowered, words.start)
        ends_there = not lowered[words.end : bracket[1]].strip()
        return bool(is_remark) or words.kind == "day" or not ends_there

    def _clause_end(self, at: int) -> int:
        end = self.scan.sentence(at).end
        stop = self.scan.lowered.find(";", at, end)
        return end if stop < 0 else stop
