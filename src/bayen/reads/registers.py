"""The registers of a place as they stood on a day, and one unit with all that was entered of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator

from bayen.access.door import require
from bayen.access.permissions import Permission
from bayen.access.registers import access_unit, may_keep_register
from bayen.catalogue.places import load_atlas
from bayen.catalogue.unit_kinds import load_unit_kinds
from bayen.core.collation import fold, sort_key
from bayen.core.quantities import Quantity
from bayen.core.registers import (
    EntryDeed,
    UnitKind,
    UnitOnDay,
    count_register,
    register_on,
    standing_entries,
)
from bayen.core.spans import Span
from bayen.records.models import Account, RegisterEntry, RegisterUnit
from bayen.records.registers import entries_of, register_rows

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """What is asked of a register.

    Attributes:
        kind: code of a kind; "" is all.
        words: of the name, without diacritics too.
        with_ended: also units that had ended by the day.
        last_entry: only what had been entered up to this entry; None is everything.
    """

    kind: str = ""
    words: str = ""
    with_ended: bool = False
    last_entry: int | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One group or model; ``place_label`` is its village, "" of the commune itself."""

    unit: UnitOnDay
    kind: UnitKind
    place_label: str


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many of a kind there are on the day, and how many belong to them if that is known."""

    kind: UnitKind
    count: Quantity
    members: Quantity | None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the list, with what the day adds up to; ``total`` counts the matching units."""

    rows: tuple[UnitRow, ...]
    total: int
    page: int
    pages: int
    counts: tuple[KindCount, ...]
    may_keep: bool


def register_page(
    account: Account, place_id: str, day: date, filters: RegisterFilters, page: str = "1"
) -> RegisterPage:
    """The register of a commune, or of one village of it, on a day; by kind, then by name.

    Raises:
        AccessDenied: the place is not the account's.
    """
    require(account, Permission.VIEW, place_id, day)
    entries = register_rows(place_id, filters.last_entry)
    units = [row for row in _units(entries, day) if filters.kind in {"", row.kind.code}]
    found = [row for row in units if _matches(row, filters)]
    shown = Paginator(found, PAGE_SIZE).get_page(page)
    return RegisterPage(
        rows=tuple(shown.object_list),
        total=len(found),
        page=shown.number,
        pages=shown.paginator.num_pages,
        counts=tuple(_counts(entries, day, filters.kind)),
        may_keep=may_keep_register(account, place_id, day),
    )


def _units(entries: Iterable[RegisterEntry], day: date) -> list[UnitRow]:
    known = list(entries)
    kinds, about = load_unit_kinds(), {row.unit_id: row.unit for row in known}
    order = {code: at for at, code in enumerate(kinds)}
    rows = [
        UnitRow(unit, kinds[about[unit.number].kind], _village(about[unit.number], day))
        for unit in register_on(entries_of(known), day)
        if about[unit.number].kind in kinds
    ]
    return sorted(rows, key=lambda row: (order[row.kind.code], sort_key(row.unit.name)))


def _village(unit: RegisterUnit, day: date) -> str:
    if unit.place_id == unit.commune_id:
        return ""
    return load_atlas().label_vi(unit.place_id, day)


def _matches(row: UnitRow, filters: RegisterFilters) -> bool:
    if row.unit.ended_on is not None and not filters.with_ended:
        return False
    words = fold(filters.words).split()
    text = fold(f"{row.unit.name} {row.place_label}")
    return all(word in text for word in words)


def _counts(entries: Iterable[RegisterEntry], day: date, chosen: str) -> Iterator[KindCount]:
    by_kind: dict[str, list[RegisterEntry]] = {}
    for row in entries:
        by_kind.setdefault(row.unit.kind, []).append(row)
    for kind in load_unit_kinds().values():
        said = count_register(kind, entries_of(by_kind.get(kind.code, ())), Span(None, day))
        if said and chosen in {"", kind.code}:
            yield KindCount(kind, said[kind.count], said.get(kind.members))


# --- one unit ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as it was written; ``taken_back`` says why it no longer counts, "" if it does."""

    number: int
    deed: EntryDeed
    day: date
    name: str
    members: int | None
    decision: str
    recorded_by: str
    recorded_at: datetime
    taken_back: str


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit as it stands on a day; None of ``now`` where it is not in the register then.

    Attributes:
        place_label: the village or commune with those above it.
        entries: newest last; what took others back stands with those.
    """

    number: int
    kind: UnitKind
    commune_id: str
    place_label: str
    now: UnitOnDay | None
    entries: tuple[EntryRow, ...]
    may_keep: bool

    @property
    def name(self) -> str:
        """What it is or was last called."""
        named = [entry.name for entry in self.entries if entry.name]
        return self.now.name if self.now else named[-1]


def unit_card(account: Account, number: int, day: date) -> UnitCard:
    """One group or model with its history.

    Raises:
        AccessDenied: there is none, or its place is not the account's.
    """
    unit = access_unit(account, number, day)
    rows = list(unit.entries.select_related("recorded_by").order_by("id"))
    entries = entries_of(rows)
    standing = {entry.number for entry in standing_entries(entries)}
    reasons = {row.takes_back_id: row.reason for row in rows if row.takes_back_id}
    now = register_on(entries, day)
    return UnitCard(
        number=unit.pk,
        kind=load_unit_kinds()[unit.kind],
        commune_id=unit.commune_id,
        place_label=load_atlas().full_label_vi(unit.place_id, day),
        now=now[0] if now else None,
        entries=tuple(
            _entry_row(row, row.day, "" if row.pk in standing else reasons[row.pk])
            for row in rows
            if row.day is not None
        ),
        may_keep=may_keep_register(account, unit.commune_id, day),
    )


def _entry_row(row: RegisterEntry, day: date, taken_back: str) -> EntryRow:
    return EntryRow(
        number=row.pk,
        deed=EntryDeed(row.deed),
        day=day,
        name=row.name,
        members=row.members,
        decision=row.decision,
        recorded_by=row.recorded_by.display_name,
        recorded_at=row.recorded_at,
        taken_back=taken_back,
    )
