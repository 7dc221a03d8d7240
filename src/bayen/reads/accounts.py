"""Accounts for those who keep them: the list, and one with its postings and its link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from bayen.access.account_keeping import (
    access_account_number,
    kept_accounts,
    may_change,
)
from bayen.access.door import territory_of
from bayen.access.lasting_places import keeps_place
from bayen.access.permissions import Permission
from bayen.core.collation import fold, sort_key
from bayen.core.days import ONE_DAY
from bayen.reads.lockouts import locked_until
from bayen.records.models import Account, Invitation, Posting

PAGE_SIZE = 50
_NONE_CHOSEN = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
OPEN, INVITED, LOCKED, CLOSED = STATES = ("open", "invited", "locked", "closed")


@dataclass(frozen=True, slots=True)
class AccountFilters:
    """What a list is narrowed to; "" is everything.

    Attributes:
        words: letters of a name, diacritics or not.
        role: held now or later.
        place_id: posted there or below, now or later.
        state: one of ``STATES``.
    """

    words: str = ""
    role: str = ""
    place_id: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class PostingView:
    """One posting; ``last_day`` is inclusive, None is open."""

    number: int
    role: str
    place_id: str
    first_day: date
    last_day: date | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as lists show it; ``state`` is one of ``STATES``."""

    number: int
    username: str
    display_name: str
    state: str
    locked_until: datetime | None
    last_login: datetime | None
    has_second_factor: bool
    postings: tuple[PostingView, ...]

    @property
    def current(self) -> tuple[PostingView, ...]:
        """Postings that are not over."""
        return tuple(p for p in self.postings if not p.is_over)


@dataclass(frozen=True, slots=True)
class AccountsPage:
    rows: tuple[AccountRow, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link that was handed out and still opens."""

    issued_by: str
    issued_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class AccountDetail:
    """One account.

    Attributes:
        may_change: whether who asks may close it, hand out links, unlock it.
        endable: numbers of the postings that they may end.
    """

    row: AccountRow
    link: LinkView | None
    may_change: bool
    endable: frozenset[int]


def accounts_page(keeper: Account, filters: AccountFilters, page: int) -> AccountsPage:
    """A page of the keeper's accounts, by name in the Vietnamese order."""
    locks = locked_until()
    found = _filtered(kept_accounts(keeper), filters, locks)
    names = found.values_list("pk", "display_name", "username")
    words = fold(filters.words)
    hits = [(sort_key(name), pk) for pk, name, user in names if words in fold(f"{name} {user}")]
    paginator = Paginator([pk for _, pk in sorted(hits)], PAGE_SIZE)
    shown = paginator.get_page(page)
    return AccountsPage(
        _rows(list(shown), locks), paginator.count, shown.number, paginator.num_pages
    )


def account_detail(keeper: Account, number: int) -> AccountDetail:
    """One account.

    Raises:
        AccessDenied: there is none, or it is not the keeper's.
    """
    account, today = access_account_number(keeper, number), timezone.localdate()
    [row] = _rows([number], locked_until())
    return AccountDetail(
        row,
        _open_link(account),
        may_change(keeper, account, today),
        _endable(keeper, account, row),
    )


def _open_link(account: Account) -> LinkView | None:
    link = Invitation.objects.open_at(timezone.now()).filter(account=account).first()
    return LinkView(link.issued_by, link.issued_at, link.expires_at) if link else None


def _endable(keeper: Account, account: Account, row: AccountRow) -> frozenset[int]:
    if keeper.pk == account.pk:
        return frozenset()
    permission = Permission.MANAGE_ACCOUNTS
    return frozenset(p.number for p in row.current if keeps_place(keeper, permission, p.place_id))


def _filtered(
    accounts: QuerySet[Account], filters: AccountFilters, locks: Mapping[str, datetime]
) -> QuerySet[Account]:
    if filters.role or filters.place_id:
        accounts = accounts.filter(pk__in=_posted(filters).values("account_id"))
    if filters.state == CLOSED:
        return accounts.filter(is_active=False)
    if filters.state == LOCKED:
        return accounts.filter(username__in=locks, is_active=True)
    if filters.state == INVITED:
        return accounts.filter(_NONE_CHOSEN, is_active=True).exclude(username__in=locks)
    if filters.state == OPEN:
        return accounts.filter(~_NONE_CHOSEN, is_active=True).exclude(username__in=locks)
    return accounts


def _posted(filters: AccountFilters) -> QuerySet[Posting]:
    """Postings, not over, of the role and within the place that are asked for."""
    found = Posting.objects.not_over(timezone.localdate())
    if filters.role:
        found = found.filter(role=filters.role)
    if filters.place_id:
        within = territory_of(filters.place_id)
        if not within.is_whole_nation:
            found = found.filter(place_id__in=sorted(within.stays))
    return found


def _rows(numbers: Sequence[int], locks: Mapping[str, datetime]) -> tuple[AccountRow, ...]:
    """These accounts, in this order."""
    accounts = Account.objects.prefetch_related("postings").in_bulk(numbers)
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    guarded = set(
        Authenticator.objects.filter(user__in=numbers, type__in=kinds).values_list(
            "user_id", flat=True
        )
    )
    today = timezone.localdate()
    return tuple(
        AccountRow(
            number=number,
            username=account.username,
            display_name=account.display_name,
            state=_state(account, locks),
            locked_until=locks.get(account.username),
            last_login=account.last_login,
            has_second_factor=number in guarded,
            postings=tuple(_posting(p, today) for p in account.postings.all()),
        )
        for number in numbers
        if (account := accounts.get(number))
    )


def _state(account: Account, locks: Mapping[str, datetime]) -> str:
    if not account.is_active:
        return CLOSED
    if account.username in locks:
        return LOCKED
    return OPEN if account.has_usable_password() else INVITED


def _posting(posting: Posting, today: date) -> PostingView:
    until = posting.valid_until
    return PostingView(
        number=posting.pk,
        role=posting.role,
        place_id=posting.place_id,
        first_day=posting.valid_from,
        last_day=until - ONE_DAY if until else None,
        is_over=until is not None and until <= today,
    )
