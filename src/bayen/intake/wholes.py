"""A place above the text's own that a sentence speaks of by name: "toàn tỉnh Cao Bằng có 56 điểm".

Elsewhere in a text such a name only says where its own place lies.
"""

from __future__ import annotations

import re

from bayen.core.places import Level
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan
from bayen.intake.setting import ACTS
from bayen.intake.values import Reason

_WHOLE_OF = re.compile(r"(?:toàn|toàn bộ|cả|địa bàn)\s+$")
_OF = re.compile(r"\scủa\s+$")
_COUNTED_IN = re.compile(r"[^.;,()\d]{0,12}(?:,[^.;,()\d]{1,12}){0,2}\s(?:của|thuộc|toàn|ở)\s+")
_SET_IN_PART = re.compile(r"(?:riêng|trong đó|tại|ở|,\s*còn)\s")
_REACH = 48


def find_whole(
    scan: Scan, placer: Placer, own: Placed, start: int, at: int
) -> tuple[Placed, Reason] | None:
    """The named place above the own one that a figure is of; None of any other figure.

    Args:
        scan: the text.
        placer: its mentions.
        own: its own place.
        start: where the sentence begins.
        at: where the figure stands.
    """
    named = placer.between(start, at)
    if not named or not _is_above(placer, named[-1], own):
        return None
    last = named[-1]
    before = scan.lowered[max(start, last.start - 16) : last.start]
    acts = len(named) == 1 and _OF.search(before) and ACTS.match(scan.lowered, last.end)
    if not acts and not _WHOLE_OF.search(before):
        return None
    if _SET_IN_PART.search(scan.lowered, last.end, at):
        return None
    return _told(scan, placer, last)


def find_counted_in(
    scan: Scan, placer: Placer, own: Placed, end: int, counted: Level | None
) -> tuple[Placed, Reason] | None:
    """The named place above the own one whose parts a figure counts: "27 phường của Huế".

    Args:
        scan: the text.
        placer: its mentions.
        own: its own place.
        end: where the number ends.
        counted: level of the places that it counts; None of any other figure.
    """
    named = placer.between(end, end + _REACH)
    if counted is None or not named or not _is_above(placer, named[0], own):
        return None
    first = named[0]
    if first.level >= counted or not _COUNTED_IN.fullmatch(scan.lowered, end, first.start):
        return None
    return _told(scan, placer, first)


def _is_above(placer: Placer, mention: Mention, own: Placed) -> bool:
    version = placer.pick(mention)
    if version is None or version.kind.level >= own.level:
        return False
    return any(above.place_id == version.place_id for above in placer.chain(own))


def _told(scan: Scan, placer: Placer, mention: Mention) -> tuple[Placed, Reason]:
    placed = placer.resolve(mention)
    words = scan.text[mention.start : mention.end]
    return placed, Reason("place", f"«{words}» trong câu, nói chung → {placed.label}")
