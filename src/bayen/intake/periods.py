"""Which time a figure is of: the words of time that govern it, what goes on, what is a state.

In the guide's terms: a span has both days, a state of things has only the last, and both
are None when nothing tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from bayen.core.indicators import IndicatorKind
from bayen.intake.indicators import Context
from bayen.intake.numbers import parse_number_words
from bayen.intake.scan import Scan
from bayen.intake.sieve import Found
from bayen.intake.timewords import Days, TimeWords, find_time_words
from bayen.intake.values import Reason

NOTHING: Days = (None, None)

_CHANGE = re.compile(
    r"(?:thành lập|kiện toàn|củng cố|bổ sung|xây dựng mới|ra mắt|sáp nhập|giải thể"
    r"|bố trí mới|lắp mới|mới thành lập)(?:\s+\w+){0,4}\s*$"
)
_EVENT_FAMILIES = ("award.", "emulation.")
_CONFERENCE = re.compile(
    r"hội nghị|tại (?:buổi )?lễ|ngày hội|dịp này|nhân dịp|tại (?:chương trình|buổi"
    r"|đây)|sơ kết|tổng kết|diễn đàn|lễ (?:ra mắt|phát động|kỷ niệm|tổng kết)"
)
_EARLIER_NEAR = re.compile(
    r"cùng kỳ(?:\s+năm\s+(?:trước|ngoái|\d{4}))?(?:\s+\d{4})?\s*(?:là|có|:|,)?\s*(?:xảy ra\s*)?$"
)
_NAME_OF_EVENT = re.compile(
    r"(?:ngày hội|kế hoạch|phương hướng|chỉ tiêu|chương trình công tác|mục tiêu"
    r"|phong trào thi đua)[^.;\n]{0,90}$"
)
_CEREMONY = re.compile(
    r"tại (?:buổi |ngày )?(?:lễ|hội|hội nghị|chương trình|buổi)|ngày hội|dịp này"
    r"|nhân dịp|buổi lễ|ban tổ chức"
)
_STATIVE = re.compile(r"(?:có|gồm|với|là|chiếm|hiện có|còn|tổng số|dài|rộng)\s*$")
_GOES_ON = re.compile(
    r"[\s\-+•]*(?:bên cạnh đó|ngoài ra|đồng thời|cùng với đó|trong đó|cùng đó|tiếp tục)"
)
_HANDED = re.compile(
    r"(?:trao|tặng|trao tặng|ủng hộ|hỗ trợ|tham dự|dự)(?![^.;]*(?:từ đầu năm"
    r"|năm \d{4}))[^.;,\d]{0,40}$"
)
_FRESH_TOPIC = re.compile(r"\s*(?:đặc biệt|thời gian tới|trong thời gian tới|phát huy)")


@dataclass(slots=True)
class PeriodReader:
    """The time of each figure of one text, asked in text order.

    Attributes:
        scan: the text.
        day: day of the text; None when unknown.
        default: the span that the title gives ("báo cáo 6 tháng đầu năm 2025").
    """

    scan: Scan
    day: date | None
    default: TimeWords | None = None
    words: list[TimeWords] = field(default_factory=list)
    event_day: date | None = None
    _by_sentence: dict[int, list[TimeWords]] = field(default_factory=dict)
    _running: TimeWords | None = None
    _running_sentence: int = -1
    _last: Days | None = None
    _seen_until: int = 0

    def __post_init__(self) -> None:
        self.words = find_time_words(self.scan.lowered, self.day)
        for words in self.words:
            self._by_sentence.setdefault(self.scan.sentence_number(words.start), []).append(words)
        self.event_day = self._find_event_day()
        self._running = self.default

    def read(
        self, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        """The first and last day of a figure, with the reason."""
        if indicator.startswith("movement."):
            kind = IndicatorKind.FLOW  # a rating is given for a period, though it lasts
        days, reason = self._read(found, indicator, kind, context)
        self._last = days
        return days, reason

    def _read(
        self, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        at = found.number.start
        self._advance(at)
        sentence = self.scan.sentence(at)
        own = [
            w
            for w in self._by_sentence.get(self.scan.sentence_number(at), ())
            if not self._is_name(w)
        ]
        earlier = self._earlier(own, at)
        if earlier is not None:
            return earlier
        if indicator.startswith(_EVENT_FAMILIES) or self._handed_over(indicator, at, context):
            days = self._event(own, at, sentence.start, sentence.end)
            if days is not None:
                return days, Reason("period", f"trao tại hội nghị, ngày {_vi(days[1])}")
        governing = self._this_year(self._governing(own, at, kind))
        if governing is not None and governing.kind in {"span", "state", "day"}:
            words = self.scan.text[governing.start : governing.end]
            if kind is IndicatorKind.STOCK and words.lower().startswith("sau "):
                return (None, self.day), Reason("period", f"«{words}» → hiện trạng")
            days = self._days_of(governing, kind)
            return days, Reason("period", f"«{words}» → {_span_vi(days)}")
        if governing is not None and kind is not IndicatorKind.STOCK:
            return NOTHING, Reason("period", "chỉ nói chung chung về thời gian")
        return self._without_words(found, indicator, kind, context)

    def running_at(self, at: int) -> tuple[Days, str]:
        """The span that the text before a table leaves running, with its words; asked in order."""
        self._advance(at)
        running = self._running or self.default
        if running is None:
            return NOTHING, ""
        words = self.scan.text[running.start : running.end]
        return (running.first_day, running.last_day), words

    def _days_of(self, words: TimeWords, kind: IndicatorKind) -> Days:
        """Work done "đến hết tháng 9" was done since New Year; a state has only its day."""
        if words.kind != "state" or kind is not IndicatorKind.FLOW or words.last_day is None:
            return words.first_day, words.last_day
        if words.last_day == self.day or self.scan.lowered.startswith("trước", words.start):
            return words.first_day, words.last_day
        return date(words.last_day.year, 1, 1), words.last_day

    def has_span(self, at: int) -> bool:
        """Whether the sentence of a position names a span, or goes on with one."""
        self._advance(at)
        own = self._by_sentence.get(self.scan.sentence_number(at), ())
        if any(w.kind == "span" for w in own):
            return True
        return self._running is not None and not any(w.kind == "state" for w in own)

    def _without_words(
        self, found: Found, indicator: str, kind: IndicatorKind, context: Context
    ) -> tuple[Days, Reason]:
        if indicator == "programme.money" or (
            indicator.startswith("programme.") and self._running_is_far(found.number.start)
        ):
            return NOTHING, Reason("period", "không có từ chỉ thời gian")
        if indicator == "other" and self._last is not None and context.link:
            return self._last, Reason("period", "như số liệu ngay trước trong câu")
        if indicator == "other" and _STATIVE.search(context.near):
            return (None, self.day), Reason("period", "hiện trạng, tính đến ngày của văn bản")
        is_state = (
            kind is IndicatorKind.STOCK
            and not self._goes_on(found.number.start, context)
            and not _CHANGE.search(context.near)
            and not _CHANGE.search(context.inherited)
        )
        if is_state and indicator != "standard.criteria_met":
            return (None, self.day), Reason("period", "hiện trạng, tính đến ngày của văn bản")
        running = self._running
        if running is not None and not self._running_is_far(found.number.start):
            days = running.first_day, running.last_day
            words = self.scan.text[running.start : running.end]
            return days, Reason("period", f"tiếp câu trước: «{words}» → {_span_vi(days)}")
        if kind is IndicatorKind.STOCK:
            return (None, self.day), Reason("period", "hiện trạng, tính đến ngày của văn bản")
        return NOTHING, Reason("period", "không có từ chỉ thời gian")

    def _this_year(self, words: TimeWords | None) -> TimeWords | None:
        """ "Trong năm", "một năm qua" without a year: the year that the text speaks of."""
        running = self._running
        if (
            words is None
            or words.kind != "span"
            or words.first_day is None
            or words.last_day is None
        ):
            return words
        said = self.scan.lowered[words.start : words.end]
        if re.fullmatch(r"(?:trong\s+)?(?:cả\s+)?năm", said):
            if running is not None and _is_year(running):
                return replace(words, first_day=running.first_day, last_day=running.last_day)
            if self.day is not None and self.day.month <= 3:
                year = self.day.year - 1
                return replace(words, first_day=date(year, 1, 1), last_day=date(year, 12, 31))
        if months := re.fullmatch(r"(?:trong\s+)?(\S+)\s+tháng", said):
            return self._months_told(words, months[1])
        if re.fullmatch(r"(?:trong\s+)?(?:một|1)\s+năm\s+(?:vừa\s+)?qua", said):
            return self._year_told(words)
        return words

    def _months_told(self, words: TimeWords, count: str) -> TimeWords:
        """ "Trong 5 tháng": the span of so many months that the text names elsewhere."""
        months = int(count) if count.isdigit() else parse_number_words([count]) or 0
        for other in self.words:
            if other.start == words.start or other.kind != "span" or not other.first_day:
                continue
            if other.last_day and round((other.last_day - other.first_day).days / 30.44) == months:
                return replace(words, first_day=other.first_day, last_day=other.last_day)
        return words

    def _year_told(self, words: TimeWords) -> TimeWords:
        """The twelve months that the text names elsewhere and that end near its day."""
        for other in self.words:
            if other.start == words.start or other.kind != "span" or not _is_year(other):
                continue
            if _near_day(other.last_day, self.day):
                return replace(words, first_day=other.first_day, last_day=other.last_day)
        return words

    def _goes_on(self, at: int, context: Context) -> bool:
        """ "Bên cạnh đó, duy trì 163 mô hình, nhân rộng …": upkeep told as work of the period."""
        start = self.scan.sentence(at).start
        return bool(
            _GOES_ON.match(self.scan.lowered, start)
            and re.search(r"(?<!đang )(?:duy trì|lắp|lắp đặt|trang bị)\s*$", context.near)
        )

    def _advance(self, at: int) -> None:
        """Let the last span before the sentence of a figure run on; a vague one ends it."""
        number = self.scan.sentence_number(at)
        for sentence in range(self._seen_until, number):
            for words in self._by_sentence.get(sentence, ()):
                if self._is_name(words):
                    continue
                words = self._this_year(words) or words
                if words.kind == "span":
                    if self._is_main(words, sentence) and not (
                        self._bracketed(words, sentence) and self._running_sentence == sentence
                    ):
                        self._running, self._running_sentence = words, sentence
                elif words.kind == "vague" and self._leads(words, sentence):
                    self._running, self._running_sentence = None, sentence
        self._seen_until = max(self._seen_until, number)

    def _leads(self, words: TimeWords, sentence: int) -> bool:
        start = self.scan.sentences[sentence].start
        return not self.scan.lowered[start : words.start].strip(' \t\n-+•*“"')

    def _is_main(self, words: TimeWords, sentence: int) -> bool:
        """Whether a span dates its whole sentence, not just an aside or a title in it."""
        before = self.scan.lowered[max(0, words.start - 30) : words.start]
        start = self.scan.sentences[sentence].start
        said = self.scan.lowered[start : words.start]
        if re.search(r"(?:phấn đấu|dự kiến|thời gian tới|sẽ )[^.;]*$", said[-90:]):
            return False
        if re.match(r"(?:trong )?năm (?:ngoái|trước)", self.scan.lowered[words.start : words.end]):
            return False
        return not re.search(r"(?:thành tích[^.;]*|từ|khóa|luật|số [^ ]+ ngày)\s*$", before)

    def _bracketed(self, words: TimeWords, sentence: int) -> bool:
        said = self.scan.lowered[self.scan.sentences[sentence].start : words.start]
        return said.count("(") > said.count(")")

    def _running_is_far(self, at: int) -> bool:
        """Whether a new paragraph has changed the subject since the running span."""
        if self._running is None or self._running is self.default:
            return self._running is None
        here = self.scan.sentences[self.scan.sentence_number(at)]
        there = self.scan.sentences[self._running_sentence]
        if here.line == there.line:
            return False
        line_start = self.scan.lowered.rfind("\n", 0, here.start + 1) + 1
        return bool(_FRESH_TOPIC.match(self.scan.lowered, line_start))

    def _earlier(self, own: list[TimeWords], at: int) -> tuple[Days, Reason] | None:
        """A second figure, of the time compared with: "(cùng kỳ 05 vụ, 02 người chết)"."""
        before = [w for w in own if w.end <= at]
        if not before or before[-1].kind not in {"earlier", "compared"}:
            return None
        words = before[-1]
        gap = self.scan.lowered[words.end : at]
        if words.kind == "compared":
            if words.first_day and re.fullmatch(r"\s*\(\s*(?:là|có)?\s*", gap):
                days = words.first_day, words.last_day
                return days, Reason("period", f"số để so sánh → {_span_vi(days)}")
            return None
        says_so = bool(
            re.search(
                r"^so |so với [^,;.()]*cùng",
                self.scan.lowered[max(0, words.start - 16) : words.end],
            )
        ) or self.scan.lowered.startswith("so ", words.start)
        if (says_so and not re.fullmatch(r"\s*(?:\(|là|có)\s*", gap)) or re.search(r"[;)]", gap):
            return None
        return self._year_before(own, at)

    def _governing(self, own: list[TimeWords], at: int, kind: IndicatorKind) -> TimeWords | None:
        """The words of the sentence that date a figure: the nearest before, else one after."""
        skipped = {"earlier", "compared"} | ({"day"} if kind is IndicatorKind.STOCK else set())
        own = [w for w in own if w.kind not in skipped]
        before = [w for w in own if w.end <= at and not self._aside(w, at)]
        if before:
            return _strongest(before)
        clause_end = self._clause_end(at)
        after = [w for w in own if at < w.start < clause_end and w.kind in {"span", "state", "day"}]
        after = [w for w in after if not (w.kind == "state" and kind is not IndicatorKind.STOCK)]
        after = [
            w
            for w in after
            if not re.search(
                r"so với\s*$|kế hoạch\s*$|thành tích[^.;,]*$",
                self.scan.lowered[max(0, w.start - 40) : w.start],
            )
        ]
        return after[0] if after else None

    def _aside(self, words: TimeWords, at: int) -> bool:
        """Whether the words stand in brackets that close before the figure."""
        gap = self.scan.lowered[words.end : at]
        start = self.scan.sentence(at).start
        before = self.scan.lowered[start : words.start]
        inside = before.count("(") > before.count(")")
        return inside and ")" in gap and not re.match(r"\s*\)", gap)

    def _clause_end(self, at: int) -> int:
        end = self.scan.sentence(at).end
        stop = self.scan.lowered.find(";", at, end)
        return end if stop < 0 else stop

    def _is_name(self, words: TimeWords) -> bool:
        """Whether the words belong to a name: "Ngày hội … năm 2025", "kế hoạch năm 2026"."""
        if words.kind != "span":
            return False
        before = self.scan.lowered[max(0, words.start - 110) : words.start]
        return bool(
            re.search(r"năm\s+\d{4}$|\d{4}$", self.scan.lowered[words.start : words.end])
            and not self.scan.lowered[words.start : words.end].startswith(
                ("trong", "từ", "kết thúc")
            )
            and _NAME_OF_EVENT.search(before)
            and not re.search(r"[,:]\s*$", before)
        )

    def _year_before(self, own: list[TimeWords], at: int) -> tuple[Days, Reason]:
        spans = [w for w in own if w.kind == "span" and w.end <= at]
        base = spans[-1] if spans else self._running
        if base is None or base.first_day is None or base.last_day is None:
            return NOTHING, Reason("period", "số của cùng kỳ, chưa rõ kỳ nào")
        days = _back_one_year(base.first_day), _back_one_year(base.last_day)
        return days, Reason("period", f"«cùng kỳ» → {_span_vi(days)}")

    def _event(self, own: list[TimeWords], at: int, start: int, end: int) -> Days | None:
        """The day of the conference for what is handed out or signed there."""
        line = self.scan.lowered.rfind("\n", 0, start + 1) + 1
        days = [w for w in own if w.kind == "day"] or [
            w
            for w in self.words
            if w.kind == "day" and line <= w.start < at and _near_day(w.first_day, self.day)
        ][-1:]
        if days:
            return days[0].first_day, days[0].last_day
        if any(w.kind == "span" and w.end <= at and not self._praises(w) for w in own):
            return None
        paragraph = self.scan.lowered.rfind("\n", 0, start) + 1
        here = _CONFERENCE.search(self.scan.lowered, max(0, min(paragraph, start - 250)), end)
        if (here or _CONFERENCE.search(self.scan.lowered, 0, 500)) and self.event_day:
            return self.event_day, self.event_day
        return None

    def _praises(self, words: TimeWords) -> bool:
        """Whether the words date what somebody is praised for: "thành tích trong 5 năm qua"."""
        before = self.scan.lowered[max(0, words.start - 90) : words.start]
        return bool(re.search(r"(?:thành tích|sơ kết|tổng kết|hội nghị)[^.;]*$", before))

    def _handed_over(self, indicator: str, at: int, context: Context) -> bool:
        """Whether something was given or attended at the event that its paragraph tells of."""
        if not indicator.startswith(("other", "programme.", "equipment.", "activity.attendance")):
            return False
        start = self.scan.sentence(at).start
        line = self.scan.lowered.rfind("\n", 0, start + 1) + 1
        attended = indicator == "activity.attendance" and re.search(
            r"(?:đã |đến |về )?(?:dự|tham dự)\s", context.after
        )
        return bool(_CEREMONY.search(self.scan.lowered, line, self.scan.sentence(at).end)) and bool(
            attended or _HANDED.search(context.near)
        )

    def _find_event_day(self) -> date | None:
        """The day of the event the text tells of: the first dated "sáng ngày…", else its own."""
        for words in self.words:
            if words.kind == "day" and words.first_day and words.start < 1500:
                ahead = self.scan.lowered[words.end : words.end + 160]
                if re.search(r"tổ chức|diễn ra|khai mạc|đã", ahead) and _near_day(
                    words.first_day, self.day
                ):
                    return words.first_day
        return self.day


def _is_year(words: TimeWords) -> bool:
    """Whether a span is twelve months long."""
    if words.first_day is None or words.last_day is None:
        return False
    return 360 <= (words.last_day - words.first_day).days <= 367


def _strongest(before: list[TimeWords]) -> TimeWords:
    """The last words, but a date of an event never beats a span, nor a vague word a state."""
    last = before[-1]
    if last.kind == "vague" and any(w.kind in {"span", "state"} for w in before):
        return next(w for w in reversed(before) if w.kind in {"span", "state"})
    return last


def _near_day(day: date | None, of: date | None) -> bool:
    return day is None or of is None or abs((of - day).days) <= 60


def _back_one_year(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _vi(day: date | None) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}" if day else "?"


def _span_vi(days: Days) -> str:
    first, last = days
    if first is None and last is None:
        return "chưa rõ"
    if first is None:
        return f"đến {_vi(last)}"
    return _vi(first) if first == last else f"{_vi(first)}–{_vi(last)}"
