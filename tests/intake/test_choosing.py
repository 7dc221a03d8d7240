"""Choosing among candidates by learned points."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.intake.choosing import Chooser, Crossed, chances

FEATURES = st.sets(st.sampled_from("abcdef"), max_size=4)
POINTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(-500, 500))


def test_the_rules_own_stands_unless_another_leads_far_enough() -> None:
    chooser = Chooser({"near": 120, "far": 20}, lead=0.5)
    assert chooser.choose([{"far"}, {"near"}]) == 1
    assert chooser.choose([{"near"}, {"near"}]) == 0
    assert Chooser({"near": 120, "far": 20}, lead=1.5).choose([{"far"}, {"near"}]) == 0


def test_nothing_to_choose_from_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to choose"):
        Chooser({}).choose([])


@given(POINTS, st.lists(FEATURES, min_size=1, max_size=5))
def test_without_points_of_its_own_nothing_overrules_the_rules(
    points: dict[str, int], candidates: list[set[str]]
) -> None:
    chosen = Chooser(points).choose(candidates)
    scores = [Chooser(points).score(told) for told in candidates]
    assert scores[chosen] == max(scores)
    assert chosen == 0 or scores[chosen] > scores[0]


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=6))
def test_chances_sum_to_one_and_keep_the_order(scores: list[float]) -> None:
    found = chances(scores)
    assert math.isclose(sum(found), 1.0)
    assert found.index(max(found)) == scores.index(max(scores))


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
    assert Crossed(points, lead=0.5).choose(known, told) == Chooser(points, 0.5).choose(spelled)
