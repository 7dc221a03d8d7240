"""What the pages of the registers show: the list at a day, one unit with its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from bayen.access.accounts import Account
from bayen.access.registers import EntryDeed
from bayen.catalogue.places import load_atlas
from bayen.catalogue.unit_kinds import load_unit_kinds
from bayen.core.places import Level
from bayen.core.quantities import Quantity, render_quantity
from bayen.reads.registers import (
    EntryRow,
    KindCount,
    RegisterFilters,
    RegisterPage,
    UnitCard,
    register_page,
)
from bayen.web.retelling import retell


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks of a register."""

    place_id: str
    day: date
    filters: RegisterFilters

    @property
    def query(self) -> str:
        """For the other pages of the list."""
        filters = self.filters
        asked = {
            "place": self.place_id,
            "day": self.day.isoformat(),
            "kind": filters.kind,
            "q": filters.words,
            "ended": "1" if filters.with_ended else "",
            "upto": str(filters.last_entry or ""),
        }
        return urlencode({name: value for name, value in asked.items() if value}) + "&"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry in words; ``taken_back`` says why it no longer counts, "" if it does."""

    number: int
    deed: str
    day: date
    name: str
    members: str
    decision: str
    entered: str
    taken_back: str


def read_asked(request: HttpRequest, place_id: str, today: date) -> Asked:
    """The filters of the address; what makes no sense there is as if it were not."""
    told = request.GET
    upto = told.get("upto", "")
    kind = told.get("kind", "")
    filters = RegisterFilters(
        kind=kind if kind in load_unit_kinds() else "",
        words=told.get("q", "").strip()[:120],
        with_ended=told.get("ended") == "1",
        last_entry=int(upto) if upto.isdecimal() and len(upto) < _DIGITS else None,
    )
    return Asked(place_id, read_day(told.get("day", "")) or today, filters)


_DIGITS = 18


def read_day(typed: str) -> date | None:
    """A day as browsers send it; None of anything else."""
    try:
        return parse_date(typed)
    except ValueError:
        return None


def register_address(place_id: str, **asked: str) -> str:
    told = {name: value for name, value in {"place": place_id, **asked}.items() if value}
    return f"{reverse('register')}?{urlencode(told)}"


def list_context(account: Account, asked: Asked, page: str) -> dict[str, Any]:
    """The list as it stood on the day of the address."""
    shown = register_page(account, asked.place_id, asked.day, asked.filters, page)
    return {
        "asked": asked,
        "place_label": retell(load_atlas().full_label_vi(asked.place_id, asked.day)),
        "shown": shown,
        "kinds": [(kind.code, retell(kind.name_vi)) for kind in load_unit_kinds().values()],
        "counts": [_count_words(one) for one in shown.counts],
        "places": _places(asked.place_id, timezone.localdate()) if shown.may_keep else [],
        "is_filtered": is_filtered(asked.filters),
        "page": shown.page,
        "pages": shown.pages,
        "rows": [(row, retell(row.kind.name_vi), retell(row.place_label)) for row in shown.rows],
        "total": _total_words(shown),
    }


def is_filtered(filters: RegisterFilters) -> bool:
    return filters != RegisterFilters()


def _total_words(shown: RegisterPage) -> str:
    return _("{count} dòng").format(count=shown.total)


def _count_words(one: KindCount) -> tuple[str, str, str]:
    """The kind, how many there are, and how many members; "" where nobody knows."""
    members = "" if one.members is None else _quantity(one.members)
    return retell(one.kind.name_vi), _quantity(one.count), members


def _quantity(quantity: Quantity) -> str:
    return retell(render_quantity(quantity))


def _places(commune_id: str, day: date) -> list[tuple[str, str]]:
    """Whom a new unit can belong to: the commune, or one of its villages of today."""
    atlas = load_atlas()
    below = [v for v in atlas.children(commune_id, day) if v.kind.level is Level.VILLAGE]
    places = [commune_id, *(version.place_id for version in below)]
    return [(place_id, retell(atlas.label_vi(place_id, day))) for place_id in places]


def unit_context(card: UnitCard, day: date) -> dict[str, Any]:
    """One unit with all that was entered of it, newest first."""
    return {
        "card": card,
        "day": day,
        "kind": retell(card.kind.name_vi),
        "place_label": retell(card.place_label),
        "lines": [_line(entry) for entry in reversed(card.entries)],
        "deeds": [(deed.value, _deed(deed)) for deed in _OFFERED],
        "list_href": register_address(card.commune_id, kind=card.kind.code),
    }


_OFFERED = (EntryDeed.MEMBERS, EntryDeed.RENAME, EntryDeed.END)


def _line(entry: EntryRow) -> EntryLine:
    at = timezone.localtime(entry.recorded_at)
    return EntryLine(
        number=entry.number,
        deed=_deed(entry.deed),
        day=entry.day,
        name=entry.name,
        members=_members(entry),
        decision=entry.decision,
        entered=f"{entry.recorded_by}, {at:%H:%M %d/%m/%Y}",
        taken_back=entry.taken_back,
    )


def _deed(deed: EntryDeed) -> str:
    words = {
        EntryDeed.FOUND: _("Thành lập"),
        EntryDeed.MEMBERS: _("Số thành viên"),
        EntryDeed.RENAME: _("Đổi tên"),
        EntryDeed.END: _("Kết thúc"),
    }
    return words[deed]


def _members(entry: EntryRow) -> str:
    """How many it says there are; "" of entries that say nothing of it."""
    if entry.deed not in {EntryDeed.FOUND, EntryDeed.MEMBERS}:
        return ""
    if entry.members is None:
        return _("chưa rõ số thành viên")
    return _("{count} thành viên").format(count=entry.members)
