"""The level that a text is of: how it speaks of "xã", "huyện" against the names that it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bayen.core.places import Level
from bayen.intake.anchors import Sought
from bayen.intake.calling import Calling
from bayen.intake.level_talk import LevelTalk
from bayen.intake.own_strengths import Spoken
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan

_KEEPS, _TIMES_KEPT = 4, 3
"""Times that a text says "xã" of one place to be of the commune; and how many times "huyện"."""
_SPEAKS, _TIMES_SPOKEN = 3, 2
"""Times that a text says "huyện" to be of the district; and how many times "xã"."""
_OF_ALL_COMMUNES = Sought(
    r"(?<![\d/])(?:[2-9]|\d\d|1\d\d)/(?P<all>[3-9]|\d\d|1\d\d)"
    r" (?:xã|phường)(?:,| và) (?:xã|phường|thị trấn)"
)
_IN_PASSING = 2
"""Times that a text may name a commune without being of it."""


@dataclass(slots=True)
class OwnLevels:
    """Sets the places of one text right by the levels that it speaks of.

    Attributes:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
        talk: how often it speaks of a place by its level alone.
        called: what it calls its places.
    """

    scan: Scan
    placer: Placer
    title_end: int
    talk: LevelTalk
    called: Calling

    def rank(self, spoken: Sequence[Spoken]) -> Sequence[Spoken]:
        """The places that it speaks of, the strongest first but for what the levels tell."""
        ranked = sorted(spoken, key=lambda one: (-one.strength, one.first.start))
        return self._widened(self._kept_to(ranked))

    def find_around(self, best: Spoken) -> tuple[Placed, str] | None:
        """The place above a commune of a text that counts all communes: "ở 12/14 xã, thị trấn".

        Args:
            best: the place that it speaks of most.
        """
        if not best.is_listed or best.level is not Level.COMMUNE:
            return None
        counted = _OF_ALL_COMMUNES.search(self.scan.lowered)
        if best.first.start < self.title_end or counted is None:
            return None
        if len(self.placer.named(best.first.name)) > _IN_PASSING:
            return None
        above = self.placer.atlas.ancestors(best.key, self.placer.day)
        level = above[0].kind.level if above else Level.NATION
        if level is Level.NATION or not self._speaks_of(level, Level.COMMUNE):
            return None
        inner = len(self.placer.atlas.children(above[0].place_id, self.placer.day))
        if int(counted["all"]) > 2 * inner:
            return None
        return self.called.name(above[0].place_id), "văn bản đếm các xã của địa bàn"

    def _kept_to(self, ranked: Sequence[Spoken]) -> Sequence[Spoken]:
        """The same, the one commune first that a text keeps speaking of under a district's name."""
        best, *others = ranked
        if not best.is_listed or best.level is not Level.DISTRICT:
            return ranked
        if not self._speaks_of(Level.COMMUNE, Level.DISTRICT, _KEEPS, _TIMES_KEPT):
            return ranked
        inner = [one for one in others if self._is_part(one, best)]
        if not inner or (len(inner) > 1 and inner[1].strength > inner[0].strength / 2):
            return ranked
        return _put_first(inner[0], ranked)

    def _widened(self, ranked: Sequence[Spoken]) -> Sequence[Spoken]:
        """The same, the district first that a text speaks of more than of its one commune."""
        best, *others = ranked
        if not best.is_listed or best.level is not Level.COMMUNE:
            return ranked
        if best.first.start < self.title_end:
            return ranked
        if not self._speaks_of(Level.DISTRICT, Level.COMMUNE, _SPEAKS, _TIMES_SPOKEN):
            return ranked
        districts = (one for one in others if one.level is Level.DISTRICT)
        around = (one for one in districts if self._is_part(best, one))
        above = next((one for one in around if one.strength >= best.strength / 2), None)
        return ranked if above is None else _put_first(above, ranked)

    def _speaks_of(self, level: Level, other: Level, least: int = 0, times: int = 1) -> bool:
        """Whether a text speaks of a level so often, and so many times as often as of another."""
        said = self.talk.counts
        return said[level] >= least and said[level] > times * said[other]

    def _is_part(self, spoken: Spoken, of: Spoken) -> bool:
        are_listed = spoken.is_listed and of.is_listed
        return are_listed and self.placer.atlas.is_within(spoken.key, of.key, self.placer.day)


def _put_first(chosen: Spoken, ranked: Sequence[Spoken]) -> Sequence[Spoken]:
    return [chosen, *(one for one in ranked if one is not chosen)]
