"""Lấy số từ sổ theo dõi: what the registers say into the blank fields of a form, in one press."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bayen.actions.form_registers import RegistersTakenOver, take_over_registers
from bayen.actions.refused import ActionRefused
from bayen.web.form_posting import IN_PLACE, differing_words, form_address, read_posted
from bayen.web.frame import signed_in
from bayen.web.retelling import retell


@require_POST
def form_registers(request: HttpRequest) -> HttpResponse:
    """Fill the blank fields of the form of the address; what is written stays."""
    posted = read_posted(request)
    sheet = posted.sheet
    try:
        came = take_over_registers(
            actor=signed_in(request),
            form_code=sheet.form.code,
            place_id=sheet.place_id,
            period=sheet.period,
            illustrative=settings.BAYEN_DEMO,
            in_place=posted.is_in_place,
        )
    except ActionRefused as refusal:
        messages.error(request, retell(refusal.message_vi))
    else:
        messages.success(request, _words(came))
    return redirect(form_address(sheet) + (IN_PLACE if posted.is_in_place else ""))


def _words(came: RegistersTakenOver) -> str:
    words = ngettext(
        "Đã lấy {count} số từ sổ theo dõi vào ô trống.",
        "Đã lấy {count} số từ sổ theo dõi vào ô trống.",
        came.filled,
    ).format(count=came.filled)
    return f"{words} {differing_words(came.differing)}".rstrip()
