"""Tổng hợp: a place and the places below it, by indicator; on the page and as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bayen.catalogue.indicators import load_sections
from bayen.catalogue.places import load_atlas
from bayen.core.collation import fold
from bayen.core.places import NATION_ID, UnknownPlaceError
from bayen.core.questions import UnknownIndicatorError
from bayen.reads.completeness import Completeness, completeness
from bayen.reads.tables import TableRow, TableView, table
from bayen.web.attachments import Export, attachment
from bayen.web.completeness_words import sent_words
from bayen.web.frame import frame_of, signed_in
from bayen.web.place_finder import find_places
from bayen.web.questions import Question, read_question
from bayen.web.retelling import retell
from bayen.web.table_files import CSV_MEDIA, XLSX_MEDIA, render_csv, render_xlsx
from bayen.web.totals import Grid, Links, Order, PlaceRow, build_grid

_NAMED_MISSING = 3
_FILES = {"csv": (render_csv, CSV_MEDIA), "xlsx": (render_xlsx, XLSX_MEDIA)}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link among a few."""

    label: str
    href: str


@require_safe
def totals(request: HttpRequest) -> HttpResponse:
    frame = frame_of(request)
    question = read_question(request)
    context = _context(question)
    if frame.unknown_place:
        context["problem"] = _("Không tìm thấy đúng một địa bàn tên «{name}».").format(
            name=frame.unknown_place
        )
        context["choices"] = _choices(request, question)
        return render(request, "web/table.html", context)
    try:
        view = _ask(request, question)
    except UnknownPlaceError as unknown:
        words = _("Trên địa giới đã chọn {reason}. Chọn địa giới hoặc địa bàn khác.")
        context["problem"] = words.format(reason=retell(str(unknown)))
        return render(request, "web/table.html", context)
    context["grid"] = _grid(view, question, _order(request))
    context["completeness"] = _sent(
        completeness(signed_in(request), question.place_id, question.period)
    )
    context["is_illustrative"] = view.is_illustrative
    return render(request, "web/table.html", context)


@require_safe
def table_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The table as a file: what the page of the same address shows."""
    question = read_question(request)
    try:
        view = _ask(request, question)
    except UnknownPlaceError as unknown:
        raise Http404(str(unknown)) from None
    grid = _grid(view, question, _order(request))
    heading = [_title(question), question.terms]
    if view.is_illustrative:
        heading.append(_("Số liệu minh họa"))
    write, media = _FILES[kind]
    name = slugify(fold(f"tong hop {view.place_label} {question.period.label_vi}"))
    place = question.place_id
    export = Export(signed_in(request), "export_table", f"table:{question.period.key}", place)
    return attachment(write(grid, heading), f"{name}.{kind}", media, export)


def _ask(request: HttpRequest, question: Question) -> TableView:
    asked: dict[str, Any] = {
        "boundaries": question.boundaries,
        "known_at": question.known_at,
    }
    account = signed_in(request)
    try:
        return table(account, question.place_id, question.period, section=question.section, **asked)
    except UnknownIndicatorError:
        return table(account, question.place_id, question.period, **asked)


def _order(request: HttpRequest) -> Order:
    return Order.parse(request.GET.get("sort", ""))


def _grid(view: TableView, question: Question, order: Order) -> Grid:
    rows = [_place_row(view.total, is_total=True), *(_place_row(row) for row in view.rows)]
    opens = {row.place_id for row in view.rows}
    trails = question.address("trail", place="")
    links = Links(
        sort=lambda column: question.address("table", sort=column),
        place=lambda place_id: (
            question.address("table", place=place_id) if place_id in opens else ""
        ),
        trail=lambda cell: f"{trails}&place={cell.place}&indicator={cell.indicator}",
    )
    return build_grid(rows, view.columns, order, links)


def _place_row(row: TableRow, *, is_total: bool = False) -> PlaceRow:
    return PlaceRow(row.place_id, retell(row.label_vi), row.cells, is_total)


def _context(question: Question) -> dict[str, Any]:
    return {
        "head": {
            "title": _title(question),
            "terms": question.terms,
            "crumbs": _crumbs(question),
            "xlsx": question.address("table_xlsx"),
            "csv": question.address("table_csv"),
        },
        "options": {
            "sections": [
                ("", _("Biểu mẫu tháng")),
                *((code, retell(title)) for code, title in load_sections().items()),
            ],
            "section": question.section,
            "boundaries": question.parameters.get("boundaries", ""),
            "known_at": question.known_at_field,
            "unread_moment": question.unread_moment,
        },
    }


def _title(question: Question) -> str:
    day = question.boundaries or question.period.last_day
    try:
        place = retell(load_atlas().full_label_vi(question.place_id, day))
    except UnknownPlaceError:
        place = question.place_id
    words = _("Tổng hợp {place}, {period}")
    return words.format(place=place, period=retell(question.period.label_vi))


def _crumbs(question: Question) -> list[Choice]:
    """The places above on the day asked, from the top; each leads to its own table."""
    atlas = load_atlas()
    if question.place_id in atlas.groups_by_id:
        return []
    day = question.boundaries or question.period.last_day
    above = [v for v in atlas.ancestors(question.place_id, day) if v.place_id != NATION_ID]
    links = [
        Choice(retell(version.label_vi), question.address("table", place=version.place_id))
        for version in reversed(above)
    ]
    return [*links, Choice(retell(atlas.label_vi(question.place_id, day)), "")] if links else []


def _choices(request: HttpRequest, question: Question) -> list[Choice]:
    frame = frame_of(request)
    return [
        Choice(
            f"{retell(found.label)} {found.note}".strip(),
            question.address("table", place=found.value),
        )
        for found in find_places(signed_in(request), frame.unknown_place, frame.today)
    ]


def _sent(found: Completeness) -> dict[str, object]:
    if not found.form.is_for(found.period):
        return {}
    names = [retell(sender.place_label) for sender in found.missing]
    missing = ""
    if names:
        rest = len(names) - _NAMED_MISSING
        words = _("còn thiếu: {names} và {rest} xã khác") if rest > 0 else _("còn thiếu: {names}")
        missing = words.format(names=", ".join(names[:_NAMED_MISSING]), rest=rest)
    return {
        "expected": found.expected,
        "reported": found.sent,
        "label": sent_words(found),
        "missing": missing,
    }
