"""Log-ins, locks and second factors, told by the libraries, written to the audit log."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest

from bayen.access.accounts import Account
from bayen.actions.sign_in_events import record_lock, record_sign_in_event
from bayen.web.browser_words import browser_words


def connect() -> None:
    """Once, when the program starts."""
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_locked_out.connect(_locked)
    authenticator_added.connect(_factor_added)
    authenticator_removed.connect(_factor_removed)
    authenticator_reset.connect(_codes_renewed)


def _signed_in(request: HttpRequest, user: Account, **_: Any) -> None:
    record_sign_in_event(
        account=user,
        action="sign_in",
        address=request.META.get("REMOTE_ADDR", ""),
        browser=browser_words(request.headers.get("User-Agent", "")),
    )


def _signed_out(user: Account | None, **_: Any) -> None:
    if user is not None:
        record_sign_in_event(account=user, action="sign_out")


def _locked(username: str | None, ip_address: str | None, **_: Any) -> None:
    record_lock(username=username or "", address=ip_address or "")


def _factor_added(user: Account, authenticator: Any, **_: Any) -> None:
    record_sign_in_event(account=user, action="add_factor", factor=authenticator.type)


def _factor_removed(user: Account, authenticator: Any, **_: Any) -> None:
    record_sign_in_event(account=user, action="remove_factor", factor=authenticator.type)


def _codes_renewed(user: Account, **_: Any) -> None:
    record_sign_in_event(account=user, action="renew_codes")
