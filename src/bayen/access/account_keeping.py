"""Which accounts an administrator keeps: those of places at or below their own.

An account is seen by whoever keeps one of the places it was ever posted to. It is changed
only by whoever keeps all the places it is posted to now or later: a reset link is power over
everything that the account may do. Nobody changes their own rights, whatever they keep.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from bayen.access.denied import AccessDenied
from bayen.access.lasting_places import lasting_places
from bayen.access.permissions import Permission
from bayen.records.models import Account, Posting

OPERATOR = "may-chu"  # commands on the office machine act under it; nobody signs in with it


def kept_accounts(keeper: Account) -> QuerySet[Account]:
    """Accounts that the keeper sees, their own among them."""
    everyone = Account.objects.exclude(username=OPERATOR)
    kept = lasting_places(keeper, Permission.MANAGE_ACCOUNTS)
    if kept is None:
        return everyone
    posted = Posting.objects.filter(place_id__in=sorted(kept)).values("account_id")
    return everyone.filter(pk__in=posted)


def access_account(keeper: Account, username: str) -> Account:
    """One account that the keeper sees, by its name.

    Raises:
        AccessDenied: there is none, or it is not the keeper's.
    """
    return _only(kept_accounts(keeper).filter(username=username), username)


def access_account_number(keeper: Account, number: int) -> Account:
    """The same by its number, as addresses name it."""
    return _only(kept_accounts(keeper).filter(pk=number), str(number))


def may_change(keeper: Account, account: Account, day: date) -> bool:
    """Whether the keeper may close the account, post it, or hand out links for it."""
    if account.pk == keeper.pk or account.username == OPERATOR:
        return False
    if not kept_accounts(keeper).filter(pk=account.pk).exists():
        return False
    kept = lasting_places(keeper, Permission.MANAGE_ACCOUNTS)
    return kept is None or answers_for(account, day) <= kept


def require_change(keeper: Account, account: Account, day: date) -> None:
    """Pass, or raise ``AccessDenied``."""
    if not may_change(keeper, account, day):
        raise AccessDenied(Permission.MANAGE_ACCOUNTS, f"account:{account.username}")


def answers_for(account: Account, day: date) -> frozenset[str]:
    """The places of its postings that are not over on a day."""
    lasting = Posting.objects.filter(account=account).not_over(day)
    return frozenset(lasting.values_list("place_id", flat=True))


def _only(found: QuerySet[Account], named: str) -> Account:
    account = found.first()
    if account is None:
        raise AccessDenied(Permission.MANAGE_ACCOUNTS, f"account:{named}")
    return account
