"""The page behind a one-time link: its holder chooses the password, and nobody else sees it."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from bayen.actions.invitations import choose_password, find_link
from bayen.actions.refused import ActionRefused
from bayen.web.forms.passwords import ChoosePasswordForm


@sensitive_post_parameters()
@sensitive_variables("secret")
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Looking at the page uses nothing up; sending the password does."""
    found = find_link(secret)
    if found is None:
        return render(request, "web/invitation_over.html", status=HTTPStatus.GONE)
    form = ChoosePasswordForm(request.POST or None, account=found.account)
    if request.method == "POST" and form.is_valid():
        try:
            choose_password(secret=secret, password=form.cleaned_data["password"])
        except ActionRefused:  # used in another window meanwhile
            return render(request, "web/invitation_over.html", status=HTTPStatus.GONE)
        messages.success(request, _("Đã đặt mật khẩu. Đăng nhập bằng mật khẩu mới."))
        return redirect("account_login")
    context = {
        "form": form,
        "account": found.account,
        "until": timezone.localtime(found.expires_at),
        "is_first": found.purpose == "invite",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "web/invitation.html", context, status=status)
