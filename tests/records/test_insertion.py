"""Rows written many at once hold what they were given, on either database."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from bayen.records.insertion import insert_rows
from bayen.records.models import AuditEvent, Turn

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
AWKWARD = ("", "\\N", "tab\there", "line\nbreak", "back\\slash", "'\"%s?", "tổ 🌾")


def event(number):
    text = AWKWARD[number % len(AWKWARD)]
    place = text[:8] if number % 2 else None
    detail = {"text": text, "n": number} if number % 3 else {}
    return AuditEvent(
        at=MOMENT, actor="an", action=f"a{number}", target=text, place_id=place, detail=detail
    )


@pytest.mark.parametrize("count", [0, 1, 150, 301])  # a part of a statement, whole ones, a rest
def test_every_value_comes_back_as_it_was_and_in_order(count):
    given = [event(number) for number in range(count)]
    insert_rows(given)
    columns = ("at", "actor", "action", "target", "place_id", "detail")
    kept = AuditEvent.objects.order_by("id").values_list(*columns)
    assert list(kept) == [tuple(getattr(row, name) for name in columns) for row in given]


@transaction.atomic
def insert_and_end(row):
    """With the checks that a database puts off to the end of a transaction."""
    insert_rows([row])
    connection.check_constraints()


def test_what_the_database_refuses_is_refused_as_anywhere_else():
    said = {"figure": "1", "kind": "returned", "text": "sai", "sending": 1, "by": "an"}
    timeless = AuditEvent(actor="an", action="a")  # its moment stays empty
    for row in (
        timeless,
        Turn(submission_id=404, at=MOMENT, **said),  # of a submission that there is not
    ):
        with pytest.raises(IntegrityError):
            insert_and_end(row)
        assert not type(row).objects.exists()
