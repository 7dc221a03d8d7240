"""Office phones: the number of a unit's office, never a person's."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class OfficePhone(models.Model):
    """The landline of one place's office; who wrote it and when."""

    place_id = models.CharField("địa bàn", max_length=64, primary_key=True)
    number = models.CharField("số máy cơ quan", max_length=20)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    kept_at = models.DateTimeField("lúc ghi")

    class Meta:
        verbose_name = "số máy cơ quan"

    def __str__(self) -> str:
        return self.place_id
