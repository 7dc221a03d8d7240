"""A second look at the place that a text is of; every text is invented."""

from datetime import date

import pytest

from bayen.core.places import Level
from bayen.intake import load_document, load_knowledge, read_document, rules_alone
from bayen.intake.own_place import OwnPlace
from bayen.intake.second_places import ground_of

COMMUNE = (
    "Xã Mường Và giữ bình yên\n\n"
    "Công an xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La báo cáo kết quả năm 2021.\n"
    "Toàn xã có 21 tổ an ninh nhân dân. Xã Mường Và vận động giao nộp 12 khẩu súng.\n"
)
PROVINCE = (
    "Giữ thế trận an ninh trên vùng biển\n\n"
    "10 tháng đầu năm 2019, Bộ đội Biên phòng tỉnh mở 418 buổi tuyên truyền.\n\n"
    "Đến nay, toàn tỉnh đã xây dựng 213 tổ tàu thuyền tự quản; tuyến bộ thuộc TP. Hà Tiên và huyện"
    " Giang Thành có 524 hộ trông coi 30 cột mốc.\n\n"
    "Riêng huyện Phú Quốc có 56 tổ.\n\n"
    "Ông Danh Hoàng ở xã Bình An (Kiên Lương) cho biết trước đây tàu nào biết tàu nấy.\n\n"
    "Từ đầu năm, ngư dân trong tỉnh báo 127 nguồn tin, giúp Công an tỉnh phát hiện 46 vụ.\n"
)


def _finder(text: str, day: date) -> OwnPlace:
    document = load_document(text.encode(), "a.txt")
    reading = read_document(document, day=day, place=None, known=rules_alone())
    return ground_of(reading.proposals[0]).finder


def _own(text: str, day: date, *, second_looks: bool) -> str:
    document = load_document(text.encode(), "a.txt")
    known = load_knowledge() if second_looks else rules_alone()
    reading = read_document(document, day=day, place=None, known=known)
    own = ground_of(reading.proposals[0]).own
    assert own is not None
    return own.label


def test_the_rules_own_place_comes_first_then_those_around_and_within() -> None:
    finder = _finder(COMMUNE, date(2021, 12, 1))
    names = [finder.name(one.place_id).label.partition(",")[0] for one in finder.candidates()]
    assert names == ["xã Mường Và", "huyện Sốp Cộp", "tỉnh Sơn La"]
    assert "c rules" in finder.candidates()[0].features
    assert not any("rules" in name for one in finder.candidates()[1:] for name in one.features)


def test_what_speaks_for_a_place_is_counted_over_the_text() -> None:
    own, district, _ = _finder(COMMUNE, date(2021, 12, 1)).candidates()
    assert {"c titled", "c from 0", "c inside 0.75", "c lines >", "c spoken 2"} <= own.features
    assert {"d part titled", "d parts 1", "d spoken 0"} <= district.features


def test_a_text_that_speaks_of_its_whole_province_is_of_it() -> None:
    day = date(2019, 11, 1)
    assert (
        _own(PROVINCE, day, second_looks=False) == "xã Bình An, huyện Kiên Lương, tỉnh Kiên Giang"
    )
    assert _own(PROVINCE, day, second_looks=True) == "tỉnh Kiên Giang"


@pytest.mark.parametrize("second_looks", [False, True])
def test_a_text_of_one_commune_stays_so(second_looks: bool) -> None:
    own = _own(COMMUNE, date(2021, 12, 1), second_looks=second_looks)
    assert own == "xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La"


def test_what_was_chosen_on_sending_is_not_looked_at_again() -> None:
    document = load_document(PROVINCE.encode(), "a.txt")
    given = "huyện Kiên Lương, tỉnh Kiên Giang"
    reading = read_document(document, day=date(2019, 11, 1), place=given, known=load_knowledge())
    own = ground_of(reading.proposals[0]).own
    assert own is not None
    assert own.level is Level.DISTRICT
