"""Biểu mẫu: a place's figures of a period, typed, kept as one goes, and sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bayen.access.door import require_anywhere
from bayen.access.permissions import Permission
from bayen.actions.form_fields import FormReading
from bayen.actions.form_preview import form_past
from bayen.core.places import Level
from bayen.reads.form_filling import FormSheet, form_sheet, place_to_fill
from bayen.web.form_choice import kept_for_later, periods_of, read_choice
from bayen.web.form_conflict import conflict_page
from bayen.web.form_page import error_lines, form_context, words_asked
from bayen.web.form_posting import (
    IN_PLACE,
    Outcome,
    Posted,
    form_address,
    in_place_address,
    is_in_place,
    kept_words,
    read_posted,
    sent_words,
    version_as_read,
)
from bayen.web.frame import frame_of, signed_in
from bayen.web.offline_checks import check_terms
from bayen.web.views.form_places import ask_for_place

_NOTHING_YET = Outcome()
_NO_WORDS: Mapping[str, str] = MappingProxyType({})


@never_cache  # going back must not show the fields as they were before they were kept
@require_http_methods(["GET", "HEAD", "POST"])
def form_filling(request: HttpRequest) -> HttpResponse:
    """The form of a place and period; POST sends it."""
    if request.method == "POST":
        return _send(request)
    require_anywhere(signed_in(request), Permission.SUBMIT)
    choice = read_choice(request)
    if choice.place_id is None:
        return ask_for_place(request, choice)
    sheet = form_sheet(signed_in(request), choice.place_id, choice.period)
    return _page(request, sheet, dict(sheet.written))


@require_POST
def form_save(request: HttpRequest) -> HttpResponse:
    """Keep what is typed as a draft; the checks of the page, or the page again without script."""
    posted = read_posted(request)
    outcome = posted.keep()
    if request.headers.get("HX-Request"):
        return _checks(request, posted, outcome)
    if outcome.is_outdated:
        return conflict_page(request, posted)
    if outcome.problem:
        return _page(request, posted.sheet, dict(posted.raw), outcome)
    messages.success(request, kept_words())
    return redirect(form_address(posted.sheet) + (IN_PLACE if posted.is_in_place else ""))


@require_POST
def form_preview(request: HttpRequest) -> HttpResponse:
    """Check what is typed and store nothing."""
    posted = read_posted(request)
    if request.headers.get("HX-Request"):
        return _checks(request, posted, Outcome())
    return _page(request, posted.sheet, dict(posted.raw))


def _send(request: HttpRequest) -> HttpResponse:
    posted = read_posted(request)
    outcome = posted.send()
    if outcome.is_outdated:
        return conflict_page(request, posted)
    if outcome.submission is None:
        sheet = posted.again()
        return _page(request, sheet, dict(posted.raw), outcome, posted.said.words)
    number = outcome.submission.number
    messages.success(request, sent_words(number, posted.reading))
    return redirect("submission", number)


def _page(
    request: HttpRequest,
    sheet: FormSheet,
    raw: dict[str, str],
    outcome: Outcome = _NOTHING_YET,
    words: Mapping[str, str] = _NO_WORDS,
) -> HttpResponse:
    """The whole page; of a sent form, and after a refusal, with the errors on top."""
    frame = frame_of(request)
    past = form_past(
        actor=frame.account,
        form_code=sheet.form.code,
        place_id=sheet.place_id,
        period=sheet.period,
    )
    reading = past.read(sheet.form, raw)
    context = form_context(sheet, reading, raw, frame.today)
    problem, in_place = outcome.problem, is_in_place(request)
    asks = bool(problem) or sheet.is_sent or request.method == "POST"
    context |= {
        "problem": problem,
        "errors": list(error_lines(context["rows"])) if asks else [],
        "periods": periods_of(sheet.form, frame.today, sheet.period),
        "has_one_place": place_to_fill(frame.account, sheet.period, sheet.form.code) is not None,
        "saves": not sheet.is_sent,
        "villages_of": _with_villages(request, sheet),
        "query": context["query"] + (IN_PLACE if in_place else ""),
        "asked": words_asked(outcome.asked, context["rows"], words),
        "is_shut": sheet.is_others and not in_place,
        "is_in_place": in_place,
        "in_place_href": in_place_address(sheet),
        "seen": sheet.version,
        "at": _server_moment(),
        "base": json.dumps(dict(sheet.written)),
        "terms": json.dumps(check_terms(sheet.form, past, sheet.beside)),
        "about": json.dumps(_about(sheet)),
        "offline": kept_for_later(sheet, frame.today),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "web/form_filling.html", context, status=status)


def _with_villages(request: HttpRequest, sheet: FormSheet) -> str:
    """The commune whose list of villages the account keeps; "" of any other form."""
    is_commune = sheet.form.level is Level.COMMUNE
    held = frame_of(request).standing
    keeps = is_commune and held.may(Permission.DECIDE, sheet.place_id, sheet.map_day)
    return sheet.place_id if keeps else ""


def _about(sheet: FormSheet) -> dict[str, Any]:
    """What a parcel says of itself."""
    return {
        "form": sheet.form.code,
        "version": sheet.form.version,
        "place": sheet.place_id,
        "period": sheet.period.key,
    }


def _checks(request: HttpRequest, posted: Posted, outcome: Outcome) -> HttpResponse:
    """The parts of the page that depend on what is typed; the script puts each in its place."""
    reading: FormReading = posted.reading
    context = form_context(posted.sheet, reading, posted.raw, frame_of(request).today)
    is_saved = outcome.submission is not None
    context |= {
        "problem": outcome.problem,
        "is_outdated": outcome.is_outdated,
        "saved_at": timezone.now() if is_saved else None,
        "seen": version_as_read(reading) if is_saved else posted.seen,
        "at": _server_moment(),
    }
    return render(request, "web/form_checks.html", context)


def _server_moment() -> int:
    """Milliseconds by the server's clock: which of two pages is the newer one."""
    return int(timezone.now().timestamp() * 1000)
