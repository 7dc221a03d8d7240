"""The words around each figure of a text as numbers: a word is an id, a clue one integer.

A clue is a word, a pair or three in a row, told together with where it stands beside the number
(in its noun phrase, right before it, earlier in the sentence, in the heading …) and, in some
places, with the counted noun. Where the stretches of words begin and end is found figure by
figure; the clues in them are gathered for all figures of a text at once, in arrays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bayen.intake.anchors import Kept, WordIndex
from bayen.intake.context import Context
from bayen.intake.found import Found
from bayen.intake.scan import Scan, Stretch
from bayen.intake.steps import follow_steps, steps_of

Ints = NDArray[np.int64]

_WORD = re.compile(r"[^\W\d_]+|%|\d+(?:[.,]\d+)*")
# One class of characters comes first, which is looked for faster than alternatives.
_STRONG = re.compile(r"[;\n….](?:(?<!\.)|(?=\s|$))")
_WEAK = re.compile(r"[,;:()“”\"\n….]")
NUMBER = "#"
_BITS = 13
"""Of one word; a vocabulary has fewer than 2 ** 13."""
_PLACE_SHIFT = 3 * _BITS
_UNITS_SHIFT = _PLACE_SHIFT + 6
LINKING = ("và", "với", "so", "gồm", "cùng", "đã", "để", "nhằm", "do")
"""Words that end the noun phrase after a number."""
BOUNDS = ("hơn", "trên", "gần", "khoảng", "được", "là", "ước")
"""Words between a verb and its number that tell nothing of the indicator."""
_NOUN, _CLAUSE, _NEAR, _BEFORE, _EARLIER, _TAIL, _TOLD, _TOPIC, _INHERITED = (
    10, 25, 8, 25, 60, 30, 40, 24, 6,
)  # fmt: skip
"""How many words of each stretch are looked at."""
_LOOK_BACK = 240
"""Characters before a sentence of which the words are looked at."""


@dataclass(slots=True)
class Vocabulary:
    """The words and counted nouns that clues are made of, by their ids from 1 on.

    Attributes:
        words, units: the ids.
        linking, bounds: ids of the words of `LINKING`, and of `BOUNDS`.
    """

    words: Mapping[str, int]
    units: Mapping[str, int]
    linking: frozenset[int] = field(init=False, repr=False)
    bounds: frozenset[int] = field(init=False, repr=False)
    _ids: Kept[tuple[int, ...]] = field(init=False, repr=False)
    _steps: Kept[bytes] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.linking, self.bounds = self._known(LINKING), self._known(BOUNDS)
        self._ids, self._steps = Kept(self._find_ids), Kept(self._find_steps)

    def read(self, text: WordIndex) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Where each word of a text begins, and its id; 0 for one that is not known."""
        return follow_steps(map(self._steps.__getitem__, text.pieces))

    def ids_of(self, said: str) -> list[int]:
        """The ids of some words in lower case."""
        return [word for piece in said.split(" ") for word in self._ids[piece]]

    def _find_ids(self, piece: str) -> tuple[int, ...]:
        return tuple(self.words.get(word, 0) for word, _ in split_words(piece))

    def _find_steps(self, piece: str) -> bytes:
        found = ((start, self.words.get(word, 0)) for word, start in split_words(piece))
        return steps_of(found, len(piece))

    def _known(self, words: Sequence[str]) -> frozenset[int]:
        return frozenset(self.words[word] for word in words if word in self.words)


@dataclass(frozen=True, slots=True)
class Clues:
    """The clues of all figures of a text.

    Attributes:
        keys: one integer a clue.
        owner: index of the figure that each is of, in order.
    """

    keys: Ints
    owner: Ints


def split_words(lowered: str) -> list[tuple[str, int]]:
    """The words of a text with where each begins; a number is "#"."""
    return [
        (NUMBER if (word := match.group())[0].isdigit() else word, match.start())
        for match in _WORD.finditer(lowered)
    ]


def unit_name(figure: Found) -> str:
    """What a figure counts, as clues name it."""
    if figure.number.percent:
        return "%"
    return figure.unit.word if figure.unit is not None else figure.candidate.unit or "-"


def find_clues(
    scan: Scan, found: Sequence[Found], contexts: Sequence[Context], vocabulary: Vocabulary
) -> Clues:
    """The clues of the figures of a text.

    Args:
        scan: the text.
        found: its figures, in order; at least one.
        contexts: the words around each.
        vocabulary: which words are known.
    """
    starts, ids = vocabulary.read(scan.words)
    told = _Told(scan.lowered, starts.tolist(), ids.tolist(), vocabulary)
    added = _Added(len(ids), vocabulary)
    edges: list[int] = []
    for at, (one, context) in enumerate(zip(found, contexts, strict=True)):
        further = found[at + 1].number.start if at + 1 < len(found) else len(scan.lowered)
        around = told.around(one, scan.sentence(one.number.start), further)
        edges += chain.from_iterable((*around, *added.around(one, context)))
    units = [vocabulary.units.get(unit_name(one), 0) for one in found]
    plain = _plain_keys(found, units, vocabulary)
    return _gather(edges, _grams(np.concatenate([ids, [*added.ids, 0, 0]])), units, plain)


_Edges: TypeAlias = tuple[int, int]
"""The first word of a stretch, and one past its last, by their index in the text."""


class _Around(NamedTuple):
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

    noun: _Edges
    one: _Edges
    two: _Edges
    three: _Edges
    next_two: _Edges
    next_three: _Edges
    near: _Edges
    before: _Edges
    earlier: _Edges
    clause: _Edges
    tail: _Edges
    sentence: _Edges
    preceding: _Edges


class _Beside(NamedTuple):
    """What is told of a figure elsewhere, its words put behind those of the text.

    Attributes:
        noun: what is counted, where that is said before the number.
        topic: the heading above.
        inherited: the words before the first figure of a list.
    """

    noun: _Edges
    topic: _Edges
    inherited: _Edges


_SLOTS_OF: Sequence[tuple[int, Sequence[int], Sequence[int]]] = (
    *((1, (0, 1, 2), (0, 1)), (28, (0,), (0,)), (28, (1,), (1,)), (28, (2,), ())),
    *((6, (1,), ()), (6, (2,), ()), (9, (0, 1), (1,)), (11, (0, 1), (1,))),
    *((13, (0, 1), (1,)), (15, (0, 1), (1,)), (22, (1,), ()), (25, (1,), ()), (23, (1,), ())),
    *((1, (0, 1, 2), (0, 1)), (17, (0, 1), (1,)), (20, (0, 1), (1,))),
)
"""Of each stretch, in the order of `_Around` and `_Beside`: the number of its single words as
clues, and how many words in a row less one are clues, alone and with the counted noun."""
_SLOTS = np.array([
    (stretch, number + order + 32 * with_unit, order, with_unit)
    for stretch, (number, *orders) in enumerate(_SLOTS_OF)
    for with_unit, told in enumerate(orders)
    for order in told
]).T  # fmt: skip
_STRETCH, _NUMBER, _ORDER, _WITH_UNIT = _SLOTS
_TAG = _NUMBER << _PLACE_SHIFT


class _Told:
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

    def around(self, figure: Found, sentence: Stretch, further: int) -> _Around:
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
        return _Around(
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


class _Added:
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
        self._known: dict[tuple[str, int], _Edges] = {}

    def around(self, figure: Found, context: Context) -> _Beside:
        """What is told of a figure elsewhere."""
        return _Beside(
            self._put(figure.told_before, _NOUN),
            self._put(context.topic, _TOPIC),
            self._put(context.inherited, -_INHERITED),
        )

    def _put(self, said: str, most: int) -> _Edges:
        """Where the first words of something said stand, or the last where ``most`` is below 0."""
        key = said, most
        if key not in self._known:
            told = self._vocabulary.ids_of(said)
            told = told[:most] if most > 0 else told[most:]
            begin = self._size + len(self.ids)
            self._known[key] = begin, begin + len(told)
            self.ids += [*told, 0]
        return self._known[key]


@dataclass(frozen=True, slots=True)
class _Grams:
    """Single words of a text, pairs and threes.

    Attributes:
        known: those of which all words are known; single words first, then pairs, then threes.
        before: of every place for a word, a pair, a three how many known ones are before it.
        size: how many words there are.
    """

    known: Ints
    before: Ints
    size: int


def _grams(ids: Ints) -> _Grams:
    """What words in a row make; behind the words stand two unknown ones."""
    first, second, third = ids[:-2], ids[1:-1], ids[2:]
    pairs = first << _BITS | second
    threes = pairs << _BITS | third
    is_word = ids > 0
    is_pair = is_word[:-2] & is_word[1:-1]
    known = np.concatenate([is_word[:-2], is_pair, is_pair & is_word[2:]])
    before = np.zeros(len(known) + 1, dtype=np.int64)
    known.cumsum(out=before[1:])
    return _Grams(np.concatenate([first, pairs, threes])[known], before, len(first))


def _gather(
    edges: Sequence[int], grams: _Grams, units: Sequence[int], plain: Sequence[Sequence[int]]
) -> Clues:
    """The clues of all stretches, and those of the figures themselves, each with its figure."""
    count = len(units)
    stretches = np.array(edges, dtype=np.int64).reshape(count, -1, 2).take(_STRETCH, axis=1)
    stretches[..., 1] -= _ORDER
    np.maximum(stretches, 0, out=stretches)
    stretches += (_ORDER * grams.size)[:, np.newaxis]
    first_and_past = grams.before.take(stretches, mode="clip")
    begins = first_and_past[..., 0]
    lengths = np.maximum(first_and_past[..., 1] - begins, 0)
    tags = _TAG + np.outer(np.array(units) << _UNITS_SHIFT, _WITH_UNIT)
    # What is plain stands behind the grams, as a last stretch of each figure.
    counts = np.array([len(told) for told in plain])
    begins = _beside(begins, len(grams.known) + counts.cumsum() - counts)
    lengths, tags = _beside(lengths, counts), _beside(tags, np.zeros_like(counts))
    known = np.concatenate([grams.known, np.fromiter(chain.from_iterable(plain), np.int64)])
    of_slots = lengths.ravel()
    firsts = of_slots.cumsum() - of_slots
    index = (begins.ravel() - firsts).repeat(of_slots)
    index += np.arange(len(index))
    keys = known.take(index)
    keys += tags.ravel().repeat(of_slots)
    return Clues(keys, np.arange(count).repeat(lengths.sum(axis=1)))


def _beside(table: Ints, column: Ints) -> Ints:
    """A table with one more column."""
    return np.concatenate([table, column[:, np.newaxis]], axis=1)


_PLAIN = 31 << _PLACE_SHIFT


def _plain_keys(
    found: Sequence[Found], units: Sequence[int], vocabulary: Vocabulary
) -> list[list[int]]:
    """What each figure counts, how, and what the next and the last one count."""
    plain: list[list[int]] = []
    for one, last, unit, following in zip(found, (0, *units), units, (*units[1:], 0), strict=False):
        has_share, is_bare = one.number.of is not None, one.unit is None or one.unit.inherited
        large = min(len(str(int(abs(one.number.value)))), 8)
        told = (
            *(0, unit + 1, unit << 3 | has_share << 1 | is_bare, unit << 4 | large),
            *(unit << 10 | last, unit << 10 | following),
        )
        classes = one.unit.classes if one.unit is not None else ()
        keys = [_PLAIN | kind << 30 | of for kind, of in enumerate(told)]
        keys += [_PLAIN | 10 << 30 | vocabulary.units.get(f"@{name}", 0) for name in classes]
        plain.append(keys)
    return plain


def keys_of_previous(previous: int, unit: int) -> tuple[int, int]:
    """The clues of the code (its id from 1 on, 0 for none) of the figure before in a sentence."""
    return _PLAIN | 8 << 30 | previous << 10, _PLAIN | 9 << 30 | previous << 10 | unit


def kind_of_clue(keys: Ints) -> Ints:
    """Where clues stand, as a small number: 1 to 63 of words, from 64 on of the figure itself."""
    kind = (keys >> _PLACE_SHIFT) & 63
    return np.where(kind == _PLAIN >> _PLACE_SHIFT, 64 + ((keys >> 30) & 15), kind)
