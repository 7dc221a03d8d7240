"""Choosing among candidates by learned points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.catalogue.choices import POINTS_PER_UNIT
from bayen.intake.choosing import Crossed, Fact, spell_out

LEAD = 0.5


def as_they_are(*names: str) -> tuple[str, ...]:
    return names


def facts(*names: str) -> list[Fact]:
    """One fact of the first two names together, the others each by itself."""
    told: list[Fact] = [(as_they_are, name) for name in names[2:]]
    return [(as_they_are, *names[:2]), *told]


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
    assert beside.choose(facts("stock"), [far, near]) == 1
    assert beside.choose(facts("flow"), [far, near]) == 0


def test_nothing_to_choose_from_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to choose"):
        Crossed({}, lead=LEAD).choose((), [])


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "e", "c|x", "c|y", "d|x", "c"]), st.integers(-300, 300)
    ),
    st.sets(st.sampled_from("xyz")),
    st.lists(
        st.tuples(st.sets(st.sampled_from("abe")), st.sets(st.sampled_from("cd"))), min_size=1
    ),
)
def test_crossed_points_are_those_of_all_pairs_spelled_out(
    points: dict[str, int], known: set[str], candidates: list[tuple[set[str], set[str]]]
) -> None:
    spelled = [
        {*alone, *crossed, *(f"{name}|{other}" for name in crossed for other in known)}
        for alone, crossed in candidates
    ]
    told = [(facts(*sorted(alone)), sorted(crossed)) for alone, crossed in candidates]
    chooser, right = Crossed(points, lead=LEAD), choose_spelled_out(points, spelled)
    for _ in range(2):  # the second time by what was kept
        assert chooser.choose(facts(*sorted(known)), told) == right


def test_facts_stand_for_the_features_that_they_spell() -> None:
    assert list(spell_out(facts("a", "b", "c"))) == ["a", "b", "c"]
