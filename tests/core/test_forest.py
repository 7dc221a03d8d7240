"""Nodes: a place for the days on which nothing above it changes."""

from datetime import date

import pytest

from bayen.core.atlas import Atlas, UnknownPlaceError
from bayen.core.boundaries import DayMap, Part, reach_as_reported
from bayen.core.forest import Forest, Window, build_forest
from bayen.core.places import (
    WHOLE,
    ChangeKind,
    Membership,
    PlaceChange,
    PlaceGroup,
    PlaceKind,
    PlaceVersion,
)

OLD = date(2004, 7, 8)
CHANGE = date(2025, 7, 1)
VILLAGES = date(2026, 1, 1)
MERGED, SPLIT = ChangeKind.MERGE, ChangeKind.SPLIT


def version(place, kind, parent, first=OLD, until=None, name=""):
    return PlaceVersion(place, name or place, kind, place, parent, first, until)


ATLAS = Atlas(
    (
        version("vn", PlaceKind.NATION, None),
        version("p", PlaceKind.PROVINCE, "vn"),
        version("d", PlaceKind.DISTRICT, "p", OLD, CHANGE),
        version("kept", PlaceKind.COMMUNE, "d", OLD, date(2010, 1, 1)),
        version("kept", PlaceKind.COMMUNE, "d", date(2010, 1, 1), CHANGE, "đổi tên"),
        version("kept", PlaceKind.COMMUNE, "p", CHANGE),
        version("a", PlaceKind.COMMUNE, "d", OLD, CHANGE),
        version("b", PlaceKind.COMMUNE, "d", OLD, CHANGE),
        version("n", PlaceKind.COMMUNE, "p", CHANGE),
        version("m", PlaceKind.COMMUNE, "p", CHANGE),
        version("v", PlaceKind.COMMUNE, "n", VILLAGES),  # a third level, later
        version("hamlet", PlaceKind.VILLAGE, "m", VILLAGES),
    ),
    (
        PlaceChange(CHANGE, MERGED, "a", "n", None),
        PlaceChange(CHANGE, SPLIT, "a", "m", None),
        PlaceChange(CHANGE, MERGED, "b", "n", WHOLE),
    ),
    (
        PlaceGroup(
            "k.pair",
            "Cụm",
            (
                Membership("d", date(2020, 1, 1)),
                Membership("kept", date(2019, 1, 1)),
                Membership("n", date(2024, 1, 1), date(2025, 12, 1)),
            ),
            date(2015, 1, 1),
        ),
        PlaceGroup("k.alone", "Cụm không rõ thành viên", (), date(2015, 1, 1)),
    ),
)
FOREST = build_forest(ATLAS)
YEAR_2024 = Window(date(2024, 1, 1), date(2024, 12, 31))
YEAR_2025 = Window(date(2025, 1, 1), date(2025, 12, 31))


def slices(forest: Forest, place: str) -> list[tuple[date, date, str | None]]:
    found = [forest.nodes[n] for n in forest.asked(place)]
    parents = [None if n.parent is None else forest.nodes[n.parent].place for n in found]
    return [(n.first_day, n.last_day, p) for n, p in zip(found, parents, strict=True)]


def test_a_commune_that_changed_parent_has_a_node_for_each_and_a_new_name_cuts_nothing() -> None:
    assert slices(FOREST, "kept") == [
        (OLD, date(2025, 6, 30), "d"),
        (CHANGE, date.max, "p"),
    ]


def test_a_village_is_a_tree_of_its_own():
    """A commune answers for its villages: nothing is made of them but what it sends."""
    [hamlet] = (node for node in FOREST.nodes if node.place == "hamlet")
    assert (hamlet.parent, hamlet.is_leaf) == (None, True)
    assert all(node.is_leaf for node in FOREST.nodes if node.place == "m")


def test_no_village_is_counted_beside_its_commune_on_the_map_of_a_day():
    window = Window(VILLAGES, date(2026, 12, 31))
    reach = DayMap(ATLAS, FOREST, date(2026, 6, 1)).reach("vn", window)
    assert {FOREST.nodes[part.node].place for part in reach.parts} == {"vn"}
    own = DayMap(ATLAS, FOREST, date(2026, 6, 1)).reach("hamlet", window)
    assert [FOREST.nodes[part.node].place for part in own.parts] == ["hamlet"]


def test_a_group_has_nothing_twice_when_a_member_is_the_village_of_another():
    members = (Membership("hamlet", VILLAGES), Membership("m", date(2026, 3, 1)))
    group = PlaceGroup("k.both", "Cụm", members, VILLAGES)
    atlas = Atlas(ATLAS.versions, ATLAS.changes, (group,))
    forest = build_forest(atlas)
    inside = [n for n in forest.nodes if n.tree and n.parent is not None]
    assert {(n.place, n.first_day, n.last_day) for n in inside} == {
        ("hamlet", VILLAGES, date(2026, 2, 28)),
        ("m", date(2026, 3, 1), date.max),
    }
    later = Window(date(2026, 4, 1), date(2026, 12, 31))
    reach = DayMap(atlas, forest, date(2026, 6, 1)).reach("k.both", later)
    parts = [forest.nodes[part.node] for part in reach.parts]
    asked = (node for part in parts for node in forest.nodes[part.number : part.end])
    assert {node.place for node in asked if later.meets(node)} == {"k.both", "m"}


def test_a_node_either_has_places_below_or_has_none() -> None:
    assert slices(FOREST, "n") == [
        (CHANGE, date(2025, 12, 31), "p"),
        (VILLAGES, date.max, "p"),
    ]
    assert [FOREST.nodes[n].is_leaf for n in FOREST.asked("n")] == [True, False]


def test_pre_order_intervals_hold_exactly_what_is_below() -> None:
    for node in FOREST.nodes:
        inside = {n.number for n in FOREST.nodes if node.number in FOREST.above(n.number)}
        assert inside == set(range(node.number + 1, node.end))


def test_stages_rise_with_every_level_and_are_one_per_place() -> None:
    stages = {(n.place, n.stage) for n in FOREST.nodes if n.place[0] != "k" or n.place == "kept"}
    assert {("v", 0), ("n", 1), ("m", 0), ("kept", 0), ("d", 1), ("p", 2), ("vn", 3)} <= stages
    assert len({place for place, _ in stages}) == len(stages)


def test_a_group_has_its_members_for_their_terms_and_nothing_twice() -> None:
    (alone,) = FOREST.asked("k.alone")
    assert FOREST.nodes[alone].is_leaf
    below = [
        (FOREST.nodes[kid].place, FOREST.nodes[kid].first_day, FOREST.nodes[kid].last_day)
        for n in FOREST.asked("k.pair")
        for kid in FOREST.children[n]
    ]
    assert sorted(below) == [
        ("d", date(2020, 1, 1), date(2025, 6, 30)),
        ("kept", date(2019, 1, 1), date(2019, 12, 31)),  # then inside d, a member too
        ("kept", CHANGE, date.max),
        ("n", CHANGE, date(2025, 11, 30)),
    ]


def test_a_place_without_its_parent_is_a_root_for_those_days() -> None:
    orphan = version("x", PlaceKind.COMMUNE, "d", OLD, None)
    forest = build_forest(Atlas((*ATLAS.versions, orphan)))
    assert slices(forest, "x") == [(OLD, date(2025, 6, 30), "d"), (CHANGE, date.max, None)]


def test_places_that_stand_above_each_other_are_refused() -> None:
    upside_down = Atlas(
        (
            version("x", PlaceKind.DISTRICT, None, OLD),
            version("y", PlaceKind.COMMUNE, "x", OLD, CHANGE),
            version("y", PlaceKind.COMMUNE, None, CHANGE),
            version("z", PlaceKind.COMMUNE, "y", OLD, CHANGE),
            version("z", PlaceKind.COMMUNE, None, CHANGE, VILLAGES),
            version("y2", PlaceKind.COMMUNE, "z", CHANGE, VILLAGES),
        )
    )
    assert build_forest(upside_down).nodes
    swapped = Atlas(
        (
            version("x", PlaceKind.DISTRICT, None, OLD, CHANGE),
            version("y", PlaceKind.COMMUNE, "x", OLD, CHANGE),
            version("y", PlaceKind.COMMUNE, None, CHANGE),
            version("x", PlaceKind.DISTRICT, "y", CHANGE),
        )
    )
    with pytest.raises(ValueError, match="stand above each other"):
        build_forest(swapped)


# --- boundaries ------------------------------------------------------------------------------


def made_of(place: str, window: Window, day: date = CHANGE) -> list[tuple[str, object]]:
    reach = DayMap(ATLAS, FOREST, day).reach(place, window)
    return [(FOREST.nodes[p.node].place, p.weight) for p in reach.parts]


def test_a_place_is_the_highest_nodes_that_lie_in_it_whole() -> None:
    assert made_of("vn", YEAR_2024) == [("vn", 1)]
    assert made_of("p", YEAR_2025) == [("p", 1)]
    assert made_of("kept", YEAR_2025) == [("kept", 1), ("kept", 1)]


def test_a_part_of_unknown_size_says_so() -> None:
    assert made_of("n", YEAR_2024) == [("a", None), ("b", 1)]
    assert made_of("m", YEAR_2024) == [("a", None)]


def test_a_whole_of_a_district_that_lies_across_cannot_be_divided() -> None:
    reach = DayMap(ATLAS, FOREST, CHANGE).reach("n", YEAR_2024)
    assert [FOREST.nodes[n].place for n in reach.crossing] == ["d"]
    same_day = DayMap(ATLAS, FOREST, date(2024, 6, 1)).reach("a", YEAR_2024)
    assert same_day.crossing == ()


def test_going_back_a_merged_unit_lies_in_the_district_of_all_it_was_made_of() -> None:
    later = Window(date(2026, 2, 1), date(2026, 2, 28))
    assert made_of("d", later, date(2025, 1, 1)) == [("kept", 1), ("m", 1), ("n", 1)]
    assert made_of("b", later, date(2025, 1, 1)) == [("v", None)]


def test_what_is_not_there_on_the_day_is_refused() -> None:
    with pytest.raises(UnknownPlaceError):
        made_of("d", YEAR_2024, CHANGE)
    with pytest.raises(UnknownPlaceError):
        made_of("k.pair", YEAR_2024, date(2014, 1, 1))
    with pytest.raises(UnknownPlaceError):
        reach_as_reported(FOREST, "nowhere", YEAR_2024)


def test_a_group_whose_members_are_those_of_the_day_is_its_own_unit() -> None:
    assert made_of("k.alone", YEAR_2024) == [("k.alone", 1)]
    assert made_of("k.pair", YEAR_2024, date(2024, 6, 1)) == [("k.pair", 1)]
    assert reach_as_reported(FOREST, "k.pair", Window(OLD, OLD)).parts == ()


def test_a_state_is_asked_of_those_who_hold_the_day() -> None:
    at_end = Window(date(2025, 1, 1), date(2025, 12, 31), is_state=True)
    (kept,) = reach_as_reported(FOREST, "kept", at_end).parts
    assert kept == Part(FOREST.asked("kept")[1])
