"""Measure how sure readings may be said to be, and write it down as the data the reader uses.

    python -m tools.fit_confidence            fit on the open corpus and write the files
    python -m tools.fit_confidence --check    say whether the files are what the corpus gives now

Every figure of the open corpus and the examples is read twice: as the document came, and with
the place and period that an office chooses beside it. What the labels teach is counted first:
the indicators that the words beside a number had (experience-phrases.tsv) and the forms of an
indicator's days (experience-forms.tsv). Then each piece of evidence gets points for the aspects
that it bears on, by a logistic regression (ridge) for each. So that the shares are honest, a
figure's evidence and points come from counts and fits without its own report, ten parts in
turn. Neighbouring scores are pooled until
the share of right figures never falls as the score rises (pool adjacent violators), and each
band says a little less than it measured: its share had one more figure been wrong. The
held-back third takes no part. The same corpus and reader give the same files.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bayen.catalogue.confidence import POINTS_PER_UNIT, ConfidenceTable, Experience
from bayen.intake.confidence import form_keys, form_of, recall
from tools.score_reading import CORPUS, PARTS, ROOT, Judged, Line, judge, read_folder

DATA = ROOT / "src" / "bayen" / "catalogue" / "data"
EXAMPLES = ROOT / "examples" / "documents"
PART_COUNT = 10
RIDGE = 2.0
BEARS_ON = {
    "indicator": ("words", "rival", "family", "number", "seen"),
    "place": ("place",),
    "period": ("period", "times", "office", "family", "form"),
}
"""The groups of evidence that bear on each aspect. A bound or value is seldom wrong."""
LEAST_FIGURES = 400
"""Smaller bands are joined to a neighbour: of so many a share near 0.95 is known within 0.02."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A figure with all evidence for it."""

    evidence: tuple[str, ...]
    figure: Judged

    def bearing_on(self, aspect: str) -> list[str]:
        return [name for name in self.evidence if name.partition(":")[0] in BEARS_ON[aspect]]


@dataclass(slots=True)
class Bin:
    """Figures with scores from ``least`` on."""

    least: int
    right: int
    figures: int

    @property
    def share(self) -> float:
        return self.right / self.figures

    def take(self, other: Bin) -> None:
        self.right += other.right
        self.figures += other.figures


# --- figures and what they teach -------------------------------------------------------------


def load_judged() -> list[Judged]:
    """Every figure of the open texts that a table of evidence speaks of."""
    folders = [CORPUS / part for part in PARTS]
    read = [r for folder in (*folders, EXAMPLES) for r in read_folder(folder)]
    read += [r for folder in folders for r in read_folder(folder, told=True)]
    return [one for document in read for one in judge(document) if one.proposal.judgement.grounds]


def learn(judged: Sequence[Judged]) -> Experience:
    """What the labels of these figures teach."""
    heard: dict[tuple[str, str], set[str]] = {}
    forms: dict[str, Counter[str]] = {}
    for one in judged:
        if one.gold is None:
            continue
        indicator = one.gold["indicator"]
        for words in one.proposal.judgement.said:
            heard.setdefault((words, indicator), set()).add(one.document)
        for key in form_keys(one.proposal.judgement.said, indicator):
            forms.setdefault(key, Counter())[_form(one.gold)] += 1
    phrases: dict[str, dict[str, int]] = {}
    for (words, indicator), documents in sorted(heard.items()):
        phrases.setdefault(words, {})[indicator] = len(documents)
    return Experience(phrases, forms)


def _form(gold: Line) -> str:
    first, last = (date.fromisoformat(day) if day else None for day in (gold["from"], gold["to"]))
    return form_of((first, last))


def _samples(judged: Sequence[Judged], experience: Experience) -> Iterator[Sample]:
    for one in judged:
        read = one.proposal
        days = read.first_day, read.last_day
        recalled = recall(read.judgement.said, read.indicator, days, experience)
        yield Sample((*read.judgement.grounds, *recalled), one)


def _parts(judged: Sequence[Judged], salt: bytes) -> Iterator[tuple[list[Judged], list[Judged]]]:
    """The figures of each part of the reports, and those of all other parts."""
    numbers = [crc32(salt + one.document.encode()) % PART_COUNT for one in judged]
    for part in range(PART_COUNT):
        mine = [one for one, number in zip(judged, numbers, strict=True) if number == part]
        others = [one for one, number in zip(judged, numbers, strict=True) if number != part]
        yield mine, others


# --- points ----------------------------------------------------------------------------------


def fit(judged: Sequence[Judged]) -> ConfidenceTable:
    """Points of each piece of evidence, where no figure is remembered from its own report."""
    found = [
        sample
        for mine, others in _parts(judged, b"points")
        for sample in _samples(mine, learn(others))
    ]
    points: dict[str, dict[str, int]] = {}
    base: dict[str, int] = {}
    for aspect in BEARS_ON:
        *weights, start = _weights(found, aspect)
        names = _names(found, aspect)
        points[aspect] = dict(zip(names, map(_points, weights), strict=True))
        base[aspect] = _points(start)
    return ConfidenceTable(points, base, ())


def _names(found: Sequence[Sample], aspect: str) -> list[str]:
    return sorted({name for sample in found for name in sample.bearing_on(aspect)})


def _weights(found: Sequence[Sample], aspect: str) -> list[float]:
    """The log-odds of each piece of evidence, and of none, that this aspect is right."""
    index = {name: i for i, name in enumerate(_names(found, aspect))}
    held = np.zeros((len(found), len(index) + 1))
    held[:, -1] = 1.0
    for row, sample in enumerate(found):
        held[row, [index[name] for name in sample.bearing_on(aspect)]] = 1.0
    right = np.array([aspect in s.figure.right for s in found], dtype=np.float64)
    return [float(weight) for weight in _regress(held, right, _shares(found, aspect))]


def _shares(found: Sequence[Sample], aspect: str) -> Array:
    """How much each figure counts: a document's own place is guessed once for all its figures."""
    if aspect != "place":
        return np.ones(len(found))
    keys = [(s.figure.document, *s.bearing_on(aspect)) for s in found]
    often = Counter(keys)
    return np.array([1 / often[key] for key in keys])


def _points(weight: float) -> int:
    return round(weight * POINTS_PER_UNIT)


def _regress(held: Array, right: Array, counts: Array) -> Array:
    """Newton's method; the last column is the intercept and bears no penalty."""
    penalty = np.diag([RIDGE] * (held.shape[1] - 1) + [1e-6])
    weights = np.zeros(held.shape[1])
    for _ in range(40):
        share = 1 / (1 + np.exp(-held @ weights))
        slope = held.T @ (counts * (right - share)) - penalty @ weights
        bend = (held * (counts * share * (1 - share))[:, None]).T @ held + penalty
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return np.asarray(weights)


# --- bands -----------------------------------------------------------------------------------


def measure(judged: Sequence[Judged]) -> list[tuple[int, bool]]:
    """Each figure's score by a fit that has not seen its report, and whether it is right."""
    scores: list[tuple[int, bool]] = []
    for mine, others in _parts(judged, b"bands"):
        table, experience = fit(others), learn(others)
        for sample in _samples(mine, experience):
            scores.append((table.score(sample.evidence), sample.figure.is_right))
    return scores


def pool(scores: Sequence[tuple[int, bool]]) -> list[Bin]:
    """Bands with rising shares, lowest first."""
    bins: list[Bin] = []
    for score, is_right in sorted(scores):
        if not bins or bins[-1].least != score:
            bins.append(Bin(score, 0, 0))
        bins[-1].take(Bin(score, int(is_right), 1))
    pooled: list[Bin] = []
    for one in bins:
        pooled.append(one)
        while len(pooled) > 1 and _belongs_below(pooled[-2], pooled[-1]):
            last = pooled.pop()
            pooled[-1].take(last)
    if len(pooled) > 1 and pooled[-1].figures < LEAST_FIGURES:
        last = pooled.pop()
        pooled[-1].take(last)
    return pooled


def _belongs_below(lower: Bin, upper: Bin) -> bool:
    return lower.share >= upper.share or lower.figures < LEAST_FIGURES


# --- files -----------------------------------------------------------------------------------


def render_table(table: ConfidenceTable, bins: Sequence[Bin]) -> str:
    """confidence.toml."""
    lines = ["# Written by tools/fit_confidence.py from the open corpus; never edited by hand."]
    lines += ["", "[base]", *(f"{aspect} = {worth}" for aspect, worth in table.base.items())]
    for aspect, points in table.points.items():
        for group, members in groupby(points.items(), key=lambda item: item[0].partition(":")[0]):
            lines += ["", f"[points.{aspect}.{group}]"]
            lines += [f'"{name.partition(":")[2]}" = {worth}' for name, worth in members]
    for one in reversed(bins):
        share = max(one.right - 1, 0) / one.figures
        lines += ["", "[[band]]", f"least = {0 if one is bins[0] else one.least}"]
        lines += [f"share = {share:.3f}", f"figures = {one.figures}"]
    return "\n".join(lines) + "\n"


def render_experience(experience: Experience) -> dict[str, str]:
    """The tables of experience, by the names of their files."""
    texts = {}
    for name, heading, table in (
        ("experience-phrases.tsv", "words\tindicator\treports", experience.phrases),
        ("experience-forms.tsv", "indicator\tform\tfigures", experience.forms),
    ):
        rows = [f"{k}\t{n}\t{c}" for k in sorted(table) for n, c in sorted(table[k].items())]
        texts[name] = "\n".join([heading, *rows]) + "\n"
    return texts


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when they differ")
    check: bool = parser.parse_args().check
    judged = load_judged()
    bins = pool(measure(judged))
    for one in reversed(bins):
        print(f"from {one.least:5}: {one.figures:5} figures, right {one.share:.3f}")
    texts = render_experience(learn(judged))
    texts["confidence.toml"] = render_table(fit(judged), bins)
    if check:
        return int(any((DATA / n).read_text(encoding="utf-8") != t for n, t in texts.items()))
    for name, text in texts.items():
        (DATA / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
