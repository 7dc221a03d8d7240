"""Tổng quan: a few numbers with their course and what stands out, for a leader on a phone."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bayen.core.atlas import UnknownPlaceError
from bayen.core.quantities import render_number
from bayen.core.questions import Cell
from bayen.reads.completeness import Completeness, completeness
from bayen.reads.like_with_like import Comparison
from bayen.reads.overview import Change, Headline, overview
from bayen.reads.place_states import place_states
from bayen.web.cells import CellView, show_cell
from bayen.web.completeness_words import sent_words
from bayen.web.frame import Frame, frame_of, signed_in
from bayen.web.indicator_finder import indicator_words
from bayen.web.retelling import retell
from bayen.web.table_choice import COMMUNES, STATES
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


@dataclass(frozen=True, slots=True)
class State:
    """How many places stand so to the form; ``href`` lists them."""

    name: str
    number: str
    href: str


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
        "states": _states(sent, frame),
        "sent_words": sent_words(sent),
        "map_href": f"{reverse('map')}?{frame.choice}",
    }
    return render(request, "web/overview.html", context)


def _states(sent: Completeness, frame: Frame) -> list[State]:
    """What is still to be done, each with the rows of the table it stands for."""
    if not sent.form.is_for(sent.period):
        return []
    standing = place_states(sent, (sender.place_id for sender in sent.senders)).values()
    counted = ((key, name, sum(one.is_in(key) for one in standing)) for key, name in STATES if key)
    table = f"{reverse('table')}?{frame.choice}&rows={COMMUNES}&state="
    return [State(str(name), render_number(n), f"{table}{key}") for key, name, n in counted if n]


def _tile(headline: Headline, frame: Frame) -> Tile:
    code = headline.indicator.code
    return Tile(
        name=indicator_words(headline.indicator),
        unit=retell(headline.indicator.unit_vi),
        now=_shown(headline.now),
        change=_change_words(headline),
        map_href=f"{reverse('map')}?{frame.choice}&measure={code}",
        trend=draw_trend(headline.course),
        course=tuple((retell(c.period.label_vi), _shown(c)) for c in headline.course),
    )


def _shown(cell: Cell) -> CellView:
    address = f"{reverse('trail')}?place={cell.place}&period={cell.period.key}"
    return show_cell(cell, f"{address}&indicator={cell.indicator}")


def _change_words(headline: Headline) -> str:
    """The change against a year before, or why it cannot be said."""
    compared = headline.compared
    if compared is None:
        return _why_not_compared(headline.before)
    if percent := compared.percent:
        words = _("tăng {percent}% so với cùng kỳ") if percent > 0 else ""
        words = words or _("giảm {percent}% so với cùng kỳ")
        return _of_whom(words.format(percent=render_number(abs(percent))), compared)
    words = _("bằng cùng kỳ: {number}") if compared.now == compared.then else ""
    words = words or _("cùng kỳ: {number}")
    return _of_whom(words.format(number=render_number(compared.then)), compared)


def _why_not_compared(before: Cell) -> str:
    if before.quantity is None:
        return _("chưa có số cùng kỳ để so sánh")
    then = render_number(before.quantity.value)
    return _("cùng kỳ: {number}; còn đơn vị chưa gửi, chưa so sánh").format(number=then)


def _of_whom(words: str, compared: Comparison) -> str:
    """The words, and of how many places they hold while some have not sent."""
    if not compared.places:
        return words
    of = ngettext(
        "{words} ({then} → {now} ở {number} đơn vị đủ số cả hai kỳ)",
        "{words} ({then} → {now} ở {number} đơn vị đủ số cả hai kỳ)",
        compared.places,
    )
    then, now = render_number(compared.then), render_number(compared.now)
    number = render_number(compared.places)
    return of.format(words=words, then=then, now=now, number=number)


def _outstanding(change: Change) -> Outstanding:
    words = _("tăng {percent}%") if change.percent > 0 else _("giảm {percent}%")
    return Outstanding(
        indicator_words(change.indicator),
        _of_whom(words.format(percent=render_number(abs(change.percent))), change.compared),
        _shown(change.now),
        _shown(change.before),
    )
