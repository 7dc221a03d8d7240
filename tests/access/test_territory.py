"""Which places a place reaches, on a small invented country and on the real one."""

from datetime import date
from fractions import Fraction

from bayen.access.territory import Days, Territories
from bayen.catalogue.places import load_atlas
from bayen.core.atlas import Atlas
from bayen.core.places import (
    NATION_ID,
    ChangeKind,
    Membership,
    PlaceChange,
    PlaceGroup,
    PlaceKind,
    PlaceVersion,
)

OLD, NEW = date(2004, 7, 8), date(2025, 7, 1)
BEFORE, AFTER = date(2025, 6, 30), NEW


def version(place_id, kind, parent_id, begins=OLD, until=None):
    return PlaceVersion(place_id, place_id, kind, "", parent_id, begins, until)


def merged(from_id, to_id, share=Fraction(1)):
    return PlaceChange(NEW, ChangeKind.MERGE, from_id, to_id, share)


ATLAS = Atlas(
    versions=(
        version(NATION_ID, PlaceKind.NATION, None),
        version("north", PlaceKind.PROVINCE, NATION_ID, OLD, NEW),
        version("south", PlaceKind.PROVINCE, NATION_ID, OLD, NEW),
        version("torn", PlaceKind.PROVINCE, NATION_ID, OLD, NEW),
        version("union", PlaceKind.PROVINCE, NATION_ID, NEW),
        version("east", PlaceKind.PROVINCE, NATION_ID),
        version("d", PlaceKind.DISTRICT, "north", OLD, NEW),
        version("c", PlaceKind.COMMUNE, "d", OLD, NEW),
        version("s", PlaceKind.COMMUNE, "south", OLD, NEW),
        # This one lasts, and moves from the north to the east.
        version("mover", PlaceKind.COMMUNE, "d", OLD, NEW),
        version("mover", PlaceKind.COMMUNE, "east", NEW),
        version("u", PlaceKind.COMMUNE, "union", NEW),
    ),
    changes=(
        merged("north", "union"),
        merged("south", "union"),
        merged("torn", "union", None),
        merged("torn", "east", None),
        merged("c", "u"),
    ),
    groups=(
        PlaceGroup("k.inside", "cụm", (Membership("c", OLD), Membership("s", OLD)), OLD),
        PlaceGroup("k.across", "cụm", (Membership("c", OLD), Membership("east", OLD)), OLD),
        PlaceGroup("k.unknown", "cụm", (), OLD),
    ),
)
REACH = Territories(ATLAS)


def test_a_place_reaches_itself_and_what_stands_below_it():
    north = REACH.find("north")
    assert all(north.reaches(place, BEFORE) for place in ("north", "d", "c", "mover"))
    assert not north.reaches("s", BEFORE)
    assert not north.reaches(NATION_ID, BEFORE)


def test_a_place_below_is_reached_only_while_it_stood_there():
    assert REACH.find("north").reaches("mover", BEFORE)
    assert not REACH.find("north").reaches("mover", AFTER)
    assert not REACH.find("east").reaches("mover", BEFORE)
    assert REACH.find("east").reaches("mover", AFTER)


def test_a_merged_place_reaches_all_that_became_it_and_what_stood_below():
    union = REACH.find("union")
    assert all(union.reaches(place, BEFORE) for place in ("north", "south", "d", "c", "s"))
    assert union.reaches("mover", BEFORE)
    assert not union.reaches("mover", AFTER)


def test_a_place_of_which_only_a_part_came_over_stays_closed():
    assert not REACH.find("union").reaches("torn", BEFORE)
    assert not REACH.find("east").reaches("torn", BEFORE)


def test_a_commune_reaches_the_one_that_became_it_and_not_the_district_of_that():
    assert REACH.find("u").reaches("c", BEFORE)
    assert not REACH.find("u").reaches("d", BEFORE)


def test_a_group_is_reached_by_whoever_reaches_all_its_members():
    union = REACH.find("union")
    assert union.reaches("k.inside", AFTER)
    assert not union.reaches("k.across", AFTER)
    assert not union.reaches("k.unknown", AFTER)
    assert REACH.find(NATION_ID).reaches("k.unknown", AFTER)


def test_an_unknown_place_reaches_nothing():
    nowhere = REACH.find("p99.2099")
    assert not nowhere.reaches("p99.2099", AFTER)
    assert not nowhere.reaches("c", BEFORE)


def test_days_meet_in_what_both_hold():
    assert Days(OLD, NEW).meet(Days(BEFORE, None)) == Days(BEFORE, NEW)
    assert Days(OLD, NEW).meet(Days(NEW, None)) is None
    assert Days().meet(Days(OLD, None)) == Days(OLD, None)


def test_son_la_reaches_its_former_district_and_no_commune_of_dien_bien():
    atlas = load_atlas()
    son_la = Territories(atlas).find("p14.2004")
    assert son_la.reaches("d127.2004", date(2018, 12, 14))
    neighbours = {v.place_id for v in atlas.descendants("p11.2004", AFTER)}
    assert neighbours
    assert not any(son_la.reaches(place, AFTER) for place in neighbours)


def test_khanh_hoa_of_today_reaches_old_khanh_vinh():
    today = Territories(load_atlas()).find("p56.2025")
    assert today.reaches("d573.2004", date(2020, 12, 31))
