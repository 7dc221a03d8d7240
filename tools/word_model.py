"""Fit what clues tell of an indicator: multinomial logistic regression with a ridge.

Indicators of one family ("tip.…"), and those that end alike ("….members"), learn from one
another: their weights are likely to be alike. What is learned is cut down to the largest
entries and to steps of a byte, and the cut is part of every trial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from bayen.catalogue.wordings import PER_UNIT, Wordings, spread, with_old_spellings
from bayen.intake.clues import kind_of_clue
from bayen.intake.word_ids import Vocabulary

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

RIDGE = 1.0
ROUNDS = 24
ENTRIES = 240_000
"""How many pairs of a clue and an indicator are kept."""
LEAST_TEXTS = 3
_LIKE_FAMILY, _LIKE_END = 0.49, 0.25
"""How alike the weights of two indicators of one family, or of one ending, are held to be."""
_UNSEEN = -12.0
"""Log-odds of an indicator that no text had."""


@dataclass(frozen=True, slots=True)
class Clued:
    """The clues of some figures: one integer each, and the row of its figure."""

    keys: Ints
    owner: Ints


@dataclass(frozen=True, slots=True)
class Words:
    """What was learned.

    Attributes:
        codes: the indicators.
        base: log-odds of each.
        keys: the clues in order.
        counts: how many entries each has.
        code, odds: of each entry, the index of its indicator and its log-odds in steps.
    """

    codes: tuple[str, ...]
    base: Floats
    keys: Ints
    counts: NDArray[np.uint8]
    code: NDArray[np.uint8]
    odds: NDArray[np.int8]

    @property
    def size(self) -> int:
        return len(self.code)

    def wordings(self, vocabulary: Vocabulary) -> Wordings:
        """The same as the reader has it."""
        return Wordings(
            with_old_spellings(vocabulary.words), vocabulary.units, self.codes, self.base,
            self.keys, spread(self.counts, self.code, self.odds, len(self.codes)),
        )  # fmt: skip


def fit_words(
    clued: Clued,
    right: Ints,
    document: NDArray[np.str_],
    codes: Sequence[str],
    *,
    seen: NDArray[np.bool_] | None = None,
) -> Words:
    """Fit on the figures that are seen.

    Args:
        clued: clues of all figures.
        right: index of the code of each figure.
        document: the text of each.
        codes: the indicators.
        seen: which figures to learn from; all when None.
    """
    if seen is not None:
        row = np.cumsum(seen) - 1
        kept = seen[clued.owner]
        clued = Clued(clued.keys[kept], row[clued.owner[kept]])
        right, document = right[seen], document[seen]
    keys, design = _design(clued, document)
    weights, base = _minimise(design, right, codes)
    worth = weights * _worth(keys)[:, np.newaxis]
    return _cut(keys, worth, base, tuple(codes))


def _design(clued: Clued, document: NDArray[np.str_]) -> tuple[Ints, csr_array]:
    """The clues told in enough texts, and a row a figure with what each counts."""
    keys, column = np.unique(clued.keys, return_inverse=True)
    _, text = np.unique(document, return_inverse=True)
    told = np.unique(column * np.int64(len(text) + 1) + text[clued.owner])
    often = np.bincount(told // (len(text) + 1), minlength=len(keys)) >= LEAST_TEXTS
    kept = often[column]
    order = np.argsort(clued.owner[kept], kind="stable")
    at = (np.cumsum(often) - 1)[column[kept]][order]
    worth = _worth(clued.keys[kept])[order].astype(np.float64)
    ends = np.cumsum([0, *np.bincount(clued.owner[kept], minlength=len(document)).tolist()])
    design = csr_array((worth, at, ends), shape=(len(document), int(often.sum())))
    design.sum_duplicates()
    return keys[often], design.astype(np.float32)


_NOUN, _NEAR, _CLAUSE, _FAR = 1.0, 0.7, 0.5, 0.3
_WORTH_OF = {
    1: _NOUN, 2: _NOUN, 3: _NOUN, 7: _NOUN, 8: _NOUN, 28: _NOUN, 29: _NOUN, 30: _NOUN,
    9: _NEAR, 10: _NEAR, 11: _CLAUSE, 12: _CLAUSE, 15: _CLAUSE, 16: _CLAUSE,
    13: _FAR, 14: _FAR, 23: _FAR, 24: 0.15, 26: 0.25,
    17: _CLAUSE, 18: _CLAUSE, 20: _CLAUSE, 21: _CLAUSE,
    33: _NOUN, 34: _NOUN, 60: _NOUN, 61: _NOUN,
    42: 0.6, 44: _CLAUSE, 46: _FAR, 48: 0.4, 50: _CLAUSE, 53: _CLAUSE,
    64: 1.0, 65: 2.0, 66: 2.0, 67: 0.7, 68: 0.8, 69: 0.8, 72: 0.7, 73: 1.0, 74: 1.0,
}  # fmt: skip
"""How much a clue counts by its kind: the nearer to the number, the more."""


def _worth(keys: Ints) -> Floats:
    table = np.zeros(96, dtype=np.float32)
    table[list(_WORTH_OF)] = list(_WORTH_OF.values())
    return table[kind_of_clue(keys)]


def _minimise(design: csr_array, right: Ints, codes: Sequence[str]) -> tuple[Floats, Floats]:
    """The weights of each clue (rows) for each indicator (columns), and what none has."""
    turn = _likeness(codes)
    base = np.full(len(codes), _UNSEEN, dtype=np.float32)
    base[np.unique(right)] = 0.0
    shape = (design.shape[1], len(codes))
    loss = _loss_of(design, right, base, turn)

    def flat(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        lost, slope = loss(weights.reshape(shape).astype(np.float32))
        return lost, slope.ravel().astype(np.float64)

    start = np.zeros(shape[0] * shape[1])
    found = minimize(
        flat, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 4}
    )
    return found.x.reshape(shape).astype(np.float32) @ turn, base


def _loss_of(
    design: csr_array, right: Ints, base: Floats, turn: Floats
) -> Callable[[Floats], tuple[float, Floats]]:
    turned = design.T.tocsr()
    rows = np.arange(len(right))

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = (design @ weights) @ turn + base
        odds -= odds.max(axis=1, keepdims=True)
        chance = np.exp(odds)
        chance /= chance.sum(axis=1, keepdims=True)
        lost = float(-np.log(chance[rows, right] + 1e-12).sum())
        chance[rows, right] -= 1.0
        slope = (turned @ chance) @ turn + RIDGE * weights
        return lost + RIDGE / 2 * float(np.vdot(weights, weights)), slope

    return loss


def _likeness(codes: Sequence[str]) -> Floats:
    """The root of how alike the weights of any two indicators are: 1 of one with itself."""
    family = np.array([code.partition(".")[0] for code in codes])
    end = np.array([code.rpartition(".")[2] for code in codes])
    alike = np.eye(len(codes)) + _LIKE_FAMILY * (family[:, None] == family)
    alike += _LIKE_END * (end[:, None] == end)
    values, vectors = np.linalg.eigh(alike)
    root = (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    return np.asarray(root, dtype=np.float32)


def _cut(keys: Ints, worth: Floats, base: Floats, codes: tuple[str, ...]) -> Words:
    """The largest entries, each in so many steps as a byte holds."""
    size = np.abs(worth)
    least = 0.0
    if size.size > ENTRIES:
        least = float(np.partition(size.ravel(), -ENTRIES)[-ENTRIES])
    steps = np.clip(np.rint(worth * PER_UNIT), -127, 127).astype(np.int8)
    steps[size < least] = 0
    told = (steps != 0).any(axis=1)
    row, code = np.nonzero(steps[told])
    counts = np.bincount(row, minlength=int(told.sum())).astype(np.uint8)
    odds = steps[told][row, code]
    return Words(codes, base, keys[told], counts, code.astype(np.uint8), odds)


def write_words(path: Path, words: Words, vocabulary: Vocabulary) -> None:
    """Write what was learned as the reader loads it."""
    np.savez_compressed(
        path,
        words=_text(vocabulary.words),
        units=_text(vocabulary.units),
        codes=_text(words.codes),
        base=words.base,
        steps=np.diff(words.keys, prepend=0),
        counts=words.counts,
        code=words.code,
        odds=words.odds,
    )


def _text(names: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)
