"""A place's own lexicon: words by which figures stand there, and what people say they count."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bayen.records.constraints import both_or_neither, one_of
from bayen.records.models.proposal import Proposal

LONGEST = 80


class PhraseState(models.TextChoices):
    """Only what is IN_USE changes how documents are read."""

    SUGGESTED = "suggested", "đề nghị"
    IN_USE = "in-use", "đang dùng"
    WITHDRAWN = "withdrawn", "đã rút"


class Phrase(models.Model):
    """A few words and the indicator that they name in one place's papers.

    Attributes:
        place_id: whose lexicon it is in; papers of places below are read with it too.
        day: on which that place is meant; identities of places end.
        words: lower case, "…" where the number stands: "… tổ tự quản".
        indicator: code of the catalogue.
        source: the corrected figure that it came from; None when a person wrote it or offered
            it up from below.
        before: ``{words, indicator, state}`` before the last change; empty when there is
            nothing to undo.
    """

    place_id = models.CharField("địa bàn", max_length=64)
    day = models.DateField("tính theo ngày")
    words = models.CharField("cụm từ", max_length=LONGEST)
    indicator = models.CharField("chỉ tiêu", max_length=120)
    state = models.CharField("trạng thái", max_length=16, choices=PhraseState.choices)
    source = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="phrases"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("lúc đề nghị")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    changed_at = models.DateTimeField("lúc đổi", null=True, blank=True)
    before = models.JSONField(default=dict)

    class Meta:
        verbose_name = "từ vựng của địa bàn"
        ordering = ("-id",)
        indexes = (models.Index(fields=["place_id", "state"], name="phrase_place_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=["place_id", "words", "indicator"], name="phrase_said_once"
            ),
            models.UniqueConstraint(
                fields=["place_id", "words"],
                condition=Q(state="in-use"),
                name="phrase_in_use_means_one",
            ),
            one_of("state", PhraseState.values, table="phrase"),
            both_or_neither("changed_by", "changed_at", table="phrase"),
        )

    def __str__(self) -> str:
        return f"{self.place_id}: {self.words}"
