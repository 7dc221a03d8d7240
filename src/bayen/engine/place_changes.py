"""Places that are others than when an engine's tables were made: villages that came or ended.

A village is a tree of its own: nothing kept for other places changes with it. Its nodes come
last, so that the tables' numbers stay. Whatever else changed in the places needs new tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import duckdb
import numpy as np

from bayen.core.atlas import Atlas
from bayen.core.forest import MAIN_TREE, Forest, Node
from bayen.engine.fresh_totals import Units, units_of
from bayen.engine.kept import KeptTotals
from bayen.engine.place_tables import add_places, forget_places, life_of, number_more, number_places
from bayen.engine.slots import Array

_NODES = """
select number, end_node, place, coalesce(parent, -1) as parent, tree, stage, first_day, last_day
from node
order by number
"""
_PLACES = """
select n.place_id, p.first_day, p.last_day
from place_number n
join place p on p.number = n.number
order by n.number
"""
_SPEAKS_OF_UNKNOWN = "select exists (select 1 from stored where place < 0)"
_LASTING = ("number", "end_node", "place", "parent", "tree", "stage")
_DAYS = ("first_day", "last_day")


class PlacesDifferError(Exception):
    """The tables cannot be gone on with; the message has details for whoever looks why."""


@dataclass(frozen=True, slots=True)
class PlaceChanges:
    """Nodes, all of them trees of their own.

    Attributes:
        moved: whose days are others than in the tables.
        new: that are not in the tables.
    """

    moved: tuple[Node, ...]
    new: tuple[Node, ...]

    def __bool__(self) -> bool:
        return bool(self.moved or self.new)


class Places:
    """All places as an engine's tables number them."""

    def __init__(self, atlas: Atlas, forest: Forest) -> None:
        self.atlas = atlas
        self.forest = forest
        self.numbers = number_places(forest)

    @cached_property
    def units(self) -> Units:
        return units_of(self.forest, self.numbers)


def changes_since(before: Places, now: Places) -> PlaceChanges:
    """What became of the places that tables were made for, or brought to.

    Raises:
        PlacesDifferError: more than villages changed.
    """
    known = before.forest.nodes
    pairs = list(zip(known, now.forest.nodes, strict=False))
    others = [(old, new) for old, new in pairs if old is not new and old != new]
    if len(pairs) < len(known) or any(_lasting(old) != _lasting(new) for old, new in others):
        raise PlacesDifferError("other nodes")
    changes = _of_villages([new for _, new in others], now, len(known))
    moved = {node.place for node in changes.moved}
    for place in before.numbers:
        if place not in moved and before.atlas.life(place) != now.atlas.life(place):
            raise PlacesDifferError(f"another life: {place}")
    return changes


def changes_since_stored(cursor: duckdb.DuckDBPyConnection, now: Places) -> PlaceChanges:
    """The same of the places that the tables speak of; raises as ``changes_since``."""
    before = dict(cursor.execute(_NODES).fetchnumpy())
    columns = _columns(now)
    known = len(before["number"])
    if known > len(now.forest.nodes) or not all(
        np.array_equal(before[name], columns[name][:known]) for name in _LASTING
    ):
        raise PlacesDifferError("other nodes")
    is_moved = np.any([before[name] != columns[name][:known] for name in _DAYS], axis=0)
    moved = [now.forest.nodes[number] for number in np.flatnonzero(is_moved).tolist()]
    changes = _of_villages(moved, now, known)
    _check_lives(cursor, now, changes)
    return changes


def take_in(
    cursor: duckdb.DuckDBPyConnection, changes: PlaceChanges, now: Places, totals: KeptTotals
) -> None:
    """Bring the tables to these places, in the cursor's transaction.

    Raises:
        PlacesDifferError: some entries were about places that were not known; nothing was done.
    """
    if not changes:
        return
    ((speaks_of_unknown,),) = cursor.execute(_SPEAKS_OF_UNKNOWN).fetchall()
    if changes.new and speaks_of_unknown:
        raise PlacesDifferError("entries about places that were not known then")
    fresh = (*changes.moved, *changes.new)
    forget_places(cursor, changes.moved, now.numbers)
    add_places(cursor, now.atlas, now.forest, fresh, now.numbers)
    number_more(cursor, now.forest, changes.new, now.numbers)
    totals.take_in_units(cursor, fresh)
    if changes.moved:
        totals.judge_again(cursor, [now.numbers[node.place] for node in changes.moved])


def _of_villages(moved: Sequence[Node], now: Places, known: int) -> PlaceChanges:
    """Changes that are about villages only; of the nodes, so many were there before."""
    changes = PlaceChanges(tuple(moved), now.forest.nodes[known:])
    places = [node.place for node in (*changes.moved, *changes.new)]
    slices = now.forest.slices
    in_groups = {node.place for node in now.forest.nodes if node.tree != MAIN_TREE}
    for node in (*changes.moved, *changes.new):
        if not _is_village(node) or len(slices[MAIN_TREE, node.place]) != 1:
            raise PlacesDifferError(f"not only villages: {node.place}")
    if not in_groups.isdisjoint(places):
        raise PlacesDifferError("a village in a group")
    return changes


def _lasting(node: Node) -> Node:
    return replace(node, first_day=date.min, last_day=date.max)


def _check_lives(cursor: duckdb.DuckDBPyConnection, now: Places, changes: PlaceChanges) -> None:
    stored = dict(cursor.execute(_PLACES).fetchnumpy())
    known = list(now.numbers)[: len(stored["place_id"])]
    if stored["place_id"].tolist() != known:
        raise PlacesDifferError("other places")
    moved = {node.place for node in changes.moved}
    days = zip(known, stored["first_day"].tolist(), stored["last_day"].tolist(), strict=True)
    for place, *life in days:
        if place not in moved and tuple(life) != life_of(now.atlas, place):
            raise PlacesDifferError(f"another life: {place}")


def _is_village(node: Node) -> bool:
    is_alone = node.parent is None and node.is_leaf
    return is_alone and node.tree == MAIN_TREE and node.stage == 0


def _columns(now: Places) -> dict[str, Array]:
    """The nodes as the tables have them."""
    nodes, numbers = now.forest.nodes, now.numbers
    columns = {
        "number": [n.number for n in nodes],
        "end_node": [n.end for n in nodes],
        "place": [numbers[n.place] for n in nodes],
        "parent": [-1 if n.parent is None else n.parent for n in nodes],
        "tree": [n.tree for n in nodes],
        "stage": [n.stage for n in nodes],
        "first_day": [n.first_day.toordinal() for n in nodes],
        "last_day": [n.last_day.toordinal() for n in nodes],
    }
    return {name: np.array(column, np.int64) for name, column in columns.items()}
