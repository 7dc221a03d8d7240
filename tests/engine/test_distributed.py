"""The engine on a cluster of two worker processes equals the reference, cell by cell."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from distributed import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bayen.core.places import PlaceKind
from bayen.core.questions import Plan, UnknownIndicatorError
from bayen.engine import dealt
from bayen.engine.distributed import DistributedEngine
from bayen.engine.facts import facts_of
from bayen.engine.reference import ReferenceEngine
from bayen.engine.shards import Country, close_shards, deal_out, with_shard
from tests.engine.test_duckdb import one_entry
from tests.engine.worlds import INDICATORS, MONTHS, PERIODS, World, cases, map_days, moments

pytestmark = pytest.mark.engine

_numbers = count()


@pytest.fixture(scope="module")
def client(cluster_address: str) -> Iterator[Client]:
    with Client(cluster_address) as client:
        yield client


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases(), map_day=map_days, moment=moments, data=st.data())
def test_cells_and_trails_equal_the_reference(
    client: Client, tmp_path: Path, case, map_day, moment, data
) -> None:
    atlas, ledger = case
    entries = {entry.seq: entry for entry in ledger}
    engine = DistributedEngine(
        client,
        tmp_path / f"{next(_numbers)}",
        atlas,
        INDICATORS,
        find_entries=lambda seqs: [entries[seq] for seq in seqs],
        shard_count=2,
        months=MONTHS,
    )
    places = sorted({v.place_id for v in atlas.on(map_day)} if map_day else atlas.history)
    plan = Plan(tuple(INDICATORS), tuple(places), PERIODS, map_day, moment)
    reference = ReferenceEngine(ledger, atlas, INDICATORS)
    half = len(ledger) // 2
    engine.append(ledger[:half])
    engine.append(ledger[half:])
    assert engine.answer(plan).cells == reference.answer(plan).cells
    asked = data.draw(st.sampled_from(sorted(INDICATORS))), data.draw(st.sampled_from(places))
    assert engine.trail(plan, *asked, PERIODS[0]) == reference.trail(plan, *asked, PERIODS[0])
    with pytest.raises(UnknownIndicatorError):
        engine.answer(Plan(("nothing",), ("vn",), PERIODS))


def test_a_rate_lies_with_what_it_is_made_of_and_the_shards_are_about_equal() -> None:
    dealt = deal_out(INDICATORS, 2)
    assert dealt["rate"] == dealt["change"] == dealt["flow"] == dealt["solved"]
    assert {dealt[code] for code in ("stock", "plain", "none")} == {1 - dealt["flow"]}


def test_short_parts_are_put_together_and_a_worker_that_has_some_takes_in_the_rest(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(dealt, "MOST_PARTS", 4)
    world = World()
    world.add("vn", PlaceKind.NATION, None)
    entries = [replace(one_entry("flow", "vn", month), seq=n) for n, month in enumerate(MONTHS, 1)]
    country = Country(world.atlas, INDICATORS, tuple(MONTHS))
    ledger = dealt.DealtLedger(tmp_path, "for this", [set(INDICATORS)])
    found, heads = ledger.start_over(), []
    folder = str(ledger.path(found))
    for entry in entries:
        found = ledger.add(found, facts_of([entry]), entry.seq, "chain")
        if entry.seq in {3, len(entries)}:  # one that asked early, and only now again
            heads.append(with_shard(country, folder, 0, found.ends, lambda e: e.head_seq))
    assert heads == [3, len(entries)]
    assert len(found.ends) <= 4
    assert ledger.find() == found
    close_shards(str(tmp_path))
    plan = Plan(("flow",), ("vn",), PERIODS)
    answer = with_shard(country, folder, 0, found.ends, lambda e: e.answer(plan))
    assert answer == ReferenceEngine(entries, world.atlas, INDICATORS).answer(plan)
    others = dealt.DealtLedger(tmp_path, "for others", [set(INDICATORS)])
    assert others.find() == dealt.Dealt()
