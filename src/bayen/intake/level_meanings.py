"""The place that a level word without its name means in a text: "toàn huyện", "Phường đã …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from bayen.core.places import Level
from bayen.intake.bare_levels import WHOLE, SpokenLevels
from bayen.intake.inner_places import InnerPlaces
from bayen.intake.mentions import Mention
from bayen.intake.names import COMMUNE_WORDS, LEVEL_WORDS
from bayen.intake.placing import Placed
from bayen.intake.topics import Topics
from bayen.intake.values import Reason
from bayen.intake.wholes import find_called

REACH = 5
"""Sentences back to which a paragraph keeps its place."""
_GOES_ON = re.compile(
    r"\s*(?:qua đó|theo đó|từ đó|nhờ đó|đặc biệt|ngoài ra|bên cạnh đó|cùng với đó)"
)
_GOES_ON_LINES = 3
_PARAGRAPHS_BACK = 3
"""Paragraphs back in which "xã" may have been named."""
_PAIR = 2
_LIST = 40
"""Characters around a name in which the others of its list stand."""


@dataclass(slots=True)
class LevelMeanings:
    """What "xã" or "huyện" means, asked where it stands.

    Attributes:
        inner: the text, its own place, and which of its mentions lie within it or beside it.
        levels: the level words in it that stand without a name.
        topics: what its sentences are about by name.
    """

    inner: InnerPlaces
    levels: SpokenLevels
    topics: Topics
    _beside: dict[tuple[int, Level | None], tuple[Placed, Reason] | None] = field(
        default_factory=dict
    )

    def find(self, start: int, at: int, word: str) -> tuple[Placed, Reason] | None:
        """The place that a level word without a name means; None for the text's own.

        Args:
            start: where its sentence begins.
            at: where what is told of the place stands; only what is named before it counts.
            word: of ``LEVEL_WORDS``; any other is of villages.
        """
        levels, own = LEVEL_WORDS.get(word, (Level.VILLAGE,)), self.inner.own
        if own is not None and own.level in levels:
            told = self._elsewhere(start) or self._city_above(start, at, word)
            told = told or self._other_of_headline(at) or self._of_other_kind(start, at, word)
            return told or self.beside_own(start)
        if own is not None and min(levels) < own.level:
            if (opened := self._opened_by_other(start, levels)) is not None:
                return opened
            is_near = own.level is Level.VILLAGE and min(levels) is Level.COMMUNE
            if not is_near and not self.levels.speak_of_whole(start, at, word):
                return None
            above = find_called(self.inner.placer, own, word) or self._of_level(levels)
            if above is not None:
                return above, Reason("place", f"«{word}» trong câu → {above.label}")
        if (opening := self._opened_with(start, levels)) is not None:
            return self._as_called(opening, word)
        earlier = self._named_earlier(start, at, word)
        if not earlier or at <= start or self._is_listed(earlier[-1]):
            return None
        return self._as_called(earlier[-1], word)

    def _named_earlier(self, start: int, at: int, word: str) -> list[Mention]:
        """The places before that such a word may mean, the nearest paragraphs asked first."""
        levels = LEVEL_WORDS.get(word, (Level.VILLAGE,))
        line = self.inner.scan.line_start(start + 1)
        earlier = self._named_since(line, at, levels)
        if not earlier:
            earlier = self._named_since(self.inner.scan.line_start(max(line - 2, 0)), at, levels)
        if not earlier and Level.COMMUNE in levels and not self.inner.of_cluster:
            earlier = self._named_before(line, at, word)
        if not earlier and Level.VILLAGE in levels:
            earlier = self._only_hamlet(at)
        if not earlier and Level.DISTRICT in levels:
            earlier = self._only_district(at)
        if Level.VILLAGE in levels:
            same = [m for m in earlier if m.word == word]
            earlier = same or ([] if word == "phố" else earlier)
        return earlier

    def _elsewhere(self, start: int) -> tuple[Placed, Reason] | None:
        """What "địa bàn tỉnh" means in paragraphs that go on about another: "Tại Kon Tum, …"."""
        own, line = self.inner.own, self.inner.scan.line_start(start + 1)
        for _ in range(_GOES_ON_LINES):
            if own is None or not _GOES_ON.match(self.inner.scan.lowered, line):
                return None
            line = self.inner.scan.line_before(line)
            apart = self.topics.set_in(line, self.inner.scan.sentence(line).end)
            if apart is not None:
                return self.topics.told(apart) if apart.level is own.level else None
        return None

    def _city_above(self, start: int, at: int, word: str) -> tuple[Placed, Reason] | None:
        """ "Toàn thành phố" in the text of a quarter is the city that it is part of."""
        own = self.inner.own
        if own is None or own.label.startswith(word):
            return None
        if not WHOLE.search(self.inner.scan.text, self.inner.scan.words, start, at):
            return None
        above = find_called(self.inner.placer, own, word)
        return (above, Reason("place", f"«{word}» trong câu → {above.label}")) if above else None

    def _other_of_headline(self, at: int) -> tuple[Placed, Reason] | None:
        """What "tỉnh" means where the headline names two: the one of them that was named last."""
        own, line = self.inner.own, self.inner.scan.text.find("\n") + 1
        head = [m for m in self.inner.placer.between(0, line) if own and m.level is own.level]
        names = {m.name for m in head}
        if own is None or len(names) != _PAIR:
            return None
        told = [m for m in self.inner.placer.between(line, at) if m.word and m.name in names]
        if not told or self.inner.is_own(told[-1]):
            return None
        return self.topics.told(told[-1])

    def _of_other_kind(self, start: int, at: int, word: str) -> tuple[Placed, Reason] | None:
        """What "phường" means in the text of a xã: the phường told of last."""
        own, line = self.inner.own, self.inner.scan.line_start(start + 1)
        if own is None or own.level is not Level.COMMUNE or word not in COMMUNE_WORDS:
            return None
        called = {m.word for m in self.inner.placer.mentions if self.inner.is_own(m)}
        if word in called or own.label.startswith(f"{word} "):
            return None
        for _ in range(_PAIR):
            named = [m for m in self.inner.placer.between(line, at) if m.word == word]
            if named:
                return None if self._is_listed(named[-1]) else self._as_called(named[-1], word)
            line = self.inner.scan.line_before(line)
        return None

    def beside_own(self, start: int) -> tuple[Placed, Reason] | None:
        """What "xã" means in a paragraph on another place of the own one's level."""
        key = self.inner.scan.sentence_number(start), self.inner.counted
        if key not in self._beside:
            self._beside[key] = self._find_beside_own(key[0])
        return self._beside[key]

    def _find_beside_own(self, number: int) -> tuple[Placed, Reason] | None:
        own = self.inner.own
        for earlier in range(number - 1, max(number - REACH, -1), -1):
            stretch = self.inner.scan.sentences[earlier]
            if own is None or stretch.line != self.inner.scan.sentences[number].line:
                return None
            topic = self.topics.find(stretch.start, stretch.end)
            if topic is not None and topic.level is own.level:
                return self.topics.told(topic)
            if self.inner.names_own(stretch.start, stretch.end):
                return None
        return None

    def _of_level(self, levels: tuple[Level, ...]) -> Placed | None:
        """The place above the text's own that is of one of some levels."""
        above = self.inner.placer.chain(self.inner.own) if self.inner.own else ()
        found = next((version for version in above if version.kind.level in levels), None)
        return self.inner.placer.of_id(found.place_id) if found else None

    def _opened_by_other(
        self, start: int, levels: tuple[Level, ...]
    ) -> tuple[Placed, Reason] | None:
        """What "huyện" means in a paragraph on another than the one around the own place."""
        opening = self._opened_with(start, levels)
        version = self.inner.placer.pick(opening) if opening else None
        own = self.inner.own
        if opening is None or version is None or own is None or not opening.word:
            return None
        above = {v.place_id for v in self.inner.placer.chain(own)}
        return None if version.place_id in above else self.topics.told(opening)

    def _opened_with(self, start: int, levels: tuple[Level, ...]) -> Mention | None:
        """The place of some levels that a sentence of this paragraph, so far the last, opened."""
        number = self.inner.scan.sentence_number(start)
        line = self.inner.scan.sentences[number].line
        for at in range(number, max(number - REACH, -1), -1):
            stretch = self.inner.scan.sentences[at]
            if stretch.line != line:
                return None
            opening = self.topics.opening(stretch.start, stretch.end)
            if opening is not None and opening.level in levels:
                return opening
        return None

    def _named_since(self, start: int, at: int, levels: tuple[Level, ...]) -> list[Mention]:
        """The places of some levels told of: by their word, or the only one without."""
        told = [m for m in self.inner.placer.between(start, at) if m.level in levels]
        named = [m for m in told if not self.inner.is_aside(m)]
        is_one = len({m.name for m in named}) == 1
        return [m for m in named if m.word or (is_one and m.found and self.inner.is_below(m))]

    def _named_before(self, line: int, at: int, word: str) -> list[Mention]:
        """The communes of that very kind told of in the nearest paragraph that names any."""
        for _ in range(_PARAGRAPHS_BACK):
            line = self.inner.scan.line_before(line)
            named = self._named_since(line, at, (Level.COMMUNE,))
            kinds = {m.word or m.found[0].kind.word_vi for m in named}
            if named:
                return named if kinds == {word} else []
        return []

    def _only_hamlet(self, at: int) -> list[Mention]:
        """The village named before, when a text has named but one: "Cả làng có 149 hộ"."""
        named = [m for m in self.inner.placer.between(0, at) if m.level is Level.VILLAGE and m.word]
        return named if len({m.name for m in named}) == 1 else []

    def _only_district(self, at: int) -> list[Mention]:
        """The district named before, when a text has named but one: "toàn huyện có 64 tổ"."""
        named = self._named_since(0, at, (Level.DISTRICT,))
        return named if len({m.name for m in named}) == 1 else []

    def _is_listed(self, mention: Mention) -> bool:
        """Whether a place is one of several named together: of "các xã A, B, C" none is meant."""
        near = self.inner.placer.between(mention.start - _LIST, mention.end + _LIST)
        same = {m.name for m in near if m.level is mention.level}
        return len(same) > 2

    def _as_called(self, mention: Mention, word: str) -> tuple[Placed, Reason]:
        """A place told of before, by the level word that now stands for it."""
        placed = self.inner.placer.resolve(mention, [])
        kind = next((w for w in COMMUNE_WORDS if placed.label.startswith(f"{w} ")), "")
        if kind and not mention.word and word in COMMUNE_WORDS:
            placed = replace(placed, label=word + placed.label.removeprefix(kind))
        return placed, Reason("place", f"«{word}» nói tiếp về {placed.label}")
