"""One-time links: whoever holds one chooses the password, nobody else ever types it.

An administrator hands the link over by hand, on paper or in a chat; it lasts a few days and
opens once. A newer link for the same account ends the older ones.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from bayen.access.account_keeping import require_change
from bayen.actions.audit import record_event
from bayen.actions.refused import ActionRefused
from bayen.records.models import Account, Invitation, InvitationPurpose

LASTS = timedelta(days=7)
_SECRET_BYTES = 32


@transaction.atomic
def issue_link(*, actor: Account, account: Account) -> str:
    """A new link's secret, shown this once; earlier links of the account open nothing more.

    Raises:
        AccessDenied: the actor does not keep the account, or it is their own.
        ActionRefused: the account is closed.
    """
    now = timezone.now()
    require_change(actor, account, timezone.localdate(now))
    if not account.is_active:
        raise ActionRefused("account-closed", "Tài khoản đã đóng; mở lại trước khi cấp đường dẫn.")
    _revoke_open(account, now)
    is_first = not account.has_usable_password()
    purpose = InvitationPurpose.INVITE if is_first else InvitationPurpose.RESET
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    Invitation.objects.create(
        account=account,
        digest=_digest(secret),
        purpose=purpose,
        issued_by=actor.username,
        issued_at=now,
        expires_at=now + LASTS,
    )
    _record(actor, "issue_link", account, now, purpose=purpose.value)
    return secret


@transaction.atomic
def revoke_links(*, actor: Account, account: Account) -> int:
    """End the account's open links; how many there were. Raises as ``issue_link``."""
    now = timezone.now()
    require_change(actor, account, timezone.localdate(now))
    ended = _revoke_open(account, now)
    if ended:
        _record(actor, "revoke_link", account, now)
    return ended


def find_link(secret: str) -> Invitation | None:
    """The link that still opens with this secret; None for any other, without saying why."""
    still_open = Invitation.objects.select_related("account").open_at(timezone.now())
    return still_open.filter(digest=_digest(secret), account__is_active=True).first()


@transaction.atomic
def choose_password(*, secret: str, password: str) -> Account:
    """Use a link: set the password, end the account's sessions, close the link.

    Raises:
        ActionRefused: the link opens nothing (any more).
        ValidationError: the password breaks a rule; the link stays open.
    """
    now = timezone.now()
    locked = Invitation.objects.select_for_update().open_at(now)
    found = locked.filter(digest=_digest(secret), account__is_active=True).first()
    if found is None:
        raise ActionRefused("link-over", "Đường dẫn đã dùng, đã hết hạn hoặc đã bị thu hồi.")
    account = found.account
    validate_password(password, account)
    account.set_password(password)  # sessions carry its hash: the old ones end with it
    account.save(update_fields=["password"])
    found.used_at = now
    found.save(update_fields=["used_at"])
    _record(account, "use_link", account, now, purpose=found.purpose)
    return account


@transaction.atomic
def change_password(*, actor: Account, password: str) -> None:
    """Change one's own password.

    Raises:
        ValidationError: the password breaks a rule.
    """
    validate_password(password, actor)
    actor.set_password(password)
    actor.save(update_fields=["password"])
    now = timezone.now()
    _revoke_open(actor, now)
    _record(actor, "change_password", actor, now)


def _revoke_open(account: Account, now: datetime) -> int:
    return Invitation.objects.open_at(now).filter(account=account).update(revoked_at=now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _record(actor: Account, action: str, account: Account, now: datetime, **detail: str) -> None:
    target = f"account:{account.username}"
    record_event(actor=actor, action=action, target=target, now=now, **detail)
