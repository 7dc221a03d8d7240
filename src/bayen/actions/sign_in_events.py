"""What the audit log keeps of log-ins: who came and went, locks, second factors."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bayen.actions.audit import record_event
from bayen.records.models import Account, AuditEvent


@transaction.atomic
def record_sign_in_event(*, account: Account, action: str, **detail: str) -> None:
    """A row by the account about itself."""
    target = f"account:{account.username}"
    record_event(actor=account, action=action, target=target, now=timezone.now(), **detail)


@transaction.atomic
def record_lock(*, username: str, address: str) -> None:
    """That an account was locked on a machine: once a lock, and only of accounts that are.

    A name that nobody has is not kept: it may be a password typed into the wrong field.
    """
    account = Account.objects.filter(username=username).first()
    if account is not None and not _is_recorded(username, address):
        record_sign_in_event(account=account, action="lock_out", address=address)


def _is_recorded(username: str, address: str) -> bool:
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    locks = AuditEvent.objects.filter(actor=username, action="lock_out", at__gt=since)
    return locks.filter(detail__address=address).exists()
