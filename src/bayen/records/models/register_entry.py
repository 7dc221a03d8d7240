"""Registers of groups and models: units, and dated entries about them, written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bayen.core.registers import EntryDeed
from bayen.records.append_only import AppendOnly, AppendOnlyManager
from bayen.records.constraints import one_of


class RegisterUnit(AppendOnly):
    """A group or model; what it is called, and whether it stands, is for its entries to say.

    Attributes:
        kind: a ``core.registers.UnitKind`` by its code.
        commune_id: whose register it is in.
        place_id: the village of the commune that it belongs to, or the commune itself.
    """

    kind = models.CharField("loại", max_length=32)
    commune_id = models.CharField("xã", max_length=64, db_index=True)
    place_id = models.CharField("địa bàn", max_length=64, db_index=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField("lúc ghi")

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "tổ, mô hình"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} · {self.place_id}"


class RegisterEntry(AppendOnly):
    """One line about a unit; ``core.registers.Entry`` as a row.

    Attributes:
        decision: number of the decision that it rests on; may be "".
        takes_back: the entry of the same unit that was wrong, with the reason.
    """

    unit = models.ForeignKey(RegisterUnit, on_delete=models.PROTECT, related_name="entries")
    deed = models.CharField("việc", max_length=16)
    day = models.DateField("từ ngày", null=True, blank=True)
    name = models.CharField("tên", max_length=120, blank=True)
    members = models.PositiveIntegerField("thành viên", null=True, blank=True)
    decision = models.CharField("quyết định số", max_length=120, blank=True)
    takes_back = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="taken_back_by"
    )
    reason = models.CharField("lý do", max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField("lúc ghi")

    objects = AppendOnlyManager()

    class Meta:
        verbose_name = "mục của sổ theo dõi"
        ordering = ("id",)
        constraints = (
            one_of("deed", [deed.value for deed in EntryDeed], table="registerentry"),
            models.UniqueConstraint(fields=["takes_back"], name="registerentry_taken_back_once"),
            models.CheckConstraint(
                condition=(Q(deed="take_back", day__isnull=True, takes_back__isnull=False))
                & ~Q(reason="")
                | ~Q(deed="take_back") & Q(day__isnull=False, takes_back__isnull=True),
                name="registerentry_takes_back_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(deed__in=["found", "rename"]),
                name="registerentry_named",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.deed} {self.day}"
