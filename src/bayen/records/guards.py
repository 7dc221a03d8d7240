"""Triggers that keep rows written once as they are, against the ORM and raw SQL alike.

On SQLite a third trigger stops ``REPLACE INTO``, which deletes a row without firing the
trigger on DELETE; on PostgreSQL one stops TRUNCATE, which fires none of the others. Whoever
owns the database can still drop a trigger: then the hash chain tells (``chain``). What the ledger
refers to is kept there by triggers too (``references``).

The ledger's third trigger looks at the seals instead of the row's own number: nothing enters
under a number that is sealed. It can then run after the row is in, which for SQLite is half the
work: before, it would first write all rows of a statement elsewhere and every row's values twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from bayen.records import references

MESSAGE = "append-only"  # in every refusal, so that it can be told from other errors

# Tables whose rows are written once, with their primary keys.
GUARDED = {
    "records_observation": "seq",
    "records_seal": "number",
    "records_auditevent": "id",
    "records_refusal": "id",
    "records_publicationrecord": "id",
    "records_sending": "id",
    "records_turn": "id",
    "records_waiver": "id",
    "records_reminder": "id",
    "records_parcel": "id",
    "records_offer": "id",
    "records_formversion": "id",
    "records_choice": "id",
    "records_registerunit": "id",
    "records_registerentry": "id",
}

_NAMES = {"sqlite": ("update", "delete", "replace"), "postgresql": ("rows", "truncate")}
_LISTING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",
}


def install_guards(database: BaseDatabaseWrapper) -> None:
    """Create the triggers that are missing on every guarded table that there is.

    Migrations call it after they have made such a table; those of before stay as they are.
    """
    tables = set(database.introspection.table_names())
    wanted = [(t, key) for t, key in GUARDED.items() if t in tables]
    missing = set(_missing(database))
    bare = [(t, key) for t, key in wanted if f"{t}_no_{_NAMES[database.vendor][0]}" in missing]
    _run(database, _creating(database.vendor, bare))
    if database.vendor == "postgresql" and missing & references.TRIGGERS.keys():
        _run(database, chain(references.dropping(), references.creating()))


def renew_ledger_guard(database: BaseDatabaseWrapper) -> None:
    """Put what stops ``REPLACE`` in the ledger as it is written now in place of another's."""
    if database.vendor == "sqlite":
        table = "records_observation"
        _run(database, iter([f"DROP TRIGGER IF EXISTS {table}_no_replace"]))
        _run(database, _sqlite_triggers(table, GUARDED[table]))


def remove_guards(database: BaseDatabaseWrapper) -> None:
    """Drop them: to undo the migration, and for tests that play an intruder."""
    _run(database, _dropping(database.vendor))


def missing_guards() -> list[str]:
    """The triggers that ought to be there and are not, or are switched off."""
    return _missing(connection)


def _missing(database: BaseDatabaseWrapper) -> list[str]:
    with database.cursor() as cursor:
        cursor.execute(_LISTING[database.vendor])
        present = {name for (name,) in cursor.fetchall()}
    wanted = [f"{table}_no_{name}" for table in GUARDED for name in _NAMES[database.vendor]]
    if database.vendor == "postgresql":
        wanted += references.TRIGGERS
    return [name for name in wanted if name not in present]


def _run(database: BaseDatabaseWrapper, statements: Iterator[str]) -> None:
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _creating(vendor: str, tables: Iterable[tuple[str, str]]) -> Iterator[str]:
    if vendor == "sqlite":
        for table, key in tables:
            yield from _sqlite_triggers(table, key)
    elif vendor == "postgresql":
        yield _POSTGRESQL_FUNCTION
        for table, _ in tables:
            yield from _postgresql_triggers(table)
    else:
        raise ValueError(f"no append-only triggers for {vendor}")


def _dropping(vendor: str) -> Iterator[str]:
    on_table = " ON {table}" if vendor == "postgresql" else ""
    for table in GUARDED:
        for name in _NAMES[vendor]:
            yield f"DROP TRIGGER IF EXISTS {table}_no_{name}" + on_table.format(table=table)
    if vendor == "postgresql":
        yield "DROP FUNCTION IF EXISTS bayen_append_only()"
        yield from references.dropping()


def _sqlite_triggers(table: str, key: str) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is {MESSAGE}'); END"
    create = f"CREATE TRIGGER IF NOT EXISTS {table}"
    yield f"{create}_no_update BEFORE UPDATE ON {table} {refuse}"
    yield f"{create}_no_delete BEFORE DELETE ON {table} {refuse}"
    when = _REPLACES.get(table, _EXISTS).format(table=table, key=key)
    yield f"{create}_no_replace {when} {refuse}"


_EXISTS = "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"
_REPLACES = {
    "records_observation": "AFTER INSERT ON {table} WHEN NEW.{key} <="
    " (SELECT max(last_seq) FROM records_seal)",  # found in the index, and it never falls
}


_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION bayen_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is {MESSAGE}', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _postgresql_triggers(table: str) -> Iterator[str]:
    create, call = f"CREATE OR REPLACE TRIGGER {table}", "EXECUTE FUNCTION bayen_append_only()"
    yield f"{create}_no_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {call}"
    yield f"{create}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}"
