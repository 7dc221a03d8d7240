"""What was known at a moment, worked out from the facts where it is plain."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest

from bayen.core.places import PlaceKind
from bayen.core.quantities import Quantity
from bayen.core.questions import Plan
from bayen.engine import known_facts, known_figures
from bayen.engine.columns import columns_of
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.reference import ReferenceEngine
from tests.engine.test_duckdb import assert_equal, one_entry
from tests.engine.worlds import INDICATORS, MONTHS, PERIODS, RECORDED, YEAR, World

pytestmark = pytest.mark.engine

PLAN = Plan(("stock", "flow"), ("vn", "p", "a", "c"), PERIODS)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def engines() -> tuple[DuckDBEngine, ReferenceEngine]:
    """Three communes that told all; then one by one a day apart what changes that."""
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("p", PlaceKind.PROVINCE, "vn")
    for name in "abc":
        world.add(name, PlaceKind.COMMUNE, "p")
    told = product(("flow", "stock"), "abc", MONTHS)
    plain = [replace(one_entry(*what), seq=seq) for seq, what in enumerate(told, start=1)]
    nine = Quantity(Decimal(9))
    later = [
        replace(plain[0], seq=100, quantity=nine, supersedes=plain[0].seq),
        replace(plain[1], seq=101, supersedes=plain[1].seq, retracts=True),
        replace(plain[2], seq=102, quantity=nine),  # told again, and nothing corrected
        replace(one_entry("flow", "a", YEAR), seq=103),
        replace(one_entry("stock", "p", MONTHS[1]), seq=104),
        replace(plain[-1], seq=105, unit="%"),
    ]
    dated = [replace(e, recorded_at=RECORDED + n * DAY) for n, e in enumerate(later, start=1)]
    engine = DuckDBEngine(world.atlas, INDICATORS, months=MONTHS)
    engine.load(plain)
    for entry in reversed(dated):  # moments come in no order
        engine.append([entry])
    return engine, ReferenceEngine([*plain, *dated], world.atlas, INDICATORS)


def test_plain_figures_of_any_moment_come_from_the_facts(engines) -> None:
    engine, reference = engines
    served = []
    for days in range(7):
        plan = replace(PLAN, known_at=RECORDED + days * DAY)
        served.append(engine.shortcuts(plan))
        if days in {0, 2, 6}:
            assert_equal(engine.answer(plan), reference.answer(plan))
    # Of eight pairs: those of «a» go when it tells twice, «stock» above when «p» tells itself.
    assert served == [8, 8, 8, 5, 5, 3, 2]


def test_a_question_too_large_is_answered_in_parts(engines, monkeypatch) -> None:
    monkeypatch.setattr(known_figures, "_MOST_CELLS", 1)
    monkeypatch.setattr(known_facts, "_MANY", 1)
    engine, reference = engines
    plan = replace(PLAN, known_at=RECORDED + 2 * DAY)
    assert engine.shortcuts(plan) == 8
    assert engine.columns(plan).equals(columns_of(reference.answer(plan)))


def test_nothing_is_known_before_the_first_moment(engines) -> None:
    engine, _ = engines
    plan = replace(PLAN, known_at=RECORDED - DAY)
    assert engine.shortcuts(plan) == 8
    assert {cell.quantity for cell in engine.answer(plan).cells} == {None}
    assert {cell.reported for cell in engine.answer(plan).cells} == {0}
