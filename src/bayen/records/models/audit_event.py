"""The audit log: who did what, when; without further personal data."""

from __future__ import annotations

from django.db import models

from bayen.records.append_only import AppendOnly, AppendOnlyManager


class AuditEvent(AppendOnly):
    """One deed.

    Attributes:
        actor: username.
        action: the action's name: "accept_submission".
        target: what it was done to: "submission:12".
        place_id: the place that it is about; None where it is about the actor's own place.
        detail: old and new values, counts, reasons; no text of documents, no names.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=64, db_index=True)
    action = models.CharField(max_length=64)
    target = models.CharField(max_length=120, blank=True)
    # Null, since SQLite would copy the table for a default, and lose the triggers on it.
    place_id = models.CharField(max_length=64, null=True, db_index=True)  # noqa: DJ001
    detail = models.JSONField(default=dict)

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "nhật ký"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.target}"
