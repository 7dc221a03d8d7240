"""Numbers whose noun is said before them, and what looks like it but counts nothing."""

from datetime import date

import pytest

from bayen.intake import load_document, read_document

DAY = date(2024, 12, 10)


def figures(text, known):
    document = load_document(text.encode(), "văn bản.txt")
    reading = read_document(document, day=DAY, place=None, known=known)
    return [(p.candidate.text, p.candidate.unit, p.indicator) for p in reading.proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Số hộ: 4.120; nhân khẩu: 15.033\n", [
            ("4.120", "hộ", "place.households"), ("15.033", "nhân khẩu", "place.population"),
        ]),
        ("- Tổ hòa giải: 14; thành viên: 92\n", [
            ("14", "tổ", "group.mediation.count"), ("92", "thành viên", "group.mediation.members"),
        ]),
        ("- Buổi tuyên truyền: 21; lượt người dự: 2.764\n", [
            ("21", "buổi", "activity.sessions"), ("2.764", "lượt người", "activity.attendance"),
        ]),
        ("Đến nay số mô hình đang duy trì của xã là 17.", [("17", "mô hình", "model.count")]),
        ("- Phạm pháp hình sự: 13 vụ, cùng kỳ 18.\n", [
            ("13", "vụ", "case.criminal"), ("18", "vụ", "case.criminal"),
        ]),
        ("Nòng cốt gồm tổ hòa giải (37), đội dân phòng (12).", [
            ("37", "tổ", "group.mediation.count"), ("12", "đội", "group.civil_defence.count"),
        ]),
    ],
)  # fmt: skip
def test_a_noun_before_its_number_names_it(text, expected, known):
    assert figures(text, known) == expected


def test_kinds_of_cases_stand_bare_in_a_list(known):
    text = "Trong tháng xảy ra 9 vụ, gồm: phạm pháp hình sự 5, ma túy 3, vi phạm hành chính 1."
    assert [written for written, *_ in figures(text, known)] == ["9", "5", "3", "1"]


@pytest.mark.parametrize(
    "text",
    [
        "- Số điện thoại: 3856\n",
        "- Lượt truy cập: 20.417; lượt chia sẻ: 66\n",
        "Đường dây nóng Công an phường: 0234.3822.160.",
        "BAN CHỈ ĐẠO HUYỆN NĂM CĂN",
        "Tổ viên tuổi từ đủ 18 đến 70.",
        "Đoàn đến thăm xã Mường Sang (3) và huyện Vân Hồ (1).",
    ],
)
def test_what_is_no_count(text, known):
    assert figures(text, known) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã trao 12 suất quà, mỗi suất trị giá 400.000 đồng.", "other"),
        ("Tổ trưởng được hỗ trợ 1,7 triệu đồng/tháng.", "other"),
        ("Xã hỗ trợ làm nhà tình nghĩa, mỗi căn 70 triệu đồng.", "programme.money"),
        ("Nhân dân đóng góp 85 triệu đồng lắp camera an ninh.", "programme.money"),
    ],
)
def test_what_is_paid_for_each_is_no_sum_raised(text, expected, known):
    assert figures(text, known)[-1][2] == expected


def test_the_first_line_of_a_text_may_be_an_item_of_a_list(known):
    assert figures("1. 3 tổ hòa giải", known) == [("3", "tổ", "group.mediation.count")]
    assert figures("0", known) == []


def test_a_team_is_named_by_its_number_and_soldiers_are_told_news(known):
    assert figures("Cán bộ Đội 7 đến bản.", known) == []
    assert figures("Bà con báo cho bộ đội 26 tin.", known)[0][:2] == ("26", "tin")


def test_what_is_said_aloud_is_told(known):
    text = "“Cả thôn bây giờ đã lắp được 11 camera”, ông Phạm Văn Tư nói. Phương châm “4 tại chỗ”."
    assert [written for written, *_ in figures(text, known)] == ["11"]
