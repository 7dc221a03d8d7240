"""The audit log for those who read it: narrowed by day, person, place and deed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from bayen.access.audit_reading import visible_events
from bayen.access.door import territory_of
from bayen.core.collation import fold
from bayen.core.days import ONE_DAY
from bayen.records.models import Account, AuditEvent, Posting

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class AuditFilters:
    """What the log is narrowed to; nothing is everything.

    Attributes:
        first_day, last_day: of the deed, by the clock of Viet Nam; both count.
        person: letters of a name or log-in name, diacritics or not.
        place_id: deeds about this place or below it.
        action: one of ``records.audit_actions``.
    """

    first_day: date | None = None
    last_day: date | None = None
    person: str = ""
    place_id: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One deed; ``place_id`` is "" where it is about the actor's own place."""

    number: int
    at: datetime
    actor: str
    action: str
    target: str
    place_id: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AuditPage:
    rows: tuple[AuditRow, ...]
    total: int
    page: int
    pages: int


def audit_page(account: Account, filters: AuditFilters, page: int) -> AuditPage:
    """A page of what the account may read, newest first."""
    paginator = Paginator(_filtered(account, filters), PAGE_SIZE)
    shown = paginator.get_page(page)
    return AuditPage(tuple(map(_row, shown)), paginator.count, shown.number, paginator.num_pages)


def audit_rows(account: Account, filters: AuditFilters) -> Iterator[AuditRow]:
    """All of it, row by row: for files."""
    return map(_row, _filtered(account, filters).iterator(chunk_size=2_000))


def _filtered(account: Account, filters: AuditFilters) -> QuerySet[AuditEvent]:
    condition = Q()
    if filters.first_day:
        condition &= Q(at__gte=_midnight(filters.first_day))
    if filters.last_day:
        condition &= Q(at__lt=_midnight(filters.last_day + ONE_DAY))
    if filters.action:
        condition &= Q(action=filters.action)
    if filters.person:
        condition &= Q(actor__in=_usernames(filters.person))
    if filters.place_id:
        condition &= _about(filters.place_id)
    return visible_events(account).filter(condition)


def _usernames(words: str) -> list[str]:
    """Those of whom the words may speak; databases do not fold Vietnamese."""
    wanted = fold(words)
    people = Account.objects.values_list("username", "display_name")
    return [username for username, name in people if wanted in fold(f"{username} {name}")]


def _about(place_id: str) -> Q:
    territory = territory_of(place_id)
    if territory.is_whole_nation:
        return Q()
    places = sorted(territory.stays)
    people = Posting.objects.filter(place_id__in=places).values("account__username")
    return Q(place_id__in=places) | Q(place_id__isnull=True, actor__in=people)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _row(event: AuditEvent) -> AuditRow:
    return AuditRow(
        number=event.pk,
        at=event.at,
        actor=event.actor,
        action=event.action,
        target=event.target,
        place_id=event.place_id or "",
        detail=event.detail,
    )
