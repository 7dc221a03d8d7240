"""Submissions: what a place sends for a period, as a document or a form."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bayen.records.constraints import both_or_neither, in_order, one_of
from bayen.records.models.document import Document

ONE_FORM = "submission_one_form"


class SubmissionKind(models.TextChoices):
    DOCUMENT = "document", "văn bản"
    FORM = "form", "biểu mẫu"


class SubmissionStatus(models.TextChoices):
    """From DRAFT to SENT to ACCEPTED; RETURNED goes back to the sender and may be sent again."""

    DRAFT = "draft", "đang soạn"
    SENT = "sent", "đã gửi"
    RETURNED = "returned", "trả lại"
    ACCEPTED = "accepted", "đã duyệt"


class Submission(models.Model):
    """One thing sent up.

    Attributes:
        number: what people call it by.
        place_id: whom it speaks for; its figures may speak of places below or beside.
        period_key: ``core.periods.Period.key``; "" when the document names none.
        first_day, last_day: of that period, both included; ``last_day`` is the day of the
            document when there is no period.
        form_code, form_version: of a form; "" and 0 for a document.
        findings: what concerns the whole: ``{code, severity, message_vi, where, params}``.
        layouts: of its tables, in order: ``{headers, names, kept}``, where ``kept`` is the
            layout that it was read with, or None.
        note: why it was returned; "" otherwise.
        is_illustrative: made-up figures, said so wherever they are shown.
        open_figures: what was returned, by the figure's key (``Turn.figure``): only that may
            change; empty while all may.
        answers: what the sender says to a return, by the figure's key, until it is sent.
        kept_by, kept_at: who last filled in the form, and when: one editing session is one
            row of the audit log; None for a document.
    """

    number = models.BigAutoField("số", primary_key=True)
    kind = models.CharField("hình thức", max_length=16, choices=SubmissionKind.choices)
    title = models.CharField("tiêu đề", max_length=500, blank=True)
    place_id = models.CharField("địa bàn", max_length=64, db_index=True)
    period_key = models.CharField("kỳ", max_length=64, blank=True, db_index=True)
    first_day = models.DateField("từ ngày", null=True, blank=True)
    last_day = models.DateField("đến ngày")
    form_code = models.CharField("biểu mẫu", max_length=64, blank=True)
    form_version = models.PositiveIntegerField(default=0)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    status = models.CharField(
        "trạng thái", max_length=16, choices=SubmissionStatus.choices, db_index=True
    )
    findings = models.JSONField(default=list)
    layouts = models.JSONField("bố cục bảng", default=list)
    note = models.CharField("lý do trả lại", max_length=500, blank=True)
    is_illustrative = models.BooleanField("số liệu minh họa", default=False)
    open_figures = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    kept_at = models.DateTimeField("lúc lưu", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("lúc lập")
    sent_at = models.DateTimeField("lúc gửi", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    accepted_at = models.DateTimeField("lúc duyệt", null=True, blank=True)

    class Meta:
        verbose_name = "báo cáo gửi lên"
        ordering = ("-number",)
        indexes = (models.Index(fields=["place_id", "last_day"], name="submission_place_day"),)
        constraints = (
            one_of("kind", SubmissionKind.values, table="submission"),
            one_of("status", SubmissionStatus.values, table="submission"),
            both_or_neither("accepted_by", "accepted_at", table="submission"),
            both_or_neither("kept_by", "kept_at", table="submission"),
            in_order("first_day", "last_day", table="submission"),
            # Two officers who save the first figure at once still fill in one form.
            models.UniqueConstraint(
                fields=["form_code", "place_id", "period_key"],
                condition=Q(kind="form"),
                name=ONE_FORM,
            ),
            models.CheckConstraint(
                condition=Q(status="accepted", accepted_at__isnull=False)
                | (~Q(status="accepted") & Q(accepted_at__isnull=True)),
                name="submission_accepted_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(kind="document", document__isnull=False, form_code="")
                | (Q(kind="form", document__isnull=True) & ~Q(form_code="")),
                name="submission_document_or_form",
            ),
        )

    def __str__(self) -> str:
        return f"số {self.number}"
