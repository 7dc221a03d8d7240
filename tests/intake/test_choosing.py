"""Choosing among candidates by learned points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.catalogue.choices import POINTS_PER_UNIT
from bayen.intake.choosing import Crossed

LEAD = 0.5


def choose_spelled_out(points: dict[str, int], candidates: list[set[str]]) -> int:
    """What is meant: add up each candidate's points, and leave the first only for a leader."""
    scores = [sum(points.get(name, 0) for name in told) for told in candidates]
    best = scores.index(max(scores))
    return best if scores[best] - scores[0] > LEAD * POINTS_PER_UNIT else 0


def test_the_rules_own_stands_unless_another_leads_far_enough() -> None:
    near, far = ((), ("near",)), ((), ("far",))
    points = {"near": 120, "far": 20}
    assert Crossed(points, lead=0.5).choose((), [far, near]) == 1
    assert Crossed(points, lead=0.5).choose((), [near, near]) == 0
    assert Crossed(points, lead=1.5).choose((), [far, near]) == 0


def test_points_beside_what_is_known_count_only_there() -> None:
    near, far = ((), ("near",)), ((), ("far",))
    beside = Crossed({"near|stock": 120}, lead=0.5)
    assert beside.choose(("stock",), [far, near]) == 1
    assert beside.choose(("flow",), [far, near]) == 0


def test_nothing_to_choose_from_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to choose"):
        Crossed({}, lead=LEAD).choose((), [])


@given(
    st.dictionaries(st.sampled_from(["a", "b", "c|x", "c|y", "d|x", "c"]), st.integers(-300, 300)),
    st.sets(st.sampled_from("xyz")),
    st.lists(st.tuples(st.sets(st.sampled_from("ab")), st.sets(st.sampled_from("cd"))), min_size=1),
)
def test_crossed_points_are_those_of_all_pairs_spelled_out(
    points: dict[str, int], known: set[str], candidates: list[tuple[set[str], set[str]]]
) -> None:
    spelled = [
        {*alone, *crossed, *(f"{name}|{other}" for name in crossed for other in known)}
        for alone, crossed in candidates
    ]
    told = [(sorted(alone), sorted(crossed)) for alone, crossed in candidates]
    assert Crossed(points, lead=LEAD).choose(known, told) == choose_spelled_out(points, spelled)
