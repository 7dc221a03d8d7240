"""Đối chiếu, trả lại: a submission figure by figure, with what was said over each."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bayen.access.door import access_submission
from bayen.actions.refused import ActionRefused
from bayen.actions.sending_up import return_submission, send_submission
from bayen.actions.waving import wave_through
from bayen.reads.conversation import changes
from bayen.reads.conversation import conversation as read_conversation
from bayen.reads.submission import submission_detail
from bayen.web.conversation_page import conversation_context
from bayen.web.frame import signed_in
from bayen.web.retelling import retell

_RETURN, _SEND = "return", "send"


@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, number: int) -> HttpResponse:
    """The figures of two sendings; POST returns some, sends, or lets one finding pass."""
    if request.method != "POST":
        return _page(request, number)
    try:
        words = _do(request, number)
    except ActionRefused as refusal:
        return _page(request, number, retell(refusal.message_vi))
    messages.success(request, words)
    is_over = request.POST.get("deed") in {_RETURN, _SEND}
    return redirect("submission" if is_over else "conversation", number)


def _do(request: HttpRequest, number: int) -> str:
    """What was asked; the words for having done it."""
    account, deed = signed_in(request), request.POST.get("deed", "")
    found = access_submission(account, number)
    if deed == _RETURN:
        figures = {key: text for key, text in _texts(request, "return:").items() if text.strip()}
        note = request.POST.get("note", "")
        return_submission(actor=account, submission=found, note=note, figures=figures)
        words = _("Đã trả lại {count} số của báo cáo số {number}.")
        if not figures:
            words = _("Đã trả lại báo cáo số {number}.")
        return words.format(number=number, count=len(figures))
    if deed == _SEND:
        send_submission(
            actor=account,
            submission=found,
            answers=_texts(request, "answer:"),
            words=_texts(request, "word:"),
        )
        time = f"{timezone.localtime():%H:%M}"
        return _("Đã gửi báo cáo số {number} lúc {time}.").format(number=number, time=time)
    figure, _colon, code = deed.removeprefix("pass:").partition(":")
    reason = request.POST.get(f"word:{figure}:{code}", "")
    wave_through(actor=account, submission=found, figure=figure, code=code, reason=reason)
    return _("Đã cho qua cảnh báo; lời giải thích được lưu cùng số liệu.")


def _texts(request: HttpRequest, prefix: str) -> dict[str, str]:
    posted = request.POST.items()
    return {
        name.removeprefix(prefix): str(text) for name, text in posted if name.startswith(prefix)
    }


def _page(request: HttpRequest, number: int, problem: str = "") -> HttpResponse:
    account = signed_in(request)
    older, newer = (_number(request.GET.get(name, "")) for name in ("tu", "den"))
    context = conversation_context(
        submission_detail(account, number),
        read_conversation(account, number),
        changes(account, number, older, newer),
        {name: str(text) for name, text in request.POST.items()},
    )
    context["problem"] = problem
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "web/conversation.html", context, status=status)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None
