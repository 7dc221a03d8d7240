"""Every page knows the office's villages and forms as they are now, in whichever process."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from bayen.access.overlays import follow_overlays


class FollowOverlays:
    """A server of several processes hears of a change by asking before it answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        follow_overlays()
        return self.get_response(request)
