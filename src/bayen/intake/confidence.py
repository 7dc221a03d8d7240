"""How sure a proposal is: measured shares, not feelings.

What a reading rests on is put into a few named pieces of evidence, each with points for the
aspects that it bears on: indicator, place, period. The points make a score, and the score falls
into a band whose share of wholly right figures was measured on the open corpus, report by
report, by tables fitted without that report (``tools/fit_confidence.py``; the numbers are data
of the catalogue).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bayen.catalogue.confidence import (
    Experience,
    load_confidence,
    load_experience,
)
from bayen.core.indicators import IndicatorKind
from bayen.intake.found import Found
from bayen.intake.indicators import Named
from bayen.intake.names import LEVEL_WORDS
from bayen.intake.phrasebook import WEIGHT as OWN_WEIGHT
from bayen.intake.placing import Placed
from bayen.intake.timewords import Days
from bayen.intake.values import Candidate, Reason

# By how the reason for the place or the period begins, in words between ornaments.
_PLACES = (
    ("địa bàn được chọn khi nộp", "given"),
    ("được nêu nhiều nhất", "title"),
    ("nói đến nhiều hơn", "title"),
    ("trong câu", "sentence"),
    ("nhiều nơi cùng lúc", "several"),
    ("nói tiếp", "running"),
    ("tại đây", "running"),
)
_PERIODS = (
    ("hiện trạng", "state"),
    ("tiếp câu trước", "running"),
    ("kỳ được chọn khi nộp", "given"),
    ("như số liệu ngay trước", "beside"),
    ("trao tại", "event"),
    ("không có từ", "none"),
    ("chỉ nói chung", "none"),
    ("cùng kỳ", "compared"),
    ("số để so sánh", "compared"),
    ("số trước khi thay đổi", "compared"),
    ("»", "words"),
)
# A name without its level ("Nông Sơn", "HOÀNG SA" at the foot) may be of another place.
_LEVEL = re.compile(rf"(?<!\w)(?:{'|'.join(LEVEL_WORDS)})(?!\w)")
_WEIGHTS = ((7.0, "heavy"), (5.5, "firm"), (4.5, "middling"), (3.0, "light"), (0.0, "weak"))
_RIVALS = ((0.85, "near"), (0.6, "beside"), (0.0, "far"))


@dataclass(frozen=True, slots=True)
class Grounds:
    """What one reading of a figure rests on.

    Attributes:
        candidate: the number.
        named, kind: its indicator.
        placed, place: its place, with the reason.
        days, period: its days, with the reason.
        rivals: how many periods its sentence names (``PeriodReader.rivals_at``).
        given_place: whether the office named the document's place.
        given_days: the days of the period that the office named; None when it named none.
    """

    candidate: Candidate
    named: Named
    kind: IndicatorKind
    placed: Placed | None
    place: Reason
    days: Days
    period: Reason
    rivals: str = "none"
    given_place: bool = False
    given_days: Days | None = None

    @property
    def evidence(self) -> tuple[str, ...]:
        """Names of evidence, as the table knows them; one of each group."""
        period = "none" if self.days[1] is None else _begin(self.period.text_vi, _PERIODS)
        kind = "state" if self.kind is IndicatorKind.STOCK else "flow"
        return (
            f"words:{self._words()}",
            f"rival:{self._rival()}",
            f"family:{self.named.code.partition('.')[0]}",
            f"place:{self._place()}",
            f"period:{period}-{kind}",
            f"times:{self.rivals}",
            f"number:{self._number()}",
            f"office:{self._office()}",
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

    def _place(self) -> str:
        if self.placed is None:
            return "none"
        found = _begin(self.place.text_vi, _PLACES)
        if found == "title" and not _LEVEL.search(self.place.text_vi.partition("»")[0].casefold()):
            found = "bare-title"
        return f"{found}-told" if self.given_place and found != "given" else found

    def _number(self) -> str:
        if self.candidate.unit == "%":
            return "percent"
        if self.candidate.of is not None:
            return "fraction"
        return "counted" if self.candidate.unit else "bare"

    def _office(self) -> str:
        """Whether the days agree with the period that the office named."""
        if self.given_days is None or self.days[1] is None:
            return "silent"
        if self.days[0] is None:
            return "state"
        return "agrees" if self.days == self.given_days else "differs"


def estimate(evidence: Sequence[str]) -> float:
    """The share of figures on such evidence that are right in everything, 0 to 1."""
    return load_confidence().share(evidence)


# --- what labelled reports have taught -------------------------------------------------------

_SYLLABLE = re.compile(r"[^\W\d_]+")
_LONG = 3
"""Syllables from which the words after a number tell much."""
_MANY = 3
_USUAL, _KNOWN = 0.9, 0.3


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
    said: Sequence[str], indicator: str, days: Days, experience: Experience | None = None
) -> tuple[str, ...]:
    """Evidence from experience: of the words beside a figure, and of the form of its days."""
    experience = experience or load_experience()
    return (
        f"seen:{_recall_words(said, indicator, experience)}",
        f"form:{_recall_form(said, indicator, days, experience)}",
    )


def form_of(days: Days) -> str:
    """Whether days are a state, a span, one day or none."""
    first, last = days
    if last is None:
        return "none"
    if first is None:
        return "state"
    return "day" if first == last else "span"


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


def form_keys(said: Sequence[str], indicator: str) -> tuple[str, ...]:
    """By what the form of an indicator's days is remembered: the words before it, then alone."""
    leads = (words.partition(": ")[2].partition("…")[0].strip() for words in said)
    return (*(f"{indicator} {lead}" for lead in leads if lead), indicator)


def _recall_form(said: Sequence[str], indicator: str, days: Days, experience: Experience) -> str:
    keys = form_keys(said, indicator)
    for key in keys:
        forms = experience.forms.get(key)
        if forms is None:
            continue
        total = sum(forms.values())
        if total < 2 and key != indicator:
            continue
        share = forms.get(form_of(days), 0) / total
        told = "alone" if key == indicator else "led"
        return f"{told}-{'usual' if share >= _USUAL else 'known' if share >= _KNOWN else 'rare'}"
    return "never"


def _begin(text: str, table: tuple[tuple[str, str], ...]) -> str:
    said = text.partition("→")[0]
    return next((name for words, name in table if words in said), "else")
