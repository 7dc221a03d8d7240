"""Which places an account answers for as a whole, whatever the day.

Figures are seen by the day they speak of (``door``). Accounts and the audit log have no such
day: they go with the place for good. A place that went over to a neighbour goes with the
neighbour; one that ended belongs to whom it stood below at its end, and to what became it.
"""

from __future__ import annotations

from bayen.access.door import reach
from bayen.access.permissions import Permission
from bayen.access.territory import Territory
from bayen.catalogue.places import load_atlas
from bayen.records.models import Account


def lasting_places(account: Account, permission: Permission) -> frozenset[str] | None:
    """The places at or below those where the account has the permission; None is all."""
    territories = reach(account, permission)
    if any(territory.is_whole_nation for territory in territories):
        return None
    return frozenset(place for t in territories for place in t.stays if _is_lasting(t, place))


def keeps_place(account: Account, permission: Permission, place_id: str) -> bool:
    """Whether a place is among them."""
    kept = lasting_places(account, permission)
    return kept is None or place_id in kept


def _is_lasting(territory: Territory, place_id: str) -> bool:
    atlas = load_atlas()
    if place_id in atlas.groups_by_id:
        return True
    _, ended = atlas.life(place_id)
    return any(days.until is None or days.until == ended for days in territory.stays[place_id])
