"""How sure a proposal is: measured shares, not feelings, part by part.

A figure is right when the number, its indicator, its place and its period are. What each part
rests on is put into a few named pieces of evidence; how often such a part was right was counted
on real texts that the rules had not seen, and so was how often all parts were right together
(``tools/fit_confidence.py``; the numbers are data of the catalogue). A figure is never said to
be surer than its weakest part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bayen.catalogue.confidence import Experience, load_confidence, load_experience
from bayen.core.indicators import IndicatorKind
from bayen.intake.found import Found
from bayen.intake.indicators import Named
from bayen.intake.period_evidence import PeriodGround
from bayen.intake.periods import PeriodReader
from bayen.intake.phrasebook import WEIGHT as OWN_WEIGHT
from bayen.intake.place_evidence import PlaceGround
from bayen.intake.placing import Placed
from bayen.intake.timewords import Days
from bayen.intake.values import Candidate, Reason

_WEIGHTS = ((7.0, "heavy"), (5.5, "firm"), (4.5, "middling"), (3.0, "light"), (0.0, "weak"))
_RIVALS = ((0.85, "near"), (0.6, "beside"), (0.0, "far"))
_AGREES = (
    (0.97, "certain"),
    (0.9, "sure"),
    (0.7, "likely"),
    (0.4, "agrees"),
    (0.0, "agrees-little"),
)
_DIFFERS = ((0.7, "against"), (0.4, "differs"), (0.0, "differs-little"))
"""Least chance of what the words around make likeliest, where that is the indicator or not."""
_AT_MEETING = "trao tại"
"""In the reason for the days of what was given at a meeting."""


class Grounds(NamedTuple):
    """What one reading of a figure rests on.

    Attributes:
        candidate: the number.
        named, kind: its indicator.
        placed: its place.
        days, period: its days, with the reason.
        places, periods: of the text.
        given_days: the days of the period that the office named; None when it named none.
        later: parts ("place", "period") taken from elsewhere in the text once it was read.
    """

    candidate: Candidate
    named: Named
    kind: IndicatorKind
    placed: Placed | None
    days: Days
    period: Reason
    places: PlaceGround
    periods: PeriodReader
    given_days: Days | None = None
    later: frozenset[str] = frozenset()

    @property
    def evidence(self) -> tuple[str, ...]:
        """Names of evidence, as the table knows them; one of each group."""
        return (
            f"words:{self._words()}",
            f"rival:{self._rival()}",
            f"look:{self._look()}",
            f"number:{self._number()}",
            f"family:{self.named.code.partition('.')[0]}",
            f"place:{self._place()}",
            f"around:{self.places.around(self.placed, self.candidate.start)}",
            f"period:{self._period()}",
        )

    def _words(self) -> str:
        if self.named.code == "other":
            return "none"
        if self.named.weight >= OWN_WEIGHT:
            return "own"
        return next(name for least, name in _WEIGHTS if self.named.weight >= least)

    def _rival(self) -> str:
        if not self.named.alternatives:
            return "none"
        score = self.named.alternatives[0].score
        return next(name for least, name in _RIVALS if score >= least)

    def _look(self) -> str:
        """How far all the words around speak for the indicator, or for another."""
        likeliest = self.named.likeliest
        if likeliest is None:
            return "none"
        agrees = likeliest.code == self.named.code
        bands = _AGREES if agrees else _DIFFERS
        return next(name for least, name in bands if likeliest.chance >= least)

    def _number(self) -> str:
        if self.candidate.unit == "%":
            return "percent"
        if self.candidate.of is not None:
            return "fraction"
        return "counted" if self.candidate.unit else "bare"

    def _place(self) -> str:
        if "place" in self.later:
            return "carried"
        return self.places.kind(self.placed, self.candidate.start)

    def _period(self) -> str:
        if "period" in self.later:
            return "carried-among"
        is_event = _AT_MEETING in self.period.text_vi
        ground = PeriodGround(
            self.periods, self.candidate.start, self.days, self.kind, is_event, self.given_days
        )
        return ground.name


def sure_of_place(kind: str) -> float:
    """How often a place that rests on such evidence (``PlaceGround.kind``) was right, 0 to 1."""
    return load_confidence().parts((f"place:{kind}",))["place"]


# --- what labelled reports have taught -------------------------------------------------------

_SYLLABLE = re.compile(r"[^\W\d_]+")
_LONG = 3
"""Syllables from which the words after a number tell much."""
_MANY = 3
_UNIT_SHARES = ((0.9, "always"), (0.6, "mostly"), (0.3, "often"), (0.1, "sometimes"), (0.0, "rare"))


def words_beside(figure: Found, near: str, noun: str) -> tuple[str, ...]:
    """The words by which a figure may be remembered, the most telling first."""
    after = _SYLLABLE.findall(noun)
    before = _SYLLABLE.findall(near)
    unit = "%" if figure.number.percent else figure.unit.text if figure.unit else "-"
    keys = [f"{unit}: … {' '.join(after[:n])}" for n in (5, 4, _LONG) if len(after) >= n]
    keys.append(f"{unit}: {' '.join(before[-2:])} … {' '.join(after[:2])}")
    if len(after) > 1:
        keys.append(f"{unit}: … {' '.join(after[:2])}")
    keys.append(f"{unit}: {' '.join(before[-1:])} … {' '.join(after[:1])}")
    return tuple(keys)


def recall(
    said: Sequence[str], indicator: str, experience: Experience | None = None
) -> tuple[str, ...]:
    """Evidence from experience: what the words beside a figure, and its unit, counted elsewhere."""
    experience = experience or load_experience()
    return (
        f"seen:{_recall_words(said, indicator, experience)}",
        f"unit:{_recall_unit(said, indicator, experience)}",
    )


def _recall_words(said: Sequence[str], indicator: str, experience: Experience) -> str:
    for place, words in enumerate(said):
        taught = experience.phrases.get(words)
        if taught is None:
            continue
        total, same = sum(taught.values()), taught.get(indicator, 0)
        length = "short" if place >= len(said) - 2 else "long"
        if same == total:
            return f"agrees-{length}-{min(total, _MANY)}"
        return f"mixed-{length}" if same else f"differs-{length}"
    return "never"


def _recall_unit(said: Sequence[str], indicator: str, experience: Experience) -> str:
    """How often figures with such a unit are of this indicator."""
    taught = experience.units.get(said[-1].partition(": ")[0]) if said else None
    if taught is None:
        return "never"
    share = taught.get(indicator, 0) / sum(taught.values())
    return next(name for least, name in _UNIT_SHARES if share >= least)
