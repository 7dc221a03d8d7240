"""Tài khoản: who may do what where; accounts opened by invitation, posted, closed, unlocked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bayen.access.account_keeping import access_account_number
from bayen.access.accounts import Account
from bayen.access.denied import AccessDenied
from bayen.access.door import require_anywhere
from bayen.access.permissions import Permission
from bayen.actions.accounts import (
    close_account,
    drop_second_factor,
    end_posting,
    invite,
    post_account,
    reopen_account,
    unlock_account,
)
from bayen.actions.audit import record_access
from bayen.actions.invitations import issue_link, revoke_links
from bayen.actions.refused import ActionRefused
from bayen.actions.sessions import end_sessions_of
from bayen.core.quantities import render_number
from bayen.reads.accounts import AccountDetail, AccountFilters, account_detail, accounts_page
from bayen.web.account_words import (
    STATE_WORDS,
    account_line,
    posting_line,
    role_choices,
)
from bayen.web.forms.account import EndPostingForm, InvitationForm, PostingForm
from bayen.web.frame import frame_of, signed_in
from bayen.web.place_finder import find_place, full_place_label
from bayen.web.retelling import retell

_Deed = Callable[[Account, Account], object]


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """The list; each page of it shows names of people, so each is a row of the audit log."""
    keeper = _keeper(request)
    filters = _filters(request)
    page = request.GET.get("page", "1")
    found = accounts_page(keeper, filters, int(page) if page.isdecimal() else 1)
    record_access(actor=keeper, action="view_accounts", target="accounts", people=len(found.rows))
    today = frame_of(request).today
    context = {
        "rows": [account_line(row, today) for row in found.rows],
        "total": render_number(found.total),
        "page": found.page,
        "pages": found.pages,
        "page_query": urlencode(_parameters(filters)) + "&",
        "filters": filters,
        "place_label": full_place_label(filters.place_id, today),
        "roles": role_choices(_("Mọi vai trò")),
        "states": [("", _("Mọi trạng thái")), *STATE_WORDS.items()],
        "is_filtered": filters != AccountFilters(),
    }
    return render(request, "web/accounts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def account_new(request: HttpRequest) -> HttpResponse:
    keeper = _keeper(request)
    today = frame_of(request).today
    form = InvitationForm(_given(request), initial={"first_day": today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            invited = invite(
                actor=keeper,
                username=given["username"],
                display_name=given["display_name"],
                role=given["role"],
                place_id=given["place"],
                valid_from=given["first_day"],
                valid_until=form.valid_until,
            )
        except ActionRefused as refused:
            form.add_error(_FIELDS.get(refused.code), retell(refused.message_vi))
        except AccessDenied:
            form.add_error("place", _("Anh chị không quản trị tài khoản của địa bàn này"))
        else:
            return _hand_over(request, invited.account, invited.secret)
    return _form_page(request, form, "web/account_new.html")


_FIELDS = {
    "account-invalid": "username",
    "role-unknown": "role",
    "place-unknown": "place",
    "posting-order": "last_day",
    "posting-held": "role",
}


@require_safe
def account(request: HttpRequest, number: int) -> HttpResponse:
    keeper = _keeper(request)
    detail = account_detail(keeper, number)
    target = f"account:{detail.row.username}"
    record_access(actor=keeper, action="view_account", target=target, people=1)
    return render(request, "web/account.html", _account_context(request, detail))


@require_POST
def account_post(request: HttpRequest, number: int) -> HttpResponse:
    """Give a further posting."""
    keeper = _keeper(request)
    found = access_account_number(keeper, number)
    form = PostingForm(_given(request))
    if form.is_valid():
        given = form.cleaned_data
        try:
            post_account(
                actor=keeper,
                account=found,
                role=given["role"],
                place_id=given["place"],
                valid_from=given["first_day"],
                valid_until=form.valid_until,
            )
        except ActionRefused as refused:
            form.add_error(_FIELDS.get(refused.code), retell(refused.message_vi))
        except AccessDenied:
            form.add_error("place", _("Anh chị không phân công được ở địa bàn này"))
        else:
            messages.success(request, _("Đã phân công thêm."))
            return redirect("account", number)
    context = _account_context(request, account_detail(keeper, number), form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/account.html", context, status=status)


@require_POST
def posting_end(request: HttpRequest, number: int, posting_number: int) -> HttpResponse:
    keeper = _keeper(request)
    posting = access_account_number(keeper, number).postings.filter(pk=posting_number).first()
    if posting is None:
        raise Http404(str(posting_number))
    form = EndPostingForm(request.POST)
    problem = "" if form.is_valid() else str(form.errors["last_day"][0])
    if not problem:
        try:
            end_posting(actor=keeper, posting=posting, last_day=form.cleaned_data["last_day"])
        except ActionRefused as refused:
            problem = retell(refused.message_vi)
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, _("Đã ghi ngày cuối của phân công."))
    return redirect("account", number)


@require_POST
def account_link(request: HttpRequest, number: int) -> HttpResponse:
    """A new one-time link, shown in this answer and never again."""
    keeper = _keeper(request)
    found = access_account_number(keeper, number)
    try:
        secret = issue_link(actor=keeper, account=found)
    except ActionRefused as refused:
        messages.error(request, retell(refused.message_vi))
        return redirect("account", number)
    return _hand_over(request, found, secret)


@require_POST
def account_deed(request: HttpRequest, number: int) -> HttpResponse:
    """Close, open again, unlock, revoke, sign out, drop the second factor."""
    keeper = _keeper(request)
    found = access_account_number(keeper, number)
    deed = _DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404(request.POST.get("deed", ""))
    deed(keeper, found)
    messages.success(request, _done()[request.POST["deed"]])
    return redirect("account", number)


_DEEDS: Mapping[str, _Deed] = {
    "close": lambda keeper, found: close_account(actor=keeper, account=found),
    "reopen": lambda keeper, found: reopen_account(actor=keeper, account=found),
    "unlock": lambda keeper, found: unlock_account(actor=keeper, account=found),
    "revoke": lambda keeper, found: revoke_links(actor=keeper, account=found),
    "sign-out": lambda keeper, found: end_sessions_of(actor=keeper, account=found),
    "drop-factor": lambda keeper, found: drop_second_factor(actor=keeper, account=found),
}


def _done() -> dict[str, str]:
    return {
        "close": _("Đã đóng tài khoản; mọi phiên đăng nhập đã dừng."),
        "reopen": _("Đã mở lại tài khoản."),
        "unlock": _("Đã mở khóa; người dùng đăng nhập lại được ngay."),
        "revoke": _("Đã thu hồi đường dẫn."),
        "sign-out": _("Đã kết thúc mọi phiên đăng nhập của tài khoản."),
        "drop-factor": _("Đã bỏ xác thực hai lớp; người dùng thiết lập lại ở lần đăng nhập tới."),
    }


def _given(request: HttpRequest) -> dict[str, str] | None:
    """What was sent; a place typed without script is looked up. None when nothing was."""
    if request.method != "POST":
        return None
    given = {name: str(value) for name, value in request.POST.items()}
    if not given.get("place"):
        given["place"] = _typed(request, given.get("place_text", ""))
    return given


def _typed(request: HttpRequest, words: str) -> str:
    """The identity of the place of the keeper's that the words mean; "" when none or several."""
    if not words.strip():
        return ""
    today = frame_of(request).today
    found = find_place(signed_in(request), words, today, Permission.MANAGE_ACCOUNTS)
    return found.value if found else ""


def _keeper(request: HttpRequest) -> Account:
    """Who asks, if they keep accounts anywhere; else there is no such page."""
    keeper = signed_in(request)
    require_anywhere(keeper, Permission.MANAGE_ACCOUNTS)
    return keeper


def _filters(request: HttpRequest) -> AccountFilters:
    asked = request.GET
    return AccountFilters(
        words=asked.get("q", "").strip(),
        role=asked.get("role", ""),
        place_id=asked.get("at") or _typed(request, asked.get("at_text", "")),
        state=asked.get("state", ""),
    )


def _parameters(filters: AccountFilters) -> list[tuple[str, str]]:
    named = (
        ("q", filters.words),
        ("role", filters.role),
        ("at", filters.place_id),
        ("state", filters.state),
    )
    return [(name, value) for name, value in named if value]


def _form_page(request: HttpRequest, form: PostingForm, template: str) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "place_label": _typed_place(request, form)}
    return render(request, template, context, status=status)


def _typed_place(request: HttpRequest, form: PostingForm) -> str:
    named = form["place"].value() or ""
    return full_place_label(named, frame_of(request).today) or request.POST.get("place_text", "")


def _account_context(
    request: HttpRequest, detail: AccountDetail, form: PostingForm | None = None
) -> dict[str, Any]:
    today = frame_of(request).today
    form = form or PostingForm(initial={"first_day": today})
    return {
        "line": account_line(detail.row, today),
        "detail": detail,
        "postings": [posting_line(p, today, detail.endable) for p in detail.row.postings],
        "link_until": detail.link and timezone.localtime(detail.link.expires_at),
        "is_own": detail.row.number == signed_in(request).pk,
        "form": form,
        "place_label": _typed_place(request, form),
        "today": today.isoformat(),
    }


def _hand_over(request: HttpRequest, found: Account, secret: str) -> HttpResponse:
    """The link, to be copied or printed; kept nowhere, so that no reload shows it again."""
    context = {
        "account": found,
        "link": request.build_absolute_uri(reverse("invitation", args=(secret,))),
        "is_first": not found.has_usable_password(),
    }
    response = render(request, "web/account_link.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
