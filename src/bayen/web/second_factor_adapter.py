"""How allauth keeps second factors here: secrets encrypted at rest, messages in our words."""

from __future__ import annotations

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bayen.access.accounts import Account
from bayen.web.second_factor_required import lacks_without


class OfficeSecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """A stolen database opens no account: its secrets need the office's key as well."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": lazy(
            "Đơn vị yêu cầu xác thực hai lớp: thêm cách khác trước khi tắt cách này."
        ),
        "cannot_generate_recovery_codes": lazy(
            "Bật ứng dụng mã hoặc khóa truy cập trước, rồi mới tạo mã dự phòng."
        ),
        "incorrect_code": lazy("Mã chưa đúng hoặc đã hết hạn; nhập mã đang hiện"),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        user = authenticator.user
        return not (isinstance(user, Account) and lacks_without(user, authenticator.pk))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Khóa số {number}").format(number=number)


def _cipher() -> MultiFernet:
    """Keys made from the secret key, and from those it had before."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(force_bytes(key))) for key in keys])


def _key(secret: bytes) -> bytes:
    digest = hashlib.sha256(b"bayen second factor:" + secret).digest()
    return base64.urlsafe_b64encode(digest)
