"""Publications as they were produced: the files, and the question that makes them again."""

from __future__ import annotations

from django.db import models

from bayen.records.append_only import AppendOnly, AppendOnlyManager


class PublicationRecord(AppendOnly):
    """One official document produced.

    Attributes:
        kind: which composition made it: "consolidated".
        place_id, period_key: what it is about.
        plan: all that the composition was asked, enough to make it again.
        known_at: the state of the ledger it shows.
        docx, xlsx: the files, byte for byte.
        docx_digest, xlsx_digest: SHA-256 in hex.
        is_illustrative: whether made-up figures are in it.
    """

    kind = models.CharField(max_length=32)
    title = models.CharField("tiêu đề", max_length=500)
    place_id = models.CharField("địa bàn", max_length=64, db_index=True)
    period_key = models.CharField("kỳ", max_length=64)
    plan = models.JSONField()
    known_at = models.DateTimeField("số liệu đến lúc")
    docx = models.BinaryField()
    docx_digest = models.CharField(max_length=64)
    xlsx = models.BinaryField()
    xlsx_digest = models.CharField(max_length=64)
    is_illustrative = models.BooleanField(default=False)
    produced_by = models.CharField(max_length=64)
    produced_at = models.DateTimeField("lúc lập")

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "báo cáo phát hành"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title
