"""Places through time: look-ups take a day, merges and splits are followed both ways."""

from datetime import date
from fractions import Fraction

import pytest

from bayen.core.atlas import Atlas, UnknownPlaceError
from bayen.core.places import (
    NATION_ID,
    ChangeKind,
    Membership,
    PlaceChange,
    PlaceGroup,
    PlaceKind,
    PlaceVersion,
    Successor,
)

OLD, CHANGE = date(2004, 7, 8), date(2025, 7, 1)
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def place(
    place_id: str,
    name: str,
    kind: PlaceKind,
    parent_id: str | None,
    begins: date = OLD,
    ends: date | None = None,
) -> PlaceVersion:
    return PlaceVersion(place_id, name, kind, place_id, parent_id, begins, ends)


@pytest.fixture
def atlas() -> Atlas:
    """Two old communes merge, one is split between two new ones, one stays as it was."""
    return Atlas(
        versions=(
            place(NATION_ID, "Việt Nam", PlaceKind.NATION, None),
            place("p1", "Sơn La", PlaceKind.PROVINCE, NATION_ID),
            place("d1", "Sốp Cộp", PlaceKind.DISTRICT, "p1", OLD, CHANGE),
            place("a", "Mường Và", PlaceKind.COMMUNE, "d1", OLD, CHANGE),
            place("b", "Nậm Lạnh", PlaceKind.COMMUNE, "d1", OLD, CHANGE),
            place("c", "Dồm Cang", PlaceKind.COMMUNE, "d1", OLD, CHANGE),
            place("m", "Mường Lèo", PlaceKind.COMMUNE, "d1", OLD, CHANGE),
            place("m", "Mường Lèo", PlaceKind.COMMUNE, "p1", CHANGE),
            place("x", "Sốp Cộp", PlaceKind.COMMUNE, "p1", CHANGE),
            place("y", "Púng Bánh", PlaceKind.COMMUNE, "p1", CHANGE),
        ),
        changes=(
            PlaceChange(CHANGE, ChangeKind.MERGE, "a", "x", Fraction(1)),
            PlaceChange(CHANGE, ChangeKind.MERGE, "b", "x", Fraction(1)),
            PlaceChange(CHANGE, ChangeKind.SPLIT, "c", "x", Fraction(1, 4)),
            PlaceChange(CHANGE, ChangeKind.SPLIT, "c", "y", Fraction(3, 4)),
            PlaceChange(CHANGE, ChangeKind.ABOLISH, "d1", None, None),
        ),
        groups=(
            PlaceGroup(
                "k", "cụm giáp ranh", (Membership("m", OLD), Membership("a", OLD, CHANGE)), OLD
            ),
        ),
    )


def test_the_tree_of_a_day(atlas: Atlas) -> None:
    assert [v.place_id for v in atlas.children("p1", BEFORE)] == ["d1"]
    assert [v.place_id for v in atlas.children("p1", AFTER)] == ["m", "x", "y"]
    assert [v.place_id for v in atlas.descendants("p1", BEFORE)] == ["d1", "a", "b", "c", "m"]


def test_nothing_is_above_a_group(atlas: Atlas) -> None:
    assert atlas.ancestors("k", BEFORE) == ()


def test_a_name_carries_the_places_above_it(atlas: Atlas) -> None:
    assert atlas.full_label_vi("a", BEFORE) == "xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La"
    assert atlas.full_label_vi("m", AFTER) == "xã Mường Lèo, tỉnh Sơn La"
    assert atlas.full_label_vi("k", AFTER) == "cụm giáp ranh"


def test_the_name_of_a_place_that_ended_is_its_last(atlas: Atlas) -> None:
    assert atlas.full_label_vi("a", date(2026, 1, 1)) == "xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La"


def test_what_became_of_a_place(atlas: Atlas) -> None:
    assert atlas.became("a", AFTER) == (Successor("x", Fraction(1)),)
    assert atlas.became("c", AFTER) == (
        Successor("x", Fraction(1, 4)),
        Successor("y", Fraction(3, 4)),
    )
    assert atlas.became("m", AFTER) == (Successor("m", Fraction(1)),)
    assert atlas.became("d1", AFTER) == ()


def test_going_back_a_merged_place_cannot_be_divided(atlas: Atlas) -> None:
    assert atlas.became("x", BEFORE) == (
        Successor("a", None),
        Successor("b", None),
        Successor("c", None),
    )


def test_being_within_depends_on_the_day(atlas: Atlas) -> None:
    assert atlas.is_within("m", "d1", BEFORE)
    assert not atlas.is_within("m", "d1", AFTER)
    assert atlas.is_within("m", "p1", AFTER)
    assert atlas.is_within("a", "k", BEFORE)
    assert not atlas.is_within("a", "k", AFTER)
    assert not atlas.is_within("nowhere", "p1", AFTER)


def test_an_unknown_place_or_day_says_so(atlas: Atlas) -> None:
    with pytest.raises(UnknownPlaceError, match="không có địa bàn «d1» vào ngày 01/07/2025"):
        atlas.version("d1", AFTER)
    with pytest.raises(UnknownPlaceError, match="nowhere"):
        atlas.life("nowhere")


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [
        ("Sốp Cộp", PlaceKind.DISTRICT, "huyện Sốp Cộp"),
        ("5", PlaceKind.WARD, "Phường 5"),
        ("Hà Nội", PlaceKind.MUNICIPALITY, "thành phố Hà Nội"),
        ("Việt Nam", PlaceKind.NATION, "Việt Nam"),
    ],
)
def test_level_words(name: str, kind: PlaceKind, label: str) -> None:
    assert place("z", name, kind, None).label_vi == label
