"""The rules by which figures of one indicator add up over places, in one window of days.

Nothing here is clever: node by node, each figure is worked out from the statements as the
rules read.

* A place's own statements serve when their spans tile the days asked (``choose_tiles``); a
  statement belongs to the node that holds on its last day.
* A node without places below it gives its own figure.
* A node with places below it gives the sum of them when all have reported; else its own
  figure when that is whole; else what there is of the parts, then of its own, as "hơn".
* A statement that straddles nodes of its place serves only where none of them has all its
  parts; where it serves, their parts do not, and of the places above, those that have only
  some of these nodes below them cannot serve with a whole of their own. So no day is counted
  twice, and none is lost unsaid.

Money is a flow like any other; rates are not added and do not come here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bayen.core.atlas import Atlas
from bayen.core.boundaries import Part, Reach
from bayen.core.days import ONE_DAY
from bayen.core.findings import Finding
from bayen.core.forest import Forest, Node, Window
from bayen.core.ledger import Observation
from bayen.core.places import WHOLE
from bayen.core.quantities import Bound, Quantity
from bayen.core.questions import Basis, TrailNode
from bayen.core.spans import Span
from bayen.core.tiling import choose_tiles
from bayen.engine.amounts import Amount, sum_amounts
from bayen.engine.contradictions import (
    Topic,
    check_whole_and_parts,
    check_whole_and_tiles,
    spans_and_amounts,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a node, or several together, give.

    Attributes:
        amount: None when nothing was reported.
        reported, expected: units.
        basis: PARTS, STATED or NONE.
        entries: the place's own statements that serve.
        stated_too: its own whole, where its parts serve because all have reported.
    """

    amount: Amount | None
    reported: int
    expected: int
    basis: Basis = Basis.NONE
    entries: tuple[Observation, ...] = ()
    stated_too: Amount | None = None

    @property
    def is_complete(self) -> bool:
        return self.reported == self.expected > 0

    @property
    def quantity(self) -> Quantity | None:
        """The amount; None also where it is too large for a quantity."""
        return None if self.amount is None else self.amount.find_quantity()


@dataclass(frozen=True, slots=True)
class Own:
    """What the statements of a node's place give it.

    Attributes:
        entries: the statements that belong to the node.
        is_whole: whether they cover all the days it needs.
        needs_nothing: whether statements that belong to other nodes of the place cover all
            its days.
        is_straddled: whether a statement that serves reaches over its edge.
    """

    entries: tuple[Observation, ...]
    is_whole: bool
    needs_nothing: bool = False
    is_straddled: bool = False

    @property
    def amount(self) -> Amount | None:
        return sum_amounts(Amount.of(entry.quantity) for entry in self.entries)


class Consolidation:
    """Figures of every node for one indicator and one window; each worked out once."""

    def __init__(
        self,
        atlas: Atlas,
        forest: Forest,
        window: Window,
        statements: Mapping[str, Sequence[Observation]],
    ) -> None:
        self._atlas = atlas
        self._forest = forest
        self._window = window
        self._statements = statements
        self._tiles_found: dict[str, tuple[Observation, ...]] = {}
        self._figures: dict[int, Figure] = {}

    # --- statements -------------------------------------------------------------------------

    def _tiles(self, place: str) -> tuple[Observation, ...]:
        """The place's own statements that may be added."""
        if place not in self._tiles_found:
            counted = [o for o in self._statements.get(place, ()) if not o.is_share]
            find = self._find_state if self._window.is_state else self._find_tiles
            self._tiles_found[place] = tuple(find(place, counted))
        return self._tiles_found[place]

    def _find_tiles(self, place: str, counted: Sequence[Observation]) -> Iterable[Observation]:
        first_day, until = self._atlas.life(place)
        last_day = self._window.last_day if until is None else until - ONE_DAY
        within = self._window_span.clipped(first_day, last_day)
        if within is None:
            return ()
        ordered = sorted(counted, key=lambda o: o.seq)
        return (ordered[i] for i in choose_tiles([o.span for o in ordered], within))

    def _find_state(self, place: str, counted: Sequence[Observation]) -> Iterable[Observation]:
        """The latest state; of equals the narrowest, then the one recorded last."""
        window = self._window
        inside = [o for o in counted if window.first_day <= o.span.last_day <= window.last_day]
        latest = max(inside, key=lambda o: (o.span.last_day, -o.span.days, o.seq), default=None)
        return () if latest is None else (latest,)

    @cached_property
    def _window_span(self) -> Span:
        return Span(self._window.first_day, self._window.last_day)

    # --- nodes ------------------------------------------------------------------------------

    def figure(self, number: int) -> Figure:
        """What a node gives."""
        if number not in self._figures:
            node = self._forest.nodes[number]
            own = self._own(node)
            found = self._leaf(own) if node.is_leaf else self._inner(node, own, self._parts(node))
            self._figures[number] = found
        return self._figures[number]

    def _leaf(self, own: Own) -> Figure:
        if own.needs_nothing:
            return Figure(None, 0, 0)
        return _stated(own, 1)

    def _inner(self, node: Node, own: Own, parts: Figure) -> Figure:
        if own.needs_nothing:
            return Figure(None, 0, 0)
        if own.is_straddled:
            return _stated(own, parts.expected)
        if self._is_crossed(node):
            own = Own((), is_whole=False)
        if parts.is_complete:
            stated = own.amount if own.is_whole else None
            return replace(parts, stated_too=stated)
        if own.is_whole or parts.amount is None:
            return _stated(own, parts.expected)
        return replace(parts, amount=parts.amount.with_bound(Bound.OVER))

    def _parts(self, node: Node) -> Figure:
        below = [self.figure(child.number) for child in self._children(node)]
        amount = sum_amounts(figure.amount for figure in below)
        return Figure(
            amount,
            sum(figure.reported for figure in below),
            sum(figure.expected for figure in below),
            Basis.NONE if amount is None else Basis.PARTS,
        )

    def _children(self, node: Node) -> Iterator[Node]:
        kids = (self._forest.nodes[number] for number in self._forest.children[node.number])
        return (kid for kid in kids if self._window.meets(kid))

    def _own(self, node: Node) -> Own:
        if self._window.is_state:
            latest = self._tiles(node.place)
            return Own(latest, is_whole=bool(latest))
        entries: list[Observation] = []
        covered, relieved, is_straddled = 0, 0, False
        for tile in self._tiles(node.place):
            owner = self._owner(tile, node.tree)
            days = node.days_within(_first_day(tile), tile.span.last_day)
            if owner is None or not days or not self._serves(tile, owner):
                continue
            is_straddled |= self._straddles(tile, node.tree)
            if owner == node:
                entries.append(tile)
                covered += days
            else:
                relieved += days
        needed = node.days_within(self._window.first_day, self._window.last_day) - relieved
        return Own(tuple(entries), 0 < needed == covered, not needed, is_straddled)

    def _is_crossed(self, node: Node) -> bool:
        """Whether a statement that serves below reaches over the edge of what lies below."""
        below = {self._forest.nodes[n].place for n in range(node.number + 1, node.end)}
        return any(
            self._serves(tile, owner)
            and {touched.number in range(node.number, node.end) for touched in slices}
            == {True, False}
            for place in sorted(below)
            for tile, owner, slices in self._straddling(place, node.tree)
        )

    def _straddling(
        self, place: str, tree: int
    ) -> Iterator[tuple[Observation, Node, tuple[Node, ...]]]:
        """Statements of a place that lie in more than one of its nodes: owner and all nodes."""
        if self._window.is_state:
            return
        for tile in self._tiles(place):
            owner = self._owner(tile, tree)
            if owner is not None and self._straddles(tile, tree):
                yield tile, owner, self._touched(tile, tree)

    def _owner(self, tile: Observation, tree: int) -> Node | None:
        """The node of its place that holds on the last day of a statement."""
        touched = self._touched(tile, tree)
        return next((node for node in touched if node.holds(tile.span.last_day)), None)

    def _touched(self, tile: Observation, tree: int) -> tuple[Node, ...]:
        """The nodes of its place on whose days a statement lies."""
        slices = (self._forest.nodes[n] for n in self._forest.slices[tree, tile.place])
        begin, end = _first_day(tile), tile.span.last_day
        return tuple(node for node in slices if node.days_within(begin, end))

    def _straddles(self, tile: Observation, tree: int) -> bool:
        return len(self._touched(tile, tree)) > 1

    def _serves(self, tile: Observation, owner: Node) -> bool:
        """A statement over several nodes yields where one of them has all its parts."""
        return not self._straddles(tile, owner.tree) or not any(
            self._parts(node).is_complete
            for node in self._touched(tile, owner.tree)
            if not node.is_leaf
        )

    # --- places -----------------------------------------------------------------------------

    def total(self, place: str, reach: Reach) -> Figure:
        """What a place gives, made of the nodes of its reach."""
        counted = [part for part in reach.parts if part.weight is not None]
        figures = [(part, self.figure(part.node)) for part in counted]
        amounts = [_weighted(figure.amount, part) for part, figure in figures]
        reported = sum(figure.reported for _, figure in figures)
        expected = sum(figure.expected for _, figure in figures)
        amount = sum_amounts(amounts)
        if amount is not None and reported < expected:
            amount = amount.with_bound(Bound.OVER)
        serving = [f for part, f in figures if self._place(part) == place]
        entries = tuple(entry for figure in serving for entry in figure.entries)
        return Figure(amount, reported, expected, self._basis(place, figures), entries)

    def _basis(self, place: str, figures: Iterable[tuple[Part, Figure]]) -> Basis:
        """STATED only where nothing but the place's own word serves."""
        bases = {
            figure.basis if self._place(part) == place else Basis.PARTS
            for part, figure in figures
            if figure.amount is not None
        }
        if not bases:
            return Basis.NONE
        return Basis.STATED if bases == {Basis.STATED} else Basis.PARTS

    def is_comparable(self, reach: Reach) -> bool:
        """Whether no figure that lies partly in the place had to be left out."""
        return all(part.weight is not None for part in reach.parts) and not any(
            self.figure(number).basis is Basis.STATED for number in reach.crossing
        )

    def contradictions(self, topic: Topic, reach: Reach) -> Iterator[Finding]:
        """Where the place's own statements cannot all be true."""
        for part in reach.parts:
            figure = self.figure(part.node)
            if figure.amount and figure.stated_too and self._place(part) == topic.place:
                yield from check_whole_and_parts(topic, figure.stated_too, figure.amount)
        if self._window.is_state:
            return
        tiles = self._tiles(topic.place)
        unused = [
            o
            for o in self._unused(topic.place, self._window_span, tiles)
            if o.span.days and not o.is_share and self._window_span.contains(o.span)
        ]
        yield from check_whole_and_tiles(topic, spans_and_amounts(unused), spans_and_amounts(tiles))

    def _place(self, part: Part) -> str:
        return self._forest.nodes[part.node].place

    # --- trails -----------------------------------------------------------------------------

    def trail(self, place: str, reach: Reach, depth: int) -> TrailNode:
        """What a place's figure is made of, ``depth`` levels down."""
        if reach.parts and all(self._place(part) == place for part in reach.parts):
            return self._opened(place, reach.parts, depth)
        total = self.total(place, reach)
        root = TrailNode(
            place,
            self._window_span,
            total.quantity,
            total.basis,
            total.reported,
            total.expected,
        )
        return replace(root, children=self._grouped(reach.parts, depth - 1)) if depth else root

    def _opened(self, place: str, parts: Sequence[Part], depth: int) -> TrailNode:
        """One place's nodes together; ``parts`` share their weight."""
        alike = [replace(part, weight=WHOLE) for part in parts]
        total = self.total(place, Reach(tuple(alike)))
        nodes = [self._forest.nodes[part.node] for part in parts]
        kids = [
            Part(kid.number)
            for node in nodes
            if self.figure(node.number).basis is Basis.PARTS
            for kid in self._children(node)
        ]
        span = self._asked_days(nodes)
        return TrailNode(
            place,
            span,
            total.quantity,
            total.basis,
            total.reported,
            total.expected,
            total.entries,
            self._unused(place, span, total.entries),
            self._grouped(kids, depth - 1) if depth else (),
            parts[0].weight if parts else WHOLE,
        )

    def _grouped(self, parts: Iterable[Part], depth: int) -> tuple[TrailNode, ...]:
        """One trail for each place (and weight), in the order in which they come."""
        groups: dict[tuple[str, object], list[Part]] = {}
        for part in parts:
            groups.setdefault((self._place(part), part.weight), []).append(part)
        return tuple(self._opened(place, group, depth) for (place, _), group in groups.items())

    def _asked_days(self, nodes: Sequence[Node]) -> Span:
        first_day = max(min(n.first_day for n in nodes), self._window.first_day)
        last_day = min(max(n.last_day for n in nodes), self._window.last_day)
        return Span(None if self._window.is_state else first_day, last_day)

    def _unused(
        self, place: str, span: Span, used: Sequence[Observation]
    ) -> tuple[Observation, ...]:
        serving = {entry.seq for entry in used}
        asked = self._window_span if self._window.is_state else span
        own = (o for o in self._statements.get(place, ()) if o.seq not in serving)
        return tuple(o for o in own if o.span.overlaps(asked))


def _stated(own: Own, units: int) -> Figure:
    """A node's own figure: for all its units when it is whole, else a part of it."""
    amount = own.amount
    if amount is None:
        return Figure(None, 0, units)
    if own.is_whole:
        return Figure(amount, units, units, Basis.STATED, own.entries)
    return Figure(amount.with_bound(Bound.OVER), 0, units, Basis.STATED, own.entries)


def _weighted(amount: Amount | None, part: Part) -> Amount | None:
    if amount is None or part.weight is None:
        return None
    return amount.scaled(part.weight)


def _first_day(tile: Observation) -> date:
    return tile.span.first_day or tile.span.last_day
