"""How many units owe a figure: counted once for all windows that meet the same nodes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

import numpy as np

from bayen.core.boundaries import Reach
from bayen.core.forest import Forest, Window
from bayen.core.places import WHOLE
from bayen.engine.slots import Array

Signature = tuple[int, int, int]


class UnitCounts:
    """Leaves at or below nodes in windows, by running totals over the forest's pre-order."""

    def __init__(self, forest: Forest) -> None:
        self._nodes = forest.nodes
        self._first_days = sorted({node.first_day for node in forest.nodes})
        self._last_days = sorted({node.last_day for node in forest.nodes})
        self._running: dict[tuple[int, int], Array] = {}

    def expected(self, reach: Reach, window: Window) -> int:
        """Units in the parts that lie whole in a place."""
        numbers = np.array([part.node for part in reach.parts if part.weight == WHOLE], np.int64)
        return int(self.below(numbers, window).sum())

    def below(self, numbers: Array, window: Window) -> Array:
        """Units at or below each of these nodes."""
        running = self._running_totals(window)
        counts: Array = running[self._ends[numbers]] - running[numbers]
        return counts

    def signature(self, window: Window) -> Signature:
        """Equal for windows of one kind of which any day, and the last, meet the same nodes."""
        last = bisect_right(self._first_days, window.last_day)
        now = bisect_left(self._last_days, window.last_day)
        return last, now, bisect_left(self._last_days, window.first_day)

    def _running_totals(self, window: Window) -> Array:
        begin = window.last_day if window.is_state else window.first_day
        key = (
            bisect_right(self._first_days, window.last_day),
            bisect_left(self._last_days, begin),
        )
        if key not in self._running:
            first_days, last_days, is_leaf = self._lives
            meets = (first_days <= window.last_day.toordinal()) & (last_days >= begin.toordinal())
            self._running[key] = np.concatenate([[0], np.cumsum(meets & is_leaf)])
        return self._running[key]

    @cached_property
    def _ends(self) -> Array:
        return np.array([node.end for node in self._nodes], np.int64)

    @cached_property
    def _lives(self) -> tuple[Array, Array, Array]:
        return (
            np.array([node.first_day.toordinal() for node in self._nodes], np.int64),
            np.array([node.last_day.toordinal() for node in self._nodes], np.int64),
            np.array([node.is_leaf for node in self._nodes], np.bool_),
        )
