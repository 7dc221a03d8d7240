"""Writing the audit log; every action calls it in its own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bayen.records.models import Account, AuditEvent


def record_event(*, actor: Account, action: str, target: str, now: datetime, **detail: Any) -> None:
    """One row: who did what to what; ``detail`` holds no text of documents and no names."""
    audit_event(actor=actor, action=action, target=target, now=now, **detail).save()


def audit_event(
    *, actor: Account, action: str, target: str, now: datetime, **detail: Any
) -> AuditEvent:
    """The same row, unsaved: for writing many at once."""
    return AuditEvent(at=now, actor=actor.username, action=action, target=target, detail=detail)
