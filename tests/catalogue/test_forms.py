"""The monthly form and the day it is due."""

from __future__ import annotations

from datetime import date

import pytest

from bayen.catalogue.forms import due_day, load_form, load_forms
from bayen.catalogue.indicators import load_indicators, load_sections
from bayen.core.indicators import IndicatorKind
from bayen.core.period_codes import parse_period
from bayen.core.places import Level


def test_the_monthly_form_asks_each_indicator_once_under_its_section():
    form = load_form()
    assert form.level is Level.COMMUNE
    assert len(form.indicators) == len(set(form.indicators)) == 40
    assert [s.code for s in form.sections] == [
        code for code in load_sections() if code in {s.code for s in form.sections}
    ]
    for section in form.sections:
        assert {load_indicators()[code].section for code in section.indicators} == {section.code}


def test_the_form_asks_counts_only_and_nothing_that_has_ended():
    indicators = load_indicators()
    for code in load_form().indicators:
        assert indicators[code].kind in {IndicatorKind.FLOW, IndicatorKind.STOCK}
        assert indicators[code].is_in_force(load_form().valid_from)


def test_a_whole_is_asked_with_all_its_parts():
    asked = set(load_form().indicators)
    for code in asked:
        assert set(load_indicators()[code].parts) <= asked


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2025-M01", True),
        ("2026-M09", True),
        ("2024-M12", False),
        ("2026-Q1", False),
        ("calendar:2026-M01", False),
    ],
)
def test_the_periods_it_is_for(code: str, expected: bool):
    assert load_form().is_for(parse_period(code)) is expected


@pytest.mark.parametrize(
    ("period", "due"),
    [
        ("2026-M01", date(2026, 1, 16)),  # cut off on Wednesday 14: Thursday, Friday
        ("2025-M11", date(2025, 11, 18)),  # cut off on Friday: Monday, Tuesday
        ("2025-M12", date(2025, 12, 16)),  # cut off on Sunday
        ("2026-M02", date(2026, 2, 24)),  # Tết: 16 to 20 February off
        ("2024-M02", date(2024, 2, 16)),  # Tết ends on the day of the cut-off
    ],
)
def test_due_two_working_days_after_the_cut_off(period: str, due: date):
    assert due_day(load_form(), parse_period(period)) == due
    assert due_day(load_form(), parse_period(period), "c04231.2025") == due


def test_a_province_may_set_its_own_days():
    form = load_form()
    assert "Khánh Hòa" in form.province_deadlines["p56.2004"].legal_basis
    assert due_day(form, parse_period("2025-M03"), "p56.2004") == date(2025, 3, 18)


def test_no_form_of_another_name():
    assert set(load_forms()) == {"thang-2025", "thon-2026"}
    with pytest.raises(KeyError):
        load_form("khong-co")
