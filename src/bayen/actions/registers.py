"""The registers of groups and models: units entered, changed, ended; wrong entries taken back.

Nothing is edited or deleted: every deed adds one dated entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from bayen.access.registers import access_kept_unit, require_keeper
from bayen.actions.audit import record_event
from bayen.actions.free_text import checked_text
from bayen.actions.refused import ActionRefused
from bayen.catalogue.places import load_atlas
from bayen.catalogue.unit_kinds import load_unit_kinds
from bayen.core.places import Level
from bayen.core.registers import Entry, EntryDeed, standing_entries
from bayen.records.models import Account, RegisterEntry, RegisterUnit
from bayen.records.registers import entries_of

LONGEST_NAME = 120
MOST_MEMBERS = 100_000  # more than any commune has people in a group
EARLIEST = date(1945, 9, 2)
# A group is called after its place or its work, never after who leads it.
_PERSON = re.compile(
    r"\b(?:ông|bà|anh|chị|đồng chí|đ/c|tổ trưởng|đội trưởng|trưởng nhóm|phụ trách)\s+[A-ZĐÀ-Ỹ]"
)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a unit.

    Attributes:
        deed: RENAME, MEMBERS or END.
        day: from which day; of END the first on which the unit is no more.
        name: of RENAME.
        members: of MEMBERS, as it was typed; "" is unknown.
        decision: number of the decision; may be "".
    """

    deed: EntryDeed
    day: date
    name: str = ""
    members: str = ""
    decision: str = ""


@transaction.atomic
def register_unit(
    *,
    actor: Account,
    place_id: str,
    kind: str,
    name: str,
    founded_on: date,
    members: str = "",
    decision: str = "",
) -> RegisterUnit:
    """Enter a group or model of a commune, or of one of its villages.

    Raises:
        AccessDenied: the actor is no officer of the commune.
        ActionRefused: no such kind or place, a day that cannot be, a name that cannot be kept.
    """
    today = timezone.localdate()
    commune_id = _commune_of(place_id, today)
    require_keeper(actor, commune_id, today)
    if kind not in load_unit_kinds():
        raise ActionRefused("unit-kind", "Chọn loại tổ, mô hình trong danh sách.")
    founded = Change(EntryDeed.FOUND, _checked_day(founded_on), name, members, decision)
    unit = RegisterUnit.objects.create(
        kind=kind,
        commune_id=commune_id,
        place_id=place_id,
        registered_by=actor,
        registered_at=timezone.now(),
    )
    _enter(actor, unit, founded)
    _record(actor, "register_unit", unit)
    return unit


@transaction.atomic
def change_unit(*, actor: Account, unit_number: int, change: Change) -> RegisterEntry:
    """Enter what became of a unit from a day on.

    Raises:
        AccessDenied: there is none, or the actor is no officer of its commune.
        ActionRefused: the unit was not there that day, the same was entered for that day
            already, or a value cannot be kept.
    """
    if change.deed not in {EntryDeed.RENAME, EntryDeed.MEMBERS, EntryDeed.END}:
        raise ActionRefused("unit-deed", "Chọn việc cần ghi: số thành viên, đổi tên hay kết thúc.")
    unit = access_kept_unit(actor, unit_number, timezone.localdate())
    _refuse_impossible(entries_of(unit.entries.all()), change)
    entry = _enter(actor, unit, change)
    _record(actor, "change_unit", unit)
    return entry


@transaction.atomic
def take_back_entry(
    *, actor: Account, unit_number: int, entry_number: int, reason: str
) -> RegisterEntry:
    """Say that an entry was wrong; it stays to be read, and no longer counts.

    Raises:
        AccessDenied: no such entry of such a unit, or the actor is no officer of its commune.
        ActionRefused: it was taken back already, or the reason is missing or cannot be kept.
    """
    unit = access_kept_unit(actor, unit_number, timezone.localdate())
    standing = {entry.number for entry in standing_entries(entries_of(unit.entries.all()))}
    if entry_number not in standing:
        raise ActionRefused("entry-gone", "Mục này không có, hoặc đã rút rồi.")
    entry = RegisterEntry.objects.create(
        unit=unit,
        deed=EntryDeed.TAKE_BACK,
        takes_back_id=entry_number,
        reason=_without_person(checked_text(reason, what="lý do rút", required=True), "lý do rút"),
        recorded_by=actor,
        recorded_at=timezone.now(),
    )
    _record(actor, "take_back_entry", unit)
    return entry


# --- what may be entered ---------------------------------------------------------------------


def _commune_of(place_id: str, day: date) -> str:
    version = load_atlas().find_version(place_id, day)
    if version is not None and version.kind.level is Level.COMMUNE:
        return place_id
    if version is not None and version.kind.level is Level.VILLAGE and version.parent_id:
        return version.parent_id
    raise ActionRefused("unit-place", "Chọn xã, hoặc thôn, bản của xã, đang có hôm nay.")


def _checked_day(day: date) -> date:
    if not EARLIEST <= day <= timezone.localdate():
        raise ActionRefused("unit-day", "Ngày phải từ 02/9/1945 đến hôm nay.")
    return day


def _refuse_impossible(entries: Iterable[Entry], change: Change) -> None:
    """Two entries of one sort for one day would leave it open which of them holds."""
    standing = standing_entries(entries)
    day = _checked_day(change.day)
    founded = next((one.day for one in standing if one.deed is EntryDeed.FOUND), None)
    if founded is None:
        raise ActionRefused("unit-gone", "Tổ, mô hình này đã rút khỏi sổ; hãy ghi lại từ đầu.")
    ended = next((one.day for one in standing if one.deed is EntryDeed.END), None)
    if ended is not None and (change.deed is EntryDeed.END or day >= ended):
        raise ActionRefused(
            "unit-ended", "Tổ, mô hình này đã ghi ngày kết thúc; nếu ghi nhầm, rút mục đó trước."
        )
    last = max(one.day or day for one in standing)
    if day <= founded or (change.deed is EntryDeed.END and day <= last):
        raise ActionRefused("unit-too-early", "Ngày này sớm quá: phải sau các việc đã ghi trước.")
    if any(one.deed is change.deed and one.day == day for one in standing):
        raise ActionRefused(
            "entry-twice", "Ngày này đã ghi một mục cùng việc; nếu sai, rút mục đó rồi ghi lại."
        )


def _members(typed: str) -> int | None:
    clean = typed.replace(".", "").strip()
    if not clean:
        return None
    if not clean.isdecimal() or int(clean) > MOST_MEMBERS:
        raise ActionRefused(
            "unit-members", "Số thành viên phải là số nguyên; chưa rõ thì để trống."
        )
    return int(clean)


def _name(typed: str) -> str:
    name = checked_text(typed, what="tên tổ, mô hình", required=True)
    if len(name) > LONGEST_NAME:
        raise ActionRefused("unit-name", f"Tên dài quá {LONGEST_NAME} chữ; hãy ghi ngắn lại.")
    return _without_person(name, "tên tổ, mô hình")


def _decision(typed: str) -> str:
    text = checked_text(typed, what="số quyết định")
    if len(text) > LONGEST_NAME:
        raise ActionRefused("unit-decision", "Chỉ ghi số và ngày của quyết định.")
    return _without_person(text, "số quyết định")


def _without_person(text: str, what: str) -> str:
    if _PERSON.search(text):
        raise ActionRefused("text-personal", f"Phần {what} có tên người; hãy bỏ tên người đi.")
    return text


# --- how it is written -----------------------------------------------------------------------


def _enter(actor: Account, unit: RegisterUnit, change: Change) -> RegisterEntry:
    named = change.deed in {EntryDeed.FOUND, EntryDeed.RENAME}
    counted = change.deed in {EntryDeed.FOUND, EntryDeed.MEMBERS}
    return RegisterEntry.objects.create(
        unit=unit,
        deed=change.deed,
        day=change.day,
        name=_name(change.name) if named else "",
        members=_members(change.members) if counted else None,
        decision=_decision(change.decision),
        recorded_by=actor,
        recorded_at=timezone.now(),
    )


def _record(actor: Account, action: str, unit: RegisterUnit) -> None:
    record_event(
        actor=actor,
        action=action,
        target=f"unit:{unit.pk}",
        now=timezone.now(),
        place=unit.place_id,
    )
