"""Sentences say what the figures bear, and no more."""

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.core.quantities import Bound, Quantity, parse_number
from bayen.outputs.prose import (
    NO_FIGURE,
    FigureLine,
    compare,
    make_sentence,
    render_count,
    render_percent,
    state_figure,
)
from bayen.outputs.publication import Figure, text_of
from tests.outputs.sample import quantity

LAST_YEAR = "cùng kỳ năm 2025"


def line(now, before=None, *, unit="buổi", reported=75, expected=75, comparable=True):
    return FigureLine(
        "activity.sessions", "Buổi tuyên truyền", unit, now, before, reported, expected, comparable
    )


def sentence(figure, **more):
    return text_of(state_figure(figure, versus=LAST_YEAR, **more))


@pytest.mark.parametrize(
    ("now", "before", "written"),
    [
        (280, 268, "280 buổi, tăng 12 buổi (+4,5%) so với cùng kỳ năm 2025"),
        (28, 37, "28 buổi, giảm 09 buổi (-24,3%) so với cùng kỳ năm 2025"),
        (3, 3, "03 buổi, bằng cùng kỳ năm 2025"),
        (5, 0, "05 buổi, tăng 05 buổi so với cùng kỳ năm 2025"),
        (17000, 12000, "17.000 buổi, tăng 5.000 buổi (+41,7%) so với cùng kỳ năm 2025"),
        (100001, 100000, "100.001 buổi, tăng 01 buổi so với cùng kỳ năm 2025"),
        ("4.5", 4, "4,5 buổi, tăng 0,5 buổi (+12,5%) so với cùng kỳ năm 2025"),
    ],
)
def test_exact_figures(now, before, written):
    assert sentence(line(quantity(now), quantity(before))) == written


OVER, UNDER, ABOUT = Bound.OVER, Bound.UNDER, Bound.ABOUT


@pytest.mark.parametrize(
    ("now", "before", "written"),
    [
        # at least 17.000 against 15.000: a rise, of unknown size and so without percent
        ((17000, OVER), (15000,), "hơn 17.000 buổi, tăng hơn 2.000 buổi so với"),
        # at least 17.000 against 18.000: no telling
        ((17000, OVER), (18000,), "hơn 17.000 buổi (cùng kỳ năm 2025: 18.000 buổi)"),
        ((17000, UNDER), (18000,), "gần 17.000 buổi, giảm hơn 1.000 buổi so với"),
        ((17000, ABOUT), (16000,), "khoảng 17.000 buổi (cùng kỳ năm 2025: 16.000 buổi)"),
        ((17000, OVER), (17000,), "hơn 17.000 buổi (cùng kỳ năm 2025: 17.000 buổi)"),
        ((500,), (900, OVER), "500 buổi, giảm hơn 400 buổi so với"),
    ],
)
def test_bounded_figures_name_a_direction_only_when_it_is_certain(now, before, written):
    assert sentence(line(quantity(*now), quantity(*before))).startswith(written)


def test_a_rate_changes_by_points_and_has_no_percent_of_percent():
    rate = line(quantity("94.97"), quantity(92), unit="%")
    assert sentence(rate) == "95,0%, tăng 3,0 điểm phần trăm so với cùng kỳ năm 2025"
    same = line(quantity("94.97"), quantity("94.96"), unit="%")
    assert sentence(same) == "95,0%, xấp xỉ cùng kỳ năm 2025"


def test_what_is_missing_is_said():
    assert sentence(line(None, quantity(5))) == NO_FIGURE
    assert sentence(line(quantity(5))) == "05 buổi"
    assert sentence(line(quantity(5), quantity(4), comparable=False)) == "05 buổi"


def test_an_incomplete_total_is_at_least_that_and_says_of_whom():
    partial = line(quantity(1234), quantity(2000), reported=61)
    assert sentence(partial, noun="tuyên truyền", asked="xã") == (
        "hơn 1.234 buổi tuyên truyền (61/75 xã đã gửi; cùng kỳ năm 2025: 2.000 buổi)"
    )
    risen = line(quantity(1234), quantity(1000), reported=61)
    assert sentence(risen, asked="xã").startswith(
        "hơn 1.234 buổi (61/75 xã đã gửi), tăng hơn 234 buổi so với"
    )


def test_the_figure_keeps_its_key():
    runs = state_figure(
        FigureLine("tip.received", "Nguồn tin", "nguồn tin", quantity(9), key="k1"), noun="mới"
    )
    assert runs == (Figure("09 nguồn tin", "k1"), " mới")


def test_sentences_begin_with_a_capital_and_merge_their_words():
    assert make_sentence(("đã ", "mở ", Figure("02 lớp", "k"), "")) == (
        "Đã mở ", Figure("02 lớp", "k"), ".",
    )  # fmt: skip
    assert make_sentence((Figure("hơn 10 hộ"),)) == (Figure("Hơn 10 hộ"), ".")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("4.45", "4,5%"),
        ("4.44", "4,4%"),
        ("-24.25", "-24,3%"),
        ("5", "5,0%"),
        ("1234.56", "1.234,6%"),
    ],
)
def test_percentages_have_one_decimal_rounded_half_up(value, written):
    assert render_percent(Decimal(value)) == written


def test_a_lone_zero_is_not_padded():
    assert render_count(quantity(0), "vụ") == "0 vụ"


# --- laws --------------------------------------------------------------------------------

counts = st.integers(0, 10**6)
bounds = st.sampled_from(Bound)


@st.composite
def told_truth(draw):
    """A quantity and a truth that it allows."""
    value, bound = draw(counts), draw(bounds)
    low = -(10**7) if bound & Bound.UNDER else value
    high = 10**7 if bound & Bound.OVER else value
    return Quantity(Decimal(value), bound), draw(st.integers(low, high))


@given(told_truth(), told_truth())
def test_a_direction_holds_for_every_truth_the_figures_allow(now, before):
    words = compare(now[0], before[0], unit="vụ", versus=LAST_YEAR)
    if "tăng" in words:
        assert now[1] > before[1]
    if "giảm" in words:
        assert now[1] < before[1]
    if "bằng" in words:
        assert now[1] == before[1]


@given(told_truth(), told_truth())
def test_a_stated_change_is_never_more_than_the_truth(now, before):
    words = compare(now[0], before[0], unit="vụ", versus=LAST_YEAR)
    stated = re.search(r"(?:tăng|giảm) (hơn )?([\d.]+) vụ", words)
    if stated:
        gap, truth = parse_number(stated[2]), abs(now[1] - before[1])
        assert truth >= gap if stated[1] else truth == gap


@given(counts, counts)
def test_the_percentage_printed_is_the_percentage_recomputed(now, before):
    words = compare(Quantity(Decimal(now)), Quantity(Decimal(before)), unit="vụ", versus=LAST_YEAR)
    stated = re.search(r"\(([+-])([\d.,]+)%\)", words)
    if before == 0:
        assert stated is None
    elif stated:
        change = Decimal(now - before) * 100 / before
        assert parse_number(stated[2]) == abs(change.quantize(Decimal("0.1"), ROUND_HALF_UP))
        assert (stated[1] == "+") == (now > before)
        assert ("tăng" in words) == (now > before)
