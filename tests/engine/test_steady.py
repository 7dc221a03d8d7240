"""Pages of one unit after another: what they share is worked out once, and each is its own."""

from dataclasses import replace
from itertools import product

import pytest

from bayen.core.atlas import UnknownPlaceError
from bayen.core.places import PlaceKind
from bayen.core.questions import Plan
from bayen.engine.columns import columns_of
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.reference import ReferenceEngine
from bayen.engine.steady import SteadyUnits
from tests.engine.test_duckdb import assert_equal, one_entry
from tests.engine.worlds import INDICATORS, MONTHS, PERIODS, YEAR, World, day

pytestmark = pytest.mark.engine

CODES = ("stock", "flow")
UNITS = ("a", "b", "twice", "new", "gone")


@pytest.fixture(scope="module")
def engines() -> tuple[DuckDBEngine, ReferenceEngine]:
    """Communes that are there all year, one that began in it, one that ended, one that moved."""
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("p", PlaceKind.PROVINCE, "vn")
    world.add("q", PlaceKind.PROVINCE, "vn")
    world.add("a", PlaceKind.COMMUNE, "p")
    world.add("b", PlaceKind.COMMUNE, "q")
    world.add("twice", PlaceKind.COMMUNE, "p", until=day(25))
    world.add("twice", PlaceKind.COMMUNE, "q", day(25))
    world.add("new", PlaceKind.COMMUNE, "p", day(25))
    world.add("gone", PlaceKind.COMMUNE, "p", until=day(35))
    told = [*product(CODES, UNITS, MONTHS[1:3]), *product(CODES, "ab", MONTHS[3:])]
    entries = [replace(one_entry(*what), seq=seq) for seq, what in enumerate(told, start=1)]
    odd = replace(one_entry("flow", "b", MONTHS[4]), seq=len(told) + 1)  # told twice
    engine = DuckDBEngine(world.atlas, INDICATORS, months=MONTHS)
    engine.load([*entries, odd])
    return engine, ReferenceEngine([*entries, odd], world.atlas, INDICATORS)


@pytest.mark.parametrize("places", [*((unit,) for unit in UNITS), ("b", "a"), ("a", "a"), UNITS])
def test_every_page_is_its_own(engines, places: tuple[str, ...]) -> None:
    engine, reference = engines
    before = Plan(CODES, tuple("a" for _ in places), PERIODS)
    engine.columns(before)  # of as many units: what the next page shares with it is at hand
    plan = Plan(CODES, places, PERIODS)
    expected = reference.answer(plan)
    assert engine.columns(plan).equals(columns_of(expected))
    assert_equal(engine.answer(plan), expected)


def test_only_who_is_there_all_the_time_asked_is_steady(engines) -> None:
    engine, _ = engines
    steady = SteadyUnits(engine._view.places.forest)
    assert YEAR.first_day is not None
    are_steady = {
        place: steady.find([place], YEAR.first_day, YEAR.last_day) is not None
        for place in (*UNITS, "p", "vn")
    }
    assert [place for place, is_steady in are_steady.items() if is_steady] == ["a", "b"]
    assert steady.find(["a", "new"], day(26), YEAR.last_day) is not None
    with pytest.raises(UnknownPlaceError):
        steady.find(["nowhere"], YEAR.first_day, YEAR.last_day)
