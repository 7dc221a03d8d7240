"""Sổ theo dõi: the groups and models of a commune, at a day; entered, changed, taken back."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bayen.access.denied import AccessDenied
from bayen.access.permissions import Permission
from bayen.access.registers import EntryDeed
from bayen.actions.refused import ActionRefused
from bayen.actions.registers import Change, change_unit, register_unit, take_back_entry
from bayen.catalogue.places import load_atlas
from bayen.core.places import Level
from bayen.reads.registers import unit_card
from bayen.web.frame import frame_of, signed_in
from bayen.web.register_page import (
    list_context,
    read_asked,
    read_day,
    register_address,
    unit_context,
)
from bayen.web.retelling import retell

# The field that a refusal is about; else the first one.
_ANCHORS = {
    "unit-kind": "unit-kind",
    "unit-place": "unit-place",
    "unit-day": "unit-day",
    "day-missing": "unit-day",
    "unit-too-early": "unit-day",
    "entry-twice": "unit-day",
    "unit-members": "unit-members",
    "unit-decision": "unit-decision",
}


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The register of the commune or village of the address; POST enters a unit."""
    place_id = _place(request)
    if request.method != "POST":
        return _list(request, place_id)
    told = request.POST
    try:
        made = register_unit(
            actor=signed_in(request),
            place_id=told.get("unit_place", place_id),
            kind=told.get("unit_kind", ""),
            name=told.get("name", ""),
            founded_on=_day_told(request),
            members=told.get("members", ""),
            decision=told.get("decision", ""),
        )
    except ActionRefused as refusal:
        return _list(request, place_id, refusal)
    messages.success(request, _("Đã ghi vào sổ theo dõi."))
    return redirect(register_address(place_id, kind=made.kind))


@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, number: int) -> HttpResponse:
    """One group or model with its history; POST enters what became of it."""
    if request.method != "POST":
        return _unit(request, number)
    told = request.POST
    try:
        change = Change(
            deed=_deed_told(request),
            day=_day_told(request),
            name=told.get("name", ""),
            members=told.get("members", ""),
            decision=told.get("decision", ""),
        )
        change_unit(actor=signed_in(request), unit_number=number, change=change)
    except ActionRefused as refusal:
        return _unit(request, number, refusal)
    messages.success(request, _("Đã ghi vào sổ theo dõi."))
    return redirect("unit", number)


@require_POST
def unit_take_back(request: HttpRequest, number: int, entry_number: int) -> HttpResponse:
    """Say that an entry was wrong; it stays to be read."""
    try:
        take_back_entry(
            actor=signed_in(request),
            unit_number=number,
            entry_number=entry_number,
            reason=request.POST.get("reason", ""),
        )
    except ActionRefused as refusal:
        messages.error(request, retell(refusal.message_vi))
    else:
        messages.success(request, _("Đã rút mục ghi nhầm; sổ vẫn giữ mục đó và lý do."))
    return redirect("unit", number)


def _place(request: HttpRequest) -> str:
    """The commune or village that the address names, or the account's own."""
    place_id = frame_of(request).place_id
    versions = load_atlas().history.get(place_id, ())
    if not versions or versions[-1].kind.level not in {Level.COMMUNE, Level.VILLAGE}:
        raise AccessDenied(Permission.VIEW, place_id)
    return place_id


def _day_told(request: HttpRequest) -> date:
    day = read_day(request.POST.get("from", ""))
    if day is None:
        raise ActionRefused("day-missing", _("Chọn một ngày."))
    return day


def _deed_told(request: HttpRequest) -> EntryDeed:
    """What the form says; anything else becomes a deed that the action refuses."""
    told = request.POST.get("deed", "")
    return next((deed for deed in EntryDeed if deed == told), EntryDeed.FOUND)


def _list(
    request: HttpRequest, place_id: str, refusal: ActionRefused | None = None
) -> HttpResponse:
    frame = frame_of(request)
    asked = read_asked(request, place_id, frame.today)
    context = list_context(frame.account, asked, request.GET.get("page", "1"))
    return _render(request, "web/register.html", context, refusal)


def _unit(request: HttpRequest, number: int, refusal: ActionRefused | None = None) -> HttpResponse:
    frame = frame_of(request)
    day = read_day(request.GET.get("day", "")) or frame.today
    context = unit_context(unit_card(frame.account, number, day), day)
    return _render(request, "web/register_unit.html", context, refusal)


def _render(
    request: HttpRequest, template: str, context: dict[str, object], refusal: ActionRefused | None
) -> HttpResponse:
    context |= {
        "problem": retell(refusal.message_vi) if refusal else "",
        "anchor": _ANCHORS.get(refusal.code if refusal else "", "unit-name"),
        "typed": request.POST,
        "today": frame_of(request).today,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, template, context, status=status)
