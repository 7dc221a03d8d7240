"""The clues to what each figure of a text is, each clue one integer.

A clue is a word, a pair or three in a row, told together with where it stands beside the number
(in its noun phrase, right before it, earlier in the sentence, in the heading …) and, in some
places, with the counted noun. Where the stretches of words begin and end is found figure by
figure (`words_around`); the clues in them are gathered for all figures of a text at once, in
arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bayen.intake.context import Context
from bayen.intake.found import Found
from bayen.intake.scan import Scan
from bayen.intake.word_ids import Vocabulary
from bayen.intake.words_around import AddedWords, ToldWords

Ints = NDArray[np.int64]

_BITS = 13
"""Of one word; a vocabulary has fewer than 2 ** 13."""
_PLACE_SHIFT = 3 * _BITS
_UNITS_SHIFT = _PLACE_SHIFT + 6
_SLOTS_OF: Sequence[tuple[int, Sequence[int], Sequence[int]]] = (
    *((1, (0, 1, 2), (0, 1)), (28, (0,), (0,)), (28, (1,), (1,)), (28, (2,), ())),
    *((6, (1,), ()), (6, (2,), ()), (9, (0, 1), (1,)), (11, (0, 1), (1,))),
    *((13, (0, 1), (1,)), (15, (0, 1), (1,)), (22, (1,), ()), (25, (1,), ()), (23, (1,), ())),
    *((1, (0, 1, 2), (0, 1)), (17, (0, 1), (1,)), (20, (0, 1), (1,))),
)
"""Of each stretch, in the order of `WordsAround` and `WordsBeside`: the number of its single
words as clues, and how many words in a row less one are clues, alone and with the counted noun."""
_SLOTS = np.array([
    (stretch, number + order + 32 * with_unit, order, with_unit)
    for stretch, (number, *orders) in enumerate(_SLOTS_OF)
    for with_unit, told in enumerate(orders)
    for order in told
]).T  # fmt: skip
_STRETCH, _NUMBER, _ORDER, _WITH_UNIT = _SLOTS
_TAG = _NUMBER << _PLACE_SHIFT


@dataclass(frozen=True, slots=True)
class Clues:
    """The clues of all figures of a text.

    Attributes:
        keys: one integer a clue.
        owner: index of the figure that each is of, in order.
    """

    keys: Ints
    owner: Ints


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
    told = ToldWords(scan.lowered, starts.tolist(), ids.tolist(), vocabulary)
    added = AddedWords(len(ids), vocabulary)
    edges: list[int] = []
    for at, (one, context) in enumerate(zip(found, contexts, strict=True)):
        further = found[at + 1].number.start if at + 1 < len(found) else len(scan.lowered)
        around = told.around(one, scan.sentence(one.number.start), further)
        edges += chain.from_iterable((*around, *added.around(one, context)))
    units = [vocabulary.units.get(unit_name(one), 0) for one in found]
    plain = _plain_keys(found, units, vocabulary)
    return _gather(edges, _grams(np.concatenate([ids, [*added.ids, 0, 0]])), units, plain)


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
