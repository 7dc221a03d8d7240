"""What holds of every answer, on any small country and any ledger."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bayen.core.atlas import Atlas, UnknownPlaceError
from bayen.core.days import days_between
from bayen.core.forest import MAIN_TREE, Window, build_forest
from bayen.core.ledger import Observation
from bayen.core.quantities import Bound, Quantity, sum_quantities
from bayen.core.questions import Basis, Cell, Plan, TrailNode
from bayen.core.spans import Span
from bayen.engine.reference import ReferenceEngine
from tests.engine.worlds import (
    INDICATORS,
    MONTHS,
    PERIODS,
    as_period,
    cases,
    day,
    map_days,
    moments,
)

ADDED = ("flow", "solved", "stock")
Case = tuple[Atlas, list[Observation]]


def everywhere(atlas: Atlas) -> tuple[str, ...]:
    return (*sorted({v.place_id for v in atlas.versions}), *sorted(atlas.groups_by_id))


@given(cases(), map_days)
def test_national_totals_are_equal_on_every_map(case: Case, map_day) -> None:
    atlas, ledger = case
    engine = ReferenceEngine(ledger, atlas, INDICATORS)
    plan = Plan((*ADDED, "rate", "change"), ("vn",), PERIODS)
    as_reported = engine.answer(plan).cells
    on_map = engine.answer(Plan(plan.indicators, plan.places, PERIODS, boundaries=map_day)).cells
    assert on_map == as_reported


@given(cases(), st.sampled_from([(day(9), MONTHS[0]), (day(50), MONTHS[4])]))
def test_the_map_of_the_period_itself_changes_nothing(case: Case, when) -> None:
    atlas, ledger = case
    map_day, span = when
    engine = ReferenceEngine(ledger, atlas, INDICATORS)
    window = Window(*span_days(span))
    if any(window.meets(n) and not n.holds(map_day) for n in build_forest(atlas).nodes):
        return  # something changed in these days
    there = tuple(v.place_id for v in atlas.on(map_day))
    plan = Plan(tuple(INDICATORS), (*there, *atlas.groups_by_id), (as_period(span),))
    on_map = engine.answer(replace(plan, boundaries=map_day)).cells
    assert on_map == engine.answer(plan).cells


def span_days(span: Span) -> tuple[date, date]:
    assert span.first_day is not None
    return span.first_day, span.last_day


@given(cases())
def test_a_missing_report_always_shows_in_the_bound(case: Case) -> None:
    atlas, ledger = case
    engine = ReferenceEngine(ledger, atlas, INDICATORS)
    for cell in engine.answer(Plan(ADDED, everywhere(atlas), PERIODS)).cells:
        assert 0 <= cell.reported <= cell.expected
        assert (cell.quantity is None) == (cell.basis is Basis.NONE)
        if cell.quantity is not None and cell.reported < cell.expected:
            assert cell.quantity.bound & Bound.OVER


@given(cases(), map_days, moments, st.sampled_from(PERIODS), st.sampled_from(ADDED))
def test_a_trail_adds_up_to_its_cell_at_every_level(case: Case, map_day, moment, period, code):
    atlas, ledger = case
    engine = ReferenceEngine(ledger, atlas, INDICATORS)
    for place in everywhere(atlas):
        plan = Plan((code,), (place,), (period,), map_day, moment)
        try:
            (cell,) = engine.answer(plan).cells
        except UnknownPlaceError:
            continue
        trail = engine.trail(plan, code, place, period, depth=9)
        assert same_figure(trail, cell)
        assert tuple(sorted(o.seq for o in trail.beside)) == cell.beside
        check_sum(trail)


@given(cases(), map_days, st.sampled_from(PERIODS))
def test_no_day_of_any_unit_is_counted_twice_and_none_is_missed_unsaid(case: Case, map_day, period):
    atlas, ledger = case
    engine = ReferenceEngine(ledger, atlas, INDICATORS)
    plan = Plan(("flow",), ("vn",), (period,), map_day)
    trail = engine.trail(plan, "flow", "vn", period, depth=9)
    serving = list(all_entries(trail))
    forest = build_forest(atlas)
    units = (n for n in forest.nodes if n.is_leaf and n.tree == MAIN_TREE)
    for leaf in (n for n in units if atlas.history[n.place][0].is_added_above):
        chain = {leaf.place, *(forest.nodes[n].place for n in forest.above(leaf.number))}
        asked = leaf.span.clipped(period.first_day, period.last_day)
        spans = [entry.span for entry in serving if entry.place in chain]
        for one in days_of(asked):
            times = sum(span.contains(Span(None, one)) for span in spans)
            assert times <= 1, (leaf, one)
            if trail.reported == trail.expected:
                assert times == 1, (leaf, one)


def all_entries(node: TrailNode) -> Iterator[Observation]:
    yield from node.entries
    for child in node.children:
        yield from all_entries(child)


def days_of(span: Span | None) -> Iterator[date]:
    if span is None or span.first_day is None:
        return iter(())
    return days_between(span.first_day, span.last_day)


def same_figure(trail: TrailNode, cell: Cell) -> bool:
    mine = (trail.quantity, trail.basis, trail.reported, trail.expected)
    return mine == (cell.quantity, cell.basis, cell.reported, cell.expected)


def check_sum(node: TrailNode) -> None:
    """Entries and weighted children make the figure; what is missing makes it "hơn"."""
    figures: list[Quantity] = [entry.quantity for entry in node.entries]
    for child in node.children:
        check_sum(child)
        if child.quantity is not None and child.weight is not None:
            figures.append(child.quantity.scaled(child.weight))
    if node.quantity is None:
        assert figures == []
        return
    total = sum_quantities(figures)
    missing = Bound.OVER if node.reported < node.expected else Bound.EXACT
    assert node.quantity == total.with_bound(missing)
