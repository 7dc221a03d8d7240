"""On PostgreSQL: that what the ledger refers to exists, checked for a whole statement at once.

A foreign key looks its row up, and locks it, once for every figure: more than half of what
PostgreSQL does to take one in. Here one query looks at all the rows of a statement; besides, a
proposal must be of the entry's own submission. What is referred to cannot be deleted, renumbered
or emptied away, as under a foreign key. SQLite's own foreign keys cost next to nothing and stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

_LEDGER = "records_observation"
_REPLACED = (["submission_id"], ["proposal_id"])  # columns whose foreign keys go
_REFERRED = {
    "records_proposal": ("id", "proposal_id"),
    "records_submission": ("number", "submission_id"),
}

TRIGGERS = {
    "records_observation_refers": _LEDGER,
    **{f"{table}_referred": table for table in _REFERRED},
    **{f"{table}_not_emptied": table for table in _REFERRED},
}


def drop_foreign_keys(database: BaseDatabaseWrapper) -> None:
    """Of the ledger, where the triggers below stand in for them."""
    if database.vendor != "postgresql":
        return
    with database.cursor() as cursor:
        constraints = database.introspection.get_constraints(cursor, _LEDGER)
        for name, found in constraints.items():
            if found["foreign_key"] and found["columns"] in _REPLACED:
                quoted = database.ops.quote_name(name)
                cursor.execute(f"ALTER TABLE {_LEDGER} DROP CONSTRAINT {quoted}")


def creating() -> Iterator[str]:
    """The statements that make functions and triggers."""
    yield _LOOKING_UP
    yield (
        f"CREATE TRIGGER {_LEDGER}_refers AFTER INSERT ON {_LEDGER} REFERENCING NEW TABLE AS added"
        " FOR EACH STATEMENT EXECUTE FUNCTION bayen_refers()"
    )
    for table, (key, column) in _REFERRED.items():
        yield _KEEPING.format(table=table, key=key, column=column, ledger=_LEDGER)
        call = f"EXECUTE FUNCTION {table}_referred()"
        yield (
            f"CREATE TRIGGER {table}_referred BEFORE DELETE OR UPDATE OF {key} ON {table}"
            f" FOR EACH ROW {call}"
        )
        yield f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} {call}"


def dropping() -> Iterator[str]:
    """The statements that take them away."""
    for name, table in TRIGGERS.items():
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield "DROP FUNCTION IF EXISTS bayen_refers()"
    for table in _REFERRED:
        yield f"DROP FUNCTION IF EXISTS {table}_referred()"


# By index and row by row, however few rows there were when PostgreSQL planned it.
_LOOKING_UP = """
CREATE OR REPLACE FUNCTION bayen_refers() RETURNS trigger LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE lost bigint;
BEGIN
    SELECT a.seq INTO lost FROM added AS a
    LEFT JOIN records_proposal AS p
        ON p.id = a.proposal_id AND p.submission_id = a.submission_id
    WHERE p.id IS NULL AND (
        a.proposal_id IS NOT NULL
        OR NOT EXISTS (SELECT FROM records_submission AS s WHERE s.number = a.submission_id)
    ) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'records_observation % refers to what there is not', lost
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$
"""

_KEEPING = """
CREATE OR REPLACE FUNCTION {table}_referred() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        IF NOT EXISTS (SELECT FROM {ledger}) THEN RETURN NULL; END IF;
    ELSIF NOT EXISTS (SELECT FROM {ledger} WHERE {column} = OLD.{key}) THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    ELSIF TG_OP = 'UPDATE' AND NEW.{key} = OLD.{key} THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '{table}: the ledger refers to it' USING ERRCODE = 'foreign_key_violation';
END $$
"""
