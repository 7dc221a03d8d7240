"""Nhận gói số liệu: a form that came by hand is taken in like one that came over the network."""

from __future__ import annotations

import base64
import binascii
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bayen.access.door import require_anywhere
from bayen.access.permissions import Permission
from bayen.actions.parcels import LARGEST, ParcelConflict, take_in_parcel
from bayen.actions.refused import ActionRefused
from bayen.reads.form_filling import form_sheet
from bayen.web.form_conflict import conflict_rows
from bayen.web.form_posting import form_address, form_query
from bayen.web.frame import signed_in
from bayen.web.retelling import retell


@require_http_methods(["GET", "HEAD", "POST"])
def parcel_intake(request: HttpRequest) -> HttpResponse:
    """Choose the file; of a conflict, choose the figures."""
    require_anywhere(signed_in(request), Permission.SUBMIT)
    if request.method != "POST":
        return render(request, "web/parcel_intake.html")
    data, is_choice = _data(request)
    try:
        came = take_in_parcel(
            actor=signed_in(request),
            data=data,
            picks=_picks(request) if is_choice else None,
            illustrative=settings.BAYEN_DEMO,
        )
    except ActionRefused as refusal:
        problem = {"problem": retell(refusal.message_vi)}
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/parcel_intake.html", problem, status=status)
    if isinstance(came, ParcelConflict):
        return _ask(request, data, came)
    words = _("Đã nhận gói: báo cáo số {number}, tính như gửi qua mạng.")
    messages.success(request, words.format(number=came.number))
    return redirect("submission", came.number)


def _data(request: HttpRequest) -> tuple[bytes, bool]:
    """The parcel, and whether it comes back with a person's choice."""
    carried = request.POST.get("parcel", "")
    if carried:
        try:
            return base64.b64decode(carried, validate=True), True
        except (binascii.Error, ValueError):
            return b"", True
    file = request.FILES.get("file")
    return (b"", False) if file is None else (file.read(LARGEST + 1), False)


def _picks(request: HttpRequest) -> dict[str, str]:
    return {name: value for name, value in request.POST.items() if isinstance(value, str)}


def _ask(request: HttpRequest, data: bytes, conflict: ParcelConflict) -> HttpResponse:
    parcel = conflict.parcel  # seen as its sender does: who takes it in may only accept
    sheet = form_sheet(parcel.sender, parcel.place_id, parcel.period, parcel.form_code)
    context = {
        "sheet": sheet,
        "rows": conflict_rows(sheet, conflict.differences),
        "agreed": (),
        "seen": sheet.version,
        "query": form_query(sheet),
        "address": form_address(sheet),
        "parcel": base64.b64encode(data).decode(),
    }
    return render(request, "web/form_conflict.html", context, status=HTTPStatus.CONFLICT)
