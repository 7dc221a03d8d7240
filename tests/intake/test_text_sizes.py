"""How large the numbers of a text are, by what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.intake.text_sizes import find_sizes


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("nhân dân cung cấp 21.670 nguồn tin", {"tips": 9}),
        ("thu hút 12 lượt, rồi 1.340 lượt cán bộ dự", {"attendances": 6}),
        ("có 19/22 xã ra mắt mô hình", {"communes": 3}),
        ("3 tổ chức đoàn thể, 40 tổ hòa giải", {"groups": 3}),
        ("gọi 0912345678 hộ tôi", {}),
        ("0 vụ, không có tin", {}),
    ],
)
def test_the_largest_of_each_kind_counts(text: str, sizes: dict[str, int]) -> None:
    assert find_sizes(text) == sizes


@given(st.integers(1, 99_999_999), st.integers(1, 99_999_999))
def test_a_larger_number_is_never_smaller(one: int, other: int) -> None:
    small, large = sorted((one, other))
    of_small, of_both = (find_sizes(f"{n} hộ, {small} hộ")["households"] for n in (small, large))
    assert of_small <= of_both == find_sizes(f"{large} hộ")["households"]


@given(st.text(alphabet="0123456789./ tinhộvụ", max_size=60))
def test_any_text_has_sizes(text: str) -> None:
    assert all(0 <= size <= 16 for size in find_sizes(text).values())
