"""How well the example documents are read, measured on their own labels."""

import csv
import json
from datetime import date
from functools import cache

import pytest

from bayen.cli.examples import manifest_path
from bayen.intake import Reading, load_document, load_knowledge, read_document
from tools.build_examples import load_sources
from tools.example_documents.labels import Label, dump_labels

FOLDER = manifest_path().parent
SOURCES = {source.file: source for source in load_sources()}
LEAST_FIGURES_FOUND = 0.9
LEAST_INDICATORS_RIGHT = 0.8


@cache
def manifest() -> dict[str, dict[str, str]]:
    with manifest_path().open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines, delimiter="\t")}


@cache
def reading(file: str) -> Reading:
    document = load_document((FOLDER / file).read_bytes(), file)
    row = manifest()[file]
    day = date.fromisoformat(row["date"])
    return read_document(document, day=day, place=row["place"], known=load_knowledge())


def labels(file: str) -> list[Label]:
    path = FOLDER / "labels" / f"{file.rpartition('.')[0]}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def found(label: Label, file: str) -> str | None:
    """The indicator under which a labelled figure was read; None when it was not."""
    for proposal in reading(file).proposals:
        candidate = proposal.candidate
        overlaps = candidate.start < label["end"] and label["start"] < candidate.end
        if overlaps and candidate.value == label["value"]:
            return proposal.indicator
    return None


@pytest.mark.parametrize("file", SOURCES)
def test_labels_stand_where_intake_shows_the_figures(file):
    path = FOLDER / "labels" / f"{file.rpartition('.')[0]}.jsonl"
    current = dump_labels(SOURCES[file], reading(file).document.text)
    assert path.read_text(encoding="utf-8") == current


def test_most_figures_are_found_under_the_right_indicator():
    results = [(label, found(label, file)) for file in SOURCES for label in labels(file)]
    assert len(results) == 98
    right = sum(code == label["indicator"] for label, code in results)
    assert sum(code is not None for _, code in results) >= LEAST_FIGURES_FOUND * len(results)
    assert right >= LEAST_INDICATORS_RIGHT * len(results)
