"""What is hashed, and how it is written."""

from datetime import UTC, date, datetime, timedelta, timezone

from bayen.records.chain import OBSERVATION_COLUMNS, canonical_hash
from bayen.records.models import Observation

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_every_column_but_the_hash_itself_is_hashed():
    columns = {field.attname for field in Observation._meta.concrete_fields}
    assert set(OBSERVATION_COLUMNS) == columns - {"row_hash"}


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
