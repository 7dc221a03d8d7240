"""One's own account: another password, and where one is signed in."""

from __future__ import annotations

from http import HTTPStatus

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bayen.actions.invitations import change_password as change
from bayen.actions.sessions import end_other_sessions, end_own_session
from bayen.reads.sessions import own_sessions
from bayen.web.browser_words import browser_words
from bayen.web.forms.passwords import ChoosePasswordForm
from bayen.web.frame import signed_in


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def change_password(request: HttpRequest) -> HttpResponse:
    """By whoever confirmed a moment ago who they are; other sessions end with the old one."""
    account = signed_in(request)
    form = ChoosePasswordForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        change(actor=account, password=form.cleaned_data["password"])
        update_session_auth_hash(request, account)  # this session alone goes on
        end_other_sessions(actor=account, session_key=request.session.session_key or "")
        messages.success(request, _("Đã đổi mật khẩu; các máy khác phải đăng nhập lại."))
        return redirect("mfa_index")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "web/change_password.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; one of them, or all others, end at once."""
    account = signed_in(request)
    here = request.session.session_key or ""
    if request.method == "POST":
        number = request.POST.get("number", "")
        if number.isdecimal():
            end_own_session(actor=account, number=int(number))
        else:
            end_other_sessions(actor=account, session_key=here)
        messages.success(request, _("Đã kết thúc; máy ấy phải đăng nhập lại."))
        return redirect("sessions")
    found = own_sessions(account, here)
    rows = [(session, browser_words(session.user_agent)) for session in found]
    context = {"rows": rows, "has_others": any(not s.is_here for s in found)}
    return render(request, "web/sessions.html", context)
