"""The office before the burst: accounts of every commune, a month in the ledger, sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore

from bayen.actions.accepting import accept_submissions
from bayen.actions.accounts import office_operator
from bayen.actions.forms import FormEntry, submit_forms
from bayen.catalogue.forms import MONTHLY, form_in
from bayen.catalogue.places import load_atlas
from bayen.cli.sample_year.communes import answers_of, true_figures
from bayen.core.fillings import version_of
from bayen.core.period_codes import parse_period
from bayen.core.periods import Period
from bayen.core.places import NATION_ID
from bayen.records.models import Account, Posting, Role

PASSWORD = "mat-khau-cua-phep-do"  # noqa: S105 (of invented accounts)
OURS = "allauth.account.auth_backends.AuthenticationBackend"
BARE = "django.contrib.auth.backends.ModelBackend"
BEFORE, MONTH = parse_period("2026-M10"), parse_period("2026-M11")
SINCE = date(2025, 7, 1)
_SEED = 3321
_AT_ONCE = 150  # forms sent and accepted together while the ledger is filled


@dataclass(frozen=True, slots=True)
class Sender:
    """A commune with its officer.

    Attributes:
        place_id, province_id: whose form, and under which province.
        username: of the officer.
        fields: what they type, by field.
    """

    place_id: str
    province_id: str
    username: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Office:
    """Everybody who takes part; ``provinces`` are place and username of their officers."""

    senders: tuple[Sender, ...]
    provinces: tuple[tuple[str, str], ...]
    untouched: str  # what a page says that was opened over an empty form

    @property
    def usernames(self) -> tuple[str, ...]:
        return (*(s.username for s in self.senders), *(name for _, name in self.provinces))


def prepare_office(count: int) -> Office:
    """The first communes of the list with their provinces, and last month in the ledger."""
    months = list(_figures(count))
    senders = tuple(
        Sender(place, province, f"xa-{place.split('.')[0]}", fields)
        for period, place, province, fields in months
        if period == MONTH
    )
    owners = tuple(dict.fromkeys(sender.province_id for sender in senders))
    provinces = tuple((place, f"tinh-{place.split('.')[0]}") for place in owners)
    _open_accounts(
        [(s.username, Role.COMMUNE, s.place_id) for s in senders]
        + [(name, Role.PROVINCE, place) for place, name in provinces]
    )
    _fill_ledger([(p, place, fields) for p, place, _, fields in months if p == BEFORE])
    return Office(senders, provinces, version_of({}))


def make_sessions(usernames: Sequence[str], backend: str = OURS) -> dict[str, str]:
    """The session that signing in leaves behind, by account: for those who do not sign in."""
    found = {}
    for account in Account.objects.filter(username__in=usernames):
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = backend
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        found[account.username] = str(session.session_key)
    return found


def _figures(count: int) -> Iterator[tuple[Period, str, str, dict[str, str]]]:
    """Period, commune, province and figures of both months, as officers would type them."""
    atlas = load_atlas()
    provinces = [version.place_id for version in atlas.children(NATION_ID, MONTH.last_day)]
    asked = [
        (period, answer, province)
        for period in (BEFORE, MONTH)
        for province in provinces
        for answer in answers_of(atlas, province, period)
    ]
    wanted = {place.place_id for _, (_, place), _ in asked[:count]}
    asked = [one for one in asked if one[1][1].place_id in wanted]
    numbers = true_figures(atlas, (answer for _, answer, _ in asked), _SEED)
    for (period, (_, place), province), figures in zip(asked, numbers, strict=True):
        form = form_in(MONTHLY, period)
        codes = form.indicators if form else ()
        yield period, place.place_id, province, {code: str(figures[code]) for code in codes}


def _open_accounts(wanted: list[tuple[str, Role, str]]) -> None:
    """All with one password, hashed once: checking it costs what it always costs."""
    secret = make_password(PASSWORD)
    accounts = Account.objects.bulk_create(
        Account(username=name, display_name=name, password=secret) for name, _, _ in wanted
    )
    Posting.objects.bulk_create(
        Posting(account=account, role=role, place_id=place, valid_from=SINCE)
        for account, (_, role, place) in zip(accounts, wanted, strict=True)
    )


def _fill_ledger(forms: list[tuple[Period, str, dict[str, str]]]) -> None:
    operator = office_operator()
    for at in range(0, len(forms), _AT_ONCE):
        part: list[Any] = [
            FormEntry(MONTHLY, place, period, fields, waits=True)
            for period, place, fields in forms[at : at + _AT_ONCE]
        ]
        sent = submit_forms(actor=operator, entries=part)
        accept_submissions(actor=operator, submissions=sent.submissions, leave_pending=True)
