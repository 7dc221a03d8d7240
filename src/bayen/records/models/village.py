"""Villages: the places below a commune, which no national list has; the office enters its own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bayen.records.constraints import one_of

KINDS = ["village", "hamlet", "quarter", "street_block", "neighbourhood", "zone"]


class Village(models.Model):
    """One village, from when until when; half-open.

    Attributes:
        kind: a ``core.places.PlaceKind`` of the level of villages, by its code.
        name: without the level word: "Nà Sàng".
        commune_id: the place above.
        legal_basis: the resolution that made it; may be "".
    """

    kind = models.CharField("loại", max_length=16)
    name = models.CharField("tên", max_length=120)
    commune_id = models.CharField("xã", max_length=64, db_index=True)
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến trước ngày", null=True, blank=True)
    legal_basis = models.CharField("căn cứ", max_length=300, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField("lúc ghi")

    class Meta:
        verbose_name = "thôn"
        ordering = ("id",)
        constraints = (
            one_of("kind", KINDS, table="village"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=models.F("valid_from")),
                name="village_days_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} · {self.commune_id}"

    @property
    def place_id(self) -> str:
        """Its lasting identity: "v12"."""
        return f"v{self.pk}"
