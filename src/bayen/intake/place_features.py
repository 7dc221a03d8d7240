"""What speaks for each of the places that a figure may have, as short named features.

A feature of a candidate alone is one word ("last before:near"); together with what is known of
the figure it is two, "beside own|unit=hộ". Their points are learned (``tools/fit_choices.py``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bayen.intake.bare_levels import WHOLE, SpokenLevels
from bayen.intake.level_talk import LevelTalk
from bayen.intake.place_candidates import Around, Asked, Named, TextPlaces, Titled, titled
from bayen.intake.place_relations import fits, relate, shares_of, step
from bayen.intake.placing import Placed

_REACH = 25
"""Characters beside a name of which the words are told."""
SAID = frozenset({"said", "whole", "nation", "returns", "beside", "after", "several"})
"""Reasons of the rules that are names beside the figure; they are right nearly always."""
_SHARE_STEPS = (0, 0.25, 0.5, 0.75, 0.99, 1)
_NEIGHBOURS = 12
"""Figures to either side that are asked whether they have a place too."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a figure may be of.

    Attributes:
        placed: the place.
        alone: features that count by themselves.
        crossed: those that count beside each thing known of the figure too.
        where: how near it is named: "sentence", "paragraph", "elsewhere".
    """

    placed: Placed
    alone: Sequence[str]
    crossed: Sequence[str]
    where: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure with its candidates, the rules' own first, and what is known of it."""

    known: Sequence[str]
    candidates: Sequence[Candidate]

    def features(self) -> Iterator[frozenset[str]]:
        """The features of each candidate, those beside what is known spelt out."""
        for one in self.candidates:
            pairs = (f"{name}|{known}" for name in one.crossed for known in self.known)
            yield frozenset({*one.alone, *one.crossed, *pairs})


class Describer:
    """Describes the candidates of one text's figures."""

    def __init__(self, places: TextPlaces) -> None:
        self._places = places
        self._own = titled(places.own)
        self._levels = SpokenLevels(places.scan)
        self._keys = [titled(figure.label).key for figure in places.figures]
        self._starts = [figure.start for figure in places.figures]
        self._sentences = [places.scan.sentence_number(start) for start in self._starts]
        talk = LevelTalk(places.scan, places.placer.day)
        self.talk = talk.of_agents() + talk.spoken_of()
        self.all_talk = self.talk.total()
        self.most_talk = max(self.talk, key=lambda level: self.talk[level]) if self.talk else None
        self._lines = sorted({stretch.line for stretch in places.scan.sentences})

    def has_choice(self, index: int) -> bool:
        """Whether a figure's sentence does not say its place, and others are near it."""
        figure, key = self._places.figures[index], self._keys[index]
        if figure.why in SAID or self._places.is_of_cluster:
            return False
        if key != self._own.key:
            return True
        beside = self._keys[max(index - 1, 0) : index + 2]
        if any(other != key for other in beside):
            return True
        stretch = self._places.scan.sentence(figure.start)
        if self._levels.find(stretch.start, figure.start) is not None:
            return True
        around = self._places.around(figure)
        near = (*around.before, *around.after, *around.previous, *around.paragraph)
        return any(one.name != self._own.name for one in near)

    def choice(self, index: int) -> Choice:
        """The candidates of a figure and what speaks for each."""
        figure = self._places.figures[index]
        around = self._places.around(figure)
        found = self._places.candidates(index, around)
        one = _Figure(self, index, figure, around)
        return Choice(
            one.known(),
            [one.candidate(key, placed) for key, placed in found.items()],
        )

    # --- asked by the figures ---------------------------------------------------------------

    @property
    def places(self) -> TextPlaces:
        """The places of the text."""
        return self._places

    @property
    def own(self) -> Titled:
        """The text's own place."""
        return self._own

    def spoken(self, start: int, end: int) -> str | None:
        """The level word that stands without a name in a range."""
        return self._levels.find(start, end)

    def key(self, index: int) -> str:
        """The place of a figure as the rules have it."""
        return self._keys[index] if 0 <= index < len(self._keys) else ""

    def position(self, figure: Asked, line: int) -> str:
        """Where in the text a figure stands: in its head, or so many lines down."""
        if figure.start < self._places.ground.title_end:
            return "head"
        return step(bisect_left(self._lines, line), (1, 2, 4))

    def recent(self, at: int) -> Named | None:
        """The place named last before a position, but for those that only say where it lies."""
        named = self._places.named
        for index in range(bisect_left(self._places.starts, at) - 1, -1, -1):
            one = named[index]
            if one.role != "above" and one.name in self._places.leveled:
                return one
        return None

    def figures_between(self, start: int, end: int) -> int:
        """How many figures begin in a range."""
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)

    def closeness(self, index: int, other: int) -> str:
        """Whether two figures stand in one sentence, one paragraph or neither; "" of none."""
        if not 0 <= other < len(self._sentences):
            return ""
        one, two = self._sentences[index], self._sentences[other]
        if one == two:
            return "sentence"
        sentences = self._places.scan.sentences
        return "paragraph" if sentences[one].line == sentences[two].line else "away"

    def shares(self, index: int) -> tuple[dict[str, float], dict[str, float]]:
        """Of the other figures of the sentence, and of the paragraph, the share of each place."""
        near: dict[str, list[str]] = {"sentence": [], "paragraph": []}
        first, last = max(0, index - _NEIGHBOURS), index + _NEIGHBOURS + 1
        for other in range(first, min(last, len(self._keys))):
            close = self.closeness(index, other)
            if other != index and close != "away":
                near["paragraph"].append(self._keys[other])
                if close == "sentence":
                    near["sentence"].append(self._keys[other])
        return shares_of(near["sentence"]), shares_of(near["paragraph"])


@dataclass(slots=True)
class _Figure:
    """One figure and what stands around it."""

    text: Describer
    index: int
    figure: Asked
    around: Around
    _sentence: dict[str, float] = field(init=False)
    _paragraph: dict[str, float] = field(init=False)
    _spoken: str | None = field(init=False)
    _spoken_before: str | None = None
    _line_before: str = "other"
    _recent: Named | None = field(init=False)
    _first: Named | None = field(init=False)

    def __post_init__(self) -> None:
        text, around = self.text, self.around
        self._sentence, self._paragraph = text.shares(self.index)
        self._spoken = text.spoken(around.stretch.start, self.figure.start)
        self._recent = text.recent(self.figure.start)
        self._first = next(iter((*around.paragraph, *around.before, *around.after)), None)
        if around.sentence:
            last = text.places.scan.sentences[around.sentence - 1]
            self._spoken_before = text.spoken(last.start, last.end)
            self._line_before = "same" if last.line == around.stretch.line else "other"

    def known(self) -> list[str]:
        """What is known of the figure whichever place it has."""
        figure, around = self.figure, self.around
        lowered = self.text.places.scan.lowered
        start = around.stretch.start
        words = lowered[start : min(figure.start, start + 40)].split()
        others = any(one.name != self.text.own.name for one in around.before)
        named = "before" if others else "after" if around.after else "none"
        return [
            f"opens={' '.join(words[:2])}" if len(words) > 1 else "opens=",
            f"unit={figure.unit}",
            f"code={figure.code}",
            f"family={figure.code.partition('.')[0]}",
            f"why={figure.why}",
            f"named={named}",
            f"level={self._spoken or ''}",
            f"whole={self._whole_after()}",
            f"position={self.text.position(figure, around.stretch.line)}",
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
        told = titled(placed.label)
        where, named = self._where(told)
        relation = relate(told, self.text.own)
        alone = list(self._beside(key, relation, where))
        alone += self._in_text(told, relation)
        alone += self._spoken_of(told, relation, where)
        alone += self._first_and_last(told, relation, where)
        if named is not None:
            alone += self._named(where, named, relation)
        mine = key == self.text.key(self.index)
        rules = relate(told, titled(self.figure.label)) if self.figure.label else "none"
        crossed = [relation, where, f"level {int(told.level)}", "rules" if mine else f"to {rules}"]
        alone += [
            f"{relation} {where}",
            f"level {int(told.level)} {where}",
            f"{crossed[-1]} {where}",
            f"{crossed[-1]} {relation}",
        ]
        if mine:
            alone.append(f"rules {self.figure.why} {where}")
        near = (
            "sentence" if where[:1] in "ba" else "paragraph" if where[:1] in "pq" else "elsewhere"
        )
        return Candidate(placed, alone, crossed, near)

    def _where(self, told: Titled) -> tuple[str, Named | None]:
        """Where a place is named, the nearest first, and the name."""
        around = self.around
        for where, named, backwards in (
            ("b", around.before, True),
            ("a", around.after, False),
            ("p", around.previous, True),
            ("q", around.paragraph, True),
        ):
            ordered = list(reversed(named)) if backwards else list(named)
            at = next((i for i, one in enumerate(ordered) if self._is(one, told)), None)
            if at is not None:
                nearer = any(one.role != "above" for one in ordered[:at])
                return where + ("2" if nearer else "1"), ordered[at]
        if told.name in self.text.places.in_title:
            return "title", None
        return ("far" if told.name in self.text.places.counts else "never"), None

    def _is(self, named: Named, told: Titled) -> bool:
        return (
            named.name == told.name and titled(self.text.places.placed(named).label).key == told.key
        )

    def _named(self, where: str, named: Named, relation: str) -> Iterator[str]:
        """How the nearest mention stands in its words."""
        lowered = self.text.places.scan.lowered
        place = where[0]
        first = self.around.stretch.start if place in "ba" else 0
        before = lowered[max(first, named.start - _REACH) : named.start].split()
        after = lowered[named.end : named.end + _REACH].split()
        last = before[-1] if before else "^"
        following = after[0] if after else "$"
        yield f"{place} after {last}"
        yield f"{where} after {last}"
        yield f"{place} after {last} {relation}"
        yield f"{place} then {following}"
        if len(before) > 1:
            yield f"{place} after {before[-2]} {last}"
        if len(after) > 1 and place == "b":
            yield f"b then {following} {after[1]}"
        yield f"{where} {named.role}"
        yield f"{where} {named.role} {relation}"
        kind = self._kind(named)
        yield f"{where} {kind}"
        yield f"{place} {kind} {relation}"
        inner = "inner" if self.text.places.is_inner(named) else "outer"
        yield f"{place} {inner}"
        yield f"{place} {inner} {relation}"
        if place in "ba":
            yield from self._gap(where, named)

    def _kind(self, named: Named) -> str:
        """Whether a place is named with its level word, here or elsewhere, or never."""
        if named.mention.word:
            return "leveled"
        return "known" if named.name in self.text.places.leveled else "bare"

    def _gap(self, where: str, named: Named) -> Iterator[str]:
        """What stands between a mention in the sentence and the figure."""
        scan = self.text.places.scan
        start, end = (
            (named.end, self.figure.start) if where[0] == "b" else (self.figure.end, named.start)
        )
        gap = scan.lowered[start:end]
        yield f"{where} gap{step(len(gap), (3, 15, 40, 80, 160))}"
        yield f"{where} figures{min(self.text.figures_between(start, end), 3)}"
        yield f"{where[0]} commas{min(gap.count(','), 3)}"
        if ";" in gap:
            yield f"{where[0]} ;"
        if where[0] == "b":
            lead = scan.lowered[self.around.stretch.start : named.start]
            yield f"b words before{step(len(lead.split()), (0, 1, 3, 6))}"

    def _beside(self, key: str, relation: str, where: str) -> Iterator[str]:
        """Which figures around have the place."""
        for side, other in (("last", self.index - 1), ("next", self.index + 1)):
            close = self.text.closeness(self.index, other)
            if not close:
                continue
            if self.text.key(other) == key:
                why = self.text.places.figures[other].why
                yield f"{side} {close}"
                yield f"{side} {close} {relation}"
                yield f"{side} {close} {where[0]}"
                yield f"{side} {close} why={why}"
            else:
                yield f"not {side} {close} {where[0]}"
        if self._sentence:
            yield f"sentence{step(self._sentence.get(key, 0), _SHARE_STEPS)}"
        if self._paragraph:
            share = step(self._paragraph.get(key, 0), _SHARE_STEPS)
            yield f"paragraph{share}"
            yield f"paragraph{share} {relation}"

    def _in_text(self, told: Titled, relation: str) -> Iterator[str]:
        """How much of the text is of the place."""
        places = self.text.places
        share = places.shares[told.key] / len(places.figures)
        yield f"text{step(share, (0, 0.1, 0.25, 0.5, 0.75, 1))} {relation}"
        yield f"named{step(places.counts[told.name], (0, 1, 2, 4, 8))} {relation}"
        if told.name in places.in_title:
            yield f"in title {relation}"
        talk, most = self.text.talk, self.text.most_talk
        if most is not None:
            part = step(talk[told.level] / self.text.all_talk, (0, 0.1, 0.3, 0.6, 0.9, 1))
            beside = "same" if told.level is most else "above" if told.level > most else "below"
            yield f"talk{part} {relation}"
            yield f"talk {beside} {relation}"
        yield f"levels{step(places.levels[told.level], (0, 1, 2, 4))} {relation}"
        yield f"level {int(told.level)} {relation}"

    def _first_and_last(self, told: Titled, relation: str, where: str) -> Iterator[str]:
        """Whether the place is the one named last so far, and the first of the paragraph."""
        if self._recent is not None and self._is(self._recent, told):
            yield "recent"
            yield f"recent {where[0]}"
            yield f"recent {relation}"
        if self._first is not None and self._is(self._first, told):
            yield "first"
            yield f"first {where[0]}"
            yield f"first {relation}"

    def _spoken_of(self, told: Titled, relation: str, where: str) -> Iterator[str]:
        """Whether the level word without a name, here or before, is of the place's level."""
        if self._spoken:
            level = fits(self._spoken, told.level)
            yield f"spoken {level}"
            yield f"spoken {level} {relation}"
            yield f"spoken {level} {where}"
        if self._spoken_before:
            level = fits(self._spoken_before, told.level)
            yield f"before {self._line_before} {level} {relation}"
