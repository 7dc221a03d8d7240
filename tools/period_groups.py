"""The labelled figures of the open corpus with their candidates for the days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from bayen.intake import load_knowledge, rules_alone
from bayen.intake.judging import ProseJudgement
from bayen.intake.period_candidates import Asked, TextTimes
from bayen.intake.period_features import choice_of, genre_of
from bayen.intake.periods import PeriodReader
from bayen.intake.second_periods import LEAD, ask, basis_of, kind_of, usual_place
from bayen.intake.timewords import Days
from tools.choice_model import Group
from tools.first_looks import Look, load_looks
from tools.fit_confidence import EXAMPLES
from tools.score_reading import PARTS, Line, Read, read_folder

RIDGE = 3.0
_HALF, _OWN_CORPUS = 0.5, 0.7
_FOLDS = 4
"""Into so many "authors" each of the other folders is parted."""

__all__ = ["LEAD", "RIDGE", "period_groups"]


def period_groups(corpus: Path) -> list[Group]:
    """Every figure of the open corpus that a second look is asked of, with its label.

    Those whose right days are no candidate have ``right`` -1.
    """
    looks = load_looks()
    groups: list[Group] = []
    for read in read_folder(corpus / "retold", known=rules_alone()):
        author = read.name[0]
        groups += _groups(read, _asked_now(read), author, _HALF)
        if read.name in looks:
            groups += _groups(read, _asked_then(looks[read.name]), author, _HALF)
    for folder in (*(corpus / part for part in PARTS), EXAMPLES):
        for at, read in enumerate(read_folder(folder, known=rules_alone())):
            author = f"{folder.name} {at % _FOLDS}"
            groups += _groups(read, _asked_now(read), author, _OWN_CORPUS)
    return groups


def _groups(read: Read, asked: Sequence[Asked], author: str, weight: float) -> Iterator[Group]:
    """The figures of one text that have a label and no words of time over them."""
    periods = _periods_of(read)
    if periods is None or not any(figure.why for figure in asked):
        return
    times = TextTimes(periods, asked)
    genre = genre_of(periods.scan.lowered, titled=periods.default is not None)
    place = usual_place(asked)
    for index, figure in enumerate(asked):
        gold = _label(read.labelled, figure)
        if gold is None or not figure.why:
            continue
        choice = choice_of(times, index, genre, place)
        days = [candidate.days for candidate in choice.candidates]
        right = days.index(gold) if gold in days else -1
        yield Group(read.name, author, list(choice.features()), right, weight)


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


def _label(labelled: Sequence[Line], figure: Asked) -> Days | None:
    """The labelled days of a figure; None when it has no label or is a repeat."""
    for line in labelled:
        if line["start"] < figure.end and figure.start < line["end"]:
            return None if line.get("repeat") else (_day(line["from"]), _day(line["to"]))
    return None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
