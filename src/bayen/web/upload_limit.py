"""Turns away what is too large before a byte of it is read or kept."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bayen.intake.refusals import MAX_BYTES

MEGABYTE = 1024 * 1024
LIMIT = MAX_BYTES  # no page takes what the reader of documents would refuse
LIMIT_MB = LIMIT // MEGABYTE
_WRAPPING = MEGABYTE  # the other fields of the form and the lines between them


def too_large_words() -> str:
    """What is wrong with a file above the limit, and what to do."""
    words = _("Tệp lớn quá {limit} MB. Bỏ bớt ảnh hoặc tách thành nhiều tệp rồi gửi lại.")
    return words.format(limit=LIMIT_MB)


class UploadLimit:
    """Stands before whatever reads the body: it goes by the announced length alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if _announced_length(request) <= LIMIT + _WRAPPING:
            return None
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return render(request, "413.html", {"message": too_large_words()}, status=status)


def _announced_length(request: HttpRequest) -> int:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0
