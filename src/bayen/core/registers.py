"""Registers of groups and models: dated entries, and what stood on a day; pure.

A register only grows. What stood on a day follows from the days that the entries name, not from
when they were written down; an entry that was wrong is taken back by a later one.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bayen.core.days import render_day
from bayen.core.quantities import Bound, Quantity
from bayen.core.spans import Span


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of group or model, with the codes of the indicators that its register feeds.

    Attributes:
        name_vi: "Tổ hòa giải".
        count: how many there are on the last day of a period.
        members, new, ended: how many belong to them that day; how many began and how many ended
            within the period; "" where no indicator asks for it.
    """

    code: str
    name_vi: str
    count: str
    members: str = ""
    new: str = ""
    ended: str = ""

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(code for code in (self.count, self.members, self.new, self.ended) if code)


class EntryDeed(enum.StrEnum):
    """What an entry says of a unit."""

    FOUND = "found"
    MEMBERS = "members"
    RENAME = "rename"
    END = "end"
    TAKE_BACK = "take_back"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register.

    Attributes:
        number: of the entry, growing with time.
        unit: number of the group or model.
        day: from which day it holds; of END the first on which the unit is no more; None of
            TAKE_BACK.
        name: of FOUND and RENAME.
        members: of FOUND and MEMBERS; None while unknown.
        takes_back: number of the entry that was wrong.
    """

    number: int
    unit: int
    deed: EntryDeed
    day: date | None = None
    name: str = ""
    members: int | None = None
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class UnitOnDay:
    """A group or model as it stood on a day; ``ended_on`` is the first day it was no more."""

    number: int
    name: str
    members: int | None
    founded_on: date
    ended_on: date | None = None


def standing_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Those that hold: not taken back, by the day from which they hold."""
    known = list(entries)
    gone = {entry.takes_back for entry in known if entry.takes_back is not None}
    kept = [entry for entry in known if entry.day is not None and entry.number not in gone]
    return sorted(kept, key=lambda entry: (entry.day, _ORDER[entry.deed], entry.number))


_ORDER = {deed: at for at, deed in enumerate(EntryDeed)}  # on one day a unit begins first


def register_on(entries: Iterable[Entry], day: date) -> tuple[UnitOnDay, ...]:
    """Every unit that had begun by a day, also those that had ended, by number."""
    units: dict[int, UnitOnDay] = {}
    for entry in standing_entries(entries):
        if entry.day is None or entry.day > day:
            continue
        if entry.deed is EntryDeed.FOUND:
            units[entry.unit] = UnitOnDay(entry.unit, entry.name, entry.members, entry.day)
        elif entry.unit in units:
            units[entry.unit] = _changed(units[entry.unit], entry)
    return tuple(units[number] for number in sorted(units))


def _changed(unit: UnitOnDay, entry: Entry) -> UnitOnDay:
    if entry.deed is EntryDeed.MEMBERS:
        return replace(unit, members=entry.members)
    if entry.deed is EntryDeed.RENAME:
        return replace(unit, name=entry.name)
    return replace(unit, ended_on=entry.day)


def count_register(kind: UnitKind, entries: Iterable[Entry], span: Span) -> dict[str, Quantity]:
    """What the register of one kind says of a period, by indicator.

    A register without any unit says nothing: empty is not zero. Of members it says "hơn" while
    those of some unit are unknown, and nothing while all are.
    """
    units = register_on(entries, span.last_day)
    if not units:
        return {}
    standing = [unit for unit in units if unit.ended_on is None]
    said = {kind.count: Quantity(Decimal(len(standing)))}
    members = _sum_members(standing)
    if kind.members and members is not None:
        said[kind.members] = members
    if span.first_day is not None:
        began = sum(unit.founded_on >= span.first_day for unit in units)
        ended = sum(unit.ended_on is not None and unit.ended_on >= span.first_day for unit in units)
        flows = {kind.new: began, kind.ended: ended}
        said |= {code: Quantity(Decimal(count)) for code, count in flows.items() if code}
    return said


def _sum_members(standing: Iterable[UnitOnDay]) -> Quantity | None:
    counts = [unit.members for unit in standing]
    known = [count for count in counts if count is not None]
    if counts and not known:
        return None
    return Quantity(Decimal(sum(known)), Bound.OVER if len(known) < len(counts) else Bound.EXACT)


def kinds_by_indicator(kinds: Iterable[UnitKind]) -> Mapping[str, UnitKind]:
    """The kind of which the register feeds an indicator."""
    return {code: kind for kind in kinds for code in kind.indicators}


# --- where a figure came from ---------------------------------------------------------------


def cite_register(kind: UnitKind, day: date, last_entry: int) -> str:
    """The register at a day, as far as it was written then: what a figure came from."""
    return f"Sổ theo dõi: {kind.name_vi}, ngày {render_day(day)}, đến mục {last_entry}"


_CITED = re.compile(r"Sổ theo dõi: .*, đến mục ([0-9]+)")


def find_last_entry(citation: str) -> int | None:
    """The last entry that was counted; None of what cites no register."""
    cited = _CITED.fullmatch(citation)
    return int(cited[1]) if cited else None
