"""Reminders: who asked a place for its form, when and how."""

from __future__ import annotations

from django.db import models

from bayen.records.append_only import AppendOnly, AppendOnlyManager
from bayen.records.constraints import one_of


class ReminderWay(models.TextChoices):
    CALL = "call", "gọi điện"
    MESSAGE = "message", "nhắn tin"


class Reminder(AppendOnly):
    """One place, reminded once of one form and period; no name, no number."""

    place_id = models.CharField("địa bàn", max_length=64)
    form_code = models.CharField("biểu mẫu", max_length=64)
    period_key = models.CharField("kỳ", max_length=64)
    way = models.CharField("cách nhắc", max_length=16, choices=ReminderWay.choices)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    at = models.DateTimeField("lúc")
    by = models.CharField("người nhắc", max_length=64)

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "lần nhắc"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["form_code", "period_key", "place_id"], name="reminder_of"),
        )
        constraints = (one_of("way", ReminderWay.values, table="reminder"),)

    def __str__(self) -> str:
        return f"{self.place_id} {self.period_key}"
