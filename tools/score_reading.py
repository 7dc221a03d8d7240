"""Score the reader on the labelled corpus, and say what changed since the stored baseline.

    python tools/score_reading.py                scores, then gains and losses, figure by figure
    python tools/score_reading.py --write        store what is right now as the new baseline
    python tools/score_reading.py --held         the held-back third too (at the end, once)

A figure read matches a labelled one when their spans overlap and their values are equal; each
is matched once, in text order. Labelled repeats count for nothing but may be read. A labelled
"other" may be read as "other" or left unnamed. Exit code 1 when a figure was lost.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bayen.intake import as_guide_json, load_document, load_knowledge, read_document

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
BASELINE = CORPUS / "baseline.json"
PARTS = ("reports", "sentences")
HELD = ("held/reports", "held/sentences")
ASPECTS = ("found", "indicator", "bound", "of", "unit", "place", "period")

Line = Mapping[str, Any]


@dataclass(slots=True)
class Score:
    """Counts over some documents.

    Attributes:
        labelled, read, matched: figures, repeats left out.
        named, named_read, named_right: the same of those with an indicator.
        right: matched figures right in each aspect.
    """

    labelled: int = 0
    read: int = 0
    matched: int = 0
    named: int = 0
    named_read: int = 0
    named_right: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ASPECTS, 0))

    @property
    def figures(self) -> float:
        return _f1(self.matched, self.read, self.labelled)

    @property
    def indicators(self) -> float:
        return _f1(self.named_right, self.named_read, self.named)

    def share(self, aspect: str) -> float:
        return self.right[aspect] / self.matched if self.matched else 0.0


@dataclass(slots=True)
class Outcome:
    """What became of a part of the corpus.

    Attributes:
        score: the counts.
        right: by figure ("reports/r01:214"), the aspects that are right.
        spurious: figures read where none is labelled.
    """

    score: Score = field(default_factory=Score)
    right: dict[str, list[str]] = field(default_factory=dict)
    spurious: list[str] = field(default_factory=list)


def score_part(part: str) -> Outcome:
    """Read and score one folder of the corpus, such as "reports"."""
    outcome = Outcome()
    for name, labelled, read in _read_part(CORPUS / part):
        pairs, spurious = match(labelled, read)
        _count(outcome.score, labelled, pairs, spurious)
        for gold, found in pairs:
            if not gold.get("repeat"):
                outcome.right[f"{part}/{name}:{gold['start']}"] = right_aspects(gold, found)
        outcome.spurious += [f"{part}/{name}:{line['start']}" for line in spurious]
    return outcome


def match(
    labelled: Sequence[Line], read: Sequence[Line]
) -> tuple[list[tuple[Line, Line]], list[Line]]:
    """Pairs of a labelled and a read figure, and the read ones that are left."""
    pairs: list[tuple[Line, Line]] = []
    used: set[int] = set()
    for gold in labelled:
        for index, found in enumerate(read):
            if index not in used and _same_figure(gold, found):
                used.add(index)
                pairs.append((gold, found))
                break
    return pairs, [found for index, found in enumerate(read) if index not in used]


def right_aspects(gold: Line, found: Line) -> list[str]:
    """The aspects in which a read figure agrees with its label."""
    agrees = {
        "found": True,
        "indicator": gold["indicator"] == found["indicator"],
        "bound": gold["bound"] == found["bound"],
        "of": gold.get("of") == found.get("of"),
        "unit": gold["unit"].casefold() == found["unit"].casefold(),
        "place": _first_place(gold) == _first_place(found),
        "period": (gold["from"], gold["to"]) == (found["from"], found["to"]),
    }
    return [aspect for aspect in ASPECTS if agrees[aspect]]


def _read_part(folder: Path) -> Iterator[tuple[str, list[Line], list[Line]]]:
    known = load_knowledge()
    with (folder / "documents.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            path = folder / row["file"]
            document = load_document(path.read_bytes(), path.name)
            day = date.fromisoformat(row["date"]) if row["date"] else None
            reading = read_document(document, day=day, place=row["place"] or None, known=known)
            labels = path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
            labelled = [json.loads(line) for line in labels if line]
            yield path.stem, labelled, [as_guide_json(p) for p in reading.proposals]


def _count(
    score: Score,
    labelled: Sequence[Line],
    pairs: Sequence[tuple[Line, Line]],
    spurious: Sequence[Line],
) -> None:
    main = [gold for gold in labelled if not gold.get("repeat")]
    found = [(gold, line) for gold, line in pairs if not gold.get("repeat")]
    score.labelled += len(main)
    score.matched += len(found)
    score.read += len(found) + len(spurious)
    score.named += sum(gold["indicator"] != "other" for gold in main)
    lines = [line for _, line in found] + list(spurious)
    score.named_read += sum(line["indicator"] != "other" for line in lines)
    for gold, line in found:
        aspects = right_aspects(gold, line)
        for aspect in aspects:
            score.right[aspect] += 1
        score.named_right += gold["indicator"] != "other" and "indicator" in aspects


def _same_figure(gold: Line, found: Line) -> bool:
    overlap = gold["start"] < found["end"] and found["start"] < gold["end"]
    return bool(
        overlap and abs(found["value"] - gold["value"]) <= 1e-9 * max(1, abs(gold["value"]))
    )


def _first_place(line: Line) -> str:
    return str(line.get("place") or "").split(",")[0].strip().casefold()


def _f1(right: int, read: int, labelled: int) -> float:
    return 2 * right / (read + labelled) if read + labelled else 0.0


# --- gains and losses -----------------------------------------------------------------------


def changes(before: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> list[str]:
    """One line for every figure that gained or lost something since the baseline."""
    lines = []
    for key in sorted({*before, *now}):
        gained = [a for a in now.get(key, ()) if a not in before.get(key, ())]
        lost = [a for a in before.get(key, ()) if a not in now.get(key, ())]
        if gained:
            lines.append(f"+ {key}\t{', '.join(gained)}")
        if lost:
            lines.append(f"- {key}\t{', '.join(lost)}")
    return lines


def _render(part: str, outcome: Outcome) -> str:
    score = outcome.score
    shares = "  ".join(f"{a} {score.share(a):.3f}" for a in ASPECTS[2:])
    return (
        f"{part:16} figures {score.figures:.3f}  indicators {score.indicators:.3f}  {shares}"
        f"  ({score.matched} of {score.labelled}, {len(outcome.spurious)} too many)"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="store the baseline")
    parser.add_argument("--held", action="store_true", help="score the held-back third too")
    arguments = parser.parse_args()
    right: dict[str, list[str]] = {}
    for part in PARTS + (HELD if arguments.held else ()):
        outcome = score_part(part)
        print(_render(part, outcome))
        if part in PARTS:
            right |= outcome.right
    if arguments.write:
        written = json.dumps(right, ensure_ascii=False, indent=0, sort_keys=True)
        BASELINE.write_text(written + "\n", encoding="utf-8")
        return 0
    stored = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    lines = changes(stored, right)
    print("\n".join(lines) if lines else "nothing gained, nothing lost")
    return int(any(line.startswith("-") for line in lines))


if __name__ == "__main__":
    sys.exit(main())
