"""Forms that waited for a connection: taken in, or laid beside what was written meanwhile."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from bayen.web.form_conflict import conflict_page
from bayen.web.form_posting import read_posted, sent_words, version_as_read


@require_POST
def form_deliver(request: HttpRequest) -> JsonResponse:
    """Send the form for a script: ``{state, …}``; what was sent already stays as it is."""
    posted = read_posted(request)
    reading = posted.reading
    known = {
        "seen": version_as_read(reading),
        "base": {one.code: one.written for one in reading.fields},
        "at": int(timezone.now().timestamp() * 1000),
    }
    sheet = posted.sheet
    if sheet.submission and (sheet.is_sent or sheet.is_closed) and sheet.version == known["seen"]:
        address = reverse("submission", args=(sheet.submission,))
        return JsonResponse({"state": "sent", "address": address, "known": known})
    outcome = posted.send()
    if outcome.is_outdated and not sheet.is_closed:
        return JsonResponse({"state": "conflict"}, status=HTTPStatus.CONFLICT)
    if outcome.asks:
        return JsonResponse({"state": "asks"}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if outcome.submission is None:
        refusal = {"state": "refused", "message": outcome.problem}
        return JsonResponse(refusal, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    address = reverse("submission", args=(outcome.submission.number,))
    messages.success(request, sent_words(outcome.submission.number, reading))
    return JsonResponse({"state": "sent", "address": address, "known": known})


@require_POST
def form_compare(request: HttpRequest) -> HttpResponse:
    """What was typed beside what is kept now, figure by figure."""
    return conflict_page(request, read_posted(request))
