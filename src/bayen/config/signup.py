"""Nobody opens an account for themselves: an administrator invites."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's adapter with its door shut."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
