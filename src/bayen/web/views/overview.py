"""Tổng quan: a few numbers with their course and what stands out, for a leader on a phone."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bayen.core.places import UnknownPlaceError
from bayen.core.quantities import render_number
from bayen.core.questions import Cell
from bayen.reads.completeness import completeness
from bayen.reads.overview import Change, Headline, overview, percent_change
from bayen.web.cells import CellView, show_cell
from bayen.web.completeness_words import sent_words
from bayen.web.frame import Frame, frame_of, signed_in
from bayen.web.indicator_finder import indicator_words
from bayen.web.retelling import retell
from bayen.web.trend import Trend, draw_trend


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of the overview.

    Attributes:
        change: against the same period a year before, in words.
        course: (period, cell) of the table beside the line.
    """

    name: str
    unit: str
    now: CellView
    change: str
    map_href: str
    trend: Trend
    course: tuple[tuple[str, CellView], ...]


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A large change, with its numbers."""

    name: str
    words: str
    now: CellView
    before: CellView


@require_safe
def overview_page(request: HttpRequest) -> HttpResponse:
    account, frame = signed_in(request), frame_of(request)
    context: dict[str, object] = {
        "title": _("Tổng quan {place}, {period}").format(
            place=retell(frame.place_label), period=retell(frame.period.label_vi)
        ),
        "days": retell(frame.period.span.label_vi),
    }
    try:
        found = overview(account, frame.place_id, frame.period)
        sent = completeness(account, frame.place_id, frame.period)
    except UnknownPlaceError as unknown:
        context["problem"] = retell(str(unknown))
        return render(request, "web/overview.html", context)
    context |= {
        "tiles": [_tile(headline, frame) for headline in found.headlines],
        "outstanding": [_outstanding(change) for change in found.changes],
        "expected": sent.expected if sent.form.is_for(sent.period) else 0,
        "sent": sent.sent,
        "sent_words": sent_words(sent),
        "table_href": f"{reverse('table')}?{frame.choice}&sort=sent",
        "map_href": f"{reverse('map')}?{frame.choice}",
    }
    return render(request, "web/overview.html", context)


def _tile(headline: Headline, frame: Frame) -> Tile:
    code = headline.indicator.code
    return Tile(
        name=indicator_words(headline.indicator),
        unit=retell(headline.indicator.unit_vi),
        now=_shown(headline.now),
        change=_change_words(headline.now, headline.before),
        map_href=f"{reverse('map')}?{frame.choice}&measure={code}",
        trend=draw_trend(headline.course),
        course=tuple((retell(c.period.label_vi), _shown(c)) for c in headline.course),
    )


def _shown(cell: Cell) -> CellView:
    address = f"{reverse('trail')}?place={cell.place}&period={cell.period.key}"
    return show_cell(cell, f"{address}&indicator={cell.indicator}")


def _change_words(now: Cell, before: Cell) -> str:
    """The change against a year before, or why it cannot be said."""
    percent = percent_change(now, before)
    if percent:
        words = _("tăng {percent}% so với cùng kỳ") if percent > 0 else ""
        words = words or _("giảm {percent}% so với cùng kỳ")
        return words.format(percent=render_number(abs(percent)))
    if before.quantity is None:
        return _("chưa có số cùng kỳ để so sánh")
    then = render_number(before.quantity.value)
    if percent is None:
        return _("cùng kỳ: {number}; còn đơn vị chưa gửi, chưa so sánh").format(number=then)
    return _("bằng cùng kỳ: {number}").format(number=then)


def _outstanding(change: Change) -> Outstanding:
    rises = change.percent > 0
    words = _("tăng {percent}%") if rises else _("giảm {percent}%")
    return Outstanding(
        indicator_words(change.indicator),
        words.format(percent=render_number(abs(change.percent))),
        _shown(change.now),
        _shown(change.before),
    )
