"""Documents: files as they came, and the text that was read from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Document(models.Model):
    """A file, kept once however often it is sent.

    Attributes:
        digest: SHA-256 of ``content`` in hex.
        media: "txt", "html", "docx", "pdf"…
        text: NFC; proposals and sources count its characters.
        passages: list of ``{kind, start, end, locator, table, row, column}``.
    """

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField("tên tệp", max_length=255)
    media = models.CharField("loại tệp", max_length=16)
    content = models.BinaryField()
    text = models.TextField()
    passages = models.JSONField()
    title = models.CharField("tiêu đề", max_length=500, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField("lúc nhận")

    class Meta:
        verbose_name = "văn bản"
        ordering = ("-uploaded_at",)

    def __str__(self) -> str:
        return self.name
