"""Questions of the program on a cluster of two worker processes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from distributed import Client
from django.db import transaction

from bayen.config.cluster import ClusterFollowing
from bayen.core.questions import Plan
from bayen.engine.serving import EngineMissingError
from bayen.engine.shards import close_shards
from tests.cast import AUGUST, PATROLS, SEPTEMBER, SOP_COP
from tests.config.test_following import OCTOBER, accept, patrols

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_places")]


def said(caplog) -> list[str]:
    """What our program logged; Dask talks too."""
    return [r.getMessage() for r in caplog.records if r.name.startswith("bayen")]


@pytest.fixture
def follow(cluster_address: str, tmp_path: Path) -> Iterator[Callable[[], ClusterFollowing]]:
    """As many processes of one office as one likes."""
    with ExitStack() as until_then:

        def follow() -> ClusterFollowing:
            following = ClusterFollowing(cluster_address, tmp_path, shard_count=2)
            until_then.callback(following.close)
            return following

        yield follow


def test_every_process_of_an_office_knows_what_any_of_them_dealt_out(
    binh, follow, tmp_path, caplog
) -> None:
    with transaction.atomic():
        accept(binh, AUGUST, "3")
        one, other = follow(), follow()
        assert [patrols(following, AUGUST) for following in (one, other)] == [3, 3]
        accept(binh, SEPTEMBER, "4")
        assert [patrols(following, SEPTEMBER) for following in (other, one)] == [4, 4]
        entries = one.current().trail(
            Plan((PATROLS,), (SOP_COP,), (AUGUST,)), PATROLS, SOP_COP, AUGUST
        )
        assert [entry.source.kind.value for entry in entries.entries] == ["field"]
        assert len(list(tmp_path.glob("dealt-*/shard-000/*.parquet"))) == 2
        assert said(caplog) == []
        transaction.set_rollback(True)
    accept(binh, OCTOBER, "5")
    for following in (one, other):  # another ledger now
        assert [patrols(following, period) for period in (AUGUST, OCTOBER)] == [None, 5]
    [why] = said(caplog)
    assert "sổ khác" in why


def test_a_damaged_part_is_dealt_out_anew_while_the_question_waits(
    binh, follow, cluster_address, tmp_path, caplog
) -> None:
    accept(binh, AUGUST, "3")
    one, other = follow(), follow()
    one.current()
    other.current()
    for part in tmp_path.glob("dealt-*/*/*.parquet"):
        part.write_bytes(part.read_bytes()[:-10])
    with Client(cluster_address, set_as_default=False) as client:
        client.run(close_shards, str(tmp_path))  # as if all workers had started again
    assert [patrols(following, AUGUST) for following in (one, other)] == [3, 3]
    [why] = said(caplog)  # the other one finds it done
    assert "bị hỏng" in why


def test_an_address_where_nobody_answers_is_said_in_words(binh, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("bayen.config.cluster.PATIENCE", 0.1)
    following = ClusterFollowing("tcp://127.0.0.1:9", tmp_path, shard_count=2)
    with pytest.raises(EngineMissingError, match="không nối được cụm máy"):
        following.current()
