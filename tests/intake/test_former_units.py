"""Units of before July 2025 in texts written since; every text is invented."""

from datetime import date

import pytest

from bayen.intake import load_document, load_knowledge, read_document

TAN_KY = "Công an xã Tân Kỳ, tỉnh Nghệ An tổng kết phong trào.\n\nXã Tân Kỳ có 31 tổ hòa giải. "
TOWN = "thị trấn Tân Kỳ, huyện Tân Kỳ, tỉnh Nghệ An"
DISTRICT = "huyện Tân Kỳ, tỉnh Nghệ An"
NOW = "xã Tân Kỳ, tỉnh Nghệ An"


def places(text: str, day: str = "2026-01-14") -> list[str]:
    """The whole place of each figure, in the order of the text."""
    document = load_document(text.encode(), "a.txt")
    reading = read_document(
        document, day=date.fromisoformat(day), place=None, known=load_knowledge()
    )
    return [proposal.place_text for proposal in reading.proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Còn nhớ năm 2024, riêng thị trấn Tân Kỳ, huyện Tân Kỳ (cũ) xảy ra 19 vụ trộm cắp.",
            [TOWN],
            id="marked behind what lay around it",
        ),
        pytest.param(
            "Năm 2024, thị trấn Tân Kỳ (huyện Tân Kỳ cũ) có 12 tổ an ninh nhân dân với 84 người.",
            [TOWN, TOWN],
            id="marked in the brackets behind it",
        ),
        pytest.param(
            "Năm 2024, huyện Tân Kỳ (cũ) có 402 tổ hòa giải.", [DISTRICT], id="a district"
        ),
        pytest.param(
            "Trước sáp nhập, thị trấn Tân Kỳ là nơi làm đầu tiên. Cuối năm 2024, thị trấn có 38 tổ"
            " hòa giải.",
            [TOWN],
            id="by its level word in the next sentence",
        ),
        pytest.param(
            "Xã được thành lập trên cơ sở thị trấn Tân Kỳ và xã Kỳ Tân cũ, có 17 xóm.",
            [NOW],
            id="what the place of now was made of tells nothing of before",
        ),
        pytest.param(
            "Năm 2024, thị trấn Tân Kỳ (cũ) có 12 mô hình; đến nay toàn xã có 31 mô hình.",
            [TOWN, NOW],
            id="until the sentence goes over to what there is now",
        ),
    ],
)
def test_what_is_told_of_a_unit_that_is_no_more(text: str, expected: list[str]) -> None:
    assert places(TAN_KY + text)[1:] == expected


def test_before_the_two_levels_nothing_is_of_before() -> None:
    text = (
        "Công an huyện Tân Kỳ, tỉnh Nghệ An sơ kết. Năm 2023, thị trấn Tân Kỳ (cũ) có 12 mô hình."
    )
    assert places(text, "2024-06-20") == [TOWN]


def test_a_report_of_the_unit_itself_sent_later_is_of_that_unit() -> None:
    text = "Báo cáo của huyện Tân Kỳ, tỉnh Nghệ An.\n\nNăm 2024, huyện Tân Kỳ có 402 tổ hòa giải."
    assert places(text, "2025-07-05") == [DISTRICT]
