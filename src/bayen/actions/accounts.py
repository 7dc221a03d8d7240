"""Opening, posting and closing accounts."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from bayen.access.door import require
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.refused import ActionRefused
from bayen.catalogue.places import load_atlas
from bayen.core.places import NATION_ID
from bayen.records.models import Account, Posting, Role

OPERATOR = "may-chu"
_OPERATOR_ROLES = (Role.PROVINCE, Role.ADMINISTRATOR, Role.AUDITOR)


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
        _post(operator, role, NATION_ID, timezone.localdate(now))
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
) -> Account:
    """An account with its first posting; without a password it waits for one.

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
    _post(account, role, place_id, begins)
    record_event(
        actor=actor,
        action="create_account",
        target=f"account:{username}",
        now=now,
        role=role,
        place=place_id,
    )
    return account


@transaction.atomic
def post_account(
    *, actor: Account, account: Account, role: str, place_id: str, valid_from: date
) -> Posting:
    """A further posting; raises as ``create_account``."""
    require(actor, Permission.MANAGE_ACCOUNTS, place_id, valid_from)
    posting = _post(account, role, place_id, valid_from)
    record_event(
        actor=actor,
        action="post_account",
        target=f"account:{account.username}",
        now=timezone.now(),
        role=role,
        place=place_id,
    )
    return posting


@transaction.atomic
def close_account(*, actor: Account, account: Account) -> None:
    """Nobody signs in with it any more; what it did stays.

    Raises:
        AccessDenied: the actor manages no accounts of a place that it is posted to.
    """
    now = timezone.now()
    for posting in account.postings.all():
        require(actor, Permission.MANAGE_ACCOUNTS, posting.place_id, timezone.localdate(now))
    account.is_active = False
    account.save(update_fields=["is_active"])
    record_event(actor=actor, action="close_account", target=f"account:{account.username}", now=now)


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


def _post(account: Account, role: str, place_id: str, valid_from: date) -> Posting:
    if role not in Role.values:
        raise ActionRefused("role-unknown", f"Không có vai trò «{role}».")
    if place_id not in load_atlas():
        raise ActionRefused("place-unknown", f"Không có địa bàn «{place_id}».")
    return Posting.objects.create(
        account=account, role=role, place_id=place_id, valid_from=valid_from
    )
