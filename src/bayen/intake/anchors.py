"""Which of many patterns can match in a text, told by the words in it before any is tried."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import chain, pairwise, product
from operator import or_
from typing import TypeVar

import numpy as np

from bayen.intake.patterns import (
    at_word_start,
    find_endings,
    find_openings,
    find_ways,
    rarest_words,
    stands_first,
    stands_last,
)
from bayen.intake.steps import follow_steps, steps_of

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"[0-9]+")
_WORDS_OF_WAY = 2
_LONGEST = 8
"""Letters of an anchor; no syllable of Vietnamese is longer."""
_KEPT = 1 << 14
"""Words whose answers are kept; the reports of a province use fewer."""
_LONGEST_KEPT = 40
"""Characters between two spaces; what is longer is no word, and is not kept."""


class Anchors:
    """Of every way in which each pattern may match, two words that have to stand in the text.

    Args:
        patterns: that are asked about.
        first: number of the first bit, where bits of other patterns come before.

    Attributes:
        bits: of every pattern that has such words bits of its own; all of them stand where it
            can match.
        end: one past the number of the last bit.
        all: all bits.
    """

    def __init__(self, patterns: Iterable[str], *, first: int = 0) -> None:
        ways = {pattern: find_ways(pattern) for pattern in patterns}
        common = Counter(
            run for found in ways.values() for way in found for words in way for run in words
        )
        self._patterns: dict[str, int] = {}
        self.bits: dict[str, int] = {}
        self.end = first
        for (pattern, found), rank in product(ways.items(), range(_WORDS_OF_WAY)):
            words = rarest_words(found, common, rank=rank)
            if words:
                self._add(pattern, words)
        self.all = (1 << self.end) - (1 << first)
        self._with = Kept(self._find_with)

    def _add(self, pattern: str, words: Iterable[str]) -> None:
        """Take one of some words as needed by a pattern."""
        bit = 1 << self.end
        self.end += 1
        self.bits[pattern] = self.bits.get(pattern, 0) | bit
        for anchor in words:
            word = anchor[:_LONGEST]
            self._patterns[word] = self._patterns.get(word, 0) | bit

    def may_match(self, lowered: str) -> int:
        """The bits of the patterns of which anchors stand in a text."""
        return reduce(or_, map(self._with.__getitem__, lowered.split()), 0)

    def _find_with(self, said: str) -> int:
        found = self._patterns.keys() & chain.from_iterable(map(_pieces, _WORD.findall(said)))
        return reduce(or_, map(self._patterns.__getitem__, found), 0)


Answer = TypeVar("Answer")


class Kept(dict[str, Answer]):
    """Answers about what stands between two spaces: texts say the same words over and over.

    A dictionary that fills itself, for a look-up in it is quicker than a call.
    """

    def __init__(self, answer: Callable[[str], Answer]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, said: str) -> Answer:
        answer = self._answer(said)
        if len(said) <= _LONGEST_KEPT:
            if len(self) >= _KEPT:
                self.clear()
            self[said] = answer
        return answer


class Sought:
    """A pattern searched for only where a word stands without which it cannot match.

    To look for a few words is many times quicker than to search for a pattern, and most
    patterns match in few of the texts that they are asked about. Of a pattern for the end of
    a text the last word is looked at; one for the start is tried there alone. Other patterns
    are just searched for.

    Args:
        pattern: what is looked for.
        sooner: the same in a way that is found sooner, where there is one.
    """

    __slots__ = ("_endings", "_match", "_words", "pattern", "search")

    search: Callable[[str], re.Match[str] | None]
    """The first match in a text in lower case."""

    def __init__(self, pattern: str, *, sooner: str = "") -> None:
        self.pattern = pattern
        compiled = re.compile(sooner or pattern)
        self._match = compiled.match if stands_first(pattern) else compiled.search
        words = rarest_words(find_ways(pattern), {})
        self._words = tuple(sorted(words)) if words and len(words) <= _MOST_SOUGHT else ()
        self._endings = tuple(find_endings(pattern) or ()) if stands_last(pattern) else ()
        if self._words:
            self.search = self._search_ending if self._endings else self._search_word
        else:
            self.search = self._search_last if self._endings else self._match

    def search_within(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match within a stretch of a text in lower case."""
        stretch = text[start:end]
        if self._words and not any(word in stretch for word in self._words):
            return None
        if self._endings and not self._may_end(stretch):
            return None
        return self._match(text, start, end)

    def _search_word(self, text: str) -> re.Match[str] | None:
        for word in self._words:
            if word in text:
                return self._match(text)
        return None

    def _search_ending(self, text: str) -> re.Match[str] | None:
        for word in self._words:
            if word in text:
                return self._match(text) if self._may_end(text) else None
        return None

    def _search_last(self, text: str) -> re.Match[str] | None:
        return self._match(text) if self._may_end(text) else None

    def _may_end(self, text: str) -> bool:
        said = text.rstrip(_SIGNS)
        return said.endswith(self._endings) or not said[-1:].isalnum()


_MOST_SOUGHT = 12
_SIGNS = " \n\t,.;:()“”\"'-–…/"
"""What may follow the last word of a text; after any other sign the pattern is tried."""


class Vocabulary:
    """The words that one question accepts, such as whether a pattern may begin with them."""

    def __init__(self, accepts: Callable[[str], bool]) -> None:
        self.accepts = accepts
        self.number = _LOOKED_UP.add(self)


class _LookedUp(dict[str, bytes]):
    """Of what stands between two spaces, where words begin that questions accept, and whose.

    All questions are answered in one look: each vocabulary has a number from 1 on; 0 is of runs
    of digits. Texts say the same words over and over, so that most of a new text was looked up
    before.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asking: list[Vocabulary] = []
        self._numbers = Kept(self._find_numbers)

    def add(self, vocabulary: Vocabulary) -> int:
        self.asking.append(vocabulary)
        self.clear()
        self._numbers.clear()
        return len(self.asking)

    def __missing__(self, said: str) -> bytes:
        words = _WORD.finditer(said)
        found = [(word.start(), number) for word in words for number in self._numbers[word.group()]]
        if not said.isalpha():
            found += [(digits.start(), 0) for digits in _DIGITS.finditer(said)]
        steps = steps_of(sorted(found), len(said))
        if len(said) <= _LONGEST_KEPT:
            if len(self) >= _KEPT:
                self.clear()
            self[said] = steps
        return steps

    def _find_numbers(self, word: str) -> tuple[int, ...]:
        return tuple(at for at, asking in enumerate(self.asking, 1) if asking.accepts(word))


_LOOKED_UP = _LookedUp()


class WordIndex:
    """Where the words of a text begin that any vocabulary accepts.

    Attributes:
        pieces: what stands between two spaces.
    """

    def __init__(self, lowered: str) -> None:
        self.pieces = lowered.split(" ")
        self._starts = self._look_up()

    def _look_up(self) -> list[list[int]]:
        """Where runs of digits begin, and of each vocabulary the words that it accepts."""
        at, numbers = follow_steps(map(_LOOKED_UP.__getitem__, self.pieces))
        order = numbers.astype(np.int16).argsort(kind="stable")  # of so few bits soonest sorted
        starts = at[order].tolist()
        ends = np.bincount(numbers, minlength=len(_LOOKED_UP.asking) + 1).cumsum().tolist()
        return [starts[first:end] for first, end in pairwise([0, *ends])]

    @property
    def digits(self) -> list[int]:
        """In order, where runs of digits begin, be it within a word."""
        return self._starts[0]

    def starts(self, vocabulary: Vocabulary) -> list[int]:
        """In order, where the words begin that are accepted."""
        try:
            return self._starts[vocabulary.number]
        except IndexError:  # a question that was made since
            self._starts = self._look_up()
            return self._starts[vocabulary.number]

    def starts_within(self, vocabulary: Vocabulary, start: int, end: int) -> list[int]:
        """The same of a stretch of the text."""
        starts = self.starts(vocabulary)
        first = bisect_left(starts, start)
        return starts[first : bisect_left(starts, end, first)]


class Opened:
    """A pattern that begins with a word, tried only at the words it can begin with."""

    def __init__(self, pattern: str, *, flags: int = 0) -> None:
        openings = find_openings(pattern)
        if openings is None or not all(opening[0].isalnum() for opening in openings):
            raise ValueError(f"mẫu phải bắt đầu bằng một từ hay chữ số: {pattern[:60]}")
        written = rf"(?<!\w)(?:{pattern})" if flags else at_word_start(pattern)
        self.compiled = re.compile(written, flags)
        self._openings = tuple({opening.lower() for opening in openings})
        self._opens = Vocabulary(self._begins)

    def finditer(self, text: str, words: WordIndex) -> Iterator[re.Match[str]]:
        """All matches, never overlapping.

        Args:
            text: or the beginning of one.
            words: of the text in lower case.
        """
        end, match_at = 0, self.compiled.match
        starts = words.starts(self._opens)
        for start in starts[: bisect_left(starts, len(text))]:
            if start >= end and (match := match_at(text, start)):
                yield match
                end = match.end()

    def within(self, text: str, words: WordIndex, start: int, end: int) -> Iterator[re.Match[str]]:
        """All matches within a stretch of the text, never overlapping."""
        for at in words.starts_within(self._opens, start, end):
            if at >= start and (match := self.compiled.match(text, at, end)):
                yield match
                start = match.end()

    def search(self, text: str, words: WordIndex, start: int, end: int) -> re.Match[str] | None:
        """The first match within a stretch of the text."""
        for at in words.starts_within(self._opens, start, end):
            if match := self.compiled.match(text, at, end):
                return match
        return None

    def last(self, text: str, words: WordIndex, start: int, end: int) -> re.Match[str] | None:
        """The last match within a stretch of the text."""
        found = None
        for match in self.within(text, words, start, end):
            found = match
        return found

    def _begins(self, word: str) -> bool:
        return f"{word} ".startswith(self._openings)


class Led:
    """A pattern that may begin with a digit or a sign too, tried only where it can begin.

    Args:
        pattern: for a text in lower case.
        after_digit: pattern of what follows wherever a match begins with a digit.
    """

    def __init__(self, pattern: str, *, after_digit: str = "") -> None:
        openings = find_openings(pattern)
        if openings is None:
            raise ValueError(f"mẫu phải có chữ đầu: {pattern[:60]}")
        self.compiled = re.compile(pattern)
        self._openings = tuple(opening for opening in openings if opening[0].isalpha())
        self._opens = Vocabulary(self._begins) if self._openings else None
        signs = {re.escape(opening[0]) for opening in openings if not opening[0].isalnum()}
        # One class of characters comes first, which is looked for faster than alternatives.
        after = rf"(?:(?<=[{''.join(sorted(signs))}])|(?={after_digit}))" if signs else ""
        self._opening = re.compile(
            rf"[0-9{''.join(sorted(signs))}]{after or rf'(?={after_digit})'}"
        )

    def finditer(
        self, text: str, words: WordIndex, start: int, end: int
    ) -> Iterator[re.Match[str]]:
        """All matches within a stretch of the text, never overlapping."""
        starts = [opening.start() for opening in self._opening.finditer(text, start, end)]
        if self._opens is not None:
            starts = sorted([*starts, *words.starts_within(self._opens, start, end)])
        for at in starts:
            if at >= start and (match := self.compiled.match(text, at, end)):
                yield match
                start = match.end()

    def _begins(self, word: str) -> bool:
        return f"{word} ".startswith(self._openings)


@lru_cache(maxsize=256)  # each word that is new is asked about by several
def _pieces(word: str) -> Sequence[str]:
    """Every piece of a word that can be an anchor; as many as the word is long, times eight."""
    return [
        word[start:end]
        for start in range(len(word))
        for end in range(start + 1, min(start + _LONGEST, len(word)) + 1)
    ]
