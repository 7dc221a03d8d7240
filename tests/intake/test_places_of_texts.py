"""Which place the rules give each figure of a text; every text here is invented."""

from datetime import date

import pytest

from bayen.intake import load_document, read_document, rules_alone


def places(text: str, day: str, given: str | None = None) -> list[str]:
    """The own name of the place of each figure, in the order of the text."""
    document = load_document(text.encode(), "a.txt")
    reading = read_document(document, day=date.fromisoformat(day), place=given, known=rules_alone())
    return [proposal.place_text.partition(",")[0] for proposal in reading.proposals]


LEAD = "Công an huyện Mộc Châu tổng kết phong trào.\n\nHuyện Mộc Châu có 12 tổ hòa giải.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Tại xã Đông Sang, có 3 tổ tự quản.", "xã Đông Sang", id="set off"),
        pytest.param(
            "Hay tại xã Đông Sang, người dân rất hăng hái. Mô hình có 3 tổ tự quản.",
            "xã Đông Sang",
            id="carried to the next sentence",
        ),
        pytest.param(
            "Tại xã Đông Sang, người dân hăng hái. Toàn huyện có 3 tổ tự quản.",
            "huyện Mộc Châu",
            id="until the whole is spoken of",
        ),
        pytest.param(
            "Tỉnh Sơn La đã ra mắt 3 mô hình.", "tỉnh Sơn La", id="a place above that acts"
        ),
        pytest.param(
            "Theo Công an tỉnh Sơn La, năm 2019 đã ra mắt 3 mô hình.",
            "tỉnh Sơn La",
            id="told by an agent of a place above",
        ),
        pytest.param(
            "Xã Đông Sang giữ được trật tự an toàn xã hội. Có 3 tổ tự quản.",
            "xã Đông Sang",
            id="«an toàn xã hội» is no commune",
        ),
        pytest.param("Tại tổ 4, phường Tân Lập, 3 hộ lắp camera.", "tổ 4", id="a numbered group"),
        pytest.param(
            "Bà con báo cho thôn 3 tin.", "huyện Mộc Châu", id="a number that counts is no name"
        ),
        pytest.param(
            "Trưởng bản Lò Văn Ín báo 3 tin.", "huyện Mộc Châu", id="a head of village by name"
        ),
        pytest.param("Già làng Sùng Páo báo 3 tin.", "huyện Mộc Châu", id="an elder is no village"),
        pytest.param(
            "Các xã Đông Sang, Chiềng Hắc và Lóng Sập có 3 tổ tự quản.",
            "huyện Mộc Châu",
            id="several have their parent",
        ),
        pytest.param(
            "Tiêu biểu là câu lạc bộ xã Đông Sang. Sau một năm, câu lạc bộ có 3 tổ tự quản.",
            "xã Đông Sang",
            id="an example told on",
        ),
    ],
)
def test_a_sentence_of_a_district_text(text: str, expected: str) -> None:
    assert places(LEAD + text, "2019-12-31")[-1] == expected


def test_the_day_forbids_names_of_later() -> None:
    text = "Công an huyện Nông Sơn (Quảng Nam) họp. Toàn H. Nông Sơn có 31 mô hình tự quản."
    assert places(text, "2018-10-23") == ["huyện Nông Sơn"]


def test_a_district_that_is_a_town_by_now_keeps_the_word_of_its_text() -> None:
    text = "Huyện Kim Bảng (Hà Nam) có 12 tổ hòa giải. Xã Thi Sơn, huyện Kim Bảng có 3 tổ tự quản."
    document = load_document(text.encode(), "a.txt")
    reading = read_document(document, day=date(2019, 7, 4), place=None, known=rules_alone())
    assert [one.place_text for one in reading.proposals] == [
        "huyện Kim Bảng, tỉnh Hà Nam",
        "xã Thi Sơn, huyện Kim Bảng, tỉnh Hà Nam",
    ]


def test_a_byline_in_capitals_is_no_place() -> None:
    text = "Theo UBND huyện Bù Đăng, toàn huyện có 35 mô hình.\n\nBÌNH DƯƠNG\n"
    assert places(text, "2022-01-31") == ["huyện Bù Đăng"]


def test_a_village_may_be_what_a_text_is_on() -> None:
    text = (
        "Tiếng kẻng giữ yên xóm nhỏ\n\nNgười dân xóm Vườn Đình, xã Tân Cương quen tiếng kẻng.\n\n"
        "Xóm Vườn Đình có 98 hộ. Trưởng xóm kể, xóm Vườn Đình lắp 4 kẻng.\n\n"
        "Ban điều hành gồm 9 người. Công an xã đã tập huấn 2 buổi."
    )
    read = places(text, "2021-05-05", "thành phố Thái Nguyên, tỉnh Thái Nguyên")
    assert read[:3] == ["xóm Vườn Đình"] * 3


def test_a_given_place_stays_when_the_text_speaks_of_it() -> None:
    text = "Xã Đông Sang có 4 tổ hòa giải. Xã Đông Sang là điểm. Cả huyện có 90 tổ hòa giải."
    read = places(text, "2021-05-05", "huyện Mộc Châu, tỉnh Sơn La")
    assert read == ["xã Đông Sang", "huyện Mộc Châu"]


def test_each_place_of_a_list_has_the_number_after_it() -> None:
    text = (
        "Cụm an ninh giáp ranh của 3 huyện Bắc Yên, Phù Yên, Mộc Châu gồm 15 xã "
        "(trong đó, Bắc Yên 4 xã, Phù Yên 6 xã, huyện Mộc Châu 5 xã)."
    )
    cluster = "cụm xã giáp ranh Bắc Yên – Phù Yên – Mộc Châu"
    assert places(text, "2021-05-05") == [
        cluster,
        cluster,
        "huyện Bắc Yên",
        "huyện Phù Yên",
        "huyện Mộc Châu",
    ]


def test_short_words_of_levels_are_read() -> None:
    text = (
        "Công an T.p Biên Hòa họp.\n\nKP.Bình Hóa 2 (P. Hóa An) có 12 camera. "
        "Bà Trần Thị H. Long nói vậy."
    )
    assert places(text, "2021-05-05") == ["khu phố Bình Hóa 2"]


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        pytest.param(
            "Ông Vì Văn A, Chủ tịch UBND xã Đông Sang, huyện Mộc Châu, cho biết tình hình trên địa"
            " bàn đã ổn định. Năm qua chỉ xảy ra 3 vụ trộm cắp.",
            "tỉnh Sơn La",
            ["xã Đông Sang"],
            id="who tells is of the place",
        ),
        pytest.param(
            "Công an huyện Vân Hồ bắt 2 đối tượng; Công an huyện Mộc Châu vận động 1 đối tượng ra"
            " đầu thú. Công an huyện Vân Hồ cũng triệt xóa sòng bạc. Công an các đơn vị phạt 12"
            " trường hợp.",
            "tỉnh Sơn La",
            ["huyện Vân Hồ", "huyện Mộc Châu", "tỉnh Sơn La"],
            id="several beside each other are of the place that sent it",
        ),
        pytest.param(
            "Công an huyện Mộc Châu, tỉnh Sơn La kiểm tra số vũ khí người dân giao nộp.\n"
            "Công an tỉnh Sơn La đã mở đợt vận động. Lực lượng Công an thu hồi 30 khẩu súng.",
            None,
            ["tỉnh Sơn La"],
            id="what a picture shows is no title",
        ),
        pytest.param(
            "Theo bà B, Chủ tịch UBND tỉnh BR-VT, Công an tỉnh vừa nhận Cờ thi đua"
            " của Chính phủ. Hiện có 25 mô hình.",
            None,
            ["tỉnh Bà Rịa - Vũng Tàu"],
            id="short for a province; an order is no city",
        ),
        pytest.param(
            "Lóng Sập là xã biên giới của huyện Mộc Châu, có 9 bản.",
            "tỉnh Sơn La",
            ["xã Lóng Sập"],
            id="called a commune",
        ),
        pytest.param(
            "Công an huyện Mộc Châu khởi công nhà cho hộ nghèo huyện Mộc Châu. Công an tỉnh đã"
            " xây xong 12 căn nhà.",
            None,
            ["huyện Mộc Châu"],
            id="houses are where they stand",
        ),
        pytest.param(
            "Ngày 14/3/2024, Quận 3 tổ chức hội nghị tổng kết. Quận có 12 mô hình.",
            None,
            ["quận 3"],
            id="a district of a number, not three groups",
        ),
        pytest.param(
            "T.X Nghĩa Lộ đẩy mạnh phong trào. Thị xã có 71 tổ hòa giải, 2 tổ tại phường Pú Trạng.",
            None,
            ["thị xã Nghĩa Lộ", "phường Pú Trạng"],
            id="a town shortened",
        ),
        pytest.param(
            "(QNO) - UBND tỉnh công nhận 68 đơn vị đạt chuẩn, gồm các đơn vị ở Tam Kỳ, Hội An.",
            None,
            ["tỉnh Quảng Nam"],
            id="the paper of a province tells which",
        ),
    ],
)
def test_places_of_whole_texts(text, given, expected):
    assert places(text, "2024-03-14", given) == expected


@pytest.mark.parametrize(
    "headline",
    [
        "TÂN VĂN GIỮ DANH HIỆU XÃ AN TOÀN VỀ ANTT",
        "TÂN VĂN XÂY DỰNG KHU DÂN CƯ AN TOÀN, VĂN MINH",
        "TÂN VĂN ĐẠT CHUẨN “XÃ AN TOÀN”",
    ],
)
def test_what_a_headline_wants_a_commune_to_be_is_no_name(headline: str) -> None:
    text = f"{headline}\n\nCông an xã Tân Văn họp. Trong năm, xã mở 14 buổi tuyên truyền.\n"
    assert places(text, "2023-12-05") == ["xã Tân Văn"]


def test_a_commune_may_be_called_what_others_want_to_be() -> None:
    text = (
        "XÃ AN TOÀN RA MẮT TỔ TỰ QUẢN\n\nCông an xã An Toàn (An Lão, Bình Định) lập 4 tổ tự quản."
    )
    assert places(text, "2023-12-05") == ["xã An Toàn"]


def test_the_district_that_a_text_names_wins_over_a_namesake_of_the_lists() -> None:
    text = "Công an xã An Hiệp, huyện Châu Thành, tỉnh Bến Tre họp.\n\nHiện xã có 58 tổ tự quản.\n"
    document = load_document(text.encode(), "a.txt")
    reading = read_document(document, day=date(2024, 3, 19), place=None, known=rules_alone())
    assert [one.place_text for one in reading.proposals] == [
        "xã An Hiệp, huyện Châu Thành, tỉnh Bến Tre"
    ]


def test_a_level_word_does_not_mean_a_neighbour() -> None:
    text = (
        LEAD + "Đông Sang đã lập 4 mô hình, có mô hình đặt ở 2 bản giáp ranh với xã Chiềng Hắc.\n\n"
        "Từ đầu năm, xã đã mở 11 buổi tuyên truyền.\n"
    )
    assert places(text, "2019-12-31")[-1] == "xã Đông Sang"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param("UBND xã Đông Sang tổ chức Ngày hội.", "xã Đông Sang", id="who holds it"),
        pytest.param(
            "Huyện Mộc Châu chọn xã Đông Sang làm điểm tổ chức Ngày hội.",
            "xã Đông Sang",
            id="chosen for it",
        ),
        pytest.param(
            "Tại bản Áng, UBND xã Đông Sang tổ chức Ngày hội. Đây là xã được chọn làm điểm.",
            "xã Đông Sang",
            id="not the venue",
        ),
        pytest.param("Ngày hội diễn ra vui vẻ.", "huyện Mộc Châu", id="nobody told"),
    ],
)
def test_who_came_is_of_the_place_that_held_it(told: str, expected: str) -> None:
    text = f"{LEAD}{told} Đến dự có lãnh đạo Công an huyện Vân Hồ, xã Lóng Sập và 300 người dân.\n"
    assert places(text, "2019-12-31")[-1] == expected


def test_who_is_handed_cases_is_not_where_they_are() -> None:
    text = (
        "Công an xã Đắk Nhau họp.\n\nCông an xã tiếp nhận 37 vụ việc; đã chuyển Công an huyện Bù"
        " Đăng 11 vụ theo thẩm quyền.\n"
    )
    assert places(text, "2019-07-31") == ["xã Đắk Nhau"] * 2


def test_where_a_model_began_is_not_where_it_has_spread() -> None:
    text = LEAD + "Mô hình khởi đầu ở bản Áng, đến nay đã phủ 14/15 bản với 640 bóng đèn.\n"
    assert places(text, "2019-12-31")[-2:] == ["huyện Mộc Châu"] * 2
