"""How much each piece of evidence of a reading is worth, and what the sum has been worth.

With them what the labelled corpus has taught: which indicator the words beside a number had
in how many reports. Measured by ``tools/fit_confidence.py``; never edited by hand.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from bayen.catalogue.tables import read_rows, read_text

POINTS_PER_UNIT = 10
"""Points of one unit of log-odds."""


@dataclass(frozen=True, slots=True)
class ConfidenceTable:
    """What evidence is worth.

    Attributes:
        points: for each part ("number", "indicator", "place", "period") the points of each
            piece of evidence ("words:heavy") that bears on it.
        base: the points that each part begins with.
        together: how far the parts go wrong together: 1 when each by itself, less when with
            one part the others are right too.
        together_told: the same of figures at the place that an office chose.
    """

    points: Mapping[str, Mapping[str, int]]
    base: Mapping[str, int]
    together: float
    together_told: float
    _least: Mapping[str, Mapping[str, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        least = {part: _least_of_groups(points) for part, points in self.points.items()}
        object.__setattr__(self, "_least", least)

    def parts(self, evidence: Sequence[str]) -> dict[str, float]:
        """The chance that each part is right, 0 to 1."""
        found = {}
        for part, points in self.points.items():
            least = self._least[part]
            told = (points.get(name, least.get(_group(name), 0)) for name in evidence)
            total = self.base[part] + sum(told)
            found[part] = 1 / (1 + math.exp(-total / POINTS_PER_UNIT))
        return found

    def share(self, evidence: Sequence[str]) -> float:
        """The share of such figures that were right in everything; no surer than any part."""
        parts = self.parts(evidence).values()
        power = self.together_told if is_told(evidence) else self.together
        return min(math.prod(parts) ** power, *parts)


def is_told(evidence: Sequence[str]) -> bool:
    """Whether a figure is at the place that an office chose for the text."""
    return any(name.startswith("place:told") for name in evidence)


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
        phrases: reports by indicator, by the words beside a number ("tổ: … tổ hòa giải").
        units: the same by the unit alone, which is what those words begin with.
    """

    phrases: Mapping[str, Mapping[str, int]]
    units: Mapping[str, Mapping[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        units: dict[str, Counter[str]] = {}
        for words, indicators in self.phrases.items():
            units.setdefault(words.partition(": ")[0], Counter()).update(indicators)
        object.__setattr__(self, "units", units)


@cache
def load_experience() -> Experience:
    """The experience shipped with the package; read once."""
    phrases: dict[str, dict[str, int]] = {}
    rows = read_rows("experience-phrases.tsv", ("words", "indicator", "reports"))
    for words, indicator, documents in rows:
        phrases.setdefault(words, {})[indicator] = int(documents)
    return Experience(phrases)


@cache
def load_confidence() -> ConfidenceTable:
    """The table shipped with the package; read once."""
    return parse_confidence(read_text("confidence.toml"))


def parse_confidence(text: str) -> ConfidenceTable:
    """A table from its file's text."""
    data = tomllib.loads(text)
    points = {
        part: {f"{group}:{name}": worth for group, t in groups.items() for name, worth in t.items()}
        for part, groups in data["points"].items()
    }
    return ConfidenceTable(points, data["base"], data["together"], data["together_told"])
