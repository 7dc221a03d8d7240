"""The labelled figures of the open corpus with their candidates for the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bayen.intake.judging import ProseJudgement
from bayen.intake.place_candidates import Asked, titled
from bayen.intake.second_places import LEAD, ask, basis_of, describe, ground_of
from tools.choice_model import Group
from tools.labelled_texts import LabelledText, label_over, labelled_texts
from tools.score_reading import Read

RIDGE = 10.0
_THEN, _NOW, _OWN_CORPUS = 0.6, 0.4, 1.0
"""How much a figure counts as the rules read it at first, as they do now, of the own texts."""
_OWN_PARTS = ("reports", "sentences")
_OWN_REASONS = {"own", "nation"}

__all__ = ["LEAD", "RIDGE", "place_groups"]


def place_groups(corpus: Path) -> list[Group]:
    """Every figure of the open corpus that a second look is asked of, with its label.

    Those whose right place is no candidate have ``right`` -1.
    """
    groups: list[Group] = []
    for text in labelled_texts(corpus, [corpus / part for part in _OWN_PARTS]):
        weight = _NOW if text.is_told else _OWN_CORPUS
        groups += _groups(text, _asked_now(text.read), weight)
        if text.first:
            then = _asked_then(text)
            groups += _groups(text, then, _THEN, _own_of(then))
    return groups


def _groups(
    text: LabelledText, asked: Sequence[Asked], weight: float, own: str | None = None
) -> Iterator[Group]:
    """The figures of one text that have a label and something to choose from."""
    read = text.read
    prose = [p for p in read.proposals if isinstance(p.judgement, ProseJudgement)]
    if not prose or not asked:
        return
    describer = describe(ground_of(prose[0]), asked, own)
    for index, figure in enumerate(asked):
        label = label_over(read.labelled, figure.start, figure.end)
        if label is None or not describer.has_choice(index):
            continue
        choice = describer.choice(index)
        keys = [titled(candidate.placed.label).key for candidate in choice.candidates]
        gold = titled(str(label.get("place") or "")).key
        right = keys.index(gold) if gold in keys else -1
        yield Group(read.name, text.author, list(choice.features()), right, weight)


def _asked_now(read: Read) -> list[Asked]:
    return [ask(p) for p in read.proposals if isinstance(p.judgement, ProseJudgement)]


def _asked_then(text: LabelledText) -> list[Asked]:
    """The figures as the rules read them before they knew the text."""
    units = {(one.start, one.end): one.unit for one in _asked_now(text.read)}
    return [
        Asked(*span, seen.indicator, units[span], seen.place, basis_of(seen.place_why))
        for span, seen in sorted(text.first.items())
        if span in units
    ]


def _own_of(asked: Sequence[Asked]) -> str | None:
    """The text's own place as the rules had it then; None when no figure tells."""
    told = Counter(one.label for one in asked if one.why in _OWN_REASONS)
    return told.most_common(1)[0][0] if told else None
