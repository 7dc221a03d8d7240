"""What speaks for each of the days that a figure may have, as facts with short named features.

A feature of a candidate alone is one word ("P1span"); together with what is known of the
figure it is two, "P1span|kind=stock". Their points are learned (``tools/fit_choices.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from bayen.intake import period_facts
from bayen.intake.choosing import Fact, spell_out
from bayen.intake.period_candidates import Asked, TextTimes, Told
from bayen.intake.timewords import Days
from bayen.intake.wording import NOTHING

_VERBS = {
    "raise": "nâng",
    "have": ("có|còn|gồm|hiện|đang|vẫn|giữ|là|chiếm|rộng|dài|nằm|duy trì|quản lý|sinh sống"),
    "install": "lắp|gắn|xây|dựng|mua|sắm|làm|kéo|treo|trồng|thắp|trang bị",
    "found": (
        "lập|gom|gộp|nhân|thành lập|ra mắt|xây dựng|kiện toàn|củng cố|công nhận|nhân rộng"
        "|mở rộng|sắp xếp|kết nạp|đăng ký"
    ),
    "give": (
        "trao|tặng|biếu|góp|hiến|cấp|khen|hỗ trợ|đóng góp|quyên góp|ủng hộ|bàn giao|khen thưởng"
        "|biểu dương|tuyên dương"
    ),
    "attend": "dự|tham dự|tham gia|thu hút|huy động",
    "police": (
        "bắt|thu|nhận|báo|nộp|giúp|cứu|dập|phát hiện|xử lý|xử phạt|khởi tố|điều tra|làm rõ"
        "|giải quyết|xảy ra|thu giữ|thu hồi|tiếp nhận|cung cấp|giao nộp|vận động|hòa giải"
        "|hoà giải|cảm hóa"
    ),
    "do": (
        "mở|phát|ký|đăng|in|viết|đạt|tổ chức|tuyên truyền|ban hành|tham mưu|phối hợp|tuần tra"
        "|triển khai|kiểm tra|tập huấn|chuyển hóa|hoàn thành"
    ),
    "delta": "tăng|giảm|hơn|kém",
}
_CUES = {
    "since": "tính từ|kể từ|từ khi|từ ngày|từ lúc|sau khi|từ đó",
    "event": (
        "cùng ngày|dịp này|nhân dịp|tại buổi|tại lễ|tại đây|buổi lễ|buổi sáng|buổi tối|ngày hội"
        "|trong ngày|hôm qua|hôm nay|hôm đó|hôm ấy|hội nghị|ngay sau"
    ),
    "past": (
        "từng|vốn|trước khi|trước đó|trước đây|trước kia|trước sáp|ban đầu|lúc đầu|khi ấy|khi đó"
        "|hồi đó|hồi ấy|năm ấy|năm đó|còn là|lúc ấy|lúc đó"
    ),
    "after": "nhờ đó|nhờ vậy|nhờ thế|nhờ có|qua đó|kết quả|theo đó",
    "plan": "sẽ|phấn đấu|dự kiến|chỉ tiêu|mục tiêu|kế hoạch",
}
_DONE = frozenset({"đã", "vừa", "mới", "thêm"})
_NOW = frozenset({"nay", "hiện", "đang", "vẫn", "toàn"})
_EACH = frozenset({"mỗi", "quân"})
_EACH_AFTER = re.compile(r"\s*[\w ]{0,16}(?:/|mỗi |một )(?:tháng|năm|người|hộ|buổi|ngày|tuần|đêm)")
_REPORT = re.compile(r"báo cáo|số\s*:?\s*\d+\s*/")
_ITEM = re.compile(r"\s*(?:[-+•*]|\d{1,2}[.)/]|[a-zđ]\))")
_HEAD, _SHORT = 400, 500
_QUOTE_BACK = 300
_WORDS_BACK = 24
_SIGNS = ",;:.()“”\"'…–"
_SHARES = (0.0, 0.1, 0.3, 0.6, 0.99)


def _classes(table: dict[str, str]) -> dict[str, str]:
    """Each word, or pair of words, with the class that it is of."""
    return {words: name for name, told in table.items() for words in told.split("|")}


_VERB_CLASS, _CUE_CLASS = _classes(_VERBS), _classes(_CUES)
_CUE_WORDS = frozenset(_CUE_CLASS)


class Candidate(NamedTuple):
    """Days that a figure may have.

    Attributes:
        days: the days.
        told: where the text tells them; nowhere when they need no words.
        alone: facts of the candidate that stand alone.
        crossed: its features that count together with each of the figure's.
    """

    days: Days
    told: Sequence[Told]
    alone: Sequence[Fact]
    crossed: Sequence[str]


class Choice(NamedTuple):
    """One figure: what is known of it, and its candidates, the rules' own first."""

    known: Sequence[Fact]
    candidates: Sequence[Candidate]

    def features(self) -> Iterator[set[str]]:
        """All features of each candidate."""
        known = list(spell_out(self.known))
        for one in self.candidates:
            pairs = {f"{name}|{other}" for name in one.crossed for other in known}
            yield {*spell_out(one.alone), *one.crossed, *pairs}


def genre_of(lowered: str, *, titled: bool) -> str:
    """What kind of text it is: a report or not, with a time in its title or not, or short."""
    kind = "report" if _REPORT.search(lowered, 0, _HEAD) else "story"
    return f"{kind}{'+' if titled else ''}{' short' if len(lowered) < _SHORT else ''}"


def choice_of(times: TextTimes, index: int, genre: str, usual_place: str) -> Choice:
    """The candidates for the days of one figure, with all that speaks for each.

    Args:
        times: of the text.
        index: which of its figures.
        genre: from `genre_of`.
        usual_place: the place of most figures of the text.
    """
    figure, today = times.asked[index], times.periods.day
    found: dict[Days, list[Told]] = {figure.days: [], NOTHING: []}
    if today is not None:
        found.setdefault((None, today), [])
    for told in times.around(index):
        found.setdefault(told.days, []).append(told)
    beside = [times.asked[i] for i in (index - 1, index + 1) if 0 <= i < len(times.asked)]
    for other in beside:
        found.setdefault(other.days, [])
    state = None, today
    if figure.kind == "flow" and figure.why == "nothing" and state != figure.days:
        found.pop(state, None)  # work done is no state of today
    said = _Said.of(times, index)
    known: list[Fact] = [
        *_known(figure, said, genre),
        _times_near(times, index, figure.kind),
        (period_facts.marked, figure.kind, tuple(_marks(said, figure, usual_place))),
        (period_facts.as_read, figure.why, figure.kind, shape_of(figure.days, today)),
    ]
    company = _Company.of(times, index)
    candidates = [
        _candidate(days, told, figure, today, company, said.verb_class)
        for days, told in found.items()
    ]
    return Choice(known, candidates)


class _Said(NamedTuple):
    """The words of a sentence up to a number, and right after it."""

    words: Sequence[str]
    pairs: Sequence[str]
    unit: str
    is_each: bool
    is_quoted: bool
    is_item: bool
    verb: str

    @classmethod
    def of(cls, times: TextTimes, index: int) -> _Said:
        figure, scan = times.asked[index], times.periods.scan
        lowered = scan.lowered
        start = scan.sentences[times.sentences[index]].start
        words = _words(lowered[start : figure.start])
        after = lowered[figure.end : figure.end + 40]
        unit = after.split(None, 1)[0].strip(",;.:)") if after.strip() else ""
        pairs = list(map(" ".join, pairwise(words)))
        back = max(0, start - _QUOTE_BACK)
        opened = lowered.count("“", back, figure.start) - lowered.count("”", back, figure.start)
        return cls(
            words,
            pairs,
            unit,
            not _EACH.isdisjoint(words[-6:]) or _EACH_AFTER.match(after) is not None,
            opened > 0,
            _ITEM.match(lowered, start) is not None,
            _last_verb(words, pairs),
        )

    @property
    def verb_class(self) -> str:
        return _VERB_CLASS.get(self.verb, "-")

    @property
    def cues(self) -> list[str]:
        told = _CUE_WORDS.intersection([*self.words, *self.pairs])
        return sorted({_CUE_CLASS[word] for word in told}) or ["-"]


def _words(said: str) -> list[str]:
    for sign in _SIGNS:  # six times as fast as `str.translate`
        said = said.replace(sign, " ")
    return said.split()


def _last_verb(words: Sequence[str], pairs: Sequence[str]) -> str:
    for at in range(len(words) - 1, max(-1, len(words) - _WORDS_BACK), -1):
        if at and pairs[at - 1] in _VERB_CLASS:
            return pairs[at - 1]
        if words[at] in _VERB_CLASS:
            return words[at]
    return "-"


def _known(figure: Asked, said: _Said, genre: str) -> list[Fact]:
    """What is known of a figure from its indicator and the words of its sentence."""
    kind, words = figure.kind, said.words
    is_done, is_now = not _DONE.isdisjoint(words[-12:]), not _NOW.isdisjoint(words)
    return [
        (period_facts.indicated, kind, figure.code),
        (period_facts.done_so, said.verb, said.verb_class, kind, genre),
        (period_facts.of_genre, genre, kind, figure.code),
        (period_facts.near, *words[-2:]),
        (period_facts.counted, said.unit),
        (period_facts.opening, words[0] if words else "^"),
        (period_facts.timed, is_done, is_now, kind),
        (period_facts.cued, kind, tuple(said.cues)),
    ]


def _marks(said: _Said, figure: Asked, usual_place: str) -> Iterator[str]:
    """What else is particular of a figure."""
    if said.is_each:
        yield "each"
    if said.is_quoted:
        yield "quoted"
    if said.is_item:
        yield "item"
    if figure.place != usual_place:
        yield "away"


def _times_near(times: TextTimes, index: int, kind: str) -> Fact:
    """Which words of time stand in the sentence, and which before it."""
    figure, scan = times.asked[index], times.periods.scan
    sentence = scan.sentences[times.sentences[index]]
    before = times.words_between(sentence.start, figure.start)
    after = times.words_between(figure.end, sentence.end)
    told = next((w.kind for w in reversed(before) if not times.has_no_days(w)), "-")
    follows = next((w.kind for w in after if not times.has_no_days(w)), "-")
    vague = next((w.kind for w in reversed(before) if times.has_no_days(w)), "-")
    earlier = times.words_between(scan.line_start(sentence.start + 1), sentence.start)
    above = earlier[-1].kind if earlier else "-"
    return period_facts.times_near, told, follows, vague, above, kind


class _Company(NamedTuple):
    """The figures around one, as the rules read them."""

    last: Asked | None
    follows: Asked | None
    is_last_here: bool
    is_next_here: bool
    here: Sequence[Days]
    times: TextTimes

    @classmethod
    def of(cls, times: TextTimes, index: int) -> _Company:
        asked, numbers = times.asked, times.sentences
        number, size = numbers[index], len(asked)
        first = index
        while first and numbers[first - 1] == number:
            first -= 1
        end = index + 1
        while end < size and numbers[end] == number:
            end += 1
        return cls(
            asked[index - 1] if index else None,
            asked[index + 1] if index + 1 < size else None,
            index > first,
            index + 1 < end,
            [asked[i].days for i in range(first, end) if i != index],
            times,
        )

    def facts(self, days: Days, figure: Asked, shape: str) -> list[Fact]:
        """How the figures around agree with some days."""
        last = self._beside(self.last, self.is_last_here, days, figure)
        follows = self._beside(self.follows, self.is_next_here, days, figure)
        agree = self.here.count(days)
        of = f"{min(agree, 2)}/{min(len(self.here), 2)}"
        share = self.times.shares.get(days, 0.0)
        step = next((str(s) for s in _SHARES if share <= s), "1")
        return [
            (period_facts.beside, last, follows, shape),
            (period_facts.agreed, of, figure.kind),
            (period_facts.shared, step, figure.kind, shape),
        ]

    def _beside(self, other: Asked | None, is_here: bool, days: Days, figure: Asked) -> str:
        if other is None:
            return "none"
        same = "=" if other.days == days else "/"
        return f"{'here' if is_here else 'off'}{same}{'k' if other.kind == figure.kind else ''}"


def _candidate(
    days: Days,
    told: Sequence[Told],
    figure: Asked,
    today: date | None,
    company: _Company,
    verbs: str,
) -> Candidate:
    shape, is_own = shape_of(days, today), days == figure.days
    sources = list(dict.fromkeys(one.source for one in told)) or [f"bare {shape}"]
    crossed = [f"={shape}", *sources]
    # Two times may be told alike, and tell no more than one.
    ways = dict.fromkeys((one.source, how) for one in told for how in one.more)
    alone: list[Fact] = [(period_facts.told, *way, figure.kind) for way in ways]
    alone += company.facts(days, figure, shape)
    alone.append((period_facts.aged, shape, age_of(days, today), figure.kind))
    if is_own:
        crossed.append("own")
        alone.append((period_facts.own, shape))
        alone += [(period_facts.own_told, name, figure.why) for name in sources]
    else:
        own = shape_of(figure.days, today)
        alone.append((period_facts.turned, own, shape, figure.kind, verbs))
    return Candidate(days, told, alone, crossed)


def shape_of(days: Days, today: date | None) -> str:
    """What sort of time some days are: "year", "month", "now" for a state of today …"""
    first, last = days
    if last is None:
        return "open" if first else "none"
    if first is None:
        return "now" if last == today else "state"
    if first == last:
        return "day"
    if (first.month, first.day) == (1, 1):
        if (last.month, last.day) == (12, 31):
            return "year" if first.year == last.year else "years"
        if first.year == last.year:
            return "since new year" if last == today else "part"
    if last == today:
        return "since"
    length = (last - first).days
    return "month" if length < 45 else "months" if length < 200 else "years"


def age_of(days: Days, today: date | None) -> str:
    """How long before the text some days ended."""
    first, last = days
    if last is None or today is None:
        return "?"
    gone = (today - last).days
    if gone < 0:
        return "runs" if first is None or first <= today else "ahead"
    return next((f"{most}d" for most in (0, 20, 100, 400) if gone <= most), "old")
