"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.utils.translation import gettext_lazy as _

_REFUSALS = {
    "invalid_login": _(
        "Sai tên đăng nhập hoặc mật khẩu. Kiểm tra phím Caps Lock rồi nhập lại; "
        "sai năm lần thì phải chờ 15 phút."
    ),
    "inactive": _("Tài khoản đã đóng. Liên hệ người quản trị của đơn vị."),
}


class SignInForm(AuthenticationForm):
    """Django's own form in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages = {**_REFUSALS}
        for name, label, missing in (
            ("username", _("Tên đăng nhập"), _("Nhập tên đăng nhập")),
            ("password", _("Mật khẩu"), _("Nhập mật khẩu")),
        ):
            field = self.fields[name]
            field.label = label
            field.error_messages["required"] = missing
            field.widget.attrs["class"] = "form-control"
        if isinstance(self.fields["username"], forms.CharField):
            self.fields["username"].widget.attrs["autocapitalize"] = "none"


sign_in = LoginView.as_view(
    template_name="web/sign_in.html",
    authentication_form=SignInForm,
    redirect_authenticated_user=True,
)
