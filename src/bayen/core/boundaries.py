"""Which nodes of the forest make up a place, as reported or on the map of a day.

Figures stay with the unit that sent them. To ask for a place on another day's boundaries is
to find the units that lie in it on that day, as high up as they lie in it whole. Knows no
figures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from bayen.core.atlas import Atlas, UnknownPlaceError
from bayen.core.forest import MAIN_TREE, Forest, Window
from bayen.core.places import WHOLE, Successor


@dataclass(frozen=True, slots=True)
class Part:
    """A node that a place is made of.

    Attributes:
        node: its number.
        weight: how much of it lies in the place; None when that is unknown.
    """

    node: int
    weight: Fraction | None = WHOLE


@dataclass(frozen=True, slots=True)
class Reach:
    """What a place is made of in a window.

    Attributes:
        parts: nodes, none above another, none that stands above the place on the day.
        crossing: nodes with places below that lie in it only partly, so that a whole stated
            by one of them cannot be divided; without those that are above the place anyway.
    """

    parts: tuple[Part, ...]
    crossing: tuple[int, ...] = ()


def reach_as_reported(forest: Forest, place: str, window: Window) -> Reach:
    """The nodes of the place itself.

    Raises:
        UnknownPlaceError: there is no such place.
    """
    asked = forest.asked(place)
    return Reach(tuple(Part(n) for n in asked if window.meets(forest.nodes[n])))


class DayMap:
    """The places of one day, each as the nodes of all times that lie in it."""

    def __init__(self, atlas: Atlas, forest: Forest, day: date) -> None:
        self._atlas = atlas
        self._forest = forest
        self._day = day
        self._reaches: dict[tuple[str, int, int, bool], Reach] = {}

    def reach(self, place: str, window: Window) -> Reach:
        """The nodes that lie in the place on the day of this map.

        A unit of which only a declared share lies in it comes with that weight, one of which
        an unknown part does with None. A group whose members in the window are just those
        on the day is its own node, so that what it stated itself can serve; so is one of
        which no member, or not every member, is known on the day.

        Raises:
            UnknownPlaceError: the place does not exist on the day.
        """
        self._check_exists(place)
        key = (place, *self._signature(window), window.is_state)
        if key not in self._reaches:
            self._reaches[key] = self._find_reach(place, window)
        return self._reaches[key]

    def _check_exists(self, place: str) -> None:
        group = self._atlas.groups_by_id.get(place)
        if group is not None:
            until = group.valid_until
            if group.valid_from <= self._day and (until is None or self._day < until):
                return
        elif self._atlas.find_version(place, self._day) is not None:
            return
        raise UnknownPlaceError(place, self._day)

    def _find_reach(self, place: str, window: Window) -> Reach:
        group = self._atlas.groups_by_id.get(place)
        members = [place] if group is None else list(group.members_on(self._day))
        if not members or not all(self._atlas.find_version(m, self._day) for m in members):
            return reach_as_reported(self._forest, place, window)
        reach = self._reach_of_members(self._outermost(members), window)
        if group is not None and self._is_unchanged(place, reach, window):
            return reach_as_reported(self._forest, place, window)
        return reach

    def _reach_of_members(self, members: Sequence[str], window: Window) -> Reach:
        inside = {p for member in members for p in self._at_and_below(member)}
        above = {place for member in members for place in self._above(member)} - inside
        lying = self._leaves_within(inside, above, window)
        whole = [leaf for leaf, weight in lying.items() if weight == WHOLE]
        counts = Counter(n for leaf in whole for n in (leaf, *self._forest.above(leaf)))
        nodes = self._forest.nodes
        full = {
            n
            for n, count in counts.items()
            if count == self._leaves_below(n, window) and nodes[n].place not in above
        }
        parts = {_highest_full(leaf, self._forest, full): WHOLE for leaf in whole}
        cut = {leaf: weight for leaf, weight in lying.items() if weight != WHOLE}
        crossing = {
            n
            for leaf in lying
            for n in self._forest.above(leaf)
            if n not in full and nodes[n].place not in above
        }
        found = sorted({**parts, **cut}.items())
        return Reach(tuple(Part(n, weight) for n, weight in found), tuple(sorted(crossing)))

    def _is_unchanged(self, group_id: str, reach: Reach, window: Window) -> bool:
        """Whether a group was made of the same units as the reach, whole."""
        own = [p.node for p in reach_as_reported(self._forest, group_id, window).parts]
        if not own or reach.crossing or any(part.weight != WHOLE for part in reach.parts):
            return False
        now = self._leaf_places((part.node for part in reach.parts), window)
        return now == self._leaf_places(own, window)

    def _leaf_places(self, numbers: Iterable[int], window: Window) -> set[str]:
        nodes = self._forest.nodes
        below = (node for n in numbers for node in nodes[n : nodes[n].end])
        return {node.place for node in below if node.is_leaf and window.meets(node)}

    def _leaves_within(
        self, inside: set[str], above: set[str], window: Window
    ) -> dict[int, Fraction | None]:
        """Leaf -> how much of it lies inside; leaves with no part inside are absent."""
        found: dict[int, Fraction | None] = {}
        for place in (*inside, *above):
            for leaf in self._leaves_at.get(place, ()):
                if leaf not in found and window.meets(self._forest.nodes[leaf]):
                    found[leaf] = _share_inside(self._traces[leaf], inside, above)
        return {leaf: share for leaf, share in found.items() if share != 0}

    def _outermost(self, members: Sequence[str]) -> list[str]:
        """Members without the villages of other members, which answer for these."""
        return [
            member
            for member in members
            if self._is_added_above(member)
            or not any(v.place_id in members for v in self._atlas.ancestors(member, self._day))
        ]

    def _is_added_above(self, place: str) -> bool:
        return self._atlas.version(place, self._day).is_added_above

    def _at_and_below(self, place: str) -> Iterator[str]:
        yield place
        below = self._atlas.descendants(place, self._day)
        yield from (version.place_id for version in below if version.is_added_above)

    def _above(self, place: str) -> Iterator[str]:
        if self._is_added_above(place):
            yield from (v.place_id for v in self._atlas.ancestors(place, self._day))

    # --- where every leaf lies on the day ---------------------------------------------------

    @cached_property
    def _traces(self) -> dict[int, tuple[Successor, ...]]:
        leaves = (n for n in self._forest.nodes if n.is_leaf and n.tree == MAIN_TREE)
        return {node.number: self._trace(node.number) for node in leaves}

    def _trace(self, number: int) -> tuple[Successor, ...]:
        """What became of a leaf; where nothing did, somewhere in what became of those above."""
        nodes = self._forest.nodes
        if own := self._atlas.became(nodes[number].place, self._day):
            return own
        for above in self._forest.above(number):
            if found := self._atlas.became(nodes[above].place, self._day):
                is_whole = len(found) == 1 and found[0].share == WHOLE
                return tuple(Successor(s.place_id, WHOLE if is_whole else None) for s in found)
        return ()

    @cached_property
    def _leaves_at(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for leaf, trace in self._traces.items():
            for successor in trace:
                found.setdefault(successor.place_id, []).append(leaf)
        return found

    # --- how many leaves are asked ------------------------------------------------------------

    def _leaves_below(self, number: int, window: Window) -> int:
        counts = self._leaf_counts(window)
        return counts[self._forest.nodes[number].end] - counts[number]

    def _leaf_counts(self, window: Window) -> list[int]:
        """How many leaves before each node's number are asked in the window."""
        key = (*self._signature(window), window.is_state)
        if key not in self._counts:
            asked = (node.is_leaf and window.meets(node) for node in self._forest.nodes)
            self._counts[key] = list(accumulate(asked, initial=0))
        return self._counts[key]

    @cached_property
    def _counts(self) -> dict[tuple[int, int, bool], list[int]]:
        return {}

    @cached_property
    def _days(self) -> tuple[list[date], list[date]]:
        nodes = self._forest.nodes
        return sorted({n.first_day for n in nodes}), sorted({n.last_day for n in nodes})

    def _signature(self, window: Window) -> tuple[int, int]:
        """Equal for windows that meet the same nodes."""
        begin = window.last_day if window.is_state else window.first_day
        first_days, last_days = self._days
        return bisect_right(first_days, window.last_day), bisect_left(last_days, begin)


def _highest_full(leaf: int, forest: Forest, full: set[int]) -> int:
    """The highest node at or above a leaf up to which every node is in ``full``."""
    top = leaf
    for number in forest.above(leaf):
        if number not in full:
            break
        top = number
    return top


def _share_inside(trace: Sequence[Successor], inside: set[str], above: set[str]) -> Fraction | None:
    """How much of a unit lies inside: 0 nothing, 1 all of it, None an unknown part."""
    if all(s.place_id in inside for s in trace):
        return WHOLE
    share: Fraction | None = Fraction(0)
    for successor in trace:
        if successor.place_id in above:
            return None
        if successor.place_id in inside:
            known = successor.share
            share = None if share is None or known is None else share + known
    return share
