"""Ending log-ins: the next request of an ended session finds nobody signed in."""

from __future__ import annotations

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bayen.access.account_keeping import require_change
from bayen.actions.audit import record_event
from bayen.records.models import Account


@transaction.atomic
def end_own_session(*, actor: Account, number: int) -> bool:
    """End one of the actor's own sessions; whether there was such a one."""
    return bool(_end(actor, actor, UserSession.objects.filter(user=actor, pk=number)))


@transaction.atomic
def end_other_sessions(*, actor: Account, session_key: str) -> int:
    """End all of the actor's own sessions but this one; how many there were."""
    others = UserSession.objects.filter(user=actor).exclude(session_key=session_key)
    return _end(actor, actor, others)


@transaction.atomic
def end_sessions_of(*, actor: Account, account: Account) -> int:
    """End all sessions of an account that the actor keeps, as after a device was lost.

    Raises:
        AccessDenied: the actor does not keep the account.
    """
    require_change(actor, account, timezone.localdate())
    return _end(actor, account, UserSession.objects.filter(user=account))


def _end(actor: Account, account: Account, sessions: QuerySet[UserSession]) -> int:
    found = list(sessions)
    get_adapter().end_sessions(found)
    if found:
        record_event(
            actor=actor,
            action="end_sessions",
            target=f"account:{account.username}",
            now=timezone.now(),
            count=len(found),
        )
    return len(found)
