"""Districts that ended, began or changed their name, in texts of their days; all invented."""

from datetime import date

import pytest

from bayen.core.places import Level
from bayen.intake import load_document, load_knowledge, read_document
from bayen.intake.names import PlaceNames


def read(text: str, day: str) -> list[tuple[str | None, str]]:
    """Identity and name in full of the place of each figure."""
    document = load_document(text.encode(), "a.txt")
    known = load_knowledge()
    reading = read_document(document, day=date.fromisoformat(day), place=None, known=known)
    return [(p.place_id, p.place_text) for p in reading.proposals]


@pytest.mark.parametrize(
    ("text", "day", "place_id", "label"),
    [
        pytest.param(
            "Huyện Hoành Bồ giữ bình yên\n\nCông an huyện Hoành Bồ cho biết, năm 2018 toàn huyện"
            " có 13 tổ tự quản.",
            "2019-01-20",
            "d204.2004",
            "huyện Hoành Bồ, tỉnh Quảng Ninh",
            id="before it ended",
        ),
        pytest.param(
            "Quận 9 giữ bình yên\n\nCông an quận 9, TP. Hồ Chí Minh cho biết, toàn quận có 13 tổ"
            " tự quản.",
            "2018-12-20",
            "d763.2004",
            "quận 9, thành phố Hồ Chí Minh",
            id="by its number",
        ),
        pytest.param(
            "Thành phố Huế giữ bình yên\n\nCông an thành phố Huế (Thừa Thiên Huế) cho biết, toàn"
            " thành phố có 13 tổ tự quản.",
            "2023-12-20",
            "d474.2004",
            "thành phố Huế, tỉnh Thừa Thiên Huế",
            id="a city whose name the province took",
        ),
        pytest.param(
            "Huyện Đạ Huoai giữ bình yên\n\nCông an huyện Đạ Huoai cho biết, toàn huyện có 13 tổ.",
            "2024-10-20",
            "d681.2004",
            "huyện Đạ Huoai, tỉnh Lâm Đồng",
            id="a name before another took it over",
        ),
        pytest.param(
            "Huyện Đạ Huoai giữ bình yên\n\nCông an huyện Đạ Huoai cho biết, toàn huyện có 13 tổ.",
            "2025-03-20",
            "d682.2004",
            "huyện Đạ Huoai, tỉnh Lâm Đồng",
            id="and since",
        ),
        pytest.param(
            "Xã Cẩm Bình giữ bình yên\n\nCông an xã Cẩm Bình, huyện Cẩm Xuyên (Hà Tĩnh) cho biết,"
            " toàn xã có 13 tổ tự quản.",
            "2020-10-20",
            "c18685.2004",
            "xã Cẩm Bình, huyện Cẩm Xuyên, tỉnh Hà Tĩnh",
            id="a commune in its district of then",
        ),
    ],
)
def test_a_place_goes_by_its_day(text: str, day: str, place_id: str, label: str) -> None:
    assert read(text, day)[-1] == (place_id, label)


def test_a_name_that_nothing_bears_on_the_day_is_of_what_bore_it_last() -> None:
    names = PlaceNames(load_knowledge().places.atlas)
    [ended] = names.named("Hoành Bồ", date(2022, 5, 1), (Level.DISTRICT,))
    assert ended.place_id == "d204.2004"
    [moved] = names.named("Thuận Hóa", date(2026, 1, 1), (Level.DISTRICT,))
    assert moved.place_id == "d474.2004"
    assert names.named("Chũ", date(2024, 12, 31), (Level.DISTRICT,)) == ()
    once = names.named("Hương Vinh", date(2026, 1, 1), (Level.COMMUNE,))
    assert [v.place_id for v in once] == ["c20014.2004"]  # of its three versions the last
    assert once[0].parent_id == "d475.2004"


def test_of_namesakes_that_are_gone_the_last_one_is_meant() -> None:
    names = PlaceNames(load_knowledge().places.atlas)
    then = names.named("Kỳ Sơn", date(2018, 5, 1), (Level.DISTRICT,))
    assert {v.place_id for v in then} == {"d151.2004", "d417.2004"}  # Hòa Bình, Nghệ An
    [now] = names.named("Kỳ Sơn", date(2026, 5, 1), (Level.DISTRICT,))
    assert now.place_id == "d417.2004"
