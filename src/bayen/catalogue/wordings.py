"""What words around a number tell of its indicator, learned from labelled texts.

A multinomial logistic regression over clues (``bayen.intake.clues``): each clue speaks for
and against a few indicators. Measured by ``tools/fit_names.py``; never edited by hand. The file
is an archive of arrays, for a table of 200,000 numbers would take long to read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from bayen.catalogue.key_table import KeyTable
from bayen.catalogue.tables import read_bytes

FILE = "choices/indicator-words.npz"
PER_UNIT = 50
"""Stored steps of one unit of log-odds."""


@dataclass(frozen=True, slots=True, eq=False)
class Wordings:
    """The clues that are known and what each tells.

    Attributes:
        words, units: ids of words and of counted nouns in clues, from 1 on.
        codes: the indicators.
        base: log-odds of each indicator whatever the words.
        keys: the clues, in order.
        odds: a row a clue, a column an indicator: log-odds, in steps of which ``PER_UNIT`` are
            one; a last row of zeros is of no clue.
    """

    words: Mapping[str, int]
    units: Mapping[str, int]
    codes: tuple[str, ...]
    base: NDArray[np.float32]
    keys: NDArray[np.int64]
    odds: NDArray[np.int8]
    _table: KeyTable = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_table", KeyTable(self.keys))

    def find(self, keys: NDArray[np.int64]) -> NDArray[np.int32]:
        """The row of each of some clues; the last row, of zeros, of one that is not known."""
        return self._table.find(keys)


@cache
def load_wordings() -> Wordings:
    """What words tell; some hundredths of a second the first time.

    Raises:
        CatalogueDataError: the file is missing.
    """
    with np.load(BytesIO(read_bytes(FILE)), allow_pickle=False) as stored:
        words = _ids(stored["words"])
        codes = tuple(bytes(stored["codes"]).decode().split("\n"))
        return Wordings(
            words=MappingProxyType(with_old_spellings(words)),
            units=MappingProxyType(_ids(stored["units"])),
            codes=codes,
            base=stored["base"],
            keys=np.cumsum(stored["steps"], dtype=np.int64),
            odds=spread(stored["counts"], stored["code"], stored["odds"], len(codes)),
        )


def spread(
    counts: NDArray[np.uint8],
    code: NDArray[np.uint8],
    odds: NDArray[np.int8],
    size: int,
) -> NDArray[np.int8]:
    """The rows of clues from their entries: how many each has, of which codes, with what odds."""
    rows = np.zeros((len(counts) + 1, size), dtype=np.int8)
    rows[np.repeat(np.arange(len(counts)), counts), code] = odds
    return rows


def _ids(stored: NDArray[np.uint8]) -> dict[str, int]:
    return {word: at for at, word in enumerate(bytes(stored).decode().split("\n"), start=1)}


# The tone mark stands on the second vowel in the old way: "hoà", "tuý".
_OLD_WAY = {
    new: old
    for pair in ("oà òa", "oá óa", "oả ỏa", "oã õa", "oạ ọa", "oè òe", "oé óe", "oẻ ỏe", "oẽ õe",
                 "oẹ ọe", "uỳ ùy", "uý úy", "uỷ ủy", "uỹ ũy", "uỵ ụy")
    for old, new in (pair.split(),)
}  # fmt: skip


def with_old_spellings(words: Mapping[str, int]) -> dict[str, int]:
    """The same words, and as the old way spells them."""
    old = {
        word[:-2] + _OLD_WAY[word[-2:]]: at
        for word, at in words.items()
        if word[-2:] in _OLD_WAY and not word.startswith("q")
    }
    return {**old, **words}


def in_new_way(word: str) -> str:
    """A word with its tone mark where the new way has it, as the vocabulary spells it."""
    end = _NEW_WAY.get(word[-2:])
    return word[:-2] + end if end and not word.startswith("q") else word


_NEW_WAY = {old: new for new, old in _OLD_WAY.items()}
