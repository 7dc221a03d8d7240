"""Where the years of nodes lie in arrays of a limited size.

Arrays in memory have a slot for each year of a node that was asked about lately. What was
asked about longest ago makes room.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

UNREAD = -1  # has to be read from the database
EMPTY = 0  # known to have nothing; the first slot stays empty
_FREE = -1
_NEVER = 2**62  # the empty slot makes no room


def cells_at(slots: Array, within: Array, years: Array) -> Array:
    """[node, row, period]: where figures lie in an array of years of nodes, when it is flat.

    Args:
        slots: [node, period].
        within: [row, period], inside a year.
        years: [slot, indicator, column], and maybe more axes.
    """
    found: Array = slots[:, None, :] * (years.shape[1] * years.shape[2]) + within
    return found


class Slots:
    """Slots of (node, year) pairs; whoever uses them from several threads holds a lock.

    Args:
        nodes, years: how many there are.
        size: how many slots, the empty one counted.
    """

    def __init__(self, nodes: int, years: int, size: int) -> None:
        self._at = np.full((nodes, years), UNREAD, np.int32)
        self._holds = np.full(size, _FREE, np.int64)
        self._asked = np.zeros(size, np.int64)
        self._asked[EMPTY] = _NEVER
        self._clock = 0

    @property
    def room(self) -> int:
        """How many pairs can be held at once."""
        return len(self._holds) - 1

    def find(self, nodes: Array, years: Array) -> Array:
        """Slots, or ``UNREAD``; indexes as of any two arrays."""
        return self._at[nodes, years]

    def use(self, slots: Array) -> None:
        """Note that slots are asked about now; none of them makes room until ``use`` is next."""
        self._clock += 1
        self._asked[slots] = self._clock
        self._asked[EMPTY] = _NEVER

    def take(self, nodes: Array, years: Array) -> Array:
        """New slots for distinct pairs that have none; of ``room``, those in use left aside."""
        free = np.flatnonzero(self._holds[1:] == _FREE)[: len(nodes)] + 1
        short = len(nodes) - len(free)
        if short:
            oldest = np.argsort(self._asked, kind="stable")
            oldest = oldest[self._holds[oldest] != _FREE][:short]
            self._at.flat[self._holds[oldest]] = UNREAD
            free = np.concatenate([free, oldest])
        self._holds[free] = nodes * self._at.shape[1] + years
        self._at[nodes, years] = free
        self._asked[free] = self._clock
        return free

    def add_nodes(self, count: int) -> None:
        """There are so many nodes more, before the last one; all of them are ``UNREAD``."""
        more = np.full((count, self._at.shape[1]), UNREAD, np.int32)
        self._at = np.concatenate([self._at[:-1], more, self._at[-1:]])

    def free(self) -> int:
        """How many more pairs can be held with none making room."""
        return int((self._holds[1:] == _FREE).sum())

    def drop(self, nodes: Array, years: Array) -> None:
        """Have pairs read again; indexes as of ``find``."""
        slots = self._at[nodes, years]
        self._holds[slots[slots > EMPTY]] = _FREE
        self._at[nodes, years] = UNREAD

    def fill(self, state: int) -> None:
        """Forget everything: all is ``UNREAD``, or all is ``EMPTY``."""
        self._at.fill(state)
        self._holds.fill(_FREE)
