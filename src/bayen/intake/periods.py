"""Which time a figure is of: the words of time that govern it, what goes on, what is a state.

In the guide's terms: a span has both days, a state of things has only the last, and both
are None when nothing tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bayen.core.indicators import IndicatorKind
from bayen.intake.brackets import bracket_around
from bayen.intake.carried import CarriedTime
from bayen.intake.context import Context
from bayen.intake.dating import Dating
from bayen.intake.days_before import DaysBefore
from bayen.intake.events import Events
from bayen.intake.festivals import days_of_holiday, year_of_festival
from bayen.intake.found import Found
from bayen.intake.governing import SINCE_THEN, Governing
from bayen.intake.kinds import is_done, is_of_count, is_share_of_cases, kind_of_other
from bayen.intake.running import RunningTime
from bayen.intake.scan import Scan
from bayen.intake.set_against import SetAgainst
from bayen.intake.timenames import dates_nothing
from bayen.intake.timewords import Days, TimeWords, find_time_words
from bayen.intake.told import ToldSpans
from bayen.intake.values import Reason
from bayen.intake.wording import NOTHING, day_vi, span_vi

_LAUNCHED = re.compile(r".*ra mắt", re.DOTALL)
# "- Trộm cắp: 05"; but "- Số tổ dân phố: 118" tells what there is.
_ITEM = re.compile(
    r"(?:^|[;,.\n+•-])\s*(?=\w)"
    r"(?!(?:tổng )?(?:số )?(?:tổ|hộ|thôn|khu|khu phố|ấp|bản|làng|xã|phường|nhân|dân)(?!\w))"
    r"[^:;,.\n]*:$"
)
_STILL = re.compile(r"còn(?: có)?\s*$")
_DATELESS = frozenset({"past", "same", "that", "then", "vague"})


@dataclass(slots=True)
class PeriodReader:
    """The time of each figure of one text, asked in text order.

    Attributes:
        scan: the text.
        day: day of the text; None when unknown.
        default: the span that the title gives ("báo cáo 6 tháng đầu năm 2025").
        figures: where the figures start, in order.
        words, spans: all that the text says of time, and the spans among it.
    """

    scan: Scan
    day: date | None
    default: TimeWords | None = None
    figures: Sequence[int] = ()
    words: list[TimeWords] = field(default_factory=list)
    spans: set[Days] = field(default_factory=set)
    _events: Events = field(init=False)
    _told: ToldSpans = field(init=False)
    _running: RunningTime = field(init=False)
    _governing: Governing = field(init=False)
    _set_against: SetAgainst = field(init=False)
    _by_sentence: dict[int, list[TimeWords]] = field(default_factory=dict)
    _before: DaysBefore = field(default_factory=DaysBefore)
    _dating: Dating = field(init=False)
    _carried: CarriedTime = field(init=False)
    _was_compared: bool = False

    def __post_init__(self) -> None:
        self.words = find_time_words(self.scan.lowered, self.day, self.scan.words)
        if self.default is None:
            self.default = days_of_holiday(self.scan.lowered, self.words, self.day)
        told = (w for w in self.words if w.kind == "span" and w.first_day)
        self.spans = {(words.first_day, words.last_day) for words in told}
        self._events = Events(self.scan, self.words, self.day)
        self._told = ToldSpans(self.scan.lowered, self.words, self.day, self.default)
        self._governing = Governing(self.scan, self.figures)
        self._set_against = SetAgainst(self.scan, self.day, self.figures, self.words, self._told)
        for words in self.words:
            if not dates_nothing(words, self.scan.lowered, self.day):
                number = self.scan.sentence_number(words.start)
                self._by_sentence.setdefault(number, []).append(words)
        self._running = RunningTime(
            self.scan, self.day, self.default, self._by_sentence, self.figures, self._told
        )
        self._dating = Dating(self.scan, self.day, self._before)
        self._carried = CarriedTime(
            self.scan, self.day, self.default, self._running, self._dating, self._before
        )

    def read(
        self, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        """The first and last day of a figure, with the reason."""
        kind = self._kind_of(found, indicator, kind, context)
        self._was_compared = False
        days, reason = self._read(found, indicator, kind, context)
        if self._was_compared:
            return days, reason
        self._before.take(days, kind, is_remark=self._is_in_brackets(found.number.start))
        return days, reason

    def _kind_of(
        self, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> IndicatorKind:
        """Whether a figure is told as a state or as work, whatever its indicator mostly is."""
        if indicator.startswith("movement."):
            stands = _STILL.search(context.near) and not context.previous.startswith("movement.")
            # A rating is given for a period, though it lasts; but "còn 2 thôn yếu" stands so.
            kind = IndicatorKind.STOCK if stands else IndicatorKind.FLOW
        elif indicator == "other":
            kind = kind_of_other(context, self._before.kind, found.unit)
            of_state = self._before.kind is IndicatorKind.STOCK and not is_done(context)
            if self._carried.is_of_title and found.unit is None and _ITEM.search(context.near):
                kind = IndicatorKind.FLOW  # "- Trộm cắp: 05", in a report on a time
            if found.number.percent and of_state:
                kind = IndicatorKind.STOCK  # "Khoảng 90% số camera này đã …"
        elif indicator == "mediation.pending":
            kind = IndicatorKind.STOCK
        elif indicator == "model.points" and self._is_launched(context):
            kind = IndicatorKind.FLOW  # "ra mắt mô hình … tại 4 thôn": put there at that time
        if found.candidate.unit.partition(" ")[0] == "lượt":
            kind = IndicatorKind.FLOW  # "208 lượt thôn đạt …": counted time and again
        last = self._before.days
        of_work = last is not None and last[0] is not None
        if found.number.percent and of_work and is_share_of_cases(context):
            return self._before.kind  # "trộm cắp chiếm hơn 35%": of the cases just told
        return kind

    def _read(
        self, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        at = found.number.start
        self._running.advance(at)
        own = self._by_sentence.get(self.scan.sentence_number(at), [])
        compared = self._set_against.read(found, own, kind, self._running.span)
        if compared is not None:
            self._was_compared = True
            return compared
        at_event = self._of_event(own, at, indicator, context)
        if at_event is not None:
            return at_event
        governing = self._governing.find(own, at, indicator, kind)
        last = self._before.days
        if last is not None and last[0] and is_of_count(indicator, context):
            return self._before.again()
        is_of_new = indicator == "model.members" and context.previous == "model.new"
        if governing is None or is_of_new:
            return self._carried.read(found, indicator, kind, context)
        if indicator == "mediation.pending" and self._dating.goes_on(governing):
            return self._carried.state(at)  # "năm nay nhận 7 vụ, thành 6, còn *1 vụ đang tiếp tục"
        if governing.kind == "founded" and kind is IndicatorKind.STOCK:
            governing = replace(governing, kind="state")
        governing = self._told.exact(governing, self._running.span or self.default)
        governing = self._dating.year_earlier(governing, own, self._running.span)
        if governing.kind in _DATELESS:
            return self._by_dateless(governing, found, indicator, kind, context)
        if kind is IndicatorKind.STOCK:
            return self._dating.of_state(governing, indicator, context)
        return self._dating.by_words(governing, indicator, kind, context)

    def _of_event(
        self, own: Sequence[TimeWords], at: int, indicator: str, context: Context
    ) -> tuple[Days, Reason] | None:
        """The year of a festival, or the day of an event; None of any other figure."""
        year = year_of_festival(self.scan, self.day, at, indicator, at_many_sites=True)
        if year is not None:
            return year, Reason("period", f"Ngày hội của năm → {span_vi(year)}")
        event = self._events.days_of(own, at, indicator, context)
        if event is None:
            return None
        return event, Reason("period", f"trao tại hội nghị, ngày {day_vi(event[1])}")

    def _by_dateless(
        self, words: TimeWords, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        """By words that tell no days themselves: "trước đây", "cùng thời gian", "vừa qua"."""
        if words.kind == "vague":
            return self._vaguely(found, indicator, kind, context)
        said = self.scan.text[words.start : words.end]
        is_since = said.lower().startswith("sau") and kind is IndicatorKind.STOCK
        if words.kind == "past" and not is_since:
            return NOTHING, Reason("period", f"«{said}» không nói khi nào")
        return self._carried.read(found, indicator, kind, context)

    def running_at(self, at: int) -> tuple[Days, str]:
        """The span that the text before a table leaves running, with its words; asked in order."""
        self._running.advance(at)
        running = self._running.span or self.default
        if running is None:
            return NOTHING, ""
        words = self.scan.text[running.start : running.end]
        return (running.first_day, running.last_day), words

    def days_said_at(self, at: int) -> set[Days]:
        """The days that the sentence of a figure names, of whatever is dated by them."""
        own = self._by_sentence.get(self.scan.sentence_number(at), ())
        return {(words.first_day, words.last_day) for words in own}

    def exact(self, words: TimeWords) -> TimeWords:
        """The same words with the days that the text tells for them, if it does."""
        return self._told.exact(words, self.default)

    @property
    def event_day(self) -> date | None:
        """The day of the event that the text tells of."""
        return self._events.main

    def has_span(self, at: int) -> bool:
        """Whether the sentence of a position names a span, or goes on with one."""
        self._running.advance(at)
        own = self._by_sentence.get(self.scan.sentence_number(at), ())
        if any(w.kind == "span" for w in own):
            return True
        return self._running.span is not None and not any(w.kind == "state" for w in own)

    def _vaguely(
        self, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        """ "Thời gian qua": the span of the title when there is one; a state stays a state."""
        if kind is IndicatorKind.STOCK:
            return self._carried.read(found, indicator, kind, context)
        if self.default is None:
            return NOTHING, Reason("period", "chỉ nói chung chung về thời gian")
        days = self.default.first_day, self.default.last_day
        return days, Reason("period", f"kỳ nêu ở tiêu đề → {span_vi(days)}")

    def _is_launched(self, context: Context) -> bool:
        launched = _LAUNCHED.search(context.before)
        if launched is None or context.previous == "model.new":
            return False
        return SINCE_THEN.search(context.before, launched.end()) is None

    def _is_in_brackets(self, at: int) -> bool:
        """Whether a figure is only a remark: "(6 tháng đầu năm 2015: 16 vụ)"."""
        return bracket_around(self.scan.lowered, at, at, self.scan.sentence(at)) is not None
