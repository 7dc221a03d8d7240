"""Writing the audit log; every action calls it in its own transaction."""

from __future__ import annotations

import warnings
from datetime import datetime
from typing import Any

from django.utils import timezone

from bayen.records.audit_actions import ACTIONS_VI
from bayen.records.models import Account, AuditEvent


def record_event(
    *, actor: Account, action: str, target: str, now: datetime, place: str = "", **detail: Any
) -> None:
    """One row: who did what to what, at which place; arguments as ``audit_event``."""
    event = audit_event(actor=actor, action=action, target=target, now=now, place=place, **detail)
    event.save()


def record_access(
    *, actor: Account, action: str, target: str, place: str = "", **detail: Any
) -> None:
    """A row for a view of names or an export: written before anything is handed out."""
    now = timezone.now()
    record_event(actor=actor, action=action, target=target, now=now, place=place, **detail)


def audit_event(
    *, actor: Account, action: str, target: str, now: datetime, place: str = "", **detail: Any
) -> AuditEvent:
    """The same row, unsaved: for writing many at once.

    Args:
        place: what it is about; auditors of that place and above read it. Without one those
            of the actor's places do.
        detail: holds no text of documents and no names.
    """
    if action not in ACTIONS_VI:
        warnings.warn(f"deed {action!r} has no words in records/audit_actions.py", stacklevel=2)
    return AuditEvent(
        at=now,
        actor=actor.username,
        action=action,
        target=target,
        place_id=place or None,
        detail=detail,
    )
