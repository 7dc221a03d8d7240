"""Numbers in Vietnamese prose: spans, values, words."""

from decimal import Decimal
from itertools import pairwise

import pytest

from bayen.intake.numbers import find_numbers, parse_number_words


@pytest.mark.parametrize(
    ("text", "value", "of"),
    [
        ("2.205", 2205, None),
        ("7,5", "7.5", None),
        ("01", 1, None),
        ("4/8", 4, 8),
        ("191/191", 191, 191),
        ("4 trên 10", 4, 10),
        ("18 trên tổng số 20", 18, 20),
        ("100%", 100, None),
        ("98,7 %", "98.7", None),
        ("100 triệu", 100_000_000, None),
        ("1,2 tỷ", 1_200_000_000, None),
        ("1 nghìn", 1000, None),
        ("3 tỷ 250 triệu", 3_250_000_000, None),
        ("hai", 2, None),
        ("mười lăm", 15, None),
        ("hai mươi mốt", 21, None),
        ("một trăm linh năm", 105, None),
        ("hai trăm năm mươi", 250, None),
        ("hai nghìn ba trăm", 2300, None),
        ("năm chục", 50, None),
        ("hai phần ba", 2, 3),
    ],
)
def test_one_number_is_found_whole(text, value, of):
    (number,) = find_numbers(text)
    assert (number.start, number.end) == (0, len(text))
    assert number.value == Decimal(value)
    assert number.of == (None if of is None else Decimal(of))


@pytest.mark.parametrize("text", ["5-6 người", "5 – 6 người", "3 đến 5 người"])
def test_a_range_is_its_lower_end(text):
    (number,) = find_numbers(text)
    assert number.ranged
    assert number.value == int(text[0])


def test_years_are_no_range():
    assert [n.value for n in find_numbers("2015-2020 thực hiện")] == [2015, 2020]


def test_words_that_are_no_number():
    assert parse_number_words(["mười", "trăm"]) is None
    assert parse_number_words(["trăm", "hai"]) is None


def test_numbers_never_overlap():
    numbers = find_numbers("12 tổ, 1,5 triệu đồng, hai mươi ba vụ và 7/9 xã, từ 3 đến 5 hộ")
    assert all(a.end <= b.start for a, b in pairwise(numbers))
    assert [n.value for n in numbers] == [12, 1_500_000, 23, 7, 3]


def test_a_smaller_number_after_tren_is_counted_by_itself():
    first, second = find_numbers("12 trên 5")
    assert (first.value, second.value) == (Decimal(12), Decimal(5))
    assert first.of is None
    assert second.of is None
