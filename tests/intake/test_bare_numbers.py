"""Numbers that stand alone, and whose they are; what looks like them and counts nothing."""

from datetime import date

import pytest

from bayen.intake import load_document, read_document

DAY = date(2024, 12, 10)


def figures(text, known):
    document = load_document(text.encode(), "văn bản.txt")
    reading = read_document(document, day=DAY, place=None, known=known)
    return [(p.candidate.text, p.candidate.unit) for p in reading.proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # each named place with its own number, in a row or in brackets
        ("Theo xã thì Tân Thanh 14 tổ, Bảo Lâm 8, Thanh Lòa 6.",
         [("14", "tổ"), ("8", "tổ"), ("6", "tổ")]),
        ("Huyện lập 7 đội ở Bảo Lâm (4 đội), Tân Mỹ (2) và Gia Cát (1).",
         [("7", "đội"), ("4", "đội"), ("2", "đội"), ("1", "đội")]),
        ("Huyện có 61 tổ an ninh; Bảo Lâm 18, Tân Mỹ 15, các xã khác ít hơn.",
         [("61", "tổ"), ("18", "tổ"), ("15", "tổ")]),
        # past a share, and on from the sentence before
        ("Xảy ra 31 vụ, giảm 12,5%; đã làm rõ 24.",
         [("31", "vụ"), ("12,5%", "%"), ("24", "vụ")]),
        ("Bà con nộp 18 khẩu súng kíp. Năm 2022 mới được 5.",
         [("18", "khẩu"), ("5", "khẩu")]),
        ("Quý II có 3 vụ trộm cắp, làm rõ 3/3.", [("3", "vụ"), ("3/3", "vụ")]),
        # the noun before, with a span of its own between
        ("Số tổ hòa giải của năm 2021 là 45.", [("45", "tổ")]),
        ("Tổ bảo vệ an ninh của phường có 32, 96 người.", [("32", "tổ"), ("96", "người")]),
        ("Xã có 9 vạn chài tự quản.", [("9", "")]),
        ("Có 24/24 thôn ký cam kết.", [("24/24", "thôn")]),
        # the noun before, without a verb; a day is no share; a week is no patrol
        ("Tổ bảo vệ ANTT: 22; tổng số thành viên 90.", [("22", "tổ"), ("90", "thành viên")]),
        ("Xã ra mắt ngày 10/11 mô hình “Chợ an toàn”.", []),
        ("Bài hay, 5 bình luận.", []),
    ],
)  # fmt: skip
def test_whose_a_bare_number_is(text, expected, known):
    read = figures(text, known)
    assert [written for written, _ in read] == [written for written, _ in expected]
    for (_, unit), (_, counted) in zip(read, expected, strict=True):
        assert counted in {"", unit}


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn đi qua thôn Đông 1, thôn Đông 2.",
        "Hai ngành cùng nhau rà soát.",
        "Ông đã công tác ở cả hai huyện.",
        "Cách trụ sở xã hai chục cây số là bản cuối cùng.",
        "Theo Điều 304, Điều 306 Bộ luật Hình sự thì bị xử lý.",
        "Trực ban Công an xã: 0261.xxx.477",
        "Tổ viên tuổi từ 18 đến dưới 70.",
        "Người lớn tuổi nhất đã 71.",
        "Camera lắp dọc đường huyện 83 cũ.",
        "Từ nay đến cuối năm phường định thêm 12 tổ liên gia.",
        "Tới mùa mưa, xã sẽ lập thêm 4 chốt.",
        "Phần thứ ba: NHIỆM VỤ\nĐến năm 2025: 95% số xã đạt chuẩn.",
    ],
)
def test_what_counts_nothing(text, known):
    assert figures(text, known) == []
