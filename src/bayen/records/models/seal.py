"""Seals: the links of the hash chain over what was accepted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bayen.records.append_only import AppendOnly, AppendOnlyManager
from bayen.records.models.submission import Submission


class Seal(AppendOnly):
    """One act of acceptance or correction, sealed with all that came before it.

    Attributes:
        number: from 1 without gaps.
        submission: what was accepted; None for a correction or withdrawal.
        first_seq, last_seq: the observations it covers, both included; ``last_seq`` is one
            less than ``first_seq`` when the submission held no figure.
        submission_hash: SHA-256 over the submission's own lines; "" without one.
        previous_hash: the seal before; 64 zeros for the first.
        hash: SHA-256 over all of this and the observations' row hashes.
    """

    number = models.BigIntegerField(primary_key=True)
    submission = models.OneToOneField(
        Submission, null=True, on_delete=models.PROTECT, related_name="seal"
    )
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    submission_hash = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()
    sealed_by = models.CharField(max_length=64)

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "niêm phong"
        ordering = ("number",)
        indexes = (models.Index(fields=["last_seq"], name="seal_up_to"),)  # asked for every entry
        constraints = (
            models.CheckConstraint(
                condition=Q(last_seq__gte=F("first_seq") - 1), name="seal_covers_a_range"
            ),
        )

    def __str__(self) -> str:
        return f"niêm phong {self.number}"
