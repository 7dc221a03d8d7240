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
from bayen.intake.anchors import Sought
from bayen.intake.brackets import bracket_around
from bayen.intake.context import Context
from bayen.intake.events import Events
from bayen.intake.festivals import days_of_holiday, year_of_festival
from bayen.intake.found import Found
from bayen.intake.governing import SINCE_THEN, Governing
from bayen.intake.kinds import OF_THESE, is_done, is_of_count, is_share_of_cases, kind_of_other
from bayen.intake.running import RunningTime
from bayen.intake.scan import Scan
from bayen.intake.set_against import SetAgainst
from bayen.intake.timenames import dates_nothing
from bayen.intake.timewords import Days, TimeWords, find_time_words
from bayen.intake.told import ToldSpans, is_year
from bayen.intake.values import Reason
from bayen.intake.wording import NOTHING, day_vi, span_vi

_CHANGE = Sought(
    r"(?:thành lập|kiện toàn|củng cố|bổ sung|xây dựng mới|ra mắt|sáp nhập(?! từ)|giải thể"
    r"|bố trí mới|lắp mới|lắp đặt mới|trang bị mới|mới thành lập|lập mới|sắm mới|dựng mới"
    r"|(?:ra mắt|đưa vào diện quản lý) thêm)(?:\s+\w+){0,4}\s*$"
)
_GOES_ON = re.compile(
    r"[\s\-+•]*(?:bên cạnh đó|ngoài ra|đồng thời|cùng với đó|trong đó|cùng đó|tiếp tục|cụ thể)"
)
_AS_A_RESULT = re.compile(r"[\s\-+•]*(?:nhờ (?:vậy|đó|thế)|qua đó|từ đó|kết quả)(?!\w)")
_LEANS = re.compile(
    r"[\s\-+•]*(?:tiêu biểu|nổi bật|điển hình|riêng|tất cả|tổng (?:số|cộng)|trong (?:đó|số)"
    r"|số này|phân ra|chia ra|tính ra|nhờ (?:đó|vậy)|bình quân|cụ thể)"
)
# "Mô hình triển khai từ năm 2019, tính đến 31/8 đã phủ 7 phường": what there is on that day.
_TOLD_TO = re.compile(r"(?:\w+\s+)?từ\s[^,]*[^,\s],\s+(?:tính\s+|cho\s+)?(?:đến|tới)\s")
_LAUNCHED = re.compile(r".*ra mắt", re.DOTALL)
_YEAR_BEFORE = re.compile(r"năm\s+trước")
_YEAR_END = re.compile(r"cuối\s+năm")
_LASTS = re.compile(r"^sau |\d năm nay$|(?:một|hai|ba|bốn|năm|mười) năm nay$")
_RAISED_TO = Sought(
    r"(?:nâng|đưa)[^.;,]{0,40}(?:lên|thành|là|đạt)\s*$"
    r"|(?:hợp nhất|sắp xếp|gộp|thu gọn|rút)[^.;,]{0,40}(?:còn|xuống|thành)\s*$"
)
_UPKEEP = Sought(r"(?<!đang )(?:duy trì|lắp|lắp đặt|trang bị)(?: hoạt động(?: của)?)?\s*$")
# "- Trộm cắp: 05"; but "- Số tổ dân phố: 118" tells what there is.
_ITEM = re.compile(
    r"(?:^|[;,.\n+•-])\s*(?=\w)"
    r"(?!(?:tổng )?(?:số )?(?:tổ|hộ|thôn|khu|khu phố|ấp|bản|làng|xã|phường|nhân|dân)(?!\w))"
    r"[^:;,.\n]*:$"
)
_SUMS_UP = re.compile(r"(?:sơ|tổng) kết $")
_COMPRISES = re.compile(
    r"[^.;:()\d]{0,30},?\s*(?:gồm|với|có|ở|tại)\s+(?:hơn |trên |gần |khoảng )?"
    r"|\s*[^\W\d]+(?: [^\W\d]+){0,2}(?:,| và)\s*"
)
_STILL = re.compile(r"còn(?: có)?\s*$")
_IS_WORTH = re.compile(r"(?:trị giá|trị giá mỗi \w+)(?: (?:hơn|trên|gần|khoảng|chừng))?\s*$")
_PUT_UP = re.compile(r"(?:đã )?(?:lắp|lắp đặt|trang bị)(?: (?:hơn|trên|gần|khoảng))?")
_RIGHT_ABOVE = 3
"""Lines, blank ones included, that a paragraph may stand below the one before."""
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
    _was_compared: bool = False
    _last: Days | None = None
    _outside: tuple[Days, IndicatorKind] = (NOTHING, IndicatorKind.FLOW)
    _last_kind: IndicatorKind = IndicatorKind.FLOW

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

    def read(
        self, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        """The first and last day of a figure, with the reason."""
        if indicator.startswith("movement."):
            stands = _STILL.search(context.near) and not context.previous.startswith("movement.")
            # A rating is given for a period, though it lasts; but "còn 2 thôn yếu" stands so.
            kind = IndicatorKind.STOCK if stands else IndicatorKind.FLOW
        elif indicator == "other":
            kind = kind_of_other(context, self._last_kind, found.unit)
            of_state = self._last_kind is IndicatorKind.STOCK and not is_done(context)
            if self._is_of_title and found.unit is None and _ITEM.search(context.near):
                kind = IndicatorKind.FLOW  # "- Trộm cắp: 05", in a report on a time
            if found.number.percent and of_state:
                kind = IndicatorKind.STOCK  # "Khoảng 90% số camera này đã …"
        elif indicator == "mediation.pending":
            kind = IndicatorKind.STOCK
        elif indicator == "model.points" and self._is_launched(context):
            kind = IndicatorKind.FLOW  # "ra mắt mô hình … tại 4 thôn": put there at that time
        if found.candidate.unit.partition(" ")[0] == "lượt":
            kind = IndicatorKind.FLOW  # "208 lượt thôn đạt …": counted time and again
        of_work = self._last is not None and self._last[0] is not None
        if found.number.percent and of_work and is_share_of_cases(context):
            kind = self._last_kind  # "trộm cắp chiếm hơn 35%": of the cases just told
        self._was_compared = False
        days, reason = self._read(found, indicator, kind, context)
        if self._was_compared:
            return days, reason
        self._last, self._last_kind = days, kind
        if not self._is_in_brackets(found.number.start):
            self._outside = days, kind
        return days, reason

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
        if self._last is not None and self._last[0] and is_of_count(indicator, context):
            return self._last, _as_before()
        is_of_new = indicator == "model.members" and context.previous == "model.new"
        if governing is None or is_of_new:
            return self._without_words(found, indicator, kind, context)
        if indicator == "mediation.pending" and self._goes_on(governing):
            return self._state(at)  # "năm nay nhận 7 vụ, thành 6, còn *1 vụ đang tiếp tục"
        if governing.kind == "founded" and kind is IndicatorKind.STOCK:
            governing = replace(governing, kind="state")
        governing = self._told.exact(governing, self._running.span or self.default)
        governing = self._year_earlier(governing, own)
        if governing.kind in _DATELESS:
            return self._by_dateless(governing, found, indicator, kind, context)
        if kind is IndicatorKind.STOCK:
            return self._of_state(governing, indicator, context)
        return self._by_words(governing, indicator, kind, context)

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
        return self._without_words(found, indicator, kind, context)

    def _of_state(self, words: TimeWords, indicator: str, context: Context) -> tuple[Days, Reason]:
        """By words that date work, of what there is: as of their end, or of the text's day."""
        if words.kind == "day":
            return self._by_words(words, indicator, IndicatorKind.STOCK, context)
        if self._is_result(words, context):
            return (None, self.day), Reason("period", "kết quả đến ngày của văn bản, hiện trạng")
        said = self.scan.text[words.start : words.end].lower()
        is_told_to = words.kind == "span" and _TOLD_TO.match(said) is not None
        if self._comprises(context):
            return self._last or NOTHING, _as_before()
        if is_told_to or (indicator.startswith("place.") and words.last_day == self.day):
            words = replace(words, kind="state", first_day=None)
        return self._by_words(words, indicator, IndicatorKind.STOCK, context)

    def _is_result(self, words: TimeWords, context: Context) -> bool:
        """Whether a state is what work up to now has come to: "nâng lên 17 tổ", "sau 3 năm"."""
        if words.kind != "state" and _RAISED_TO.search(context.near):
            return True
        if words.last_day != self.day:
            return False
        said = self.scan.text[words.start : words.end].lower()
        return _LASTS.search(said) is not None or self._is_summed_up(words)

    def _by_words(
        self, words: TimeWords, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        """By the days of the words; a standard is met for the year at whose end it is judged."""
        has_met = indicator.startswith("standard.") and not is_done(context)
        year = self._rated_for(words) if has_met and words.kind == "state" else None
        days = year or self._days_of(words, IndicatorKind.STOCK if has_met else kind)
        said = self.scan.text[words.start : words.end]
        return days, Reason("period", f"«{said}» → {span_vi(days)}")

    def _goes_on(self, words: TimeWords) -> bool:
        """Whether a span lasts to the day of the text or over it."""
        if words.kind != "span" or words.last_day is None or self.day is None:
            return False
        return words.last_day >= self.day

    def _rated_for(self, words: TimeWords) -> Days | None:
        """The year that is judged at its end: "Cuối năm, 11/12 thôn được công nhận đạt chuẩn"."""
        if words.last_day is None or not _YEAR_END.match(self.scan.lowered, words.start):
            return None
        return date(words.last_day.year, 1, 1), date(words.last_day.year, 12, 31)

    def _year_earlier(self, words: TimeWords, own: Sequence[TimeWords]) -> TimeWords:
        """ "Năm 2025 bắt 31 vụ, năm trước là *45": the year before the one told of."""
        said = self.scan.lowered[words.start : words.end]
        if words.kind != "span" or not _YEAR_BEFORE.fullmatch(said) or words.first_day is None:
            return words
        told = [w for w in own if w.end <= words.start and w.kind == "span" and is_year(w)]
        base = told[-1] if told else self._running.span
        if base is None or not is_year(base) or base.last_day is None:
            return words
        year = base.last_day.year - 1
        if year >= words.first_day.year:
            return words
        return replace(words, first_day=date(year, 1, 1), last_day=date(year, 12, 31))

    def _comprises(self, context: Context) -> bool:
        """Whether a figure tells what a total of now is made of: "nâng lên 17 tổ, gồm *203 tàu"."""
        is_now = self._last == (None, self.day)
        return is_now and _COMPRISES.fullmatch(context.link) is not None

    def _is_summed_up(self, words: TimeWords) -> bool:
        """Whether so many years are summed up: "sơ kết một năm hoạt động của 7 xã"."""
        start = max(0, words.start - 9)
        return _SUMS_UP.search(self.scan.lowered, start, words.start) is not None

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

    def _days_of(self, words: TimeWords, kind: IndicatorKind) -> Days:
        """Work done "đến hết tháng 9" was done since New Year; a state has only its day."""
        if words.kind != "state" or kind is IndicatorKind.STOCK or words.last_day is None:
            return words.first_day, words.last_day
        if words.last_day == self.day or self.scan.lowered.startswith("trước", words.start):
            return words.first_day, words.last_day
        return date(words.last_day.year, 1, 1), words.last_day

    def _vaguely(
        self, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        """ "Thời gian qua": the span of the title when there is one; a state stays a state."""
        if kind is IndicatorKind.STOCK:
            return self._without_words(found, indicator, kind, context)
        if self.default is None:
            return NOTHING, Reason("period", "chỉ nói chung chung về thời gian")
        days = self.default.first_day, self.default.last_day
        return days, Reason("period", f"kỳ nêu ở tiêu đề → {span_vi(days)}")

    def _without_words(
        self, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        at = found.number.start
        if indicator == "model.members" and context.previous == "model.new":
            return self._state(at)
        if self._is_apart(at, indicator, context):
            return NOTHING, Reason("period", "không có từ chỉ thời gian")
        if self._last is not None and _IS_WORTH.search(context.link):
            return self._last, _as_before()
        if indicator == "other" and self._last is not None and context.link:
            return self._last, _as_before()
        if self._last is not None and self._explains(at, context):
            return self._outside[0], Reason("period", "như số liệu ngay trước, câu này nói rõ thêm")
        is_state = kind is IndicatorKind.STOCK and not self._is_work(at, context)
        if is_state and indicator != "standard.criteria_met":
            return self._state(at)
        running = self._running.span
        if running is not None and not self._running.is_far(at):
            days = running.first_day, running.last_day
            words = self.scan.text[running.start : running.end]
            said = f"tiếp câu trước: «{words}»" if words else "kỳ được chọn khi nộp"
            return days, Reason("period", f"{said} → {span_vi(days)}")
        told = self._running.state_at(at)
        if told is not None and kind is not IndicatorKind.STOCK:
            days = self._days_of(told, kind)
            words = self.scan.text[told.start : told.end]
            return days, Reason("period", f"tiếp câu trước: «{words}» → {span_vi(days)}")
        if kind is IndicatorKind.STOCK or indicator.startswith("movement."):
            return self._state(at)
        if (year := year_of_festival(self.scan, self.day, at, indicator)) is not None:
            return year, Reason("period", f"Ngày hội của năm → {span_vi(year)}")
        return NOTHING, Reason("period", "không có từ chỉ thời gian")

    def _is_launched(self, context: Context) -> bool:
        launched = _LAUNCHED.search(context.before)
        if launched is None or context.previous == "model.new":
            return False
        return SINCE_THEN.search(context.before, launched.end()) is None

    def _is_in_brackets(self, at: int) -> bool:
        """Whether a figure is only a remark: "(6 tháng đầu năm 2015: 16 vụ)"."""
        return bracket_around(self.scan.lowered, at, at, self.scan.sentence(at)) is not None

    def _is_apart(self, at: int, indicator: str, context: Context) -> bool:
        """Whether a programme is told as a story of its own, or money only as a state's cost."""
        if not indicator.startswith("programme."):
            return False
        if self._running.span is not None and self._running.is_far(at):
            return True
        is_cost = indicator == "programme.money" and bool(context.link)
        if not is_cost or self._last is None or self._last[0] is not None:
            return False
        return not self._is_of_title and not self._is_near_running(self.scan.sentence(at).start)

    @property
    def _is_of_title(self) -> bool:
        """Whether what runs on is the span that the title gives."""
        span, title = self._running.span, self.default
        if span is None or title is None:
            return False
        return (span.first_day, span.last_day) == (title.first_day, title.last_day)

    def _state(self, at: int) -> tuple[Days, Reason]:
        told = self._running.state_at(at) if self._leans_back(at) else None
        if told is None:
            return (None, self.day), Reason("period", "hiện trạng, tính đến ngày của văn bản")
        words = self.scan.text[told.start : told.end]
        return (None, told.last_day), Reason("period", f"tiếp câu trước: «{words}», hiện trạng")

    def _leans_back(self, at: int) -> bool:
        """Whether the sentence sums up or explains the one before: "Tất cả là 9.000 người"."""
        return _LEANS.match(self.scan.lowered, self.scan.sentence(at).start) is not None

    def _explains(self, at: int, context: Context) -> bool:
        """Whether a sentence only tells more of the last one: "Trong đó, riêng xã A có 8"."""
        last, kind = self._outside
        if last[1] is None:
            return False
        is_done = kind is not IndicatorKind.STOCK
        if last == (None, self.day):  # "đến nay đã mở 15 buổi. Nhờ vậy, 300 tin …"
            result = _AS_A_RESULT.match(context.sentence) is not None
            return is_done and result and not self._opens_line(at)
        if not is_done and last[0] == last[1] and _GOES_ON.match(context.sentence):
            return True
        return OF_THESE.match(context.sentence) is not None and last[1] != self.day

    def _opens_line(self, at: int) -> bool:
        """Whether the sentence of a position is the first of its paragraph."""
        start = self.scan.sentence(at).start
        return not self.scan.lowered[self.scan.line_start(start + 1) : start].strip()

    def _is_work(self, at: int, context: Context) -> bool:
        """Whether a stock is told as work of the period: set up, or kept up beside other work."""
        if _CHANGE.search(context.near) or _CHANGE.search(context.inherited):
            return True
        start = self.scan.sentence(at).start
        kept_up = _UPKEEP.search(context.near) or _UPKEEP.search(context.inherited)
        told_in_text = self._is_near_running(start)
        opens = kept_up and told_in_text and _PUT_UP.fullmatch(context.before.strip())
        return bool(kept_up and (opens or _GOES_ON.match(self.scan.lowered, start)))

    def _is_near_running(self, at: int) -> bool:
        """Whether the span that runs on was told in this paragraph or right above it."""
        span = self._running.span
        if span is None:
            return False
        return self.scan.sentence(at).line - self.scan.sentence(span.start).line <= _RIGHT_ABOVE


def _as_before() -> Reason:
    return Reason("period", "như số liệu ngay trước trong câu")
