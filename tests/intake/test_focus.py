"""Which place a sentence is about when it does not name it, and units that no list has."""

from datetime import date

import pytest

from bayen.intake import load_document, load_knowledge, read_document

DAY = date(2020, 2, 29)


def places(text, day=DAY, place=None):
    document = load_document(text.encode(), "a.txt")
    reading = read_document(document, day=day, place=place, known=load_knowledge())
    return [p.place_text.split(",")[0] for p in reading.proposals]


def test_a_paragraph_keeps_the_place_it_is_about_until_the_own_one_is_told():
    text = (
        "Huyện Đức Trọng giữ vững an ninh trật tự\n\nNhiều xã trong huyện Đức Trọng làm tốt. "
        "Công an xã Ninh Gia đã triển khai mô hình “Camera an ninh”. Bước đầu lắp đặt 9 camera. "
        "Toàn huyện Đức Trọng có 120 camera.\n\nNgoài ra có 15 tổ hòa giải."
    )
    assert places(text) == ["xã Ninh Gia", "huyện Đức Trọng", "huyện Đức Trọng"]


def test_a_bare_province_that_acts_is_the_place():
    text = (
        "Ngày hội ở huyện Cao Lãnh\n\nHuyện Cao Lãnh tổ chức ngày hội với 300 người dự.\n\n"
        "Đến nay, Đồng Tháp đã có 450 mô hình. Tại An Giang, các cấp Hội đã lập 12 tổ hòa giải."
    )
    assert places(text) == ["huyện Cao Lãnh", "tỉnh Đồng Tháp", "tỉnh An Giang"]


@pytest.mark.parametrize("words", ["huyện Cát Tiên", "H. Cát Tiên", "CAH Cát Tiên"])
def test_a_district_merged_away_before_the_lists_keeps_its_name_and_province(words):
    text = f"Theo {words}, đến nay đã có 35 mô hình tự quản.\n\nHOÀNG SA"
    document = load_document(text.encode(), "a.txt")
    reading = read_document(document, day=DAY, place=None, known=load_knowledge())
    assert [p.place_text for p in reading.proposals] == ["huyện Cát Tiên, tỉnh Lâm Đồng"]


def test_a_number_beside_a_name_is_of_that_place():
    text = (
        "Cụm an ninh giáp ranh giữa các huyện: Bình Gia, Tràng Định gồm 20 xã "
        "(Bình Gia 9 xã, huyện Tràng Định 11 xã)."
    )
    assert places(text) == [
        "tỉnh Lạng Sơn", "huyện Bình Gia", "huyện Tràng Định",
    ]  # fmt: skip


def test_a_name_of_the_future_is_not_meant():
    """Nông Sơn is a commune of Đà Nẵng since 2025; in 2018 it was a district of Quảng Nam."""
    text = "Nông Sơn có 31 mô hình\n\nHuyện Nông Sơn (Quảng Nam) có 7 xã."
    assert places(text, date(2018, 10, 23)) == ["huyện Nông Sơn", "huyện Nông Sơn"]
