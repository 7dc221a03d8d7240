"""The border-area cluster that a text is about: by its own name, or by the places that form it."""

from __future__ import annotations

import re

from bayen.core.places import Level
from bayen.intake.letters import UPPER
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan
from bayen.intake.values import Reason

_SAID_WORDS = ("giáp ranh", "an ninh liên hoàn", "an ninh biên giới")
_SAID = re.compile("|".join(_SAID_WORDS))
_PLURAL = re.compile(r"(?:những|các|nhiều) (?:vùng|cụm|xã vùng) giáp ranh")
_SHORT, _LEAD = 40, 240
"""A head of fewer characters says nothing; then the first sentence tells what the text is on."""
_REACH = 170
"""Characters after "giáp ranh" in which the places of the cluster are named."""
_PART = rf"[{UPPER}][\w’']*(?: [{UPPER}][\w’']*){{0,3}}"
# "Cụm Bình - Minh - Tân", "cụm giáp ranh Vân Canh - Đồng Xuân": a name of its own;
# not "cụm giáp ranh hai tỉnh Hòa Bình - Thanh Hóa", which says whose it is.
_NAMED = re.compile(
    rf"[Cc](ụm(?: (?!(?:hai|ba|các) (?:tỉnh|huyện|xã))\w+){{0,9}}? {_PART}(?: [-–] {_PART}){{1,5}})"
)
_BETWEEN = re.compile(r"\s*(?:\([^()\n]{1,60}\)\s*)?(?:,|và|-|–)\s*(?:(?:huyện|xã|phường)\s+)?")
_BORDER = re.compile(rf"[Cc](ụm an ninh biên giới {_PART}(?: [-–] {_PART})+)")
_PROVINCES = re.compile(r"\s*(?:giữa\s+)?(?:hai|ba|\d) tỉnh")
# A text without such a title, but of a cluster all the same: it says so time and again.
_CLUSTER = re.compile(r"cụm (?:an ninh|liên kết|xã|tự quản)|cụm[^.\n]{0,60}giáp ranh")
_OFTEN = 3
_BRACKET = 12
_HEAD = 900
"""Characters below the title in which a text says that it is of a cluster."""
_MIXED = re.compile(r"\d+ xã, phường|xã, phường giáp ranh")

_REACH_BACK = 44
_GOES_ON = 3
"""Sentences back that have set a paragraph in one district of a cluster."""
_SUBJECT = re.compile(r"(?:^|[,:;–-]\s*)(?:còn |riêng )?$")
_HAS = re.compile(r"\s*(?:(?:hiện|đang|đã|cũng|nay) )*(?:có|duy trì|còn)(?!\w)")
_SET_IN = re.compile(
    r"(?:địa bàn|riêng) (?:(?:các|\d+|hai|ba|bốn) xã (?:[^\W\d]+ ){0,3}(?:của|thuộc) )?$"
)
_SET_OFF = re.compile(r",| (?:đã|có|hiện|cũng)(?!\w)")


def find_cluster(scan: Scan, placer: Placer, title_end: int) -> Placed | None:
    """The cluster that a text is about; None of any other text.

    One that lies within a province or district, and that nobody has entered, is called by that.

    Args:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
    """
    end = min(title_end + _HEAD, len(scan.text))
    if not _is_of_cluster(scan.lowered, title_end, end):
        return None
    formed = sorted(_members(scan, placer, end), key=lambda m: _first_named(placer, m))
    listed = [member for member in formed if placer.pick(member) is not None]
    around = placer.shared_above(listed) if len(listed) > 1 else None
    if around is None and (name := _own_name(scan, end)):
        return Placed(None, name, Level.CLUSTER)
    if len(formed) < 2:
        return None
    for group in placer.atlas.groups:
        if all(m.name.casefold() in group.name.casefold() for m in formed):
            return Placed(group.group_id, group.name, Level.CLUSTER)
    if around is not None:
        # Several places at once stand for their common parent; whoever files the figures of a
        # cluster has to say of what they are, so they get no identity.
        return Placed(None, around.label, Level.CLUSTER, around.place_id)
    names = " – ".join(mention.name for mention in formed)
    kinds = "xã, phường" if _MIXED.search(scan.lowered) else "xã"
    return Placed(None, f"cụm {kinds} giáp ranh {names}", Level.CLUSTER)


def _own_name(scan: Scan, end: int) -> str:
    """What a text calls the cluster, "" when it only lists its members."""
    border = _BORDER.search(scan.text, 0, end)
    if border and scan.lowered.count("cụm") > 1:
        return f"c{border.group(1)}"
    named = _NAMED.search(scan.text, 0, end)
    return f"c{named.group(1)}" if named and _SAID.search(named.group().lower()) else ""


def find_member(scan: Scan, placer: Placer, at: int) -> tuple[Placed, Reason] | None:
    """The one district of a cluster that a paragraph has come to tell of.

    Args:
        scan: the text.
        placer: its mentions.
        at: where the figure stands.
    """
    number = scan.sentence_number(at)
    line, end = scan.sentences[number].line, at
    for stretch in reversed(scan.sentences[max(0, number - _GOES_ON) : number + 1]):
        if stretch.line != line:
            return None
        if named := placer.between(stretch.start, end):
            return _told_of(scan, placer, stretch.start, named[-1])
        if "cụm" in scan.lowered[stretch.start : end]:
            return None
        end = stretch.start
    return None


def _told_of(scan: Scan, placer: Placer, start: int, last: Mention) -> tuple[Placed, Reason] | None:
    """A district that has what follows, or where that is: "địa bàn các xã giáp ranh của A, …"."""
    if last.level is not Level.DISTRICT:
        return None
    lowered = scan.lowered
    before = lowered[max(start, last.start - _REACH_BACK) : last.start]
    has = _SUBJECT.search(before) and last.word and _HAS.match(lowered, last.end)
    if not has and not (_SET_IN.search(before) and _SET_OFF.match(lowered, last.end)):
        return None
    placed = placer.resolve(last)
    return placed, Reason("place", f"«{last.label}» là một bên của cụm → {placed.label}")


def _is_of_cluster(lowered: str, title_end: int, end: int) -> bool:
    title = lowered[: title_end if title_end > _SHORT else _LEAD]
    said = sum(lowered.count(words, 0, end) for words in _SAID_WORDS)
    if _PLURAL.search(title):
        return False
    if _SAID.search(title) and (said > 1 or "cụm" in title):
        return True
    told = _CLUSTER.search(lowered, 0, end)
    if told is None:
        return False
    return said >= _OFTEN or (told.end() < title_end + _LEAD and lowered.count("cụm") >= _OFTEN)


def _first_named(placer: Placer, member: Mention) -> int:
    """Where a text names a member first: who holds the meeting comes before the list."""
    name = member.name.casefold()
    return next(m.start for m in placer.mentions if m.name.casefold() == name)


def _members(scan: Scan, placer: Placer, end: int) -> list[Mention]:
    """The districts, else communes, named together after "giáp ranh"."""
    for said in _SAID.finditer(scan.lowered, 0, end):
        of_provinces = _PROVINCES.match(scan.lowered, said.end())
        for level in (Level.PROVINCE,) if of_provinces else (Level.DISTRICT, Level.COMMUNE):
            named: dict[str, Mention] = {}
            for mention in placer.between(said.end(), said.end() + _REACH):
                # A heading in capitals and the sentence below name the same place.
                key = mention.name.casefold()
                if mention.level is not level or _is_aside(scan, mention):
                    continue
                if key not in named or named[key].name.isupper():
                    named[key] = mention
            if len(named) >= 2:
                return _listed_on(scan, list(named.values()))
        sentence = placer.between(scan.sentence(said.start()).start, said.start())
        for level in (Level.DISTRICT, Level.COMMUNE):
            of_level = (m for m in sentence if m.level is level and not _is_aside(scan, m))
            before = {m.name.casefold(): m for m in of_level}
            if len(before) == 2:
                return list(before.values())
    return []


def _is_aside(scan: Scan, mention: Mention) -> bool:
    """Whether brackets only say where the member before lies: "xã A (huyện B)"."""
    before = scan.text[max(0, mention.start - _BRACKET) : mention.start]
    return before.rfind("(") > before.rfind(")")


def _listed_on(scan: Scan, named: list[Mention]) -> list[Mention]:
    """The first two, and those that go on with them as one list: "A, B, C, D"."""
    kept = named[:2]
    for mention in named[2:]:
        if not _BETWEEN.fullmatch(scan.text, kept[-1].end, mention.start):
            break
        kept.append(mention)
    return kept
