"""Waivers: findings that a person let pass, and why."""

from __future__ import annotations

from django.db import models

from bayen.records.append_only import AppendOnly, AppendOnlyManager
from bayen.records.models.submission import Submission


class Waiver(AppendOnly):
    """One finding, waved through; the same finding of the same figures is not asked again.

    Attributes:
        figure: its key (``Turn.figure``); "" when the finding is about the whole.
        code: of the finding.
        params: of the finding: the figures that it was about.
        is_sender: by who sends; else by who reviews.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="waivers")
    figure = models.CharField("số liệu", max_length=64, blank=True)
    code = models.CharField("phát hiện", max_length=64)
    params = models.JSONField()
    reason = models.CharField("lý do", max_length=500)
    is_sender = models.BooleanField("bên gửi")
    at = models.DateTimeField("lúc")
    by = models.CharField("người", max_length=64)

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "lần cho qua"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="waiver_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.submission_id}.{self.figure} {self.code}"
