"""Fitting confidence: points that rise with the evidence, one power for all parts together."""

import pytest

from bayen.catalogue.confidence import load_confidence
from tools.count_confidence import COUNTS, GROUPS, PART_NAMES, Row, dump_rows, load_rows
from tools.fit_confidence import (
    BEARS_ON,
    FITTED_ON,
    ORDER,
    Scored,
    find_together,
    fit_part,
)


@pytest.mark.parametrize(
    ("right", "power"), [(97, 0.2), (90, 0.85)], ids=["as bold as may be", "not called sure"]
)
def test_the_power_is_the_boldest_that_keeps_the_promise(right, power):
    parts = {"indicator": 0.97, "place": 0.97}
    scored = [Scored(row("none", right, 100), parts)]
    assert find_together(scored)[False] == power
    assert find_together([])[True] == 0.2  # nothing speaks against it


def row(period, right, figures):
    evidence = tuple(f"{group}:{period if group == 'period' else 'x'}" for group in GROUPS)
    return Row(
        "test", False, evidence, figures, dict.fromkeys(PART_NAMES, figures) | {"period": right}
    )


def test_stronger_evidence_never_has_fewer_points_whatever_was_counted():
    points, _ = fit_part([row("none", 90, 100), row("said-state", 10, 100)], "period")
    worth = [points[f"period:{name}"] for name in ORDER["period"]]
    assert worth == sorted(worth)


@pytest.mark.parametrize("part", ["number", "place"])
def test_the_shipped_points_are_what_the_counts_give(part):
    rows = [one for one in load_rows(COUNTS) if one.set.startswith(FITTED_ON)]
    points, base = fit_part(rows, part)
    shipped = load_confidence()
    assert (points, base) == (shipped.points[part], shipped.base[part])


def test_counts_name_only_known_evidence_and_are_kept_in_order(tmp_path):
    rows = load_rows(COUNTS)
    for one in rows:
        told = dict(name.split(":", 1) for name in one.evidence)
        assert all(told[group] in ORDER.get(group, told.values()) for group in GROUPS)
        assert all(one.tried(part) >= one.right[part] for part in BEARS_ON)
    dump_rows(rows, tmp_path / "again.tsv")
    assert (tmp_path / "again.tsv").read_bytes() == COUNTS.read_bytes()
