"""The place that a border post looks after, of a text on the post."""

from __future__ import annotations

import re

from bayen.core.places import Level
from bayen.intake.calling import Calling
from bayen.intake.own_strengths import Spoken
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan

# "Đồn Biên phòng Thanh phụ trách hai xã": its figures are of both.
_POST_OF_SEVERAL = re.compile(
    r"đồn(?: biên phòng)?[^.;\n]{0,50}(?:phụ trách|quản lý|đứng chân)[^.;\n]{0,90}?"
    r"(?:hai|ba|bốn|năm|[2-9]|0[2-9]) xã(?! hội)"
)
# "Địa bàn do đồn phụ trách là xã A": what a text on the post is of.
_POST_OF_ONE = re.compile(
    r"(?:địa bàn (?:do )?(?:đồn|đơn vị)(?: biên phòng)? (?:phụ trách|quản lý)"
    r"|đồn(?: biên phòng)? (?:được giao )?(?:phụ trách|quản lý) (?:một|duy nhất|một mình))"
    r"(?: địa bàn)?(?: là| gồm)? (?=xã |phường |thị trấn |đặc khu )"
)


def find_post(
    scan: Scan, placer: Placer, called: Calling, best: Spoken
) -> tuple[Placed, str] | None:
    """The one commune of a border post, or the place around its several ones.

    Args:
        scan: the text.
        placer: its mentions.
        called: what it calls its places.
        best: the place that it speaks of most.
    """
    looked_after = _POST_OF_ONE.search(scan.lowered)
    if looked_after is not None:
        place_id = _named_at(placer, looked_after.end())
    else:
        place_id = _around_several(scan, placer, best)
    return (called.name(place_id), "địa bàn mà đồn biên phòng phụ trách") if place_id else None


def _named_at(placer: Placer, at: int) -> str | None:
    """The listed place that is named right there."""
    named = placer.between(at, at + 1)
    version = placer.pick(named[0]) if named else None
    return version.place_id if version else None


def _around_several(scan: Scan, placer: Placer, best: Spoken) -> str | None:
    """The place above a commune, where a post looks after several."""
    is_commune = best.is_listed and best.level is Level.COMMUNE
    if not is_commune or not _POST_OF_SEVERAL.search(scan.lowered):
        return None
    above = placer.atlas.ancestors(best.key, placer.day)
    return above[0].place_id if above else None
