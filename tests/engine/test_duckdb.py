"""The DuckDB engine equals the reference engine, cell by cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.core.ledger import Observation
from bayen.core.places import Atlas, UnknownPlaceError
from bayen.core.questions import Answer, Engine, Plan, UnknownIndicatorError
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.reference import ReferenceEngine
from tests.engine.worlds import INDICATORS, PERIODS, cases, day, map_days, moments

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
    for _ in range(5):
        place = data.draw(st.sampled_from(places_on(case[0], map_day)))
        code = data.draw(st.sampled_from(sorted(INDICATORS)))
        period = data.draw(st.sampled_from(PERIODS))
        plan = Plan((code,), (place,), (period,), map_day, moment)
        assert_equal(engine.answer(plan), reference.answer(plan))
        trail = engine.trail(plan, code, place, period, depth=2)
        assert trail == reference.trail(plan, code, place, period, depth=2)


@given(cases())
def test_what_is_not_there_is_refused(case: Case) -> None:
    _, engine = engines(case)
    with pytest.raises(UnknownPlaceError):
        engine.answer(Plan(("flow",), ("nowhere",), PERIODS))
    with pytest.raises(UnknownPlaceError):
        engine.answer(Plan(("flow",), ("d00",), PERIODS, boundaries=day(70)))
    with pytest.raises(UnknownIndicatorError):
        engine.answer(Plan(("nothing",), ("vn",), PERIODS))
    assert engine.answer(Plan((), ("vn",), PERIODS)).cells == ()
