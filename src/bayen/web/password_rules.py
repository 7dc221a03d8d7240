"""Django's rules for passwords with messages in our words: it has few in Vietnamese."""

from __future__ import annotations

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        words = _("Mật khẩu ngắn quá: cần ít nhất {count} ký tự, một câu ngắn cũng được")
        return words.format(count=self.min_length)


class NotTheName(UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Mật khẩu giống tên của tài khoản quá; chọn câu khác")


class NotCommon(CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Mật khẩu này nhiều người dùng, dễ đoán; chọn câu khác")


class NotOnlyDigits(NumericPasswordValidator):
    def get_error_message(self) -> str:
        return _("Mật khẩu không được chỉ toàn chữ số")
