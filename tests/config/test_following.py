"""The engine outlives its process in a file, and a file never stands above the ledger."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction

from bayen.access.villages import follow_villages
from bayen.actions.accepting import accept_submission
from bayen.actions.forms import submit_form
from bayen.actions.villages import end_village, register_villages
from bayen.config.engine_files import FOLDER, MOST_PLACES, claim_files
from bayen.config.following import Following
from bayen.core.periods import Period
from bayen.core.questions import Plan
from bayen.reads.ledger import facts_between, ledger_head, stops_between
from bayen.records.ledger import Head
from tests.cast import AUGUST, FORM, PATROLS, SEPTEMBER, SOP_COP, month

pytestmark = pytest.mark.django_db
with_few_places = pytest.mark.usefixtures("few_places")

OCTOBER = month("2025-M10")
FIRST_BLOCK, BLOCK = 12_288, 262_144  # bytes, of DuckDB's files


def accept(actor, period: Period, text: str) -> None:
    sent = submit_form(
        actor=actor, form_code=FORM, place_id=SOP_COP, period=period, raw={PATROLS: text}
    )
    accept_submission(actor=actor, submission=sent)


def patrols(following: Following, period: Period) -> int | None:
    [cell] = following.current().answer(Plan((PATROLS,), (SOP_COP,), (period,))).cells
    return None if cell.quantity is None else int(cell.quantity.value)


def files(home) -> list[str]:
    return sorted(path.name for path in (home / FOLDER).glob("*.duckdb"))


@pytest.fixture
def follow(tmp_path) -> Iterator[Callable[[], Following]]:
    """As many processes as one likes, all over the data folder ``tmp_path``."""
    with ExitStack() as until_then:

        def follow() -> Following:
            following = Following(tmp_path)
            until_then.callback(following.close)
            return following

        yield follow


@with_few_places
def test_the_next_process_goes_on_with_the_file_and_takes_in_what_is_new(
    binh, tmp_path, follow, caplog
) -> None:
    accept(binh, AUGUST, "3")
    serving, command = follow(), follow()
    assert [patrols(following, AUGUST) for following in (serving, command)] == [3, 3]
    assert files(tmp_path) == ["1-000001.duckdb", "2-000001.duckdb"]
    accept(binh, SEPTEMBER, "4")
    assert [patrols(following, SEPTEMBER) for following in (serving, command)] == [4, 4]
    serving.close()
    accept(binh, OCTOBER, "5")
    again = follow()
    assert [patrols(again, period) for period in (AUGUST, SEPTEMBER, OCTOBER)] == [3, 4, 5]
    assert again.bookmark.hash == ledger_head().hash
    assert files(tmp_path) == ["1-000001.duckdb", "2-000001.duckdb"]
    assert caplog.messages == []


@with_few_places
def test_a_village_that_is_entered_or_ends_leaves_the_file_as_it_is(
    binh, tmp_path, follow, caplog
) -> None:
    accept(binh, AUGUST, "3")
    serving = follow()
    assert patrols(serving, AUGUST) == 3
    since = AUGUST.first_day
    [village] = register_villages(
        actor=binh, commune_id=SOP_COP, lines=["bản Nà Sàng"], valid_from=since
    )
    follow_villages()
    plan = Plan((PATROLS,), (village.place_id, SOP_COP), (AUGUST,))
    assert [cell.expected for cell in serving.current().answer(plan).cells] == [1, 1]
    serving.close()
    end_village(actor=binh, village_number=village.pk, valid_until=AUGUST.last_day)
    follow_villages()
    again = follow()
    assert patrols(again, AUGUST) == 3
    later = replace(plan, periods=(SEPTEMBER,))
    assert [cell.expected for cell in again.current().answer(later).cells] == [0, 1]
    assert files(tmp_path) == ["1-000001.duckdb"]
    assert caplog.messages == []


@with_few_places
def test_a_file_of_another_ledger_is_made_anew(binh, tmp_path, follow, caplog) -> None:
    with transaction.atomic():
        accept(binh, AUGUST, "3")
        before = follow()
        assert patrols(before, AUGUST) == 3
        before.close()
        transaction.set_rollback(True)
    accept(binh, SEPTEMBER, "4")
    after = follow()
    assert (patrols(after, AUGUST), patrols(after, SEPTEMBER)) == (None, 4)
    assert files(tmp_path) == ["1-000002.duckdb"]
    [said] = caplog.messages
    assert "cuốn sổ khác" in said


@with_few_places
@pytest.mark.parametrize("is_open", [False, True], ids=["at the start", "while it serves"])
def test_a_file_that_is_spoilt_is_made_anew_while_the_question_waits(
    binh, tmp_path, follow, caplog, is_open
) -> None:
    accept(binh, AUGUST, "3")
    first = follow()
    assert patrols(first, AUGUST) == 3
    first.close()
    second = follow()
    if is_open:
        second.current()
    spoil(tmp_path / FOLDER / "1-000001.duckdb")
    if is_open:
        forget_blocks(second)
    assert patrols(second, AUGUST) == 3
    assert files(tmp_path) == ["1-000002.duckdb"]
    [said] = caplog.messages
    assert "hỏng" in said


def forget_blocks(following: Following) -> None:
    """Let a database read its file again, as it would were it larger than memory."""
    assert following._started is not None
    database = following._started.engine._database
    for limit in ("100kB", "1GB"):
        database.execute("set memory_limit = $limit", {"limit": limit})


def spoil(path: Path) -> None:
    """Change some bytes in every block of a database."""
    data = bytearray(path.read_bytes())
    for at in range(FIRST_BLOCK + 100, len(data), BLOCK):
        data[at] ^= 255
    path.write_bytes(data)


@with_few_places
def test_a_full_disk_leaves_the_tables_in_memory(binh, tmp_path, follow, caplog) -> None:
    resource = pytest.importorskip("resource")  # no file may grow beyond a limit: Unix only
    accept(binh, AUGUST, "3")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, usual[1]))
    try:
        assert patrols(follow(), AUGUST) == 3
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    [said] = caplog.messages
    assert "trong bộ nhớ" in said


@with_few_places
def test_where_nothing_can_be_written_tables_are_in_memory(binh, tmp_path, follow) -> None:
    accept(binh, AUGUST, "3")
    (tmp_path / FOLDER).write_text("in the way", encoding="utf-8")
    assert patrols(follow(), AUGUST) == 3
    assert claim_files(tmp_path / "none") is None


def test_there_are_so_many_places_and_a_dead_process_leaves_its_own(tmp_path) -> None:
    claimed = [claim_files(tmp_path) for _ in range(MOST_PLACES)]
    assert claim_files(tmp_path) is None
    held = [found for found in claimed if found is not None]
    names = [found.new().name for found in held]
    assert names == [f"{place}-000001.duckdb" for place in range(1, MOST_PLACES + 1)]
    for found in held:
        found.let_go()


def test_a_long_ledger_is_taken_in_seal_by_seal(binh) -> None:
    for period in (AUGUST, SEPTEMBER, OCTOBER):
        accept(binh, period, "3")
    head = ledger_head()
    stops = list(stops_between(Head(), head, most=1))
    assert [stop.last_seq for stop in stops] == [1, 2, 3]
    assert stops[-1].hash == head.hash
    assert [stop.last_seq for stop in stops_between(Head(), head, most=2)] == [2, 3]
    assert list(stops_between(head, head)) == []
    assert facts_between(1, 3)["seq"].to_pylist() == [2, 3]
    assert len(facts_between(3, 3)) == 0
