"""Which places the figures around one have by now, the rules' own or those chosen since."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from bayen.intake.place_candidates import TextPlaces, titled

_NEIGHBOURS = 12
"""Figures to either side that are asked whether they have a place too."""


class Neighbours:
    """The figures of one text beside one another."""

    def __init__(self, places: TextPlaces) -> None:
        scan = places.scan
        self._figures = places.figures
        self._keys = [titled(figure.label).key for figure in places.figures]
        self._taken = list(self._keys)
        self._starts = [figure.start for figure in places.figures]
        self._sentences = [scan.sentence_number(start) for start in self._starts]
        self._lines = [scan.sentences[number].line for number in self._sentences]

    def key(self, index: int) -> str:
        """The place of a figure as the rules have it."""
        return self._keys[index]

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

    def differ(self, index: int) -> bool:
        """Whether a figure or one next to it is taken to have another place than the rules gave."""
        key = self._keys[index]
        return any(other != key for other in self._taken[max(index - 1, 0) : index + 2])

    def beside(self, index: int) -> Iterator[tuple[str, str, str, str]]:
        """The figures next to one: the side, how close it stands, its place by now, and why."""
        for side, other in (("last", index - 1), ("next", index + 1)):
            if not 0 <= other < len(self._sentences):
                continue
            close = "paragraph" if self._lines[other] == self._lines[index] else "away"
            if self._sentences[other] == self._sentences[index]:
                close = "sentence"
            yield side, close, self._taken[other], self._figures[other].why

    def keys_around(self, index: int) -> Iterator[tuple[str, list[str]]]:
        """The places of the other figures of the sentence, and of the paragraph, if there are."""
        for of, numbers in (("sentence", self._sentences), ("paragraph", self._lines)):
            first, last = self._reach(index, numbers)
            if last - first > 1:
                yield of, self._taken[first:index] + self._taken[index + 1 : last]

    def figures_between(self, start: int, end: int) -> int:
        """How many figures begin in a range."""
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)

    def _reach(self, index: int, numbers: Sequence[int]) -> tuple[int, int]:
        """The figures with the same number that are near enough, half-open."""
        first = max(bisect_left(numbers, numbers[index]), index - _NEIGHBOURS)
        return first, min(bisect_right(numbers, numbers[index]), index + _NEIGHBOURS + 1)
