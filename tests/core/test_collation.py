"""Vietnamese order and folding."""

import pytest

from bayen.core.collation import fold, sort_key

IN_ORDER = [
    "An",
    "Ăn",
    "Ân",
    "Bà",
    "Bả",
    "Bã",
    "Bá",
    "Bạ",
    "Bản Mù",
    "Dak",
    "Đắk",
    "Hòa",
    "Hóa",
    "Mường Và",
    "Na Ngoi",
    "Nậm Càn",
    "Nậm Cắn",
    "Phường 5",
    "Phường 12",
    "Sơn",
    "Ước",
]


def test_names_sort_by_letter_then_by_tone() -> None:
    by_code_point = sorted(IN_ORDER)
    assert by_code_point != IN_ORDER
    assert sorted(by_code_point, key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Sốp Cộp", "sop cop"), ("Đắk Lắk", "dak lak"), ("Hòa Bình", "hoa binh"), ("Hoà", "hoa")],
)
def test_typing_without_marks_finds_the_name(written: str, typed: str) -> None:
    assert fold(written) == typed
