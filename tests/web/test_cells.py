"""Every state of a cell looks its own way, in words as well as in colour."""

from decimal import Decimal

import pytest

from bayen.core.findings import Finding, Severity
from bayen.core.period_codes import parse_period
from bayen.core.quantities import Bound, Quantity
from bayen.core.questions import Basis, Cell
from bayen.web.cells import show_cell

MONTH = parse_period("2026-M09")


def cell(value=None, bound=Bound.EXACT, reported=1, expected=1, **more):
    quantity = None if value is None else Quantity(Decimal(value), bound)
    return Cell("case.total", "p14.2004", MONTH, quantity, reported, expected, **more)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (cell(1234), "1.234"),
        (cell(0), "0"),
        (cell(1234, Bound.OVER, 61, 75), "hơn 1.234"),
        (cell(None, reported=0), ""),
        (cell(None, reported=0, expected=0), "–"),
        (cell(5, comparable=False), "k.s.s."),
        (cell(5, findings=(Finding("x", Severity.WARN, "Kiểm tra lại."),)), "5 ⚠"),
    ],
)
def test_what_stands_in_a_cell(given, text):
    assert show_cell(given).as_text == text


def test_a_total_with_missing_reports_says_how_many_came():
    assert show_cell(cell(9, Bound.OVER, 61, 75)).title == "61/75 xã đã có số liệu"


def test_empty_is_not_zero():
    empty, zero = show_cell(cell(None, reported=0)), show_cell(cell(0))
    assert (empty.look, empty.title) == ("cell-empty", "chưa báo cáo (0/1 xã đã có số liệu)")
    assert (zero.look, zero.text) == ("", "0")


def test_a_stated_whole_says_that_it_is_one():
    assert show_cell(cell(9, reported=8, expected=8, basis=Basis.STATED)).title == (
        "số do chính đơn vị nêu"
    )
