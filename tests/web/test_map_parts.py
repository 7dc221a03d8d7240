"""Classes hold every value once; a sheet has room for every point; lines show gaps."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bayen.core.period_codes import parse_period
from bayen.core.quantities import Quantity
from bayen.core.questions import Cell
from bayen.web.map_classes import MOST_CLASSES, cut_classes
from bayen.web.map_shapes import WIDTH, fit_sheet
from bayen.web.trend import HEIGHT, draw_trend
from bayen.web.trend import WIDTH as TREND_WIDTH

VALUES = st.lists(st.integers(0, 10**6).map(Decimal), min_size=1, max_size=60)
POINTS = st.lists(st.tuples(st.floats(102, 115), st.floats(8, 24)), min_size=1, max_size=30)


@given(VALUES)
def test_every_class_has_a_place_and_larger_values_are_never_in_lower_ones(values):
    classes = cut_classes(values)
    assert classes is not None
    numbers = [classes.number_of(value) for value in sorted(values)]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, len(classes.tops) + 1))
    assert len(classes.tops) == min(MOST_CLASSES, len(set(values)))
    shades = [classes.shade(value) for value in sorted(values)]
    assert shades == sorted(shades)
    assert len(set(shades)) == len(classes.tops)
    for value in values:
        low, high = classes.bounds(classes.number_of(value), values)
        assert low <= value <= high


def test_who_has_sent_nothing_is_not_drawn_like_those_who_have():
    classes = cut_classes([Decimal(0)] * 14 + [Decimal(100)] * 61)
    assert classes is not None
    assert (classes.shade(Decimal(0)), classes.shade(Decimal(100))) == (1, MOST_CLASSES)


def test_without_values_there_are_no_classes():
    assert cut_classes([]) is None


@given(POINTS)
def test_the_sheet_has_room_for_every_point(points):
    sheet = fit_sheet(points)
    for x, y in map(sheet.place, points):
        assert 0 <= x <= WIDTH
        assert 0 <= y <= sheet.height


def cells(*values):
    period = parse_period("2026-M01")
    return [
        Cell("x", "vn", period, None if v is None else Quantity(Decimal(v)), 0, 1) for v in values
    ]


def test_a_line_has_gaps_where_nothing_was_reported():
    trend = draw_trend(cells(1, 2, None, 3, 4, 5))
    assert len(trend.paths) == 2
    assert trend.last is not None
    x, y = trend.last
    assert (x <= TREND_WIDTH, 0 <= y <= HEIGHT) == (True, True)
    assert draw_trend(cells(1, None)).last is None
    assert draw_trend(cells(None, None)).paths == ()
