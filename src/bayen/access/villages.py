"""The offices' own villages, laid over the official lists so that they count as places."""

from __future__ import annotations

from bayen.catalogue.places import lay_over_places
from bayen.core.places import Level, PlaceKind, PlaceVersion
from bayen.records.models import Village

VILLAGE_KINDS = tuple(kind for kind in PlaceKind if kind.level is Level.VILLAGE)
_KINDS = {kind.code: kind for kind in VILLAGE_KINDS}


def follow_villages() -> None:
    """Take in what is registered now: at start-up, and after every change."""
    lay_over_places(village_version(village) for village in Village.objects.order_by("id"))


def village_version(village: Village) -> PlaceVersion:
    """The village as a place."""
    return PlaceVersion(
        place_id=village.place_id,
        name=village.name,
        kind=_KINDS[village.kind],
        code=f"{village.pk:07}",  # official order is by code: that of entering
        parent_id=village.commune_id,
        valid_from=village.valid_from,
        valid_until=village.valid_until,
        legal_basis=village.legal_basis,
    )
