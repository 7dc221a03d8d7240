"""The labelled figures of the open corpus with their candidates for the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bayen.intake import rules_alone
from bayen.intake.judging import ProseJudgement
from bayen.intake.place_candidates import Asked, titled
from bayen.intake.second_places import LEAD, ask, basis_of, describe, ground_of
from tools.choice_model import Group
from tools.first_looks import Look, load_looks
from tools.score_reading import Line, Read, read_folder

RIDGE = 10.0
_THEN, _NOW, _OWN_CORPUS = 0.6, 0.4, 1.0
"""How much a figure counts as the rules read it at first, as they do now, of the own texts."""
_OWN_PARTS = ("reports", "sentences")
_FOLDS = 4
"""Into so many "authors" the corpus' own texts are parted, all being by one."""
_OWN_REASONS = {"own", "nation"}

__all__ = ["LEAD", "RIDGE", "place_groups"]


def place_groups(corpus: Path) -> list[Group]:
    """Every figure of the open corpus that a second look is asked of, with its label.

    Those whose right place is no candidate have ``right`` -1.
    """
    looks = load_looks()
    groups: list[Group] = []
    for read in read_folder(corpus / "retold", known=rules_alone()):
        author = read.name[0]
        groups += _groups(read, _asked_now(read), author, _NOW)
        if read.name in looks:
            then = _asked_then(read, looks[read.name])
            groups += _groups(read, then, author, _THEN, _own_of(then))
    for part in _OWN_PARTS:
        for at, read in enumerate(read_folder(corpus / part, known=rules_alone())):
            groups += _groups(read, _asked_now(read), f"{part} {at % _FOLDS}", _OWN_CORPUS)
    return groups


def _groups(
    read: Read, asked: Sequence[Asked], author: str, weight: float, own: str | None = None
) -> Iterator[Group]:
    """The figures of one text that have a label and something to choose from."""
    prose = [p for p in read.proposals if isinstance(p.judgement, ProseJudgement)]
    if not prose or not asked:
        return
    describer = describe(ground_of(prose[0]), asked, own)
    for index, figure in enumerate(asked):
        gold = _label(read.labelled, figure)
        if gold is None or not describer.has_choice(index):
            continue
        choice = describer.choice(index)
        keys = [titled(candidate.placed.label).key for candidate in choice.candidates]
        right = keys.index(gold) if gold in keys else -1
        yield Group(read.name, author, list(choice.features()), right, weight)


def _asked_now(read: Read) -> list[Asked]:
    return [ask(p) for p in read.proposals if isinstance(p.judgement, ProseJudgement)]


def _asked_then(read: Read, looks: Mapping[tuple[int, int], Look]) -> list[Asked]:
    """The figures as the rules read them before they knew the text."""
    units = {(one.start, one.end): one.unit for one in _asked_now(read)}
    return [
        Asked(*span, seen.indicator, units[span], seen.place, basis_of(seen.place_why))
        for span, seen in sorted(looks.items())
        if span in units
    ]


def _own_of(asked: Sequence[Asked]) -> str | None:
    """The text's own place as the rules had it then; None when no figure tells."""
    told = Counter(one.label for one in asked if one.why in _OWN_REASONS)
    return told.most_common(1)[0][0] if told else None


def _label(labelled: Sequence[Line], figure: Asked) -> str | None:
    """The labelled place of a figure, its first part; None when it has no label or repeats."""
    for line in labelled:
        if line["start"] < figure.end and figure.start < line["end"]:
            return None if line.get("repeat") else titled(str(line.get("place") or "")).key
    return None
