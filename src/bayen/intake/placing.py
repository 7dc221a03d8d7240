"""From a mention to a place with its whole label: known from the lists, or only as written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from bayen.core.atlas import Atlas
from bayen.core.places import NATION_ID, Level, PlaceVersion
from bayen.intake.company import Company
from bayen.intake.mentions import Mention
from bayen.intake.names import PlaceNames

_BESIDE = re.compile(r"\s*(?:,|\(|-|–)\s*(?:thuộc\s+)?$")
_PARENT_REACH = 450


@dataclass(frozen=True, slots=True)
class Placed:
    """A place found.

    Attributes:
        place_id: its identity; None of villages and of names that no list has.
        label: with all that stands above it, "xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La".
        level: in the tree.
        above_id: of a place without identity, the nearest one above it that has one.
    """

    place_id: str | None
    label: str
    level: Level
    above_id: str | None = None


NATION = Placed(NATION_ID, "Việt Nam", Level.NATION)


def says_name(mention: Mention) -> bool:
    """Whether a mention gives a level word and a name that is not in capitals."""
    return bool(mention.word) and (not mention.name.isupper() or len(mention.name) < 3)


def _is_named_hamlet(mention: Mention) -> bool:
    """Whether a village has a name of words, by which a text calls it now so, now so."""
    return mention.level is Level.VILLAGE and bool(mention.word) and mention.name[0].isalpha()


def _called_districts(mentions: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    """What a text calls a district, which may have become a town since; not if now so, now so."""
    called: dict[str, set[str]] = {}
    for mention in filter(says_name, mentions):
        for version in mention.found:
            if version.kind.level is Level.DISTRICT:
                called.setdefault(version.place_id, set()).add(mention.label)
    return ((place_id, min(labels)) for place_id, labels in called.items() if len(labels) == 1)


_KINDS = ("huyện", "thị xã", "quận")
_SPOKEN = {kind: re.compile(rf"(?:công an|toàn|địa bàn|ubnd|cả) {kind}(?!\w)") for kind in _KINDS}


def _as_spoken(
    text: str, mentions: Iterable[Mention], called: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Districts that a text names without a word, by the kind it says: "Công an huyện"."""
    bare = [m for m in mentions if not m.word and m.level is Level.DISTRICT and len(m.found) == 1]
    lowered = text.lower() if bare else ""
    said = [kind for kind in _KINDS if kind in lowered and _SPOKEN[kind].search(lowered)]
    for mention in bare:
        version = mention.found[0]
        kind = version.kind.word_vi
        if version.place_id in called or mention.name.isupper():
            continue
        if kind in _KINDS and kind not in lowered and len(said) == 1:
            yield version.place_id, f"{said[0]} {mention.name}"
        elif mention.name != version.name:
            yield version.place_id, f"{kind} {mention.name}"


@dataclass(slots=True)
class Placer:
    """Makes places of the mentions of one text.

    Attributes:
        text: the text.
        mentions: every place it names, in order.
        names: the lists.
        day: of the text.
        own: the text's own place, once it is known.
    """

    text: str
    mentions: list[Mention]
    names: PlaceNames
    day: date
    own: Placed | None = None
    _company: Company = field(init=False)
    _starts: list[int] = field(init=False)
    _hamlets: dict[str, str] = field(init=False)
    _districts: dict[str, str] = field(init=False)
    _labels: dict[str, str] = field(default_factory=dict)
    _levels: dict[str, Level] = field(default_factory=dict)
    _further: dict[str, list[Mention]] | None = None
    _said_as: dict[str | None, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.mentions]
        self._hamlets = {m.name: m.label for m in reversed(self.mentions) if _is_named_hamlet(m)}
        self._districts = dict(_called_districts(self.mentions))
        self._districts |= dict(_as_spoken(self.text, self.mentions, self._districts))
        self._company = Company(self.mentions, self.atlas, self.day, self.names.former)

    @property
    def atlas(self) -> Atlas:
        return self.names.atlas

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a range."""
        first = bisect_left(self._starts, start)
        return self.mentions[first : bisect_left(self._starts, end, first)]

    def named(self, name: str) -> Sequence[Mention]:
        """The mentions of a name, as it is written, in order."""
        return self._company.named(name)

    def pick(self, mention: Mention) -> PlaceVersion | None:
        """The place of the lists that a mention most likely is; None of an unlisted one."""
        return self._company.pick(mention, self.own.place_id if self.own else None)

    def of_id(self, place_id: str) -> Placed:
        """A listed place by its name of the day; the text's own as the text has it."""
        if self.own is not None and place_id == self.own.place_id:
            return self.own
        if place_id not in self._labels:
            self._labels[place_id] = self._label(place_id)
        return Placed(place_id, self._labels[place_id], self.level(place_id))

    def _label(self, place_id: str) -> str:
        """Its full name, with districts as the text calls them: the lists know their last kind."""
        if place_id in self.atlas.groups_by_id:
            return self.atlas.label_vi(place_id, self.day)
        line = self.atlas.named_line(place_id, self.day)
        return ", ".join(self._districts.get(v.place_id, v.label_vi) for v in line)

    def level(self, place_id: str) -> Level:
        """Of a listed place; looked up once."""
        if place_id not in self._levels:
            self._levels[place_id] = self._find_level(place_id)
        return self._levels[place_id]

    def _find_level(self, place_id: str) -> Level:
        if place_id in self.atlas.groups_by_id:
            return Level.CLUSTER
        return self.atlas.nearest_version(place_id, self.day).kind.level

    def of_version(self, mention: Mention, version: PlaceVersion) -> Placed:
        """The place with the name and level word that the text itself uses."""
        placed = self.of_id(version.place_id)
        if placed is self.own or not says_name(mention) or version.kind.level is Level.PROVINCE:
            return placed
        _, comma, above = placed.label.partition(", ")
        return Placed(placed.place_id, f"{mention.label}{comma}{above}", placed.level)

    def resolve(self, mention: Mention, context: list[Mention] | None = None) -> Placed:
        """The place of a mention; of an unlisted one its words, with the place above it.

        Args:
            mention: of this text.
            context: mentions of the same phrase, which may name the place above.
        """
        version = self.pick(mention)
        if version is not None:
            return self.of_version(mention, version)
        above = [m for m in context or [] if m.level < mention.level and m.start > mention.start]
        parent = self.resolve(above[0]) if above else self.above(mention)
        words = self._hamlets.get(mention.name) or self._called(mention)
        label = f"{words}, {parent.label}" if parent else words
        above_id = (parent.place_id or parent.above_id) if parent else None
        return Placed(None, label, mention.level, above_id)

    def _called(self, mention: Mention) -> str:
        """The words of an unlisted place, with the level that the text gives it elsewhere."""
        same = (m.label for m in self.mentions if m.word and m.name == mention.name)
        return mention.label if mention.word else next(same, mention.label)

    def chain(self, placed: Placed) -> tuple[PlaceVersion, ...]:
        """The known places above one, nearest first."""
        if placed.place_id in self.atlas.groups_by_id:
            return ()
        if placed.place_id is not None:
            return self.atlas.ancestors(placed.place_id, self.day)
        if placed.above_id is None:
            return ()
        first = self.atlas.nearest_version(placed.above_id, self.day)
        return first, *self.atlas.ancestors(placed.above_id, self.day)

    def shared_above(self, mentions: Sequence[Mention]) -> Placed | None:
        """The nearest place above all of some, below the nation; None when one is not listed."""
        versions = [self.pick(mention) for mention in mentions]
        known = [v.place_id for v in versions if v is not None]
        if len(known) < len(versions):
            return None
        chains = [[v.place_id for v in self.atlas.ancestors(p, self.day)] for p in known]
        shared = [p for p in chains[0] if all(p in chain for chain in chains[1:])]
        return self.of_id(shared[0]) if shared and shared[0] != NATION_ID else None

    def above(self, mention: Mention) -> Placed | None:
        """The place above an unlisted one: told beside it, by the lists of old, or around it."""
        beside = self._told_beside(mention) or self._of_old(mention)
        if beside is not None:
            return beside
        earlier = [
            m
            for m in self.between(mention.start - _PARENT_REACH, mention.start)
            if m.level < mention.level and m.word
        ]
        own = self.own
        if (commune := self._commune_before(mention, earlier)) is not None:
            return self.resolve(commune)
        if earlier and (own is None or earlier[-1].level > own.level):
            return self.resolve(earlier[-1])
        if own and own.level < mention.level:
            return own
        if own and own.place_id:
            over = self.atlas.ancestors(own.place_id, self.day)
            return self.of_id(over[0].place_id) if over and over[0].place_id != NATION_ID else None
        return None

    def _commune_before(self, mention: Mention, earlier: list[Mention]) -> Mention | None:
        """The commune told of before a village in its line: "xã Ia Ka ra mắt tại làng A"."""
        communes = [m for m in earlier if m.level is Level.COMMUNE]
        is_village = mention.level is Level.VILLAGE
        if is_village and communes and self._in_one_line(communes[-1], mention):
            return communes[-1]
        return None

    def deepest(self, mention: Mention) -> Mention:
        """Of "thôn A, xã B" the first."""
        for before in reversed(self.between(mention.start - 60, mention.start)):
            gap = self.text[before.end : mention.start]
            if gap.strip() not in {",", "-", "–", "("} or before.level <= mention.level:
                break
            mention = before
        return mention

    def _in_one_line(self, one: Mention, other: Mention) -> bool:
        return "\n" not in self.text[one.end : other.start]

    def _told_beside(self, mention: Mention) -> Placed | None:
        """ "huyện Nông Sơn (Quảng Nam)", here or wherever the text names it."""
        if self._further is None:
            self._further = {}
            for one, further in pairwise(self.mentions):
                if further.found and _BESIDE.fullmatch(self.text[one.end : further.start]):
                    self._further.setdefault(one.label, []).append(further)
        beside = self._further.get(mention.label, ())
        above = next((further for further in beside if further.level < mention.level), None)
        return self.resolve(above) if above is not None else None

    def _said(self) -> frozenset[str]:
        """The listed places that the text names; by what its own place is known to be."""
        own = self.own.place_id if self.own else None
        if own not in self._said_as:
            picked = map(self.pick, self.mentions)
            self._said_as[own] = frozenset(v.place_id for v in picked if v is not None)
        return self._said_as[own]

    def _of_old(self, mention: Mention) -> Placed | None:
        """The place above a unit that was merged away before the lists begin."""
        took_in = self.names.former(mention.name, mention.level, self.day)
        said = self._said()
        above = [self.atlas.ancestors(place_id, self.day) for place_id in took_in]
        likely = [chain for chain in above if any(v.place_id in said for v in chain)] or above
        parents = {chain[0].place_id for chain in likely if chain}
        return self.of_id(parents.pop()) if len(parents) == 1 else None
