"""What is hashed, and how it is written."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bayen.records.chain import OBSERVATION_COLUMNS, canonical_hash, observation_hashes
from bayen.records.entry import Entries, Entry
from bayen.records.models import Observation

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_every_column_but_the_hash_itself_is_hashed():
    columns = {field.attname for field in Observation._meta.concrete_fields}
    assert set(OBSERVATION_COLUMNS) == columns - {"row_hash"}


def test_an_entry_has_the_columns_that_the_ledger_does_not_give():
    given_by_ledger = {"seq", "recorded_at", "recorded_by"}
    assert Entry._fields == tuple(c for c in OBSERVATION_COLUMNS if c not in given_by_ledger)
    [row] = zip(*Entries.of([Entry(*range(19))]).entered(1, MOMENT, "who"), strict=True)
    assert row == (1, *range(14), MOMENT, "who", *range(14, 19))


def test_the_writing_never_changes():
    """The chains that are out there were made with this very hash."""
    assert canonical_hash([1, "tổ", None, True, date(2026, 1, 2), MOMENT]) == (
        "f279a0008f3ec7537539bec7a216c4d3cecfc73fccfe33c48c4ae86ee101e3ab"
    )


def test_the_same_moment_in_another_zone_is_the_same():
    there = MOMENT.astimezone(timezone(timedelta(hours=7)))
    assert canonical_hash([there]) == canonical_hash([MOMENT])


def test_neighbouring_values_do_not_run_into_each_other():
    assert canonical_hash(["a", "bc"]) != canonical_hash(["ab", "c"])
    assert canonical_hash([None]) != canonical_hash([""])
    assert canonical_hash([1]) != canonical_hash(["1"])


_DAYS = st.dates(date(2004, 1, 1), date(2030, 1, 1))
_COLUMNS = (
    st.integers(),
    st.text(max_size=6),
    st.none(),
    st.none() | _DAYS,
    st.booleans(),
    st.datetimes(timezones=st.just(UTC)),
    st.none() | st.sampled_from(["tổ", '"', "\\", "\u2028", "\x00", "\ud800"]),
    st.sampled_from([1, 1.0, True, 0, False, None, "1"]),  # what only a tampered row can hold
)


@given(st.lists(st.tuples(*_COLUMNS), max_size=4))
def test_many_rows_at_once_are_hashed_as_each_by_itself(rows):
    columns = list(zip(*rows, strict=True)) or [()]
    assert observation_hashes(columns) == [canonical_hash(row) for row in rows]
