"""The place that was chosen on sending a text, against what the text itself speaks of."""

from __future__ import annotations

import re

from bayen.core.places import Level
from bayen.intake.company import Company
from bayen.intake.level_talk import NAME_FOLLOWS
from bayen.intake.named_places import find_mentions
from bayen.intake.names import LEVEL_WORDS
from bayen.intake.placing import NATION, Placed, Placer
from bayen.intake.scan import Scan

_NATION_NAMES = frozenset({"việt nam", "cả nước", "toàn quốc"})
_WIDE = frozenset({Level.PROVINCE, Level.DISTRICT})
_OFTEN = 2
"""Times that a text names a place to be of it, whatever wider one was chosen."""


def parse_given(given: str, placer: Placer) -> Placed | None:
    """The place that was chosen; None of spaces.

    Args:
        given: its identity or its name.
        placer: the mentions of the text that was sent.
    """
    atlas, day = placer.atlas, placer.day
    if given in atlas:
        return placer.of_id(given)
    for group in atlas.groups:
        if group.name.casefold() == given.strip().casefold():
            return Placed(group.group_id, group.name, Level.CLUSTER)
    if given.strip().casefold() in _NATION_NAMES:
        return NATION
    mentions = find_mentions(given, placer.names, day)
    if not mentions:
        return Placed(None, given, Level.COMMUNE) if given.strip() else None
    first = mentions[0]
    version = Company(mentions, atlas, day).pick(first, None)
    if version is None:
        return Placed(None, given, first.level)
    return placer.of_version(first, version)


def may_be_narrowed(scan: Scan, placer: Placer, given: Placed) -> bool:
    """Whether a text never speaks of the province or district that was chosen for it.

    Args:
        scan: the text.
        placer: its mentions.
        given: the place that was chosen.
    """
    if given.place_id is None or given.level not in _WIDE:
        return False
    picked = map(placer.pick, placer.mentions)
    if any(version and version.place_id == given.place_id for version in picked):
        return False
    return not _speaks_of_level(scan, given.level)


def narrows(placer: Placer, given: Placed, placed: Placed) -> bool:
    """Whether a place is the one within the chosen place that a text keeps naming.

    Args:
        placer: the mentions of the text.
        given: the place that was chosen.
        placed: the place that the text tells.
    """
    if all(above.place_id != given.place_id for above in placer.chain(placed)):
        return False
    if _names_beside(placer, given, placed):
        return False
    name = placed.label.partition(",")[0].casefold()
    return sum(mention.label.casefold() == name for mention in placer.mentions) >= _OFTEN


def _names_beside(placer: Placer, given: Placed, placed: Placed) -> bool:
    """Whether a text names, with a level word, other places beside one within the given."""
    picked = {
        version.place_id
        for mention in placer.mentions
        if mention.word and mention.level is placed.level
        if (version := placer.pick(mention)) is not None
    }
    others = (placer.atlas.ancestors(p, placer.day) for p in picked - {placed.place_id})
    return any(version.place_id == given.place_id for above in others for version in above)


def _speaks_of_level(scan: Scan, level: Level) -> bool:
    """Whether a word of that level stands anywhere without a name: "của huyện"."""
    words = "|".join(word for word, levels in LEVEL_WORDS.items() if level in levels)
    said = re.finditer(rf"(?<!\w)(?:{words})(?!\w)", scan.lowered)
    return any(not NAME_FOLLOWS.match(scan.text, match.end()) for match in said)
