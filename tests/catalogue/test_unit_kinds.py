"""Kinds of groups and models: what each register feeds is asked, and counts as it should."""

from __future__ import annotations

from bayen.catalogue.forms import load_form
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.unit_kinds import kinds_that_feed, load_unit_kinds
from bayen.core.indicators import IndicatorKind


def test_what_there_is_feeds_stocks_and_what_began_or_ended_feeds_flows():
    kinds = load_indicators()
    for kind in load_unit_kinds().values():
        stocks, flows = (kind.count, kind.members), (kind.new, kind.ended)
        assert {kinds[code].kind for code in stocks if code} == {IndicatorKind.STOCK}
        assert {kinds[code].kind for code in flows if code} <= {IndicatorKind.FLOW}


def test_every_kind_of_group_of_the_monthly_form_has_a_register():
    asked = {code for code in load_form().indicators if code.startswith("group.")}
    assert len(asked) == 12
    assert asked <= kinds_that_feed().keys()
