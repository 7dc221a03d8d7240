"""The ledger: what stood at a moment, and which of two statements serves."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bayen.core.ledger import Observation, Source, SourceKind, known_at, latest_statements
from bayen.core.quantities import Quantity
from bayen.core.spans import Span

NOON = datetime(2026, 1, 20, 12, tzinfo=UTC)
FORM = Source(SourceKind.FIELD, "thang-2025", "group.mediation.count")


def entry(
    seq: int, milli: int, *, supersedes: int | None = None, retracts: bool = False, place: str = "a"
) -> Observation:
    return Observation(
        seq=seq,
        indicator="group.mediation.count",
        place=place,
        span=Span(None, date(2026, 1, 14)),
        quantity=Quantity.from_milli(milli),
        unit="tổ",
        source=FORM,
        recorded_at=NOON + timedelta(minutes=seq),
        recorded_by="can-bo",
        supersedes=supersedes,
        retracts=retracts,
    )


def values(entries: list[Observation]) -> list[int]:
    return [int(o.quantity.value) for o in entries]


def test_before_a_correction_the_old_figure_stood() -> None:
    ledger = [entry(1, 5000), entry(2, 6000, supersedes=1)]
    assert values(list(known_at(ledger, NOON + timedelta(seconds=90)))) == [5]
    assert values(list(known_at(ledger, NOON + timedelta(minutes=2)))) == [6]
    assert values(list(known_at(ledger, None))) == [6]


def test_a_retraction_takes_a_figure_away() -> None:
    ledger = [entry(1, 5000), entry(2, 5000, supersedes=1, retracts=True)]
    assert list(known_at(ledger, None)) == []


def test_of_two_statements_of_the_same_the_later_serves() -> None:
    ledger = [entry(2, 6000), entry(1, 5000), entry(3, 9000, place="b")]
    assert sorted(values(latest_statements(ledger))) == [6, 9]


@given(st.lists(st.integers(0, 10), max_size=12), st.integers(0, 14))
def test_what_was_known_never_changes_when_the_ledger_grows(links: list[int], minutes: int) -> None:
    ledger = [
        entry(seq, seq * 1000, supersedes=link if 0 < link < seq else None)
        for seq, link in enumerate(links, 1)
    ]
    moment = NOON + timedelta(minutes=minutes)
    then = [o for o in ledger if o.recorded_at <= moment]
    assert (
        list(known_at(ledger, moment)) == list(known_at(then, moment)) == list(known_at(then, None))
    )
