"""How much each piece of evidence of a reading is worth, and what the sum has been worth.

With them what the labelled corpus has taught: which indicator the words beside a number had
in how many reports, and whether an indicator is told as a state, a span or a day. Measured by
``tools/fit_confidence.py``; never edited by hand.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from bayen.catalogue.tables import read_rows, read_text

POINTS_PER_UNIT = 10
"""Points of one unit of log-odds."""


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from ``least`` on, up to the next band.

    Attributes:
        least: the lowest score, in thousandths.
        share: how many of such figures were right in everything, 0 to 1.
        figures: how many there were.
    """

    least: int
    share: float
    figures: int


@dataclass(frozen=True, slots=True)
class ConfidenceTable:
    """What evidence is worth.

    Attributes:
        points: for each aspect ("indicator", "place", "period") the points of each piece of
            evidence ("words:heavy") that bears on it.
        base: the points that each aspect begins with.
        bands: from the highest score down.
    """

    points: Mapping[str, Mapping[str, int]]
    base: Mapping[str, int]
    bands: tuple[Band, ...]
    _least: Mapping[str, Mapping[str, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        least = {aspect: _least_of_groups(points) for aspect, points in self.points.items()}
        object.__setattr__(self, "_least", least)

    def score(self, evidence: Sequence[str]) -> int:
        """The chance that every aspect is right, were they independent, in thousandths."""
        chance = 1.0
        for aspect, points in self.points.items():
            least = self._least[aspect]
            told = (points.get(name, least.get(_group(name), 0)) for name in evidence)
            total = self.base[aspect] + sum(told)
            chance /= 1 + math.exp(-total / POINTS_PER_UNIT)
        return round(1000 * chance)

    def share(self, evidence: Sequence[str]) -> float:
        """The share of figures with such evidence that were right in everything."""
        score = self.score(evidence)
        fitting = (band.share for band in self.bands if score >= band.least)
        return next(fitting, self.bands[-1].share)


def _least_of_groups(points: Mapping[str, int]) -> dict[str, int]:
    """The least points of each group, for evidence of it that was never seen."""
    least: dict[str, int] = {}
    for name, worth in points.items():
        least[_group(name)] = min(worth, least.get(_group(name), worth))
    return least


def _group(name: str) -> str:
    return name.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Experience:
    """What labelled reports have taught.

    Attributes:
        phrases: reports by indicator, by the words beside a number.
        forms: figures by the form of their days ("state", "span", "day", "none"), by indicator.
    """

    phrases: Mapping[str, Mapping[str, int]]
    forms: Mapping[str, Mapping[str, int]]


@cache
def load_experience() -> Experience:
    """The experience shipped with the package; read once."""
    phrases = read_rows("experience-phrases.tsv", ("words", "indicator", "reports"))
    forms = read_rows("experience-forms.tsv", ("indicator", "form", "figures"))
    return Experience(_counted(phrases), _counted(forms))


def _counted(rows: list[list[str]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for key, name, count in rows:
        found.setdefault(key, {})[name] = int(count)
    return found


@cache
def load_confidence() -> ConfidenceTable:
    """The table shipped with the package; read once."""
    return parse_confidence(read_text("confidence.toml"))


def parse_confidence(text: str) -> ConfidenceTable:
    """A table from its file's text."""
    data = tomllib.loads(text)
    bands = sorted((Band(**band) for band in data["band"]), key=lambda band: -band.least)
    points = {
        aspect: {
            f"{group}:{name}": worth for group, t in groups.items() for name, worth in t.items()
        }
        for aspect, groups in data["points"].items()
    }
    return ConfidenceTable(points, data["base"], tuple(bands))
