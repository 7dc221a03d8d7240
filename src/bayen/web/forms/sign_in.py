"""allauth's forms for signing in and for the second step, in our words and our look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordAgain
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def _say(
    form: forms.Form, name: str, label: StrPromise, missing: StrPromise, **attributes: str
) -> None:
    """Put a field into our words; what stands in it as a hint comes from the template."""
    field = form.fields[name]
    field.label = label
    field.help_text = ""
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update({"class": "form-control"} | attributes)


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = _("Tên đăng nhập")
        _say(self, "login", name, _("Nhập tên đăng nhập"), autocapitalize="none")
        _say(self, "password", _("Mật khẩu"), _("Nhập mật khẩu"))

    def clean_login(self) -> str:
        """Names are lower case; whoever tries others must not get five more tries for each."""
        return str(super().clean_login()).lower()


class PasswordAgainForm(PasswordAgain):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", _("Mật khẩu"), _("Nhập mật khẩu"))


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Mã xác thực"), _("Nhập mã xác thực"), inputmode="numeric")


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Mã xác thực"), _("Nhập mã xác thực"), inputmode="numeric")


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = _("Nhập mã sáu số mà ứng dụng đang hiện")
        _say(self, "code", _("Mã sáu số trong ứng dụng"), missing, inputmode="numeric")


class NewKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", _("Tên khóa"), _("Đặt tên cho khóa"), maxlength="60")
        passwordless = self.fields["passwordless"]
        passwordless.label = _("Đăng nhập được chỉ bằng khóa này, không cần mật khẩu")
        passwordless.help_text = ""
        passwordless.widget.attrs["class"] = "form-check-input"


class KeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", _("Tên khóa"), _("Đặt tên cho khóa"), maxlength="60")
