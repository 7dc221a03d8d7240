"""Nhật ký: who did what where and when; read and taken away, never changed."""

from __future__ import annotations

import csv
import io
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bayen.access.accounts import Account
from bayen.access.door import require_anywhere
from bayen.access.permissions import Permission
from bayen.access.stored import ACTIONS_VI
from bayen.core.quantities import render_number
from bayen.reads.audit_log import AuditFilters, audit_page, audit_rows
from bayen.web.attachments import Export, attachment
from bayen.web.audit_words import action_words, audit_line, file_titles
from bayen.web.frame import frame_of, signed_in
from bayen.web.place_finder import find_place, full_place_label
from bayen.web.table_files import CSV_MEDIA


@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    reader = _reader(request)
    filters = _filters(request)
    page = request.GET.get("page", "1")
    found = audit_page(reader, filters, int(page) if page.isdecimal() else 1)
    query = urlencode(_parameters(filters))
    context = {
        "rows": [audit_line(row) for row in found.rows],
        "total": render_number(found.total),
        "page": found.page,
        "pages": found.pages,
        "page_query": query + "&",
        "query": query,
        "filters": filters,
        "first_day": _iso(filters.first_day),
        "last_day": _iso(filters.last_day),
        "place_label": full_place_label(filters.place_id, frame_of(request).today),
        "actions": [("", _("Mọi việc")), *((code, action_words(code)) for code in ACTIONS_VI)],
        "is_filtered": filters != AuditFilters(),
        "opens": frame_of(request).standing.territories(Permission.VIEW),
    }
    return render(request, "web/audit_log.html", context)


@require_safe
def audit_file(request: HttpRequest) -> HttpResponse:
    """What the page of the same address lists, whole; taking it away is a row itself."""
    reader = _reader(request)
    filters = _filters(request)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(file_titles())
    writer.writerows(audit_line(row).texts for row in audit_rows(reader, filters))
    export = Export(reader, "export_audit", "audit", filters.place_id)
    return attachment(out.getvalue().encode("utf-8-sig"), "nhat-ky.csv", CSV_MEDIA, export)


def _reader(request: HttpRequest) -> Account:
    """Who asks, if they read the log anywhere; else there is no such page."""
    reader = signed_in(request)
    require_anywhere(reader, Permission.READ_AUDIT)
    return reader


def _filters(request: HttpRequest) -> AuditFilters:
    asked = request.GET
    return AuditFilters(
        first_day=_day(asked.get("from", "")),
        last_day=_day(asked.get("to", "")),
        person=asked.get("q", "").strip(),
        place_id=asked.get("at") or _typed(request, asked.get("at_text", "").strip()),
        action=asked.get("action", ""),
    )


def _typed(request: HttpRequest, words: str) -> str:
    """A place typed without script."""
    if not words:
        return ""
    today = frame_of(request).today
    found = find_place(signed_in(request), words, today, Permission.READ_AUDIT)
    return found.value if found else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _parameters(filters: AuditFilters) -> list[tuple[str, str]]:
    named = (
        ("from", _iso(filters.first_day)),
        ("to", _iso(filters.last_day)),
        ("q", filters.person),
        ("at", filters.place_id),
        ("action", filters.action),
    )
    return [(name, value) for name, value in named if value]
