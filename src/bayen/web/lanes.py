"""So many at a time, those who send apart from those who read.

On the day when everybody sends, hundreds of forms come in together. Served in the order in
which they came, a province that opens its table would wait behind all of them; and nobody is
served sooner when all are worked on at once. Who waits too long is told so in words, before
a proxy in between gives up without any.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SENDING, READING = 2, 4  # worked on at a time, in one process
PATIENCE = 45.0  # seconds in a lane; proxies commonly wait for 60
_SAFE = {"GET", "HEAD", "OPTIONS"}
_WHOLE = "application/x-www-form-urlencoded"


class Lanes:
    """Stands behind the static files and before everything that asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.sending = threading.BoundedSemaphore(SENDING)
        self.reading = threading.BoundedSemaphore(READING)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lane = self._lane(request)
        if lane is None:
            return self.get_response(request)
        if not lane.acquire(timeout=PATIENCE):
            return self._busy(request)
        try:
            return self.get_response(request)
        finally:
            lane.release()

    def _lane(self, request: HttpRequest) -> threading.BoundedSemaphore | None:
        """None of a file: it may come over a slow line, and must hold nobody up meanwhile."""
        if request.method in _SAFE:
            return self.reading
        if request.content_type != _WHOLE:
            return None
        _ = request.body  # all of it is here before it takes a place
        return self.sending

    def _busy(self, request: HttpRequest) -> HttpResponse:
        response = render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = "5"
        return response
