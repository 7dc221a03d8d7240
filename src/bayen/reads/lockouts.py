"""Who is locked out after wrong passwords, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.utils import timezone

LASTS = timedelta(hours=settings.AXES_COOLOFF_TIME)


def locked_until() -> dict[str, datetime]:
    """The end of each lock by username, of those that hold now.

    A lock holds for one machine: elsewhere the same account may still sign in.
    """
    since = timezone.now() - LASTS
    failed = (
        AccessAttempt.objects.filter(attempt_time__gt=since)
        .values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
        .filter(failures__gte=settings.AXES_FAILURE_LIMIT)
    )
    ends: dict[str, datetime] = {}
    for row in failed:
        name, end = row["username"], row["last"] + LASTS
        ends[name] = max(end, ends.get(name, end))
    return ends
