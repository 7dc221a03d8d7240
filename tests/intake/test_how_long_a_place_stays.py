"""How long a named place stays what a text is on, and what brings it back; all invented."""

from datetime import date

import pytest

from bayen.intake import load_document, load_knowledge, read_document


def places(text: str, day: str, given: str | None = None) -> list[str]:
    """The own name of the place of each figure, in the order of the text."""
    document = load_document(text.encode(), "a.txt")
    reading = read_document(
        document, day=date.fromisoformat(day), place=given, known=load_knowledge()
    )
    return [proposal.place_text.partition(",")[0] for proposal in reading.proposals]


DISTRICT = "huyện Sông Mã, tỉnh Sơn La"
COMMUNE = "xã Chiềng Khoong, huyện Sông Mã, tỉnh Sơn La"


@pytest.mark.parametrize(
    ("given", "text", "expected"),
    [
        pytest.param(
            DISTRICT,
            "Ông Hà Văn Sơn (bản Áng, xã Chiềng Khoong) là tổ trưởng.\n\nTổ của ông có 34 hộ.",
            ["bản Áng"],
            id="whom a text goes on about",
        ),
        pytest.param(
            DISTRICT,
            "Xã Chiềng Khoong: “Tiếng kẻng an ninh” vang mỗi tối, 9 bản đều có. Lắp 53 camera.",
            ["xã Chiềng Khoong", "xã Chiềng Khoong"],
            id="under the name as a heading",
        ),
        pytest.param(
            DISTRICT,
            "Nhân dân nộp 31 khẩu súng. Riêng bản Áng góp 8 khẩu. Ngoài ra còn thu 45 viên đạn.",
            ["huyện Sông Mã", "bản Áng", "huyện Sông Mã"],
            id="what is picked out is not carried on",
        ),
        pytest.param(
            "huyện Mộ Đức, tỉnh Quảng Ngãi",
            "Đức Lợi là xã bãi ngang, sống nhờ biển. Để giữ yên bến bãi, xã lập 12 tổ tự quản.",
            ["xã Đức Lợi"],
            id="a commune that no list has, said to be one",
        ),
        pytest.param(
            "tỉnh Bình Phước",
            "Ngược lên huyện Bù Đốp, ấp 5 (xã Thanh Hòa) có 530 hộ ký cam kết.",
            ["ấp 5"],
            id="a hamlet in the district just named",
        ),
        pytest.param(
            "tỉnh Quảng Ninh",
            "Là xã cửa khẩu của huyện Bình Liêu, Hoành Mô có 74 người trong các tổ tự quản.",
            ["xã Hoành Mô"],
            id="the commune behind what it is part of",
        ),
        pytest.param(
            "xã Lương Quới, huyện Giồng Trôm, tỉnh Bến Tre",
            "Cổng an ninh ở xã Lương Quới là một trong 134 cổng của huyện. Xã có 32 camera.",
            ["huyện Giồng Trôm", "xã Lương Quới"],
            id="one of so many of the district",
        ),
        pytest.param(
            DISTRICT,
            "Bản Áng thu 8 khẩu súng; toàn xã Chiềng Khoong thu 31 khẩu súng.",
            ["bản Áng", "xã Chiềng Khoong"],
            id="over to the whole in one sentence",
        ),
        pytest.param(
            DISTRICT,
            "Nhân dân Chiềng Khoong giao nộp 15 khẩu súng.",
            ["xã Chiềng Khoong"],
            id="a bare name within the own place",
        ),
        pytest.param(
            DISTRICT,
            "Xã Chiềng Khoong có 12 bản. Mấy năm nay, đường sá tốt lên.\n\nNhân dân xã đã giao nộp "
            "15 khẩu súng. Trong đợt này, Công an xã đến 3 trường học tuyên truyền.",
            ["xã Chiềng Khoong"] * 3,
            id="its people and its police act",
        ),
        pytest.param(
            DISTRICT,
            "Giáp với tỉnh Điện Biên, xã Chiềng Khoong có 900 hộ. Nhờ vậy, cả xã lắp 42 camera.",
            ["xã Chiềng Khoong", "xã Chiềng Khoong"],
            id="who lies beside another is no neighbour itself",
        ),
        pytest.param(
            DISTRICT,
            "Xã Chiềng Khoong đi đầu. Đã có 36/61 hộ trong xã lắp camera.",
            ["xã Chiềng Khoong"],
            id="counted «trong xã»",
        ),
        pytest.param(
            DISTRICT,
            "Xã Chiềng Khoong giáp xã Mường Hung và huyện Sốp Cộp của tỉnh Sơn La, có 9 bản.",
            ["xã Chiềng Khoong"],
            id="what it borders on",
        ),
        pytest.param(
            DISTRICT,
            "Huyện thu 112 khẩu súng (riêng xã Chiềng Khoong 47 khẩu), 15 kg thuốc nổ.",
            ["huyện Sông Mã", "xã Chiềng Khoong", "huyện Sông Mã"],
            id="brackets are closed",
        ),
        pytest.param(
            DISTRICT,
            "Bản Áng chặn đứng buôn lậu. Lực lượng chức năng bắt 9 vụ buôn lậu.",
            ["huyện Sông Mã"],
            id="«buôn lậu» is no village",
        ),
        pytest.param(
            COMMUNE,
            "Vừa qua, tỉnh đã cấp thêm 30 xe máy. Cả xã có 12 tổ hòa giải.",
            ["tỉnh Sơn La", "xã Chiềng Khoong"],
            id="a higher place as the subject",
        ),
        pytest.param(
            COMMUNE,
            "Công an Sông Mã đã mở 58 đợt tuyên truyền. Nhân dân cung cấp 521 nguồn tin.",
            ["huyện Sông Mã", "huyện Sông Mã"],
            id="the police of a higher place, and on",
        ),
        pytest.param(
            COMMUNE,
            "Theo thống kê, nhân dân trong huyện đã cung cấp 203 nguồn tin.",
            ["huyện Sông Mã"],
            id="the people of the district",
        ),
        pytest.param(
            COMMUNE,
            "Xã Mường Hung vốn đông khách. Ở đây, công an xã lập 21 nhóm Zalo với 280 người.",
            ["xã Mường Hung", "xã Mường Hung"],
            id="«xã» of the commune beside",
        ),
        pytest.param(
            COMMUNE,
            "Khác với Chiềng Khoong, thị trấn Sông Mã đông người trọ. Thị trấn có 412 phòng trọ,"
            " ra mắt 9 tổ tự quản.",
            ["thị trấn Sông Mã", "thị trấn Sông Mã"],
            id="a word that is not of the own place",
        ),
        pytest.param(
            COMMUNE,
            "Xã có 12 bản.\n\nCòn ở xã Huổi Một cùng huyện, 17 dòng họ duy trì quỹ giúp nhau.",
            ["xã Chiềng Khoong", "xã Huổi Một"],
            id="of the same district as the one before",
        ),
    ],
)
def test_the_place_of_the_next_figure(given: str, text: str, expected: list[str]) -> None:
    assert places(text, "2022-06-30", given) == expected


def test_a_town_is_called_by_the_name_of_its_day() -> None:
    text = (
        "Phường Tân Thành lắp camera\n\nPhường Tân Thành, thành phố Ninh Bình, tỉnh Ninh Bình "
        "có 12 camera.\n\nThống kê của Công an thành phố Ninh Bình cho thấy, hiện nay có 2.640 "
        "camera."
    )
    assert places(text, "2021-06-30") == ["phường Tân Thành", "thành phố Ninh Bình"]


def test_a_text_under_the_name_of_a_district_may_be_of_one_commune() -> None:
    text = (
        "Sông Mã: Xã vùng cao giữ yên\n\nChiềng Khoong là xã vùng cao của huyện Sông Mã. "
        "Từ đầu năm, xã có 12 tổ hòa giải.\n\nXã Chiềng Khoong chia làm 9 bản. Công an xã đã mở "
        "4 lớp. Nhờ đó, xã yên hơn. Toàn xã có 7 mô hình.\n\nPhạm pháp hình sự xảy ra 3 vụ."
    )
    assert set(places(text, "2022-06-30")) == {"xã Chiềng Khoong"}
