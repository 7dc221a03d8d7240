"""The border-area cluster that a text is about: by its own name, or by the places that form it."""

from __future__ import annotations

import re

from bayen.core.places import Level
from bayen.intake.letters import UPPER
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan

_SAID = re.compile(r"giáp ranh|an ninh liên hoàn")
_SHORT, _LEAD = 40, 240
"""A head of fewer characters says nothing; then the first sentence tells what the text is on."""
_REACH = 170
"""Characters after "giáp ranh" in which the places of the cluster are named."""
_PART = rf"[{UPPER}][\w’']*(?: [{UPPER}][\w’']*){{0,3}}"
# "Cụm Bình - Minh - Tân": three parts are a name of its own.
_NAMED = re.compile(rf"[Cc](ụm[\w ]{{0,40}}? {_PART}(?: [-–] {_PART}){{2,5}})")
_BETWEEN = re.compile(r"\s*(?:,|và|-|–)\s*")


def find_cluster(scan: Scan, placer: Placer, title_end: int) -> Placed | None:
    """The cluster that a text is about; None of any other text.

    Args:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
    """
    end = min(title_end + 700, len(scan.text))
    title = scan.lowered[: title_end if title_end > _SHORT else _LEAD]
    said = len(_SAID.findall(scan.lowered, 0, end))
    if not _SAID.search(title) or (said < 2 and "cụm" not in title):
        return None
    named = _NAMED.search(scan.text, 0, end)
    if named and _SAID.search(named.group().lower()):
        return Placed(None, "c" + named.group(1), Level.CLUSTER)
    formed = _members(scan, placer, end)
    if len(formed) < 2:
        return None
    for group in placer.atlas.groups:
        if all(m.name.casefold() in group.name.casefold() for m in formed):
            return Placed(group.group_id, group.name, Level.CLUSTER)
    names = " – ".join(mention.name for mention in formed)
    return Placed(None, f"cụm xã giáp ranh {names}", Level.CLUSTER)


def _members(scan: Scan, placer: Placer, end: int) -> list[Mention]:
    """The districts, else communes, named together after "giáp ranh"."""
    for said in _SAID.finditer(scan.lowered, 0, end):
        for level in (Level.DISTRICT, Level.COMMUNE):
            named: dict[str, Mention] = {}
            for mention in placer.between(said.end(), said.end() + _REACH):
                # A heading in capitals and the sentence below name the same place.
                key = mention.name.casefold()
                if mention.level is level and (key not in named or named[key].name.isupper()):
                    named[key] = mention
            if len(named) >= 2:
                return _listed_on(scan, list(named.values()))
        sentence = placer.between(scan.sentence(said.start()).start, said.start())
        before = {m.name.casefold(): m for m in sentence if m.level is Level.DISTRICT}
        if len(before) == 2:
            return list(before.values())
    return []


def _listed_on(scan: Scan, named: list[Mention]) -> list[Mention]:
    """The first two, and those that go on with them as one list: "A, B, C, D"."""
    kept = named[:2]
    for mention in named[2:]:
        if not _BETWEEN.fullmatch(scan.text, kept[-1].end, mention.start):
            break
        kept.append(mention)
    return kept
