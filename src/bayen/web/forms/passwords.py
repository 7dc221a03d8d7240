"""Choosing a password: by a one-time link, or anew for one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bayen.access.accounts import Account


def _password_field(label: Any, missing: Any, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        error_messages={"required": missing},
        widget=forms.PasswordInput(
            attrs={"class": "form-control", "autocomplete": autocomplete, "maxlength": 128}
        ),
    )


class ChoosePasswordForm(forms.Form):
    """A password typed twice; the rules are those of the settings."""

    password = _password_field(lazy("Mật khẩu mới"), lazy("Nhập mật khẩu mới"), "new-password")
    again = _password_field(
        lazy("Nhập lại mật khẩu mới"), lazy("Nhập lại mật khẩu mới lần nữa"), "new-password"
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"password", "again"} <= cleaned.keys() and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("Hai lần nhập chưa giống nhau"))
        return cleaned
