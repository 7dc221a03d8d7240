"""Tổng hợp: a place and the places below it, by indicator; on the page and as files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bayen.catalogue.indicators import load_sections
from bayen.catalogue.places import load_atlas
from bayen.core.atlas import UnknownPlaceError
from bayen.core.collation import fold
from bayen.core.places import NATION_ID
from bayen.core.quantities import render_number
from bayen.reads.completeness import Completeness, completeness
from bayen.web.attachments import Export, attachment
from bayen.web.completeness_words import sent_words
from bayen.web.frame import frame_of, signed_in
from bayen.web.place_finder import find_places
from bayen.web.questions import Question, read_question
from bayen.web.retelling import retell
from bayen.web.table_choice import STATES, Choice, read_choice
from bayen.web.table_files import CSV_MEDIA, XLSX_MEDIA, render_csv, render_xlsx
from bayen.web.table_page import TablePage, table_page
from bayen.web.totals import Grid, Links, Order, build_grid

_NAMED_MISSING = 3
_FILES = {"csv": (render_csv, CSV_MEDIA), "xlsx": (render_xlsx, XLSX_MEDIA)}


@dataclass(frozen=True, slots=True)
class Offer:
    """A link among a few."""

    label: str
    href: str


@require_safe
def totals(request: HttpRequest) -> HttpResponse:
    frame = frame_of(request)
    question = read_question(request)
    context = _context(request, question)
    if frame.unknown_place:
        context["problem"] = _("Không tìm thấy đúng một địa bàn tên «{name}».").format(
            name=frame.unknown_place
        )
        context["choices"] = _choices(request, question)
        return render(request, "web/table.html", context)
    try:
        sent, page = _sent_and_page(request, question)
    except UnknownPlaceError as unknown:
        words = _("Trên địa giới đã chọn {reason}. Chọn địa giới hoặc địa bàn khác.")
        context["problem"] = words.format(reason=retell(str(unknown)))
        return render(request, "web/table.html", context)
    context |= _shown(question, read_choice(request), page, request.GET.get("sort", ""))
    context["grid"] = _grid(page, question, read_choice(request), _order(request))
    context["completeness"] = _sent(sent)
    context["is_illustrative"] = page.view.is_illustrative
    return render(request, "web/table.html", context)


@require_safe
def table_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The table as a file: what the pages of the same address show, all of them."""
    question, choice = read_question(request), read_choice(request)
    try:
        _found, page = _sent_and_page(request, question, whole=True)
    except UnknownPlaceError as unknown:
        raise Http404(str(unknown)) from None
    grid = _grid(page, question, choice, _order(request))
    heading = [_title(question), _terms(request, question), *_chosen_words(choice, page)]
    if page.view.is_illustrative:
        heading.append(_("Số liệu minh họa"))
    write, media = _FILES[kind]
    name = slugify(fold(f"tong hop {page.view.place_label} {question.period.label_vi}"))
    place = question.place_id
    export = Export(signed_in(request), "export_table", f"table:{question.period.key}", place)
    return attachment(write(grid, heading), f"{name}.{kind}", media, export)


def _sent_and_page(
    request: HttpRequest, question: Question, *, whole: bool = False
) -> tuple[Completeness, TablePage]:
    account, choice = signed_in(request), read_choice(request)
    found = completeness(account, question.place_id, question.period)
    return found, table_page(account, question, choice, _order(request), found, whole=whole)


def _order(request: HttpRequest) -> Order:
    return Order.parse(request.GET.get("sort", ""))


def _grid(page: TablePage, question: Question, choice: Choice, order: Order) -> Grid:
    trails = question.address("trail", place="")
    kept = choice.parameters
    compares = {"compare": "1"} if choice.compares else {}
    links = Links(
        sort=lambda column: question.address("table", sort=column, **kept),
        place=lambda place_id: (
            question.address("table", place=place_id, **compares) if place_id in page.opens else ""
        ),
        trail=lambda cell: f"{trails}&place={cell.place}&indicator={cell.indicator}",
    )
    return build_grid(page.rows, page.view.columns, order, links)


def _shown(question: Question, choice: Choice, page: TablePage, order: str) -> dict[str, Any]:
    """What was chosen, and how many rows there are of it."""
    query = question.parameters | choice.parameters | ({"sort": order} if order else {})
    return {
        "choice": choice,
        "states": STATES,
        "kept": [*question.parameters.items()],
        "order": order,
        "page": page.page,
        "page_query": f"{urlencode(query)}&",
        "pages": page.pages,
        "rows_words": _rows_words(page),
        "can_list_communes": choice.below or not _are_communes(page),
    }


def _are_communes(page: TablePage) -> bool:
    return any(row.state is not None for row in page.rows)


def _rows_words(page: TablePage) -> str:
    total, available = render_number(page.total), render_number(page.available)
    if page.total == page.available:
        return ngettext("{total} địa bàn", "{total} địa bàn", page.total).format(total=total)
    return _("{total} trên {available} địa bàn").format(total=total, available=available)


def _chosen_words(choice: Choice, page: TablePage) -> list[str]:
    """How a file says which rows it has; nothing where it has all."""
    if not choice.narrows:
        return []
    words = [str(dict(STATES)[choice.state])] if choice.state else []
    words += [f"«{choice.words}»"] if choice.words else []
    return [f"{', '.join(words)}: {_rows_words(page)}"]


def _context(request: HttpRequest, question: Question) -> dict[str, Any]:
    choice, order = read_choice(request).parameters, request.GET.get("sort", "")
    return {
        "head": {
            "title": _title(question),
            "terms": _terms(request, question),
            "crumbs": _crumbs(question),
            "xlsx": question.address("table_xlsx", sort=order, **choice),
            "csv": question.address("table_csv", sort=order, **choice),
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


def _terms(request: HttpRequest, question: Question) -> str:
    """Of two years the figures are read on one map."""
    if read_choice(request).compares and question.boundaries is None:
        return replace(question, boundaries=question.period.last_day).terms
    return question.terms


def _title(question: Question) -> str:
    day = question.boundaries or question.period.last_day
    try:
        place = retell(load_atlas().full_label_vi(question.place_id, day))
    except UnknownPlaceError:
        place = question.place_id
    words = _("Tổng hợp {place}, {period}")
    return words.format(place=place, period=retell(question.period.label_vi))


def _crumbs(question: Question) -> list[Offer]:
    """The places above on the day asked, from the top; each leads to its own table."""
    atlas = load_atlas()
    if question.place_id in atlas.groups_by_id:
        return []
    day = question.boundaries or question.period.last_day
    above = [v for v in atlas.ancestors(question.place_id, day) if v.place_id != NATION_ID]
    links = [
        Offer(retell(version.label_vi), question.address("table", place=version.place_id))
        for version in reversed(above)
    ]
    return [*links, Offer(retell(atlas.label_vi(question.place_id, day)), "")] if links else []


def _choices(request: HttpRequest, question: Question) -> list[Offer]:
    frame = frame_of(request)
    return [
        Offer(
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
