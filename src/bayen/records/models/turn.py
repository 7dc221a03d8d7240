"""Turns: the conversation over a figure, from its return to the answer and on."""

from __future__ import annotations

from django.db import models

from bayen.records.append_only import AppendOnly, AppendOnlyManager
from bayen.records.constraints import one_of
from bayen.records.models.submission import Submission


class TurnKind(models.TextChoices):
    """RETURNED by the reviewer; ANSWERED by the sender, with a new value or in words."""

    RETURNED = "returned", "trả lại"
    ANSWERED = "answered", "trả lời"


class Turn(AppendOnly):
    """One thing that was said of one figure.

    Attributes:
        figure: what names it within the submission for good: the field of a form, the
            number of a document's figure.
        sending: number of the sending it is about; of an answer, of the one it came with.
        old, new: the figure before and after, as people read it; "" when nothing was
            written. The same for a return.
        text: the reason, or the answer in words; "" when the new value is the answer.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="turns")
    figure = models.CharField("số liệu", max_length=64)
    kind = models.CharField(max_length=16, choices=TurnKind.choices)
    sending = models.PositiveIntegerField("lần gửi")
    old = models.CharField("số cũ", max_length=80, blank=True)
    new = models.CharField("số mới", max_length=80, blank=True)
    text = models.CharField("lời", max_length=500, blank=True)
    at = models.DateTimeField("lúc")
    by = models.CharField("người", max_length=64)

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "lượt trao đổi"
        ordering = ("id",)
        constraints = (
            one_of("kind", TurnKind.values, table="turn"),
            models.CheckConstraint(
                condition=models.Q(kind="answered") | ~models.Q(text=""),
                name="turn_return_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission_id}.{self.figure} {self.kind}"
