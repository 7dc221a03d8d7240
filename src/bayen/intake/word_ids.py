"""The words of a text as numbers: each that is known has an id, a number is "#"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bayen.intake.anchors import Kept, WordIndex
from bayen.intake.steps import follow_steps, steps_of

_WORD = re.compile(r"[^\W\d_]+|%|\d+(?:[.,]\d+)*")
NUMBER = "#"
LINKING = ("và", "với", "so", "gồm", "cùng", "đã", "để", "nhằm", "do")
"""Words that end the noun phrase after a number."""
BOUNDS = ("hơn", "trên", "gần", "khoảng", "được", "là", "ước")
"""Words between a verb and its number that tell nothing of the indicator."""


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


def split_words(lowered: str) -> list[tuple[str, int]]:
    """The words of a text with where each begins; a number is "#"."""
    return [
        (NUMBER if (word := match.group())[0].isdigit() else word, match.start())
        for match in _WORD.finditer(lowered)
    ]
