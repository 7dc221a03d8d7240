"""The villages of a commune, for the page on which its office keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bayen.access.door import require
from bayen.access.permissions import Permission
from bayen.access.villages import village_version
from bayen.records.models import Account, Village


@dataclass(frozen=True, slots=True)
class VillageRow:
    """One village; ``valid_until`` is the first day on which it is no more."""

    number: int
    place_id: str
    label: str
    valid_from: date
    valid_until: date | None
    legal_basis: str


def villages_of(account: Account, commune_id: str, day: date) -> tuple[VillageRow, ...]:
    """In the order in which they were entered.

    Raises:
        AccessDenied: the account keeps no figures of the commune.
    """
    require(account, Permission.DECIDE, commune_id, day)
    rows = Village.objects.filter(commune_id=commune_id)
    return tuple(
        VillageRow(
            number=village.pk,
            place_id=village.place_id,
            label=village_version(village).label_vi,
            valid_from=village.valid_from,
            valid_until=village.valid_until,
            legal_basis=village.legal_basis,
        )
        for village in rows
    )
