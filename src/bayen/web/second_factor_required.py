"""Whoever holds a role that needs a second factor sets one up before anything else.

The office turns it on by ``BAYEN_SECOND_FACTOR``; without it a second factor is everyone's
own choice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bayen.access.accounts import Account
from bayen.access.door import postings

_STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Setting one up, confirming who one is, choosing a language, going away.
_OPEN = {
    *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"),
    *("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_reauthenticate"),
    *("account_logout", "language", "script_words", "privacy", "form_worker"),
}


class SecondFactorRequired:
    """Leads every other page of such an account to where one is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.url_name in _OPEN or not isinstance(request.user, Account):
            return None
        return redirect("mfa_index") if lacks_second_factor(request.user) else None


def must_have_second_factor(account: Account) -> bool:
    """Whether a role that the account holds needs one."""
    needed = settings.SECOND_FACTOR_ROLES
    return bool(needed) and any(p.role in needed for p in postings(account))


def lacks_second_factor(account: Account) -> bool:
    """Whether it needs one and has none."""
    return lacks_without(account, None)


def lacks_without(account: Account, left_out: int | None) -> bool:
    """The same if one of its authenticators were gone."""
    if not must_have_second_factor(account):
        return False
    held = Authenticator.objects.filter(user=account, type__in=_STRONG)
    return not held.exclude(pk=left_out).exists()
