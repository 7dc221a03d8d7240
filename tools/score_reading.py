"""Score the reader on the labelled corpus, and say what changed since the stored baseline.

    python tools/score_reading.py                scores, how sure, then gains and losses
    python tools/score_reading.py --write        store what is right now as the new baseline
    python tools/score_reading.py --held         the held-back third too (at the end, once)
    python tools/score_reading.py --also DIR     a labelled folder elsewhere too, numbers only

A figure read matches a labelled one when their spans overlap and their values are equal; each
is matched once, in text order. Labelled repeats count for nothing but may be read. A labelled
"other" may be read as "other" or left unnamed. Exit code 1 when a figure was lost.

How sure: of the figures said to be at least so sure, how many are right in everything but the
unit; as the document came, and with the place and period that an office chooses beside it.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bayen.core.spans import Span
from bayen.intake import (
    Knowledge,
    Proposal,
    as_guide_json,
    load_document,
    load_knowledge,
    read_document,
)

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
BASELINE = CORPUS / "baseline.json"
PARTS = ("reports", "sentences")
SCORED = (*PARTS, "retold")  # the last by authors who never saw the reader
HELD = ("held/reports", "held/sentences", "held/retold")
READER = (
    ROOT / "src" / "bayen" / "intake",
    ROOT / "src" / "bayen" / "catalogue" / "data" / "lexicon",
    ROOT / "src" / "bayen" / "catalogue" / "data" / "choices",
    ROOT / "src" / "bayen" / "catalogue" / "data" / "places",
)
"""What a reading comes from; the baseline is of one state of it."""
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
    for read in read_folder(CORPUS / part):
        pairs, spurious = match(read.labelled, read.lines)
        _count(outcome.score, read.labelled, pairs, spurious)
        for gold, found in pairs:
            if not gold.get("repeat"):
                outcome.right[f"{part}/{read.name}:{gold['start']}"] = right_aspects(gold, found)
        outcome.spurious += [f"{part}/{read.name}:{line['start']}" for line in spurious]
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


@dataclass(frozen=True, slots=True)
class Read:
    """One document read: its name, its labels, what was read and the same in the labels' form."""

    name: str
    labelled: Sequence[Line]
    proposals: Sequence[Proposal]
    lines: Sequence[Line]


def read_folder(
    folder: Path, *, told: bool = False, known: Knowledge | None = None
) -> Iterator[Read]:
    """Read every document that a folder's list names, with its labels.

    Args:
        folder: of the corpus, or like it: ``documents.tsv`` (or ``manifest.tsv``) with labels.
        told: hand in the place and days of ``told.tsv`` too, as an office that sends it does.
        known: what the reader knows; what is shipped when None.
    """
    known = known or load_knowledge()
    extra = {row["file"]: row for row in rows_of(folder / "told.tsv")} if told else {}
    lists = (folder / name for name in ("documents.tsv", "manifest.tsv"))
    for row in rows_of(next(path for path in lists if path.exists())):
        path = folder / row["file"]
        document = load_document(path.read_bytes(), path.name)
        chosen = extra.get(row["file"], {})
        reading = read_document(
            document,
            day=_day(row["date"]),
            place=chosen.get("place") or row["place"] or None,
            known=known,
            period=_span(chosen),
        )
        lines = [as_guide_json(p) for p in reading.proposals]
        yield Read(path.stem, _labels(path), reading.proposals, lines)


def _labels(document: Path) -> list[Line]:
    """The labels of a document: beside it, or in the folder ``labels``."""
    name = f"{document.stem}.jsonl"
    places = (document.with_name(name), document.parent / "labels" / name)
    lines = next(path for path in places if path.exists()).read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines() if line]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _span(chosen: Mapping[str, str]) -> Span | None:
    last = _day(chosen.get("to"))
    return Span(_day(chosen.get("from")), last) if last else None


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


# --- how sure ---------------------------------------------------------------------------------

STEPS = (0.95, 0.9, 0.8, 0.6, 0.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure read for the first time, its label (None when it has none), what of it is right."""

    document: str
    proposal: Proposal
    gold: Line | None
    right: frozenset[str]

    @property
    def is_right(self) -> bool:
        return self.right >= set(ASPECTS) - {"unit"}


def judge(read: Read) -> Iterator[Judged]:
    """The figures of one document that a person would be asked to accept."""
    pairs, _ = match(read.labelled, read.lines)
    labels = {id(line): gold for gold, line in pairs}
    for proposal, line in zip(read.proposals, read.lines, strict=True):
        gold = labels.get(id(line))
        if proposal.repeat or (gold is not None and gold.get("repeat")):
            continue
        right = frozenset(right_aspects(gold, line)) if gold is not None else frozenset()
        yield Judged(read.name, proposal, gold, right)


def reliability(judged: Iterable[Judged]) -> list[str]:
    """A line for each step: how many were said so sure, and the share of them that is right."""
    kept, lines = list(judged), []
    above = 1.01
    for least in STEPS:
        within = [one for one in kept if least <= one.proposal.confidence < above]
        right = sum(one.is_right for one in within)
        share = f"{right / len(within):.3f}" if within else "  –  "
        said = f"{least:.2f}–{min(above, 1.0):.2f}"
        lines.append(f"  said {said}: {len(within):5} figures, right {share}")
        above = least
    return lines


def _print_reliability(folders: Sequence[Path]) -> None:
    for words, told in (("as it came", False), ("place and period chosen", True)):
        judged: list[Judged] = []
        for folder in folders:
            if not told or (folder / "told.tsv").exists():
                judged += [one for read in read_folder(folder, told=told) for one in judge(read)]
        if judged:
            names = ", ".join(f"{folder.parent.name}/{folder.name}" for folder in folders)
            print(f"how sure, {words}: {names}")
            print("\n".join(reliability(judged)))


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


def reader_digest() -> str:
    """A digest of the code and phrases that reading comes from."""
    digest = hashlib.sha256()
    for folder in READER:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".toml", ".tsv", ".npz"}:
                digest.update(path.relative_to(ROOT).as_posix().encode())
                digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was right when it was last written, and of which reader."""

    reader: str
    right: Mapping[str, Sequence[str]]


def load_baseline() -> Baseline:
    """The stored baseline; an empty one when there is none."""
    if not BASELINE.exists():
        return Baseline("", {})
    data = json.loads(BASELINE.read_text(encoding="utf-8"))
    return Baseline(data["reader"], {k: v.split() for k, v in data["right"].items()})


def dump_baseline(right: Mapping[str, Sequence[str]]) -> None:
    """Store what is right now, a line a figure, so that a change of it can be read."""
    data = {"reader": reader_digest(), "right": {k: " ".join(v) for k, v in right.items()}}
    written = json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True)
    BASELINE.write_text(written + "\n", encoding="utf-8", newline="\n")


def gains_and_losses() -> list[str] | None:
    """What changed since the baseline, a line a figure; None while the reader is the same."""
    stored = load_baseline()
    if stored.reader == reader_digest():
        return None
    right: dict[str, list[str]] = {}
    for part in SCORED:
        right |= score_part(part).right
    return changes(stored.right, right)


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
    parser.add_argument("--also", type=Path, action="append", default=[], metavar="DIR")
    arguments = parser.parse_args()
    right: dict[str, list[str]] = {}
    for part in SCORED + (HELD if arguments.held else ()):
        outcome = score_part(part)
        print(_render(part, outcome))
        if part in SCORED:
            right |= outcome.right
    _print_reliability([CORPUS / part for part in PARTS])
    _print_reliability([CORPUS / "retold"])
    if arguments.held:
        _print_reliability([CORPUS / part for part in HELD])
    for folder in arguments.also:
        _print_reliability([folder])
    if arguments.write:
        dump_baseline(right)
        return 0
    lines = changes(load_baseline().right, right)
    print("\n".join(lines) if lines else "nothing gained, nothing lost")
    return int(any(line.startswith("-") for line in lines))


if __name__ == "__main__":
    sys.exit(main())
