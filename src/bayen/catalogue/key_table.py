"""Where each of many whole numbers stands in an array, looked up for thousands at once.

A binary search among tens of thousands costs a look at far-off memory for every halving; a table
by parts of the number's bits costs one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_GOLDEN = 0x9E3779B97F4A7C15
"""2 ** 64 divided by the golden ratio: its multiples scatter numbers well (Knuth, 6.4)."""
_SPARE = 3
"""Bits by which a table has more slots than numbers: few numbers share one."""


class _Slots(NamedTuple):
    """One table.

    Attributes:
        factor, shift: of the product of a number with one, the bits left above the other are its
            slot.
        places: of each slot, the place of the number that has it.
    """

    factor: np.uint64
    shift: np.uint64
    places: NDArray[np.int32]

    def of(self, keys: Ints) -> Ints:
        """The slot of each of some numbers."""
        return (keys.view(np.uint64) * self.factor >> self.shift).view(np.int64)


class KeyTable:
    """The places of keys, no two of them the same.

    Args:
        keys: any whole numbers; those that share a slot of one table stand in the next.
    """

    def __init__(self, keys: Ints) -> None:
        self._size = len(keys)
        self._keys = np.append(keys, 0)
        self._tables: list[_Slots] = []
        left = np.arange(self._size, dtype=np.int32)
        while left.size or not self._tables:
            bits = left.size.bit_length() + _SPARE
            table = _Slots(
                np.uint64(_GOLDEN * (2 * len(self._tables) + 1) % (1 << 64)),
                np.uint64(64 - bits),
                np.full(1 << bits, self._size, dtype=np.int32),
            )
            slots = table.of(self._keys[left])
            table.places[slots] = left
            self._tables.append(table)
            left = left[table.places[slots] != left]

    def find(self, keys: Ints) -> NDArray[np.int32]:
        """Where each key stands; as many as there are for one that is not known."""
        first, *others = self._tables
        at = first.places.take(first.of(keys))
        # Of a slot that no key has none went on to the next table; most slots are such.
        missed = np.flatnonzero((at < self._size) & (self._keys.take(at) != keys))
        for table in others:
            if not missed.size:
                break
            sought = keys[missed]
            found = table.places.take(table.of(sought))
            at[missed] = found
            missed = missed[self._keys.take(found) != sought]
        at[missed] = self._size
        return at
