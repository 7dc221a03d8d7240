"""Keeping up with the office's own villages and forms, whichever process changed them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db.models import F

from bayen.access.own_forms import follow_forms
from bayen.access.villages import follow_villages
from bayen.catalogue.forms import lay_over_forms
from bayen.catalogue.places import lay_over_places
from bayen.records.models import Overlay

VILLAGES, FORMS = "villages", "forms"
_FOLLOWING: Mapping[str, Callable[[], None]] = {VILLAGES: follow_villages, FORMS: follow_forms}
_held: dict[str, int] = {}  # versions that this process took in


def overlay_changed(name: str) -> None:
    """Say so to every process; in the transaction of the change."""
    if not Overlay.objects.filter(name=name).update(version=F("version") + 1):
        Overlay.objects.create(name=name, version=1)


def follow_overlays() -> None:
    """Take in what changed since; one short query when nothing did."""
    now = dict(Overlay.objects.values_list("name", "version"))
    for name, follow in _FOLLOWING.items():
        version = now.get(name, 0)
        if _held.get(name) != version:  # none of it at first: there may be some from before
            follow()
            _held[name] = version


def set_overlays_aside() -> None:
    """Know only what comes with the program, as a process does that has just started."""
    lay_over_places(())
    lay_over_forms(())
    _held.clear()
