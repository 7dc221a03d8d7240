"""Pooling scores into bands: shares rise, no figure is lost, small bands are joined."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tools.fit_confidence import LEAST_FIGURES, pool

scores = st.lists(st.tuples(st.integers(0, 1000), st.booleans()), min_size=1, max_size=3000)


@given(scores)
def test_shares_rise_and_every_figure_is_counted(found):
    bins = pool(found)
    assert all(low.share < high.share and low.least < high.least for low, high in pairwise(bins))
    assert sum(one.figures for one in bins) == len(found)
    assert sum(one.right for one in bins) == sum(right for _, right in found)


def test_a_few_lucky_figures_make_no_band():
    found = [(500, i % 2 == 0) for i in range(LEAST_FIGURES)] + [(900, True)] * 20
    [only] = pool(found)
    assert only.least == 500
    assert only.figures == LEAST_FIGURES + 20


def test_enough_better_figures_do():
    found = [(500, i % 2 == 0) for i in range(LEAST_FIGURES)] + [(900, True)] * LEAST_FIGURES
    low, high = pool(found)
    assert (low.share, high.least, high.share) == (0.5, 900, 1.0)
