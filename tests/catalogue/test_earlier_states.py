"""Districts and whose communes were, day by day since 2019.

Counts and days come from the resolutions of the National Assembly's committee that each row
names, as the statistics office lists them with the day of taking effect.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from bayen.catalogue import earlier_states
from bayen.catalogue.earlier_states import put_earlier_states
from bayen.catalogue.gazetteer import load_gazetteer
from bayen.catalogue.places import load_former_names, load_official_atlas
from bayen.catalogue.tables import CatalogueDataError, read_rows
from bayen.core.places import WHOLE, ChangeKind, Level, PlaceKind, PlaceVersion

ONE_DAY = timedelta(days=1)
BEGINS = date(2004, 7, 8)
LAST_OF_DISTRICTS = date(2025, 6, 30)
RULE = {
    "earlier": "x.tsv",
    "earlier_basis": "Nghị quyết {}",
    "year": 2004,
    "valid_from": BEGINS,
    "legal_basis": "Quyết định 124/2004/QĐ-TTg",
}


def old_versions() -> list[PlaceVersion]:
    """Those that held before the two levels, in any order."""
    atlas = load_official_atlas()
    return [v for v in atlas.versions if v.valid_from <= LAST_OF_DISTRICTS]


def names_below(place_id: str, day: date) -> set[str]:
    return {version.name for version in load_official_atlas().children(place_id, day)}


def test_the_tree_of_the_last_day_is_the_list_to_the_letter():
    listed = {
        (f"{level}{code}.2004", kind, name, parent)
        for level, code, kind, name, parent in read_rows(
            "places/list-2004.tsv", ("level", "code", "kind", "name", "parent")
        )
    }
    atlas = load_official_atlas()
    parents = {v.place_id: v.code for v in atlas.on(LAST_OF_DISTRICTS)}
    found = {
        (v.place_id, v.kind.code, v.name, parents[v.parent_id])
        for v in atlas.on(LAST_OF_DISTRICTS)
        if v.parent_id is not None
    }
    assert found == listed


def test_versions_of_a_place_follow_each_other_without_a_gap():
    for versions in load_official_atlas().history.values():
        for one, other in pairwise(versions):
            assert one.valid_until == other.valid_from
            assert one.valid_from < other.valid_from


def test_a_parent_exists_on_every_day_of_its_childs_version():
    atlas = load_official_atlas()
    for version in atlas.versions:
        if version.parent_id is not None:
            begins, until = atlas.life(version.parent_id)
            assert begins <= version.valid_from, version
            assert until is None or (version.valid_until or date.max) <= until, version


@pytest.mark.parametrize(
    ("day", "districts"),
    [
        (date(2019, 1, 1), 713),
        (date(2020, 1, 1), 711),  # less Kỳ Sơn (Hòa Bình) and Hoành Bồ
        (date(2020, 3, 1), 707),  # less Thông Nông, Tây Trà, Trà Lĩnh and Phục Hòa
        (date(2021, 1, 1), 705),
        (date(2024, 9, 1), 704),
        (date(2024, 12, 1), 701),
        (date(2025, 1, 1), 696),
    ],
)
def test_districts_of_a_day(day: date, districts: int):
    levels = Counter(v.kind.level for v in load_official_atlas().on(day))
    assert levels[Level.DISTRICT] == districts
    assert levels[Level.COMMUNE] == 10035


def test_every_district_has_communes_but_for_five_islands():
    atlas = load_official_atlas()
    days = {v.valid_from for v in old_versions()} | {LAST_OF_DISTRICTS}
    for day in days:
        empty = {
            v.name
            for v in atlas.on(day)
            if v.kind.level is Level.DISTRICT and not atlas.children(v.place_id, day)
        }
        assert empty == {"Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo"}, day


def test_a_district_that_ended_has_its_communes_and_went_into_another():
    atlas = load_official_atlas()
    assert atlas.full_label_vi("d204.2004", date(2015, 5, 1)) == "huyện Hoành Bồ, tỉnh Quảng Ninh"
    assert len(atlas.children("d204.2004", date(2015, 5, 1))) == 13
    assert "Đồng Sơn" in names_below("d204.2004", date(2019, 12, 31))
    assert atlas.find_version("d204.2004", date(2020, 1, 1)) is None
    assert "Đồng Sơn" in names_below("d193.2004", date(2020, 1, 1))
    (now,) = atlas.became("d204.2004", date(2022, 1, 1))
    assert (now.place_id, now.share) == ("d193.2004", WHOLE)
    assert atlas.became("d204.2004", date(2025, 7, 1)) == ()


def test_a_commune_changes_its_district_and_keeps_its_identity():
    atlas = load_official_atlas()
    label = "c18685.2004", atlas.full_label_vi
    assert label[1](label[0], date(2020, 5, 1)) == "xã Cẩm Bình, huyện Cẩm Xuyên, tỉnh Hà Tĩnh"
    assert label[1](label[0], date(2025, 2, 1)) == ("xã Cẩm Bình, thành phố Hà Tĩnh, tỉnh Hà Tĩnh")
    version = atlas.version("c18685.2004", date(2025, 2, 1))
    assert version.legal_basis == "Nghị quyết 1283/NQ-UBTVQH15"


def test_thu_duc_was_three_districts():
    atlas, day = load_official_atlas(), date(2018, 6, 1)
    labels = {atlas.label_vi(place_id, day) for place_id in ("d762.2004", "d763.2004", "d769.2004")}
    assert labels == {"quận Thủ Đức", "Quận 9", "Quận 2"}
    assert "Long Trường" in names_below("d763.2004", day)
    assert atlas.label_vi("d769.2004", date(2021, 1, 1)) == "thành phố Thủ Đức"
    assert {v.place_id for v in load_gazetteer().find("Thủ Đức", day)} == {"d762.2004"}
    assert {v.place_id for v in load_gazetteer().find("Thủ Đức", date(2023, 1, 1))} == {"d769.2004"}


@pytest.mark.parametrize(
    ("place_id", "out_of", "communes"),
    [("d475.2004", "d474.2004", 13), ("d224.2004", "d219.2004", 10)],  # Phú Xuân, Chũ
)
def test_a_district_that_began_later_came_out_of_another(place_id: str, out_of: str, communes: int):
    atlas, begins = load_official_atlas(), date(2025, 1, 1)
    assert atlas.find_version(place_id, begins - ONE_DAY) is None
    assert len(atlas.children(place_id, begins)) == communes
    (before,) = atlas.became(place_id, begins - ONE_DAY)
    assert (before.place_id, before.share) == (out_of, None)


def test_the_city_of_hue_became_thuan_hoa_while_its_name_went_to_the_province():
    atlas = load_official_atlas()
    assert atlas.full_label_vi("d474.2004", date(2023, 1, 1)) == (
        "thành phố Huế, tỉnh Thừa Thiên Huế"
    )
    assert atlas.full_label_vi("d474.2004", date(2025, 1, 1)) == "quận Thuận Hóa, thành phố Huế"
    moved = atlas.full_label_vi("c20014.2004", date(2021, 6, 30))  # with two moves of its own
    assert moved == "phường Hương Vinh, thị xã Hương Trà, tỉnh Thừa Thiên Huế"
    assert atlas.version("c20014.2004", date(2024, 1, 1)).parent_id == "d474.2004"
    assert atlas.version("c20014.2004", date(2025, 1, 1)).parent_id == "d475.2004"


def test_a_name_given_again_is_another_place():
    atlas, last = load_official_atlas(), date(2024, 11, 30)
    assert atlas.label_vi("d681.2004", last) == "huyện Đạ Huoai"
    assert atlas.label_vi("d682.2004", last) == "huyện Đạ Tẻh"
    assert atlas.label_vi("d682.2004", last + ONE_DAY) == "huyện Đạ Huoai"
    assert atlas.find_version("d681.2004", last + ONE_DAY) is None


@pytest.mark.parametrize(
    ("place_id", "last", "before", "after"),
    [
        ("d259.2004", date(2023, 4, 9), "huyện Quế Võ", "thị xã Quế Võ"),
        ("d049.2004", date(2020, 2, 29), "huyện Quảng Uyên", "huyện Quảng Hòa"),
        ("d407.2004", date(2020, 5, 31), "huyện Tĩnh Gia", "thị xã Nghi Sơn"),
        ("d754.2004", date(2018, 4, 11), "huyện Tân Thành", "thị xã Phú Mỹ"),
        ("d754.2004", date(2025, 2, 28), "thị xã Phú Mỹ", "thành phố Phú Mỹ"),
        ("d088.2004", date(2019, 12, 31), "huyện Sa Pa", "thị xã Sa Pa"),
        ("d732.2004", date(2019, 5, 31), "thị xã Long Khánh", "thành phố Long Khánh"),
    ],
)
def test_a_district_by_another_name_or_kind(place_id: str, last: date, before: str, after: str):
    atlas = load_official_atlas()
    assert atlas.label_vi(place_id, last) == before
    assert atlas.label_vi(place_id, last + ONE_DAY) == after
    kinds = {c.kind for c in atlas.changes if c.from_id == c.to_id == place_id}
    assert kinds <= {ChangeKind.RENAME, ChangeKind.RETYPE}
    assert kinds


def test_a_district_shared_out_went_in_parts_of_unknown_size():
    changes = [c for c in load_official_atlas().changes if c.from_id == "d448.2004"]
    assert {(c.kind, c.to_id, c.share) for c in changes} == {
        (ChangeKind.SPLIT, "d436.2004", None),
        (ChangeKind.SPLIT, "d445.2004", None),
    }


def test_a_district_that_lasted_gave_a_part_away():
    given = [c for c in load_official_atlas().changes if c.kind is ChangeKind.PART_TRANSFER]
    assert ("d446.2004", "d436.2004") in {(c.from_id, c.to_id) for c in given}
    assert all(c.share is None for c in given)


def test_no_former_name_is_a_second_way_to_a_district():
    assert {former.kind.level for former in load_former_names()} == {Level.COMMUNE}


def test_resolutions_are_of_three_assemblies():
    rows = read_rows(
        "places/earlier-2004.tsv",
        ("until", "level", "code", "kind", "name", "parent", "resolution"),
    )
    bodies = Counter(row[-1].partition("/")[2].partition(" ")[0] for row in rows)
    assert set(bodies) == {"NQ-UBTVQH14", "NQ-UBTVQH15", "2024/QH15"}
    assert len(rows) == 316
    assert sum(row[1] == "c" for row in rows) == 252


def commune(code: str, parent: str) -> dict[str, list[PlaceVersion]]:
    place_id = f"c{code}.2004"
    version = PlaceVersion(
        place_id, "Cẩm Bình", PlaceKind.COMMUNE, code, parent, BEGINS, date(2025, 7, 1)
    )
    return {place_id: [version]}


def put(versions: dict[str, list[PlaceVersion]], *rows: list[str]) -> list[Any]:
    """What a table of these rows changes."""

    def read(*_: object) -> Iterator[list[str]]:
        return iter(rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(earlier_states, "read_rows", read)
        return put_earlier_states(versions, RULE)


def test_rows_may_stand_in_any_order():
    first = ["2020-01-01", "c", "18685", "", "", "001", "1/NQ"]
    second = ["2025-01-01", "c", "18685", "", "", "002", "2/NQ"]
    one, other = commune("18685", "d003.2004"), commune("18685", "d003.2004")
    changes = put(one, first, second)
    assert changes == put(other, second, first)
    assert one == other
    parents = [v.parent_id for v in one["c18685.2004"]]
    assert parents == ["d001.2004", "d002.2004", "d003.2004"]
    assert [c.kind for c in changes] == [ChangeKind.PART_TRANSFER] * 2


@pytest.mark.parametrize(
    ("day", "code"),
    [("2025-08-01", "18685"), ("2004-07-08", "18685"), ("2020-01-01", "99999")],
)
def test_a_state_that_no_place_had_is_refused(day: str, code: str):
    row = [day, "c", code, "", "", "001", "1/NQ"]
    said = f"{date.fromisoformat(day):%d/%m/%Y} của «c{code}.2004»"
    with pytest.raises(CatalogueDataError, match=said):
        put(commune("18685", "d003.2004"), row)
