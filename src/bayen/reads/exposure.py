"""What an account touched in a span of time: for the record of a breach."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import timezone

from bayen.access.account_keeping import access_account
from bayen.access.audit_reading import visible_events
from bayen.catalogue.places import load_atlas
from bayen.core.atlas import UnknownPlaceError
from bayen.outputs.breach_record import BreachLine, BreachRecord
from bayen.records.audit_actions import ACTIONS_VI, TARGETS_VI
from bayen.records.models import Account, AuditEvent

_LOG_INS = frozenset({"sign_in", "sign_out", "lock_out"})


def exposure(
    reader: Account, username: str, since: datetime, until: datetime, found_at: datetime
) -> BreachRecord:
    """Every deed of the account between two moments, the first and not the last.

    Raises:
        AccessDenied: the reader keeps no such account.
    """
    account = access_account(reader, username)
    deeds = visible_events(reader).filter(actor=account.username, at__gte=since, at__lt=until)
    events = list(deeds.order_by("id"))
    views = _of(events, _is_view)
    return BreachRecord(
        username=account.username,
        since=timezone.localtime(since),
        until=timezone.localtime(until),
        found_at=timezone.localtime(found_at),
        exports=_lines(_of(events, _is_export)),
        views=_lines(views),
        people=sum(int(event.detail.get("people", 0)) for event in views),
        changes=_lines(_of(events, _is_change)),
        log_ins=_lines(_of(events, _is_log_in)),
    )


def _of(events: Iterable[AuditEvent], kind: Callable[[AuditEvent], bool]) -> list[AuditEvent]:
    return [event for event in events if kind(event)]


def _is_export(event: AuditEvent) -> bool:
    return event.action.startswith("export_")


def _is_view(event: AuditEvent) -> bool:
    return event.action.startswith("view_")


def _is_log_in(event: AuditEvent) -> bool:
    return event.action in _LOG_INS


def _is_change(event: AuditEvent) -> bool:
    return not (_is_export(event) or _is_view(event) or _is_log_in(event))


def _lines(events: Iterable[AuditEvent]) -> tuple[BreachLine, ...]:
    return tuple(_line(event) for event in events)


def _line(event: AuditEvent) -> BreachLine:
    at = timezone.localtime(event.at)
    return BreachLine(
        at=at,
        deed=ACTIONS_VI.get(event.action, event.action),
        target=_target(event.target),
        place=_place(event.place_id, at),
        detail=", ".join(f"{name} {value}" for name, value in _told(event)),
    )


def _target(target: str) -> str:
    kind, _, name = target.partition(":")
    return TARGETS_VI.get(kind, target).format(name=name)


def _told(event: AuditEvent) -> Iterable[tuple[str, object]]:
    """Of what a row holds, what helps to find a machine, a file or a person."""
    names = {"address": "máy", "browser": "trình duyệt", "format": "dạng", "people": "số tên"}
    return ((names[key], value) for key, value in event.detail.items() if key in names)


def _place(place_id: str | None, at: datetime) -> str:
    if not place_id:
        return ""
    try:
        return load_atlas().full_label_vi(place_id, at.date())
    except UnknownPlaceError:
        return place_id
