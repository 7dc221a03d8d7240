"""What may be added: most days, then most spans, nothing twice."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bayen.core.period_schemes import DECREE
from bayen.core.periods import PeriodKind, tiles
from bayen.core.spans import Span
from bayen.core.tiling import choose_tiles

YEAR = DECREE.period(2026, PeriodKind.YEAR)
MONTHS = [p.span for p in DECREE.parts(YEAR, PeriodKind.MONTH)]
QUARTERS = [p.span for p in DECREE.parts(YEAR, PeriodKind.QUARTER)]


def test_months_serve_rather_than_the_year_they_make() -> None:
    spans = [YEAR.span, *MONTHS]
    chosen = choose_tiles(spans, YEAR.span)
    assert chosen == tuple(range(1, 13))
    assert tiles([spans[i] for i in chosen], YEAR)


def test_the_year_serves_when_a_month_is_missing() -> None:
    assert choose_tiles([*MONTHS[:5], *MONTHS[6:], YEAR.span], YEAR.span) == (11,)


def test_a_quarter_fills_where_its_months_are_not_all_there() -> None:
    spans = [*QUARTERS, *MONTHS[:2], *MONTHS[3:6]]
    chosen = choose_tiles(spans, YEAR.span)
    assert [spans[i] for i in chosen] == [QUARTERS[0], *MONTHS[3:6], *QUARTERS[2:]]


def test_what_sticks_out_and_states_are_left() -> None:
    out = Span(YEAR.first_day - timedelta(days=1), YEAR.last_day)
    state = Span(None, YEAR.last_day)
    assert choose_tiles([out, state], YEAR.span) == ()
    assert choose_tiles([], YEAR.span) == ()


def test_of_equals_the_one_that_ends_earlier_serves() -> None:
    day = date(2026, 1, 1)
    early = Span(day, day + timedelta(days=1))
    late = Span(day + timedelta(days=1), day + timedelta(days=2))
    within = Span(day, day + timedelta(days=9))
    assert choose_tiles([late, early], within) == (1,)
    assert choose_tiles([early, early], within) == (0,)


spans_of_a_fortnight = st.tuples(st.integers(0, 13), st.integers(0, 6)).map(
    lambda pair: Span(date(2026, 1, 1 + pair[0]), date(2026, 1, 1 + pair[0] + pair[1]))
)


@given(st.lists(spans_of_a_fortnight, max_size=8))
def test_no_other_choice_covers_more(spans: list[Span]) -> None:
    within = Span(date(2026, 1, 1), date(2026, 1, 20))
    chosen = choose_tiles(spans, within)

    def worth(positions: tuple[int, ...]) -> tuple[int, int]:
        return sum(spans[i].days for i in positions), len(positions)

    def is_disjoint(positions: tuple[int, ...]) -> bool:
        return not any(spans[i].overlaps(spans[j]) for i, j in combinations(positions, 2))

    every = (c for n in range(len(spans) + 1) for c in combinations(range(len(spans)), n))
    assert is_disjoint(chosen)
    assert worth(chosen) == max(worth(c) for c in every if is_disjoint(c))
