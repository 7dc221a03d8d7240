"""Sending a document: read, or refused in one clear sentence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bayen.access.door import require_anywhere
from bayen.access.permissions import Permission
from bayen.actions.receiving import receive_document
from bayen.actions.refused import ActionRefused
from bayen.intake import Refused
from bayen.web.forms.upload import UploadForm
from bayen.web.frame import frame_of, signed_in
from bayen.web.place_finder import full_place_label
from bayen.web.retelling import retell
from bayen.web.upload_limit import LIMIT, LIMIT_MB, too_large_words


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    require_anywhere(signed_in(request), Permission.SUBMIT)
    if request.method != "POST":
        return _page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    number = _receive(request, form) if form.is_valid() else None
    if number is None:
        return _page(request, form, status=422)
    return redirect("submission", number)


def _receive(request: HttpRequest, form: UploadForm) -> int | None:
    """The number of the new submission; None with the reason on the form."""
    received = form.received
    try:
        submission = receive_document(
            actor=signed_in(request),
            data=received.data,
            name=received.name,
            place_id=form.cleaned_data["place"] or None,
            period=form.chosen_period,
            day=form.cleaned_data["day"],
        )
    except (Refused, ActionRefused) as refusal:
        form.add_error(form.source_field, retell(refusal.message_vi))
        return None
    return submission.number


def _page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    place_id = str(form["place"].value() or "")
    context = {
        "form": form,
        "limit": LIMIT,
        "limit_mb": LIMIT_MB,
        "too_large": too_large_words(),
        "place_label": full_place_label(place_id, frame_of(request).today),
    }
    return render(request, "web/upload.html", context, status=status)
