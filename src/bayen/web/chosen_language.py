"""The language of a page: what the account chose, else what this browser chose, else Vietnamese.

What the browser says of itself is not asked: most office machines come set to English, and their
users read Vietnamese.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class ChosenLanguage:
    """Stands behind whatever signs people in, and before whatever writes words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def chosen_language(request: HttpRequest) -> str:
    """One of ``LANGUAGES``."""
    of_account = getattr(request.user, "language", "")
    of_browser = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    offered = dict(settings.LANGUAGES)
    wanted = (code for code in (of_account, of_browser) if code in offered)
    return next(wanted, settings.LANGUAGE_CODE)
