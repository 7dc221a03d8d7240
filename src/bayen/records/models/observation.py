"""The ledger's rows: one accepted figure each, written once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bayen.core.ledger import SourceKind
from bayen.records.append_only import AppendOnly, AppendOnlyManager
from bayen.records.constraints import both_or_neither, bound_bits, in_order, one_of
from bayen.records.models.proposal import Proposal
from bayen.records.models.submission import Submission
from bayen.records.row_number import RowNumberField


class Observation(AppendOnly):
    """``core.ledger.Observation`` as a row.

    Attributes:
        seq: from 1 without gaps, given while the ledger is locked.
        milli, of_milli: values in thousandths.
        document, locator, start, end, quote: the source, as in ``core.ledger.Source``.
        recorded_by: the account's username, as text: the ledger stands by itself.
        supersedes, retracts, reason: of corrections and withdrawals.
        row_hash: SHA-256 of the row's canonical text, in hex (``chain``).
    """

    seq = RowNumberField(primary_key=True)
    indicator = models.CharField(max_length=120)
    place_id = models.CharField(max_length=64)
    first_day = models.DateField(null=True)
    last_day = models.DateField()
    milli = models.BigIntegerField()
    bound = models.PositiveSmallIntegerField()
    of_milli = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=120, blank=True)
    source_kind = models.CharField(max_length=16)
    document = models.CharField(max_length=64)
    locator = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    quote = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    supersedes = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="superseded_by",
        db_column="supersedes",
        db_index=False,  # only of the few that supersede, below
    )
    retracts = models.BooleanField(default=False)
    reason = models.CharField("lý do", max_length=500, blank=True)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="observations"
    )
    proposal = models.ForeignKey(
        Proposal, null=True, on_delete=models.PROTECT, related_name="observations"
    )
    row_hash = models.CharField(max_length=64)

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "số liệu"
        ordering = ("seq",)
        # Each is one more to write for every figure. What is accepted together is of one place
        # and day, so that these entries come to lie side by side.
        indexes = (
            models.Index(fields=["place_id", "last_day"], name="observation_about"),
            models.Index(
                fields=["supersedes"],
                condition=Q(supersedes__isnull=False),
                name="observation_supersedes",
            ),
        )
        constraints = (
            one_of("source_kind", [k.value for k in SourceKind], table="observation"),
            both_or_neither("start", "end", table="observation"),
            bound_bits("bound", table="observation"),
            in_order("first_day", "last_day", table="observation"),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True, retracts=False, reason="")
                | (Q(supersedes__isnull=False) & ~Q(reason="")),
                name="observation_correction_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"#{self.seq}"
