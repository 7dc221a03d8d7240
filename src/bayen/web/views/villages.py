"""Thôn, bản, tổ dân phố: a commune's own list of the places below it."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bayen.access.denied import AccessDenied
from bayen.access.permissions import Permission
from bayen.actions.refused import ActionRefused
from bayen.actions.villages import end_village, register_villages
from bayen.catalogue.places import load_atlas
from bayen.core.places import Level
from bayen.reads.villages import villages_of
from bayen.web.frame import frame_of, signed_in
from bayen.web.retelling import retell


@require_http_methods(["GET", "HEAD", "POST"])
def villages(request: HttpRequest) -> HttpResponse:
    """The villages of the commune of the address; POST enters more."""
    commune_id = _commune(request)
    if request.method != "POST":
        return _page(request, commune_id)
    lines = request.POST.get("names", "").splitlines()
    try:
        made = register_villages(
            actor=signed_in(request),
            commune_id=commune_id,
            lines=lines,
            valid_from=_day(request, "valid_from"),
            legal_basis=request.POST.get("legal_basis", ""),
        )
    except ActionRefused as refusal:
        return _page(request, commune_id, retell(refusal.message_vi))
    words = ngettext("Đã ghi {count} thôn.", "Đã ghi {count} thôn.", len(made))
    messages.success(request, words.format(count=len(made)))
    return redirect(_address(commune_id))


@require_POST
def village_end(request: HttpRequest, number: int) -> HttpResponse:
    """The day from which a village is no more."""
    try:
        ended = end_village(
            actor=signed_in(request),
            village_number=number,
            valid_until=_day(request, "valid_until"),
        )
    except ActionRefused as refusal:
        messages.error(request, retell(refusal.message_vi))
        return redirect(_address(request.GET.get("place", "")))
    messages.success(request, _("Đã ghi ngày thôi."))
    return redirect(_address(ended.commune_id))


def _commune(request: HttpRequest) -> str:
    frame = frame_of(request)
    version = load_atlas().find_version(frame.place_id, frame.today)
    if version is None or version.kind.level is not Level.COMMUNE:
        raise AccessDenied(Permission.DECIDE, frame.place_id)
    return frame.place_id


def _day(request: HttpRequest, name: str) -> date:
    try:
        found = parse_date(request.POST.get(name, ""))
    except ValueError:
        found = None
    if found is None:
        raise ActionRefused("day-missing", _("Chọn một ngày."))
    return found


def _address(commune_id: str) -> str:
    return f"{reverse('villages')}?{urlencode({'place': commune_id})}"


def _page(request: HttpRequest, commune_id: str, problem: str = "") -> HttpResponse:
    frame = frame_of(request)
    context = {
        "place_label": retell(load_atlas().full_label_vi(commune_id, frame.today)),
        "rows": villages_of(frame.account, commune_id, frame.today),
        "commune_id": commune_id,
        "problem": problem,
        "typed": request.POST,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "web/villages.html", context, status=status)
