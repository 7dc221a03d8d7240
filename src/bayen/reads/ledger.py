"""The ledger as entries: all of it for an engine, one of it for a correction."""

from __future__ import annotations

from collections.abc import Iterator

from bayen.access.denied import AccessDenied
from bayen.access.permissions import Permission
from bayen.core.ledger import Observation
from bayen.core.periods import Period
from bayen.records import models
from bayen.records.ledger import Head, find_head
from bayen.records.mapping import observation_from_row

_CHUNK = 5_000


def ledger_head() -> Head:
    """Where the ledger ends; its hash names the whole of it."""
    return find_head()


def holds_seal(head: Head) -> bool:
    """Whether the present ledger grew out of this one."""
    return (
        head.seal_number == 0
        or models.Seal.objects.filter(number=head.seal_number, hash=head.hash).exists()
    )


def entries_after(seq: int) -> Iterator[Observation]:
    """The entries beyond a number, in order; 0 for all of them."""
    rows = models.Observation.objects.filter(seq__gt=seq).order_by("seq")
    return (observation_from_row(row) for row in rows.iterator(chunk_size=_CHUNK))


def find_standing(indicator: str, place_id: str, period: Period) -> int:
    """The number of the entry that stands for a place's own figure of a period.

    Raises:
        AccessDenied: there is none.
    """
    rows = models.Observation.objects.filter(
        indicator=indicator,
        place_id=place_id,
        last_day__range=(period.first_day, period.last_day),
        retracts=False,
        superseded_by__isnull=True,
    )
    found = rows.order_by("seq").last()
    if found is None:
        raise AccessDenied(Permission.VIEW, f"{indicator} {place_id} {period.key}")
    return found.seq
