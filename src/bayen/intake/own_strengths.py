"""How strongly a text speaks of each place: by its names, by its parts, by its level alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bayen.core.places import NATION_ID, Level
from bayen.intake.level_talk import LevelTalk
from bayen.intake.mention_weights import MentionWeights
from bayen.intake.mentions import Mention
from bayen.intake.own_villages import OwnVillages
from bayen.intake.placing import Placer
from bayen.intake.scan import Scan

_UNLISTED = "?"
_BARELY_NAMED = 0.5
"""What a mere name counts in a text that has nothing else."""
_BY_AGENT, _MOST_AGENTS = 0.8, 6
_SPOKEN, _MOST_SPOKEN = 0.3, 10
_COUNTED, _MOST_COUNTED = 0.4, 6
"""What each time counts that a text speaks of a level so, and so many times at most."""
_MANY = 2
"""So many places beside each other are told of as parts of the one above, named or not."""
_SIBLINGS_ALIKE = 0.6
"""Share of what is said of one part from which a text is of the place above both."""
_HARDLY = 0.5
"""Share of what is said of one part below which another is only mentioned."""
_BY_PART = 1.5
"""What each of several parts counts for the place above them."""


@dataclass(slots=True)
class Spoken:
    """A place that a text speaks of.

    Attributes:
        key: its identity; of a place that no list has its words, behind a mark.
        level: in the tree.
        first: where it is named first, or of a place told by its parts alone one of these.
        strength: how strongly the text speaks of it.
    """

    key: str
    level: Level
    first: Mention
    strength: float = 0.0

    @property
    def is_listed(self) -> bool:
        return not self.key.startswith(_UNLISTED)


@dataclass(slots=True)
class OwnStrengths:
    """Adds up what one text says of each place.

    Attributes:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
        talk: how often it speaks of a place by its level alone.
        villages: those that it is about.
    """

    scan: Scan
    placer: Placer
    title_end: int
    talk: LevelTalk
    villages: OwnVillages

    def find(self) -> Sequence[Spoken]:
        """The places in the order in which they are named; those told by their parts follow."""
        spoken = self._named() or self._named(least=_BARELY_NAMED)
        self._add_parts(spoken)
        self._add_talk(spoken.values())
        return list(spoken.values())

    def _named(self, *, least: float = 0.0) -> dict[str, Spoken]:
        """The places by their key, each with the weights of its mentions together.

        Args:
            least: weight of a mention that tells nothing.
        """
        spoken: dict[str, Spoken] = {}
        weights = MentionWeights(self.scan, self.placer, self.title_end)
        leveled = {(m.name, m.level) for m in self.placer.mentions if m.word}
        for mention in self.placer.mentions:
            key = self._key(mention)
            if key is None:
                continue
            weight = weights.weigh(mention, leveled) or least
            if weight <= 0:
                continue
            if key not in spoken:
                spoken[key] = self._spoken(key, mention)
            spoken[key].strength += weight
        return spoken

    def _spoken(self, key: str, first: Mention) -> Spoken:
        is_unlisted = key.startswith(_UNLISTED)
        return Spoken(key, first.level if is_unlisted else self.placer.level(key), first)

    def _key(self, mention: Mention) -> str | None:
        """What the place of a mention is known by; None of one that no text is of."""
        if mention.level is Level.VILLAGE:
            return f"{_UNLISTED}{mention.label}" if self.villages.is_subject(mention) else None
        bare = not mention.word and mention.level is Level.COMMUNE
        if bare and (village := self.villages.find_called(mention.name)) is not None:
            return self._key(village)
        version = self.placer.pick(mention)
        if version is not None:
            return version.place_id
        may_be = mention.word and mention.level in {Level.DISTRICT, Level.COMMUNE}
        return f"{_UNLISTED}{mention.label}" if may_be else None

    def _add_parts(self, spoken: dict[str, Spoken]) -> None:
        """Several parts named speak for the place above them too, one part for itself."""
        for above, parts in self._by_place_above(spoken.values()).items():
            ranked = sorted((part.strength for part in parts), reverse=True)
            is_top = ranked[0] == max(one.strength for one in spoken.values())
            all_alike = len(parts) > _MANY and ranked[_MANY] >= _SIBLINGS_ALIKE * ranked[0]
            if above not in spoken and is_top and all_alike:
                spoken[above] = self._spoken(above, parts[0].first)
            said = sum(strength >= _HARDLY * ranked[0] for strength in ranked)
            if above in spoken and said > 1:
                best, second = ranked[:2]
                spoken[above].strength += _BY_PART * said
                spoken[above].strength += best if second >= _SIBLINGS_ALIKE * best else 0.0

    def _by_place_above(self, spoken: Iterable[Spoken]) -> dict[str, list[Spoken]]:
        """The listed places by the one right above them, the country left out."""
        parts: dict[str, list[Spoken]] = {}
        for one in spoken:
            above = self.placer.atlas.ancestors(one.key, self.placer.day) if one.is_listed else ()
            if above and above[0].place_id != NATION_ID:
                parts.setdefault(above[0].place_id, []).append(one)
        return parts

    def _add_talk(self, spoken: Iterable[Spoken]) -> None:
        """A text that says "Công an huyện", "toàn huyện" is of a district: of its strongest."""
        agents, bare, parts = self.talk.of_agents, self.talk.spoken_of, self.talk.of_parts
        for level in agents | bare | parts:
            of_level = (one for one in spoken if one.level is level)
            best = max(of_level, key=lambda one: one.strength, default=None)
            if best is not None:
                by_agents = _BY_AGENT * min(agents[level], _MOST_AGENTS)
                best.strength += by_agents + _SPOKEN * min(bare[level], _MOST_SPOKEN)
                best.strength += _COUNTED * min(parts[level], _MOST_COUNTED)
