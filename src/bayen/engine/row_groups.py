"""Rows of arrays that belong together, and their sums.

For keys of few values: counted where each may stand, which is faster than sorting.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bayen.engine.slots import Array

_MOST_EMPTY, _FEW = 4, 10_000  # groups that may be empty, for each row and some more


class Groups:
    """Rows that belong together, by columns of numbers.

    Attributes:
        key: of each row, a number below ``most`` that is its group's alone.
    """

    def __init__(self, *numbers: Array) -> None:
        self._values = [distinct(column) for column in numbers]
        self._shape = tuple(max(len(values), 1) for values in self._values)
        key = together(numbers, self._values)
        count = int(np.prod(self._shape, dtype=np.int64))
        self._codes = np.arange(0)
        if is_sparse := count > _MOST_EMPTY * (len(key) + _FEW):
            self._codes, key = np.unique(key, return_inverse=True)
            count = len(self._codes)
        self.key = key
        self._counts = np.bincount(key, minlength=count)
        self._there = np.flatnonzero(self._counts)
        if not is_sparse:
            self._codes = self._there

    def __len__(self) -> int:
        return len(self._there)

    @property
    def most(self) -> int:
        return len(self._counts)

    def keys(self) -> list[Array]:
        """The numbers of each group."""
        at = np.unravel_index(self._codes, self._shape)
        return [
            values[chosen].astype(np.int32) for values, chosen in zip(self._values, at, strict=True)
        ]

    def sum(self, values: Array) -> Array:
        """Of each group; sums are below 2**53."""
        sums = np.bincount(self.key, values, len(self._counts))[self._there]
        whole: Array = sums.astype(np.int64)
        return whole

    def count(self, rows: Array | None = None) -> Array:
        """How many rows each group has; of some rows only, where they are given."""
        counts = self._counts
        if rows is not None:
            counts = np.bincount(self.key[rows], minlength=len(self._counts))
        there: Array = counts[self._there]
        return there


def together(numbers: Sequence[Array], values: Sequence[Array]) -> Array:
    """One number for each row's several, in their order, of which these are the values."""
    key = np.zeros(len(numbers[0]), np.int64)
    for column, known in zip(numbers, values, strict=True):
        if len(known) > 1:
            key *= len(known)
            key += positions(column, known)
    return key


def distinct(numbers: Array) -> Array:
    """Each number once, ascending; for numbers that lie near each other."""
    if not len(numbers):
        return numbers
    low = int(numbers.min())
    found: Array = np.flatnonzero(np.bincount(numbers - low)) + low
    return found


def positions(numbers: Array, distinct: Array) -> Array:
    """Where numbers stand among the distinct ones, which ascend."""
    if not len(numbers):
        return numbers
    low = int(distinct[0])
    at = np.zeros(int(distinct[-1]) - low + 1, np.int64)
    at[distinct - low] = np.arange(len(distinct))
    found: Array = at[numbers - low]
    return found
