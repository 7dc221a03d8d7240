"""Dấu vết: one number followed back to the sentence or field it came from."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bayen.catalogue.indicators import load_indicators
from bayen.core.atlas import UnknownPlaceError
from bayen.core.questions import Plan
from bayen.reads.trails import trail as read_trail
from bayen.web.frame import signed_in
from bayen.web.questions import read_question
from bayen.web.trail_page import show_trail


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """A page of its own, or the inside of the drawer when script asks."""
    account = signed_in(request)
    question = read_question(request)
    code = request.GET.get("indicator", "")
    if code not in load_indicators():
        raise Http404(f"no indicator {code}")
    plan = Plan(
        (code,), (question.place_id,), (question.period,), question.boundaries, question.known_at
    )
    try:
        step = read_trail(account, plan, code, question.place_id, question.period)
    except UnknownPlaceError as unknown:
        raise Http404(str(unknown)) from None
    is_partial = bool(request.headers.get("HX-Request"))
    template = "web/parts/trail.html" if is_partial else "web/trail.html"
    return render(request, template, {"trail": show_trail(step, question, account)})
