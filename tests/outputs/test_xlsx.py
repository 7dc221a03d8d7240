"""The workbook as a spreadsheet program would read it."""

import io
from dataclasses import replace

import openpyxl
import pytest

from bayen.core.quantities import Bound
from bayen.outputs.publication import Annex, Blank, Column, Number, NumberFormat, Row, Table
from bayen.outputs.xlsx import TEXT_SHEET, number_format, render_xlsx, sums_up
from tests.outputs.sample import number, publication, quantity


@pytest.fixture(scope="module")
def content():
    return render_xlsx(publication())


@pytest.fixture(scope="module")
def workbook(content):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def cached(content):
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def row_of(sheet, name):
    return next(row for row in sheet.iter_rows() if row[1].value == name)


def test_a_sheet_of_text_and_one_for_each_annex(workbook):
    assert workbook.sheetnames == [TEXT_SHEET, "Phụ lục I", "Phụ lục II"]
    written = [row[0].value for row in workbook[TEXT_SHEET].iter_rows()]
    assert "I. TÌNH HÌNH" in written
    assert written[-1] == "(1) Bản Pha chưa gửi số liệu tháng 9/2026."
    assert any("tham dự (1)." in text for text in written)


def test_numbers_are_numbers_and_unreported_cells_empty(workbook):
    sheet = workbook["Phụ lục I"]
    sen, pha, ha = (row_of(sheet, name) for name in ("Bản Sen", "Bản Pha", "Thôn Hạ"))
    assert (sen[2].value, sen[2].number_format) == (60, "#,##0")
    assert (pha[2].value, pha[3].value) == (None, None)
    assert (ha[3].value, ha[3].number_format) == (4200, '"hơn "#,##0')
    assert row_of(sheet, "Thôn Thượng")[2].value == 0
    assert (sen[4].value, sen[4].number_format) == (pytest.approx(0.9497), "0.0%")


def test_totals_are_live_sums_with_the_value_they_had(workbook, cached):
    total = row_of(workbook["Phụ lục I"], "Tổng số")
    assert total[2].value == "=SUM(C6:C10)"
    assert total[2].number_format == '"hơn "#,##0'
    values = row_of(cached["Phụ lục I"], "Tổng số")
    assert (values[2].value, values[3].value, values[4].value) == (280, 16800, "-")


def test_every_formula_agrees_with_its_cached_value(workbook, cached):
    formulas = 0
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    first, last = cell.value.removeprefix("=SUM(").removesuffix(")").split(":")
                    column = cached[sheet.title][first:last]
                    above = [line[0].value for line in column]
                    numbers = [value for value in above if isinstance(value, (int, float))]
                    assert sum(numbers) == cached[sheet.title][cell.coordinate].value
                    formulas += 1
    assert formulas == 12


def test_a_total_that_is_no_sum_stays_a_number():
    column = Column("x")
    rows = (Row((number(1),)), Row((number(2),)), Row((Blank.NOT_REPORTED,)))
    assert sums_up(Table((column,), rows, (number(3),)), 0)
    assert not sums_up(Table((column,), rows, (number(4),)), 0)
    assert not sums_up(Table((column,), rows, (Blank.NOT_APPLICABLE,)), 0)
    assert not sums_up(Table((column,), rows), 0)
    assert not sums_up(Table((column,), (Row(("-",)),), (number(0),)), 0)
    percent = replace(column, number_format=NumberFormat.PERCENT)
    assert not sums_up(Table((percent,), rows, (number(3),)), 0)


def test_text_that_looks_like_a_formula_is_text():
    table = Table((Column("x"),), (Row(("=1+1",)), Row((Number(quantity("0.125")),))))
    content = render_xlsx(replace(publication(), annexes=(Annex("Thử", table),)))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Phụ lục"]
    found = {cell.data_type: cell.value for row in sheet.iter_rows() for cell in row if cell.value}
    assert "f" not in found
    assert found["n"] == 0.125


@pytest.mark.parametrize(
    ("value", "bound", "kind", "written"),
    [
        ("17000", Bound.EXACT, NumberFormat.PLAIN, "#,##0"),
        ("4.5", Bound.UNDER, NumberFormat.PLAIN, '"gần "#,##0.0'),
        ("0.125", Bound.ABOUT, NumberFormat.PLAIN, '"khoảng "#,##0.000'),
        ("94.97", Bound.OVER, NumberFormat.PERCENT, '"hơn "0.0%'),
    ],
)
def test_bounds_are_formats(value, bound, kind, written):
    assert number_format(quantity(value, bound), kind) == written


def test_sheets_print_on_a4_one_page_wide_with_their_headers(workbook):
    for name, rows in (("Phụ lục I", "$5:$5"), ("Phụ lục II", "$5:$6")):
        sheet = workbook[name]
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        # a width of 1 is what the format takes for granted when it is not written
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == rows
        assert sheet.freeze_panes == f"C{int(rows[-1]) + 1}"
        assert sheet.oddFooter.center.text == "Số liệu minh họa"


def test_all_letters_are_times_new_roman(workbook):
    for sheet in workbook:
        faces = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value}
        assert faces == {"Times New Roman"}


def test_the_same_publication_gives_the_same_bytes(content):
    assert render_xlsx(publication()) == content
