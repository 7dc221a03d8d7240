"""Places of Viet Nam through time: counts, identities, what became of what.

Expected values come from the two official lists (63 / 696 / 10,035 and 34 / 3,321) and from
the resolutions of June 2025; the six districts were checked in two independent packages.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from bayen.catalogue.places import (
    check_counts,
    load_atlas,
    load_centroids,
    load_former_names,
)
from bayen.catalogue.tables import CatalogueDataError
from bayen.core.places import WHOLE, ChangeKind, Level, PlaceKind, PlaceVersion

BEFORE = date(2025, 6, 30)
AFTER = date(2025, 7, 1)


def place(name: str, day: date, within: str, *kinds: PlaceKind) -> PlaceVersion:
    found = [
        v
        for v in load_atlas().descendants(within, day)
        if v.name == name and (not kinds or v.kind in kinds)
    ]
    assert len(found) == 1, (name, found)
    return found[0]


def merges_of(district: str, province: str) -> dict[str, set[str]]:
    """Communes of today made from a district, each with the old communes it took in."""
    atlas = load_atlas()
    old = place(district, BEFORE, province, PlaceKind.DISTRICT)
    made: dict[str, set[str]] = {}
    for commune in atlas.children(old.place_id, BEFORE):
        for successor in atlas.became(commune.place_id, AFTER):
            assert successor.share == WHOLE
            new = atlas.version(successor.place_id, AFTER)
            made.setdefault(new.name, set()).add(commune.name)
    return made


def test_counts_of_both_lists():
    atlas = load_atlas()
    old = Counter(v.kind.level for v in atlas.on(BEFORE))
    new = Counter(v.kind.level for v in atlas.on(AFTER))
    assert old == {Level.NATION: 1, Level.PROVINCE: 63, Level.DISTRICT: 696, Level.COMMUNE: 10035}
    assert new == {Level.NATION: 1, Level.PROVINCE: 34, Level.COMMUNE: 3321}


def test_kinds_of_the_two_level_list():
    kinds = Counter(v.kind for v in load_atlas().on(AFTER))
    assert kinds[PlaceKind.PROVINCE] == 28
    assert kinds[PlaceKind.MUNICIPALITY] == 6
    assert kinds[PlaceKind.COMMUNE] == 2621
    assert kinds[PlaceKind.WARD] == 687
    assert kinds[PlaceKind.SPECIAL_ZONE] == 13


def test_a_list_that_lost_a_unit_is_refused_by_name():
    units = list(load_atlas().on(AFTER))
    rule = {
        "file": "list-2025.tsv",
        "legal_basis": "Quyết định 19/2025/QĐ-TTg",
        "levels": {"COMMUNE": 3321},
        "counts": {"special_zone": 13},
    }
    check_counts(units, rule)
    short = [v for v in units if v.name != "Côn Đảo"]
    with pytest.raises(CatalogueDataError, match=r"xã: cần 3321, có 3320; đặc khu: cần 13, có 12"):
        check_counts(short, rule)


@pytest.mark.parametrize(
    ("province", "communes"),
    [("Hồ Chí Minh", 168), ("Lai Châu", 38), ("Hà Nội", 126), ("Sơn La", 75)],
)
def test_communes_per_province_today(province: str, communes: int):
    unit = place(province, AFTER, "vn", PlaceKind.PROVINCE, PlaceKind.MUNICIPALITY)
    assert len(load_atlas().children(unit.place_id, AFTER)) == communes


def test_special_zones_stand_where_the_resolutions_put_them():
    atlas = load_atlas()
    zones: dict[str, set[str]] = {}
    for unit in atlas.on(AFTER):
        if unit.kind is PlaceKind.SPECIAL_ZONE and unit.parent_id is not None:
            zones.setdefault(atlas.version(unit.parent_id, AFTER).name, set()).add(unit.name)
    assert zones == {
        "An Giang": {"Kiên Hải", "Phú Quốc", "Thổ Châu"},
        "Hải Phòng": {"Cát Hải", "Bạch Long Vĩ"},
        "Quảng Ninh": {"Vân Đồn", "Cô Tô"},
        "Hồ Chí Minh": {"Côn Đảo"},
        "Đà Nẵng": {"Hoàng Sa"},
        "Khánh Hòa": {"Trường Sa"},
        "Lâm Đồng": {"Phú Quý"},
        "Quảng Ngãi": {"Lý Sơn"},
        "Quảng Trị": {"Cồn Cỏ"},
    }


def test_eleven_provinces_last_and_twenty_three_are_new():
    today = [v for v in load_atlas().on(AFTER) if v.kind.level is Level.PROVINCE]
    lasting = {v.name for v in today if v.place_id.endswith(".2004")}
    assert lasting == {
        "Hà Nội", "Cao Bằng", "Điện Biên", "Lai Châu", "Sơn La", "Lạng Sơn", "Quảng Ninh",
        "Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Huế",
    }  # fmt: skip
    assert len(today) - len(lasting) == 23


def test_son_la_is_one_version_throughout():
    atlas = load_atlas()
    assert len(atlas.history["p14.2004"]) == 1
    assert atlas.version("p14.2004", AFTER).valid_until is None


def test_khanh_hoa_today_is_khanh_hoa_and_ninh_thuan():
    atlas = load_atlas()
    today = place("Khánh Hòa", AFTER, "vn", PlaceKind.PROVINCE)
    assert today.place_id == "p56.2025"
    assert {s.place_id for s in atlas.became(today.place_id, BEFORE)} == {"p56.2004", "p58.2004"}
    assert atlas.label_vi("p58.2004", BEFORE) == "tỉnh Ninh Thuận"
    assert [s.place_id for s in atlas.became("p58.2004", AFTER)] == ["p56.2025"]


def test_hue_was_a_province_until_2025():
    atlas = load_atlas()
    assert atlas.label_vi("p46.2004", date(2024, 12, 31)) == "tỉnh Thừa Thiên Huế"
    assert atlas.label_vi("p46.2004", date(2025, 1, 1)) == "thành phố Huế"
    assert len(atlas.children("p46.2004", date(2024, 12, 31))) == 9


SIX_DISTRICTS = [
    ("Sốp Cộp", "p14.2004", 8, {
        "Púng Bánh": {"Sam Kha", "Púng Bánh", "Dồm Cang"},
        "Sốp Cộp": {"Sốp Cộp", "Nậm Lạnh", "Mường Và"},
        "Mường Lèo": {"Mường Lèo"},
        "Mường Lạn": {"Mường Lạn"},
    }),
    ("Trạm Tấu", "p15.2004", 12, {
        "Hạnh Phúc": {"Trạm Tấu", "Xà Hồ", "Bản Công", "Hát Lừu"},  # the township
        "Trạm Tấu": {"Trạm Tấu", "Túc Đán", "Pá Lau", "Pá Hu"},  # the commune
        "Phình Hồ": {"Phình Hồ", "Làng Nhì", "Bản Mù"},
        "Tà Xi Láng": {"Tà Si Láng"},
    }),
    ("Kỳ Sơn", "p40.2004", 21, {
        "Mường Xén": {"Mường Xén", "Tà Cạ", "Tây Sơn"},
        "Hữu Kiệm": {"Hữu Lập", "Hữu Kiệm", "Bảo Nam"},
        "Nậm Cắn": {"Nậm Cắn", "Phà Đánh"},
        "Chiêu Lưu": {"Chiêu Lưu", "Bảo Thắng"},
        "Na Loi": {"Na Loi", "Đoọc Mạy"},
        "Mường Típ": {"Mường Típ", "Mường Ải"},
        "Na Ngoi": {"Na Ngoi", "Nậm Càn"},
        "Mỹ Lý": {"Mỹ Lý"},
        "Bắc Lý": {"Bắc Lý"},
        "Keng Đu": {"Keng Đu"},
        "Huồi Tụ": {"Huồi Tụ"},
        "Mường Lống": {"Mường Lống"},
    }),
    ("Khánh Vĩnh", "p56.2004", 14, {
        "Khánh Vĩnh": {"Khánh Vĩnh", "Sông Cầu", "Khánh Phú"},
        "Trung Khánh Vĩnh": {"Khánh Hiệp", "Khánh Trung"},
        "Bắc Khánh Vĩnh": {"Khánh Bình", "Khánh Đông"},
        "Tây Khánh Vĩnh": {"Khánh Thượng", "Khánh Nam", "Giang Ly"},
        "Nam Khánh Vĩnh": {"Cầu Bà", "Liên Sang", "Khánh Thành", "Sơn Thái"},
    }),
    ("Sông Lô", "p26.2004", 14, {
        "Yên Lãng": {"Lãng Công", "Quang Yên"},
        "Hải Lựu": {"Hải Lựu", "Nhân Đạo", "Đôn Nhân", "Phương Khoan"},
        "Tam Sơn": {"Tam Sơn", "Đồng Quế", "Tân Lập"},
        "Sông Lô": {"Yên Thạch", "Đồng Thịnh", "Tứ Yên", "Đức Bác"},
        "Sơn Đông": {"Cao Phong"},
    }),
    ("Sơn Dương", "p08.2004", 30, {
        "Sơn Dương": {"Sơn Dương", "Tú Thịnh", "Hợp Thành", "Phúc Ứng"},
        "Tân Trào": {"Tân Trào", "Trung Yên"},
        "Minh Thanh": {"Minh Thanh", "Bình Yên", "Lương Thiện"},
        "Bình Ca": {"Vĩnh Lợi", "Thượng Ấm", "Cấp Tiến"},
        "Đông Thọ": {"Đông Thọ", "Quyết Thắng", "Đồng Quý"},
        "Tân Thanh": {"Tân Thanh", "Kháng Nhật", "Hợp Hòa"},
        "Hồng Sơn": {"Hồng Sơn", "Văn Phú", "Chi Thiết"},
        "Phú Lương": {"Phú Lương", "Đại Phú", "Tam Đa"},
        "Sơn Thủy": {"Sơn Nam", "Thiện Kế", "Ninh Lai"},
        "Trường Sinh": {"Trường Sinh", "Đông Lợi", "Hào Phú"},
    }),
]  # fmt: skip


@pytest.mark.parametrize(("district", "province", "communes", "expected"), SIX_DISTRICTS)
def test_six_districts(district: str, province: str, communes: int, expected: dict[str, set[str]]):
    atlas = load_atlas()
    old = place(district, BEFORE, province, PlaceKind.DISTRICT)
    assert len(atlas.children(old.place_id, BEFORE)) == communes
    assert merges_of(district, province) == expected


def test_a_commune_left_as_it_was_keeps_its_identity():
    atlas = load_atlas()
    commune = place("Mường Lèo", BEFORE, "p14.2004")
    assert [s.place_id for s in atlas.became(commune.place_id, AFTER)] == [commune.place_id]
    assert atlas.version(commune.place_id, BEFORE).parent_id == "d127.2004"
    assert atlas.version(commune.place_id, AFTER).parent_id == "p14.2004"


def test_a_renamed_commune_keeps_its_identity_and_says_so():
    atlas = load_atlas()
    kinds = {(c.kind, c.from_id, c.to_id) for c in atlas.changes if c.from_id == "c04603.2004"}
    assert kinds == {(ChangeKind.RENAME, "c04603.2004", "c04603.2004")}
    assert atlas.label_vi("c04603.2004", BEFORE) == "xã Tà Si Láng"
    assert atlas.label_vi("c04603.2004", AFTER) == "xã Tà Xi Láng"


def test_a_township_alone_becomes_a_commune_by_retype():
    atlas = load_atlas()
    township = place("Mường Lát", BEFORE, "p38.2004", PlaceKind.TOWNSHIP)
    assert atlas.label_vi(township.place_id, AFTER) == "xã Mường Lát"
    kinds = [c.kind for c in atlas.changes if c.from_id == township.place_id]
    assert kinds == [ChangeKind.RETYPE]


def test_one_code_two_places():
    atlas = load_atlas()
    assert atlas.label_vi("c04606.2004", BEFORE) == "xã Pá Hu"
    assert atlas.label_vi("c04606.2025", AFTER) == "xã Trạm Tấu"
    assert atlas.find_version("c04606.2004", AFTER) is None


def test_split_communes_have_parts_of_unknown_size():
    atlas = load_atlas()
    split = [c for c in atlas.changes if c.kind is ChangeKind.SPLIT]
    splits = Counter(c.from_id for c in split)
    assert len([place_id for place_id in splits if place_id.startswith("c")]) == 471
    assert min(splits.values()) >= 2
    assert all(c.share is None for c in split)


def test_every_commune_leads_somewhere_and_comes_from_somewhere():
    atlas = load_atlas()
    old = {v.place_id for v in atlas.on(BEFORE) if v.kind.level is Level.COMMUNE}
    new = {v.place_id for v in atlas.on(AFTER) if v.kind.level is Level.COMMUNE}
    assert old - new == {c.from_id for c in atlas.changes if c.from_id.startswith("c")} - new
    reached = {s.place_id for p in old for s in atlas.became(p, AFTER)}
    islands = {"c11948.2025", "c19742.2025", "c20333.2025", "c21548.2025", "c26732.2025"}
    assert new - reached == islands
    for zone in islands:
        (district,) = atlas.became(zone, BEFORE)
        assert atlas.version(district.place_id, BEFORE).kind is PlaceKind.DISTRICT


def test_districts_were_abolished_with_nothing_in_their_stead():
    gone = [c for c in load_atlas().changes if c.kind is ChangeKind.ABOLISH]
    assert len(gone) == 696
    assert {(c.day, c.to_id) for c in gone} == {(AFTER, None)}


def test_every_change_names_its_resolution():
    changes = load_atlas().changes
    assert all(c.legal_basis for c in changes)
    assert all(len(c.legal_basis) > len("Nghị quyết ") for c in changes)
    (own,) = [c for c in changes if c.from_id == "c04600.2004"]
    assert own.legal_basis == "Nghị quyết 1673/NQ-UBTVQH15 ngày 16/6/2025"


def test_centroids_lie_in_viet_nam():
    centroids = load_centroids()
    assert len(centroids) == 3321
    assert all(7 < c.lat < 23.5 and 102 < c.lon < 116 for c in centroids.values())
    assert sum(c.km2 is None for c in centroids.values()) == 2
    assert 300_000 < sum(c.km2 or 0 for c in centroids.values()) < 340_000
    assert "c04603.2004" in centroids


def test_former_names_lead_to_the_place_that_took_them_in():
    atlas = load_atlas()
    former = load_former_names()
    assert all(f.place_id in atlas for f in former)
    (nhao_son,) = [f for f in former if f.name == "Nhạo Sơn"]
    assert atlas.full_label_vi(nhao_son.place_id, BEFORE).startswith(
        "thị trấn Tam Sơn, huyện Sông Lô"
    )
