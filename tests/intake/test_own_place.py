"""The place that a whole text is of, told by what it keeps saying; every text is invented."""

from datetime import date

import pytest

from bayen.intake import load_document, load_knowledge, read_document
from bayen.intake.mastheads import find_masthead
from bayen.intake.scan import Scan
from tests.intake.test_places_of_texts import places


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        pytest.param(
            "Giữ yên bản làng\n\nVề xã Xín Mần hôm nay, nhà nào cũng có đèn. Nhập từ xã Thèn Phàng"
            " và Nàn Xỉn cũ, xã mở 12 buổi tuyên truyền.\n\nCông an xã kiểm tra từng ngõ xóm,"
            " nhắc từng nhà khóa cổng.\n\nThôn Cốc Rế đi đầu. Thôn lắp 6 camera.",
            "2025-10-03",
            ["xã Xín Mần", "thôn Cốc Rế"],
            id="short paragraphs are no title",
        ),
        pytest.param(
            "Chợ Cái Bè về đêm\n\nCông an xã giao 9 tổ tự quản trông chợ. Ở Cái Bè nay có 3 mô"
            " hình.\n\nHệ thống cũ của thị trấn Cái Bè để lại 42 camera; xã đã lắp 12 camera.",
            "2025-11-14",
            ["xã Cái Bè"] * 4,
            id="a town that was there before is not the commune of today",
        ),
        pytest.param(
            "Giữ hòa khí ở chợ Đông Ba\n\nChợ Đông Ba nằm trên đất phường Phú Hòa (TP. Huế). Công"
            " an phường Phú Hòa lập 12 tổ hòa giải.\n\nPhường có 3 mô hình.",
            "2016-07-15",
            ["phường Phú Hòa"] * 2,
            id="a market is not the ward of its name",
        ),
        pytest.param(
            "Phường 2 Bảo Lộc giữ mô hình\n\nPhường 2 Bảo Lộc có 47 tổ dân phố. Công an phường lập"
            " 4 mô hình.",
            "2025-08-08",
            ["phường 2 Bảo Lộc"] * 2,
            id="a ward whose name begins with its number",
        ),
        pytest.param(
            "Đồn Biên phòng giữ mốc\n\nĐồn quản lý hai xã biên giới Mường Lạn và Mường Và, huyện"
            " Sốp Cộp. Đơn vị lập 24 tổ tự quản.\n\nỞ xã Mường Lạn có 6 tổ.",
            "2022-11-01",
            ["huyện Sốp Cộp", "huyện Sốp Cộp", "xã Mường Lạn"],
            id="of both communes when the lead names both",
        ),
        pytest.param(
            "Nhiều cách làm hay\n\nBÌNH MINH 12/03/2018 09:15\n\nCông an tỉnh Phú Yên vừa họp."
            " Toàn tỉnh có 9 mô hình.",
            "2018-03-12",
            ["tỉnh Phú Yên"],
            id="who wrote it, with the hour",
        ),
        pytest.param(
            "Công an Thành phố sơ kết 5 năm. Ở TP.HCM, 24 quận, huyện đều có mô hình; toàn thành"
            " phố hiện có 70 mô hình. TP.Thủ Đức lập tổ tuần tra.",
            "2023-05-05",
            ["thành phố Hồ Chí Minh"] * 2,
            id="a city with districts in it",
        ),
        pytest.param(
            "CAP 7, TP.Mỹ Tho dựng cổng rào\n\nĐến nay P.7 có 15 cổng rào an ninh. CAP đã tiếp"
            " nhận 48 tin.",
            "2020-09-09",
            ["phường 7", "phường 7"],
            id="a ward that the lists no longer have, not its namesakes elsewhere",
        ),
        pytest.param(
            "Biểu dương điển hình tiên tiến\n\nSáng 9/10, tại thành phố Huế, Bộ Công an tổ chức hội"
            " nghị biểu dương. Năm qua, nhân dân toàn quốc đã cung cấp nhiều tin.\n\n"
            "Bộ Công an tặng bằng khen cho 60 tập thể.",
            "2020-10-10",
            ["Việt Nam"],
            id="where the ministry meets is no place of figures",
        ),
        pytest.param(
            "Chuyện bên ao sen\n\nỞ huyện Hưng Hà, cứ ba chục hộ có một tổ. Tổ số 2, xã Hồng Minh"
            " có 31 hộ; cả xã Hồng Minh giữ được nếp ấy.\n\nToàn huyện nay có 96 tổ. Năm qua, các"
            " tổ báo Công an huyện 58 tin. Phó Trưởng Công an huyện khen cách làm.",
            "2019-05-06",
            ["huyện Hưng Hà", "tổ số 2", "huyện Hưng Hà", "huyện Hưng Hà"],
            id="the district that a text keeps speaking of, not the commune of its example",
        ),
        pytest.param(
            "Đêm ở phố biển\n\nBãi Cháy có 31 khu phố. Phường mở 4 lớp, công an phường nhận 44 tin."
            "\n\nKề bên, phường Hùng Thắng có 9 mô hình.",
            "2024-04-17",
            ["phường Bãi Cháy"] * 3 + ["phường Hùng Thắng"],
            id="a bare name that has quarters, not the ward beside it",
        ),
        pytest.param(
            "PHƯỜNG BIÊN GIỚI TỊNH BIÊN MÙA NƯỚC NỔI\n\nPhường tuần tra 96 đợt, công an phường giúp"
            " dân gặt lúa.",
            "2025-11-20",
            ["phường Tịnh Biên"],
            id="what a ward is like, in capitals too, is no name",
        ),
        pytest.param(
            "(QNO) - UBND xã Quế Lộc họp mặt. Lãnh đạo Công an tỉnh dự. Xã Quế Lộc có 8 mô hình.",
            "2023-08-14",
            ["xã Quế Lộc"],
            id="a guest from the province of the paper",
        ),
        pytest.param(
            "Xã Sơn Hòa triển khai nhiệm vụ năm 2026\n\nChiều 4-2, Ban chỉ đạo 138 xã Sơn Hòa tổng"
            " kết phong trào. Dự có đại diện Phòng PV05 Công an tỉnh.\n\nĐến nay, toàn xã có 21 tổ"
            " bảo vệ an ninh trật tự; có mô hình ở buôn Ma Thìn và khu phố Tây Hòa cũ.\n"
            "Cũng trong năm, trên địa bàn xảy ra 14 vụ phạm pháp hình sự.\n\nNguồn: baodaklak.vn",
            "2026-02-05",
            ["xã Sơn Hòa"] * 2,
            id="a commune in the title, whatever office of the province sends a guest",
        ),
        pytest.param(
            "Thêm đèn cho bến cá\n\nHà Tĩnh Online | 12-9-2025\n\nCông an xã Cẩm Nhượng vừa lắp"
            " đèn. Người dân góp 40 bóng đèn.",
            "2025-09-12",
            ["xã Cẩm Nhượng"],
            id="the line of the paper is no title",
        ),
        pytest.param(
            "Chợ Mới đón xuân\n\nBáo An Giang, 02/03/2016\n\nHuyện Chợ Mới giữ yên các lễ hội."
            " Được biết, toàn tỉnh An Giang có 20 lễ hội lớn.",
            "2016-03-02",
            ["tỉnh An Giang"],
            id="the whole of a place above, by name",
        ),
        pytest.param(
            "Dĩ An thêm đèn đường\n\nThị xã đông dân, công an thị xã lập 12 tổ. Cả thị xã"
            " đã lắp 90 camera.",
            "2016-03-02",
            ["thị xã Dĩ An"] * 2,
            id="a city when it was a town",
        ),
        pytest.param(
            "UBND HUYỆN MÙ CANG CHẢI\nBÁO CÁO\n\nMù Cang Chải lo giữ rừng. Toàn huyện thu 9"
            " khẩu súng.",
            "2016-06-28",
            ["huyện Mù Cang Chải"],
            id="a name with other signs than the list has",
        ),
        pytest.param(
            "Một sáng ở buôn Ea Kar\n\nEa Kar vừa được mùa cà phê. Huyện có 30 tổ tự quản.",
            "2011-12-27",
            ["huyện Ea Kar"],
            id="a district called by a word for hamlets",
        ),
        pytest.param(
            "Công an xã Tam Nông ra quân\n\nTổ công tác lập biên bản 14 trường hợp, phạt 9"
            " người; TTXH ổn định.",
            "2026-02-06",
            ["xã Tam Nông"] * 2,
            id="a record is no hamlet, an abbreviation no town",
        ),
        pytest.param(
            "Phù Cát (Bình Định): Thêm tổ tự quản\n\nỞ huyện Phù Cát, xã Cát Hải lập 3 tổ."
            " Công an huyện cấp 60 đèn pin.",
            "2019-08-08",
            ["xã Cát Hải", "huyện Phù Cát"],
            id="a commune told of with its district before it",
        ),
        pytest.param(
            "Biên cương thêm tai mắt\n\nBộ Tư lệnh BĐBP sáng 10/1 tổng kết phong trào. Trên toàn"
            " tuyến có 742 tập thể tự quản.\n\nLai Châu góp 88 tập thể. Huyện Mường Tè có 15 tổ."
            " Lào Cai báo cáo 19 tin.\n\nTư lệnh BĐBP tặng Giấy khen 12 tập thể.",
            "2025-01-11",
            ["Việt Nam", "tỉnh Lai Châu", "huyện Mường Tè", "tỉnh Lào Cai", "Việt Nam"],
            id="led by those who act for the country, with provinces as examples",
        ),
        pytest.param(
            "Công an tỉnh Lai Châu trao thưởng\n\nTỉnh Lai Châu có 15 tổ được Bộ Tư lệnh BĐBP tặng"
            " bằng khen. V05 khen tỉnh Lai Châu: 19 tin giá trị.",
            "2025-01-11",
            ["tỉnh Lai Châu"] * 2,
            id="of the one province that is praised from above",
        ),
        pytest.param(
            "CỔNG THÔNG TIN XÃ TAM NÔNG - TỈNH PHÚ THỌ\n\nNửa năm đầu nhìn lại\n\nTrên nền xã Hương"
            " Nộn cũ, thị trấn Hưng Hóa cũ, địa bàn nay rộng 63,4 km2.",
            "2026-01-09",
            ["xã Tam Nông"],
            id="whose page it is, in capitals: no hamlet in the word for news",
        ),
        pytest.param(
            "Sương tan\n\nSơn Kim 1 (Hương Sơn) là xã biên giới, có 7 mốc giới. Ở Sơn Kim 1, các tổ"
            " báo 47 tin.",
            "2020-11-06",
            ["xã Sơn Kim 1"] * 2,
            id="a number is part of the name where a list has it",
        ),
    ],
)
def test_what_a_text_is_of(text: str, day: str, expected: list[str]) -> None:
    assert places(text, day) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tin vắn THO - Sáng nay, UBND tỉnh họp.", "Thanh Hóa"),
        ("date 2021-05 (VLO) - Ngày 3/5, UBND tỉnh họp.", "Vĩnh Long"),
        ("UBND tỉnh họp.\n\n(Nguồn: Báo Phú Yên)", "Phú Yên"),
        ("Cổng thông tin điện tử tỉnh Cao Bằng\n\nUBND tỉnh họp.", "Cao Bằng"),
        ("UBND tỉnh họp.\n\nNguồn: congan.daknong.gov.vn", "Đắk Nông"),
        ("Gửi thư về toasoan@baodaknong.vn. UBND tỉnh họp.", ""),
        ("Báo Công An Đà Nẵng viết về tỉnh bạn.", ""),
    ],
)
def test_whose_paper_a_text_is_from(text: str, expected: str) -> None:
    assert find_masthead(Scan.of(text), ["Đắk Lắk", "Đắk Nông"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Sáng 2/4, huyện Phù Yên chủ trì họp Cụm an ninh khu vực giáp ranh 3 huyện: Bắc Yên"
            " (Sơn La), Trạm Tấu (Yên Bái), Phù Yên (Sơn La). Vùng giáp ranh xảy ra 9 vụ.",
            "cụm xã giáp ranh Phù Yên – Bắc Yên – Trạm Tấu",
            id="whose district each is stands in brackets",
        ),
        pytest.param(
            "Hai xã chung tay giữ đất đồi\n\nTừ năm 2022, hai xã Đông Sang (huyện Mộc Châu) và"
            " Chiềng Khoa (huyện Vân Hồ) ra mắt cụm liên kết vùng giáp ranh. Địa bàn giáp ranh dài,"
            " nên mô hình giáp ranh giữ được bình yên. Đã có 6 buổi tuyên truyền.",
            "tỉnh Sơn La",
            id="of two districts of one province, told in the text alone",
        ),
        pytest.param(
            "Cụm liên kết giáp ranh hai xã\n\nTừ năm 2022, hai xã Chiềng Khoa và Chiềng Yên (huyện"
            " Vân Hồ, tỉnh Sơn La) ra mắt cụm liên kết giáp ranh. Cụm đã có 6 buổi tuyên truyền.",
            "huyện Vân Hồ",
            id="of two communes of one district",
        ),
        pytest.param(
            "Họp cụm an ninh giáp ranh hai tỉnh Hòa Bình - Thanh Hóa\n\nTại xã Vạn Mai, các xã"
            " giáp ranh gặp mặt. Cụm đã bắt 7 đối tượng.",
            "cụm xã giáp ranh Hòa Bình – Thanh Hóa",
            id="of two provinces",
        ),
    ],
)
def test_what_cluster_a_text_is_of(text: str, expected: str) -> None:
    assert places(text, "2023-04-02")[-1] == expected


def test_what_a_cluster_did_is_not_filed_under_the_province_around_it() -> None:
    text = (
        "Cụm liên kết giáp ranh hai xã\n\nTừ năm 2022, hai xã Chiềng Khoa và Chiềng Yên (huyện Vân"
        " Hồ, tỉnh Sơn La) ra mắt cụm liên kết giáp ranh. Cụm đã có 6 buổi tuyên truyền."
    )
    document = load_document(text.encode(), "a.txt")
    known = load_knowledge()
    reading = read_document(document, day=date(2023, 4, 2), place=None, known=known)
    assert {p.place_id for p in reading.proposals} == {None}
    said = [finding.message_vi for finding in reading.findings]
    assert any("của cụm giáp ranh, không phải của cả huyện Vân Hồ" in one for one in said)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        pytest.param(
            "Công an xã biên giới ở Lai Châu thu 46 khẩu súng\n\nTheo Công an tỉnh Lai Châu, Công"
            " an xã Dào San đã tiếp nhận 46 khẩu súng tự chế.\n\nCùng với đó, thu 38 viên đạn.",
            "2025-12-18",
            "xã Dào San",
            id="a commune that the title does not name",
        ),
        pytest.param(
            "Giữ bình yên\n\nBan Chỉ đạo 138 TP Hải Phòng tổ chức ngày hội. Đến nay, theo Bộ Công"
            " an, cả nước có 4.400 mô hình. Bộ Công an dự.\n\nSau khi hợp nhất với tỉnh Hải Dương,"
            " Hải Phòng có 114 xã.\n\nNgười dân cung cấp 3.860 tin.",
            "2025-07-29",
            "thành phố Hải Phòng",
            id="what was merged makes no second province",
        ),
        pytest.param(
            "Phú Quý giữ yên đảo xa\n\nPhú Quý (tỉnh Lâm Đồng) là đảo tiền tiêu. Từ ngày 1-7-2025,"
            " huyện Phú Quý trở thành đặc khu.\n\nCông an đặc khu mở 28 lớp.",
            "2026-03-05",
            "đặc khu Phú Quý",
            id="what an island has become",
        ),
        pytest.param(
            "Bình yên bến cá\n\nHải Thanh có nhiều tàu. Đồn biên phòng giúp xã lập tổ.\n\nCông an"
            " xã họp dân. Toàn xã lắp 34 camera.",
            "2013-07-05",
            "xã Hải Thanh",
            id="a ward when it was a commune",
        ),
        pytest.param(
            "Chỗ dựa nơi cuối đất\n\nCán bộ Đồn Biên phòng Lũng Cú (BĐBP tỉnh Hà Giang) bám dân."
            "\n\nĐịa bàn do đồn phụ trách là xã Lũng Cú, hình thành từ xã Má Lé và xã Lũng Táo.\n\n"
            "Năm qua, bà con cung cấp 73 nguồn tin.",
            "2025-11-05",
            "xã Lũng Cú",
            id="the one commune that a border post looks after",
        ),
        pytest.param(
            "BAOYENBAI.VN\n\nNhiều súng được giao nộp\n\nTừ đầu năm, Công an toàn tỉnh thu hồi"
            " 1.214 khẩu súng.\n\nCông an các xã mở 46 lớp.",
            "2021-11-28",
            "tỉnh Yên Bái",
            id="the address of a paper in capitals",
        ),
        pytest.param(
            "Ngày hội ở bon\n\nNgày 12/8, huyện Đắk R'lấp mở ngày hội tại xã Nhân Cơ. Xã Nhân Cơ"
            " đông vui.\n\nPhường Nghĩa Tân của thành phố Gia Nghĩa thì khác. Phường đã lắp 44"
            " camera.",
            "2021-08-12",
            "phường Nghĩa Tân",
            id="a ward is not the commune that a text is of",
        ),
        pytest.param(
            "Tiếng kẻng khối 7\n\nHễ nghe kẻng là người khối 7, phường Hưng Bình (TP. Vinh) khóa"
            " cổng.\n\nBác Hòa vận động bà con lắp 34 camera.",
            "2014-08-15",
            "khối 7",
            id="the one hamlet of the title",
        ),
    ],
)
def test_a_text_is_of_the_place_it_speaks_for(text: str, day: str, expected: str) -> None:
    assert places(text, day)[-1] == expected


def test_a_title_with_a_district_is_not_of_its_hamlet_alone() -> None:
    text = (
        "Đắk R'lấp: Ngày hội ở bon Bu Dấp\n\nNgày 12/8, huyện Đắk R'lấp mở ngày hội tại bon Bu Dấp,"
        " xã Nhân Cơ.\n\nCông an huyện mở 88 lớp."
    )
    assert places(text, "2016-08-12")[-1] == "huyện Đắk R'lấp"


def test_communes_beside_many_borders_form_no_cluster() -> None:
    text = (
        "Giữ yên những vùng giáp ranh\n\nCụm an toàn về ANTT giữa Đức Phổ và thị xã Hoài Nhơn (Bình"
        " Định) ở vùng giáp ranh được ký năm 2020. Vùng giáp ranh đã yên.\n\nTheo thống kê của Công"
        " an tỉnh, Quảng Ngãi hiện duy trì 11 mô hình.\n"
    )
    assert not any(place.startswith("cụm") for place in places(text, "2023-07-18"))


def test_what_was_there_before_a_merger_keeps_its_figure() -> None:
    text = (
        "Quảng Trị xây dựng địa bàn không ma túy\n\nCuối năm 2023, tỉnh Quảng Bình (cũ) có"
        " 1.630 người"
        " nghiện. Đến nay, toàn tỉnh Quảng Trị có 46 mô hình.\n"
    )
    assert places(text, "2026-06-26") == ["tỉnh Quảng Bình", "tỉnh Quảng Trị"]
