"""A second look at the indicators that the rules chose, by all the words around a number.

The rules see the words that somebody thought of. Labelled texts tell of all others how much they
speak for each indicator (``words_around``); where that is another than the rules' own, a few
points for either decide (``choosing``). Without such data the rules' own stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bayen.catalogue.choices import POINTS_PER_UNIT, load_points
from bayen.catalogue.wordings import PER_UNIT, Wordings, load_wordings
from bayen.intake.clues import Clues, find_clues, keys_of_previous, unit_name
from bayen.intake.context import Context
from bayen.intake.found import Found
from bayen.intake.indicators import Likeliest, Named
from bayen.intake.scan import Scan
from bayen.intake.values import Alternative, Reason
from bayen.intake.word_ids import Vocabulary

Odds = NDArray[np.float32]

OTHER = "other"
_WHOLE = 400
"""Characters of a text from which there are words enough: what is learned is of whole texts, and
of single sentences it named more wrongly than rightly."""
_LIKELIEST = 4
"""How many indicators are weighed against the rules' own."""
_FIRM, _LEAD = 4.5, 1.0
"""Weight from which a rule is firm, and the log-odds by which the words must then lead it."""
_WEIGHT = 1.0
"""Of a name changed on second thoughts: the rules would call it a weak one."""
_WEIGHTS = ((7.0, "7"), (5.5, "5"), (4.5, "4"), (3.0, "3"), (0.01, "1"), (0.0, "0"))


class Looked(Protocol):
    """The figures of one text, ready to be looked at in order."""

    def name(self, index: int, figure: Found, named: Named, previous: str) -> Named:
        """The indicator of a figure after the second look.

        Args:
            index: of the figure in its text.
            figure: it.
            named: what the rules say.
            previous: indicator of the figure before in the sentence; "" for none.
        """
        ...


class SecondLooker(Protocol):
    """Looks at all figures of a text before they are named one by one."""

    def look(
        self, scan: Scan, found: Sequence[Found], contexts: Sequence[Context]
    ) -> Looked | None: ...


@dataclass(slots=True)
class SecondNamer:
    """What labelled texts have taught, ready to look at figures.

    Attributes:
        titles: Vietnamese name of each indicator.
        taught: what the words tell, and the points; what is shipped, loaded at the first look,
            when None.
    """

    titles: Mapping[str, str]
    taught: tuple[Wordings, Mapping[str, int]] | None = None
    _vocabulary: Vocabulary | None = field(default=None, init=False, repr=False)

    def look(
        self, scan: Scan, found: Sequence[Found], contexts: Sequence[Context]
    ) -> SecondLook | None:
        """Weigh the words around all figures of a text; None when the rules are to stand."""
        if len(scan.text) < _WHOLE or not found:
            return None
        if self.taught is None:
            self.taught = load_wordings(), load_points("indicator")
        wordings, points = self.taught
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(wordings.words, wordings.units)
        clues = find_clues(scan, found, contexts, self._vocabulary)
        odds = _weigh(wordings, clues, len(found))
        return SecondLook(self.titles, wordings, points, odds)


@dataclass(slots=True)
class SecondLook:
    """The figures of one text, looked at in order.

    Attributes:
        titles, wordings, points: of the namer.
        odds: log-odds of each indicator (columns) for each figure (rows) by its words.
    """

    titles: Mapping[str, str]
    wordings: Wordings
    points: Mapping[str, int]
    odds: Odds

    def name(self, index: int, figure: Found, named: Named, previous: str) -> Named:
        wordings = self.wordings
        odds = self.odds[index]
        add_previous(odds, wordings, figure, previous)
        at = int(odds.argmax())
        likeliest = Likeliest(wordings.codes[at], odds)
        named = Named(*named[:4], likeliest)
        if likeliest.code == named.code:
            return named
        told = candidates(wordings.codes, odds, named.code, named.weight, figure, previous)
        scores = {code: _score(self.points, features) for code, features in told.items()}
        chosen = max(scores, key=lambda code: scores[code])
        lead = _LEAD if named.weight >= _FIRM else 0.0
        if scores[chosen] - scores[named.code] <= lead:
            return named
        return self._renamed(chosen, named)

    def _renamed(self, code: str, named: Named) -> Named:
        titles = self.titles
        title = titles.get(code, code)
        reason = Reason("indicator", f"các chữ quanh số thường nói về → {title}")
        own = Alternative(named.code, 0.5, titles.get(named.code, named.code))
        others = tuple(other for other in named.alternatives if other.code != code)
        return Named(code, _WEIGHT, reason, (own, *others[:2]), named.likeliest)


def add_previous(odds: Odds, wordings: Wordings, figure: Found, previous: str) -> None:
    """Add what the figure before in the sentence tells to the odds of one figure, in place."""
    odds += _told_by_previous(wordings, unit_name(figure), previous)


@lru_cache(maxsize=1 << 12)
def _told_by_previous(wordings: Wordings, unit: str, previous: str) -> Odds:
    at = wordings.codes.index(previous) + 1 if previous in wordings.codes else 0
    keys = np.array(keys_of_previous(at, wordings.units.get(unit, 0)))
    rows = wordings.odds[wordings.find(keys)]
    return np.asarray(rows.sum(axis=0, dtype=np.float32) / PER_UNIT, dtype=np.float32)


_FEW = 1 << 8
"""Numbers of eight bits the sum of which has sixteen, which is sooner found."""


def _weigh(wordings: Wordings, clues: Clues, count: int) -> Odds:
    """What the clues of each figure tell together; a row a figure."""
    at = wordings.find(clues.keys)
    known = at < len(wordings.keys)
    rows = at[known]
    ends = np.searchsorted(clues.owner[known], np.arange(count + 1)).tolist()
    told = np.empty((count, len(wordings.codes)), dtype=np.int32)
    # One figure after the other: the rows of all at once would be far more than a cache holds.
    for into, (begin, end) in zip(told, pairwise(ends), strict=True):
        clued = wordings.odds.take(rows[begin:end], axis=0)
        np.add.reduce(clued, axis=0, dtype=np.int16 if len(clued) < _FEW else np.int32, out=into)
    return wordings.base + told.astype(np.float32) / np.float32(PER_UNIT)


def candidates(
    codes: Sequence[str], odds: Odds, own: str, weight: float, figure: Found, previous: str
) -> dict[str, dict[str, float]]:
    """The indicators to choose from with their features, the rules' own first."""
    top = float(odds.max())
    chances = odds - top - float(np.log(np.exp(odds - top).sum()))
    order = [codes[at] for at in (-odds).argsort(kind="stable")[:_LIKELIEST].tolist()]
    best = order[0]
    told: dict[str, dict[str, float]] = {}
    strength = next(name for least, name in _WEIGHTS if weight >= least)
    common = _Asked(own, best, previous, strength, unit_name(figure))
    for code in dict.fromkeys([own, *order, OTHER, *([previous] if previous else [])]):
        at = codes.index(code) if code in codes else -1
        if code == own or at >= 0:
            chance = float(chances[at]) if at >= 0 else -12.0
            told[code] = common.features(code, max(chance, -12.0))
    return told


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is the same for all candidates of a figure."""

    own: str
    best: str
    previous: str
    strength: str
    unit: str

    def features(self, code: str, chance: float) -> dict[str, float]:
        """The features of a candidate, of which the words say so much (log of a chance)."""
        strength = self.strength
        told = {"chance": chance, f"chance {strength}": chance / 2}
        family = code.partition(".")[0]
        own_family = self.own.partition(".")[0]
        if code == self.own:
            is_other = " other" if code == OTHER else ""
            names = [
                "own", f"own {strength}{is_other}", f"own is {code}", f"own of {family}",
                f"own counts {self.unit}", f"own {strength} of {family}",
            ]  # fmt: skip
            if code == self.previous:
                names.append("own as before")
        else:
            names = [f"is {code}", f"of {family}", f"{code} for {self.own}"]
            if family == own_family:
                names += ["same family", f"same family {strength}"]
            if code == self.best:
                names += ["best", f"best {strength}"]
        if code == OTHER:
            names += [f"other {strength}", f"other counts {self.unit}"]
        if code == self.previous:
            names.append("as before")
        return told | dict.fromkeys(names, 1.0)


def _score(points: Mapping[str, int], told: Mapping[str, float]) -> float:
    return sum(points.get(name, 0) * number for name, number in told.items()) / POINTS_PER_UNIT
