"""Rows written once cannot be changed or deleted: by the ORM, by SQL, on either database."""

import pytest
from django.db import DatabaseError, connection, transaction

from bayen.actions.accepting import accept_submission
from bayen.actions.forms import submit_form
from bayen.records.append_only import AppendOnlyError
from bayen.records.guards import GUARDED, missing_guards
from bayen.records.models import AuditEvent, Observation, Refusal, Seal
from tests.cast import AUGUST, FORM, PATROLS, SOP_COP
from tests.intruder import run_sql, without_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(an, binh):
    sent = submit_form(
        actor=an, form_code=FORM, place_id=SOP_COP, period=AUGUST, raw={PATROLS: "17"}
    )
    return accept_submission(actor=binh, submission=sent)


def refused(statement, *values):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run_sql(statement, *values)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("records_observation", "milli"),
        ("records_seal", "last_seq"),
        ("records_auditevent", "actor"),
    ],
)
def test_raw_sql_changes_and_deletes_nothing(accepted, table, column):
    refused(f"UPDATE {table} SET {column} = {column}")
    refused(f"DELETE FROM {table}")
    if connection.vendor == "postgresql":  # SQLite has no TRUNCATE
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE waits for checks put off
        refused(f"TRUNCATE {table} CASCADE")


def test_no_row_is_replaced_under_its_own_number(accepted):
    row = Observation.objects.get()
    row.milli = 1
    columns = [field.column for field in Observation._meta.concrete_fields]
    values = [getattr(row, field.attname) for field in Observation._meta.concrete_fields]
    marks = ", ".join(["%s"] * len(columns))
    if connection.vendor == "sqlite":
        verb, tail = "REPLACE", ""
    else:
        verb, tail = "INSERT", " ON CONFLICT (seq) DO UPDATE SET milli = 1"
    names = ", ".join(f'"{column}"' for column in columns)
    refused(f"{verb} INTO records_observation ({names}) VALUES ({marks}){tail}", *values)
    assert Observation.objects.get().milli == 17_000


def test_on_sqlite_nothing_enters_under_a_sealed_number_whatever_connection_it_comes_by(accepted):
    """Another program's REPLACE fires no trigger on DELETE; nor does a seal made up help it."""
    if connection.vendor == "postgresql":  # which has no REPLACE
        return
    Seal(number=404, first_seq=1, last_seq=0, hash="?", sealed_at=accepted.sealed_at).save()
    others = ", ".join(f'"{f.column}"' for f in Observation._meta.concrete_fields[1:])
    again = f"(seq, {others}) SELECT %s, {others} FROM records_observation"
    run_sql("PRAGMA recursive_triggers = OFF")
    try:
        for seq in (1, 0):  # what stands, and what never was
            refused(f"REPLACE INTO records_observation {again}", seq)
    finally:
        run_sql("PRAGMA recursive_triggers = ON")


@pytest.mark.parametrize("model", [Observation, Seal, AuditEvent])
def test_the_orm_refuses_before_the_database_must(accepted, model):
    row = model.objects.first()
    field = model._meta.concrete_fields[-1].name
    for deed in (
        row.save,
        row.delete,
        lambda: model.objects.update(**{field: ""}),
        model.objects.all().delete,
        lambda: model.objects.bulk_update([row], [field]),
        lambda: model.objects.update_or_create(pk=row.pk),
    ):
        with pytest.raises(AppendOnlyError):
            deed()


def test_a_refusal_stays_as_well(an, django_user_model):
    Refusal(at=an.created_at, actor="an", code="secret").save()
    refused("DELETE FROM records_refusal")


def test_every_guarded_table_has_its_triggers():
    assert missing_guards() == []
    with without_guards():
        assert {name.rpartition("_no_")[0] for name in missing_guards()} - {""} == set(GUARDED)


@pytest.mark.django_db(transaction=True)
def test_a_test_with_a_live_server_can_clean_up_behind_itself(operator):
    assert AuditEvent.objects.count() == 1  # its emptying runs after this, and must not fail
