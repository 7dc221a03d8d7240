"""Đôn đốc: who owes the form, whom to call, what to write, and who was asked already."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bayen.actions.refused import ActionRefused
from bayen.actions.reminding import keep_office_phone, remind
from bayen.core.collation import fold
from bayen.reads.reminders import Owings, owings, reminder_log
from bayen.web.attachments import Export, attachment
from bayen.web.completeness_words import sent_words
from bayen.web.frame import frame_of, signed_in
from bayen.web.reminder_page import log_line, message, owing_line, render_owing_xlsx
from bayen.web.retelling import retell
from bayen.web.signs import remark
from bayen.web.table_files import XLSX_MEDIA

_ON_A_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Of the place and period of the address; POST keeps that the chosen were asked."""
    if request.method != "POST":
        return _page(request)
    frame = frame_of(request)
    found = _found(request)
    try:
        count = remind(
            actor=signed_in(request),
            place_ids=request.POST.getlist("to"),
            form_code=found.found.form.code,
            period=frame.period,
            way=request.POST.get("way", ""),
            note=request.POST.get("note", ""),
        )
    except ActionRefused as refusal:
        return _page(request, retell(refusal.message_vi))
    words = ngettext("Đã ghi: nhắc {count} đơn vị.", "Đã ghi: nhắc {count} đơn vị.", count)
    messages.success(request, words.format(count=count))
    return redirect(f"{reverse('reminders')}?{frame.choice}")


@require_POST
def office_phone(request: HttpRequest) -> HttpResponse:
    """Write down the number of one office."""
    try:
        keep_office_phone(
            actor=signed_in(request),
            place_id=request.POST.get("of", ""),
            number=request.POST.get("number", ""),
        )
        messages.success(request, _("Đã lưu số máy cơ quan."))
    except ActionRefused as refusal:
        messages.error(request, retell(refusal.message_vi))
    return redirect(f"{reverse('reminders')}?{frame_of(request).choice}")


@require_safe
def reminders_file(request: HttpRequest) -> HttpResponse:
    """The list for calling round, as a workbook."""
    frame, found = frame_of(request), _found(request)
    title = _("Đôn đốc gửi báo cáo: {place}, {period}").format(
        place=frame.place_label, period=retell(frame.period.label_with_days_vi)
    )
    data = render_owing_xlsx(found, [owing_line(row) for row in found.rows], title)
    name = slugify(fold(f"don doc {frame.place_label} {frame.period.label_vi}"))
    target = f"table:{frame.place_id}"
    export = Export(signed_in(request), "export_table", target, frame.place_id)
    return attachment(data, f"{name}.xlsx", XLSX_MEDIA, export)


def _found(request: HttpRequest) -> Owings:
    frame = frame_of(request)
    return owings(signed_in(request), frame.place_id, frame.period)


def _page(request: HttpRequest, problem: str = "") -> HttpResponse:
    frame, found = frame_of(request), _found(request)
    chosen = set(request.POST.getlist("to"))
    shown = Paginator(found.rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    log = Paginator(reminder_log(found.found), _ON_A_PAGE).get_page(request.GET.get("log"))
    context = {
        "problem": problem,
        "rows": [(owing_line(row), row.sender.place_id in chosen) for row in shown],
        "total": len(found.rows),
        "page": shown.number,
        "pages": shown.paginator.num_pages,
        "page_query": f"{frame.choice}&",
        "log": [log_line(one) for one in log],
        "log_total": log.paginator.count,
        "log_page": log.number,
        "log_pages": log.paginator.num_pages,
        "late": sum(row.working_days > 0 for row in found.rows),
        "sent": sent_words(found.found) if found.found.form.is_for(found.found.period) else "",
        "message": message(found, found.rows) if found.rows else "",
        "can_remind": any(row.may_remind for row in found.rows),
        "unsure": [remark(finding) for finding in found.unsure],
        "note": request.POST.get("note", ""),
        "file_href": f"{reverse('reminders_xlsx')}?{frame.choice}",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "web/reminders.html", context, status=status)
