"""Biểu mẫu: a commune's figures of a period, typed, kept as one goes, and sent."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TypedDict
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bayen.access.accounts import Account
from bayen.access.door import require_anywhere
from bayen.access.permissions import Permission
from bayen.actions.form_fields import FormReading
from bayen.actions.form_preview import preview_form
from bayen.actions.forms import save_form_draft, submit_form
from bayen.actions.refused import ActionRefused
from bayen.catalogue.forms import Form
from bayen.core.periods import Period
from bayen.reads.form_filling import FormSheet, form_sheet, place_to_fill, version_of
from bayen.web.form_choice import periods_of, read_choice
from bayen.web.form_page import error_lines, form_context
from bayen.web.frame import frame_of, signed_in
from bayen.web.period_menu import find_period
from bayen.web.retelling import retell
from bayen.web.views.form_places import ask_for_place

_OUTDATED = gettext_lazy(
    "Biểu mẫu này đã được sửa ở máy khác sau khi trang này mở. Mở lại trang để xem số mới "
    "rồi ghi tiếp."
)
_NOTHING = gettext_lazy(
    "Chưa ghi số liệu nào. Ghi ít nhất một số; ghi 0 nếu trong kỳ không phát sinh."
)


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
    return _page(request, sheet, sheet.written)


@require_POST
def form_save(request: HttpRequest) -> HttpResponse:
    """Keep what is typed as a draft; the checks of the page, or the page again without script."""
    sheet, raw = _posted(request)
    problem = str(_OUTDATED) if _is_outdated(request, sheet, raw) else _save(request, sheet, raw)
    if request.headers.get("HX-Request"):
        return _checks(request, sheet, raw, problem=problem, is_saved=not problem)
    if problem:
        return _page(request, sheet, raw, problem)
    messages.success(
        request, _("Đã lưu {time}. Chưa gửi.").format(time=f"{timezone.localtime():%H:%M}")
    )
    return redirect(_address(sheet))


@require_POST
def form_preview(request: HttpRequest) -> HttpResponse:
    """Check what is typed and store nothing."""
    sheet, raw = _posted(request)
    if request.headers.get("HX-Request"):
        return _checks(request, sheet, raw)
    return _page(request, sheet, raw)


def _save(request: HttpRequest, sheet: FormSheet, raw: Mapping[str, str]) -> str:
    """Why it could not be kept; "" when it was."""
    try:
        save_form_draft(**_deed(request, sheet, raw), illustrative=settings.BAYEN_DEMO)
    except ActionRefused as refusal:
        return retell(refusal.message_vi)
    return ""


def _is_outdated(request: HttpRequest, sheet: FormSheet, raw: Mapping[str, str]) -> bool:
    """Whether figures other than these were kept since the page was made."""
    seen = request.POST.get("seen", "")
    if not seen or seen == sheet.version:
        return False
    return _version(preview_form(**_deed(request, sheet, raw))) != sheet.version


def _version(reading: FormReading) -> str:
    return version_of({one.code: one.written for one in reading.fields})


def _send(request: HttpRequest) -> HttpResponse:
    sheet, raw = _posted(request)
    reading = preview_form(**_deed(request, sheet, raw))
    if not reading.fields:
        return _page(request, sheet, raw, str(_NOTHING))
    if _is_outdated(request, sheet, raw):
        return _page(request, sheet, raw, str(_OUTDATED))
    try:
        sent = submit_form(**_deed(request, sheet, raw), illustrative=settings.BAYEN_DEMO)
    except ActionRefused as refusal:
        return _page(request, sheet, raw, retell(refusal.message_vi))
    if any(one.is_blocked for one in reading.fields):
        return redirect(_address(sheet))  # which says what is left to set right
    count = len(reading.fields)
    words = ngettext(
        "Đã gửi báo cáo số {number} lúc {time}: {count} số liệu.",
        "Đã gửi báo cáo số {number} lúc {time}: {count} số liệu.",
        count,
    )
    time = f"{timezone.localtime():%H:%M}"
    messages.success(request, words.format(number=sent.number, time=time, count=count))
    return redirect("submission", sent.number)


def _posted(request: HttpRequest) -> tuple[FormSheet, dict[str, str]]:
    """The form that the address names, and what was typed into its fields."""
    period = find_period(request.GET.get("period", ""))
    if period is None:
        raise Http404("no such period")
    sheet = form_sheet(signed_in(request), request.GET.get("place", ""), period)
    return sheet, _typed(request, sheet.form)


def _typed(request: HttpRequest, form: Form) -> dict[str, str]:
    return {code: request.POST.get(code, "") for code in form.indicators}


class _Deed(TypedDict):
    """What every deed on a form is told."""

    actor: Account
    form_code: str
    place_id: str
    period: Period
    raw: Mapping[str, str]


def _deed(request: HttpRequest, sheet: FormSheet, raw: Mapping[str, str]) -> _Deed:
    return {
        "actor": signed_in(request),
        "form_code": sheet.form.code,
        "place_id": sheet.place_id,
        "period": sheet.period,
        "raw": raw,
    }


def _address(sheet: FormSheet) -> str:
    query = urlencode({"place": sheet.place_id, "period": sheet.period.key})
    return f"{reverse('form_filling')}?{query}"


def _page(
    request: HttpRequest, sheet: FormSheet, raw: Mapping[str, str], problem: str = ""
) -> HttpResponse:
    """The whole page; of a sent form, and after a refusal, with the errors on top."""
    frame = frame_of(request)
    reading = preview_form(**_deed(request, sheet, raw))
    context = form_context(sheet, reading, raw, frame.today)
    asks = bool(problem) or sheet.is_sent or request.method == "POST"
    context |= {
        "problem": problem,
        "errors": list(error_lines(context["rows"])) if asks else [],
        "periods": periods_of(sheet.form, frame.today, sheet.period),
        "has_one_place": place_to_fill(frame.account, sheet.period) is not None,
        "saves": not sheet.is_sent,
        "seen": sheet.version,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "web/form_filling.html", context, status=status)


def _checks(
    request: HttpRequest,
    sheet: FormSheet,
    raw: Mapping[str, str],
    *,
    problem: str = "",
    is_saved: bool = False,
) -> HttpResponse:
    """The parts of the page that depend on what is typed; the script puts each in its place."""
    reading = preview_form(**_deed(request, sheet, raw))
    context = form_context(sheet, reading, raw, frame_of(request).today)
    context |= {
        "problem": problem,
        "saved_at": timezone.now() if is_saved else None,
        "seen": _version(reading) if is_saved else request.POST.get("seen", ""),
    }
    return render(request, "web/form_checks.html", context)
