"""The places that a text may be of: the rules' own, those around it, those most told of in it.

What speaks for each is counted over the whole text: how much of what it names lies there, at
which level it speaks without a name, what its head names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from bayen.core.places import NATION_ID, TWO_LEVELS_SINCE, Level
from bayen.intake.choosing import step
from bayen.intake.level_talk import LevelTalk
from bayen.intake.mention_weights import LEAD
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placer
from bayen.intake.scan import Scan

_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
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
        features: what speaks for it, by name.
    """

    place_id: str
    features: frozenset[str]


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

    def __post_init__(self) -> None:
        self._told = [_Told(m, self._line(m)) for m in self.placer.mentions]
        self._with_word = sum(map(_has_word, self._told))
        self._lines = [self.scan.line_start(t.mention.start + 1) for t in self._told]
        self._all_lines = len(set(self._lines))
        self._line_of = {told.place_id: told.line for told in self._told if told.line}

    def around(self, place_id: str) -> list[OwnCandidate]:
        """The rules' own place first, then those around it, then those most told of within it."""
        atlas, day = self.placer.atlas, self.placer.day
        above = (v.place_id for v in atlas.ancestors(place_id, day) if v.place_id != NATION_ID)
        keys = [place_id, *above, *self._most_told_within(place_id)]
        return [
            OwnCandidate(key, frozenset(self._features(key, is_rules=key == place_id)))
            for key in keys
        ]

    def _line(self, mention: Mention) -> tuple[str, ...]:
        version = self.placer.pick(mention)
        if version is None:
            return ()
        above = self.placer.atlas.ancestors(version.place_id, self.placer.day)
        return (version.place_id, *(v.place_id for v in above if v.place_id != NATION_ID))

    def _most_told_within(self, place_id: str) -> list[str]:
        counts: defaultdict[str, float] = defaultdict(float)
        for told in self._told:
            if place_id in told.line[1:]:
                mention = told.mention
                worth = 1 + _WORD * bool(mention.word) + _TITLE * (mention.start < self.title_end)
                worth += _LEAD * (mention.start < self.title_end + LEAD)
                counts[told.place_id] += worth
        return sorted(counts, key=lambda key: -counts[key])[:_WITHIN]

    def _features(self, key: str, *, is_rules: bool) -> Iterator[str]:
        """What speaks for a place; each counts otherwise for a province than for a commune."""
        level = self.placer.level(key)
        if level not in _LEVELS:
            return
        mark = level.name[0].lower()
        inside = [told for told in self._told if key in told.line]
        yield mark
        if is_rules:
            yield f"{mark} rules"
        if self.placer.day >= TWO_LEVELS_SINCE:
            yield f"{mark} since two levels"
        told = (self._of_names(key, inside), self._of_parts(key, inside), self._of_talk(level))
        yield from (f"{mark} {feature}" for feature in chain(*told, self._of_scores(key)))

    def _of_names(self, key: str, inside: Sequence[_Told]) -> Iterator[str]:
        """Where a place is named, and how much of all that is named lies in it."""
        named = [at for at, told in enumerate(self._told) if told.place_id == key]
        start = self._told[named[0]].mention.start if named else None
        if start is None:
            yield "from nowhere"
        else:
            yield f"from {step(start / len(self.scan.text), _PLACES)}"
            if start < self.title_end:
                yield "titled"
            if start < self.title_end + LEAD:
                yield "in lead"
        yield f"inside {step(len(inside) / max(len(self._told), 1), _SHARES)}"
        yield f"covers {step(sum(map(_has_word, inside)) / max(self._with_word, 1), _SHARES)}"
        lines = {self._lines[at] for at in named}
        yield f"lines {step(len(lines) / max(self._all_lines, 1), _SHARES)}"

    def _of_parts(self, key: str, inside: Sequence[_Told]) -> Iterator[str]:
        """What a place has in it of which the text tells: how many parts, and one above all."""
        below = [told for told in inside if told.place_id != key]
        parts = {told.line[told.line.index(key) - 1] for told in below}
        communes = Counter(t.place_id for t in inside if t.mention.level is Level.COMMUNE)
        yield f"parts {step(len(parts), _COUNTS)}"
        most = max(communes.values(), default=0) / max(communes.total(), 1)
        yield f"one commune {step(most, _SHARES)}"
        if any(told.mention.start < self.title_end for told in below):
            yield "part titled"

    def _of_scores(self, key: str) -> Iterator[str]:
        """How strongly the rules hold that a text is of a place, or of it and its parts."""
        best, total = max(self.scores.values(), default=0.0), sum(self.scores.values())
        if best <= 0 or total <= 0:
            return
        yield f"score {step(self.scores.get(key, 0.0) / best, _SHARES)}"
        within = (
            s for place, s in self.scores.items() if key in self._line_of.get(place, (place,))
        )
        yield f"scores {step(sum(within) / total, _SHARES)}"

    def _of_talk(self, level: Level) -> Iterator[str]:
        """How often the text says "xã", "toàn huyện" without a name: of this level, of others."""
        spoken = self.talk.counts
        above = sum(spoken[one] for one in _LEVELS if one < level)
        below = sum(spoken[one] for one in _LEVELS if one > level)
        total = above + spoken[level] + below
        yield f"spoken {step(spoken[level], _COUNTS)}"
        yield f"spoken of all {step(spoken[level] / max(total, 1), _SHARES)}"
        yield f"spoken above {step(above, _COUNTS)}"
        yield f"spoken below {step(below, _COUNTS)}"
        yield f"agents {step(self.talk.of_agents[level], _COUNTS)}"
        yield f"counted {step(self.talk.of_parts[level], _COUNTS)}"
