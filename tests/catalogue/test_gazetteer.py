"""Names of places: folding, exact look-up and the picker's search."""

from __future__ import annotations

import time
from datetime import date

import pytest

from bayen.catalogue.gazetteer import Gazetteer, load_gazetteer, spelling
from bayen.catalogue.places import load_atlas
from bayen.core.collation import fold
from bayen.core.places import PlaceKind

THEN = date(2018, 12, 14)
TODAY = date(2026, 11, 14)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sốp Cộp", "sop cop"),
        ("SỐP  CỘP", "sop cop"),
        ("S\u00f4\u0301p C\u00f4\u0323p", "sop cop"),  # decomposed
        ("Đắk Đoa", "dak doa"),
        ("Hoà Bình", "hoa binh"),
        ("Hòa Bình", "hoa binh"),
        ("Ea H’Leo", "ea hleo"),
        ("Bà Rịa – Vũng Tàu", "ba ria vung tau"),
        ("TP.HCM", "tp hcm"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str):
    assert fold(text) == folded


def test_folding_twice_is_folding_once():
    assert all(fold(fold(v.name)) == fold(v.name) for v in load_atlas().versions)
    assert all(fold(v.name).isascii() for v in load_atlas().versions)


def test_spelling_forgives_where_the_tone_stands_but_not_which():
    assert spelling("Hoà") == spelling("hòa")
    assert spelling("Hoa") != spelling("Hòa")
    assert spelling("Cẩm Giang") != spelling("Cẩm Giàng")


@pytest.mark.parametrize("name", ["sop cop", "Sốp Cộp", "SOP COP", "huyện Sốp Cộp"])
def test_the_district_is_found_first(gazetteer: Gazetteer, name: str):
    assert gazetteer.find(name, THEN)[0].place_id == "d127.2004"


def test_a_day_chooses_the_map(gazetteer: Gazetteer):
    assert [v.place_id for v in gazetteer.find("Sốp Cộp", TODAY)] == ["c04231.2025"]
    assert gazetteer.find("huyện Sốp Cộp", TODAY) == ()
    assert [v.place_id for v in gazetteer.find("huyện Sốp Cộp", None)] == ["d127.2004"]


def test_a_level_word_chooses_the_kind(gazetteer: Gazetteer):
    def ids(name: str) -> list[str]:
        return [v.place_id for v in gazetteer.find(name, THEN)]

    assert ids("thị trấn Trạm Tấu") == ["c04585.2004"]
    assert ids("xã Trạm Tấu") == ["c04600.2004"]
    assert len(ids("Trạm Tấu")) == 3


@pytest.mark.parametrize("name", ["TP. Hồ Chí Minh", "tp ho chi minh", "Thành phố Hồ Chí Minh"])
def test_a_city_by_its_short_word(gazetteer: Gazetteer, name: str):
    assert [v.place_id for v in gazetteer.find(name, TODAY)] == ["p79.2025"]


def test_kinds_and_place_narrow_the_choice(gazetteer: Gazetteer):
    assert len(gazetteer.find("Kỳ Sơn", THEN)) > 1
    (district,) = gazetteer.find("Kỳ Sơn", THEN, kinds={PlaceKind.DISTRICT}, within="p40.2004")
    assert district.place_id == "d417.2004"
    (commune,) = gazetteer.find("muong va", THEN, within="d127.2004")
    assert commune.name == "Mường Và"
    assert gazetteer.find("muong va", THEN, within="d139.2004") == ()


def test_marks_are_believed_when_some_place_has_them(gazetteer: Gazetteer):
    assert {v.name for v in gazetteer.find("Cẩm Giang", TODAY)} == {"Cẩm Giang"}
    assert {v.name for v in gazetteer.find("cam giang", TODAY)} == {"Cẩm Giang", "Cẩm Giàng"}
    assert gazetteer.find("Hoà Bình", THEN) == gazetteer.find("Hòa Bình", THEN)


@pytest.mark.parametrize("name", ["", "   ", "xã", "không có nơi này", "127", "\x00", "xã "])
def test_what_is_no_place_finds_nothing(gazetteer: Gazetteer, name: str):
    assert gazetteer.find(name, TODAY) == ()


def test_former_names(gazetteer: Gazetteer):
    for name in ("Nhạo Sơn", "xã nhao son"):
        assert [v.label_vi for v in gazetteer.find_former(name, THEN)] == ["thị trấn Tam Sơn"]
    assert gazetteer.find_former("phường Nhạo Sơn", THEN) == ()
    assert gazetteer.find_former("Nhạo Sơn", TODAY) == ()


def test_search_ranks_names_before_their_insides(gazetteer: Gazetteer):
    found = [v.label_vi for v in gazetteer.search("son la", TODAY)]
    assert found[0] == "tỉnh Sơn La"
    assert [v.label_vi for v in gazetteer.search("sop", TODAY)] == ["xã Sốp Cộp"]
    assert gazetteer.search("xa muong va", THEN)[0].label_vi == "xã Mường Và"


def test_search_prefers_the_same_marks(gazetteer: Gazetteer):
    found = [v.name for v in gazetteer.search("cẩm giàng", TODAY)]
    assert found == ["Cẩm Giàng", "Cẩm Giàng", "Cẩm Giang"]


def test_search_of_nothing_is_nothing(gazetteer: Gazetteer):
    assert gazetteer.search("", TODAY) == ()
    assert gazetteer.search("sơn", TODAY, limit=0) == ()
    assert len(gazetteer.search("sơn", TODAY, limit=5)) == 5


def test_search_of_what_ended_begins_with_what_lasted_longest(gazetteer: Gazetteer):
    found = gazetteer.search_ended("ky son", TODAY)
    districts = [v.place_id for v in found if v.kind is PlaceKind.DISTRICT]
    assert districts == ["d417.2004", "d151.2004"]
    (once,) = gazetteer.search_ended("huyện Quế Võ", TODAY)
    assert (once.place_id, once.valid_until) == ("d259.2004", date(2023, 4, 10))
    assert gazetteer.search_ended("hoanh bo", date(2019, 12, 31)) == ()
    assert gazetteer.search_ended("", TODAY) == gazetteer.search_ended("son", TODAY, 0) == ()


def test_search_is_quick_enough_to_type_against(gazetteer: Gazetteer):
    gazetteer.search("warm", TODAY)
    best = min(_seconds(gazetteer, "muong") for _ in range(5))
    assert best < 0.02


def _seconds(gazetteer: Gazetteer, text: str) -> float:
    start = time.perf_counter()
    gazetteer.search(text, TODAY)
    return time.perf_counter() - start
