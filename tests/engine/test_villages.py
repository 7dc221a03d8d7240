"""Villages that come and end: what an engine keeps of all other places stays, and stays right."""

import threading
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bayen.core.atlas import Atlas
from bayen.core.forest import build_forest
from bayen.core.forest_growth import grow_forest
from bayen.core.ledger import Observation
from bayen.core.places import PlaceKind, PlaceVersion
from bayen.core.questions import Plan
from bayen.core.spans import Span
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.facts import facts_of
from bayen.engine.kept_file import Unusable, UnusableFileError
from bayen.engine.reference import ReferenceEngine
from tests.engine.test_duckdb import assert_equal, one_entry, places_on
from tests.engine.test_reopening import engine_at
from tests.engine.worlds import (
    INDICATORS,
    MONTHS,
    PERIODS,
    World,
    as_period,
    cases,
    day,
    map_days,
    worlds,
)

pytestmark = pytest.mark.engine


@dataclass
class Office:
    """Enters villages below communes of a country, and ends them."""

    atlas: Atlas
    own: list[PlaceVersion] = field(default_factory=list)

    def now(self) -> Atlas:
        return replace(self.atlas, versions=(*self.atlas.versions, *self.own))

    def enter(self, commune: str, first: int, until: int | None = None) -> None:
        name = f"w{len(self.own):03}"
        days = day(first), None if until is None else day(until)
        self.own.append(PlaceVersion(name, name, PlaceKind.VILLAGE, name, commune, *days))

    def end(self, number: int, until: int) -> None:
        old = self.own[number]
        last = max(day(until), old.valid_from + timedelta(days=1))
        self.own[number] = replace(old, valid_until=last)


def keep_villages(draw: st.DrawFn, office: Office) -> None:
    """Some are entered, and some end."""
    communes = sorted({v.place_id for v in office.atlas.versions if v.kind is PlaceKind.COMMUNE})
    for _ in range(draw(st.integers(0, 2))):
        until = draw(st.sampled_from([None, None, 61]))
        office.enter(draw(st.sampled_from(communes)), draw(st.integers(0, 60)), until)
    ends = draw(st.booleans())
    if office.own and ends:
        office.end(draw(st.integers(0, len(office.own) - 1)), draw(st.integers(1, 66)))


def said_by_villages(draw: st.DrawFn, office: Office, count: int) -> list[Observation]:
    """Months, odd spans and states, whether the village was there or not."""
    said = []
    for seq in range(count + 1, count + 1 + draw(st.integers(0, 8)) if office.own else 0):
        month = draw(st.sampled_from(MONTHS))
        odd = Span(month.first_day, day(60)), Span(None, month.last_day)
        about = draw(st.sampled_from(office.own)).place_id, draw(st.sampled_from((month, *odd)))
        code = draw(st.sampled_from(("flow", "stock")))
        said.append(replace(one_entry(code, *about), seq=seq))
    return said


@given(worlds(), st.data())
def test_a_forest_that_grows_is_the_one_cut_anew(atlas: Atlas, data) -> None:
    office = Office(atlas)
    forest = build_forest(atlas)
    for _ in range(3):
        before = office.now()
        keep_villages(data.draw, office)
        forest = grow_forest(forest, before, office.now())
        assert forest == build_forest(office.now())


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases(), map_days, st.data())
def test_villages_that_come_and_end_in_between_leave_every_answer_right(
    tmp_path: Path, case, map_day, data
) -> None:
    office, ledger = Office(case[0]), list(case[1])
    path = tmp_path / "villages.duckdb"
    engine = engine_at(path, office.atlas)
    engine.append_facts(facts_of(ledger))
    for _ in range(3):
        keep_villages(data.draw, office)
        if data.draw(st.booleans()):
            engine.follow_places(office.now())
        else:
            engine.close()
            engine = engine_at(path, office.now(), reopen=True)
        more = said_by_villages(data.draw, office, len(ledger))
        engine.append_facts(facts_of(more))
        ledger += more
        places = {v.place_id for v in office.own} | {v.parent_id for v in office.own} | {"vn"}
        asked = tuple(place for place in places_on(office.now(), map_day) if place in places)
        plan = Plan(("flow", "stock"), asked, PERIODS, map_day)
        reference = ReferenceEngine(ledger, office.now(), INDICATORS)
        assert_equal(engine.answer(plan), reference.answer(plan))
    engine.close()


@pytest.fixture
def office() -> Office:
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("p", PlaceKind.PROVINCE, "vn")
    for name in "ab":
        world.add(name, PlaceKind.COMMUNE, "p")
    return Office(world.atlas)


PLAN = Plan(("flow", "stock"), ("vn", "p", "a"), PERIODS)


def entries_of(*places: str) -> list[Observation]:
    about = [
        (code, place, month) for place in places for code in PLAN.indicators for month in MONTHS
    ]
    return [replace(one_entry(*one), seq=seq) for seq, one in enumerate(about, start=1)]


def test_what_is_kept_of_other_places_still_serves_and_so_does_the_village(office) -> None:
    engine = DuckDBEngine(office.atlas, INDICATORS, months=MONTHS)
    engine.load(entries_of("a", "b"))
    office.enter("a", 0)
    engine.follow_places(office.now())
    said = [replace(one, seq=one.seq + 100) for one in entries_of("w000")]
    engine.append(said)
    plan = replace(PLAN, places=("vn", "p", "a", "w000"))
    assert engine.shortcuts(plan) == 8
    right = ReferenceEngine([*entries_of("a", "b"), *said], office.now(), INDICATORS).answer(plan)
    assert engine.answer(plan) == right
    office.end(0, 27)  # it spoke of later days too
    engine.follow_places(office.now())
    right = ReferenceEngine([*entries_of("a", "b"), *said], office.now(), INDICATORS).answer(plan)
    assert engine.answer(plan) == right
    assert engine.shortcuts(plan) < 8


def test_what_was_the_whole_of_a_month_is_so_no_longer_once_the_village_lasts_on(office) -> None:
    office.enter("a", 0, 10)
    engine = DuckDBEngine(office.now(), INDICATORS, months=MONTHS)
    month = MONTHS[0]
    said = one_entry("flow", "w000", Span(month.first_day, day(9)))
    engine.load([said])
    office.own[0] = replace(office.own[0], valid_until=None)
    engine.follow_places(office.now())
    moment = said.recorded_at + timedelta(days=1)
    plan = Plan(("flow",), ("w000",), (as_period(month),), known_at=moment)
    right = ReferenceEngine([said], office.now(), INDICATORS).answer(plan)
    assert engine.answer(plan) == right
    assert not right.cells[0].reported


def test_what_a_village_takes_back_is_not_its_figure_at_any_later_moment(office) -> None:
    office.enter("a", 0)
    engine = DuckDBEngine(office.now(), INDICATORS, months=MONTHS)
    said = entries_of("w000")
    engine.load(said)
    said.append(replace(said[0], seq=99, supersedes=1, retracts=True))
    engine.append(said[-1:])
    plan = replace(PLAN, places=("w000",), known_at=said[0].recorded_at + timedelta(days=1))
    assert engine.answer(plan) == ReferenceEngine(said, office.now(), INDICATORS).answer(plan)


def test_other_changes_of_the_places_need_other_tables(office) -> None:
    engine = DuckDBEngine(office.atlas, INDICATORS, months=MONTHS)
    engine.load(entries_of("a", "b"))
    before = engine.answer(PLAN)
    world = World(list(office.atlas.versions))
    world.add("c", PlaceKind.COMMUNE, "p")
    gone = replace(office.atlas, versions=office.atlas.versions[:-1])
    shorter = replace(office.atlas.versions[-1], valid_until=day(30))
    ended = replace(office.atlas, versions=(*office.atlas.versions[:-1], shorter))
    for other in (world.atlas, gone, ended):
        with pytest.raises(UnusableFileError) as refused:
            engine.follow_places(other)
        assert refused.value.why is Unusable.OTHER_PLACES
        assert engine.answer(PLAN) == before


def test_a_village_of_which_entries_came_before_it_was_known_needs_other_tables(office) -> None:
    engine = DuckDBEngine(office.atlas, INDICATORS, months=MONTHS)
    engine.load(entries_of("a", "b", "w000"))
    office.enter("a", 0)
    with pytest.raises(UnusableFileError):
        engine.follow_places(office.now())


def test_who_asks_while_villages_come_is_answered(office) -> None:
    engine = DuckDBEngine(office.atlas, INDICATORS, months=MONTHS)
    engine.load(entries_of("a", "b"))
    right = engine.answer(PLAN)

    def enter_many() -> None:
        for _ in range(5):
            office.enter("a", 0)
            engine.follow_places(office.now())

    entering = threading.Thread(target=enter_many)
    entering.start()
    while entering.is_alive():
        assert engine.answer(PLAN) == right
    entering.join()
    assert engine.answer(replace(PLAN, places=("w004",))).cells[0].expected == 1
