"""Bản đồ: one measure of the places below a place, as a map, a legend and a table."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bayen.access.permissions import Permission
from bayen.catalogue.forms import load_form
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.outlines import read_outlines
from bayen.catalogue.places import load_atlas
from bayen.catalogue.tables import CatalogueDataError
from bayen.core.atlas import UnknownPlaceError
from bayen.core.quantities import render_number
from bayen.core.questions import Cell
from bayen.reads.tables import TableRow, TableView, table
from bayen.web.cells import CellView, show_cell
from bayen.web.frame import Frame, frame_of, signed_in
from bayen.web.indicator_finder import indicator_words
from bayen.web.map_page import Figure, Outlines, build_map
from bayen.web.questions import Question, read_question
from bayen.web.retelling import retell
from bayen.web.totals import PlaceRow

SENT = "sent"  # the measure of how many have reported, as a percentage
OWN_OUTLINES = "outlines.geojson"  # in the data folder, where an office has them


@require_safe
def place_map(request: HttpRequest) -> HttpResponse:
    question, measure = read_question(request), _measure(request)
    indicators = load_form().indicators if measure == SENT else (measure,)
    context: dict[str, object] = {"measure": measure, "measures": _measures()}
    try:
        view = table(
            signed_in(request),
            question.place_id,
            question.period,
            indicators=indicators,
            boundaries=question.boundaries,
            known_at=question.known_at,
        )
    except UnknownPlaceError as unknown:
        words = _("Trên địa giới đã chọn {reason}. Chọn địa giới hoặc địa bàn khác.")
        context["problem"] = words.format(reason=retell(str(unknown)))
        return render(request, "web/map.html", context)
    return render(request, "web/map.html", context | _shown(request, view, question, measure))


def _measure(request: HttpRequest) -> str:
    asked = request.GET.get("measure", SENT)
    return asked if asked in load_indicators() else SENT


def _measures() -> list[tuple[str, str]]:
    indicators = load_indicators()
    asked = (indicators[code] for code in load_form().indicators)
    return [(SENT, _("Đã báo cáo")), *((i.code, indicator_words(i)) for i in asked)]


def _shown(
    request: HttpRequest, view: TableView, question: Question, measure: str
) -> dict[str, object]:
    own, problem = _own_outlines(Path(settings.BAYEN_HOME) / OWN_OUTLINES)
    day = question.boundaries or question.period.last_day
    figures = [_figure(row, question, measure) for row in view.rows]
    unit = "%" if measure == SENT else view.columns[0].unit_vi
    return {
        "title": _("Bản đồ {place}, {period}").format(
            place=retell(view.place_label), period=retell(question.period.label_vi)
        ),
        "terms": question.terms,
        "measure_label": dict(_measures())[measure],
        "unit": retell(unit),
        "map": build_map(question.place_id, day, figures, own) if figures else None,
        "total": _figure(view.total, question, measure),
        "table_href": question.address("table"),
        "above": _above(question, frame_of(request)),
        "is_illustrative": view.is_illustrative,
        "problem": problem,
    }


def _figure(row: TableRow, question: Question, measure: str) -> Figure:
    value, cell = _share_sent(row, question) if measure == SENT else _value(row.cells[0], question)
    href = question.address("map", place=row.place_id, measure=measure) if row.has_children else ""
    return Figure(row.place_id, retell(row.label_vi), value, cell, href)


def _value(cell: Cell, question: Question) -> tuple[Decimal | None, CellView]:
    trail = question.address("trail", place=cell.place, indicator=cell.indicator, section="")
    is_known = cell.quantity is not None and cell.comparable
    return (cell.quantity.value if is_known and cell.quantity else None), show_cell(cell, trail)


def _share_sent(row: TableRow, question: Question) -> tuple[Decimal | None, CellView]:
    """How many have reported of those that owe a figure, in percent."""
    reported, expected = PlaceRow(row.place_id, row.label_vi, row.cells).sent
    href = question.address("table", place=row.place_id)
    if not expected:
        return None, CellView("cell-apart", "–", title=_("không áp dụng"))
    share = (Decimal(reported) * 100 / expected).quantize(Decimal("0.1"))
    return share, CellView(
        "", f"{render_number(reported)}/{render_number(expected)}", href=href, number=share
    )


def _above(question: Question, frame: Frame) -> list[tuple[str, str]]:
    """The places above that may be looked at, with the address of their maps, from the top."""
    atlas = load_atlas()
    day = question.boundaries or question.period.last_day
    above = reversed(atlas.ancestors(question.place_id, day))
    return [
        (retell(v.label_vi), question.address("map", place=v.place_id))
        for v in above
        if frame.standing.may(Permission.VIEW, v.place_id, day)
    ]


def _own_outlines(path: Path) -> tuple[Outlines, str]:
    """The office's own outlines, and what is wrong with its file; "" when nothing is."""
    try:
        return (_read_outlines(path, path.stat().st_mtime_ns), "") if path.is_file() else ({}, "")
    except CatalogueDataError as error:
        return {}, retell(str(error))


@lru_cache(maxsize=1)
def _read_outlines(path: Path, _changed: int) -> Outlines:
    return read_outlines(path)
