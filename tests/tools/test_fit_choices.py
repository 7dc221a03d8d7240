"""The points of second looks: what is kept of a fit, how a look is judged, what is shipped."""

from __future__ import annotations

import pytest

from bayen.catalogue.choices import load_points
from tools.choice_model import Group
from tools.fit_choices import CHOICES, Kind, judge, learn, render


def _groups() -> list[Group]:
    """Two authors; the rules are right save where a figure leans on the sentence before."""
    groups = []
    for number in range(40):
        author, document = "ab"[number % 2], f"d{number % 10}"
        leans = number % 3 == 0
        candidates = [{"rules", "leans" if leans else "stands"}, {"before"} if leans else {"far"}]
        groups.append(Group(document, author, candidates, int(leans)))
    return groups


def test_a_feature_worth_little_is_left_out_of_the_file() -> None:
    points = learn(_groups(), ridge=1.0)
    assert points["before"] > 0 > points["far"]
    assert all(abs(worth) >= 5 for worth in points.values())
    assert render(points).splitlines()[1] == "feature\tpoints"


def test_a_look_is_judged_on_authors_it_was_not_taught_by() -> None:
    lines = list(judge(_groups(), Kind(lambda _: _groups(), ridge=1.0, lead=0.5)))
    assert [line.partition("\t")[0] for line in lines] == ["a", "b", "all"]
    assert lines[-1].endswith("40 asked, the rules right 26; gained 14, lost 0")


@pytest.mark.parametrize("choice", sorted(CHOICES))
def test_the_points_of_every_look_are_shipped(choice: str) -> None:
    points = load_points(choice)
    assert len(points) > 100
    assert all(points.values())
