"""Which of several places with one name: the one that the rest of the text stands around.

Counted once for a text, so that asking is quick however many places it names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bayen.core.atlas import Atlas
from bayen.core.places import NATION_ID, Level, PlaceVersion
from bayen.intake.mentions import Mention

_BESIDE = 14
"""Characters within which the next name belongs to the one before ("Mường Lạn (Sốp Cộp)")."""
_NEXT = 2
"""Characters between a name and the one above it: ", " or " ("."""
_OWN_BONUS = 5.0
_MADE_OF = 4.0
"""What it counts that a text names one of the units that a place was made of."""
_SURE = 3
"""Names of other provinces against which the only place of a name is not the one meant."""


@dataclass(slots=True)
class Company:
    """The places named in a text, counted by themselves and by the place above them."""

    mentions: Sequence[Mention]
    atlas: Atlas
    day: date
    former: Callable[[str, Level, date], Sequence[str]] = lambda _name, _level, _day: ()
    _said: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _below: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _starts: list[int] = field(default_factory=list)
    _by_name: dict[str, list[Mention]] = field(default_factory=dict)
    _above: dict[str, frozenset[str]] = field(default_factory=dict)
    _told: Counter[str] = field(default_factory=Counter)
    _leveled: Counter[str] = field(default_factory=Counter)
    _may_be: dict[tuple[int, str], Sequence[PlaceVersion]] = field(default_factory=dict)
    _picked: dict[tuple[int, str, str | None], PlaceVersion] = field(default_factory=dict)
    _made: defaultdict[str, float] | None = None

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.mentions]
        for mention in self.mentions:
            self._by_name.setdefault(mention.name, []).append(mention)
            for place_id, parent_id, share in _shares(mention):
                self._said[place_id] += share
                self._below[parent_id] += share
            self._count_province(mention)

    def _count_province(self, mention: Mention) -> None:
        """Note the province that a name tells for certain: with its level, and one of a kind."""
        if mention.word:
            self._leveled[mention.name] += 1
        if mention.word or mention.level is Level.PROVINCE:
            tops = {self.atlas.top(version.place_id, self.day) for version in mention.found}
            if len(tops) == 1:
                self._told[tops.pop()] += 1

    def named(self, name: str) -> Sequence[Mention]:
        """The mentions of a name, as it is written, in order."""
        return self._by_name.get(name, ())

    def pick(self, mention: Mention, own_id: str | None) -> PlaceVersion | None:
        """The place that a mention most likely is; None of an unknown name.

        Args:
            mention: of this text.
            own_id: the text's own place, when it is known already.
        """
        named = mention.start, mention.name
        may_be = self._may_be.get(named)
        if may_be is None:
            may_be = self._may_be[named] = self._find_may_be(mention)
        if len(may_be) < 2:
            return may_be[0] if may_be else None
        key = *named, own_id
        if key not in self._picked:
            self._picked[key] = max(may_be, key=lambda v: self._support(v, mention, own_id))
        return self._picked[key]

    def _find_may_be(self, mention: Mention) -> Sequence[PlaceVersion]:
        """The listed places that a mention may be."""
        if not mention.found or self._is_unlisted(mention) or self._is_namesake(mention):
            return ()
        return mention.found

    def _is_unlisted(self, mention: Mention) -> bool:
        """Whether the text says of this name, here or elsewhere, that no listed place is meant."""
        if mention.level is not Level.COMMUNE:
            return False
        same = self.named(mention.name)
        told = {m.found for m in same if m.word and self._lies_elsewhere(m)}
        return mention.found in told

    def _lies_elsewhere(self, mention: Mention) -> bool:
        """Whether the lists know the name, but not in the district told: "phường 13, quận 3".

        One place of the name in the province may have changed its district; it is kept.
        """
        at = bisect_left(self._starts, mention.end)
        beside = self.mentions[at] if at < len(self.mentions) else None
        if beside is None or beside.level is not Level.DISTRICT or not beside.found:
            return False
        if beside.start - mention.end > _NEXT or not beside.word:
            return False
        above = [self._ancestors(version.place_id) for version in mention.found]
        told = self._in_province_told(beside)
        has_district = any(len(places) > 1 for places in above)
        if any(told & places for places in above) or not has_district:
            return False
        took_in = self.former(mention.name, mention.level, self.day)
        if any(told & self._ancestors(place_id) for place_id in took_in):
            return True  # that district did have one of the name, which is no more
        around = {top for place in told for top in self._ancestors(place)}
        return sum(bool(around & places) for places in above) != 1

    def _in_province_told(self, district: Mention) -> set[str]:
        """The places that "huyện Châu Thành, tỉnh Bến Tre" may be, of ten of that name one."""
        every = {version.place_id for version in district.found}
        at = bisect_left(self._starts, district.end)
        further = self.mentions[at] if at < len(self.mentions) else None
        if further is None or further.level is not Level.PROVINCE:
            return every
        if further.start - district.end > _NEXT:
            return every
        tops = {version.place_id for version in further.found}
        return {place_id for place_id in every if self._ancestors(place_id) & tops} or every

    def _is_namesake(self, mention: Mention) -> bool:
        """Whether all of that name lie in provinces of which a text that names others is silent."""
        if mention.level is Level.PROVINCE:
            return False
        tops = {self.atlas.top(version.place_id, self.day) for version in mention.found}
        told = sum(self._told[top] for top in tops)
        others = self._told.total() - told
        if len(tops) > 1:
            return not told and others > 0
        if mention.level is not Level.COMMUNE:
            return False
        return told <= self._leveled[mention.name] and others >= _SURE * max(told, 1)

    def _support(self, version: PlaceVersion, mention: Mention, own_id: str | None) -> float:
        above = self._ancestors(version.place_id)
        support = 2.0 * sum(self._said.get(a, 0.0) for a in above)
        support += self._below.get(version.place_id, 0.0)
        if version.parent_id and version.parent_id != NATION_ID:
            support += self._below.get(version.parent_id, 0.0)
            support -= self._said.get(version.place_id, 0.0)
        for other in self._beside(mention):
            share = 1.0 / len(other.found)
            support += 4.0 * share * any(c.place_id in above for c in other.found)
            support += 2.0 * share * any(c.parent_id == version.place_id for c in other.found)
        if own_id and (own_id in above or version.parent_id == own_id):
            support += _OWN_BONUS
        return support + _MADE_OF * self._made_of_named().get(version.place_id, 0.0)

    def _made_of_named(self) -> Mapping[str, float]:
        """The places of the text's day made of units that it names: "hợp nhất từ xã A và xã B"."""
        if self._made is None:
            self._made = defaultdict(float)
            for mention in self.mentions:
                gone = [v for v in mention.found if not v.holds_on(self.day)]
                for now in (now for v in gone for now in self.atlas.became(v.place_id, self.day)):
                    self._made[now.place_id] += 1 / len(mention.found)
        return self._made

    def _beside(self, mention: Mention) -> list[Mention]:
        """The named places that follow right after."""
        first = bisect_left(self._starts, mention.end)
        last = bisect_left(self._starts, mention.end + _BESIDE + 1)
        return [other for other in self.mentions[first:last] if other.found]

    def _ancestors(self, place_id: str) -> frozenset[str]:
        if place_id not in self._above:
            above = {v.place_id for v in self.atlas.ancestors(place_id, self.day)}
            self._above[place_id] = frozenset(above - {NATION_ID})
        return self._above[place_id]


def _shares(mention: Mention) -> list[tuple[str, str, float]]:
    """Each place that a mention may be, the one above it, and its share of the mention."""
    return [(v.place_id, v.parent_id or "", 1.0 / len(mention.found)) for v in mention.found]
