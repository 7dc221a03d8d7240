"""Judging figures one by one: by plain forms, or in place when script runs."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bayen.access.door import access_proposal, access_submission
from bayen.access.permissions import Permission
from bayen.actions.accepting import accept_submission
from bayen.actions.deciding import (
    Changes,
    Decision,
    accept_sure,
    decide_proposal,
    undo_decision,
)
from bayen.actions.refused import ActionRefused
from bayen.actions.sending_up import send_submission
from bayen.reads.submission import FigureReading, figure_detail, submission_detail
from bayen.web.correction_page import correction_context, initial_of
from bayen.web.forms.correction import CorrectionForm
from bayen.web.found_figures import count_figures, show_figure
from bayen.web.frame import signed_in
from bayen.web.retelling import retell
from bayen.web.submission_page import document_blocks, find_mark

_UNDO = "undo"
# What keeps a submission back until something is said of single figures, each at its place.
_SAID_THERE = {"figures-unanswered", "words-missing"}


@require_POST
def figure(request: HttpRequest, number: int, figure_number: int) -> HttpResponse:
    """Accept, reject, correct or undo one figure."""
    wanted = request.POST.get("decision", "")
    if wanted == Decision.CORRECT:
        return _correct(request, number, figure_number)
    proposal = access_proposal(signed_in(request), number, figure_number, Permission.DECIDE)
    try:
        if wanted == _UNDO:
            undo_decision(actor=signed_in(request), proposal=proposal)
        elif wanted in {Decision.ACCEPT, Decision.REJECT}:
            decision = Decision(wanted)
            decide_proposal(actor=signed_in(request), proposal=proposal, decision=decision)
        else:
            return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)
    except ActionRefused as refusal:
        return _answer(request, number, figure_number, problem=retell(refusal.message_vi))
    return _answer(request, number, figure_number, is_undone=wanted == _UNDO)


@require_safe
def figure_edit(request: HttpRequest, number: int, figure_number: int) -> HttpResponse:
    """The form for setting one figure right: a page of its own, or in place."""
    access_proposal(signed_in(request), number, figure_number, Permission.DECIDE)
    reading = figure_detail(signed_in(request), number, figure_number)
    return _form_page(request, reading, CorrectionForm(initial=initial_of(reading)))


@require_POST
def accept_sure_figures(request: HttpRequest, number: int) -> HttpResponse:
    account = signed_in(request)
    submission = access_submission(account, number, Permission.DECIDE)
    try:
        count = accept_sure(actor=account, submission=submission)
        words = ngettext(
            "Đã nhận {count} số chắc. Xem nốt các số còn lại.",
            "Đã nhận {count} số chắc. Xem nốt các số còn lại.",
            count,
        )
        messages.success(request, words.format(count=count))
    except ActionRefused as refusal:
        messages.error(request, retell(refusal.message_vi))
    return redirect("submission", number)


@require_POST
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Take the judged figures into the ledger."""
    account = signed_in(request)
    submission = access_submission(account, number)
    try:
        seal = accept_submission(actor=account, submission=submission)
        count = seal.last_seq - seal.first_seq + 1
        words = ngettext(
            "Đã duyệt báo cáo số {number}: {count} số liệu vào sổ cái.",
            "Đã duyệt báo cáo số {number}: {count} số liệu vào sổ cái.",
            count,
        )
        messages.success(request, words.format(number=number, count=count))
    except ActionRefused as refusal:
        messages.error(request, retell(refusal.message_vi))
    return redirect("submission", number)


@require_POST
def send(request: HttpRequest, number: int) -> HttpResponse:
    account = signed_in(request)
    submission = access_submission(account, number, Permission.SUBMIT)
    try:
        send_submission(actor=account, submission=submission, words={})
        words = _("Đã gửi báo cáo số {number} lúc {time}.")
        time = f"{timezone.localtime():%H:%M}"
        messages.success(request, words.format(number=number, time=time))
    except ActionRefused as refusal:
        messages.error(request, retell(refusal.message_vi))
        return redirect("conversation" if refusal.code in _SAID_THERE else "submission", number)
    return redirect("submission", number)


def _correct(request: HttpRequest, number: int, figure_number: int) -> HttpResponse:
    account = signed_in(request)
    proposal = access_proposal(account, number, figure_number, Permission.DECIDE)
    reading = figure_detail(signed_in(request), number, figure_number)
    form = CorrectionForm(request.POST, initial=initial_of(reading))
    if not form.is_valid():
        return _form_page(request, reading, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    cleaned = form.cleaned_data
    changes = Changes(
        quantity=cleaned["quantity"],
        unit=cleaned["unit"],
        indicator=cleaned["indicator"],
        place_id=cleaned["place"],
        span=form.span,
    )
    try:
        decide_proposal(
            actor=account, proposal=proposal, decision=Decision.CORRECT, changes=changes
        )
    except ActionRefused as refusal:
        form.add_error(None, retell(refusal.message_vi))
        return _form_page(request, reading, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _answer(request, number, figure_number)


def _answer(
    request: HttpRequest,
    number: int,
    figure_number: int,
    *,
    problem: str = "",
    is_undone: bool = False,
) -> HttpResponse:
    """The figure as it is now, its mark in the text and the counts; a whole page without script."""
    if not request.headers.get("HX-Request"):
        if problem:
            messages.error(request, problem)
        return redirect(reverse("submission", args=(number,)) + f"#p{figure_number}")
    detail = submission_detail(signed_in(request), number)
    views = [show_figure(reading) for reading in detail.figures]
    context = {
        "figure": next(view for view in views if view.number == figure_number),
        "piece": find_mark(document_blocks(detail, views), figure_number),
        "counts": count_figures(views),
        "saved_at": timezone.now(),
        "can_review": detail.may_decide,
        "problem": problem,
        "decided": "undone" if is_undone else "done",
    }
    return render(request, "web/parts/decided.html", context)


def _form_page(
    request: HttpRequest,
    reading: FigureReading,
    form: CorrectionForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    is_partial = bool(request.headers.get("HX-Request"))
    template = "web/parts/figure_edit.html" if is_partial else "web/figure_edit.html"
    response = render(request, template, correction_context(request, reading, form), status=status)
    if is_partial:
        response.headers["HX-Retarget"] = f"#edit-{reading.number}"
        response.headers["HX-Reswap"] = "innerHTML"
    return response
