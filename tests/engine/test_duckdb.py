"""The DuckDB engine equals the reference engine, cell by cell."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.core.ledger import Observation
from bayen.core.periods import Span
from bayen.core.places import Atlas, PlaceKind, UnknownPlaceError
from bayen.core.quantities import Bound, Quantity
from bayen.core.questions import Answer, Engine, Plan, UnknownIndicatorError
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.reference import ReferenceEngine
from tests.engine.worlds import (
    INDICATORS,
    PERIODS,
    RECORDED,
    SOURCE,
    YEAR,
    World,
    cases,
    day,
    map_days,
    moments,
)

pytestmark = pytest.mark.engine

Case = tuple[Atlas, list[Observation]]


def places_on(atlas: Atlas, map_day: date | None) -> tuple[str, ...]:
    """Everything that may be asked on a map."""
    if map_day is None:
        return (*sorted(atlas.history), *sorted(atlas.groups_by_id))
    there = {v.place_id for v in atlas.on(map_day)}
    return (*sorted(there), *sorted(atlas.groups_by_id))


def engines(case: Case) -> tuple[Engine, DuckDBEngine]:
    atlas, ledger = case
    engine = DuckDBEngine(atlas, INDICATORS)
    half = len(ledger) // 2
    engine.load(ledger[:half])
    engine.append(ledger[half:])
    return ReferenceEngine(ledger, atlas, INDICATORS), engine


def assert_equal(mine: Answer, theirs: Answer) -> None:
    for one, other in zip(mine.cells, theirs.cells, strict=True):
        assert one == other


@given(cases(), map_days, moments)
def test_every_cell_equals_the_reference(case: Case, map_day, moment) -> None:
    reference, engine = engines(case)
    plan = Plan(tuple(INDICATORS), places_on(case[0], map_day), PERIODS, map_day, moment)
    assert_equal(engine.answer(plan), reference.answer(plan))


@given(cases(), map_days, moments, st.data())
def test_one_cell_asked_alone_equals_the_reference(case: Case, map_day, moment, data) -> None:
    reference, engine = engines(case)
    for _ in range(2):
        place = data.draw(st.sampled_from(places_on(case[0], map_day)))
        code = data.draw(st.sampled_from(sorted(INDICATORS)))
        period = data.draw(st.sampled_from(PERIODS))
        plan = Plan((code,), (place,), (period,), map_day, moment)
        assert_equal(engine.answer(plan), reference.answer(plan))
        trail = engine.trail(plan, code, place, period, depth=2)
        assert trail == reference.trail(plan, code, place, period, depth=2)


def test_what_is_not_there_is_refused() -> None:
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("p", PlaceKind.PROVINCE, "vn", until=day(20))
    _, engine = engines((world.atlas, []))
    with pytest.raises(UnknownPlaceError):
        engine.answer(Plan(("flow",), ("nowhere",), PERIODS))
    with pytest.raises(UnknownPlaceError):
        engine.answer(Plan(("none",), ("p",), PERIODS, boundaries=day(70)))
    with pytest.raises(UnknownIndicatorError):
        engine.answer(Plan(("nothing",), ("vn",), PERIODS))
    assert engine.answer(Plan((), ("vn",), PERIODS)).cells == ()


def test_an_entry_appended_is_in_the_next_answer_and_a_past_moment_does_not_know_it() -> None:
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    first = one_entry("flow", "vn", YEAR)
    second = replace(
        first,
        seq=2,
        quantity=Quantity(Decimal(9)),
        recorded_at=RECORDED + timedelta(hours=1),
        supersedes=1,
    )
    _, engine = engines((world.atlas, []))
    plan = Plan(("flow",), ("vn",), PERIODS[:1])
    assert engine.answer(plan).cells[0].quantity is None
    engine.append([first])
    assert engine.answer(plan).cells[0].quantity == first.quantity
    engine.append([second])
    assert engine.head_seq == 2
    assert engine.answer(plan).cells[0].quantity == second.quantity
    before = replace(plan, known_at=RECORDED)
    assert engine.answer(before).cells[0].quantity == first.quantity
    assert engine.trail(before, "flow", "vn", PERIODS[0]).entries == (first,)


def test_a_total_beyond_any_quantity_is_a_finding_and_no_failure() -> None:
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("a", PlaceKind.PROVINCE, "vn")
    world.add("b", PlaceKind.PROVINCE, "vn")
    most = Quantity(Decimal(10) ** 15 - 1)
    ledger = [
        replace(one_entry("flow", place, YEAR), seq=seq, quantity=most)
        for seq, place in enumerate("ab", start=1)
    ]
    reference, engine = engines((world.atlas, ledger))
    plan = Plan(("flow",), ("vn", "a"), PERIODS[:1])
    nation, part = engine.answer(plan).cells
    assert nation.quantity is None
    assert [finding.code for finding in nation.findings] == ["total-too-large"]
    assert part.quantity == most
    assert_equal(engine.answer(plan), reference.answer(plan))


def one_entry(indicator: str, place: str, span: Span) -> Observation:
    quantity = Quantity(Decimal(5), Bound.OVER)
    return Observation(1, indicator, place, span, quantity, "vụ", SOURCE, RECORDED, "cán bộ")
