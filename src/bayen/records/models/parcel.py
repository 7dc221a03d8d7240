"""Parcels: forms that were carried by hand and taken in, each once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bayen.records.append_only import AppendOnly, AppendOnlyManager
from bayen.records.models.browser_key import BrowserKey
from bayen.records.models.submission import Submission


class Parcel(AppendOnly):
    """One parcel taken in.

    Attributes:
        digest: SHA-256 of what was signed, in hex; a parcel that comes again is known by it.
        key: which browser signed it, and so on whose behalf it was sent.
        packed_at: when it was made, as that browser's clock said.
    """

    digest = models.CharField(max_length=64, unique=True)
    key = models.ForeignKey(BrowserKey, on_delete=models.PROTECT, related_name="parcels")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="parcels")
    packed_at = models.DateTimeField("lúc đóng gói")
    taken_in_at = models.DateTimeField("lúc nhận")
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "gói số liệu"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"gói {self.pk} · {self.submission}"
