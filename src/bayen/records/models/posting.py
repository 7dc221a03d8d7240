"""Postings: which place an account answers for, in which role, from when until when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from bayen.records.constraints import one_of


class Role(models.TextChoices):
    """What someone does at their place; what each may do is for ``access`` to say."""

    VILLAGE = "village", "trưởng thôn, tổ trưởng"
    COMMUNE = "commune", "cán bộ xã"
    PROVINCE = "province", "cán bộ tổng hợp"
    LEADER = "leader", "lãnh đạo"
    ADMINISTRATOR = "administrator", "quản trị"
    AUDITOR = "auditor", "kiểm tra"


class PostingQuerySet(models.QuerySet["Posting"]):
    def held_on(self, day: date) -> PostingQuerySet:
        """Those in force on a day."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day
        )

    def not_over(self, day: date) -> PostingQuerySet:
        """Those in force on a day or later."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))


class Posting(models.Model):
    """An account at a place; ``valid_from``/``valid_until`` are half-open."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings"
    )
    role = models.CharField("vai trò", max_length=16, choices=Role.choices)
    place_id = models.CharField("địa bàn", max_length=64)
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến trước ngày", null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công"
        ordering = ("account_id", "valid_from", "id")
        constraints = (one_of("role", Role.values, table="posting"),)

    def __str__(self) -> str:
        return f"{self.account} · {self.get_role_display()} · {self.place_id}"
