"""Accounts: who signs in. Holds a name in a public role and nothing else of the person."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from bayen.core.collation import fold


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; without a password nobody can sign in with one."""

    def create_user(
        self, username: str, password: str | None = None, *, display_name: str = ""
    ) -> Account:
        account = self.model(username=username, display_name=display_name or username)
        account.set_password(password)
        account.full_clean(exclude=["password"])
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """One who signs in.

    Attributes:
        username: never changed afterwards: the ledger names people by it.
        display_name: what pages call them: "Lò Văn An, cán bộ xã".
        language: of the pages, as they chose it; "" while they have not.
        is_active: whether they may sign in; accounts are closed, never deleted.
    """

    username = models.CharField(
        "tên đăng nhập",
        max_length=64,
        unique=True,
        validators=[RegexValidator(r"\A[a-z0-9][a-z0-9._-]*\Z")],
    )
    display_name = models.CharField("tên hiển thị", max_length=120)
    is_active = models.BooleanField("đang hoạt động", default=True)
    language = models.CharField("ngôn ngữ", max_length=8, blank=True)
    created_at = models.DateTimeField("ngày lập", auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        verbose_name = "tài khoản"
        ordering = ("username",)

    def __str__(self) -> str:
        return self.username

    @property
    def bare_name(self) -> str:
        """The name as people type it into passwords: "lothidung"."""
        return fold(self.display_name.split(",")[0]).replace(" ", "")

    def get_full_name(self) -> str:
        return self.display_name
