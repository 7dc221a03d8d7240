"""Which places each figure of a text may be asked to choose from, with what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bayen.intake.choosing import Fact, spell_out
from bayen.intake.place_candidates import TextPlaces
from bayen.intake.place_features import Candidate, FigureFacts
from bayen.intake.place_neighbours import Neighbours
from bayen.intake.place_standing import TextStanding

SAID = frozenset({"said", "whole", "nation", "returns", "beside", "after", "several", "event"})
"""Reasons of the rules that are names beside the figure; they are right nearly always."""


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


class Describer:
    """Describes the candidates of one text's figures.

    Attributes:
        places: of the text.
        neighbours: which of them its figures have by now.
    """

    def __init__(self, places: TextPlaces) -> None:
        self.places = places
        self.neighbours = Neighbours(places)
        self._standing = TextStanding(places)

    def has_choice(self, index: int) -> bool:
        """Whether a figure's sentence does not say its place, and others are near it."""
        figure, own = self.places.figures[index], self._standing.own
        if figure.why in SAID or self.places.is_of_cluster:
            return False
        if self.neighbours.key(index) != own.key or self.neighbours.differ(index):
            return True
        stretch = self.places.scan.sentence(figure.start)
        if self._standing.spoken(stretch.start, figure.start) is not None:
            return True
        around = self.places.around(figure)
        near = (*around.before, *around.after, *around.previous, *around.paragraph)
        return any(one.name != own.name for one in near)

    def choice(self, index: int) -> Choice:
        """The candidates of a figure and what speaks for each."""
        figure = self.places.figures[index]
        around = self.places.around(figure)
        found = self.places.candidates(index, around)
        one = FigureFacts(self._standing, self.neighbours, index, figure, around)
        return Choice(
            one.known(),
            [one.candidate(key, placed) for key, placed in found.items()],
        )
