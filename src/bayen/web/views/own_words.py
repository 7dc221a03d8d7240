"""The own lexicon of places, and the table layouts kept: looked at, used, edited, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bayen.access.door import access_layout, access_phrase
from bayen.access.permissions import Permission
from bayen.actions.layouts import forget_layout
from bayen.actions.own_words import (
    edit_phrase,
    offer_phrase,
    undo_phrase,
    use_phrase,
    withdraw_phrase,
)
from bayen.actions.refused import ActionRefused
from bayen.core.quantities import render_number
from bayen.reads.own_words import LayoutRow, PhraseRow, layout_rows, phrase_row, phrases_page
from bayen.web.forms.phrase import PhraseForm
from bayen.web.frame import signed_in
from bayen.web.indicator_finder import indicator_name
from bayen.web.retelling import retell
from bayen.web.signs import PHRASE_SIGNS, Sign

_TABS = (
    ("", gettext_lazy("Tất cả")),
    ("suggested", gettext_lazy("Đề nghị")),
    ("in-use", gettext_lazy("Đang dùng")),
    ("withdrawn", gettext_lazy("Đã rút")),
)
_DEEDS = {"use": use_phrase, "withdraw": withdraw_phrase, "undo": undo_phrase}


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    query: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class PhraseView:
    """One phrase in words."""

    row: PhraseRow
    indicator_name: str
    sign: Sign
    changed: str


@dataclass(frozen=True, slots=True)
class LayoutView:
    """One layout in words: its headers, and what each of its cells counts."""

    row: LayoutRow
    headers: str
    names: tuple[tuple[str, str], ...]
    changed: str


@require_safe
def lexicon(request: HttpRequest) -> HttpResponse:
    """The phrases of the account's places: by state, searched without diacritics, in pages."""
    state, words = request.GET.get("status", ""), request.GET.get("q", "").strip()
    page = request.GET.get("page", "1")
    found = phrases_page(
        signed_in(request),
        state=state,
        words=words,
        page=int(page) if page.isdecimal() else 1,
    )
    context = {
        "rows": [_phrase_view(row) for row in found.rows],
        "total": render_number(found.total),
        "total_number": found.total,
        "page": found.page,
        "pages": found.pages,
        "page_query": _query(state, words) + "&",
        "tabs": [Tab(str(label), _query(one, words), one == state) for one, label in _TABS],
        "state": state,
        "words": words,
        "here": request.get_full_path(),
    }
    return render(request, "web/lexicon.html", context)


@require_POST
def phrase_deed(request: HttpRequest, number: int) -> HttpResponse:
    """Use, withdraw, offer above, or undo the last change."""
    account, deed = signed_in(request), request.POST.get("deed", "")
    phrase = access_phrase(account, number, Permission.DECIDE)
    try:
        if deed == "offer":
            offer_phrase(actor=account, phrase=phrase)
            messages.success(
                request, _("Đã đề nghị «{words}» lên cấp trên.").format(words=phrase.words)
            )
        elif deed in _DEEDS:
            changed = _DEEDS[deed](actor=account, phrase=phrase)
            messages.success(request, _done(deed, changed.words))
        else:
            return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)
    except ActionRefused as refusal:
        messages.error(request, retell(refusal.message_vi))
    return redirect(_next(request, reverse("lexicon")))


@require_http_methods(["GET", "HEAD", "POST"])
def phrase_edit(request: HttpRequest, number: int) -> HttpResponse:
    """Other words, or another indicator."""
    account = signed_in(request)
    phrase = access_phrase(account, number, Permission.DECIDE)
    if request.method != "POST":
        initial = {"words": phrase.words, "indicator": phrase.indicator}
        return _edit_page(request, number, PhraseForm(initial=initial))
    form = PhraseForm(request.POST)
    if form.is_valid():
        try:
            edit_phrase(actor=account, phrase=phrase, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error("words", retell(refusal.message_vi))
        else:
            messages.success(request, _("Đã lưu cụm từ."))
            return redirect("lexicon")
    return _edit_page(request, number, form, HTTPStatus.UNPROCESSABLE_ENTITY)


@require_safe
def layouts(request: HttpRequest) -> HttpResponse:
    """The kept layouts of the account's places."""
    rows = [_layout_view(row) for row in layout_rows(signed_in(request))]
    return render(request, "web/layouts.html", {"rows": rows})


@require_POST
def layout_deed(request: HttpRequest, number: int) -> HttpResponse:
    """Forget a layout, or take that back."""
    account, deed = signed_in(request), request.POST.get("deed", "")
    layout = access_layout(account, number, Permission.DECIDE)
    if deed not in {"forget", "recall"}:
        return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)
    forget_layout(actor=account, layout=layout, forget=deed == "forget")
    words = (
        _("Đã quên cách đọc bảng này.") if deed == "forget" else _("Dùng lại cách đọc bảng này.")
    )
    messages.success(request, words)
    return redirect(_next(request, reverse("layouts")))


def _done(deed: str, words: str) -> str:
    said = {
        "use": _("Văn bản sau của địa bàn sẽ đọc theo «{words}»."),
        "withdraw": _("Đã rút «{words}»; văn bản sau không đọc theo nữa."),
        "undo": _("Đã hoàn tác; cụm từ nay là «{words}»."),
    }
    return said[deed].format(words=words)


def _next(request: HttpRequest, otherwise: str) -> str:
    """Where the person came from, on this site only."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if wanted and is_ours else otherwise


def _query(state: str, words: str) -> str:
    return urlencode([(k, v) for k, v in (("status", state), ("q", words)) if v])


def _edit_page(
    request: HttpRequest, number: int, form: PhraseForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    code = str(form["indicator"].value() or "")
    context = {
        "form": form,
        "phrase": _phrase_view(phrase_row(signed_in(request), number)),
        "indicator_label": indicator_name(code) if code else "",
        "indicator_search": reverse("indicator_search"),
    }
    return render(request, "web/phrase_edit.html", context, status=status)


def _phrase_view(row: PhraseRow) -> PhraseView:
    changed = f"{row.by}, {timezone.localtime(row.at):%H:%M %d/%m/%Y}"
    return PhraseView(row, indicator_name(row.indicator), PHRASE_SIGNS[row.state], changed)


def _layout_view(row: LayoutRow) -> LayoutView:
    return LayoutView(
        row,
        " · ".join(row.headers),
        tuple((headers, indicator_name(code)) for headers, code in row.names),
        f"{row.by}, {timezone.localtime(row.at):%H:%M %d/%m/%Y}",
    )
