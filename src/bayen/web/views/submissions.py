"""The list of submissions: by status, period and place, searched without diacritics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bayen.access.door import may_anywhere
from bayen.access.permissions import Permission
from bayen.core.days import render_day
from bayen.core.quantities import render_number
from bayen.reads.submissions import SubmissionFilters, SubmissionRow, submissions_page
from bayen.web.frame import frame_of, signed_in
from bayen.web.period_menu import find_period
from bayen.web.retelling import retell
from bayen.web.signs import SUBMISSION_SIGNS, Sign

_TABS = (
    ("", _("Tất cả")),
    ("sent", _("Chờ duyệt")),
    ("returned", _("Trả lại")),
    ("draft", _("Đang soạn")),
    ("accepted", _("Đã duyệt")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    query: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One submission in words."""

    number: int
    place_label: str
    title: str
    period_label: str
    kind_label: str
    sign: Sign
    is_illustrative: bool
    figures: int
    waiting: int
    sent_label: str


@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    account = signed_in(request)
    filters = _filters(request)
    page = request.GET.get("page", "1")
    found = submissions_page(account, filters, int(page) if page.isdecimal() else 1)
    context = {
        "rows": [_line(row) for row in found.rows],
        "total": render_number(found.total),
        "total_number": found.total,
        "page": found.page,
        "pages": found.pages,
        "page_query": _query(filters) + "&",
        "tabs": [
            Tab(str(label), _query(replace(filters, status=status)), status == filters.status)
            for status, label in _TABS
        ],
        "kept": [(name, value) for name, value in _parameters(filters) if name != "q"],
        "words": filters.words,
        "is_filtered": filters != SubmissionFilters(),
        "can_submit": may_anywhere(account, Permission.SUBMIT),
    }
    return render(request, "web/submissions.html", context)


def _filters(request: HttpRequest) -> SubmissionFilters:
    """What the address asks; the place and period of the top bar only when it names them."""
    asked = request.GET
    frame = frame_of(request)
    own = frame.standing.postings
    is_own = bool(own) and frame.place_id == own[0].place_id
    names_place = bool(asked.get("place") or asked.get("place_text"))
    return SubmissionFilters(
        status=asked.get("status", ""),
        place_id=frame.place_id if names_place and not is_own else "",
        period_key=asked.get("period", ""),
        words=asked.get("q", "").strip(),
    )


def _parameters(filters: SubmissionFilters) -> list[tuple[str, str]]:
    named = (
        ("status", filters.status),
        ("place", filters.place_id),
        ("period", filters.period_key),
        ("q", filters.words),
    )
    return [(name, value) for name, value in named if value]


def _query(filters: SubmissionFilters) -> str:
    return urlencode(_parameters(filters))


def _line(row: SubmissionRow) -> Line:
    period = find_period(row.period_key) if row.period_key else None
    return Line(
        number=row.number,
        place_label=retell(row.place_label),
        title=row.title,
        period_label=retell(period.label_vi) if period else render_day(row.last_day),
        kind_label=retell(row.kind_label),
        sign=SUBMISSION_SIGNS[row.status],
        is_illustrative=row.is_illustrative,
        figures=row.figures,
        waiting=row.waiting,
        sent_label=f"{timezone.localtime(row.sent_at):%H:%M %d/%m/%Y}"
        if row.sent_at
        else str(_("chưa gửi")),
    )
