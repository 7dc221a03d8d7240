"""One-time links by which a person chooses the password of their account."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from bayen.records.constraints import one_of


class InvitationPurpose(models.TextChoices):
    """What the link is for; what it does is the same: a password is chosen."""

    INVITE = "invite", "lời mời"
    RESET = "reset", "đặt lại mật khẩu"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open_at(self, moment: datetime) -> InvitationQuerySet:
        """Those that still open: not used, not revoked, not over."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=moment)


class Invitation(models.Model):
    """A link that was handed out.

    Attributes:
        digest: SHA-256 of the link's secret, in hex; the secret itself is nowhere. It is 256
            random bits, so that no salt and no slow hash are needed.
        issued_by: username.
        expires_at: from then on the link opens nothing.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations"
    )
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=8, choices=InvitationPurpose.choices)
    issued_by = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "đường dẫn một lần"
        ordering = ("-id",)
        constraints = (
            one_of("purpose", InvitationPurpose.values, table="invitation"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_used_or_revoked",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} · {self.get_purpose_display()} · {self.issued_at:%Y-%m-%d}"
