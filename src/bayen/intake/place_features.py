"""What speaks for each of the places that a figure may have, as facts with short named features.

A feature of a candidate alone is one word ("last before:near"); together with what is known of
the figure it is two, "beside own|unit=hộ". Their points are learned (``tools/fit_choices.py``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from bayen.intake import place_facts
from bayen.intake.bare_levels import WHOLE
from bayen.intake.choosing import Fact, spell_out, step
from bayen.intake.place_candidates import Around, Asked, Identity, Named, TextPlaces, Titled, titled
from bayen.intake.place_relations import fits, relate
from bayen.intake.placing import Placed

_REACH = 25
"""Characters beside a name of which the words are told."""
SAID = frozenset({"said", "whole", "nation", "returns", "beside", "after", "several", "event"})
"""Reasons of the rules that are names beside the figure; they are right nearly always."""
# "UBND huyện tặng giấy khen" in the text of a commune: who gives is not where it was earned.
_GIVES = re.compile(
    r"(?<!\w)(?P<level>tỉnh|thành phố|huyện|quận|thị xã)(?: (?:đã|cũng|còn))?"
    r" (?:tặng|trao|khen|thưởng|tuyên dương|biểu dương)(?!\w)"
)
_SHARE_STEPS = (0, 0.25, 0.5, 0.75, 0.99, 1)
_NEIGHBOURS = 12
"""Figures to either side that are asked whether they have a place too."""


class Candidate(NamedTuple):
    """A place that a figure may be of.

    Attributes:
        placed: the place.
        alone: facts that count by themselves.
        crossed: features that count beside each thing known of the figure too.
        where: how near it is named: "sentence", "paragraph", "elsewhere".
    """

    placed: Placed
    alone: Sequence[Fact]
    crossed: Sequence[str]
    where: str


class Choice(NamedTuple):
    """A figure with its candidates, the rules' own first, and what is known of it."""

    known: Sequence[Fact]
    candidates: Sequence[Candidate]

    def features(self) -> Iterator[frozenset[str]]:
        """The features of each candidate, those beside what is known spelt out."""
        known = list(spell_out(self.known))
        for one in self.candidates:
            pairs = (f"{name}|{other}" for name in one.crossed for other in known)
            yield frozenset({*spell_out(one.alone), *one.crossed, *pairs})


class _Standing(NamedTuple):
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


_Nearest: TypeAlias = dict[Identity, tuple[str, Named]]
"""Where each place is named nearest to a figure, and its name there."""


class Describer:
    """Describes the candidates of one text's figures."""

    def __init__(self, places: TextPlaces) -> None:
        self.places = places
        self.own = titled(places.own)
        scan = places.scan
        self._keys = [titled(figure.label).key for figure in places.figures]
        self._taken = list(self._keys)
        self._starts = [figure.start for figure in places.figures]
        self._sentences = [scan.sentence_number(start) for start in self._starts]
        self._lines = [scan.sentences[number].line for number in self._sentences]
        self._lines_of_text = sorted({stretch.line for stretch in scan.sentences})
        self._talk = places.ground.finder.talk.counts
        self._all_talk = self._talk.total()
        self._most_talk = max(self._talk, key=self._talk.__getitem__) if self._talk else None
        self._standing: dict[str, _Standing] = {}
        self._behind: dict[int, _Nearest] = {}
        self._words: dict[tuple[Named, bool], tuple[str, str, str, str]] = {}
        self._kinds: dict[Named, tuple[str, str]] = {}
        self._spoken: dict[tuple[int, int], str | None] = {}

    def has_choice(self, index: int) -> bool:
        """Whether a figure's sentence does not say its place, and others are near it."""
        figure, key = self.places.figures[index], self._keys[index]
        if figure.why in SAID or self.places.is_of_cluster:
            return False
        if key != self.own.key:
            return True
        beside = self._taken[max(index - 1, 0) : index + 2]
        if any(other != key for other in beside):
            return True
        stretch = self.places.scan.sentence(figure.start)
        if self.spoken(stretch.start, figure.start) is not None:
            return True
        around = self.places.around(figure)
        near = (*around.before, *around.after, *around.previous, *around.paragraph)
        return any(one.name != self.own.name for one in near)

    def choice(self, index: int) -> Choice:
        """The candidates of a figure and what speaks for each."""
        figure = self.places.figures[index]
        around = self.places.around(figure)
        found = self.places.candidates(index, around)
        one = _Figure(self, index, figure, around)
        return Choice(
            one.known(),
            [one.candidate(key, placed) for key, placed in found.items()],
        )

    def take(self, index: int, key: str) -> Iterable[int]:
        """Say which place a figure is now taken to have, for those around it.

        Returns:
            The figures of which the candidates may look otherwise since; in order.
        """
        if self._taken[index] == key:
            return ()
        self._taken[index] = key
        first, last = self._reach(index, self._lines)
        around = range(min(first, index - 1), max(last, index + 2))
        return [at for at in around if 0 <= at < len(self._keys) and at != index]

    # --- asked by the figures ---------------------------------------------------------------

    def spoken(self, start: int, end: int) -> str | None:
        """The level word that stands without a name in a range, but for who gives something."""
        if (start, end) not in self._spoken:
            self._spoken[start, end] = self._find_spoken(start, end)
        return self._spoken[start, end]

    def _find_spoken(self, start: int, end: int) -> str | None:
        word = self.places.ground.levels.find(start, end)
        if word is None or fits(word, self.own.level) != "lower":
            return word
        given = _GIVES.finditer(self.places.scan.lowered, start, end)
        return None if any(giver["level"] == word for giver in given) else word

    def key(self, index: int) -> str:
        """The place of a figure as the rules have it."""
        return self._keys[index]

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

    def figures_between(self, start: int, end: int) -> int:
        """How many figures begin in a range."""
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)

    def beside(self, index: int) -> Iterator[tuple[str, str, str, str]]:
        """The figures next to one: the side, how close it stands, its place by now, and why."""
        for side, other in (("last", index - 1), ("next", index + 1)):
            if not 0 <= other < len(self._sentences):
                continue
            close = "paragraph" if self._lines[other] == self._lines[index] else "away"
            if self._sentences[other] == self._sentences[index]:
                close = "sentence"
            yield side, close, self._taken[other], self.places.figures[other].why

    def keys_around(self, index: int) -> Iterator[tuple[str, list[str]]]:
        """The places of the other figures of the sentence, and of the paragraph, if there are."""
        for of, numbers in (("sentence", self._sentences), ("paragraph", self._lines)):
            first, last = self._reach(index, numbers)
            if last - first > 1:
                yield of, self._taken[first:index] + self._taken[index + 1 : last]

    def _reach(self, index: int, numbers: Sequence[int]) -> tuple[int, int]:
        """The figures with the same number that are near enough, half-open."""
        first = max(bisect_left(numbers, numbers[index]), index - _NEIGHBOURS)
        return first, min(bisect_right(numbers, numbers[index]), index + _NEIGHBOURS + 1)

    def standing(self, label: str) -> _Standing:
        """What the text tells of a place by its label."""
        if label not in self._standing:
            told = titled(label)
            relation = relate(told, self.own)
            facts = tuple(self._in_text(told, relation))
            self._standing[label] = _Standing(told, relation, int(told.level), facts)
        return self._standing[label]

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

    def nearest(self, around: Around) -> _Nearest:
        """Where the places around a figure are named, the nearest first."""
        if around.sentence not in self._behind:
            behind = self._behind[around.sentence] = {}
            self._add_nearest(behind, "p", reversed(around.previous))
            self._add_nearest(behind, "q", reversed(around.paragraph))
        found: _Nearest = {}
        self._add_nearest(found, "b", reversed(around.before))
        self._add_nearest(found, "a", around.after)
        return {**self._behind[around.sentence], **found}

    def _add_nearest(self, found: _Nearest, side: str, named: Iterable[Named]) -> None:
        """Add the names on one side, the nearest first, but for places found nearer."""
        where = f"{side}1"
        for one in named:
            found.setdefault(self.places.identity(one), (where, one))
            if one.role != "above":
                where = f"{side}2"

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


@dataclass(slots=True)
class _Figure:
    """One figure and what stands around it."""

    text: Describer
    index: int
    figure: Asked
    around: Around
    _own_key: str = field(init=False)
    _nearest: _Nearest = field(init=False)
    _beside: Sequence[tuple[str, str, str, str]] = field(init=False)
    _shares: Sequence[tuple[str, dict[str, str]]] = field(init=False)
    _spoken: str | None = field(init=False)
    _spoken_before: str | None = None
    _line_before: str = "other"
    _marks: Sequence[tuple[str, Identity]] = field(init=False)

    def __post_init__(self) -> None:
        text, around = self.text, self.around
        self._own_key = text.key(self.index)
        self._nearest = text.nearest(around)
        self._beside = list(text.beside(self.index))
        self._shares = [(of, _shares(keys)) for of, keys in text.keys_around(self.index)]
        self._spoken = text.spoken(around.stretch.start, self.figure.start)
        recent = text.recent(self.figure.start)
        first = next(iter((*around.paragraph, *around.before, *around.after)), None)
        identity = text.places.identity
        marks = ("recent", recent), ("first", first)
        self._marks = [(mark, identity(named)) for mark, named in marks if named is not None]
        if around.sentence:
            last = text.places.scan.sentences[around.sentence - 1]
            self._spoken_before = text.spoken(last.start, last.end)
            self._line_before = "same" if last.line == around.stretch.line else "other"

    def known(self) -> list[Fact]:
        """What is known of the figure whichever place it has."""
        figure, around = self.figure, self.around
        lowered = self.text.places.scan.lowered
        start = around.stretch.start
        words = lowered[start : min(figure.start, start + 40)].split()
        others = any(one.name != self.text.own.name for one in around.before)
        named = "before" if others else "after" if around.after else "none"
        position = self.text.position(figure, around.stretch.line)
        return [
            (place_facts.opening, " ".join(words[:2]) if len(words) > 1 else ""),
            (place_facts.counted, figure.unit),
            (place_facts.of_indicator, figure.code),
            (place_facts.as_read, figure.why, named),
            (place_facts.set_in, self._spoken or "", self._whole_after(), position),
        ]

    def _whole_after(self) -> str:
        """The level word of a whole place told after the figure: "trên địa bàn xã"."""
        following = self.index + 1
        figures = self.text.places.figures
        end = self.around.stretch.end
        if following < len(figures):
            end = min(end, figures[following].start)
        scan = self.text.places.scan
        found = WHOLE.search(scan.text, scan.words, self.figure.end, end)
        return found.group(1).lower() if found else ""

    def candidate(self, key: str, placed: Placed) -> Candidate:
        """A place with what speaks for it."""
        standing = self.text.standing(placed.label)
        told, relation, level, in_text = standing
        where, named = self._where(told)
        alone = [*in_text, *self._had_around(key, relation, where)]
        alone += self._spoken_of(told, relation, where)
        identity = told.name, told.key
        for mark, of in self._marks:
            if of == identity:
                alone.append((place_facts.marked, mark, relation, where))
        if named is not None:
            alone += self._named(where, named, relation)
        rules = "rules" if key == self._own_key else self._beside_rules(told)
        alone.append((place_facts.lying, relation, where, level, rules))
        if rules == "rules":
            alone.append((place_facts.chosen_by_rules, self.figure.why, where))
        crossed = place_facts.crossed(relation, where, level, rules)
        return Candidate(placed, alone, crossed, _NEAR.get(where[0], "elsewhere"))

    def _beside_rules(self, told: Titled) -> str:
        """How a place lies to another one that the rules chose."""
        label = self.figure.label
        return f"to {relate(told, titled(label))}" if label else "to none"

    def _where(self, told: Titled) -> tuple[str, Named | None]:
        """Where a place is named, and the name nearest to the figure if it is near."""
        nearest = self._nearest.get((told.name, told.key))
        if nearest is not None:
            return nearest
        if told.name in self.text.places.in_title:
            return "title", None
        return ("far" if told.name in self.text.places.counts else "never"), None

    def _named(self, where: str, named: Named, relation: str) -> list[Fact]:
        """How the nearest mention stands in its words."""
        side = where[0]
        is_here = side in "ba"
        start = self.around.stretch.start if is_here else None
        second, last, following, further = self.text.words_beside(named, start)
        kind, inner = self.text.kinds(named)
        told: list[Fact] = [
            (place_facts.after, where, last, relation),
            (place_facts.then, side, following, further),
            (place_facts.mentioned, where, named.role, kind, inner, relation),
        ]
        if second:
            told.append((place_facts.after_two, side, second, last))
        return [*told, *self._apart(where, named)] if is_here else told

    def _apart(self, where: str, named: Named) -> Iterator[Fact]:
        """What stands between a mention in the sentence and the figure."""
        lowered, is_before = self.text.places.scan.lowered, where[0] == "b"
        start, end = (named.end, self.figure.start) if is_before else (self.figure.end, named.start)
        gap = lowered[start:end]
        length = step(len(gap), (3, 15, 40, 80, 160))
        figures = min(self.text.figures_between(start, end), 3)
        yield place_facts.apart, where, length, figures, min(gap.count(","), 3), ";" in gap
        if is_before:
            lead = lowered[self.around.stretch.start : named.start]
            yield place_facts.led, step(len(lead.split()), (0, 1, 3, 6))

    def _had_around(self, key: str, relation: str, where: str) -> list[Fact]:
        """Which figures around have the place."""
        told: list[Fact] = []
        for side, close, other, why in self._beside:
            if other == key:
                told.append((place_facts.had_beside, side, close, relation, where, why))
            else:
                told.append((place_facts.not_beside, side, close, where))
        for of, shares in self._shares:
            told.append((place_facts.shared, of, shares.get(key, "0"), relation))
        return told

    def _spoken_of(self, told: Titled, relation: str, where: str) -> list[Fact]:
        """Whether the level word without a name, here or before, is of the place's level."""
        spoken: list[Fact] = []
        if self._spoken:
            fit = fits(self._spoken, told.level)
            spoken.append((place_facts.spoken, fit, relation, where))
        if self._spoken_before:
            fit = fits(self._spoken_before, told.level)
            spoken.append((place_facts.spoken_before, self._line_before, fit, relation))
        return spoken


def _shares(keys: Sequence[str]) -> dict[str, str]:
    """How many of some figures have each place that one of them has."""
    return {key: step(keys.count(key) / len(keys), _SHARE_STEPS) for key in set(keys)}


_NEAR = {"b": "sentence", "a": "sentence", "p": "paragraph", "q": "paragraph"}
"""How near a place is named, by the side of the figure."""
