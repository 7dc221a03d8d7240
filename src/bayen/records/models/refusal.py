"""Refusals: that a file was turned away, and nothing of the file itself."""

from __future__ import annotations

from django.db import models

from bayen.records.append_only import AppendOnly, AppendOnlyManager


class Refusal(AppendOnly):
    """When, who and why; no name, size or digest of what was refused."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    code = models.CharField(max_length=64)

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "lượt từ chối"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.code
