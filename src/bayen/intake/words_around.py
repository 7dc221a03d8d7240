"""The words around each figure of a text as numbers: a word is an id, a clue one integer.

A clue is a word, a pair or three in a row, told together with where it stands beside the number
(in its noun phrase, right before it, earlier in the sentence, in the heading …) and, in some
places, with the counted noun. All figures of a text are done at once, in arrays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bayen.intake.anchors import Kept
from bayen.intake.context import Context
from bayen.intake.found import Found
from bayen.intake.scan import Scan

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_WORD = re.compile(r"[^\W\d_]+|%|\d+(?:[.,]\d+)*")
_STRONG = re.compile(r"[;\n…]|\.(?=\s|$)")
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


@dataclass(slots=True)
class Vocabulary:
    """The words and counted nouns that clues are made of, by their ids from 1 on.

    Attributes:
        words, units: the ids.
        linking, bounds: of every id, whether it is a word of `LINKING`, of `BOUNDS`.
    """

    words: Mapping[str, int]
    units: Mapping[str, int]
    linking: Flags = field(init=False, repr=False)
    bounds: Flags = field(init=False, repr=False)
    _said: Kept[tuple[tuple[int, int], ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.linking, self.bounds = self._flags(LINKING), self._flags(BOUNDS)
        self._said = Kept(self._look_up)

    def read(self, lowered: str) -> tuple[list[int], list[int]]:
        """Where each word of a text begins, and its id; 0 for one that is not known."""
        starts: list[int] = []
        ids: list[int] = []
        at, told = 0, self._said
        for piece in lowered.split(" "):
            for offset, word in told[piece]:
                starts.append(at + offset)
                ids.append(word)
            at += len(piece) + 1
        return starts, ids

    def _look_up(self, piece: str) -> tuple[tuple[int, int], ...]:
        return tuple((start, self.words.get(word, 0)) for word, start in split_words(piece))

    def _flags(self, words: Sequence[str]) -> Flags:
        flags = np.zeros(1 << _BITS, dtype=np.bool_)
        flags[[self.words[word] for word in words if word in self.words]] = True
        return flags


@dataclass(frozen=True, slots=True)
class Clues:
    """The clues of all figures of a text.

    Attributes:
        keys: one integer a clue.
        owner: index of the figure that each is of.
    """

    keys: Ints
    owner: Ints


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, and after it the headings of its figures, as ids of words.

    Attributes:
        starts: first character of each word of the text.
        single: ids of the words, headings included; 0 for one that is not known.
        grams: single words, then pairs, then threes, those that are known.
        before: of every place for a word, a pair, a three how many known ones are before it.
        size: how many words there are, headings included.
    """

    starts: Ints
    single: Ints
    grams: Ints
    before: Ints
    size: int


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
    added: list[int] = []
    topics = _places(added, [context.topic for context in contexts], _TOPIC, vocabulary)
    inherited = _places(added, [context.inherited for context in contexts], -_INHERITED, vocabulary)
    units = np.array([vocabulary.units.get(unit_name(one), 0) for one in found], dtype=np.int64)
    nouns = _places(added, [one.told_before for one in found], _NOUN, vocabulary)
    text = _read(scan.lowered, added, vocabulary)
    stretches = _Stretches.of(scan, found, text, vocabulary)
    begin = len(text.starts)
    parts = [
        *_slots(1, nouns[0] + begin, nouns[1] + begin, (0, 1, 2), (0, 1)),
        *stretches.slots(),
        *_slots(17, topics[0] + begin, topics[1] + begin, (0, 1), (1,)),
        *_slots(20, inherited[0] + begin, inherited[1] + begin, (0, 1), (1,)),
    ]
    keys, owner = _gather(parts, text, units)
    plain, of = _plain_keys(found, units, vocabulary)
    return Clues(np.concatenate([keys, plain]), np.concatenate([owner, of]))


_Slot: TypeAlias = tuple[int, Ints, Ints, int, bool]
"""Its number, first and last word of each figure's stretch, words in a row less one, with unit."""


def _slots(
    number: int, first: Ints, last: Ints, orders: Sequence[int], with_unit: Sequence[int] = ()
) -> Iterator[_Slot]:
    for order in orders:
        yield number + order, first, last, order, False
    for order in with_unit:
        yield number + order + 32, first, last, order, True


def _places(added: list[int], said: Sequence[str], most: int, vocabulary: Vocabulary) -> Ints:
    """Where each of some words stand once they are added behind the text; -1 lengths none."""
    known: dict[str, tuple[int, int]] = {}
    at = len(added)
    for words in said:
        if words not in known:
            _, told = vocabulary.read(words)
            told = told[:most] if most > 0 else told[most:]
            known[words] = (at, at + len(told))
            added += [*told, 0]
            at += len(told) + 1
    return np.array([known[words] for words in said], dtype=np.int64).T.reshape(2, -1)


def _read(lowered: str, added: Sequence[int], vocabulary: Vocabulary) -> _Text:
    starts, ids = vocabulary.read(lowered)
    single = np.array([*ids, *added, 0, 0], dtype=np.int64)
    first, second, third = single[:-2], single[1:-1], single[2:]
    pairs = np.where((first > 0) & (second > 0), first << _BITS | second, 0)
    threes = np.where((pairs > 0) & (third > 0), pairs << _BITS | third, 0)
    grams = np.concatenate([first, pairs, threes])
    known = grams > 0
    before = np.append(0, np.cumsum(known))
    return _Text(np.array(starts, dtype=np.int64), first, grams[known], before, len(first))


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Words by their index where the stretches around each figure begin and end."""

    at: Ints
    after: Ints
    noun: Ints
    clause: Ints
    tail: Ints
    sentence: Ints
    started: Ints
    told: Ints
    ended: Ints

    @classmethod
    def of(
        cls, scan: Scan, found: Sequence[Found], text: _Text, vocabulary: Vocabulary
    ) -> _Stretches:
        starts = np.array([one.number.start for one in found], dtype=np.int64)
        ends = np.array([one.number.end for one in found], dtype=np.int64)
        of_unit = [one.unit.end if one.unit else one.number.end for one in found]
        sentences = [scan.sentence(one.number.start) for one in found]
        first = np.array([one.start for one in sentences], dtype=np.int64)
        last = np.array([one.end for one in sentences], dtype=np.int64)
        strong = _marks(_STRONG, scan.lowered)
        weak = _marks(_WEAK, scan.lowered)
        stop = np.minimum(_next(strong, ends), last)
        begun = np.maximum(_last(strong, starts), first)
        noun = _next(weak, np.maximum(ends, np.array(of_unit, dtype=np.int64)))
        further = np.append(starts[1:], len(scan.lowered))
        words = text.starts
        at, after = np.searchsorted(words, starts), np.searchsorted(words, ends)
        linking = np.flatnonzero(vocabulary.linking[text.single[: len(words)]])
        noun = np.minimum(np.searchsorted(words, noun), _next(linking, after))
        sentence = np.searchsorted(words, first)
        return cls(
            _without_bounds(at, text, vocabulary),
            after,
            np.minimum(noun, after + _NOUN),
            np.minimum(np.searchsorted(words, np.minimum(stop, further)), after + _CLAUSE),
            np.minimum(np.searchsorted(words, stop), after + _TAIL),
            sentence,
            np.searchsorted(words, begun),
            np.maximum(np.searchsorted(words, first - 240), sentence - _TOLD),
            np.searchsorted(words, last),
        )

    def slots(self) -> Iterator[_Slot]:
        """The stretches whose words are clues."""
        at, after = self.at, self.after
        near = np.maximum(at - _NEAR, self.started)
        before = np.maximum(at - _BEFORE, self.started)
        earlier = np.maximum(at - _EARLIER, self.sentence)
        yield from _slots(1, after, self.noun, (0, 1, 2), (0, 1))
        for order in (0, 1, 2):
            yield from _slots(28, at - order - 1, at, (order,), (order,) if order < 2 else ())
        for order in (1, 2):
            yield from _slots(6, after, after + order + 1, (order,))
        yield from _slots(9, near, at, (0, 1), (1,))
        yield from _slots(11, before, at, (0, 1), (1,))
        yield from _slots(13, earlier, at, (0, 1), (1,))
        yield from _slots(15, after, self.clause, (0, 1), (1,))
        yield from _slots(22, after, self.tail, (1,))
        yield from _slots(25, self.sentence, self.ended, (1,))
        yield from _slots(23, self.told, self.sentence, (1,))


def _marks(pattern: re.Pattern[str], lowered: str) -> Ints:
    return np.array([match.start() for match in pattern.finditer(lowered)], dtype=np.int64)


_FAR = 1 << 40


def _next(marks: Ints, at: Ints) -> Ints:
    """The first mark at or after each position."""
    return np.append(marks, _FAR)[np.searchsorted(marks, at)]


def _last(marks: Ints, at: Ints) -> Ints:
    """The last mark before each position; -1 for none."""
    return np.append(-1, marks)[np.searchsorted(marks, at)]


def _without_bounds(at: Ints, text: _Text, vocabulary: Vocabulary) -> Ints:
    """The index of the number, or of the bound words before it: "có hơn", "được trên"."""
    for _ in range(2):
        at = at - ((at > 0) & vocabulary.bounds[text.single[np.maximum(at - 1, 0)]])
    return at


def _gather(parts: Sequence[_Slot], text: _Text, units: Ints) -> tuple[Ints, Ints]:
    """The clues of all stretches, each with its figure."""
    count = len(units)
    numbers, begun, ended, in_row, with_unit = zip(*parts, strict=True)
    orders = np.array(in_row)
    begins = np.maximum(np.array(begun).T, 0)
    ends = np.maximum(np.array(ended).T - orders, begins)
    shift, most = orders * text.size, len(text.before) - 1
    begins = text.before[np.minimum(begins + shift, most)].ravel()
    lengths = text.before[np.minimum(ends + shift, most)].ravel() - begins
    tags = np.array(numbers, dtype=np.int64) << _PLACE_SHIFT
    tag = (tags + np.outer(units << _UNITS_SHIFT, np.array(with_unit, dtype=np.int64))).ravel()
    firsts = np.cumsum(lengths) - lengths
    index = np.arange(int(lengths.sum())) + np.repeat(begins - firsts, lengths)
    keys = text.grams[index] + np.repeat(tag, lengths)
    return keys, np.repeat(np.repeat(np.arange(count), len(parts)), lengths)


_PLAIN = 31 << _PLACE_SHIFT


def _plain_keys(found: Sequence[Found], units: Ints, vocabulary: Vocabulary) -> tuple[Ints, Ints]:
    """What a figure counts, how, and what the next and the last one count."""
    size = len(units)
    before, after = np.append(0, units[:-1]), np.append(units[1:], 0)
    shares = np.array([one.number.of is not None for one in found], dtype=np.int64)
    kinds = np.array([one.unit is None or one.unit.inherited for one in found], dtype=np.int64)
    large = np.array([min(len(str(int(abs(one.number.value)))), 8) for one in found])
    told = [
        np.zeros(size, dtype=np.int64),
        units + 1,
        units << 3 | shares << 1 | kinds,
        units << 4 | large,
        units << 10 | before,
        units << 10 | after,
    ]
    keys = [_PLAIN | kind << 30 | of for kind, of in enumerate(told)]
    classes = [
        (index, vocabulary.units.get(f"@{name}", 0))
        for index, one in enumerate(found)
        if one.unit is not None
        for name in one.unit.classes
    ]
    owner = np.array([index for index, _ in classes], dtype=np.int64)
    keys.append(np.array([_PLAIN | 10 << 30 | of for _, of in classes], dtype=np.int64))
    return np.concatenate(keys), np.append(np.tile(np.arange(size), len(told)), owner)


def keys_of_previous(previous: int, unit: int) -> tuple[int, int]:
    """The clues of the code (its id from 1 on, 0 for none) of the figure before in a sentence."""
    return _PLAIN | 8 << 30 | previous << 10, _PLAIN | 9 << 30 | previous << 10 | unit


def kind_of_clue(keys: Ints) -> Ints:
    """Where clues stand, as a small number: 1 to 63 of words, from 64 on of the figure itself."""
    kind = (keys >> _PLACE_SHIFT) & 63
    return np.where(kind == _PLAIN >> _PLACE_SHIFT, 64 + ((keys >> 30) & 15), kind)
