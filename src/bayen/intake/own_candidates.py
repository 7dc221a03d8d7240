"""The places that a text may be of: the rules' own, those around it, those most told of in it.

What speaks for each is counted over the whole text: how much of what it names lies there, at
which level it speaks without a name, what its head names, how large its numbers are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bayen.core.places import NATION_ID, TWO_LEVELS_SINCE, Level
from bayen.intake import own_facts
from bayen.intake.choosing import Fact, spell_out, step
from bayen.intake.level_talk import LevelTalk
from bayen.intake.mention_weights import LEAD
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placer
from bayen.intake.scan import Scan
from bayen.intake.text_sizes import find_sizes

_MARKS = {Level.PROVINCE: "p", Level.DISTRICT: "d", Level.COMMUNE: "c"}
"""The levels of which a text may be, from above, each by the letter that its features begin with.
"""
_WITHIN = 2
"""So many of the places named within the rules' own are candidates too."""
_COUNTS = (0, 1, 2, 4, 8)
_SHARES = (0, 0.25, 0.5, 0.75, 0.99)
_PLACES = (0, 0.02, 0.1, 0.3)
_TITLE, _LEAD, _WORD = 2.0, 0.5, 0.5
"""What a mention in the head, in the lead and with its level word counts more than another."""


@dataclass(frozen=True, slots=True)
class OwnCandidate:
    """A place that a text may be of.

    Attributes:
        place_id: its identity.
        facts: what speaks for it.
    """

    place_id: str
    facts: Sequence[Fact]

    @property
    def features(self) -> frozenset[str]:
        """The same by name, as points are learned of it."""
        return frozenset(spell_out(self.facts))


@dataclass(frozen=True, slots=True)
class _Told:
    """A mention with the place that it most likely is and those around that, the country not."""

    mention: Mention
    line: tuple[str, ...]

    @property
    def place_id(self) -> str:
        return self.line[0] if self.line else ""


def _has_word(told: _Told) -> bool:
    return bool(told.mention.word) and told.mention.level is not Level.VILLAGE


def _share(part: int, whole: int) -> str:
    return step(part / max(whole, 1), _SHARES)


@dataclass(slots=True)
class OwnCandidates:
    """The candidates of one text.

    Attributes:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
        talk: how often it speaks of a place by its level alone.
        scores: how strongly the rules hold that it speaks of each place.
    """

    scan: Scan
    placer: Placer
    title_end: int
    talk: LevelTalk
    scores: Mapping[str, float]
    _told: Sequence[_Told] = field(init=False)
    _with_word: int = field(init=False)
    _lines: Sequence[int] = field(init=False)
    _all_lines: int = field(init=False)
    _line_of: Mapping[str, tuple[str, ...]] = field(init=False)
    _best_score: float = field(init=False)
    _sizes: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._told = [_Told(m, self._line(m)) for m in self.placer.mentions]
        self._with_word = sum(map(_has_word, self._told))
        self._lines = [self.scan.line_start(t.mention.start + 1) for t in self._told]
        self._all_lines = len(set(self._lines))
        self._line_of = {told.place_id: told.line for told in self._told if told.line}
        self._best_score = max(self.scores.values(), default=0.0)
        self._sizes = find_sizes(self.scan.lowered)

    def around(self, place_id: str) -> list[OwnCandidate]:
        """The rules' own place first, then those around it, then those most told of within it."""
        keys = [*self._line_up(place_id), *self._most_told_within(place_id)]
        return [OwnCandidate(key, list(self._facts(key, is_rules=key == place_id))) for key in keys]

    def _line(self, mention: Mention) -> tuple[str, ...]:
        version = self.placer.pick(mention)
        return self._line_up(version.place_id) if version is not None else ()

    def _line_up(self, place_id: str) -> tuple[str, ...]:
        """A place and those around it, the country not."""
        above = self.placer.atlas.ancestors(place_id, self.placer.day)
        return (place_id, *(v.place_id for v in above if v.place_id != NATION_ID))

    def _most_told_within(self, place_id: str) -> list[str]:
        counts: defaultdict[str, float] = defaultdict(float)
        for told in self._told:
            if place_id in told.line[1:]:
                mention = told.mention
                worth = 1 + _WORD * bool(mention.word) + _TITLE * (mention.start < self.title_end)
                worth += _LEAD * (mention.start < self.title_end + LEAD)
                counts[told.place_id] += worth
        return sorted(counts, key=lambda key: -counts[key])[:_WITHIN]

    def _facts(self, key: str, *, is_rules: bool) -> Iterator[Fact]:
        """What speaks for a place; nothing for one that is no province, district nor commune."""
        level = self.placer.level(key)
        mark = _MARKS.get(level)
        if mark is None:
            return
        inside = [told for told in self._told if key in told.line]
        yield own_facts.standing, mark, is_rules, self.placer.day >= TWO_LEVELS_SINCE
        yield self._naming(mark, key)
        share = _share(len(inside), len(self._told))
        yield own_facts.inside, mark, share, _share(sum(map(_has_word, inside)), self._with_word)
        yield self._parts(mark, key, inside)
        if self._best_score > 0:
            yield self._scored(mark, key)
        yield from self._talk(mark, level)
        for what, size in self._sizes.items():
            yield own_facts.sized, mark, what, size

    def _naming(self, mark: str, key: str) -> Fact:
        """Where a place is named."""
        named = [at for at, told in enumerate(self._told) if told.place_id == key]
        lines = _share(len({self._lines[at] for at in named}), self._all_lines)
        if not named:
            return own_facts.named, mark, "nowhere", False, False, lines
        start = self._told[named[0]].mention.start
        first = step(start / len(self.scan.text), _PLACES)
        titled, in_lead = start < self.title_end, start < self.title_end + LEAD
        return own_facts.named, mark, first, titled, in_lead, lines

    def _parts(self, mark: str, key: str, inside: Sequence[_Told]) -> Fact:
        """What a place has in it of which the text tells: how many parts, and one above all."""
        below = [told for told in inside if told.place_id != key]
        parts = {told.line[told.line.index(key) - 1] for told in below}
        communes = [told.place_id for told in inside if told.mention.level is Level.COMMUNE]
        most = _share(max(map(communes.count, communes), default=0), len(communes))
        titled = any(told.mention.start < self.title_end for told in below)
        return own_facts.parts, mark, step(len(parts), _COUNTS), most, titled

    def _scored(self, mark: str, key: str) -> Fact:
        """How strongly the rules hold that a text is of a place, or of it and its parts."""
        scores, line_of = self.scores, self._line_of
        within = sum(s for place, s in scores.items() if key in line_of.get(place, (place,)))
        score = step(scores.get(key, 0.0) / self._best_score, _SHARES)
        return own_facts.scored, mark, score, step(within / sum(scores.values()), _SHARES)

    def _talk(self, mark: str, level: Level) -> Iterator[Fact]:
        """How often the text says "xã", "toàn huyện" without a name: of this level, of others."""
        spoken = [self.talk.counts.get(one, 0) for one in _MARKS]
        at = level - Level.PROVINCE
        above, here, below = sum(spoken[:at]), spoken[at], sum(spoken[at + 1 :])
        share = _share(here, above + here + below)
        yield (
            *(own_facts.spoken, mark, step(here, _COUNTS), share),
            *(step(above, _COUNTS), step(below, _COUNTS)),
        )
        agents, parts = self.talk.of_agents.get(level, 0), self.talk.of_parts.get(level, 0)
        yield own_facts.counted, mark, step(agents, _COUNTS), step(parts, _COUNTS)
