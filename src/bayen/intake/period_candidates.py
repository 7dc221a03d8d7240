"""The days that a figure may have: every time its text tells near it, and what needs no words.

The rules choose one of them by the words of the sentence. Where the sentence has none, the
candidates are listed here with where each was told, for the second look to weigh.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from bayen.intake.periods import PeriodReader
from bayen.intake.scan import Stretch
from bayen.intake.timewords import Days, TimeWords
from bayen.intake.wording import NOTHING

_TIMES_BACK = 3
"""Different times told before the sentence that are candidates."""
_WORDS_BACK = 14
_WORDS_AHEAD = 3
_IN_SENTENCE = 2
_STEPS = (0, 1, 2, 4, 8)


class Asked(NamedTuple):
    """A figure of which another look is asked, or a neighbour of one.

    Attributes:
        start, end: of its number.
        code: its indicator.
        kind: "stock", "flow" or "other".
        days: what the rules say.
        why: what they rest on (`basis_of`).
        place: as the rules read it.
    """

    start: int
    end: int
    code: str
    kind: str
    days: Days
    why: str
    place: str


@dataclass(frozen=True, slots=True)
class Told:
    """Where a time is told, seen from a figure.

    Attributes:
        days: its days.
        source: in short: "B1span" (nearest before in the sentence), "A1day" (after), "P1span"
            (in the paragraph), "E2state" (in one before), "N" (after the sentence), "T" (title).
        more: how far, by what words.
        words: as the text has them; None where it has none.
    """

    days: Days
    source: str
    more: tuple[str, ...] = ()
    words: TimeWords | None = None


@dataclass(slots=True)
class TextTimes:
    """The times of one text around its figures.

    Attributes:
        periods: its words of time, read.
        asked: its figures, in order.
    """

    periods: PeriodReader
    asked: Sequence[Asked]
    sentences: list[int] = field(init=False)
    usual: list[Days] = field(init=False)
    shares: dict[Days, float] = field(init=False)
    _starts: list[int] = field(init=False)
    _figures: list[int] = field(init=False)
    _exact: dict[int, list[Days]] = field(default_factory=dict)
    _seen: dict[int, list[Told]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        scan = self.periods.scan
        self._starts = [words.start for words in self.periods.words]
        self._figures = [figure.start for figure in self.asked]
        self.sentences = [scan.sentence_number(start) for start in self._figures]
        spans = Counter(f.days for f in self.asked if f.kind == "flow" and f.days[0])
        self.usual = [days for days, _ in spans.most_common(2)]
        counted = Counter(figure.days for figure in self.asked)
        self.shares = {days: n / len(self.asked) for days, n in counted.items()}

    def around(self, index: int) -> Iterator[Told]:
        """The times told around a figure, the nearest of each kind first."""
        sentence = self.periods.scan.sentences[self.sentences[index]]
        yield from self._before(self.asked[index], sentence)
        yield from self._after(self.asked[index], sentence)
        number = self.sentences[index]
        if number not in self._seen:
            self._seen[number] = [*self._earlier(number), *self._of_text(sentence)]
        yield from self._seen[number]

    def has_no_days(self, words: TimeWords) -> bool:
        """Whether words of time tell no days: "thời gian qua"."""
        return not self._days(words)

    def words_between(self, start: int, end: int) -> Sequence[TimeWords]:
        """The words of time that begin in a piece of the text."""
        first = bisect_left(self._starts, start)
        return self.periods.words[first : bisect_left(self._starts, end, lo=first)]

    def _days(self, words: TimeWords) -> list[Days]:
        """The days of words of time: as they stand, and as the text makes them exact."""
        if words.start not in self._exact:
            exact = self.periods.exact(words)
            both = [(w.first_day, w.last_day) for w in (words, exact)]
            self._exact[words.start] = [d for d in dict.fromkeys(both) if d != NOTHING]
        return self._exact[words.start]

    def _count(self, start: int, end: int) -> int:
        return bisect_left(self._figures, end) - bisect_left(self._figures, start)

    def _before(self, figure: Asked, sentence: Stretch) -> Iterator[Told]:
        rank = 0
        for words in reversed(self.words_between(sentence.start, figure.start)):
            days = self._days(words)
            if not days:
                continue
            rank += 1
            gap = self.periods.scan.lowered[words.end : figure.start]
            more = (
                f"{_mark(gap)}{words.kind}",
                f"n{min(self._count(words.end, figure.start), 3)}",
            )
            yield from _each(days, f"B{min(rank, _IN_SENTENCE)}{words.kind}", more, words)
            yield from self._derived(words, days[0], f"B{min(rank, 2)}")

    def _after(self, figure: Asked, sentence: Stretch) -> Iterator[Told]:
        rank = 0
        for words in self.words_between(figure.end, sentence.end):
            days = self._days(words)
            if not days:
                continue
            rank += 1
            if rank > _IN_SENTENCE:
                return
            gap = self.periods.scan.lowered[figure.end : words.start]
            more = (f"{_mark(gap)}{words.kind}", f"n{min(self._count(figure.end, words.start), 2)}")
            yield from _each(days, f"A{rank}{words.kind}", more, words)

    def _earlier(self, number: int) -> Iterator[Told]:
        """The last different times told before a sentence."""
        scan = self.periods.scan
        here = scan.sentences[number]
        line = scan.line_start(here.start + 1)
        low = bisect_left(self._starts, here.start)
        seen: set[Days] = set()
        for words in reversed(self.periods.words[max(0, low - _WORDS_BACK) : low]):
            days = self._days(words)
            if not days or days[0] in seen:
                continue
            seen.add(days[0])
            at = scan.sentence_number(words.start)
            opens = "" if scan.lowered[scan.sentences[at].start : words.start].strip() else "^"
            source = f"{'P' if words.start >= line else 'E'}{len(seen)}"
            lines = here.line - scan.sentences[at].line
            more = (
                f"d{_step(number - at)}{opens}{words.kind}",
                f"l{_step(lines)}{words.kind}",
                f"f={scan.lowered[words.start : words.end].split(None, 1)[0]}",
            )
            yield from _each(days, f"{source}{words.kind}", more, words)
            yield from self._derived(words, days[0], source)
            if len(seen) == _TIMES_BACK:
                return

    def _derived(self, words: TimeWords, days: Days, source: str) -> Iterator[Told]:
        """Since New Year of a dated state, and since a day told until that of the text."""
        first, last = days
        today = self.periods.day
        if words.kind == "state" and first is None and last is not None:
            yield Told((date(last.year, 1, 1), last), f"{source}:year", (), words)
        elif words.kind in {"span", "day"} and first and today and first < today:
            yield Told((first, today), f"{source[0]}:since", (), words)

    def _of_text(self, sentence: Stretch) -> Iterator[Told]:
        """What comes after a sentence, the title, the event, and what most figures have."""
        ahead = bisect_left(self._starts, sentence.end)
        for words in self.periods.words[ahead : ahead + _WORDS_AHEAD]:
            if days := self._days(words):
                gap = self.periods.scan.lowered[sentence.end - 1 : words.start]
                yield Told(days[0], f"N{'e' if chr(10) in gap else 'p'}{words.kind}", (), words)
                break
        title = self.periods.default
        if title is not None:
            yield Told((title.first_day, title.last_day), "T", (), title)
        event = self.periods.event_day
        if event is not None:
            yield Told((event, event), "event")
        for rank, usual in enumerate(self.usual):
            yield Told(usual, f"usual{rank}")


def _each(
    days: Sequence[Days], source: str, more: tuple[str, ...], words: TimeWords
) -> Iterator[Told]:
    for rank, one in enumerate(days):
        yield Told(one, source + "~" * rank, more, words)


def _mark(gap: str) -> str:
    """What stands between a time and a figure: the strongest stop."""
    if ";" in gap:
        return ";"
    if "(" in gap:
        return "()" if ")" in gap else "("
    return ")" if ")" in gap else "," if "," in gap else "-"


def _step(count: int) -> str:
    return next((str(step) for step in _STEPS if count <= step), "+")
