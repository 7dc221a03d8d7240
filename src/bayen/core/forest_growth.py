"""The forest of an atlas that has other villages than before, without cutting it anew.

Villages stand apart at the end of the forest: one more, or one that ends, leaves all other
nodes as they are. Cutting the whole country takes a second once its villages are entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from bayen.core.atlas import Atlas
from bayen.core.days import ONE_DAY
from bayen.core.forest import MAIN_TREE, Forest, Node, build_forest
from bayen.core.places import PlaceVersion


def grow_forest(forest: Forest, before: Atlas, after: Atlas) -> Forest:
    """The forest of ``after``, as ``build_forest`` gives it.

    Args:
        forest: of ``before``.
        before, after: quickly where they differ in villages that came last or end otherwise.

    Raises:
        ValueError: as ``build_forest``.
    """
    if before.changes != after.changes or before.groups != after.groups:
        return build_forest(after)
    known = before.versions
    pairs = [(o, n) for o, n in zip(known, after.versions, strict=False) if o is not n and o != n]
    new = after.versions[len(known) :]
    moved = _moved(forest, pairs)
    if len(after.versions) < len(known) or moved is None or not _stands_last(forest, before, new):
        return build_forest(after)
    if not _stand_apart(after, {v.place_id for v in (*new, *(new for _, new in pairs))}):
        return build_forest(after)
    return _with_villages(forest, moved, new)


def _moved(
    forest: Forest, pairs: Iterable[tuple[PlaceVersion, PlaceVersion]]
) -> dict[int, Node] | None:
    """Nodes of villages whose last day is another; None where more than that changed."""
    found = {}
    for old, new in pairs:
        if replace(old, name=new.name, legal_basis=new.legal_basis) == new:
            continue
        numbers = forest.slices.get((MAIN_TREE, old.place_id), ())
        if len(numbers) != 1 or _place_of(old) != _place_of(new) or not _is_village(new):
            return None
        node = forest.nodes[numbers[0]]
        if (node.first_day, node.last_day) != (old.valid_from, _last_day(old)):
            return None
        found[node.number] = replace(node, last_day=_last_day(new))
    return found


def _stands_last(forest: Forest, before: Atlas, new: tuple[PlaceVersion, ...]) -> bool:
    """Whether new versions are villages of their own, in order after all that there were."""
    keys = [_order(version) for version in new]
    last = max((_order(v) for v in before.versions if not v.is_added_above), default=())
    return (
        all(map(_is_village, new))
        and keys == sorted(keys)
        and all(key > last for key in keys[:1])
        and len({v.place_id for v in new}) == len(new)
        and not any((MAIN_TREE, v.place_id) in forest.slices for v in new)
    )


def _stand_apart(atlas: Atlas, villages: set[str]) -> bool:
    """Whether no group has any of them as a member, and nothing is right below one."""
    members = {member.place_id for group in atlas.groups for member in group.members}
    below = (v for v in atlas.versions if v.is_added_above and v.parent_id in villages)
    return not members & villages and next(below, None) is None


def _with_villages(
    forest: Forest, moved: Mapping[int, Node], new: tuple[PlaceVersion, ...]
) -> Forest:
    first = len(forest.nodes)
    added = [
        Node(number, number + 1, v.place_id, v.valid_from, _last_day(v), None, MAIN_TREE)
        for number, v in enumerate(new, start=first)
    ]
    nodes = list(forest.nodes)
    for number, node in moved.items():
        nodes[number] = node
    grown = Forest((*nodes, *added))
    places = {(MAIN_TREE, node.place): (node.number,) for node in added}
    vars(grown)["slices"] = {**forest.slices, **places}  # cached there; slow to find again
    return grown


def _is_village(version: PlaceVersion) -> bool:
    """Whether a version stands apart, and there is a day on which it does."""
    return not version.is_added_above and version.valid_from <= _last_day(version)


def _last_day(version: PlaceVersion) -> date:
    return date.max if version.valid_until is None else version.valid_until - ONE_DAY


def _place_of(version: PlaceVersion) -> tuple[object, ...]:
    return _order(version), version.kind.level


def _order(version: PlaceVersion) -> tuple[object, ...]:
    return version.code, version.place_id, version.valid_from
