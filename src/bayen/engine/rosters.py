"""Places that are asked together, and the nodes that they are made of.

What a place is made of depends on which nodes a window meets, and hardly any two windows of a
question differ in that: it is worked out once for all of them, and kept for the next question
about the same places.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from bayen.core.boundaries import Reach
from bayen.core.forest import MAIN_TREE, Window
from bayen.core.places import WHOLE
from bayen.engine.layout import Mapper, last_day_of_life
from bayen.engine.slots import Array
from bayen.engine.units import Signature, UnitCounts

_MOST_ROSTERS = 64
_MOST_MAKEUPS = 32  # of one roster


@dataclass(frozen=True, slots=True)
class Made:
    """Places that are made of whole nodes in some windows; one array item for each place.

    Attributes:
        is_unit: whether all nodes are units; else all are above units.
        places: positions in the roster.
        nodes: of all of them, those of one place together.
        starts: where the nodes of each place begin.
        expected: how many units owe a figure.
        is_comparable: whether nothing that lies partly in the place had to be left out.
        is_own: of each node, whether it is a unit that is asked itself.
        crossing: nodes that lie in a place only partly; what one of them stated as a whole
            could not be divided.
        crossed: for each of these, which of the places it is, from 0.
    """

    is_unit: bool
    places: Array
    nodes: Array
    starts: Array
    expected: Array
    is_comparable: Array
    is_own: Array
    crossing: Array
    crossed: Array

    @property
    def is_one_to_one(self) -> bool:
        """Whether every place is one node."""
        return len(self.nodes) == len(self.places)


@dataclass(frozen=True, slots=True)
class Makeup:
    """What the places of a roster are made of; places in none of these are for the full rules.

    Attributes:
        made: those above units and the units, where there are any.
        bare: (position, whether comparable) of places without any node that counts.
        missed: positions of places that are not there; what they said of that stands aside.
    """

    made: tuple[Made, ...]
    bare: tuple[tuple[int, bool], ...]
    missed: tuple[int, ...]


@dataclass
class Roster:
    """Places asked together.

    Attributes:
        places: identities.
        ends: last day of life -> positions; on a map, all have all time.
        makeups: what was worked out.
    """

    places: tuple[str, ...]
    boundaries: date | None
    ends: dict[date, Array]
    makeups: dict[tuple[date, bool, Signature], Makeup] = field(default_factory=dict)

    def groups(self, last_day: date, *, is_stock: bool) -> list[tuple[date, Array]]:
        """Places by the last day on which a state is asked of them, up to ``last_day``."""
        if not is_stock or all(end >= last_day for end in self.ends):
            return [(date.max, np.arange(len(self.places)))]
        return list(self.ends.items())


@dataclass(frozen=True, slots=True)
class _Row:
    """What one place is made of: its position, nodes, and nodes that lie in it only partly."""

    position: int
    parts: list[int]
    is_comparable: bool
    crossing: tuple[int, ...]


class Rosters:
    """The rosters asked about lately.

    Raises (``find`` and ``makeup``):
        UnknownPlaceError: there is no such place, or not on the day of the boundaries.
    """

    def __init__(self, mapper: Mapper, units: UnitCounts) -> None:
        self._mapper = mapper
        self._units = units
        self._found: OrderedDict[tuple[tuple[str, ...], date | None], Roster] = OrderedDict()

    def find(self, places: tuple[str, ...], boundaries: date | None) -> Roster:
        key = places, boundaries
        found = self._found.get(key)
        if found is None:
            ends: dict[date, list[int]] = {}
            for position, place in enumerate(places):
                ends.setdefault(self._last_day(place, boundaries), []).append(position)
            found = Roster(places, boundaries, {end: np.array(at) for end, at in ends.items()})
            self._found[key] = found
            if len(self._found) > _MOST_ROSTERS:
                self._found.popitem(last=False)
        return found

    def _last_day(self, place: str, boundaries: date | None) -> date:
        return date.max if boundaries else last_day_of_life(self._mapper.atlas, place)

    def makeup(self, roster: Roster, end: date, positions: Array, window: Window) -> Makeup:
        """What some places of a roster are made of in a window; ``end`` as ``groups`` gave it."""
        key = end, window.is_state, self._units.signature(window)
        found = roster.makeups.get(key)
        if found is None:
            if len(roster.makeups) >= _MOST_MAKEUPS:
                roster.makeups.clear()
            found = roster.makeups[key] = self._make(roster, positions.tolist(), window)
        return found

    def _make(self, roster: Roster, positions: list[int], window: Window) -> Makeup:
        nodes = self._mapper.forest.nodes
        rows: list[_Row] = []
        missed = []
        for position in positions:
            place = roster.places[position]
            reach = self._mapper.reach_in(place, window, roster.boundaries)
            if not self._is_servable(place, reach, window):
                continue
            parts = [part.node for part in reach.parts if part.weight is not None]
            rows.append(_Row(position, parts, len(parts) == len(reach.parts), reach.crossing))
            if not reach.parts:
                missed.append(position)
        by_kind: list[list[_Row]] = [[], []]
        for row in rows:
            if row.parts:
                by_kind[nodes[row.parts[0]].stage == 0].append(row)
        made = [self._made(roster, some, window) for some in by_kind if some]
        bare = tuple((row.position, row.is_comparable) for row in rows if not row.parts)
        return Makeup(tuple(made), bare, tuple(missed))

    def _made(self, roster: Roster, rows: list[_Row], window: Window) -> Made:
        forest = self._mapper.forest.nodes
        nodes = np.array([node for row in rows for node in row.parts], np.int64)
        starts = np.cumsum([0, *(len(row.parts) for row in rows[:-1])])
        is_own = [
            forest[node].stage == 0 and forest[node].place == roster.places[row.position]
            for row in rows
            for node in row.parts
        ]
        return Made(
            forest[int(nodes[0])].stage == 0,
            np.array([row.position for row in rows], np.int64),
            nodes,
            starts,
            np.add.reduceat(self._units.below(nodes, window), starts),
            np.array([row.is_comparable for row in rows], np.bool_),
            np.array(is_own, np.bool_),
            np.array([node for row in rows for node in row.crossing], np.int64),
            np.array([n for n, row in enumerate(rows) for _ in row.crossing], np.int64),
        )

    def _is_servable(self, place: str, reach: Reach, window: Window) -> bool:
        """Whether a place is made of whole units, or of whole nodes above units.

        What a unit stated that does not count as its own on the map stands beside its figure:
        that is for the full rules.
        """
        nodes = self._mapper.forest.nodes
        own = nodes[self._mapper.forest.asked(place)[0]]
        parts = [part for part in reach.parts if part.weight is not None]
        counted = [nodes[part.node] for part in parts]
        if any(node.tree != MAIN_TREE for node in (*counted, own)):
            return False
        if not all(part.weight == WHOLE for part in parts) or (reach.crossing and not parts):
            return False
        if own.stage == 0:
            numbers = {node.number for node in counted}
            is_alike = all(node.stage == 0 for node in counted)
            return is_alike and self._counts_own(place, numbers, window)
        return all(node.stage > 0 for node in counted)

    def _counts_own(self, place: str, parts: Collection[int], window: Window) -> bool:
        """Whether all that is plain of what a unit stated in a window counts among its parts.

        What it stated of days when it was not there is odd, and looked for apart.
        """
        nodes = self._mapper.forest.nodes
        any_day = Window(window.first_day, window.last_day)
        own = [n for n in self._mapper.forest.asked(place) if any_day.meets(nodes[n])]
        now = [n for n in own if window.meets(nodes[n])]
        return all(n in parts for n in now) and (bool(now) or not own)
