"""What time a text is in: the span that runs on from sentence to sentence until another comes.

A span of the main line ("Trong năm 2023") runs on to the next one; a short one of an anecdote
("Tháng 9/2025, …") and a dated state ("Đến hết tháng 11, …") only to the end of their
paragraph. Vague words ("Thời gian qua") fall back on the span of the title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bayen.intake.brackets import bracket_around, holds_figure
from bayen.intake.scan import Scan
from bayen.intake.timewords import TimeWords
from bayen.intake.told import ToldSpans, is_near, is_year

_SHORT_DAYS = 45
_A_QUARTER = 93
_FRESH_TOPIC = re.compile(
    r"\s*(?:đặc biệt,?\s+"
    r"(?:thực hiện|triển khai|hưởng ứng|với|nhằm|để)(?!\w)"
    r"|thời gian tới|trong thời gian tới|phát huy)"
)
_SEVERAL_YEARS = 2 * 365 - 1
_PLANNED = re.compile(
    r"(?:phấn đấu|dự kiến|thời gian tới|sẽ "
    r"|(?:[;,]|và|phương hướng,?)\s+(?:nhiệm vụ|chương trình)"
    r"|(?<!\w)(?:triển khai|bàn|đề ra|xây dựng)\s+(?:phương hướng,?\s+)?(?:nhiệm vụ|công tác))"
    r"[^.;]*$"
)
_REMEMBERED = re.compile(r"(?:ôn lại|kỷ niệm|truyền thống|chặng đường)[^.:,]*(?:; )?$")
_SO_MANY_YEARS = re.compile(r"(?:hơn\s+|gần\s+)?\w+\s+năm(?!\w)")
# "Tổ ra đời từ năm 2014": since when there is something.
_FOUNDED = re.compile(r"(?:thành lập|ra đời|ra mắt|chia tách|hình thành|có mặt)\s*$")
_SINCE_YEAR = re.compile(r"từ\s+\d{4}")
_LAST_YEAR = re.compile(r"(?:[^.;]{0,30} )?năm (?:ngoái|trước)")
_BEGINNING = re.compile(
    r"[\s\-+•*“\"]*(?:\([^()\n]{0,40}\)\s*(?:[-–]\s*)?)?"
    r"(?:(?:điển hình|đơn cử|cụ thể|mới đây nhất|gần đây nhất),?\s+(?:là\s+|như\s+)?)?"
    r"(?:(?:vào|trong|buổi)\s+){0,2}"
)
_DATELINE = 25
"""Characters after a day that make a sentence of it; with fewer it is the date of the page."""
# What tells of more than its own day: a meeting that looks back, a festival, a spokesman.
_LOOKS_BACK = re.compile(
    r"ngày hội|hội nghị|sơ kết|tổng kết|tọa đàm|gặp mặt|diễn đàn|hội thảo|báo cáo"
    r"|theo (?:công an|ubnd|bộ|ông|bà|số liệu)|cho biết"
    r"|thông tin|kỷ niệm|làm việc"
)
_TOLD_OF_BEFORE = re.compile(r"(?:cho biết|cho hay)(?!\w)|(?<!\w)(?:trước đó|trước kia)(?!\w)")
_SUMMED_UP = re.compile(r"(?:lũy kế|luỹ kế|cộng dồn)\s*(?:là\s*)?$")
_YEAR_OF_IT = re.compile(r"(?:cả )?năm ")
_AFTER = re.compile(r"sau\s")
_APART = re.compile(r"[\s\-+•*“\"]*(?:chỉ\s+)?riêng\s+(?:trong\s+)?")
_BY_DAYS = re.compile(r"(?:\w+\s+){0,2}(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d")
_CAPTION = re.compile(r"\s*\(?(?:ảnh|ảnh minh họa|trong ảnh)\s*:")
_CREDIT = re.compile(r"ảnh\s*:[^\n:]{0,40}$")
_LONGEST_CAPTION = 260
_OPENS = re.compile(r"(?:[,;:.(“”\"]|và|sang|đến|nhưng|thì)\s*$")
_ASIDE = re.compile(
    r"(?:thành tích[^.;]*|từ|khóa|luật|số [^ ]+ ngày|riêng|nếu như|nếu|trong khi|con số này ở)\s*$"
)


@dataclass(slots=True)
class RunningTime:
    """The span of the main line and of the paragraph, moved on sentence by sentence.

    Attributes:
        scan: the text.
        day: day of the text; None when unknown.
        default: the span that the title gives.
        by_sentence: the words of time of each sentence, names left out.
        figures: where the figures start, in order.
        told: makes vague spans exact.
        span: what runs on at the last position asked.
    """

    scan: Scan
    day: date | None
    default: TimeWords | None
    by_sentence: Mapping[int, Sequence[TimeWords]]
    figures: Sequence[int]
    told: ToldSpans
    span: TimeWords | None = None
    _main: TimeWords | None = None
    _main_sentence: int = -1
    _aside: TimeWords | None = None
    _aside_line: int = -1
    _state: TimeWords | None = None
    _state_line: int = -1
    _event: TimeWords | None = None
    _seen_until: int = 0

    def __post_init__(self) -> None:
        self._main = self.span = self.default
        self._event = self._only_event()

    def _only_event(self) -> TimeWords | None:
        """The day of the event that a text tells of when it speaks of no other time."""
        told = sorted(self.by_sentence)
        every = [words for sentence in told for words in self.by_sentence[sentence]]
        if any(words.kind not in {"day", "state"} for words in every):
            return None
        opening = [
            words
            for sentence in told
            for words in self.by_sentence[sentence]
            if words.kind == "day" and self._opens_event(words, sentence)
        ]
        if len({words.first_day for words in opening}) != 1:
            return None
        stretch = self.scan.sentence(opening[0].start)
        looks_back = _LOOKS_BACK.search(self.scan.lowered, stretch.start, stretch.end)
        return None if looks_back else opening[0]

    def advance(self, at: int) -> None:
        """Take in every sentence before the one of a position, asked in text order."""
        number = self.scan.sentence_number(at)
        for sentence in range(self._seen_until, number):
            if self._is_caption(self.scan.sentences[sentence].start):
                continue
            if self._event and self._main is self._event and self._looks_back(sentence):
                self._main = self.default
            for words in self.by_sentence.get(sentence, ()):
                if words.kind == "then":
                    continue  # it only looks back
                self._take(self.told.exact(words, self._main), sentence)
        self._seen_until = max(self._seen_until, number)
        self._choose(self.scan.sentences[number].line)

    def _looks_back(self, sentence: int) -> bool:
        """Whether someone begins to tell of what led to the event: "Công an tỉnh cho biết, …"."""
        stretch = self.scan.sentences[sentence]
        return _TOLD_OF_BEFORE.search(self.scan.lowered, stretch.start, stretch.end) is not None

    def _is_caption(self, at: int) -> bool:
        """Whether a sentence is of the line below a picture, told by who took it."""
        lowered = self.scan.lowered
        start = self.scan.line_start(at + 1)
        end = lowered.find("\n", at + 1, start + _LONGEST_CAPTION)
        credited = end > 0 and _CREDIT.search(lowered[start:end].rstrip()) is not None
        return credited or _CAPTION.match(lowered, at) is not None

    def state_at(self, at: int) -> TimeWords | None:
        """The dated state that the paragraph was last put at: "Đến hết tháng 11, …"."""
        return self._state if self._state_line == self.scan.sentence(at).line else None

    def is_far(self, at: int) -> bool:
        """Whether a new paragraph has changed the subject since the running span."""
        if self.span is None or self.span is self.default or self.span is self._aside:
            return self.span is None
        here = self.scan.sentence(at)
        if here.line == self.scan.sentences[self._main_sentence].line:
            return False
        line_start = self.scan.line_start(here.start + 1)
        return bool(_FRESH_TOPIC.match(self.scan.lowered, line_start))

    def _choose(self, line: int) -> None:
        self.span = self._aside if self._aside and self._aside_line == line else self._main

    def _take(self, words: TimeWords, sentence: int) -> None:
        line = self.scan.sentences[sentence].line
        if words.kind == "vague":
            if self._leads(words, sentence):
                self._main, self._main_sentence = self.default, sentence
                self._aside = self._state = None
        elif words.kind == "state":
            if words.last_day is not None and words.last_day != self.day:
                self._state, self._state_line = words, line
            elif self._aside is not None and self._is_old(self._aside):
                self._aside = None  # "Năm 2013 còn 20 vụ, đến nay …": looked back, and done
        elif words.kind == "day" and self._opens_event(words, sentence):
            self._aside, self._aside_line = words, line
            if words is self._event and self._main is None:
                self._main, self._main_sentence = words, sentence
        elif words.kind == "span" and self._opens_apart(words, sentence):
            self._aside, self._aside_line = words, line
        elif words.kind == "span" and self._dates_sentence(words, sentence):
            self._state = None
            if self._is_to_come(words) or self._looks_aside(words, sentence):
                return
            if self._is_beside(words, sentence):
                self._aside, self._aside_line = words, line
            else:
                self._main, self._main_sentence, self._aside = words, sentence, None

    def _is_beside(self, words: TimeWords, sentence: int) -> bool:
        """Whether a span is of its paragraph only."""
        if self._is_wider(words) or self._is_anecdote(words):
            return True
        return self._is_part(words, sentence) or self._is_old(words)

    def _opens_apart(self, words: TimeWords, sentence: int) -> bool:
        """Whether a paragraph turns to one time of the whole: "Riêng năm 2025, Hội …"."""
        start = self.scan.sentences[sentence].start
        return _APART.fullmatch(self.scan.lowered, start, words.start) is not None

    def _opens_event(self, words: TimeWords, sentence: int) -> bool:
        """Whether a sentence begins with the day of what it tells: "Sáng 12/7, Công an xã …"."""
        if words.first_day is None or not is_near(words.first_day, self.day):
            return False
        stretch = self.scan.sentences[sentence]
        if stretch.end - words.end < _DATELINE:
            return False
        return _BEGINNING.fullmatch(self.scan.lowered, stretch.start, words.start) is not None

    def _is_to_come(self, words: TimeWords) -> bool:
        """Whether a span of days ends after the text, as that of a campaign that goes on."""
        if self.day is None or words.last_day is None or words.last_day <= self.day:
            return False
        return _BY_DAYS.match(self.scan.lowered, words.start) is not None

    def _is_wider(self, words: TimeWords) -> bool:
        """Whether a report on a month or a quarter only sums up the year so far."""
        title = self.default
        if title is None or not (title.first_day and title.last_day and words.first_day):
            return False
        if (title.last_day - title.first_day).days > _A_QUARTER or self._main is not title:
            return False
        return words.last_day == self.day and words.first_day < title.first_day

    def _is_anecdote(self, words: TimeWords) -> bool:
        """Whether a span is a short one inside, or long before, the time of the text."""
        first, last = words.first_day, words.last_day
        if first is None or last is None or (last - first).days > _SHORT_DAYS:
            return False
        main = self._main
        if main is None or main.first_day is None or main.last_day is None:
            return self.day is not None and (self.day - last).days > _SHORT_DAYS
        return (main.last_day - main.first_day).days > _SHORT_DAYS

    def _is_part(self, words: TimeWords, sentence: int) -> bool:
        """Whether a paragraph about several years only comes to speak of one of them."""
        main = self._main
        if main is None or not main.first_day or not main.last_day:
            return False
        if not words.first_day or not words.last_day:
            return False
        longer = (main.last_day - main.first_day).days > _SEVERAL_YEARS
        inside = main.first_day <= words.first_day <= main.last_day
        start = self.scan.sentences[sentence].start
        line = self.scan.line_start(start + 1)
        opens = (
            not self.scan.lowered[line:start].strip()
            and ":" not in self.scan.lowered[start : words.start]
        )
        return longer and inside and not opens

    def _looks_aside(self, words: TimeWords, sentence: int) -> bool:
        """Whether a sentence, its figures told, only adds an earlier time: "…; năm 2013 còn 2"."""
        main = self._main
        if main is None or main.first_day is None or words.last_day is None:
            return False
        first = bisect_left(self.figures, self.scan.sentences[sentence].start)
        told = first < len(self.figures) and self.figures[first] < words.start
        return told and words.last_day < main.first_day

    def _is_old(self, words: TimeWords) -> bool:
        """Whether a year well before the text is only looked back on: "Năm 2013, thằng cháu …"."""
        if self.day is None or words.first_day is None or words.last_day is None:
            return False
        main = self._main
        if main is not None and (main.first_day is None or main.first_day <= words.first_day):
            return False
        return is_year(words) and words.last_day.year < self.day.year - 1

    def _leads(self, words: TimeWords, sentence: int) -> bool:
        start = self.scan.sentences[sentence].start
        return not self.scan.lowered[start : words.start].strip(' \t\n-+•*“"')

    def _dates_sentence(self, words: TimeWords, sentence: int) -> bool:
        """Whether a span dates its whole sentence, not just an aside or a title in it."""
        lowered = self.scan.lowered
        start = self.scan.sentences[sentence].start
        said = lowered[start : words.start]
        if (
            self._is_put_off(words, said)
            or _PLANNED.search(said[-90:])
            or self._is_remembered(words, said)
        ):
            return False
        if _FOUNDED.search(said[-40:]) or _SINCE_YEAR.fullmatch(lowered, words.start, words.end):
            return False
        if _LAST_YEAR.fullmatch(lowered[words.start : words.end]):
            return False
        bracket = bracket_around(lowered, words.start, words.end, self.scan.sentences[sentence])
        if bracket and (
            self._main_sentence == sentence
            or holds_figure(bracket, self.figures)
            or bisect_left(self.figures, start) < bisect_left(self.figures, words.start)
        ):
            return False
        begun = self._aside is not None and self._aside.start >= start
        if (self._main_sentence == sentence or begun) and self._is_attribute(words, said):
            return False
        is_summed_up = _SUMMED_UP.search(said[-30:]) and not _YEAR_OF_IT.match(lowered, words.start)
        if is_summed_up or (_AFTER.match(lowered, words.start) and said.strip()):
            return False
        if _ASIDE.search(lowered[max(0, words.start - 30) : words.start]):
            return False
        return not self._trails(words, sentence)

    def _is_put_off(self, words: TimeWords, said: str) -> bool:
        """Whether something is left for a time that goes on: "hai vụ hẹn sang quý II"."""
        if self.day is None or words.last_day is None or not said.rstrip().endswith("sang"):
            return False
        return words.last_day > self.day

    def _is_remembered(self, words: TimeWords, said: str) -> bool:
        """Whether years are only looked back on: "ôn lại 80 năm truyền thống; 20 năm thực hiện"."""
        lowered = self.scan.lowered
        years = _SO_MANY_YEARS.match(lowered, words.start, words.end)
        return years is not None and ("ôn lại" in said or _REMEMBERED.search(said) is not None)

    def _is_attribute(self, words: TimeWords, said: str) -> bool:
        """Whether a year only describes something: "… 8 địa bàn chuyển hóa đạt năm 2023"."""
        return self.scan.lowered.startswith("năm", words.start) and not _OPENS.search(said)

    def _trails(self, words: TimeWords, sentence: int) -> bool:
        """Whether a span only dates a last clause without figures: "…, năm 2024 không mất trộm"."""
        stretch = self.scan.sentences[sentence]
        first = bisect_left(self.figures, stretch.start)
        own = self.figures[first : bisect_left(self.figures, stretch.end, lo=first)]
        before = [at for at in own if at < words.start]
        if not before or len(before) < len(own):
            return False
        return "," in self.scan.lowered[before[-1] : words.start]
