"""One figure of the ledger with its corrections in order, and the way to correct it."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bayen.actions.correcting import correct_observation, retract_observation
from bayen.actions.refused import ActionRefused
from bayen.reads.history import History, history
from bayen.web.forms.amendment import AmendmentForm
from bayen.web.frame import signed_in
from bayen.web.history_page import history_context
from bayen.web.retelling import retell


@require_http_methods(["GET", "HEAD", "POST"])
def observation(request: HttpRequest, seq: int) -> HttpResponse:
    found = history(signed_in(request), seq)
    if request.method != "POST":
        return _page(request, found, AmendmentForm())
    form = AmendmentForm(request.POST)
    if form.is_valid() and _amend(request, found, form):
        return redirect("observation", seq)
    return _page(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _amend(request: HttpRequest, found: History, form: AmendmentForm) -> bool:
    """Whether it was done; else the reason stands on the form."""
    standing = found.standing
    seq = (standing or found.statements[-1]).observation.seq
    reason = form.cleaned_data["reason"]
    account = signed_in(request)
    try:
        if form.takes_back:
            retract_observation(actor=account, seq=seq, reason=reason)
            messages.success(request, _("Đã rút số liệu; dấu vết vẫn giữ số cũ và lý do."))
        else:
            quantity = form.cleaned_data["quantity"]
            correct_observation(actor=account, seq=seq, quantity=quantity, reason=reason)
            messages.success(request, _("Đã đính chính; dấu vết vẫn giữ số cũ và lý do."))
    except ActionRefused as refusal:
        form.add_error(None, retell(refusal.message_vi))
        return False
    return True


def _page(
    request: HttpRequest, found: History, form: AmendmentForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = history_context(found, form)
    return render(request, "web/observation.html", context, status=status)
