"""Units of before July 2025 in texts written since; every text is invented."""

from datetime import date

import pytest

from bayen.intake import load_document, load_knowledge, read_document

TAN_KY = "Công an xã Tân Kỳ, tỉnh Nghệ An tổng kết phong trào.\n\nXã Tân Kỳ có 31 tổ hòa giải. "
TOWN = "thị trấn Tân Kỳ, huyện Tân Kỳ, tỉnh Nghệ An"
DISTRICT = "huyện Tân Kỳ, tỉnh Nghệ An"
NOW = "xã Tân Kỳ, tỉnh Nghệ An"
SINCE = "2026-01-14"


def places(text: str, day: str) -> list[str]:
    """The whole place of each figure, in the order of the text."""
    document = load_document(text.encode(), "a.txt")
    reading = read_document(
        document, day=date.fromisoformat(day), place=None, known=load_knowledge()
    )
    return [proposal.place_text for proposal in reading.proposals]


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    [
        pytest.param(
            SINCE,
            TAN_KY
            + "Còn nhớ năm 2024, riêng thị trấn Tân Kỳ, huyện Tân Kỳ (cũ) xảy ra 19 vụ trộm cắp.",
            [NOW, TOWN],
            id="marked behind what lay around it",
        ),
        pytest.param(
            SINCE,
            TAN_KY
            + "Năm 2024, thị trấn Tân Kỳ (huyện Tân Kỳ cũ) có 12 tổ an ninh nhân dân với 84 người.",
            [NOW, TOWN, TOWN],
            id="marked in the brackets behind it",
        ),
        pytest.param(
            SINCE,
            TAN_KY + "Năm 2024, huyện Tân Kỳ (cũ) có 402 tổ hòa giải.",
            [NOW, DISTRICT],
            id="a district",
        ),
        pytest.param(
            SINCE,
            TAN_KY + "Trước sáp nhập, thị trấn Tân Kỳ là nơi làm đầu tiên."
            " Cuối năm 2024, thị trấn có 38 tổ hòa giải.",
            [NOW, TOWN],
            id="by its level word in the next sentence",
        ),
        pytest.param(
            SINCE,
            TAN_KY + "Xã được thành lập trên cơ sở thị trấn Tân Kỳ và xã Kỳ Tân cũ, có 17 xóm.",
            [NOW, NOW],
            id="what the place of now was made of tells nothing of before",
        ),
        pytest.param(
            SINCE,
            TAN_KY + "Năm 2024, thị trấn Tân Kỳ (cũ) có 12 mô hình; đến nay toàn xã có 31 mô hình.",
            [NOW, TOWN, NOW],
            id="until the sentence goes over to what there is now",
        ),
        pytest.param(
            "2024-06-20",
            "Công an huyện Tân Kỳ, tỉnh Nghệ An sơ kết."
            " Năm 2023, thị trấn Tân Kỳ (cũ) có 12 mô hình.",
            [TOWN],
            id="before the two levels nothing is of before",
        ),
        pytest.param(
            "2025-07-05",
            "Báo cáo của huyện Tân Kỳ, tỉnh Nghệ An.\n\nNăm 2024, huyện Tân Kỳ có 402 tổ hòa giải.",
            [DISTRICT],
            id="a report of the unit itself sent later",
        ),
    ],
)
def test_what_is_told_of_a_unit_that_is_no_more(day: str, text: str, expected: list[str]) -> None:
    assert places(text, day) == expected
