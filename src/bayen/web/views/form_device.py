"""What a browser needs to keep forms itself: the worker, its key, and the page of what it holds."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bayen.access.door import require_anywhere
from bayen.access.permissions import Permission
from bayen.actions.parcels import register_browser_key
from bayen.actions.refused import ActionRefused
from bayen.web.frame import signed_in


@login_not_required
@never_cache
@require_safe
def form_worker(request: HttpRequest) -> HttpResponse:
    """The worker's script; where it lies says which pages it may keep.

    Open to all: a browser looks for a newer one whenever it likes, after the log-in ended too,
    and takes no script from behind a redirect. There is nothing in it but the program.
    """
    return HttpResponse(_worker_script(), content_type="text/javascript")


@require_safe
def form_device(request: HttpRequest) -> HttpResponse:
    """The forms that this browser holds; the page that opens when another was not kept."""
    require_anywhere(signed_in(request), Permission.SUBMIT)
    return render(request, "web/form_device.html")


@require_POST
def browser_key(request: HttpRequest) -> JsonResponse:
    """Take note of the key with which this browser signs parcels: ``{number}``."""
    try:
        key = register_browser_key(
            actor=signed_in(request), public_key=request.POST.get("public_key", "")
        )
    except ActionRefused as refusal:
        return JsonResponse({"message": refusal.message_vi}, status=422)
    return JsonResponse({"number": key.pk})


@cache
def _worker_script() -> bytes:
    path = finders.find("bayen/form-worker.js")
    if path is None:
        raise FileNotFoundError("bayen/form-worker.js")
    with open(path, "rb") as script:
        return script.read()
