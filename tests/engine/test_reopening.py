"""An engine that goes on with a file equals one made anew, or the file is not taken."""

import shutil
import threading
from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bayen.core.atlas import Atlas
from bayen.core.places import PlaceKind
from bayen.core.quantities import Quantity
from bayen.core.questions import Answer, Plan
from bayen.engine import compaction
from bayen.engine.duckdb import DuckDBEngine
from bayen.engine.facts import facts_of
from bayen.engine.kept_file import Bookmark, Unusable, UnusableFileError, is_damage
from bayen.engine.reference import ReferenceEngine
from tests.engine.test_duckdb import one_entry, places_on
from tests.engine.worlds import INDICATORS, MONTHS, PERIODS, World, cases, map_days, moments

pytestmark = pytest.mark.engine

_names = count()
_few = settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])


def engine_at(path: Path, atlas: Atlas, *, reopen: bool = False, **others) -> DuckDBEngine:
    told = {"indicators": INDICATORS, "months": MONTHS} | others
    return DuckDBEngine(atlas, find_entries=lambda seqs: (), path=path, reopen=reopen, **told)


def left_behind(engine: DuckDBEngine, folder: Path) -> Path:
    """A copy of an engine's file as a power cut would leave it, DuckDB's own log beside it."""
    [(_, _, name)] = engine._database.execute("pragma database_list").fetchall()
    copy = folder / f"{next(_names)}.duckdb"
    for end in ("", ".wal"):
        if Path(f"{name}{end}").exists():
            shutil.copy(f"{name}{end}", f"{copy}{end}")
    return copy


@_few
@given(cases(), map_days, moments, st.data())
def test_it_goes_on_where_the_file_ends_and_equals_the_reference(
    tmp_path: Path, case, map_day, moment, data
) -> None:
    atlas, ledger = case
    first, second = sorted(data.draw(st.integers(0, len(ledger))) for _ in range(2))
    path = tmp_path / f"{next(_names)}.duckdb"
    engine = engine_at(path, atlas)
    engine.append_facts(facts_of(ledger[:first]), 1, "one")
    engine.close()
    engine = engine_at(path, atlas, reopen=True)
    assert engine.bookmark == Bookmark(1, first, "one")
    engine.append_facts(facts_of(ledger[first:second]), 2, "two")
    engine = engine_at(left_behind(engine, tmp_path), atlas, reopen=True)
    assert engine.bookmark == Bookmark(2, second, "two")
    engine.append_facts(facts_of(ledger[second:]), 3, "three")
    plan = Plan(tuple(INDICATORS), places_on(atlas, map_day), PERIODS, map_day, moment)
    right = ReferenceEngine(ledger, atlas, INDICATORS).answer(plan)
    assert engine.answer(plan) == right
    fresh = DuckDBEngine(atlas, INDICATORS, months=MONTHS)
    fresh.load(ledger)
    assert fresh.answer(plan) == right
    assert engine.shortcuts(plan) == fresh.shortcuts(plan)


def test_whoever_is_being_answered_is_in_no_ones_way(world, tmp_path) -> None:
    engine = engine_at(tmp_path / "read.duckdb", world.atlas)
    entries = some_entries()
    engine.append_facts(facts_of(entries[:9]), 1, "one")
    with engine._database.cursor() as reader:
        reader.begin()
        assert reader.execute("select count(*) from fact").fetchall() == [(9,)]
        engine.append_facts(facts_of(entries[9:]), 2, "two")
        with engine._database.cursor() as writer:
            writer.begin()
            compaction.compact(writer, few=0)
            writer.commit()
        engine.checkpoint()
        assert reader.execute("select sum(figures) from month_total").fetchall() == [(18,)]
    engine.close()
    engine = engine_at(tmp_path / "read.duckdb", world.atlas, reopen=True)
    assert engine.bookmark == Bookmark(2, len(entries), "two")
    assert engine.answer(PLAN) == ReferenceEngine(entries, world.atlas, INDICATORS).answer(PLAN)


@pytest.mark.parametrize("is_read", [False, True])
def test_a_file_that_is_opened_again_after_much_came_in_stays_right(
    world, tmp_path, monkeypatch, is_read
) -> None:
    monkeypatch.setattr("bayen.engine.duckdb._MANY", 5)
    entries = some_entries()
    engine = engine_at(tmp_path / "much.duckdb", world.atlas)
    engine._database.execute("set global threads = 7")
    reader = engine._database.cursor()
    reader.begin()
    if not is_read:
        reader.close()
    engine.append_facts(facts_of(entries[:9]), 1, "one")
    engine.checkpoint()
    threads = engine._database.execute("select current_setting('threads')").fetchall()
    assert (threads == [(7,)]) is is_read  # it is the database that was open, or another
    engine.append_facts(facts_of(entries[9:]), 2, "two")
    if is_read:
        assert reader.execute("select count(*) from fact").fetchall() == [(0,)]
        reader.close()
    assert engine.answer(PLAN) == ReferenceEngine(entries, world.atlas, INDICATORS).answer(PLAN)
    engine.close()
    engine = engine_at(tmp_path / "much.duckdb", world.atlas, reopen=True)
    assert engine.bookmark == Bookmark(2, len(entries), "two")


def test_who_asks_while_a_file_is_opened_again_is_answered(world, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("bayen.engine.duckdb._MANY", 1)
    entries = some_entries()
    engine = engine_at(tmp_path / "asked.duckdb", world.atlas)
    plans = [PLAN, replace(PLAN, known_at=entries[0].recorded_at)]
    references = [ReferenceEngine(entries[:n], world.atlas, INDICATORS) for n in (0, 6, 12, 18)]
    right = [[reference.answer(plan) for reference in references] for plan in plans]
    wrong = list[object]()
    has_ended = threading.Event()

    def ask() -> None:
        try:
            while not has_ended.is_set():
                wrong.extend(
                    plan
                    for plan, answers in zip(plans, right, strict=True)
                    if engine.answer(plan) not in answers
                )
                engine.trail(PLAN, "flow", "p", PERIODS[0])
        except Exception as error:  # whatever it is, is said by the test
            wrong.append(error)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    for begin in (0, 6, 12):
        engine.append_facts(facts_of(entries[begin : begin + 6]), begin, "")
        engine.checkpoint()
    has_ended.set()
    for thread in asking:
        thread.join()
    assert not wrong
    assert [engine.answer(plan) for plan in plans] == [answers[-1] for answers in right]


# --- files that are not taken --------------------------------------------------------------------


@pytest.fixture(scope="module")
def world() -> World:
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    world.add("p", PlaceKind.PROVINCE, "vn")
    for name in "abc":
        world.add(name, PlaceKind.COMMUNE, "p")
    return world


PLAN = Plan(("flow", "stock"), ("vn", "p", "a"), PERIODS)


def some_entries():
    said = [
        (code, place, month) for code in ("flow", "stock") for place in "abc" for month in MONTHS
    ]
    return [replace(one_entry(*about), seq=seq) for seq, about in enumerate(said, start=1)]


@pytest.fixture(scope="module")
def whole_file(tmp_path_factory: pytest.TempPathFactory, world: World) -> Path:
    path = tmp_path_factory.mktemp("whole") / "whole.duckdb"
    engine = engine_at(path, world.atlas)
    engine.append_facts(facts_of(some_entries()), 7, "seven")
    engine.close()
    return path


def why_not(path: Path, atlas: Atlas, **others) -> Unusable:
    with pytest.raises(UnusableFileError) as refused:
        engine_at(path, atlas, reopen=True, **others)
    return refused.value.why


def test_a_file_for_other_places_indicators_or_months_is_not_taken(whole_file, world) -> None:
    wider = World()
    for version in world.atlas.versions:
        wider.add(version.place_id, version.kind, version.parent_id)
    wider.add("d", PlaceKind.COMMUNE, "p")
    turned = {**INDICATORS, "flow": replace(INDICATORS["flow"], kind=INDICATORS["stock"].kind)}
    assert why_not(whole_file, wider.atlas) is Unusable.OTHER_PLACES
    assert why_not(whole_file, world.atlas, indicators=turned) is Unusable.OTHERWISE_MADE
    assert why_not(whole_file, world.atlas, months=MONTHS[1:]) is Unusable.OTHERWISE_MADE
    engine = engine_at(whole_file, world.atlas, reopen=True)
    assert engine.head_seq == len(some_entries())
    engine.close()


def test_a_file_of_another_version_of_the_tables_is_not_taken(
    whole_file, world, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr("bayen.__version__", "0.0.1")
    assert why_not(whole_file, world.atlas) is Unusable.OTHERWISE_MADE
    foreign = tmp_path / "foreign.duckdb"
    with duckdb.connect(str(foreign)) as database:
        database.execute("create table stored (seq bigint)")
    assert why_not(foreign, world.atlas) is Unusable.OTHERWISE_MADE


def test_a_file_that_lacks_entries_is_not_taken(whole_file, world, tmp_path) -> None:
    path = shutil.copy(whole_file, tmp_path / "lacking.duckdb")
    with duckdb.connect(str(path)) as database:
        database.execute("delete from stored where seq = 5")
    assert why_not(path, world.atlas) is Unusable.INCOMPLETE


@pytest.mark.parametrize("kept", [0, 5_000, 20_000])
def test_a_file_of_which_only_the_beginning_is_there_is_not_taken(
    whole_file, world, tmp_path, kept
) -> None:
    path = tmp_path / "cut.duckdb"
    path.write_bytes(whole_file.read_bytes()[:kept])
    assert why_not(path, world.atlas) is Unusable.DAMAGED


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.floats(0, 1, exclude_max=True))
def test_a_spoilt_file_is_found_and_never_gives_another_answer(
    whole_file, world, tmp_path, part
) -> None:
    data = bytearray(whole_file.read_bytes())
    at = int(part * len(data))
    data[at : at + 64] = bytes(255 - byte for byte in data[at : at + 64])
    path = tmp_path / f"{next(_names)}.duckdb"
    path.write_bytes(data)
    right = ReferenceEngine(some_entries(), world.atlas, INDICATORS).answer(PLAN)
    assert outcome(path, world.atlas) in (Unusable.DAMAGED, right)


def outcome(path: Path, atlas: Atlas) -> Unusable | Answer:
    """What a file answers, or why it does not."""
    try:
        return engine_at(path, atlas, reopen=True).answer(PLAN)
    except UnusableFileError as refused:
        return refused.why
    except duckdb.Error as error:
        if is_damage(error):
            return Unusable.DAMAGED
        raise


def test_a_log_that_was_written_half_leaves_what_was_whole_before(world, tmp_path) -> None:
    entries = some_entries()
    engine = engine_at(tmp_path / "running.duckdb", world.atlas)
    engine.append_facts(facts_of(entries[:9]), 1, "one")
    engine.append_facts(facts_of(entries[9:]), 2, "two")
    path = left_behind(engine, tmp_path)
    log = path.with_name(f"{path.name}.wal")
    log.write_bytes(log.read_bytes()[:-30])
    engine = engine_at(path, world.atlas, reopen=True)
    assert engine.bookmark == Bookmark(1, 9, "one")
    engine.append_facts(facts_of(entries[9:]), 2, "two")
    reference = ReferenceEngine(entries, world.atlas, INDICATORS)
    assert engine.answer(PLAN) == reference.answer(PLAN)


# --- what years of corrections leave -------------------------------------------------------------


def test_many_corrections_are_added_up_and_change_no_answer(world) -> None:
    entries = some_entries()
    engine = DuckDBEngine(world.atlas, INDICATORS, months=MONTHS)
    engine.append(entries)
    for seq in range(len(entries) + 1, len(entries) + 5):
        wrong = entries[seq - 4]
        right = replace(wrong, seq=seq, supersedes=wrong.seq, quantity=Quantity(Decimal(seq)))
        entries.append(replace(right, retracts=wrong.seq == 17))
        engine.append(entries[-1:])
    sizes = []
    with engine._database.cursor() as cursor:
        for _ in range(2):
            sizes.append(cursor.execute("select count(*) from month_total").fetchall()[0][0])
            compaction.compact(cursor, few=0)
    sums = 2 * len(MONTHS) * 2  # indicators, months, the nation and the province
    assert sizes[0] > sums
    assert sizes[1] == sums
    assert engine.shortcuts(PLAN) == 6
    assert engine.answer(PLAN) == ReferenceEngine(entries, world.atlas, INDICATORS).answer(PLAN)
    entries.append(replace(entries[0], seq=99, supersedes=1, retracts=True))
    engine.append(entries[-1:])
    assert engine.answer(PLAN) == ReferenceEngine(entries, world.atlas, INDICATORS).answer(PLAN)
