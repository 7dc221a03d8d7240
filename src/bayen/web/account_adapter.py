"""How allauth signs people in here: by invitation only, and in our words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

# What allauth would say by these templates; of the rest it says nothing.
_SAID: Mapping[str, str | Promise] = {
    "mfa/messages/totp_activated.txt": lazy("Đã bật ứng dụng mã xác thực."),
    "mfa/messages/totp_deactivated.txt": lazy("Đã tắt ứng dụng mã xác thực."),
    "mfa/messages/recovery_codes_generated.txt": lazy(
        "Đã tạo mã dự phòng mới; mã cũ hết tác dụng."
    ),
    "mfa/messages/webauthn_added.txt": lazy("Đã thêm khóa truy cập."),
    "mfa/messages/webauthn_removed.txt": lazy("Đã bỏ khóa truy cập."),
}


class OfficeAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's adapter with its door shut and its English put away."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": lazy(
            "Sai tên đăng nhập hoặc mật khẩu. Kiểm tra phím Caps Lock rồi nhập lại; "
            "sai năm lần thì phải chờ 15 phút."
        ),
        "incorrect_password": lazy("Mật khẩu chưa đúng"),
        "incorrect_code": lazy("Mã chưa đúng hoặc đã hết hạn; nhập mã đang hiện"),
        "too_many_login_attempts": lazy("Nhập sai nhiều lần. Chờ năm phút rồi nhập lại."),
        "rate_limited": lazy("Gửi quá nhanh. Chờ một phút rồi thử lại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account for themselves: an administrator invites."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes, which also says how long to wait."""

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Told only to whoever knows the password."""
        messages.error(request, _("Tài khoản đã đóng. Liên hệ người quản trị của đơn vị."))
        return redirect("account_login")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or _SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, str(words), extra_tags=extra_tags)
