"""Work out how sure readings may be said to be, and write it down as data the reader uses.

    python -m tools.fit_confidence            fit and write the files
    python -m tools.fit_confidence --check    say whether the files are what this gives now

Two things are measured, of different texts. What the labels of the open corpus and the examples
teach is counted: the indicators that the words beside a number had (experience-phrases.tsv).
What evidence is worth (confidence.toml) comes from counts of texts that the rules had not seen
(corpus/confidence-counts.tsv, made by ``tools/count_confidence.py``): on texts that they have
seen they are right too often.

Each piece of evidence gets points for the parts that it bears on, by a logistic regression
(ridge) for each, in which stronger evidence never has fewer points than weaker; a part is
counted where the parts before it are right. The chances of the parts are multiplied, and raised
to a power, one where an office chose the place and one where none did: the boldest at which of
the figures called sure, in sets left out of the fit, as many are right as that promises. The same
counts give the same files.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from bayen.catalogue.confidence import POINTS_PER_UNIT, ConfidenceTable, Experience, is_told
from tools.count_confidence import COUNTS, Row, load_rows
from tools.score_reading import CORPUS, PARTS, ROOT, Judged, judge, read_folder

DATA = ROOT / "src" / "bayen" / "catalogue" / "data"
EXAMPLES = ROOT / "examples" / "documents"
FITTED_ON = ("retold", "held-sentences")
"""Sets of whole texts, and of sentences, on which nobody takes a second look; held reports only
help to tell what is together."""
SURE = 0.95
RIDGE = 0.5
ORDER = {
    "words": ("none", "weak", "light", "middling", "firm", "heavy", "own"),
    "rival": ("near", "beside", "far", "none"),
    "look": (
        "against", "differs", "differs-little", "agrees-little", "agrees", "none", "likely",
        "sure", "certain",
    ),
    "number": ("bare", "fraction", "percent", "counted"),
    "seen": (
        "differs-short", "differs-long", "never", "mixed-long", "mixed-short", "agrees-short-1",
        "agrees-long-1", "agrees-short-2", "agrees-long-2", "agrees-short-3", "agrees-long-3",
    ),
    "unit": ("never", "rare", "sometimes", "often", "mostly", "always"),
    "place": (
        "none", "differs", "carried", "weak", "seldom", "named", "told-among", "alone", "titled",
        "told-alone", "told-titled",
    ),
    "around": ("others", "before", "none", "own"),
    "period": (
        "differs", "none", "event", "said-day", "several", "carried-among", "told-only",
        "state-among", "carried-alone", "said-among", "told-carried", "said-alone", "none-state",
        "state-alone", "said-state", "told-said",
    ),
}  # fmt: skip
"""Evidence from the weakest on: the stronger is never worth less. Families have no order."""
BEARS_ON = {
    "number": ("words",),
    "indicator": ("words", "rival", "look", "number", "seen", "unit", "family"),
    "place": ("place", "around"),
    "period": ("period", "family"),
}
PER_TEXT = 4
"""The place of a text is found once for its figures, about eight: they count for fewer."""

Array = NDArray[np.float64]


# --- what labels teach -----------------------------------------------------------------------


def load_judged() -> list[Judged]:
    """Every figure of the open texts that the table speaks of."""
    folders = [CORPUS / part for part in PARTS]
    read = [r for folder in (*folders, EXAMPLES) for r in read_folder(folder)]
    read += [r for folder in folders for r in read_folder(folder, told=True)]
    return [one for document in read for one in judge(document) if one.proposal.judgement.grounds]


def learn(judged: Sequence[Judged]) -> Experience:
    """What the labels of these figures teach."""
    heard: dict[tuple[str, str], set[str]] = {}
    for one in judged:
        if one.gold is None:
            continue
        for words in one.proposal.judgement.said:
            heard.setdefault((words, one.gold["indicator"]), set()).add(one.document)
    phrases: dict[str, dict[str, int]] = {}
    for (words, indicator), documents in sorted(heard.items()):
        phrases.setdefault(words, {})[indicator] = len(documents)
    return Experience(phrases)


# --- points ----------------------------------------------------------------------------------

_APART = {False: 1.0, True: 1.0}
"""Powers at which every part is by itself, where an office chose the place and where none did."""


def fit(rows: Sequence[Row], together: Mapping[bool, float] = _APART) -> ConfidenceTable:
    """Points of each piece of evidence.

    Args:
        rows: the counts.
        together: how far parts go wrong together where an office chose the place (True), and
            where none did.
    """
    fitted = {part: fit_part(rows, part) for part in BEARS_ON}
    points = {part: found for part, (found, _) in fitted.items()}
    base = {part: start for part, (_, start) in fitted.items()}
    return ConfidenceTable(points, base, together[False], together[True])


_Cases = Mapping[tuple[str, ...], tuple[int, int]]
"""By the evidence that bears on a part: how often it was right, of how many."""


def _cases(rows: Sequence[Row], part: str, groups: Sequence[str]) -> _Cases:
    tried: Counter[tuple[str, ...]] = Counter()
    right: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        evidence = tuple(name for name in row.evidence if name.partition(":")[0] in groups)
        tried[evidence] += row.tried(part)
        right[evidence] += row.right[part]
    return {evidence: (right[evidence], count) for evidence, count in tried.items() if count}


def fit_part(rows: Sequence[Row], part: str) -> tuple[dict[str, int], int]:
    """Points of one part by name of evidence, and those that it begins with."""
    groups = BEARS_ON[part]
    cases = _cases(rows, part, groups)
    weight = 1 / PER_TEXT if part == "place" else 1.0
    steps = [step for group in groups for step in _steps(cases, group)]
    held = np.array([[*(step.is_in(names) for step in steps), True] for names in cases], float)
    right, tried = (weight * np.array(n, float) for n in zip(*cases.values(), strict=True))
    ordered = [step.group in ORDER for step in steps]
    *rises, start = _regress_rising(held, right, tried, ordered)
    worth = {f"{group}:{ORDER[group][0]}": 0.0 for group in groups if group in ORDER}
    for step, rise in zip(steps, rises, strict=True):
        for name in step.names:
            worth[name] = worth.get(name, 0.0) + rise
    points = {name: round(total * POINTS_PER_UNIT) for name, total in sorted(worth.items())}
    return points, round(start * POINTS_PER_UNIT)


@dataclass(frozen=True, slots=True)
class _Step:
    """Evidence whose worth rises together: a name and all stronger ones, or one of no order."""

    group: str
    names: frozenset[str]

    def is_in(self, evidence: Sequence[str]) -> bool:
        return not self.names.isdisjoint(evidence)


def _steps(cases: _Cases, group: str) -> list[_Step]:
    if group not in ORDER:
        names = {name for case in cases for name in case if name.startswith(f"{group}:")}
        return [_Step(group, frozenset({name})) for name in sorted(names)]
    names_up = [f"{group}:{name}" for name in ORDER[group]]
    return [_Step(group, frozenset(names_up[at:])) for at in range(1, len(names_up))]


def _regress_rising(
    held: Array, right: Array, counts: Array, ordered: Sequence[bool]
) -> list[float]:
    """What each step is worth: an ordered one that would fall is left out, and all fitted again."""
    kept = list(range(held.shape[1]))
    while True:
        weights = _regress(held[:, kept], right, counts)
        found = dict(zip(kept, weights, strict=True))
        falling = [step for step in kept[:-1] if ordered[step] and found[step] < 0]
        if not falling:
            return [float(found.get(step, 0.0)) for step in range(held.shape[1])]
        kept.remove(min(falling, key=lambda step: found[step]))


def _regress(held: Array, right: Array, counts: Array) -> Array:
    """Newton's method with halved steps; the last column is the intercept and bears no penalty."""
    penalty = np.diag([RIDGE] * (held.shape[1] - 1) + [1e-6])

    def loss(weights: Array) -> float:
        sums = held @ weights
        return float(
            counts @ np.logaddexp(0, sums) - right @ sums + weights @ penalty @ weights / 2
        )

    weights = np.zeros(held.shape[1])
    for _ in range(60):
        share = 1 / (1 + np.exp(-held @ weights))
        slope = held.T @ (right - counts * share) - penalty @ weights
        bend = (held * (counts * share * (1 - share))[:, None]).T @ held + penalty
        step = np.linalg.solve(bend, slope)
        while loss(weights + step) > loss(weights) and float(np.abs(step).max()) > 1e-9:
            step = step / 2
        weights = weights + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return np.asarray(weights)


# --- all parts together ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scored:
    """Figures with the same evidence, and how sure each part is by points of other sets."""

    row: Row
    parts: Mapping[str, float]

    @property
    def alone(self) -> float:
        """The chance that all parts are right, were they independent."""
        return math.prod(self.parts.values())

    @property
    def is_told(self) -> bool:
        return is_told(self.row.evidence)

    def is_sure(self, together: float) -> bool:
        return min(math.pow(self.alone, together), *self.parts.values()) >= SURE


def measure(rows: Sequence[Row]) -> list[Scored]:
    """Each row by points fitted on the sets of `FITTED_ON`, without its own."""
    scored: list[Scored] = []
    for name in sorted({row.set for row in rows}):
        table = fit([row for row in rows if row.set != name and row.set.startswith(FITTED_ON)])
        mine = (row for row in rows if row.set == name)
        scored += [Scored(row, table.parts(row.evidence)) for row in mine]
    return scored


def find_together(scored: Sequence[Scored]) -> dict[bool, float]:
    """The boldest powers of the product at which the figures called sure are.

    One where an office chose the place, one where none did. Likelihood would choose the power
    that suits most figures; what is promised is the few on top.
    """
    return {told: _boldest([one for one in scored if one.is_told == told]) for told in _APART}


def _boldest(scored: Sequence[Scored]) -> float:
    powers = (power / 100 for power in range(20, 100))
    honest = (p for p in powers if _is_honest([one.row for one in scored if one.is_sure(p)]))
    return next(honest, 1.0)


def _is_honest(rows: Sequence[Row]) -> bool:
    return sum(row.all_right for row in rows) >= SURE * sum(row.figures for row in rows)


def tell_sure(scored: Sequence[Scored], together: Mapping[bool, float]) -> Iterator[str]:
    """A line a set: of how many figures said to be sure how many are right."""
    sure = [one.row for one in scored if one.is_sure(together[one.is_told])]
    for name, told in sorted({(one.row.set, one.row.told) for one in scored}):
        mine = [row for row in sure if (row.set, row.told) == (name, told)]
        all_figures = sum(o.row.figures for o in scored if (o.row.set, o.row.told) == (name, told))
        right, figures = sum(row.all_right for row in mine), sum(row.figures for row in mine)
        words = "told" if told else "as it came"
        yield f"{name}, {words}: of {all_figures} figures {figures} sure, {right} of them right"


# --- files -----------------------------------------------------------------------------------


def render_table(table: ConfidenceTable) -> str:
    """confidence.toml."""
    lines = ["# Written by tools/fit_confidence.py from corpus/confidence-counts.tsv."]
    lines += [f"together = {table.together}", f"together_told = {table.together_told}"]
    lines += ["", "[base]", *(f"{part} = {worth}" for part, worth in table.base.items())]
    for part, points in table.points.items():
        for group, members in groupby(points.items(), key=lambda item: item[0].partition(":")[0]):
            lines += ["", f"[points.{part}.{group}]"]
            lines += [f'"{name.partition(":")[2]}" = {worth}' for name, worth in members]
    return "\n".join(lines) + "\n"


def render_experience(experience: Experience) -> str:
    """experience-phrases.tsv."""
    table = experience.phrases
    rows = [f"{k}\t{n}\t{c}" for k in sorted(table) for n, c in sorted(table[k].items())]
    return "\n".join(["words\tindicator\treports", *rows]) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when they differ")
    check: bool = parser.parse_args().check
    rows = load_rows(COUNTS)
    scored = measure(rows)
    together = find_together(scored)
    print("\n".join(tell_sure(scored, together)))
    fitted = fit([row for row in rows if row.set.startswith(FITTED_ON)], together)
    texts = {
        "experience-phrases.tsv": render_experience(learn(load_judged())),
        "confidence.toml": render_table(fitted),
    }
    if check:
        return int(any((DATA / n).read_text(encoding="utf-8") != t for n, t in texts.items()))
    for name, text in texts.items():
        (DATA / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
