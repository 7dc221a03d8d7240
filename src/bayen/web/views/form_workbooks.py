"""Điền bằng Excel: the form's own workbook, handed out and taken back."""

from __future__ import annotations

import base64
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bayen.actions.form_workbooks import WorkbookTakenIn, take_in_workbook, workbook_keys
from bayen.actions.refused import ActionRefused
from bayen.catalogue.indicators import load_indicators
from bayen.core.days import render_day
from bayen.core.quantities import Quantity, QuantityError, parse_quantity
from bayen.intake import Refused
from bayen.intake.refusals import MAX_BYTES
from bayen.outputs.form_workbook import (
    FormWorkbook,
    WorkbookField,
    WorkbookSection,
    mark_cells,
    render_form_workbook,
)
from bayen.reads.form_filling import FormSheet
from bayen.web.attachments import Export, attachment
from bayen.web.form_posting import differing_words, form_address, form_query, read_posted
from bayen.web.frame import signed_in
from bayen.web.retelling import retell

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def form_workbook(request: HttpRequest) -> HttpResponse:
    """The workbook of the form of the address, with what is filled in already."""
    sheet = read_posted(request).sheet
    form = FormWorkbook(
        title=sheet.form.title_vi,
        place=sheet.place_label,
        period=sheet.period.label_with_days_vi,
        due=render_day(sheet.due),
        sections=tuple(
            WorkbookSection(section.title_vi, tuple(_field(sheet, c) for c in section.indicators))
            for section in sheet.form.sections
        ),
    )
    keys = workbook_keys(sheet.form, sheet.place_id, sheet.period, sheet.version, form.layout)
    name = f"bieu-mau {sheet.place_label.split(',')[0]} {sheet.period.code}.xlsx"
    return attachment(render_form_workbook(form, keys), name, MEDIA, _export(request, sheet))


@require_POST
def form_workbook_back(request: HttpRequest) -> HttpResponse:
    """Take a filled workbook in; the page that comes says what was taken and what was not."""
    sheet = read_posted(request).sheet
    file = request.FILES.get("file")
    data = b"" if file is None else file.read(MAX_BYTES + 1)
    name = (file and file.name) or "?"
    try:
        came = take_in_workbook(
            actor=signed_in(request),
            data=data,
            name=name,
            place_id=sheet.place_id,
            period=sheet.period,
            illustrative=settings.BAYEN_DEMO,
        )
    except (Refused, ActionRefused) as refusal:
        return _page(request, sheet, {"problem": retell(refusal.message_vi)})
    if came.problems:
        marked = base64.b64encode(mark_cells(data, came.problems)).decode()
        context = {"came": came, "marked": marked, "name": name, "words": _taken_words(came)}
        return _page(request, sheet, context)
    messages.success(request, _taken_words(came))
    return redirect(form_address(sheet))


@require_POST
def form_workbook_marked(request: HttpRequest) -> HttpResponse:
    """The copy with the wrong cells marked, as the page before made it; nothing is stored."""
    sheet = read_posted(request).sheet
    try:
        data = base64.b64decode(request.POST.get("marked", ""), validate=True)
    except ValueError:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    name = request.POST.get("name", "bieu-mau.xlsx")
    return attachment(data, f"can-sua {name}", MEDIA, _export(request, sheet))


def _export(request: HttpRequest, sheet: FormSheet) -> Export:
    target = f"form:{sheet.form.code}:{sheet.period.key}"
    return Export(signed_in(request), "export_form", target, sheet.place_id)


def _field(sheet: FormSheet, code: str) -> WorkbookField:
    indicator, beside = load_indicators()[code], sheet.beside[code]
    return WorkbookField(
        code=code,
        label=indicator.name_vi,
        unit=indicator.unit_vi,
        previous=beside.previous,
        so_far=beside.so_far,
        now=_quantity(sheet.written.get(code, "")),
    )


def _quantity(written: str) -> Quantity | None:
    """What is no number is left out: the workbook would only say so again."""
    try:
        return parse_quantity(written) if written else None
    except QuantityError:
        return None


def _taken_words(came: WorkbookTakenIn) -> str:
    words = ngettext(
        "Đã nhận {count} số từ Excel, {filled} số ghi vào ô trống.",
        "Đã nhận {count} số từ Excel, {filled} số ghi vào ô trống.",
        came.taken,
    ).format(count=came.taken, filled=came.filled)
    return f"{words} {differing_words(came.differing)}".rstrip()


def _page(request: HttpRequest, sheet: FormSheet, context: dict[str, object]) -> HttpResponse:
    context |= {"sheet": sheet, "query": form_query(sheet), "address": form_address(sheet)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/form_workbook.html", context, status=status)
