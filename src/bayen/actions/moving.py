"""Moving an office from SQLite to PostgreSQL, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone

from bayen.actions.audit import record_event
from bayen.actions.refused import ActionRefused
from bayen.records.copying import copy_rows, count_rows, speaking_to
from bayen.records.ledger import find_head
from bayen.records.models import Account

DESTINATION = "destination"  # the settings' name for the database that is moved into


@dataclass(frozen=True, slots=True)
class Moved:
    """What was copied.

    Attributes:
        rows: of each table, by its name.
        head: the source's last seal; the copy must end in the same.
    """

    rows: dict[str, int]
    head: str


@contextmanager
def moved_office(
    *, actor: Account, on_rows: Callable[[int], None], on_total: Callable[[int], None]
) -> Iterator[Moved]:
    """Copy everything into the empty ``DESTINATION`` and let the caller look before it counts.

    Inside the block every query goes to the copy, which is not committed yet: what is raised
    there undoes it. The source is locked meanwhile, so that nothing is accepted there that
    the copy lacks.

    Raises:
        ActionRefused: the destination is not PostgreSQL or not empty, this office is not on
            SQLite, or a table came out with another number of rows.
    """
    _check_ends()
    call_command("migrate", database=DESTINATION, interactive=False, verbosity=0)
    with transaction.atomic(), transaction.atomic(using=DESTINATION):
        if any(count_rows(DESTINATION).values()):
            raise ActionRefused("move-not-empty", "nơi đến đã có dữ liệu; tạo cơ sở dữ liệu trống")
        rows, head = count_rows(DEFAULT_DB_ALIAS), find_head().hash
        on_total(sum(rows.values()))
        copy_rows(DEFAULT_DB_ALIAS, DESTINATION, on_rows)
        with speaking_to(DESTINATION):
            _check_counts(rows)
            _record(actor, rows, head)
            yield Moved(rows, head)


def _check_ends() -> None:
    if connections[DEFAULT_DB_ALIAS].vendor != "sqlite":
        raise ActionRefused(
            "move-source", "đơn vị này không còn dùng SQLite; không có gì để chuyển"
        )
    if connections[DESTINATION].vendor != "postgresql":
        raise ActionRefused("move-destination", "nơi đến phải là PostgreSQL: --to postgres://…")


def _check_counts(rows: dict[str, int]) -> None:
    found = count_rows(DEFAULT_DB_ALIAS)
    for table, wanted in rows.items():
        if found[table] != wanted:
            raise ActionRefused(
                "move-rows-differ",
                f"bảng {table}: {wanted} dòng ở nơi đi, {found[table]} ở nơi đến",
            )


def _record(actor: Account, rows: dict[str, int], head: str) -> None:
    record_event(
        actor=actor,
        action="move_office",
        target="office",
        now=timezone.now(),
        rows=sum(rows.values()),
        head=head,
    )
