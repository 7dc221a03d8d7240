"""Rows of a totals table: totals on top, names the Vietnamese way, empties last."""

import csv
import io
from decimal import Decimal

import openpyxl

from bayen.catalogue.indicators import load_indicators
from bayen.core.period_codes import parse_period
from bayen.core.quantities import Bound, Quantity
from bayen.core.questions import Cell
from bayen.web.table_files import render_csv, render_xlsx
from bayen.web.totals import Links, Order, PlaceRow, build_grid

MONTH = parse_period("2026-M09")
CASES = load_indicators()["case.total"]
LINKS = Links(sort=lambda key: f"?sort={key}", place=lambda p: f"/{p}", trail=lambda c: "/t")


def row(label, value, *, is_total=False, bound=Bound.EXACT, reported=1, expected=1):
    quantity = None if value is None else Quantity(Decimal(value), bound)
    cell = Cell("case.total", label, MONTH, quantity, reported, expected)
    return PlaceRow(label, label, (cell,), is_total)


ROWS = [
    row("xã Ô Quy Hồ", 5),
    row("xã Đoàn Kết", None, reported=0),
    row("xã Ớt", 1),
    row("phường Chiềng An", 1200),
    row("tỉnh Sơn La", 1206, is_total=True, bound=Bound.OVER, reported=3, expected=4),
]


def labels(order):
    return [r.label for r in build_grid(ROWS, [CASES], Order.parse(order), LINKS).rows]


def test_places_stand_in_the_order_of_the_official_list_until_asked_otherwise():
    assert labels("") == ["tỉnh Sơn La", *(r.label for r in ROWS if not r.is_total)]
    place = build_grid(ROWS, [CASES], Order.parse("-place"), LINKS).columns[0]
    assert (place.sorted, place.href) == ("descending", "?sort=")


def test_names_sort_the_vietnamese_way_without_their_level_word():
    assert labels("place") == [
        "tỉnh Sơn La",
        "phường Chiềng An",
        "xã Đoàn Kết",
        "xã Ô Quy Hồ",
        "xã Ớt",
    ]


def test_figures_sort_by_value_with_what_is_missing_last():
    assert labels("-case.total")[1:] == [
        "phường Chiềng An",
        "xã Ô Quy Hồ",
        "xã Ớt",
        "xã Đoàn Kết",
    ]
    assert labels("case.total")[-1] == "xã Đoàn Kết"


def test_headings_say_how_they_are_sorted_and_lead_to_the_other_way():
    columns = build_grid(ROWS, [CASES], Order.parse("-case.total"), LINKS).columns
    assert columns[2].sorted == "descending"
    assert columns[2].href == "?sort=case.total"
    assert columns[0].href == "?sort=place"


def test_on_paper_every_column_is_there_and_every_part_names_its_places():
    codes = list(load_indicators())[:30]
    cells = tuple(Cell(code, "p", MONTH, Quantity(Decimal(1)), 1, 1) for code in codes)
    indicators = [load_indicators()[code] for code in codes]
    grid = build_grid([PlaceRow("p", "xã Ớt", cells)], indicators, Order(), LINKS)
    assert [column.label for sheet in grid.sheets for column in sheet.columns] == [
        indicator.name_vi for indicator in indicators
    ]
    assert [[row.label for row, _ in sheet.rows] for sheet in grid.sheets] == [["xã Ớt"]] * 3
    assert sum(len(found) for sheet in grid.sheets for _, found in sheet.rows) == 30


def test_the_csv_holds_what_the_page_shows():
    grid = build_grid(ROWS, [CASES], Order(), LINKS)
    text = render_csv(grid, ["Tổng hợp tỉnh Sơn La"]).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[0] == ["Tổng hợp tỉnh Sơn La"]
    assert lines[2] == ["tỉnh Sơn La", "3/4", "hơn 1.206"]
    assert lines[4] == ["xã Đoàn Kết", "0/1", ""]


def test_numbers_stay_numbers_in_the_workbook():
    grid = build_grid(ROWS, [CASES], Order(), LINKS)
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(grid, ["Tổng hợp"])))
    sheet = book["Tổng hợp"]
    total = sheet["C4"]
    assert total.value == 1206
    assert total.number_format == '"hơn "#,##0'
    assert sheet["C6"].value is None
