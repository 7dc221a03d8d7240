"""Units that are there all the time that is asked of them, as most are.

Such a place is one and the same node in every window, which owes every figure itself: what a
plan asks of it follows from the plan's indicators and periods, and is worked out once for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from bayen.core.forest import MAIN_TREE, Forest, Node
from bayen.engine.rosters import Made
from bayen.engine.slots import Array


class SteadyUnits:
    """Finds them in a forest."""

    def __init__(self, forest: Forest) -> None:
        self._forest = forest
        self._alone: dict[str, Node | None] = {}

    def find(self, places: Sequence[str], first_day: date, last_day: date) -> Array | None:
        """Numbers of the places' nodes; None where one of them is anything else, as reported.

        Raises:
            UnknownPlaceError: there is no such place.
        """
        numbers = []
        for place in places:
            node = self._alone[place] if place in self._alone else self._look_up(place)
            if node is None or node.first_day > first_day or node.last_day < last_day:
                return None
            numbers.append(node.number)
        return np.array(numbers, np.int64)

    def _look_up(self, place: str) -> Node | None:
        numbers = self._forest.asked(place)
        node = self._forest.nodes[numbers[0]]
        is_alone = len(numbers) == 1 and not node.stage and node.tree == MAIN_TREE
        found = self._alone[place] = node if is_alone else None
        return found


def made_of_steady(nodes: Array) -> Made:
    """Places that are made of these, one each."""
    count = len(nodes)
    each, yes, nothing = np.arange(count), np.ones(count, np.bool_), np.zeros(0, np.int64)
    return Made(
        is_unit=True,
        places=each,
        nodes=nodes,
        starts=each,
        expected=np.ones(count, np.int64),
        is_comparable=yes,
        is_own=yes,
        crossing=nothing,
        crossed=nothing,
    )
