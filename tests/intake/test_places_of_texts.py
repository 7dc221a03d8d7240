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


@pytest.mark.parametrize(
    ("made_of", "expected"),
    [
        ("thị trấn Quán Lào cùng các xã Định Liên, Định Long cũ", "xã Yên Định, tỉnh Thanh Hóa"),
        ("các xã Cẩm Đàn, Giáo Liêm cũ", "xã Yên Định, tỉnh Bắc Ninh"),
    ],
)
def test_of_two_with_one_name_the_units_that_it_was_made_of_tell(
    made_of: str, expected: str
) -> None:
    text = f"Xã Yên Định mở hội\n\nXã Yên Định được hợp nhất từ {made_of}. Xã có 41 tổ hòa giải."
    document = load_document(text.encode(), "a.txt")
    reading = read_document(document, day=date(2025, 8, 12), place=None, known=rules_alone())
    assert [one.place_text for one in reading.proposals] == [expected]


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
    cluster = "tỉnh Sơn La"
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


def test_a_quarter_known_by_a_number_may_end_a_sentence() -> None:
    text = (
        "UBND phường Trường Xuân (TP Tam Kỳ) ra mắt mô hình tại khối phố 4. Ban chủ nhiệm có 9"
        " thành viên. Cả khối phố có 487 hộ."
    )
    assert places(text, "2020-07-12")[-1] == "khối phố 4"


def test_the_initials_under_a_picture_are_no_commune() -> None:
    text = "Lan tỏa dòng họ tự quản\n\nTrưởng họ gặp Công an xã. Ảnh: X.V\n\nTại xã, họ báo 5 tin."
    assert places(text, "2018-09-20") == [""]


def test_a_district_of_the_highlands_is_known_with_a_sign_left_out() -> None:
    text = "Phong trào ở huyện M’Drắk\n\nHuyện M’Drắk có 12 mô hình."
    document = load_document(text.encode(), "a.txt")
    reading = read_document(document, day=date(2021, 3, 26), place=None, known=rules_alone())
    assert [one.place_text for one in reading.proposals] == ["huyện M’Drắk, tỉnh Đắk Lắk"]


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


def test_so_many_provinces_are_the_country() -> None:
    text = (
        "Công an TP Cần Thơ mời các nơi về họp.\n\nCó 5 tỉnh, thành phố ký quy chế, đó là Cần Thơ,"
        " Vĩnh Long và An Giang.\n\nNăm qua, 5 tỉnh, thành phố này xảy ra 940 vụ trộm.\n\n"
        "Toàn thành phố Cần Thơ có 80 tổ tự quản.\n"
    )
    assert places(text, "2022-11-18") == ["Việt Nam"] * 3 + ["thành phố Cần Thơ"]


def test_a_level_word_means_the_last_named_of_two_in_the_headline() -> None:
    text = (
        "Bình Định, Phú Yên ra mắt lực lượng bảo vệ an ninh, trật tự\n\n"
        "UBND tỉnh Bình Định làm lễ ra mắt. Tỉnh hiện có 1.105 tổ tự quản.\n\n"
        "UBND tỉnh Phú Yên cũng ra mắt. Toàn tỉnh Phú Yên có 589 tổ tự quản. Tại lễ, tỉnh trao 6"
        " giấy khen.\n"
    )
    assert places(text, "2024-07-01") == ["tỉnh Bình Định", "tỉnh Phú Yên", "tỉnh Phú Yên"]


def test_before_its_own_place_is_named_a_text_is_on_the_one_around_it() -> None:
    text = (
        "Dựa vào dân để giữ bình yên\n\nCông an tỉnh Khánh Hòa mở nhiều buổi họp dân.\n\nSau những"
        " buổi ấy, người dân báo 145 nguồn tin.\n\nNinh Ích là xã dẫn đầu thị xã Ninh Hòa."
        " Công an xã Ninh Ích rất sâu sát. Xã Ninh Ích có 9 tổ tự quản.\n"
    )
    assert places(text, "2013-05-05") == ["tỉnh Khánh Hòa", "xã Ninh Ích"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Bản Áng, xã Đông Sang từng nhiều trộm.\n\nNăm 2015, chi bộ và ban nhân dân bản bàn"
            " lập tổ tự quản. Lúc đầu chỉ 15 người tham gia.",
            "bản Áng",
            id="who acts in a village told of",
        ),
        pytest.param(
            "Tại bản Áng, xã Đông Sang, tổ tự quản ra đời năm 2015.\n\nHiệu quả thấy ngay: năm"
            " 2016, tổ tổ chức 214 lượt tuần tra.",
            "bản Áng",
            id="its group in the next paragraph",
        ),
        pytest.param(
            "Công an xã làm tuyến đường sáng ở bản Áng. Tuyến đường được gắn 42 bóng đèn.",
            "bản Áng",
            id="what was made there",
        ),
        pytest.param(
            "Ghi nhận tại họ Lò (xã Đông Sang), chúng tôi được biết: họ có 132 hộ; từ đầu năm,"
            " hội đồng gia tộc hòa giải 9 vụ.",
            "xã Đông Sang",
            id="where a reporter has been",
        ),
        pytest.param(
            "Ở bản Áng, xã Đông Sang có dòng họ Lò tự quản.\n\nTrưởng họ Lò kể: “Từ đầu năm,"
            " chúng tôi hòa giải 8 vụ xích mích”.",
            "bản Áng",
            id="the head of a clan tells",
        ),
        pytest.param(
            "Ông Lò Văn Ín ở bản Áng, xã Đông Sang rất nhiệt tình. Năm qua, ông thuyết phục 132"
            " hộ trong xã ký cam kết.",
            "xã Đông Sang",
            id="what a villager did in the commune",
        ),
        pytest.param(
            "Phường Mộc Lỵ làm tốt. Đồn phối hợp với phường tổ chức 26 đợt tuyên truyền.",
            "phường Mộc Lỵ",
            id="the paragraph's commune stays",
        ),
    ],
)
def test_whose_figures_a_group_a_guest_or_a_head_tells(text: str, expected: str) -> None:
    assert places(f"{LEAD}{text}\n", "2019-12-31")[-1] == expected


def test_a_partner_without_a_name_is_not_who_acts() -> None:
    text = (
        "Những cột mốc trên sóng La Gi\n\nBình Thuận có 196 tổ tự quản. Nơi làm tốt là thị xã La"
        " Gi.\n\nTổ đầu tiên của thị xã ra đời ở phường Phước Lộc.\n\nĐến nay, thị xã La Gi có 34"
        " tổ tự quản. Từ đầu năm, các tổ cung cấp 44 tin; đồn phối hợp với phường mở 26 đợt"
        " tuyên truyền.\n"
    )
    assert places(text, "2021-11-01")[-1] == "thị xã La Gi"


def test_a_group_of_the_text_s_own_village_goes_on() -> None:
    text = (
        "Phát huy “Tổ tuần tra nhân dân buôn Knia 2”\n\nXã Ea Bar (huyện Buôn Đôn) có 20 buôn.\n\n"
        "Công an xã tham mưu UBND xã lập “Tổ tuần tra nhân dân buôn Knia 2”. Tổ hiện có 20 thành"
        " viên.\n\nBuôn Knia 2 đã yên. Dân buôn Knia 2 mừng.\n"
    )
    assert places(text, "2023-09-09")[-1] == "buôn Knia 2"


def test_who_praises_a_commune_is_not_where_it_is() -> None:
    text = (
        "Xã Ngãi Giao (TPHCM): Ngày hội của lòng dân\n\nXã Ngãi Giao có 11 mô hình.\n\nDịp này,"
        " Công an TPHCM khen thưởng 3 tập thể có thành tích.\n"
    )
    assert places(text, "2025-07-21") == ["xã Ngãi Giao"] * 2


def test_one_place_is_told_for_all_that_are_praised() -> None:
    text = LEAD + "Tại hội nghị, UBND huyện khen 3 tập thể, 6 cá nhân của xã Đông Sang.\n"
    assert places(text, "2019-12-31")[-2:] == ["xã Đông Sang"] * 2


def test_a_text_that_counts_all_communes_is_of_what_is_around_them() -> None:
    text = (
        "Tiếng loa giữ làng\n\nVề Krông Pa hỏi chuyện loa. Công an huyện làm thử ở xã Chư Rcăm."
        " Đến nay mô hình có ở 12/14 xã, thị trấn.\n\nCông an huyện mở 66 buổi tuyên truyền.\n"
    )
    assert places(text, "2015-06-30")[-1] == "huyện Krông Pa"


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        pytest.param(
            "Tịnh Biên: Giữ yên phum sóc\n\nĐược lập từ huyện Tịnh Biên, thị xã Tịnh Biên đã khác.",
            "thị xã Tịnh Biên",
            id="not by what it came from",
        ),
        pytest.param(
            "Chùa giữ bình yên\n\nTrà Cú - huyện đông người Khmer của tỉnh Trà Vinh - rất yên.",
            "huyện Trà Cú",
            id="what a bare name is said to be",
        ),
        pytest.param(
            "Chùa giữ bình yên\n\nP.V trao đổi với Công an. Huyện Trà Cú nay đã yên.",
            "huyện Trà Cú",
            id="a reporter is no ward",
        ),
    ],
)
def test_what_the_own_place_of_a_text_is_called(lead: str, expected: str) -> None:
    assert places(f"{lead}\n\nNăm qua, bà con báo 45 nguồn tin.\n", "2023-12-18") == [expected]


def test_a_village_in_passing_leaves_the_figures_of_its_commune() -> None:
    text = (
        LEAD + "Từ tin của người dân bản Áng, xã Đông Sang gửi lên nhóm, công an xã bắt được 2"
        " người trộm.\n\nCông an huyện nhận 5 kg thuốc nổ do người dân bản Áng nhặt được và 11"
        " khẩu súng tự chế.\n"
    )
    read = places(text, "2019-12-31")
    assert (read[1], read[-1]) == ("xã Đông Sang", "huyện Mộc Châu")
