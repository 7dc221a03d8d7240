"""The open labelled texts that choices are learned from, with what was said of them at first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bayen.intake import rules_alone
from tools.first_looks import Look, author_of, load_looks
from tools.score_reading import Line, Read, read_folder

_FOLDS = 4
"""Into so many "authors" each folder of texts that are all by one is parted."""


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A labelled text as the rules alone read it.

    Attributes:
        read: what they read now, beside the labels.
        author: who wrote it; a fold of its folder where all are by one.
        first: what they said of each figure before they had seen it, by its span; empty when
            nobody kept that.
        is_told: whether its author never saw the reader.
    """

    read: Read
    author: str
    first: Mapping[tuple[int, int], Look]
    is_told: bool


def labelled_texts(corpus: Path, others: Sequence[Path]) -> Iterator[LabelledText]:
    """The whole texts of all authors, then those of other folders."""
    looks = load_looks()
    for read in read_folder(corpus / "retold", known=rules_alone()):
        yield LabelledText(read, author_of(read.name), looks.get(read.name, {}), is_told=True)
    for folder in others:
        for at, read in enumerate(read_folder(folder, known=rules_alone())):
            yield LabelledText(read, f"{folder.name} {at % _FOLDS}", {}, is_told=False)


def label_over(labelled: Sequence[Line], start: int, end: int) -> Line | None:
    """The label of the figure at a span; None when it has none or repeats another."""
    for line in labelled:
        if line["start"] < end and start < line["end"]:
            return None if line.get("repeat") else line
    return None
