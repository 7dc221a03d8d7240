"""Proposals: figures found in a submission, each waiting for a person's word."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bayen.records.constraints import both_or_neither, bound_bits, in_order, one_of
from bayen.records.models.submission import Submission


class ProposalState(models.TextChoices):
    """LEFT: nobody had judged it when the rest was accepted."""

    PENDING = "pending", "chờ xem"
    ACCEPTED = "accepted", "đúng"
    CORRECTED = "corrected", "đã sửa"
    REJECTED = "rejected", "bỏ"
    LEFT = "left", "để lại"


class Proposal(models.Model):
    """One figure as it was read or typed, and what was decided of it.

    Attributes:
        number: within the submission, from 1 in the order of the text or form.
        field_code: the field of a form; "" in documents.
        start, end: characters of the document's text; None in forms.
        locator: where it stands, for people: "đoạn 3".
        written: those characters, or what was typed.
        phrase: the words by which it stands, "…" for the number; "" when none may be kept.
        cell: ``{layout, key}`` of a figure of a table: which of the submission's layouts, and
            its headers there; empty elsewhere.
        milli: the value in thousandths; None when what was typed is no number.
        of_milli: the denominator of "4/8" in thousandths.
        indicator, place_id: "" while unknown.
        place_text: how the document names the place; "" when it is understood.
        first_day: None with ``last_day`` set: a state as of that day.
        last_day: None while the period is unknown.
        confidence: 0 to 1; 1 for what a person typed.
        is_repeat: whether the document says the same figure again.
        reasons: list of ``[about, text_vi]``; why it was read so.
        alternatives: other readings, as intake gives them.
        findings: ``{code, severity, message_vi, where, params}``.
        changes: what a person set right, by column name; empty unless corrected.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField("số thứ tự")
    field_code = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    locator = models.CharField("vị trí", max_length=200, blank=True)
    written = models.CharField("nguyên văn", max_length=500)
    phrase = models.CharField("cụm từ", max_length=80, blank=True)
    cell = models.JSONField("ô bảng", default=dict)
    milli = models.BigIntegerField("số (phần nghìn)", null=True, blank=True)
    bound = models.PositiveSmallIntegerField("mức chính xác", default=0)
    of_milli = models.BigIntegerField("trên tổng số (phần nghìn)", null=True, blank=True)
    unit = models.CharField("đơn vị tính", max_length=120, blank=True)
    indicator = models.CharField("chỉ tiêu", max_length=120, blank=True)
    place_id = models.CharField("địa bàn", max_length=64, blank=True)
    place_text = models.CharField("địa bàn theo văn bản", max_length=255, blank=True)
    first_day = models.DateField("từ ngày", null=True, blank=True)
    last_day = models.DateField("đến ngày", null=True, blank=True)
    confidence = models.FloatField("độ chắc", default=1.0)
    is_repeat = models.BooleanField("nhắc lại", default=False)
    reasons = models.JSONField(default=list)
    alternatives = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    changes = models.JSONField(default=dict)
    state = models.CharField(
        "quyết định",
        max_length=16,
        choices=ProposalState.choices,
        default=ProposalState.PENDING,
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField("lúc quyết định", null=True, blank=True)

    class Meta:
        verbose_name = "số liệu đọc được"
        ordering = ("submission_id", "number")
        # Of documents alone: forms are found by their submission, and there are many more.
        indexes = (
            models.Index(
                fields=["place_id", "last_day"],
                condition=Q(field_code=""),
                name="proposal_read_about",
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["submission", "number"], name="proposal_number"),
            one_of("state", ProposalState.values, table="proposal"),
            both_or_neither("start", "end", table="proposal"),
            both_or_neither("decided_by", "decided_at", table="proposal"),
            bound_bits("bound", table="proposal"),
            in_order("first_day", "last_day", table="proposal"),
            models.CheckConstraint(
                condition=Q(state="pending", decided_at__isnull=True)
                | (~Q(state="pending") & Q(decided_at__isnull=False)),
                name="proposal_pending_undecided",
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission_id}.{self.number}"
