"""The labelled whole texts of the open corpus with their candidates for the place they are of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bayen.intake.judging import ProseJudgement
from bayen.intake.own_place import SECOND_LEAD as LEAD
from bayen.intake.second_places import ground_of
from tools.choice_model import Group
from tools.labelled_texts import LabelledText, labelled_texts
from tools.score_reading import rows_of

RIDGE = 5.0

__all__ = ["LEAD", "RIDGE", "own_groups"]


def own_groups(corpus: Path) -> list[Group]:
    """Every whole text of which the rules chose the place by scores, with its label.

    Those whose right place is no candidate have ``right`` -1.
    """
    told = {Path(row["file"]).stem: row["place"] for row in rows_of(corpus / "retold" / "told.tsv")}
    texts = labelled_texts(corpus, ())
    return [group for text in texts for group in _groups(text, told[text.read.name])]


def _groups(text: LabelledText, label: str) -> Iterator[Group]:
    """One text, when it has a figure in prose and something to choose from."""
    prose = (p for p in text.read.proposals if isinstance(p.judgement, ProseJudgement))
    first = next(prose, None)
    finder = ground_of(first).finder if first is not None else None
    candidates = finder.candidates() if finder is not None else ()
    if finder is None or len(candidates) < 2:
        return
    names = [finder.name(one.place_id).label.casefold() for one in candidates]
    right = names.index(label.casefold()) if label.casefold() in names else -1
    yield Group(text.read.name, text.author, [one.features for one in candidates], right)
