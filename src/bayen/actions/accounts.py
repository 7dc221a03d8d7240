"""Opening, posting, closing and unlocking accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from axes.utils import reset as reset_attempts
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from bayen.access.account_keeping import OPERATOR, access_account, require_change
from bayen.access.denied import AccessDenied
from bayen.access.door import require
from bayen.access.lasting_places import keeps_place
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.invitations import issue_link, revoke_links
from bayen.actions.refused import ActionRefused
from bayen.catalogue.places import load_atlas
from bayen.core.days import ONE_DAY
from bayen.core.places import NATION_ID
from bayen.records.models import Account, Posting, Role

_OPERATOR_ROLES = (Role.PROVINCE, Role.ADMINISTRATOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Invited:
    """A new account and the secret of its first link."""

    account: Account
    secret: str


@transaction.atomic
def office_operator() -> Account:
    """The account under which commands on the office machine act; made on first use.

    Whoever can start commands there holds the database anyway: the account gives no further
    power, it makes the log say who did it. Nobody can sign in with it.
    """
    found = Account.objects.filter(username=OPERATOR).first()
    if found is not None:
        return found
    now = timezone.now()
    operator = Account.objects.create_user(OPERATOR, display_name="Máy chủ của đơn vị")
    for role in _OPERATOR_ROLES:
        _post(operator, role, NATION_ID, timezone.localdate(now), None)
    record_event(actor=operator, action="open_office", target=f"account:{OPERATOR}", now=now)
    return operator


@transaction.atomic
def create_account(
    *,
    actor: Account,
    username: str,
    display_name: str,
    role: str,
    place_id: str,
    password: str | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Account:
    """An account with its first posting; without a password it waits for a link.

    Raises:
        AccessDenied: the actor manages no accounts of that place.
        ActionRefused: the name is taken or not well formed, or there is no such place or role.
    """
    now = timezone.now()
    begins = valid_from or timezone.localdate(now)
    require(actor, Permission.MANAGE_ACCOUNTS, place_id, begins)
    try:
        account = Account.objects.create_user(username, password, display_name=display_name)
    except ValidationError as error:
        raise ActionRefused("account-invalid", " ".join(error.messages)) from None
    _post(account, role, place_id, begins, valid_until)
    _record(actor, "create_account", account, now, role=role, place=place_id)
    return account


@transaction.atomic
def invite(
    *,
    actor: Account,
    username: str,
    display_name: str,
    role: str,
    place_id: str,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Invited:
    """An account whose holder chooses the password by a link; raises as ``create_account``."""
    account = create_account(
        actor=actor,
        username=username,
        display_name=display_name,
        role=role,
        place_id=place_id,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    return Invited(account, issue_link(actor=actor, account=account))


@transaction.atomic
def post_account(
    *,
    actor: Account,
    account: Account,
    role: str,
    place_id: str,
    valid_from: date,
    valid_until: date | None = None,
) -> Posting:
    """A further posting; raises as ``create_account``, also for the actor's own account."""
    _require_other(actor, account)
    require(actor, Permission.MANAGE_ACCOUNTS, place_id, valid_from)
    access_account(actor, account.username)
    posting = _post(account, role, place_id, valid_from, valid_until)
    _record(actor, "post_account", account, timezone.now(), role=role, place=place_id)
    return posting


@transaction.atomic
def end_posting(*, actor: Account, posting: Posting, last_day: date) -> Posting:
    """Let a posting end after a day; what the account did in it stays.

    Raises:
        AccessDenied: the actor does not keep that place, or the account is their own.
        ActionRefused: the posting is over already, or begins after that day.
    """
    now = timezone.now()
    _require_other(actor, posting.account)
    if not keeps_place(actor, Permission.MANAGE_ACCOUNTS, posting.place_id):
        raise AccessDenied(Permission.MANAGE_ACCOUNTS, posting.place_id)
    if posting.valid_until is not None and posting.valid_until <= timezone.localdate(now):
        raise ActionRefused("posting-over", "Phân công này đã hết hạn.")
    if last_day < posting.valid_from - ONE_DAY:
        raise ActionRefused("posting-order", "Ngày cuối phải sau ngày bắt đầu phân công.")
    posting.valid_until = last_day + ONE_DAY
    posting.save(update_fields=["valid_until"])
    _record(
        actor,
        "end_posting",
        posting.account,
        now,
        role=posting.role,
        place=posting.place_id,
        last_day=last_day.isoformat(),
    )
    return posting


@transaction.atomic
def close_account(*, actor: Account, account: Account) -> None:
    """Nobody signs in with it any more, open sessions end at once; what it did stays.

    Raises:
        AccessDenied: the actor does not keep the account, or it is their own.
    """
    now = timezone.now()
    require_change(actor, account, timezone.localdate(now))
    revoke_links(actor=actor, account=account)
    account.is_active = False
    account.save(update_fields=["is_active"])
    _record(actor, "close_account", account, now)


@transaction.atomic
def choose_language(*, actor: Account, language: str) -> None:
    """Pages speak it to this account from now on, on whatever machine."""
    actor.language = language
    actor.save(update_fields=["language"])
    record_event(
        actor=actor,
        action="choose_language",
        target=f"account:{actor.username}",
        now=timezone.now(),
        language=language,
    )


@transaction.atomic
def reopen_account(*, actor: Account, account: Account) -> None:
    """Undo ``close_account``; raises as it does."""
    now = timezone.now()
    require_change(actor, account, timezone.localdate(now))
    account.is_active = True
    account.save(update_fields=["is_active"])
    _record(actor, "reopen_account", account, now)


@transaction.atomic
def unlock_account(*, actor: Account, account: Account) -> None:
    """Forget the wrong passwords that locked it; raises as ``close_account``."""
    now = timezone.now()
    require_change(actor, account, timezone.localdate(now))
    reset_attempts(username=account.username)
    _record(actor, "unlock_account", account, now)


@transaction.atomic
def drop_second_factor(*, actor: Account, account: Account) -> int:
    """For a lost phone: the next log-in asks for the password alone. How many were removed.

    Raises:
        AccessDenied: as ``close_account``.
    """
    now = timezone.now()
    require_change(actor, account, timezone.localdate(now))
    removed: int = Authenticator.objects.filter(user=account).delete()[0]
    if removed:
        _record(actor, "drop_second_factor", account, now)
    return removed


def _require_other(actor: Account, account: Account) -> None:
    """Nobody raises, or keeps, their own rights."""
    if account.pk == actor.pk:
        raise AccessDenied(Permission.MANAGE_ACCOUNTS, f"account:{account.username}")


def _post(
    account: Account, role: str, place_id: str, valid_from: date, valid_until: date | None
) -> Posting:
    if role not in Role.values:
        raise ActionRefused("role-unknown", f"Không có vai trò «{role}».")
    if place_id not in load_atlas():
        raise ActionRefused("place-unknown", f"Không có địa bàn «{place_id}».")
    if valid_until is not None and valid_until <= valid_from:
        raise ActionRefused("posting-order", "Ngày cuối phải sau ngày bắt đầu phân công.")
    held = Posting.objects.filter(account=account).not_over(valid_from)
    if held.filter(role=role, place_id=place_id).exists():
        raise ActionRefused("posting-held", "Tài khoản đang giữ đúng phân công này rồi.")
    return Posting.objects.create(
        account=account,
        role=role,
        place_id=place_id,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def _record(
    actor: Account, action: str, account: Account, now: datetime, *, place: str = "", **detail: str
) -> None:
    target = f"account:{account.username}"
    record_event(actor=actor, action=action, target=target, now=now, place=place, **detail)
