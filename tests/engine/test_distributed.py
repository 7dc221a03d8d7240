"""The engine on a cluster of two worker processes equals the reference, cell by cell."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from distributed import Client, LocalCluster
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bayen.core.questions import Plan, UnknownIndicatorError
from bayen.engine.distributed import DistributedEngine
from bayen.engine.reference import ReferenceEngine
from bayen.engine.shards import deal_out
from tests.engine.worlds import INDICATORS, MONTHS, PERIODS, cases, map_days, moments

pytestmark = pytest.mark.engine

_numbers = count()


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
        ) as cluster,
        Client(cluster) as client,
    ):
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
