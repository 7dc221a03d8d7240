"""Every page asks for a log-in unless it says that it is open to all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _


class SignInRequired(LoginRequiredMiddleware):
    """Django's rule; a partial that finds the log-in expired sends the whole page there.

    Programs cannot follow a redirect to a form: to them it is said plainly.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None and request.path.startswith("/api/"):
            problem = {"code": "sign-in", "message_vi": _("Hãy đăng nhập trước.")}
            return JsonResponse(problem, status=401)
        return refused

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        response = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):
            response.status_code = 200  # a redirect would be followed into the part of the page
            response.headers["HX-Redirect"] = reverse("account_login")
            del response.headers["Location"]
        return response
