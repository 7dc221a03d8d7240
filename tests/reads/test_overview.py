"""The overview compares like with like: those that told both years with themselves."""

from decimal import Decimal

import pytest

from bayen.actions.accepting import accept_submissions
from bayen.actions.forms import FormEntry, submit_forms
from bayen.catalogue.places import load_atlas
from bayen.reads.like_with_like import Comparison
from bayen.reads.overview import overview
from tests.cast import FORM, SON_LA, SOP_COP, month

pytestmark = pytest.mark.django_db
TIPS, MODELS = "tip.received", "model.count"
THEN, NOW = month("2025-M10"), month("2026-M10")


def accepted(actor, period, figures):
    entries = [FormEntry(FORM, place, period, raw) for place, raw in figures.items()]
    sent = submit_forms(actor=actor, entries=entries)
    assert sent.refused == ()
    accept_submissions(actor=actor, submissions=sent.submissions)


def headline(actor, place, code):
    return next(h for h in overview(actor, place, NOW).headlines if h.indicator.code == code)


def some_communes(number):
    return load_atlas().children_between(SON_LA, (NOW.last_day,))[:number]


def test_while_some_have_not_sent_those_that_have_are_compared_with_themselves(binh):
    first, second, third = some_communes(3)
    accepted(binh, THEN, {first: {TIPS: "10"}, second: {TIPS: "5"}, third: {TIPS: "100"}})
    accepted(binh, NOW, {first: {TIPS: "16"}, second: {TIPS: "5"}})
    found = overview(binh, SON_LA, NOW)
    alike = Comparison(Decimal(21), Decimal(15), 2)
    assert next(h.compared for h in found.headlines if h.indicator.code == TIPS) == alike
    assert [(c.indicator.code, c.percent) for c in found.changes] == [(TIPS, Decimal(40))]


def test_one_place_complete_both_times_is_compared_as_a_whole(binh):
    accepted(binh, THEN, {SOP_COP: {TIPS: "10", MODELS: "4"}})
    accepted(binh, NOW, {SOP_COP: {TIPS: "8", MODELS: "4"}})
    tips, models = (headline(binh, SOP_COP, code).compared for code in (TIPS, MODELS))
    assert tips == Comparison(Decimal(8), Decimal(10))
    assert tips.percent == Decimal(-20)
    assert models.percent == 0


def test_where_nobody_told_both_nothing_is_compared(binh):
    first, second = some_communes(2)
    accepted(binh, THEN, {first: {TIPS: "10"}})
    accepted(binh, NOW, {second: {TIPS: "10"}})
    assert headline(binh, SON_LA, TIPS).compared is None
    assert overview(binh, SON_LA, NOW).changes == ()
    assert headline(binh, first, TIPS).compared is None


def test_of_nothing_there_is_no_percent():
    assert Comparison(Decimal(3), Decimal(0)).percent is None
