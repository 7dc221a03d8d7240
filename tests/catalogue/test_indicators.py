"""Indicators: complete, dated, and consistent with the relations between them."""

from __future__ import annotations

import unicodedata
from datetime import date

from bayen.catalogue.indicators import load_indicators, load_relations, load_sections
from bayen.core.indicators import AtMost, IndicatorKind, Rate


def test_every_indicator_is_complete():
    indicators = load_indicators()
    assert len(indicators) == 134
    for code, indicator in indicators.items():
        assert indicator.code == code
        assert indicator.name_vi == unicodedata.normalize("NFC", indicator.name_vi).strip()
        assert indicator.name_vi
        assert indicator.name_en
        assert indicator.unit_vi or code == "other"
        assert indicator.section in load_sections()


def test_only_rates_are_in_percent():
    for indicator in load_indicators().values():
        assert (indicator.unit_vi == "%") == (indicator.kind is IndicatorKind.RATE)
        assert (indicator.rate is not None) == (indicator.kind is IndicatorKind.RATE)


def test_what_is_never_consolidated():
    kinds = load_indicators()
    assert {c for c, i in kinds.items() if i.kind is IndicatorKind.NONE} == {
        "document.criteria",
        "other",
    }


def test_cases_are_criminal_and_administrative():
    assert load_indicators()["case.total"].parts == ("case.criminal", "case.administrative")


def test_parts_add_as_their_whole_does():
    indicators = load_indicators()
    for indicator in indicators.values():
        for part in indicator.parts:
            assert indicators[part].kind is indicator.kind
            assert indicators[part].unit_vi == indicator.unit_vi


def test_rates_are_recomputed_from_counts():
    indicators = load_indicators()
    assert indicators["case.solved_percent"].rate == Rate("case.solved", "case.total")
    change = indicators["traffic.change_percent"].rate
    assert change == Rate("traffic.accidents", "traffic.accidents", is_change=True)


def test_what_ended_with_the_reforms():
    indicators = load_indicators()
    guards, teams = (
        indicators[f"group.{name}.count"] for name in ("neighbourhood_guard", "grassroots_security")
    )
    assert guards.is_in_force(date(2024, 6, 30))
    assert not guards.is_in_force(date(2024, 7, 1))
    assert not teams.is_in_force(date(2024, 6, 30))
    assert teams.is_in_force(date(2024, 7, 1))
    assert not indicators["place.districts"].is_in_force(date(2025, 7, 1))


def test_small_numbers_that_could_point_at_a_person_are_sensitive():
    sensitive = {c for c, i in load_indicators().items() if i.sensitive}
    assert {"tip.received", "tip.persons", "case.wanted", "case.drug"} <= sensitive
    assert {c for c in load_indicators() if c.startswith("oversight.")} <= sensitive
    assert "case.total" not in sensitive
    assert "mediation.cases" not in sensitive


def test_bounds_between_indicators():
    relations = load_relations()
    assert AtMost("tip.useful", "tip.received") in relations.at_most
    assert AtMost("place.border_communes", "place.communes") in relations.at_most
    assert len(set(relations.at_most)) == len(relations.at_most)
    assert all(bound.part != bound.whole for bound in relations.at_most)


def test_totals_of_all_groups_are_not_the_sum_of_the_kinds():
    assert load_indicators()["group.all.count"].parts == ()
    assert "group.mediation.count" in load_relations().partial["group.all.count"]
