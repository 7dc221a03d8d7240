"""Cells made when they are looked at equal those made one by one."""

import copy
from dataclasses import replace
from itertools import product

import pytest

from bayen.core.places import PlaceKind
from bayen.core.questions import Answer, Plan
from bayen.engine import cells
from bayen.engine.cells import KeptCells
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.reference import ReferenceEngine
from tests.engine.test_duckdb import one_entry
from tests.engine.worlds import INDICATORS, MONTHS, PERIODS, World

pytestmark = pytest.mark.engine

PLACES = ("vn", "p", "a", "b", "p")  # a question may name a place twice
PLAN = Plan(("stock", "flow", "stock"), PLACES, PERIODS)


@pytest.fixture(scope="module")
def asked() -> tuple[Answer, Answer]:
    """Of the engine and of the reference."""
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("p", PlaceKind.PROVINCE, "vn")
    for name in "ab":
        world.add(name, PlaceKind.COMMUNE, "p")
    told = list(product(("flow", "stock"), "ab", MONTHS))[:-1]
    entries = [replace(one_entry(*what), seq=seq) for seq, what in enumerate(told, start=1)]
    engine = DuckDBEngine(world.atlas, INDICATORS, months=MONTHS)
    engine.load(entries)
    return engine.answer(PLAN), ReferenceEngine(entries, world.atlas, INDICATORS).answer(PLAN)


@pytest.mark.parametrize("block", [1, 7, 64])
def test_every_way_to_look_at_cells_shows_the_same(asked, monkeypatch, block: int) -> None:
    monkeypatch.setattr(cells, "_BLOCK", block)
    monkeypatch.setattr(cells, "_MOST_AT_ONCE", 2 * block)
    mine, theirs = asked[0].cells, asked[1].cells
    assert isinstance(mine, KeptCells)
    mine._blocks.clear()
    assert [mine[-1], mine[3]] == [theirs[-1], theirs[3]]
    assert mine[2:9:3] == theirs[2:9:3]
    assert (len(mine), list(mine), hash(mine)) == (len(theirs), list(theirs), hash(theirs))
    assert mine == theirs
    assert theirs == mine
    assert copy.copy(mine) == theirs  # as it goes to another machine
    with pytest.raises(IndexError):
        mine[len(theirs)]


def test_a_cell_is_found_by_what_it_is_about(asked) -> None:
    mine, theirs = asked
    for what in product(PLAN.indicators, PLAN.places, PLAN.periods):
        assert mine.cell(*what) == theirs.cell(*what)
        assert (mine.cell(*what).indicator, mine.cell(*what).place) == what[:2]
    with pytest.raises(KeyError):
        mine.cell("flow", "c", PERIODS[0])


def test_only_what_is_looked_at_is_made(asked, monkeypatch) -> None:
    monkeypatch.setattr(cells, "_BLOCK", 8)
    mine = asked[0].cells
    mine._blocks.clear()
    assert mine[20].place == PLAN.places[20 // (3 * len(PERIODS))]
    assert list(mine._blocks) == [2]
    mine._blocks.clear()
