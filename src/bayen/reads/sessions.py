"""Where an account is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

from bayen.records.models import Account


@dataclass(frozen=True, slots=True)
class SessionView:
    """One log-in that still holds."""

    number: int
    began: datetime
    address: str
    user_agent: str
    is_here: bool


def own_sessions(account: Account, session_key: str) -> tuple[SessionView, ...]:
    """The account's log-ins, newest first; ``session_key`` is the one that asks."""
    held = UserSession.objects.purge_and_list(account)
    return tuple(
        SessionView(
            number=session.pk,
            began=session.created_at,
            address=session.ip,
            user_agent=session.user_agent,
            is_here=session.session_key == session_key,
        )
        for session in sorted(held, key=lambda one: one.created_at, reverse=True)
    )
