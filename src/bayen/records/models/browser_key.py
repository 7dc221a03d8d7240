"""Keys of browsers: what a form carried by hand is known by."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class BrowserKey(models.Model):
    """The public half of a key that one browser made for one account.

    Attributes:
        public_key: ECDSA P-256, SubjectPublicKeyInfo in base64.
        withdrawn_at: from when on nothing signed with it is taken in; None while it holds.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="browser_keys"
    )
    public_key = models.CharField("khóa công khai", max_length=200, unique=True)
    made_at = models.DateTimeField("lúc lập")
    withdrawn_at = models.DateTimeField("lúc thu hồi", null=True, blank=True)

    class Meta:
        verbose_name = "khóa của trình duyệt"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.account} · khóa {self.pk}"
