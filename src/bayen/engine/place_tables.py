"""The places of a forest as tables of an engine's database, numbered as it comes to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import duckdb
import pyarrow as pa

from bayen.core.atlas import Atlas
from bayen.core.days import ONE_DAY
from bayen.core.forest import Forest, Node
from bayen.engine.tables import add, store, table_of


def number_places(forest: Forest) -> dict[str, int]:
    """Places in the order in which the forest first comes to them: neighbours lie together."""
    return {place: n for n, place in enumerate(dict.fromkeys(node.place for node in forest.nodes))}


def store_places(
    cursor: duckdb.DuckDBPyConnection,
    atlas: Atlas,
    forest: Forest,
    numbers: Mapping[str, int],
    codes: Sequence[str],
) -> None:
    """Make the tables that every engine has, whatever it is loaded with.

    Args:
        cursor: of the engine's database.
        atlas, forest: all places, and their nodes.
        numbers: of the places, as ``number_places`` gives them.
        codes: of the indicators, by number.
    """
    tables = {
        "node": _node_table(forest, forest.nodes, numbers),
        "above": _above_table(forest, forest.nodes),
        "place": _place_table(atlas, list(numbers), numbers),
        "place_number": table_of(place_id=list(numbers), number=list(numbers.values())),
        "indicator_number": table_of(code=list(codes), number=list(range(len(codes)))),
    }
    for name, table in tables.items():
        store(cursor, name, table)


def forget_places(
    cursor: duckdb.DuckDBPyConnection, moved: Iterable[Node], numbers: Mapping[str, int]
) -> None:
    """Take nodes whose days changed, and their places, out of the tables."""
    for node in moved:
        cursor.execute("delete from node where number = $number", {"number": node.number})
        place = {"number": numbers[node.place]}
        cursor.execute("delete from place where number = $number", place)


def add_places(
    cursor: duckdb.DuckDBPyConnection,
    atlas: Atlas,
    forest: Forest,
    fresh: Sequence[Node],
    numbers: Mapping[str, int],
) -> None:
    """Put in nodes that are not in the tables, each of a place that has no other."""
    places = [node.place for node in fresh]
    add(cursor, "node", _node_table(forest, fresh, numbers))
    add(cursor, "place", _place_table(atlas, places, numbers))


def number_more(
    cursor: duckdb.DuckDBPyConnection,
    forest: Forest,
    new: Sequence[Node],
    numbers: Mapping[str, int],
) -> None:
    """Note the numbers of new places, and what their nodes are below."""
    places = [node.place for node in new]
    numbered = table_of(place_id=places, number=[numbers[place] for place in places])
    add(cursor, "above", _above_table(forest, new))
    add(cursor, "place_number", numbered)


def _node_table(forest: Forest, nodes: Sequence[Node], numbers: Mapping[str, int]) -> pa.Table:
    parents = [None if n.parent is None else forest.nodes[n.parent] for n in nodes]
    return table_of(
        number=[n.number for n in nodes],
        end_node=[n.end for n in nodes],
        place=[numbers[n.place] for n in nodes],
        first_day=[n.first_day.toordinal() for n in nodes],
        last_day=[n.last_day.toordinal() for n in nodes],
        parent=[n.parent for n in nodes],
        tree=[n.tree for n in nodes],
        stage=[n.stage for n in nodes],
        parent_stage=[None if p is None else p.stage for p in parents],
        is_leaf=[n.is_leaf for n in nodes],
    )


def _above_table(forest: Forest, nodes: Sequence[Node]) -> pa.Table:
    """Each node with itself and all above it."""
    pairs = [(n.number, a) for n in nodes for a in (n.number, *forest.above(n.number))]
    return table_of(node=[n for n, _ in pairs], ancestor=[a for _, a in pairs])


def _place_table(atlas: Atlas, places: Sequence[str], numbers: Mapping[str, int]) -> pa.Table:
    lives = [life_of(atlas, place) for place in places]
    return table_of(
        number=[numbers[place] for place in places],
        first_day=[first for first, _ in lives],
        last_day=[last for _, last in lives],
    )


def life_of(atlas: Atlas, place: str) -> tuple[int, int]:
    """The first and last day of a place, as ordinals."""
    first_day, until = atlas.life(place)
    last_day = date.max if until is None else until - ONE_DAY
    return first_day.toordinal(), last_day.toordinal()
