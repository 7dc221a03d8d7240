"""The tree of places through time, cut into nodes inside which nothing above changes.

A node is a place for the days on which its whole chain of places above stays the same and on
which it either has places below it or has none. Figures are consolidated over nodes, so a
commune that moved from a district to a province counts in each for its own days. Knows no
figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bayen.core.atlas import Atlas, UnknownPlaceError
from bayen.core.days import ONE_DAY
from bayen.core.places import PlaceVersion
from bayen.core.spans import Span

MAIN_TREE = 0  # the administrative tree; every group has a tree of its own, numbered from 1


@dataclass(frozen=True, slots=True)
class Node:
    """A place during days in which its surroundings stay the same.

    Attributes:
        number: position in pre-order over the whole forest.
        end: one past the number of the last node below it.
        place: identity of a place or group.
        first_day, last_day: both included; ``date.max`` means still.
        parent: number of the node above; None for a root.
        tree: ``MAIN_TREE`` or the tree of one group.
        stage: 0 for places that never have any below; else one more than the highest stage
            below the place at any time. Nodes of one place share their stage.
    """

    number: int
    end: int
    place: str
    first_day: date
    last_day: date
    parent: int | None
    tree: int
    stage: int = 0

    @property
    def is_leaf(self) -> bool:
        return self.end == self.number + 1

    @property
    def span(self) -> Span:
        return Span(self.first_day, self.last_day)

    def holds(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def days_within(self, first_day: date, last_day: date) -> int:
        """How many of these days are its own."""
        begin, end = max(self.first_day, first_day), min(self.last_day, last_day)
        return max(0, (end - begin).days + 1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days a question asks of nodes.

    Attributes:
        first_day, last_day: both included; statements are looked for in between.
        is_state: whether only the state on ``last_day`` is asked (stocks).
    """

    first_day: date
    last_day: date
    is_state: bool = False

    def meets(self, node: Node) -> bool:
        """Whether something is asked of this node."""
        if self.is_state:
            return node.holds(self.last_day)
        return node.first_day <= self.last_day and self.first_day <= node.last_day


@dataclass(frozen=True)
class Forest:
    """All nodes of an atlas, in pre-order; build it once with ``build_forest``."""

    nodes: tuple[Node, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The nodes right below each node, in the order of the official list, then of time."""
        below: list[list[int]] = [[] for _ in self.nodes]
        for node in self.nodes:
            if node.parent is not None:
                below[node.parent].append(node.number)
        return tuple(tuple(numbers) for numbers in below)

    @cached_property
    def slices(self) -> Mapping[tuple[int, str], tuple[int, ...]]:
        """(tree, place) -> its nodes in that tree, in pre-order."""
        found: dict[tuple[int, str], list[int]] = {}
        for node in self.nodes:
            found.setdefault((node.tree, node.place), []).append(node.number)
        return {key: tuple(numbers) for key, numbers in found.items()}

    @cached_property
    def split_nodes(self) -> tuple[int, ...]:
        """The nodes of places that have several in one tree, in pre-order."""
        several = (numbers for numbers in self.slices.values() if len(numbers) > 1)
        return tuple(sorted(number for numbers in several for number in numbers))

    @cached_property
    def _asked(self) -> Mapping[str, tuple[int, ...]]:
        roots = {n.place: (n.tree, n.place) for n in self.nodes if n.tree and n.parent is None}
        own = {place: numbers for (tree, place), numbers in self.slices.items() if not tree}
        return own | {place: self.slices[key] for place, key in roots.items()}

    def asked(self, place: str) -> tuple[int, ...]:
        """The nodes that are this place, or this group.

        Raises:
            UnknownPlaceError: there is no such place.
        """
        if place not in self._asked:
            raise UnknownPlaceError(place)
        return self._asked[place]

    def above(self, number: int) -> Iterator[int]:
        """The nodes above one, nearest first."""
        parent = self.nodes[number].parent
        while parent is not None:
            yield parent
            parent = self.nodes[parent].parent


def build_forest(atlas: Atlas) -> Forest:
    """Cut the whole atlas into nodes; some 14,000 for the country.

    A place whose parent does not exist on some days is a root for those days, and so is every
    village: communes are what the country's totals are made of. Villages come last of all, so
    that one more leaves the numbers of the others as they are. Where a group
    has a place and another that lies within it as members, the inner one is left out while
    both are members, so that nothing is in a group twice.

    Raises:
        ValueError: of two places each was above the other at some time.
    """
    builder = _Builder(atlas)
    builder.grow_roots(are_apart=False)
    before_groups = len(builder.nodes)
    builder.grow_roots(are_apart=True)  # groups may have villages as members
    main = Forest(tuple(builder.nodes))
    del builder.nodes[before_groups:]
    for tree, group in enumerate(atlas.groups, start=1):
        life = _inclusive(*atlas.life(group.group_id))
        if life is not None:
            below = _member_stays(atlas, main, tree - 1)
            builder.grow(_Stay(group.group_id, None, *life, ""), None, tree, below)
    builder.grow_roots(are_apart=True)
    stages = _stages(builder.nodes)
    return Forest(tuple(_staged(node, stages[node.place]) for node in builder.nodes))


def _staged(node: Node, stage: int) -> Node:
    return node if node.stage == stage else replace(node, stage=stage)


# --- growing -----------------------------------------------------------------------------

_Days = tuple[date, date]  # both included


@dataclass(frozen=True, slots=True)
class _Stay:
    """A place right below another one for a time; both days included.

    Attributes:
        is_apart: whether it is below nothing because what it reports is not added up.
    """

    place: str
    parent: str | None
    first_day: date
    last_day: date
    code: str
    is_apart: bool = False

    def clipped(self, days: _Days) -> _Stay | None:
        both = _overlap((self.first_day, self.last_day), days)
        if both is None or both == (self.first_day, self.last_day):
            return self if both else None
        return _Stay(self.place, self.parent, *both, self.code, self.is_apart)


class _Builder:
    """Grows nodes in pre-order."""

    def __init__(self, atlas: Atlas) -> None:
        self.nodes: list[Node] = []
        self._stays = [s for versions in atlas.history.values() for s in _stays(versions)]
        self._lives = {place: _lives(versions) for place, versions in atlas.history.items()}
        self._below: dict[str, list[_Stay]] = {}
        for stay in self._stays:
            if stay.parent is not None:
                self._below.setdefault(stay.parent, []).append(stay)
        for stays in self._below.values():
            stays.sort(key=lambda s: (s.code, s.place, s.first_day))

    def grow_roots(self, *, are_apart: bool) -> None:
        """The main tree: what is added up, or what stands apart."""
        stays = (stay for stay in self._stays if stay.is_apart == are_apart)
        for stay in sorted(stays, key=lambda s: (s.code, s.place, s.first_day)):
            holes = self._lives.get(stay.parent, ()) if stay.parent is not None else ()
            for days in _without((stay.first_day, stay.last_day), holes):
                root = stay.clipped(days)
                if root is not None:
                    self.grow(root, None, MAIN_TREE, ())

    def grow(
        self, stay: _Stay, parent: int | None, tree: int, members: Sequence[_Stay] = ()
    ) -> None:
        """Add the nodes of one stay and of all below it; ``members`` of a group's root."""
        below = members or self._below.get(stay.place, ())
        days = (stay.first_day, stay.last_day)
        if not below:
            self._add(stay.place, days, parent, tree)
            return
        inside = [kid for s in below if (kid := s.clipped(days)) is not None]
        peopled = [(kid.first_day, kid.last_day) for kid in inside]
        for run in sorted([*_without(days, peopled), *_united(peopled)]):
            number = self._add(stay.place, run, parent, tree)
            for kid in inside:
                if (clipped := kid.clipped(run)) is not None:
                    self.grow(clipped, number, tree)
            if len(self.nodes) > number + 1:
                self.nodes[number] = replace(self.nodes[number], end=len(self.nodes))

    def _add(self, place: str, days: _Days, parent: int | None, tree: int) -> int:
        number = len(self.nodes)
        self.nodes.append(Node(number, number + 1, place, *days, parent, tree))
        return number


def _stays(versions: Sequence[PlaceVersion]) -> list[_Stay]:
    """Versions in order of time, those that follow each other under one parent as one.

    A new name or kind leaves a place where it was, so it cuts nothing.
    """
    found: list[_Stay] = []
    for version in versions:
        days = _inclusive(version.valid_from, version.valid_until)
        if days is None:
            continue
        is_apart = not version.is_added_above
        stay = _Stay(
            version.place_id,
            None if is_apart else version.parent_id,
            *days,
            version.code,
            is_apart,
        )
        last = found[-1] if found else None
        if last and _follows(last.last_day, days[0]) and _stands_alike(last, stay):
            found[-1] = replace(last, last_day=days[1])
        else:
            found.append(stay)
    return found


def _stands_alike(one: _Stay, other: _Stay) -> bool:
    return (one.parent, one.is_apart) == (other.parent, other.is_apart)


def _lives(versions: Sequence[PlaceVersion]) -> list[_Days]:
    spans = (_inclusive(v.valid_from, v.valid_until) for v in versions)
    return _united([days for days in spans if days is not None])


def _member_stays(atlas: Atlas, main: Forest, group_index: int) -> tuple[_Stay, ...]:
    """The members of a group as if they stood right below it."""
    group = atlas.groups[group_index]
    terms: dict[str, list[_Days]] = {}
    for member in group.members:
        days = _inclusive(member.valid_from, member.valid_until)
        if days is not None and member.place_id in atlas.history:
            terms.setdefault(member.place_id, []).append(days)
    found = []
    for place, stretches in terms.items():
        covered = list(_days_under_others(atlas, main, place, terms))
        code = atlas.history[place][0].code
        for term in _united(stretches):
            for life in _lives(atlas.history[place]):
                stay = _Stay(place, group.group_id, *life, code).clipped(term)
                if stay is not None:
                    rest = _without((stay.first_day, stay.last_day), covered)
                    found += [s for days in rest if (s := stay.clipped(days)) is not None]
    return tuple(sorted(found, key=lambda s: (s.code, s.place, s.first_day)))


def _days_under_others(
    atlas: Atlas, main: Forest, place: str, terms: Mapping[str, Sequence[_Days]]
) -> Iterator[_Days]:
    """The days on which a member stands below another member."""
    for above, days in _days_below(atlas, main, place):
        for term in terms.get(above, ()):
            if (both := _overlap(days, term)) is not None:
                yield both


def _days_below(atlas: Atlas, main: Forest, place: str) -> Iterator[tuple[str, _Days]]:
    """The places that a place stands below, each with days; a village's figures too lie there."""
    for number in main.slices[MAIN_TREE, place]:
        node = main.nodes[number]
        for above in main.above(number):
            yield main.nodes[above].place, (node.first_day, node.last_day)
    for version in atlas.history[place]:
        days = _inclusive(version.valid_from, version.valid_until)
        if version.is_added_above or version.parent_id is None or days is None:
            continue
        for number in main.slices.get((MAIN_TREE, version.parent_id), ()):
            node = main.nodes[number]
            if (both := _overlap(days, (node.first_day, node.last_day))) is not None:
                yield from ((main.nodes[n].place, both) for n in (number, *main.above(number)))


def _stages(nodes: Iterable[Node]) -> Mapping[str, int]:
    below: dict[str, set[str]] = {}
    nodes = list(nodes)
    for node in nodes:
        below.setdefault(node.place, set())
        if node.parent is not None:
            below.setdefault(nodes[node.parent].place, set()).add(node.place)
    stages: dict[str, int] = {}

    def climb(place: str, path: tuple[str, ...]) -> int:
        if place in path:
            raise ValueError(f"places stand above each other: {' > '.join((*path, place))}")
        if place not in stages:
            heights = [climb(kid, (*path, place)) + 1 for kid in below[place]]
            stages[place] = max(heights, default=0)
        return stages[place]

    for place in below:
        climb(place, ())
    return stages


# --- days --------------------------------------------------------------------------------


def _inclusive(valid_from: date, valid_until: date | None) -> _Days | None:
    """Half-open days as included ones; None when there are none."""
    last_day = date.max if valid_until is None else valid_until - ONE_DAY
    return (valid_from, last_day) if valid_from <= last_day else None


def _overlap(one: _Days, other: _Days) -> _Days | None:
    begin, end = max(one[0], other[0]), min(one[1], other[1])
    return (begin, end) if begin <= end else None


def _follows(last_day: date, first_day: date) -> bool:
    """Whether no day lies between; ``last_day`` may be the last one there is."""
    return last_day == date.max or last_day + ONE_DAY >= first_day


def _united(stretches: Iterable[_Days]) -> list[_Days]:
    """The same days in as few stretches as possible, in order."""
    found: list[_Days] = []
    for first_day, last_day in sorted(stretches):
        if found and _follows(found[-1][1], first_day):
            found[-1] = (found[-1][0], max(found[-1][1], last_day))
        else:
            found.append((first_day, last_day))
    return found


def _without(days: _Days, holes: Iterable[_Days]) -> Iterator[_Days]:
    """What is left of some days when others are taken out, in order."""
    begin, end = days
    for first_day, last_day in _united(holes):
        if last_day < begin or first_day > end:
            continue
        if begin < first_day:
            yield begin, first_day - ONE_DAY
        if last_day >= end:
            return
        begin = last_day + ONE_DAY
    yield begin, end
