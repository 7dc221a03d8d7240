"""Acceptance at the size of a province: how many figures a second enter the ledger.

    python -m bench.acceptance [--communes 300] [--months 3] [--postgresql] [--profile]

Real forms on the real map, in a data folder made for it: every field of the monthly form of
each commune is sent, checked, accepted, written with its source, hashed and sealed. What is
timed is ``accept_submissions``, then ``verify_ledger`` over all of it. Beside it, in the same run,
the same rows are inserted once more into the same table, with its keys, checks and triggers, by a
plain ``executemany`` of SQLite's driver, or COPY of PostgreSQL's, that neither reads, judges nor
hashes. CPU is that of this process; PostgreSQL's own is not in it.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from bayen.cli.office import open_office
from tools.with_postgresql import ADDRESS, running_postgresql

MONTHS = ("2026-M01", "2026-M02", "2026-M03", "2026-M04", "2026-M05", "2026-M06")
DAY = date(2026, 3, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--communes", type=int, default=300)
    parser.add_argument("--months", type=int, default=3, help="at most six")
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    parser.add_argument("--profile", action="store_true", help="where the time goes")
    given = parser.parse_args()
    with (
        running_postgresql() if given.postgresql else nullcontext("") as address,
        tempfile.TemporaryDirectory(prefix="bayen-bench-") as folder,
    ):
        os.environ[ADDRESS] = address
        open_office(Path(folder))
        measure(given.communes, MONTHS[: given.months], is_profiled=given.profile)


def measure(communes: int, months: tuple[str, ...], *, is_profiled: bool) -> None:
    from bayen.actions.accepting import accept_submissions  # noqa: PLC0415 (Django has started)
    from bayen.reads.verification import verify_ledger  # noqa: PLC0415

    actor, submissions = send(communes, months)

    def accept() -> None:
        accept_submissions(actor=actor, submissions=submissions, leave_pending=True)

    run = cProfile.Profile()
    timed("accept", lambda: run.runcall(accept) if is_profiled else accept())
    if is_profiled:
        pstats.Stats(run).sort_stats("tottime").print_stats(25)
    insert_plainly()
    found = timed("verify", verify_ledger)
    print(f"{found.observations:,} figures in {found.seals:,} seals, sound: {found.is_sound}")


def insert_plainly() -> None:
    """The ledger's rows once more, by the plainest way there is, and back to how it was."""
    from django.db import connection, transaction  # noqa: PLC0415

    with transaction.atomic(), connection.cursor() as cursor:
        way = _copy if connection.vendor == "postgresql" else _execute_many
        way(cursor)
        transaction.set_rollback(True)


def _execute_many(cursor: Any) -> None:
    names = _column_names(cursor)
    as_text = ", ".join(  # a day as the database holds it, not as Python does
        f"\"{name}\" || ''" if name.endswith(("_day", "_at")) else f'"{name}"' for name in names
    )
    cursor.execute(f"SELECT {as_text} FROM records_observation ORDER BY seq")  # noqa: S608
    rows = cursor.fetchall()
    columns, marks = ", ".join(f'"{n}"' for n in names), ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO records_observation ({columns}) VALUES ({marks})"  # noqa: S608
    for table in ("records_seal", "records_observation"):  # nothing enters under a sealed number
        cursor.execute(f"DROP TRIGGER {table}_no_delete")
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 (own names)
    timed("plain executemany", lambda: cursor.executemany(statement, rows))


def _copy(cursor: Any) -> None:
    """With what PostgreSQL checks of foreign keys at the end of the transaction."""
    columns = ", ".join(f'"{name}"' for name in _column_names(cursor))
    cursor.execute(f"SELECT {columns} FROM records_observation ORDER BY seq")  # noqa: S608
    rows = cursor.fetchall()
    cursor.execute("DROP TRIGGER records_observation_no_rows ON records_observation")
    cursor.execute("DELETE FROM records_observation")

    def copy() -> None:
        with cursor.copy(f"COPY records_observation ({columns}) FROM STDIN") as target:
            for row in rows:
                target.write_row(row)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    timed("plain COPY", copy)


def _column_names(cursor: Any) -> list[str]:
    cursor.execute("SELECT * FROM records_observation LIMIT 0")
    return [str(column[0]) for column in cursor.description]


def send(communes: int, months: tuple[str, ...]) -> tuple[Any, Any]:
    """Every field of the monthly form of so many communes, and who accepts them."""
    from bayen.actions.accounts import office_operator  # noqa: PLC0415
    from bayen.actions.form_terms import form_for  # noqa: PLC0415
    from bayen.actions.forms import FormEntry, submit_forms  # noqa: PLC0415
    from bayen.catalogue.forms import MONTHLY  # noqa: PLC0415
    from bayen.catalogue.places import load_atlas  # noqa: PLC0415
    from bayen.core.period_codes import parse_period  # noqa: PLC0415
    from bayen.core.places import Level  # noqa: PLC0415

    places = [v.place_id for v in load_atlas().on(DAY) if v.kind.level is Level.COMMUNE]
    actor = office_operator()
    sent: list[Any] = []
    for code in months:
        period = parse_period(code)
        raw = dict.fromkeys(form_for(MONTHLY, period).indicators, "7")
        entries = [FormEntry(MONTHLY, p, period, raw, waits=True) for p in places[:communes]]
        sent += submit_forms(actor=actor, entries=entries).submissions
    return actor, sent


def timed(name: str, work: Callable[[], Any]) -> Any:
    from bayen.records.models import Observation  # noqa: PLC0415

    begin, begun = time.perf_counter(), time.process_time()
    result = work()
    seconds, processor = time.perf_counter() - begin, time.process_time() - begun
    count = Observation.objects.count()
    rates = f"{count / seconds:,.0f} a second, {count / processor:,.0f} a second of CPU"
    print(f"{name}: {count:,} figures in {seconds:.1f} s, {processor:.1f} of CPU: {rates}")
    return result


if __name__ == "__main__":
    main()
