"""What speaks for each of the places that a figure may have, as facts with short named features.

A feature of a candidate alone is one word ("last before:near"); together with what is known of
the figure it is two, "beside own|unit=hộ". Their points are learned (``tools/fit_choices.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bayen.intake import place_facts
from bayen.intake.bare_levels import WHOLE
from bayen.intake.choosing import Fact, step
from bayen.intake.place_candidates import Around, Asked, Identity, Named, Titled, titled
from bayen.intake.place_neighbours import Neighbours
from bayen.intake.place_relations import fits, relate
from bayen.intake.place_standing import Nearest, TextStanding
from bayen.intake.placing import Placed

_SHARE_STEPS = (0, 0.25, 0.5, 0.75, 0.99, 1)
_NEAR = {"b": "sentence", "a": "sentence", "p": "paragraph", "q": "paragraph"}
"""How near a place is named, by the side of the figure."""


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


@dataclass(slots=True)
class FigureFacts:
    """One figure and what stands around it.

    Attributes:
        text: how places stand in its text.
        neighbours: the figures around it.
        index: its own among them.
        figure: as the rules read it.
        around: what is named around it.
    """

    text: TextStanding
    neighbours: Neighbours
    index: int
    figure: Asked
    around: Around
    _own_key: str = field(init=False)
    _nearest: Nearest = field(init=False)
    _beside: Sequence[tuple[str, str, str, str]] = field(init=False)
    _shares: Sequence[tuple[str, dict[str, str]]] = field(init=False)
    _spoken: str | None = field(init=False)
    _spoken_before: str | None = None
    _line_before: str = "other"
    _marks: Sequence[tuple[str, Identity]] = field(init=False)

    def __post_init__(self) -> None:
        text, around = self.text, self.around
        self._own_key = self.neighbours.key(self.index)
        self._nearest = text.nearest(around)
        self._beside = list(self.neighbours.beside(self.index))
        self._shares = [(of, _shares(keys)) for of, keys in self.neighbours.keys_around(self.index)]
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
        figures = min(self.neighbours.figures_between(start, end), 3)
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
