"""Bare names of places within the text's own: "Nhân dân Tân Sơn" in the report of Lục Ngạn.

Before it is known what a text is of, a name without its level word is taken for the highest
place that bears it, which may be a district far away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bayen.core.places import Level, PlaceVersion
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed, Placer


def take_inner(placer: Placer, own: Placed | None) -> list[Mention] | None:
    """The mentions, bare names of inner places as these; None when nothing changes.

    Args:
        placer: the mentions of a text.
        own: its own place.
    """
    if own is None or own.place_id is None or own.level is Level.NATION:
        return None
    taken = [_inner(mention, placer, own.place_id) for mention in placer.mentions]
    return _replaced(placer.mentions, taken) if any(taken) else None


def _inner(mention: Mention, placer: Placer, own_id: str) -> PlaceVersion | None:
    """The one place within the own that a bare name may be, if it is taken for another."""
    is_candidate = not mention.word and mention.level is not Level.PROVINCE
    if not is_candidate or " " not in mention.name:
        return None
    if any(other.word for other in placer.named(mention.name)):
        return None  # the text says itself what it is
    picked = placer.pick(mention)
    if picked is not None and _is_within(picked, placer, own_id):
        return None
    found = placer.names.named(mention.name, placer.day)
    inner = [v for v in found if v.place_id != own_id and _is_within(v, placer, own_id)]
    return inner[0] if len(inner) == 1 else None


def _is_within(version: PlaceVersion, placer: Placer, own_id: str) -> bool:
    if version.place_id == own_id:
        return True
    above = placer.atlas.ancestors(version.place_id, placer.day)
    return any(one.place_id == own_id for one in above)


def _replaced(mentions: Sequence[Mention], taken: Sequence[PlaceVersion | None]) -> list[Mention]:
    return [
        replace(mention, found=(inner,)) if inner else mention
        for mention, inner in zip(mentions, taken, strict=True)
    ]
