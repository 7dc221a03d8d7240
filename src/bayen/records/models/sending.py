"""Sendings: what a submission said each time it was sent, for comparing one with the next."""

from __future__ import annotations

from django.db import models

from bayen.records.append_only import AppendOnly, AppendOnlyManager
from bayen.records.models.submission import Submission


class Sending(AppendOnly):
    """One time that a submission went up.

    Attributes:
        number: within the submission, from 1.
        figures: what it said, by the figure's key (``Turn.figure``), as people read it:
            "hơn 1.200". A figure that was dropped is not in it.
        is_in_place: sent by somebody above, in place of who owes it.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="sendings")
    number = models.PositiveIntegerField("lần")
    figures = models.JSONField()
    is_in_place = models.BooleanField("ghi thay", default=False)
    at = models.DateTimeField("lúc gửi")
    by = models.CharField("người gửi", max_length=64)

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "lần gửi"
        ordering = ("submission_id", "number")
        constraints = (
            models.UniqueConstraint(fields=["submission", "number"], name="sending_number"),
        )

    def __str__(self) -> str:
        return f"{self.submission_id}, lần {self.number}"
