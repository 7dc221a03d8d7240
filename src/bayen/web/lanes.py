"""So many at a time, those who send apart from those who read.

On the day when everybody sends, hundreds of forms come in together. Served in the order in
which they came, a province that opens its table would wait behind all of them; and nobody is
served sooner when all are worked on at once. Who waits too long is told so in words, before
a proxy in between gives up without any; a sender then holds a ticket, and whoever comes back
with it is called as if they had stayed in line.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bayen.web.lane import Lane

SENDING, READING = 2, 4  # worked on at a time, in one process
PATIENCE = 45.0  # seconds in a lane; proxies commonly wait for 60
TICKET = "in-line"
TICKET_LASTS = 15 * 60  # seconds; a place in line for those who come back, not for another day
_SAFE = {"GET", "HEAD", "OPTIONS"}
_WHOLE = "application/x-www-form-urlencoded"


class Lanes:
    """Stands behind the static files and before everything that asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.sending = Lane(SENDING)
        self.reading = Lane(READING)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lane = self._lane(request)
        if lane is None:
            return self.get_response(request)
        came = first_came(request) if lane is self.sending else time.time()
        if not lane.enter(came, PATIENCE):
            return _busy(request, came if lane is self.sending else None)
        try:
            response = self.get_response(request)
        finally:
            lane.leave()
        if lane is self.sending and TICKET in request.COOKIES:
            response.delete_cookie(TICKET, samesite="Lax")
        return response

    def _lane(self, request: HttpRequest) -> Lane | None:
        """None of a file: it may come over a slow line, and must hold nobody up meanwhile."""
        if request.method in _SAFE:
            return self.reading
        if request.content_type != _WHOLE:
            return None
        _ = request.body  # all of it is here before it takes a place
        return self.sending


def first_came(request: HttpRequest) -> float:
    """When whoever asks came first: as the ticket says, unless it is old or not ours; else now."""
    now = time.time()  # processes that serve side by side share this clock
    try:
        came = float(_signer().unsign(request.COOKIES.get(TICKET, "")))
    except BadSignature:
        return now
    return came if now - TICKET_LASTS < came < now else now


def _busy(request: HttpRequest, came: float | None) -> HttpResponse:
    """The page that says so; with a ticket for whoever came to send something."""
    response = render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = "5"
    if came is not None:
        response.set_cookie(
            TICKET,
            _signer().sign(f"{came:.3f}"),
            max_age=TICKET_LASTS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _signer() -> Signer:
    return Signer(salt="bayen.web.lanes")
