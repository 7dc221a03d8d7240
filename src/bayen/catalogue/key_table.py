"""Where each of many whole numbers stands in an array, looked up for thousands at once.

A binary search among tens of thousands costs a look at far-off memory for every halving; a table
by parts of the number's bits costs one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_GOLDEN = 0x9E3779B97F4A7C15
"""2 ** 64 divided by the golden ratio: its multiples scatter numbers well (Knuth, 6.4)."""
_SPARE = 3
"""Bits by which a table has more slots than numbers: few numbers share one."""


class KeyTable:
    """The places of keys, no two of them the same.

    Args:
        keys: any whole numbers; those that share a slot of one table stand in the next.
    """

    def __init__(self, keys: Ints) -> None:
        self._size = len(keys)
        self._keys = np.append(keys, 0)
        self._shift = np.uint64(64 - self._size.bit_length() - _SPARE)
        self._tables: list[tuple[np.uint64, NDArray[np.int32]]] = []
        left = np.arange(self._size, dtype=np.int32)
        while left.size or not self._tables:
            factor = np.uint64(_GOLDEN * (2 * len(self._tables) + 1) % (1 << 64))
            table = np.full(1 << self._size.bit_length() + _SPARE, self._size, dtype=np.int32)
            slots = self._slots(self._keys[left], factor)
            table[slots] = left
            self._tables.append((factor, table))
            left = left[table[slots] != left]

    def find(self, keys: Ints) -> NDArray[np.int32]:
        """Where each key stands; as many as there are for one that is not known."""
        (factor, table), *others = self._tables
        at = table.take(self._slots(keys, factor))
        missed = np.flatnonzero(self._keys.take(at) != keys)
        for factor, table in others:
            sought = keys[missed]
            found = table.take(self._slots(sought, factor))
            at[missed] = found
            missed = missed[self._keys.take(found) != sought]
        at[missed] = self._size
        return at

    def _slots(self, keys: Ints, factor: np.uint64) -> Ints:
        """The slot of each key: the highest bits of a product."""
        return (keys.view(np.uint64) * factor >> self._shift).view(np.int64)
