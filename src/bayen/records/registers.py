"""The registers of groups and models as rows: entries of a place, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q

from bayen.core.registers import Entry, EntryDeed
from bayen.records.models import RegisterEntry, RegisterUnit


def register_rows(place_id: str, last_entry: int | None = None) -> list[RegisterEntry]:
    """The entries of a commune's register, or what of it belongs to one village, in their order.

    Units first: a place without any, as most are on the day everybody sends, costs one look.

    Args:
        last_entry: only as far as the register went then; None is everything.
    """
    units = RegisterUnit.objects.filter(Q(commune_id=place_id) | Q(place_id=place_id)).in_bulk()
    if not units:
        return []
    rows = RegisterEntry.objects.filter(unit_id__in=units).order_by("id")
    if last_entry is not None:
        rows = rows.filter(pk__lte=last_entry)
    found = list(rows)
    for row in found:
        row.unit = units[row.unit_id]
    return found


def load_registers(place_id: str) -> Mapping[str, list[Entry]]:
    """The entries of a place's registers by kind."""
    found: dict[str, list[Entry]] = {}
    for row in register_rows(place_id):
        found.setdefault(row.unit.kind, []).append(entry_of(row))
    return found


def entry_of(row: RegisterEntry) -> Entry:
    return Entry(
        number=row.pk,
        unit=row.unit_id,
        deed=EntryDeed(row.deed),
        day=row.day,
        name=row.name,
        members=row.members,
        takes_back=row.takes_back_id,
    )


def entries_of(rows: Iterable[RegisterEntry]) -> list[Entry]:
    return [entry_of(row) for row in rows]
