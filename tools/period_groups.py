"""The labelled figures of the open corpus with their candidates for the days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from bayen.intake import load_knowledge
from bayen.intake.judging import ProseJudgement
from bayen.intake.period_candidates import Asked, TextTimes
from bayen.intake.period_features import choice_of, genre_of
from bayen.intake.periods import PeriodReader
from bayen.intake.second_periods import LEAD, ask, basis_of, kind_of, usual_place
from tools.choice_model import Group
from tools.first_looks import Look
from tools.fit_confidence import EXAMPLES
from tools.labelled_texts import LabelledText, label_over, labelled_texts
from tools.score_reading import PARTS, Read

RIDGE = 3.0
_HALF, _OWN_CORPUS = 0.5, 0.7

__all__ = ["LEAD", "RIDGE", "period_groups"]


def period_groups(corpus: Path) -> list[Group]:
    """Every figure of the open corpus that a second look is asked of, with its label.

    Those whose right days are no candidate have ``right`` -1.
    """
    groups: list[Group] = []
    for text in labelled_texts(corpus, [*(corpus / part for part in PARTS), EXAMPLES]):
        weight = _HALF if text.is_told else _OWN_CORPUS
        groups += _groups(text, _asked_now(text.read), weight)
        if text.first:
            groups += _groups(text, _asked_then(text.first), _HALF)
    return groups


def _groups(text: LabelledText, asked: Sequence[Asked], weight: float) -> Iterator[Group]:
    """The figures of one text that have a label and no words of time over them."""
    read = text.read
    periods = _periods_of(read)
    if periods is None or not any(figure.why for figure in asked):
        return
    times = TextTimes(periods, asked)
    genre = genre_of(periods.scan.lowered, titled=periods.default is not None)
    place = usual_place(asked)
    for index, figure in enumerate(asked):
        label = label_over(read.labelled, figure.start, figure.end)
        if label is None or not figure.why:
            continue
        choice = choice_of(times, index, genre, place)
        gold = _day(label["from"]), _day(label["to"])
        days = [candidate.days for candidate in choice.candidates]
        right = days.index(gold) if gold in days else -1
        yield Group(read.name, text.author, list(choice.features()), right, weight)


def _periods_of(read: Read) -> PeriodReader | None:
    for proposal in read.proposals:
        if isinstance(proposal.judgement, ProseJudgement):
            return proposal.judgement.basis.periods
    return None


def _asked_now(read: Read) -> list[Asked]:
    kinds = load_knowledge().kinds
    prose = (p for p in read.proposals if isinstance(p.judgement, ProseJudgement))
    return [ask(proposal, kinds) for proposal in prose]


def _asked_then(looks: Mapping[tuple[int, int], Look]) -> list[Asked]:
    kinds = load_knowledge().kinds
    return [
        Asked(
            start,
            end,
            seen.indicator,
            kind_of(seen.indicator, kinds),
            (_day(seen.first), _day(seen.last)),
            basis_of(seen.period_why),
            seen.place,
        )
        for (start, end), seen in sorted(looks.items())
    ]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
