"""How places stand in one text: how much of it is of each, where each is named, in what words.

Whichever figure asks: what is found once is kept for the others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from bayen.intake import place_facts
from bayen.intake.choosing import Fact, step
from bayen.intake.place_candidates import Around, Asked, Identity, Named, TextPlaces, Titled, titled
from bayen.intake.place_relations import fits, relate

_REACH = 25
"""Characters beside a name of which the words are told."""
# "UBND huyện tặng giấy khen" in the text of a commune: who gives is not where it was earned.
_GIVES = re.compile(
    r"(?<!\w)(?P<level>tỉnh|thành phố|huyện|quận|thị xã)(?: (?:đã|cũng|còn))?"
    r" (?:tặng|trao|khen|thưởng|tuyên dương|biểu dương)(?!\w)"
)


class Standing(NamedTuple):
    """What one text tells of a place, whichever figure is asked about.

    Attributes:
        titled: its label taken apart.
        relation: to the text's own place.
        level: in the tree.
        facts: how much of the text is of it.
    """

    titled: Titled
    relation: str
    level: int
    facts: tuple[Fact, ...]


Nearest: TypeAlias = dict[Identity, tuple[str, Named]]
"""Where each place is named nearest to a figure, and its name there."""


class TextStanding:
    """How the places named in one text stand in it.

    Attributes:
        places: of the text.
        own: its own place.
    """

    def __init__(self, places: TextPlaces) -> None:
        self.places = places
        self.own = titled(places.own)
        self._lines_of_text = sorted({stretch.line for stretch in places.scan.sentences})
        self._talk = places.ground.finder.talk.counts
        self._all_talk = self._talk.total()
        self._most_talk = max(self._talk, key=self._talk.__getitem__) if self._talk else None
        self._standing: dict[str, Standing] = {}
        self._behind: dict[int, Nearest] = {}
        self._words: dict[tuple[Named, bool], tuple[str, str, str, str]] = {}
        self._kinds: dict[Named, tuple[str, str]] = {}
        self._spoken: dict[tuple[int, int], str | None] = {}

    def standing(self, label: str) -> Standing:
        """What the text tells of a place by its label."""
        if label not in self._standing:
            told = titled(label)
            relation = relate(told, self.own)
            facts = tuple(self._in_text(told, relation))
            self._standing[label] = Standing(told, relation, int(told.level), facts)
        return self._standing[label]

    def spoken(self, start: int, end: int) -> str | None:
        """The level word that stands without a name in a range, but for who gives something."""
        if (start, end) not in self._spoken:
            self._spoken[start, end] = self._find_spoken(start, end)
        return self._spoken[start, end]

    def position(self, figure: Asked, line: int) -> str:
        """Where in the text a figure stands: in its head, or so many lines down."""
        if figure.start < self.places.ground.title_end:
            return "head"
        return step(bisect_left(self._lines_of_text, line), (1, 2, 4))

    def recent(self, at: int) -> Named | None:
        """The place named last before a position, but for those that only say where it lies."""
        named = self.places.named
        for index in range(bisect_left(self.places.starts, at) - 1, -1, -1):
            one = named[index]
            if one.role != "above" and one.name in self.places.leveled:
                return one
        return None

    def nearest(self, around: Around) -> Nearest:
        """Where the places around a figure are named, the nearest first."""
        if around.sentence not in self._behind:
            behind = self._behind[around.sentence] = {}
            self._add_nearest(behind, "p", reversed(around.previous))
            self._add_nearest(behind, "q", reversed(around.paragraph))
        found: Nearest = {}
        self._add_nearest(found, "b", reversed(around.before))
        self._add_nearest(found, "a", around.after)
        return {**self._behind[around.sentence], **found}

    def words_beside(self, named: Named, start: int | None) -> tuple[str, str, str, str]:
        """The two words before a name and the two after it; "" of a second that is not there.

        Args:
            named: the name.
            start: of its sentence, where only the words of that count.
        """
        key = named, start is not None
        if key not in self._words:
            lowered = self.places.scan.lowered
            before = lowered[max(start or 0, named.start - _REACH) : named.start].split()
            after = lowered[named.end : named.end + _REACH].split()
            self._words[key] = (
                before[-2] if len(before) > 1 else "",
                before[-1] if before else "^",
                after[0] if after else "$",
                after[1] if len(after) > 1 else "",
            )
        return self._words[key]

    def kinds(self, named: Named) -> tuple[str, str]:
        """Whether a place is named with its level word, and whether it lies within the own."""
        if named not in self._kinds:
            bare = "known" if named.name in self.places.leveled else "bare"
            inner = "inner" if self.places.is_inner(named) else "outer"
            self._kinds[named] = "leveled" if named.mention.word else bare, inner
        return self._kinds[named]

    def _in_text(self, told: Titled, relation: str) -> Iterator[Fact]:
        """How much of the text is of the place."""
        places, level = self.places, told.level
        share = places.shares[told.key] / len(places.figures)
        yield (
            place_facts.in_text,
            step(share, (0, 0.1, 0.25, 0.5, 0.75, 1)),
            step(places.counts[told.name], (0, 1, 2, 4, 8)),
            told.name in places.in_title,
            step(places.levels[level], (0, 1, 2, 4)),
            int(level),
            relation,
        )
        most = self._most_talk
        if most is not None:
            part = step(self._talk[level] / self._all_talk, (0, 0.1, 0.3, 0.6, 0.9, 1))
            beside = "same" if level is most else "above" if level > most else "below"
            yield place_facts.talked_of, part, beside, relation

    def _find_spoken(self, start: int, end: int) -> str | None:
        word = self.places.ground.levels.find(start, end)
        if word is None or fits(word, self.own.level) != "lower":
            return word
        given = _GIVES.finditer(self.places.scan.lowered, start, end)
        return None if any(giver["level"] == word for giver in given) else word

    def _add_nearest(self, found: Nearest, side: str, named: Iterable[Named]) -> None:
        """Add the names on one side, the nearest first, but for places found nearer."""
        where = f"{side}1"
        for one in named:
            found.setdefault(self.places.identity(one), (where, one))
            if one.role != "above":
                where = f"{side}2"
