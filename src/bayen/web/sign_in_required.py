"""Every page asks for a log-in unless it says that it is open to all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse


class SignInRequired(LoginRequiredMiddleware):
    """Django's rule; a partial that finds the log-in expired sends the whole page there."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        response = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):
            response.status_code = 200  # a redirect would be followed into the part of the page
            response.headers["HX-Redirect"] = reverse("account_login")
            del response.headers["Location"]
        return response
