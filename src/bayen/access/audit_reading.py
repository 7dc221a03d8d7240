"""Which rows of the audit log an account reads: those about its places, for good.

A row names the place it is about; one that names none (a log-in) goes with the places of
whoever did it.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from bayen.access.lasting_places import lasting_places
from bayen.access.permissions import Permission
from bayen.records.models import Account, AuditEvent, Posting


def visible_events(account: Account) -> QuerySet[AuditEvent]:
    """The rows that the account reads, newest first."""
    kept = lasting_places(account, Permission.READ_AUDIT)
    rows = AuditEvent.objects.all()
    if kept is None:
        return rows
    places = sorted(kept)
    people = Posting.objects.filter(place_id__in=places).values("account__username")
    return rows.filter(Q(place_id__in=places) | Q(place_id__isnull=True, actor__in=people))
