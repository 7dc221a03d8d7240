"""Quantities: bounds never claim more than their inputs, numbers read back as written."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.core.quantities import (
    LIMIT,
    Bound,
    Quantity,
    QuantityError,
    parse_number,
    parse_quantity,
    ratio_percent,
    render_number,
    render_quantity,
    sum_quantities,
)

millis = st.integers(-(10**15), 10**15)
bounds = st.sampled_from(list(Bound))
quantities = st.builds(Quantity.from_milli, millis, bounds)
SLACK = st.integers(0, 10**6)


def truths(quantity: Quantity, slack: int) -> set[int]:
    """Some truths, in thousandths, that a quantity allows."""
    allowed = {quantity.milli}
    if quantity.bound & Bound.OVER:
        allowed.add(quantity.milli + slack)
    if quantity.bound & Bound.UNDER:
        allowed.add(quantity.milli - slack)
    return allowed


def allows(quantity: Quantity, truth: int) -> bool:
    if truth > quantity.milli:
        return bool(quantity.bound & Bound.OVER)
    return truth == quantity.milli or bool(quantity.bound & Bound.UNDER)


@given(quantities, quantities, SLACK, SLACK)
def test_a_sum_allows_every_sum_of_truths(
    one: Quantity, other: Quantity, slack: int, more: int
) -> None:
    for a in truths(one, slack):
        for b in truths(other, more):
            assert allows(one + other, a + b)


@given(quantities, quantities, SLACK, SLACK)
def test_a_difference_allows_every_difference_of_truths(
    one: Quantity, other: Quantity, slack: int, more: int
) -> None:
    for a in truths(one, slack):
        for b in truths(other, more):
            assert allows(one - other, a - b)


@given(st.lists(quantities, max_size=8))
def test_a_total_is_the_sum_whatever_the_order(parts: list[Quantity]) -> None:
    total = sum_quantities(parts)
    assert total == sum_quantities(reversed(parts))
    assert total.milli == sum(part.milli for part in parts)


@given(quantities, quantities, SLACK, SLACK)
def test_comparisons_never_rule_out_a_possible_truth(
    one: Quantity, other: Quantity, slack: int, more: int
) -> None:
    for a in truths(one, slack):
        for b in truths(other, more):
            if a == b:
                assert one.may_equal(other)
                assert not one.must_exceed(other)
            if a > b:
                assert one.may_exceed(other)
            if a < b:
                assert not one.must_exceed(other)


def test_what_must_exceed() -> None:
    assert parse_quantity("hơn 12").must_exceed(parse_quantity("11"))
    assert not parse_quantity("gần 12").must_exceed(parse_quantity("11"))
    assert not parse_quantity("12").must_exceed(parse_quantity("12"))


@given(quantities)
def test_a_written_quantity_reads_back(quantity: Quantity) -> None:
    assert parse_quantity(render_quantity(quantity)) == quantity


@given(quantities)
def test_thousandths_read_back(quantity: Quantity) -> None:
    assert Quantity.from_milli(quantity.milli, quantity.bound) == quantity


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("17.000", "17000"),
        ("4,5", "4.5"),
        ("01", "1"),
        ("10.055", "10055"),
        ("1.234.567,891", "1234567.891"),
        ("-3.009", "-3009"),
        ("0", "0"),
    ],
)
def test_numbers_are_read_the_vietnamese_way(written: str, expected: str) -> None:
    assert parse_number(written) == Decimal(expected)


@pytest.mark.parametrize(
    "written", ["", "1.23", "1,2345", "12.34.567", "mười", "4.5", "1 000", "-"]
)
def test_what_is_no_number_says_how_to_write_one(written: str) -> None:
    with pytest.raises(QuantityError, match=r"viết như 17\.000 hoặc 4,5"):
        parse_number(written)


@pytest.mark.parametrize(
    ("written", "value", "bound"),
    [
        ("hơn 17.000", 17000, Bound.OVER),
        ("trên 1.000", 1000, Bound.OVER),
        ("gần 125", 125, Bound.UNDER),
        ("khoảng 40", 40, Bound.ABOUT),
        ("ít nhất 03", 3, Bound.OVER),
        ("không quá 20", 20, Bound.UNDER),
        ("300 trở lên", 300, Bound.OVER),
        ("Hơn  5", 5, Bound.OVER),
        ("128", 128, Bound.EXACT),
    ],
)
def test_bound_words(written: str, value: int, bound: Bound) -> None:
    assert parse_quantity(written) == Quantity(Decimal(value), bound)


def test_the_total_of_the_design() -> None:
    total = parse_quantity("hơn 17.000") + parse_quantity("2.205")
    assert render_quantity(total) == "hơn 19.205"


@pytest.mark.parametrize(
    ("value", "padded", "expected"),
    [
        ("3", True, "03"),
        ("3", False, "3"),
        ("12", True, "12"),
        ("7.5", True, "7,5"),
        ("0", False, "0"),
    ],
)
def test_prose_pads_counts_below_ten(value: str, padded: bool, expected: str) -> None:
    assert render_number(Decimal(value), padded=padded) == expected


def test_money_stays_exact_to_the_limit() -> None:
    almost = Quantity(LIMIT - 1)
    assert almost.milli == (10**15 - 1) * 1000
    with pytest.raises(QuantityError, match="quá lớn"):
        Quantity(LIMIT)
    with pytest.raises(QuantityError, match="thập phân"):
        Quantity(Decimal("0.0001"))


@given(quantities, st.fractions(0, 1))
def test_shares_of_a_whole_make_the_whole_but_for_rounding(
    quantity: Quantity, share: Fraction
) -> None:
    one, rest = quantity.scaled(share), quantity.scaled(1 - share)
    assert abs(one.milli + rest.milli - quantity.milli) <= 1
    if share not in {0, 1}:
        assert one.bound == Bound.ABOUT


def test_percent_rounds_half_up() -> None:
    assert ratio_percent(parse_quantity("8.758"), parse_quantity("9.222")) == Decimal("95")
    assert ratio_percent(parse_quantity("1"), parse_quantity("8")) == Decimal("12.5")
    assert ratio_percent(parse_quantity("1"), parse_quantity("16")) == Decimal("6.3")
    assert ratio_percent(parse_quantity("1"), parse_quantity("0")) is None
