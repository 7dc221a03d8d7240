"""Versions of forms that this office published; those that come with the program are files."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bayen.records.append_only import AppendOnly, AppendOnlyManager


class FormVersion(AppendOnly):
    """One version, for ever as it was published.

    Attributes:
        code, version: name it; what was sent by it says so.
        body: as a file of ``catalogue/data/forms`` has it, days in ISO form.
    """

    code = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    body = models.JSONField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField()

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "bản biểu mẫu"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["code", "version"], name="form_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.code} · {self.version}"
