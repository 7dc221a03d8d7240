"""Which name of a sentence is the place of its figure, and which only stands beside it."""

from datetime import date

import pytest

from bayen.intake import load_knowledge
from bayen.intake.known_names import find_longest, find_within
from tests.intake.test_places_of_texts import LEAD, places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Đồn Biên phòng Cửa khẩu quốc tế Lóng Sập mở 3 lớp.",
            ["huyện Mộc Châu"],
            id="a border gate has the name of another place",
        ),
        pytest.param(
            "Công an huyện cùng Đồn Biên phòng Chiềng Hắc, Lóng Sập mở 3 lớp.",
            ["huyện Mộc Châu"],
            id="two posts named together",
        ),
        pytest.param(
            "Xã Lóng Sập hình thành từ xã Đông Sang và một phần xã Chiềng Hắc cũ, có 3 tổ tự quản.",
            ["xã Lóng Sập"],
            id="what a place was made of",
        ),
        pytest.param(
            "Bản Áng, xã Đông Sang kết nghĩa với bản Nậm Mô (Lào), 12 hộ giữ 3 mốc giới.",
            ["bản Áng"] * 2,
            id="a twin abroad",
        ),
        pytest.param(
            "Huyện nằm cách trung tâm thành phố Sơn La một ngày đường, có 15 tổ tự quản.",
            ["huyện Mộc Châu"],
            id="how far it is to a town",
        ),
        pytest.param(
            "Trưởng CAX Hồ Văn Thiết cho biết, có 15 tổ tự quản.",
            ["huyện Mộc Châu"],
            id="a head of police by name",
        ),
        pytest.param(
            "Huyện lập 6 tổ tự quản ở xã Đông Sang (3 tổ), Chiềng Hắc (2) và Lóng Sập (1).",
            ["huyện Mộc Châu", "xã Đông Sang", "xã Chiềng Hắc", "xã Lóng Sập"],
            id="a sum that is shared out in brackets",
        ),
        pytest.param(
            "Không riêng Chiềng Hắc, nhiều nơi có tổ tự quản; đã có 17 mô hình.",
            ["huyện Mộc Châu"],
            id="not there alone",
        ),
        pytest.param(
            "Toàn huyện hiện có 5 tổ như ở xã Đông Sang.",
            ["huyện Mộc Châu"],
            id="as many as are like it",
        ),
        pytest.param(
            "Nhân dân giao nộp 46 khẩu súng (trong đó xã Đông Sang 20 khẩu).",
            ["huyện Mộc Châu", "xã Đông Sang"],
            id="brackets tell of a part",
        ),
        pytest.param(
            "Nổi bật là “Bản bình yên” ở xã Đông Sang (9 điểm) và “Tiếng kẻng” ở xã Chiềng Hắc.",
            ["xã Đông Sang"],
            id="a number in brackets is of what stands before them",
        ),
        pytest.param(
            "Huyện ra mắt 3 mô hình gồm “Bến nước an toàn” ở xã Đông Sang và nhiều nơi.",
            ["huyện Mộc Châu"],
            id="one of those that are counted",
        ),
        pytest.param(
            "Huyện có 17 mô hình, nhưng hay nhất là “Tiếng kẻng” ở xã Đông Sang.",
            ["huyện Mộc Châu"],
            id="but one of them stands out",
        ),
        pytest.param(
            "Xã Đông Sang treo kẻng ở 6 bản và “Tiếng loa” ở xã Chiềng Hắc cũng vang.",
            ["xã Đông Sang"],
            id="another model begins",
        ),
        pytest.param(
            "Khởi đầu từ một quán ở xã Đông Sang, đến nay cách làm này đã có ở 9 quán.",
            ["huyện Mộc Châu"],
            id="where it began is not where it is",
        ),
        pytest.param(
            "Mô hình ra đời ở xã Đông Sang đã lan ra nhiều xã; 103 kẻng được treo.",
            ["huyện Mộc Châu"],
            id="it has spread since",
        ),
        pytest.param(
            "Tỷ lệ hòa giải ở xã Đông Sang là 91,2%, ở xã Chiềng Hắc 76,5%.",
            ["xã Đông Sang", "xã Chiềng Hắc"],
            id="a share right after its place",
        ),
        pytest.param(
            "Nhiều nhất là Lóng Sập với 13 tin, kế đó là Chiềng Hắc - 9 tin.",
            ["xã Lóng Sập", "xã Chiềng Hắc"],
            id="the most and the next",
        ),
        pytest.param(
            "Ngày hội được mở ở 126 điểm trong tỉnh Sơn La, từ tỉnh đến bản.",
            ["tỉnh Sơn La"],
            id="all over a place above",
        ),
        pytest.param(
            "Tại xã Đông Sang, UBND huyện Mộc Châu tổ chức gặp mặt, biểu dương 62 già làng.",
            ["huyện Mộc Châu"],
            id="who acts there is of the whole",
        ),
        pytest.param(
            "Riêng xã Đông Sang, nơi mở ngày hội, có 11 bản. Từ tháng 3, dân các bản lắp 34"
            " camera.",
            ["xã Đông Sang", "xã Đông Sang"],
            id="what a paragraph begins with goes on",
        ),
        pytest.param(
            "Bản Áng, xã Đông Sang trước đây hay mất trộm; nay bản 51 hộ đã có 4 camera.",
            ["bản Áng", "bản Áng"],
            id="a level word right before how many live there",
        ),
        pytest.param(
            "Từ tin của tổ tự quản bản Áng, xã Đông Sang, công an xã bắt 1 vụ. Nhờ dân bản Áng"
            " giúp, công an xã bắt 2 người trộm.",
            ["xã Đông Sang", "xã Đông Sang"],
            id="the police of the commune act",
        ),
        pytest.param(
            "Dẫn đầu là xã Đông Sang với 41 khẩu súng, kế đến xã Chiềng Hắc 33 khẩu súng.",
            ["xã Đông Sang", "xã Chiềng Hắc"],
            id="the first and the next",
        ),
        pytest.param(
            "Huyện ra mắt 8 mô hình, như: “Bản bình yên” ở xã Đông Sang và nhiều nơi.",
            ["huyện Mộc Châu"],
            id="and such",
        ),
        pytest.param(
            "Ở nông thôn Tây Bắc, bà con lắp 34 camera.",
            ["huyện Mộc Châu"],
            id="the country is no hamlet",
        ),
        pytest.param(
            "Xã Lóng Sập (gồm xã Đông Sang và xã Chiềng Hắc cũ) có 26 km đường biên.",
            ["xã Lóng Sập"],
            id="what brackets say that a place is made of",
        ),
        pytest.param(
            "Trong đó, Lóng Sập (Sơn La) 6 camera, Chiềng Hắc (Sơn La) 4 camera.",
            ["xã Lóng Sập", "xã Chiềng Hắc"],
            id="brackets between a name and its number",
        ),
        pytest.param(
            "Riêng bản Áng, xã Đông Sang, nơi xa nhất huyện, có 16 camera.",
            ["bản Áng"],
            id="the farthest of a district is not the district",
        ),
        pytest.param(
            "Còn ở xã Đông Sang cùng huyện, 17 hộ lắp camera. Nay được 74 camera.",
            ["xã Đông Sang", "xã Đông Sang"],
            id="of the same district",
        ),
        pytest.param(
            "Tổ công tác bám bản Áng 45 ngày, giúp dân làm 2 km đường.",
            ["bản Áng"],
            id="days are no part of a name",
        ),
        pytest.param(
            "Tại bản Áng, xã Đông Sang, Bí thư chi bộ bản Vừ A Páo chia sẻ: “Cả bản có 23 hộ”.",
            ["bản Áng"],
            id="a secretary by name",
        ),
        pytest.param(
            "Tổ tự quản bản Áng có 15 người, tổ trưởng là trưởng bản 58 tuổi. Tổ đi tuần 186 buổi.",
            ["bản Áng", "bản Áng"],
            id="an age is no part of a name",
        ),
        pytest.param(
            "* Làm từ chuyện gần\n\nBản Áng là nơi làm sớm. Tổ ở đây có 9 thành viên.",
            ["bản Áng"],
            id="a heading that ends in a word of nearness",
        ),
        pytest.param(
            "Xã Đông Sang dài 14 km giáp Lào, tổ tự quản bản Áng hiện có 17 thành viên.",
            ["xã Đông Sang", "bản Áng"],
            id="a group near the border is across from it, not beyond",
        ),
        pytest.param(
            "Trưởng thôn Đông cho biết: Thôn Đông có 214 hộ.",
            ["thôn Đông"],
            id="a hamlet called by a point of the compass",
        ),
        pytest.param(
            "Nông thôn Đông Bắc đổi khác, có 214 mô hình.",
            ["huyện Mộc Châu"],
            id="a region is no hamlet",
        ),
        pytest.param(
            "Tại xã Đông Sang, chúng tôi nghe kể về tổ tuần tra bản Áng. Nay tổ có 16 thành viên.",
            ["bản Áng"],
            id="a group is of the narrowest place told with it",
        ),
        pytest.param(
            "Chúng tôi theo đội tuần tra bản Áng. Đội trưởng kể: “Hồi trước quậy phá hoài. Giờ đỡ"
            " lắm”. Đội có 8 người.",
            ["bản Áng"],
            id="a group told of before somebody spoke",
        ),
        pytest.param(
            "Tổ của ông Vì Văn Nọi, bản Áng làm tốt. Bà con 3 xã biên giới báo 95 nguồn tin.",
            ["huyện Mộc Châu", "huyện Mộc Châu"],
            id="people of several communes are of no one's group",
        ),
        pytest.param(
            "Ở bản Áng, các tổ báo tin để công an xã bắt quả tang 2 vụ trộm.",
            ["bản Áng"],
            id="the police of the commune are only told of it",
        ),
        pytest.param(
            "Mở 5 buổi tuyên truyền ở bản Áng, Nà Lừa, Co Phương..., 410 lượt người dự.",
            ["huyện Mộc Châu", "huyện Mộc Châu"],
            id="hamlets listed with one level word",
        ),
        pytest.param(
            "Mô hình khởi đầu ở bản Áng, nay được triển khai tại 45 khu trọ.",
            ["huyện Mộc Châu"],
            id="where something began and is carried out now",
        ),
        pytest.param(
            "Xã Đông Sang đi đầu với 15 camera, trong khi toàn huyện là 48 camera.",
            ["xã Đông Sang", "huyện Mộc Châu"],
            id="one place held against the whole",
        ),
        pytest.param(
            "Bí thư Đảng ủy xã Vũ Văn Cường trăn trở: vẫn còn 12 hộ chưa ký cam kết.",
            ["huyện Mộc Châu"],
            id="the full name of who leads a commune",
        ),
        pytest.param(
            "Ông Chau Sóc Kha nói: “Năm 2019 có 38 mô hình”.",
            ["huyện Mộc Châu"],
            id="a name of a person in which a level word stands",
        ),
    ],
)
def test_the_place_of_a_figure_among_names(text: str, expected: list[str]) -> None:
    assert places(LEAD + text, "2019-12-31")[1:] == expected


def test_one_side_of_a_cluster() -> None:
    text = (
        "Giao ban cụm an ninh liên hoàn Mai Châu - Đà Bắc - Tân Lạc\n\nNgày 21/8, cụm an ninh"
        " liên hoàn khu vực giáp ranh Mai Châu - Đà Bắc - Tân Lạc (tỉnh Hòa Bình) giao ban. Cụm có"
        " 12 xã.\n\nHuyện Mai Châu có 4 xã nằm trong cụm.\n\nTrên địa bàn các xã giáp ranh của"
        " Đà Bắc, công an phát hiện 10 vụ trộm cắp; xảy ra 21 vụ tai nạn giao thông. Công an các"
        " xã làm rõ 20 vụ. Toàn cụm bắt 2 đối tượng truy nã.\n\nDịp này, 4 tập thể, 7 cá nhân của"
        " huyện Tân Lạc được khen thưởng.\n"
    )
    whole, *parts, truant, awarded, person = places(text, "2017-08-21")
    assert whole == truant == "tỉnh Hòa Bình"
    assert parts == ["huyện Mai Châu", *["huyện Đà Bắc"] * 3]
    assert awarded == person == "huyện Tân Lạc"


def test_a_cluster_across_provinces_goes_by_the_name_that_the_text_gives_it() -> None:
    text = (
        "Giao ban cụm giáp ranh Vân Canh - Đồng Xuân\n\nChiều qua, Công an huyện Vân Canh (Bình"
        " Định) cùng Công an huyện Đồng Xuân (Phú Yên) giao ban cụm an ninh liên hoàn. Cụm bắt giữ"
        " 18 đối tượng.\n"
    )
    assert places(text, "2015-03-27") == ["cụm giáp ranh Vân Canh - Đồng Xuân"]


def test_a_cluster_in_one_district_whatever_it_is_called() -> None:
    text = (
        "Đông Hưng: Yên vùng giáp ranh\n\nCụm an ninh giáp ranh Á - Huy - Tân gồm 3 xã: Đông Á,"
        " Đông Huy, Đông Tân (huyện Đông Hưng).\n\nNăm 2017, toàn Cụm xảy ra 27 vụ việc.\n"
    )
    assert places(text, "2017-12-20") == ["huyện Đông Hưng"] * 2


@pytest.mark.parametrize(
    ("province", "expected"),
    [("Cần Thơ", "khu vực Sơn Phú"), ("Vĩnh Long", "phường Đại Thành")],
    ids=["where wards are parted into areas", "elsewhere"],
)
def test_an_area_with_a_name(province: str, expected: str) -> None:
    text = (
        "UBND phường Đại Thành, thành phố Cần Thơ báo cáo\n\nPhường Đại Thành có 17 tổ hòa giải."
        " Riêng khu vực Sơn Phú có 14 camera.\n"
    ).replace("thành phố Cần Thơ", f"thành phố {province}")
    assert places(text, "2025-10-02")[-1] == expected


def test_one_syllable_that_a_list_knows_is_not_cut_from_a_name() -> None:
    names, day = load_knowledge().places, date(2017, 12, 20)
    assert find_longest("Đông Huy", "xã", names, day) == ("Đông Huy", ())
    assert find_longest("Vôi Lạng Giang", "thị trấn", names, day)[0] == "Vôi"


def test_a_person_with_the_name_of_a_district_is_no_place():
    names, day = load_knowledge().places, date(2018, 12, 20)
    assert find_within("Ông Vi Văn Lâm", names, day) is None
    start, name, _ = find_within("Bà Rịa Vũng Tàu", names, day) or (-1, "", ())
    assert (start, name) == (0, "Bà Rịa Vũng Tàu")
