"""Reading whole texts: what is found, named, placed and dated, and that spans are honest."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bayen.core.quantities import Bound
from bayen.intake import as_guide_json, load_document, load_knowledge, read_document

DAY = date(2023, 6, 15)


def read(text, known, day=DAY, place=None):
    return read_document(
        load_document(text.encode(), "văn bản.txt"), day=day, place=place, known=known
    )


def codes(text, known):
    return [(p.candidate.text, p.indicator) for p in read(text, known).proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Toàn xã có 12 tổ hòa giải với 84 thành viên; 9 tổ an ninh nhân dân, 27 thành viên.",
            [
                ("12", "group.mediation.count"),
                ("84", "group.mediation.members"),
                ("9", "group.people_security.count"),
                ("27", "group.people_security.members"),
            ],
        ),
        (
            "Huyện duy trì 7 tổ an ninh xung kích, 15 tổ hòa giải, 4 đội dân phòng "
            "với hơn 300 thành viên.",
            [
                ("7", "group.shock.count"),
                ("15", "group.mediation.count"),
                ("4", "group.civil_defence.count"),
                ("300", "group.all.members"),
            ],
        ),
        (
            "Công an xã xây dựng mới 3 mô hình, duy trì 11 mô hình, nhân rộng 2 mô hình.",
            [("3", "model.new"), ("11", "model.count"), ("2", "model.replicated")],
        ),
        (
            "Xảy ra 6 vụ tai nạn giao thông, làm chết 2 người, bị thương 5 người.",
            [("6", "traffic.accidents"), ("2", "traffic.deaths"), ("5", "traffic.injuries")],
        ),
    ],
)
def test_indicators_of_everyday_sentences(text, expected, known):
    assert codes(text, known) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 19/8/2022, Công an huyện họp tại Phường 5.",
        "Thực hiện Chỉ thị số 09-CT/TW và Nghị định 40/2024/NĐ-CP, quốc lộ 7A, Đội 7, khóa XI.",
        "Điện thoại 0912 345 678; lượt truy cập: 7.582.803.",
        "Phương châm “4 tại chỗ”, một cách hiệu quả, 5 năm qua, mỗi người dân, nhiều năm.",
        "Anh A, 45 tuổi, ở thôn 3 xã B.",
    ],
)
def test_no_figure_is_seen_where_there_is_none(text, known):
    reading = read(text, known)
    assert reading.proposals == ()
    assert [finding.code for finding in reading.findings] == ["no-figures"]


def test_bound_unit_and_denominator(known):
    text = "Huyện có 4/8 xã biên giới, gần 125 km đường biên giới, hơn 1.000 hộ dân trở lên."
    first, second, third = read(text, known).proposals
    assert (first.candidate.value, first.candidate.of, first.candidate.unit) == (4, 8, "xã")
    assert (second.candidate.bound, second.candidate.unit) == (Bound.UNDER, "km")
    assert third.candidate.bound is Bound.OVER


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Từ đầu năm đến nay,", date(2023, 1, 1), DAY),
        ("6 tháng đầu năm 2023,", date(2023, 1, 1), date(2023, 6, 30)),
        ("Năm 2022,", date(2022, 1, 1), date(2022, 12, 31)),
        ("Trong quý I/2023,", date(2023, 1, 1), date(2023, 3, 31)),
        ("5 năm qua,", date(2018, 6, 15), DAY),
        ("Thời gian qua,", None, None),
    ],
)
def test_words_of_time(words, first, last, known):
    (proposal,) = read(f"{words} xã đã tổ chức 25 buổi tuyên truyền.", known).proposals
    assert (proposal.first_day, proposal.last_day) == (first, last)


def test_a_state_has_only_its_day(known):
    (proposal,) = read("Hiện nay, toàn huyện có 96 tổ an ninh nhân dân.", known).proposals
    assert (proposal.first_day, proposal.last_day) == (None, DAY)


def test_place_of_the_text_and_of_the_clause(known):
    text = (
        "Sốp Cộp giữ vững an ninh\n\nHuyện Sốp Cộp có 127 tổ hòa giải. "
        "Trong đó, đã vận động nhân dân xã Mường Và giao nộp 175 khẩu súng tự chế."
    )
    teams, guns = read(text, known).proposals
    assert teams.place_text == "huyện Sốp Cộp, tỉnh Sơn La"
    assert teams.place_id == "d127.2004"
    assert guns.place_text == "xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La"


def test_reasons_speak_of_each_choice(known):
    (proposal,) = read("Hiện nay, huyện Sốp Cộp có 127 tổ hòa giải.", known).proposals
    assert {reason.about for reason in proposal.reasons} == {"indicator", "place", "period"}
    assert all("→" in reason.text_vi for reason in proposal.reasons if reason.about == "indicator")


def test_the_lead_said_again_is_a_repeat(known):
    text = (
        "Huyện Trạm Tấu đang duy trì 54 mô hình.\n\nNăm 2022, huyện tổ chức 188 buổi tuyên truyền."
        "\n\nNgoài ra, huyện Trạm Tấu đang duy trì 54 mô hình.\n"
    )
    assert [p.repeat for p in read(text, known).proposals] == [False, False, True]


def test_parts_that_do_not_add_up_are_a_finding(known):
    text = (
        "Năm 2022, huyện Sốp Cộp xảy ra 172 vụ liên quan đến ANTT, truy cứu trách nhiệm hình sự là "
        "99 vụ, chưa đến mức truy cứu trách nhiệm hình sự 70 vụ."
    )
    assert "parts-differ" in {finding.code for finding in read(text, known).findings}


def test_guide_json_has_the_exchange_fields(known):
    (proposal,) = read("Năm 2022, huyện Sốp Cộp có 4/8 xã biên giới.", known).proposals
    assert as_guide_json(proposal) == {
        "start": 27, "end": 30, "text": "4/8", "value": 4, "of": 8, "bound": "exact", "unit": "xã",
        "indicator": "place.border_communes", "place": "huyện Sốp Cộp, tỉnh Sơn La",
        "from": "2022-01-01", "to": "2022-12-31",
    }  # fmt: skip


_SAID = """xã huyện tổ hòa giải 12 4/8 100% hai mươi 1.200 5-6 hơn gần với , . ; ( ) “ ”
năm 2022 tháng 9 đến nay từ đầu Sốp Cộp thôn Bản Cống vụ người đồng 1,5 tỷ 19/8
quý III cùng kỳ % / - : … 0 00"""
WORDS = st.sampled_from([*_SAID.split(), "\n"])


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=60).map(" ".join)))
def test_any_text_is_read_without_error_and_spans_are_honest(text):
    if not text.strip() or "\x00" in text or any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        return
    document = load_document(text.encode(), "bất kỳ.txt")
    reading = read_document(document, day=DAY, place=None, known=load_knowledge())
    end = 0
    for proposal in reading.proposals:
        candidate = proposal.candidate
        assert document.text[candidate.start : candidate.end] == candidate.text
        assert candidate.start >= end
        end = candidate.end
        assert isinstance(candidate.value, Decimal)
        assert 0.0 <= proposal.confidence <= 1.0
        passage = document.passages[candidate.passage]
        assert passage.start <= candidate.start
        assert candidate.end <= passage.end


REPORT = """UBND XÃ TÂN PHÚ
BÁO CÁO
Kết quả phong trào toàn dân bảo vệ an ninh Tổ quốc quý III năm 2025
I. KẾT QUẢ
1. Đã tổ chức 12 buổi tuyên truyền cho 1.450 lượt người dân tham gia.
II. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM QUÝ IV
1. Tổ chức ít nhất 40 buổi tuyên truyền; vận động 100% hộ dân ký cam kết.
III. KIẾN NGHỊ
Hỗ trợ kinh phí cho 15 tổ bảo vệ an ninh, trật tự hiện có.
"""


def test_plans_named_in_a_title_are_a_later_chapter(known):
    title = "BÁO CÁO\nKết quả công tác năm 2024\nPhương hướng nhiệm vụ năm 2025\n\n"
    done = "1) Toàn xã có 12 tổ hòa giải.\n\n"
    ahead = "II/ Phương hướng năm 2025\n- Duy trì 15 tổ hòa giải.\n"
    assert [one for one, _ in codes(title + done + ahead, known)] == ["12"]
    assert codes("Kế hoạch công tác năm 2025\n\n- Duy trì 15 tổ hòa giải.\n", known) == []


@pytest.mark.parametrize(
    "heading",
    [
        "3. Nhiệm vụ quý II năm 2026",
        "D. NHIỆM VỤ 6 THÁNG CUỐI NĂM",
        "IV. Trong thời gian tới:",
        "4. Đề xuất, nhiệm vụ năm 2026",
        "Định hướng công tác năm 2026",
    ],
)
def test_what_comes_next_goes_by_many_names(heading, known):
    text = f"2. Kết quả\nToàn xã có 12 tổ hòa giải.\n{heading}\nXóa ấp yếu; lắp 3 camera.\n"
    assert [one for one, _ in codes(text, known)] == ["12"]


def test_what_a_number_is_compared_with_is_no_part_of_its_noun(known):
    text = "Trong tháng xảy ra 4 vụ phạm pháp hình sự, giảm 2 vụ so với cùng kỳ."
    assert [one.note for one in read(text, known).proposals] == ["", "vụ"]


def test_a_name_that_begins_with_a_number_is_no_number(known):
    text = "Ban công an xã Năm Căn vận động năm căn nhà cho hộ nghèo; Năm Căn có 3 tổ hòa giải."
    assert [one for one, _ in codes(text, known)] == ["năm", "3"]


def test_what_is_planned_is_no_result(known):
    assert [p.candidate.text for p in read(REPORT, known).proposals] == ["12", "1.450", "15"]
    said = "Năm 2026 phấn đấu xây dựng 5 mô hình; tổ chức ít nhất 40 buổi tuyên truyền."
    assert read(said, known).proposals == ()


def test_a_month_count_after_a_city_is_no_ward(known):
    text = "Tại TP Quy Nhơn, 6 tháng đầu năm 2013 đã củng cố 152 tổ dân phòng."
    (proposal,) = read(text, known).proposals
    assert proposal.place_text.startswith("thành phố Quy Nhơn")


def test_a_fraction_after_a_label_is_a_figure(known):
    text = "Tổ dân phố đạt tiêu chuẩn “An toàn về ANTT”: 12/12; điểm chữa cháy công cộng: 9."
    first, second = read(text, known).proposals
    assert (first.candidate.text, first.indicator) == ("12/12", "standard.achieved")
    assert (second.candidate.text, second.candidate.unit) == ("9", "điểm")


def test_a_cluster_named_in_capitals_and_again_below_is_one(known):
    text = (
        "CỤM AN NINH TRẬT TỰ KHU VỰC GIÁP RANH SÔNG LÔ - SƠN DƯƠNG\n\nBáo cáo sơ kết cụm an ninh "
        "khu vực giáp ranh giữa huyện Sông Lô, tỉnh Vĩnh Phúc và huyện Sơn Dương, tỉnh Tuyên "
        "Quang\n\n5 năm qua, toàn cụm xảy ra 172 vụ việc liên quan đến ANTT."
    )
    document = load_document(text.encode(), "a.txt")
    [figure] = read_document(document, day=date(2020, 7, 3), place=None, known=known).proposals
    assert figure.place_id == "k.song-lo-son-duong"
    assert figure.place_text == "cụm xã giáp ranh Sông Lô – Sơn Dương"
