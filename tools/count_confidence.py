"""Count how often readings were right, by what they rest on: what confidence is fitted on.

    python -m tools.count_confidence NAME DIR               put the counts of a folder down as NAME
    python -m tools.count_confidence NAME DIR --author c    those of one author

DIR holds texts with labels, ``documents.tsv`` and ``told.tsv`` (what an office would choose, see
``tools/score_reading.py``). It is read as it came, and with the place and period of ``told.tsv``.
Only numbers are put down (corpus/confidence-counts.tsv): the texts are other people's. They are
of use only if nobody changed the rules of reading after looking at them: count a set when it is
new, and with the reader of that day.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bayen.intake.confidence import recall
from tools.first_looks import author_of
from tools.score_reading import CORPUS, Judged, judge, read_folder

COUNTS = CORPUS / "confidence-counts.tsv"
PART_NAMES = ("number", "indicator", "place", "period")
_ASPECTS = {"number": {"found", "bound", "of"}}
"""Of `tools.score_reading` where they are not the part itself."""
GROUPS = ("words", "rival", "look", "number", "family", "seen", "unit", "place", "around", "period")
_RIGHT = tuple(f"{part}_right" for part in PART_NAMES)
_HEADING = ("set", "told", *GROUPS, "figures", *_RIGHT)


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one set with the same evidence.

    Attributes:
        set: name of the texts.
        told: whether place and period were chosen beside them.
        evidence: names of evidence, one of each group.
        figures: how many there are.
        right: how many were right in each part and in all parts before it.
    """

    set: str
    told: bool
    evidence: tuple[str, ...]
    figures: int
    right: Mapping[str, int]

    @property
    def all_right(self) -> int:
        """How many were right in every part."""
        return self.right[PART_NAMES[-1]]

    def tried(self, part: str) -> int:
        """How many were right in all parts before one: of a wrong indicator no period is asked."""
        before = PART_NAMES.index(part) - 1
        return self.figures if before < 0 else self.right[PART_NAMES[before]]


def load_rows(path: Path) -> list[Row]:
    """The counts put down; [] before any was."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [_parse(line) for line in csv.DictReader(file, delimiter="\t")]


def _parse(line: Mapping[str, str]) -> Row:
    right = {part: int(line[f"{part}_right"]) for part in PART_NAMES}
    evidence = tuple(f"{group}:{line[group]}" for group in GROUPS)
    return Row(line["set"], line["told"] == "1", evidence, int(line["figures"]), right)


def dump_rows(rows: Iterable[Row], path: Path) -> None:
    lines = ["\t".join(_HEADING)]
    for row in sorted(rows, key=lambda row: (row.set, row.told, row.evidence)):
        names = (name.partition(":")[2] for name in row.evidence)
        counts = (row.figures, *(row.right[part] for part in PART_NAMES))
        lines.append("\t".join([row.set, str(int(row.told)), *names, *map(str, counts)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def count(name: str, folder: Path, author: str | None = None) -> list[Row]:
    """The counts of a labelled folder, as it came and with what an office chooses.

    Args:
        name: under which they are put down.
        folder: of labelled texts.
        author: whose texts are counted; everybody's when None.
    """
    rows = []
    for told in (False, True):
        read = read_folder(folder, told=told)
        mine = (one for one in read if author in (None, author_of(one.name)))
        judged = [one for document in mine for one in judge(document)]
        rows += _tally(name, told, [one for one in judged if one.proposal.judgement.grounds])
    return rows


def _tally(name: str, told: bool, judged: Sequence[Judged]) -> list[Row]:
    figures: Counter[tuple[str, ...]] = Counter()
    right: Counter[tuple[tuple[str, ...], str]] = Counter()
    for one in judged:
        evidence = evidence_of(one)
        figures[evidence] += 1
        right.update((evidence, part) for part in parts_right(one))
    return [
        Row(name, told, key, n, {part: right[key, part] for part in PART_NAMES})
        for key, n in figures.items()
    ]


def evidence_of(one: Judged) -> tuple[str, ...]:
    """All evidence for a figure, in the order of the groups."""
    judgement = one.proposal.judgement
    recalled = recall(judgement.said, one.proposal.indicator)
    told = {name.partition(":")[0]: name for name in (*judgement.grounds, *recalled)}
    return tuple(told[group] for group in GROUPS)


def parts_right(one: Judged) -> tuple[str, ...]:
    """The parts that are right, up to the first wrong one; with the number its bound."""
    found = [part for part in PART_NAMES if one.right >= _ASPECTS.get(part, {part})]
    return tuple(found[: next((i for i, p in enumerate(PART_NAMES) if p not in found), None)])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("name")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--author", help="letters that the names of the texts begin with")
    arguments = parser.parse_args()
    others = [row for row in load_rows(COUNTS) if row.set != arguments.name]
    rows = count(arguments.name, arguments.folder, arguments.author)
    dump_rows([*others, *rows], COUNTS)
    print(f"{arguments.name}: {sum(row.figures for row in rows)} figures, {len(rows)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
