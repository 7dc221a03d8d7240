"""What was known at a moment, worked out from the facts where it is plain."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import product

import numpy as np
import pytest

from bayen.core.places import PlaceKind
from bayen.core.quantities import Quantity
from bayen.core.questions import Plan
from bayen.engine import known_facts, known_figures, known_months
from bayen.engine.columns import columns_of
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.kept_figures import ODD
from bayen.engine.reference import ReferenceEngine
from bayen.engine.year_columns import YearColumns
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


@pytest.fixture(params=["one by one", "looked up"], autouse=True)
def way(request, monkeypatch) -> None:
    """Both ways of putting statements into months: a few, and very many a part at a time."""
    if request.param == "looked up":
        monkeypatch.setattr(known_months, "_MANY", 1)
        monkeypatch.setattr(known_months, "_AT_ONCE", 7)


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


@pytest.mark.parametrize("are_asked", [True, False])
def test_looking_up_comes_to_the_same_as_looking_at_each(monkeypatch, are_asked) -> None:
    """Statements of every length around every edge of a month, of units and of other places."""
    chance = np.random.default_rng(2026)
    years = YearColumns([(span.first_day or span.last_day, span.last_day) for span in MONTHS])
    begin, end = int(years.first_day[0, 0]), MONTHS[-1].last_day.toordinal()
    days = chance.choice([0, 1, 9, 10, 11, 62, 63, 64, 365], 3_000)
    facts = known_facts.PackedFacts(
        first_place=10,
        first_day=begin,
        indicator=chance.integers(0, 9, 3_000, np.uint16),
        place=chance.integers(0, 40, 3_000, np.uint16),
        told=(days * 8 + chance.choice([0, 1, 2, 3, 0, 0, 4], 3_000)).astype(np.uint16),
        day=chance.integers(0, end - begin + 20, 3_000).astype(np.uint16),
        milli=chance.integers(-(10**15), 10**18, 3_000),
        seq=np.arange(3_000) if are_asked else None,
    )
    found = []
    for many in (10**6, 1):
        monkeypatch.setattr(known_months, "_MANY", many)
        units = known_months.Units(np.arange(12, 45), np.array([[0, 10**7]] * 33), are_asked)
        kinds = np.array([True, False, False])
        months = known_months.UnitMonths(units, np.array([2, 3, 7]), kinds, years, 0)
        odd, rows = months.put(facts)
        order = np.lexsort((odd.milli, odd.place))
        found.append((months, [odd.milli[order], odd.first_day[order], rows[order]]))
    (each, others), (looked_up, same_others) = found
    assert np.array_equal(each.bits, looked_up.bits)
    is_once = (each.bits & ODD == 0) & (each.bits > 0)  # of what is told twice either may stay
    assert is_once.sum() > 50
    assert np.array_equal(each.milli[is_once], looked_up.milli[is_once])
    assert not are_asked or np.array_equal(each.seq[is_once], looked_up.seq[is_once])
    assert len(others[0]) > 100
    assert all(np.array_equal(a, b) for a, b in zip(others, same_others, strict=True))
