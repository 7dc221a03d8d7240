"""Learn by labelled texts which of the candidates the reader lists is right.

    python -m tools.fit_choices                  learn every choice, write its points
    python -m tools.fit_choices period           one of them
    python -m tools.fit_choices period --judge   leave whole authors out, write nothing
    python -m tools.fit_choices --check          write nothing; 1 when the points would differ

On texts that were at hand when rules were written the rules are right too often. So the whole
texts count twice, half each: as the rules read them before they were looked at
(corpus/first-looks.tsv), and as they read them now. The same texts and rules give the same points.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bayen.catalogue.choices import POINTS_PER_UNIT
from tools import own_groups, period_groups, place_groups
from tools.choice_model import Fit, Group, fit, leave_authors_out
from tools.score_reading import CORPUS, ROOT

DATA = ROOT / "src" / "bayen" / "catalogue" / "data" / "choices"
LEAST_DOCUMENTS = 4
LEAST_POINTS = 5
"""A feature worth less decides nothing; leaving it out keeps the file small."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of choice that the reader makes.

    Attributes:
        groups: the labelled figures of the open corpus with their candidates.
        ridge: pull of every log-odds to zero.
        lead: by which another candidate must lead the rules' own.
    """

    groups: Callable[[Path], Sequence[Group]]
    ridge: float
    lead: float


CHOICES: Mapping[str, Kind] = {
    "own": Kind(own_groups.own_groups, own_groups.RIDGE, own_groups.LEAD),
    "period": Kind(period_groups.period_groups, period_groups.RIDGE, period_groups.LEAD),
    "place": Kind(place_groups.place_groups, place_groups.RIDGE, place_groups.LEAD),
}


def learn(groups: Sequence[Group], ridge: float) -> dict[str, int]:
    """The points of each feature that is worth any."""
    learned = fit(groups, ridge=ridge, least_documents=LEAST_DOCUMENTS)
    points = {name: round(worth * POINTS_PER_UNIT) for name, worth in learned.worth.items()}
    return {name: worth for name, worth in points.items() if abs(worth) >= LEAST_POINTS}


def render(points: Mapping[str, int]) -> str:
    """The file of points."""
    lines = ["# Written by tools/fit_choices.py; never edited by hand.", "feature\tpoints"]
    lines += [f"{name}\t{worth}" for name, worth in sorted(points.items())]
    return "\n".join(lines) + "\n"


def judge(groups: Sequence[Group], kind: Kind) -> Iterator[str]:
    """A line an author: how often the rules were right, what another look gains and loses."""
    tallies: dict[str, Counter[str]] = {}
    for group, scores in leave_authors_out(
        groups, ridge=kind.ridge, least_documents=LEAST_DOCUMENTS
    ):
        tallies.setdefault(group.author, Counter()).update(_outcome(group, scores, kind.lead))
    for author, tally in [*sorted(tallies.items()), ("all", _sum(tallies.values()))]:
        yield (
            f"{author}\t{tally['asked']} asked, the rules right {tally['rules']}; "
            f"gained {tally['gained']}, lost {tally['lost']}"
        )


def _outcome(group: Group, scores: Sequence[float], lead: float) -> Counter[str]:
    best = max(range(len(scores)), key=scores.__getitem__)
    chosen = best if scores[best] - scores[0] > lead else 0
    was, now = group.right == 0, group.right == chosen
    return Counter(asked=1, rules=was, gained=now and not was, lost=was and not now)


def _sum(tallies: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for tally in tallies:
        total.update(tally)
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("choices", nargs="*", help=", ".join(CHOICES))
    parser.add_argument("--judge", action="store_true", help="leave whole authors out")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when they differ")
    arguments = parser.parse_args()
    differs = False
    for name in arguments.choices or CHOICES:
        kind = CHOICES[name]
        groups = kind.groups(CORPUS)
        if arguments.judge:
            print("\n".join(judge(groups, kind)))
            continue
        told = render(learn([group for group in groups if group.right >= 0], kind.ridge))
        path = DATA / f"{name}.tsv"
        differs |= not path.exists() or path.read_text(encoding="utf-8") != told
        if not arguments.check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(told, encoding="utf-8", newline="\n")
    return int(arguments.check and differs)


__all__ = ["CHOICES", "Fit", "Kind", "judge", "learn", "render"]


if __name__ == "__main__":
    sys.exit(main())
