"""Finding a place from a few typed letters, among those that the account may look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bayen.access.accounts import Account
from bayen.access.door import reach
from bayen.access.permissions import Permission
from bayen.catalogue.gazetteer import load_gazetteer
from bayen.catalogue.places import load_atlas, own_places
from bayen.core.atlas import UnknownPlaceError
from bayen.core.collation import fold
from bayen.core.days import render_day
from bayen.core.places import PlaceVersion
from bayen.web.retelling import retell

_LIMIT = 20
_SEARCHED = 400  # so many hits of the whole country are looked through for the account's own


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place offered; ``note`` tells it from others of its name."""

    value: str
    label: str
    note: str = ""


def find_places(
    account: Account, words: str, today: date, permission: Permission = Permission.VIEW
) -> list[FoundPlace]:
    """Places whose names hold the words, best first; those of today before former ones."""
    territories = reach(account, permission)
    everywhere = any(t.is_whole_nation for t in territories)
    own = {place_id for t in territories for place_id in t.stays}
    hits = (hit for hit in _hits(words, today) if everywhere or hit.value in own)
    seen: dict[str, FoundPlace] = {}
    for hit in hits:
        seen.setdefault(hit.value, hit)
        if len(seen) == _LIMIT:
            break
    return list(seen.values())


def find_place(
    account: Account, words: str, today: date, permission: Permission = Permission.VIEW
) -> FoundPlace | None:
    """The one place meant by the words as typed; None when none or several are."""
    found = find_places(account, words, today, permission)
    wanted = fold(words.strip())
    exact = [hit for hit in found if wanted in {fold(hit.label), fold(hit.label.split(",")[0])}]
    if len(exact) == 1 or (exact and not exact[0].note):
        return exact[0]
    return found[0] if len(found) == 1 else None


def place_label(place_id: str, day: date) -> str:
    """The name with the level word, "xã Mường Và"; "" of an unknown place."""
    try:
        return retell(load_atlas().label_vi(place_id, day))
    except UnknownPlaceError:
        return ""


def full_place_label(place_id: str, day: date) -> str:
    """The name and those above it; "" of an unknown place."""
    try:
        return retell(load_atlas().full_label_vi(place_id, day))
    except UnknownPlaceError:
        return ""


def _hits(words: str, today: date) -> Iterator[FoundPlace]:
    atlas = load_atlas()
    first_part = words.split(",")[0]
    for search in (load_gazetteer().search, load_gazetteer().search_ended):
        for version in search(first_part, today, _SEARCHED):
            label = atlas.full_label_vi(version.place_id, _last_day(version, today))
            if fold(words.strip()) not in fold(label) and version.place_id != words:
                continue
            yield FoundPlace(version.place_id, label, _note(version.valid_until, today))
    wanted = fold(words.strip())
    for version in own_places():
        if wanted and (wanted in fold(version.label_vi) or version.place_id == words):
            label = atlas.full_label_vi(version.place_id, today)
            yield FoundPlace(version.place_id, label, _note(version.valid_until, today))
    for group in atlas.groups:
        if wanted and wanted in fold(group.name):
            yield FoundPlace(group.group_id, group.name)


def _note(valid_until: date | None, today: date) -> str:
    if valid_until is None or valid_until > today:
        return ""
    return _("(đến {day})").format(day=render_day(valid_until - timedelta(days=1)))


def _last_day(version: PlaceVersion, today: date) -> date:
    """The last day on which a place was as a version tells; today while it still is."""
    until = version.valid_until
    return today if until is None or until > today else until - timedelta(days=1)
