"""Phát hành: the official documents produced, one on the screen, its files."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bayen.access.door import may
from bayen.access.permissions import Permission
from bayen.actions.publishing import compose_again, publish
from bayen.core.atlas import UnknownPlaceError
from bayen.core.collation import fold
from bayen.outputs.html import render_html
from bayen.reads.publications import publication_view
from bayen.reads.publications import publications as list_publications
from bayen.web.attachments import Export, attachment
from bayen.web.frame import frame_of, signed_in
from bayen.web.publication_page import show_publication
from bayen.web.retelling import retell

_PAGE_SIZE = 25
_MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
def publications(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _produce(request)
    return _list(request)


@require_safe
def publication(request: HttpRequest, number: int) -> HttpResponse:
    """The document as it will print; a click on a number opens its trail as known then."""
    account = signed_in(request)
    view = show_publication(publication_view(account, number))

    def trail_of(key: str) -> str:
        indicator, place, period = key.split("|")
        asked = {"place": place, "period": period, "indicator": indicator}
        return f"{reverse('trail')}?{urlencode(asked | view.terms)}"

    sheet = render_html(compose_again(actor=account, number=number), href=trail_of)
    context = {"head": view, "sheet": mark_safe(sheet)}  # noqa: S308 (outputs escapes every word)
    return render(request, "web/publication.html", context)


@require_safe
def publication_file(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    account = signed_in(request)
    found = publication_view(account, number)
    if kind not in _MEDIA:
        raise Http404(kind)
    name = slugify(fold(found.title))[:80]
    data = found.docx if kind == "docx" else found.xlsx
    export = Export(account, "export_publication", f"publication:{number}", found.place_id)
    return attachment(data, f"{name}-so-{number}.{kind}", _MEDIA[kind], export)


def _list(request: HttpRequest, problem: str = "") -> HttpResponse:
    account, frame = signed_in(request), frame_of(request)
    paginator = Paginator(list_publications(account), _PAGE_SIZE)
    shown = paginator.get_page(request.GET.get("page"))
    context = {
        "rows": [show_publication(found) for found in shown],
        "page": shown.number,
        "pages": paginator.num_pages,
        "problem": problem,
        "can_publish": may(account, Permission.PUBLISH, frame.place_id, frame.period.last_day),
        "place_label": frame.place_label,
        "period_label": retell(frame.period.label_vi),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "web/publications.html", context, status=status)


def _produce(request: HttpRequest) -> HttpResponse:
    """Of the place and period that the address of the page names."""
    frame = frame_of(request)
    try:
        record = publish(actor=signed_in(request), place_id=frame.place_id, period=frame.period)
    except UnknownPlaceError as unknown:
        words = _("Chưa lập được: {reason}. Chọn địa bàn hoặc kỳ khác.")
        return _list(request, words.format(reason=retell(str(unknown))))
    return redirect("publication", record.pk)
