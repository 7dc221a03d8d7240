"""How a place's tables are read: layouts whose figures a person has accepted."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bayen.records.models.submission import Submission


class KeptLayout(models.Model):
    """The headers of a table and the indicators that its cells have.

    Attributes:
        place_id: whose papers have such tables; those of places below are read with it too.
        day: on which that place is meant.
        fingerprint: of the headers; one layout a place and fingerprint.
        headers: folded headers over the columns, from left to right.
        names: indicator codes by the headers of a cell; only of figures that people took.
        source: the submission last accepted with such a table.
        is_forgotten: a person no longer wants it used.
    """

    place_id = models.CharField("địa bàn", max_length=64)
    day = models.DateField("tính theo ngày")
    fingerprint = models.CharField(max_length=64)
    headers = models.JSONField("tiêu đề cột", default=list)
    names = models.JSONField("chỉ tiêu theo tiêu đề", default=dict)
    source = models.ForeignKey(
        Submission, null=True, on_delete=models.SET_NULL, related_name="kept_layouts"
    )
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    kept_at = models.DateTimeField("lúc nhớ")
    is_forgotten = models.BooleanField("đã quên", default=False)

    class Meta:
        verbose_name = "bố cục bảng"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["place_id", "fingerprint"], name="layout_kept_once"),
        )

    def __str__(self) -> str:
        return f"{self.place_id}: {self.fingerprint[:8]}"
