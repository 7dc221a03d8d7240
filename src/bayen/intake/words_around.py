"""The stretches of words around each figure of a text that tell what it is.

Its noun phrase, what stands right before it or earlier in the sentence, and what is told of it
elsewhere, as in the heading. Each is given by where its words begin and end among all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from bayen.intake.context import Context
from bayen.intake.found import Found
from bayen.intake.scan import Stretch
from bayen.intake.word_ids import Vocabulary

# One class of characters comes first, which is looked for faster than alternatives.
_STRONG = re.compile(r"[;\n….](?:(?<!\.)|(?=\s|$))")
_WEAK = re.compile(r"[,;:()“”\"\n….]")
_NOUN, _CLAUSE, _NEAR, _BEFORE, _EARLIER, _TAIL, _TOLD, _TOPIC, _INHERITED = (
    10, 25, 8, 25, 60, 30, 40, 24, 6,
)  # fmt: skip
"""How many words of each stretch are looked at."""
_LOOK_BACK = 240
"""Characters before a sentence of which the words are looked at."""

Edges: TypeAlias = tuple[int, int]
"""The first word of a stretch, and one past its last, by their index in the text."""


class WordsAround(NamedTuple):
    """The stretches of words around a figure.

    Attributes:
        noun: the noun phrase after the number.
        one, two, three: so many words before the number, or the bound words before that.
        next_two, next_three: so many after it.
        near, before: back to the last stop, so many words at most.
        earlier: back to the start of the sentence.
        clause, tail: to the next figure, and to the next stop.
        sentence: the whole of it.
        preceding: what is told before the sentence.
    """

    noun: Edges
    one: Edges
    two: Edges
    three: Edges
    next_two: Edges
    next_three: Edges
    near: Edges
    before: Edges
    earlier: Edges
    clause: Edges
    tail: Edges
    sentence: Edges
    preceding: Edges


class WordsBeside(NamedTuple):
    """What is told of a figure elsewhere, its words put behind those of the text.

    Attributes:
        noun: what is counted, where that is said before the number.
        topic: the heading above.
        inherited: the words before the first figure of a list.
    """

    noun: Edges
    topic: Edges
    inherited: Edges


class ToldWords:
    """A text whose words are known by their ids.

    Attributes:
        starts: first character of each word.
        ids: of the words; 0 for one that is not known.
    """

    def __init__(
        self, lowered: str, starts: Sequence[int], ids: Sequence[int], vocabulary: Vocabulary
    ) -> None:
        self.lowered = lowered
        self.starts = starts
        self.ids = ids
        self.vocabulary = vocabulary
        self._stops = [match.start() for match in _STRONG.finditer(lowered)]

    def around(self, figure: Found, sentence: Stretch, further: int) -> WordsAround:
        """The stretches around a figure.

        Args:
            figure: it.
            sentence: that it stands in.
            further: where the next figure begins.
        """
        number, starts = figure.number, self.starts
        after = bisect_left(starts, number.end)
        at = self._without_bounds(bisect_left(starts, number.start))
        stop = bisect_left(self._stops, number.end)
        stopped = min(self._stops[stop], sentence.end) if stop < len(self._stops) else sentence.end
        begun = bisect_left(self._stops, number.start)
        started = bisect_left(
            starts, max(self._stops[begun - 1], sentence.start) if begun else sentence.start
        )
        first = bisect_left(starts, sentence.start)
        return WordsAround(
            (after, self._end_of_noun(figure, after)),
            (at - 1, at),
            (at - 2, at),
            (at - 3, at),
            (after, after + 2),
            (after, after + 3),
            (max(at - _NEAR, started), at),
            (max(at - _BEFORE, started), at),
            (max(at - _EARLIER, first), at),
            (after, min(bisect_left(starts, min(stopped, further)), after + _CLAUSE)),
            (after, min(bisect_left(starts, stopped), after + _TAIL)),
            (first, bisect_left(starts, sentence.end)),
            (max(bisect_left(starts, sentence.start - _LOOK_BACK), first - _TOLD), first),
        )

    def _without_bounds(self, at: int) -> int:
        """The index of the number, or of the bound words before it: "có hơn", "được trên"."""
        for _ in range(2):
            if at and self.ids[at - 1] in self.vocabulary.bounds:
                at -= 1
        return at

    def _end_of_noun(self, figure: Found, after: int) -> int:
        """The end of the noun phrase: a stop or a linking word, but never inside the unit."""
        end = figure.number.end
        stop = _WEAK.search(self.lowered, max(end, figure.unit.end) if figure.unit else end)
        last = min(bisect_left(self.starts, stop.start()) if stop else len(self.ids), after + _NOUN)
        linking = self.vocabulary.linking
        return next((at for at in range(after, last) if self.ids[at] in linking), last)


class AddedWords:
    """What is told of figures elsewhere, put behind the words of the text, parted by unknowns.

    Args:
        size: how many words the text has.
        vocabulary: which words are known.

    Attributes:
        ids: of the words.
    """

    def __init__(self, size: int, vocabulary: Vocabulary) -> None:
        self.ids = [0]
        self._size = size
        self._vocabulary = vocabulary
        self._known: dict[tuple[str, int], Edges] = {}

    def around(self, figure: Found, context: Context) -> WordsBeside:
        """What is told of a figure elsewhere."""
        return WordsBeside(
            self._put(figure.told_before, _NOUN),
            self._put(context.topic, _TOPIC),
            self._put(context.inherited, -_INHERITED),
        )

    def _put(self, said: str, most: int) -> Edges:
        """Where the first words of something said stand, or the last where ``most`` is below 0."""
        key = said, most
        if key not in self._known:
            told = self._vocabulary.ids_of(said)
            told = told[:most] if most > 0 else told[most:]
            begin = self._size + len(self.ids)
            self._known[key] = begin, begin + len(told)
            self.ids += [*told, 0]
        return self._known[key]
