"""Bản biểu mẫu: an administrator writes a new version, looks at it, publishes it for a day."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bayen.access.door import require_anywhere
from bayen.access.permissions import Permission
from bayen.actions.form_versions import parse_version, publish_form
from bayen.actions.refused import ActionRefused
from bayen.catalogue.forms import Form, load_forms, versions_of
from bayen.catalogue.indicators import load_indicators
from bayen.web.forms.form_version import FormVersionForm, initial_of
from bayen.web.frame import signed_in
from bayen.web.retelling import retell


@require_safe
def form_versions(request: HttpRequest) -> HttpResponse:
    """Every form with its versions."""
    require_anywhere(signed_in(request), Permission.MANAGE_FORMS)
    forms = [(code, versions_of(code)) for code in load_forms()]
    return render(request, "web/form_versions.html", {"forms": forms})


@require_http_methods(["GET", "HEAD", "POST"])
def form_version_new(request: HttpRequest, code: str) -> HttpResponse:
    """A copy of the last version to be changed; POST shows it, or publishes it."""
    require_anywhere(signed_in(request), Permission.MANAGE_FORMS)
    versions = versions_of(code)
    if not versions:
        raise Http404("no such form")
    last = versions[-1]
    if request.method != "POST":
        return _page(request, last, FormVersionForm(initial=initial_of(last)))
    written = FormVersionForm(request.POST)
    if not written.is_valid():
        return _page(request, last, written)
    try:
        if "publish" not in request.POST:
            return _page(request, last, written, parse_version(written.text(code)))
        made = publish_form(actor=signed_in(request), text=written.text(code))
    except ActionRefused as refusal:
        written.add_error(None, retell(refusal.message_vi))
        return _page(request, last, written)
    words = _("Đã ban hành bản {version}. Báo cáo đã gửi giữ bản cũ.")
    messages.success(request, words.format(version=made.version))
    return redirect("form_versions")


def _page(
    request: HttpRequest, last: Form, form: FormVersionForm, preview: Form | None = None
) -> HttpResponse:
    known = load_indicators()
    sections = preview.sections if preview else ()
    context = {
        "last": last,
        "form": form,
        "preview": [(s.title_vi, [known[code] for code in s.indicators]) for s in sections],
        "count": len(preview.indicators) if preview else 0,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/form_version_new.html", context, status=status)
