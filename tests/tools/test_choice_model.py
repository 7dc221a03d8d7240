"""The fit of a conditional logit, on figures whose right answer follows a known rule."""

from __future__ import annotations

import numpy as np
import pytest

from tools.choice_model import Group, fit, leave_authors_out, loss_of


def _groups(count: int, seed: int) -> list[Group]:
    """Candidates of which "said" is right, save beside "negated", and noise that tells nothing."""
    draw = np.random.default_rng(seed)
    groups = []
    for number in range(count):
        negated = draw.random() < 0.3
        noise = [f"noise{draw.integers(20)}" for _ in range(2)]
        said = {"said", noise[0]} | ({"said & negated"} if negated else set())
        groups.append(
            Group(f"d{number % 40}", f"a{number % 4}", [{noise[1]}, said], int(not negated))
        )
    return groups


def test_a_rule_with_an_exception_is_learned_and_holds_for_new_authors() -> None:
    groups = _groups(400, seed=1)
    right = [int(np.argmax(scores)) == group.right for group, scores in leave_authors_out(groups)]
    assert len(right) == len(groups)
    assert all(right)


def test_features_of_a_single_document_are_not_learned() -> None:
    groups = [*_groups(80, seed=2), Group("d1", "a1", [{"only here"}, {"said"}], 0)]
    assert "only here" not in fit(groups).worth


def test_a_stronger_ridge_claims_less() -> None:
    groups = _groups(200, seed=3)
    assert fit(groups, ridge=20).worth["said"] < fit(groups, ridge=0.5).worth["said"]


def test_the_slope_is_that_of_the_loss() -> None:
    loss, known = loss_of(_groups(60, seed=4), ridge=1.0, least_documents=2)
    worth = np.linspace(-1, 1, len(known))
    slope, step = loss(worth)[1], 1e-5
    for index in range(len(known)):
        aside = np.zeros(len(known))
        aside[index] = step
        rise = (loss(worth + aside)[0] - loss(worth - aside)[0]) / (2 * step)
        assert rise == pytest.approx(slope[index], abs=1e-4)
