"""Figures offered for a form's fields by a file, and what was chosen where channels differed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bayen.records.append_only import AppendOnly, AppendOnlyManager
from bayen.records.constraints import bound_bits
from bayen.records.models.submission import Submission


class Offer(AppendOnly):
    """One figure that a workbook brought for a field of a form.

    Attributes:
        field_code: the field, which is the indicator's code.
        written, milli, bound: as in ``Proposal``; never of a cell that is no number.
        locator: the cell, "D7".
        digest: SHA-256 of the workbook, in hex.
    """

    form_code = models.CharField(max_length=64)
    place_id = models.CharField(max_length=64)
    period_key = models.CharField(max_length=64)
    field_code = models.CharField(max_length=64)
    written = models.CharField(max_length=60)
    milli = models.BigIntegerField()
    bound = models.PositiveSmallIntegerField()
    locator = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField()

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "số từ tệp"
        ordering = ("id",)
        indexes = (models.Index(fields=["place_id", "period_key"], name="offer_for"),)
        constraints = (bound_bits("bound", table="offer"),)

    def __str__(self) -> str:
        return f"{self.field_code} {self.written}"


class Choice(AppendOnly):
    """What a person sent for a field about which the channels did not agree.

    Attributes:
        field_code: the field.
        written: the figure that was sent; "" when the field was left blank.
        others: the figures that stood beside it: ``[channel, label, written]``.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="choices")
    field_code = models.CharField(max_length=64)
    written = models.CharField(max_length=60, blank=True)
    others = models.JSONField()
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    chosen_at = models.DateTimeField()

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "lựa chọn giữa các nguồn"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.submission} {self.field_code} {self.written}"
