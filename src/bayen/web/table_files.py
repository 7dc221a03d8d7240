"""The totals table as files: what the page shows, in the same order, no more and no less."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from bayen.core.quantities import render_number
from bayen.web.cells import CellView
from bayen.web.totals import Grid, RowView

CSV_MEDIA = "text/csv; charset=utf-8"
XLSX_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render_csv(grid: Grid, heading: Sequence[str]) -> bytes:
    """UTF-8 with the mark by which Excel knows it; the heading stands in the first lines."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([line] for line in heading)
    writer.writerow(_titles(grid))
    compares = grid.compares
    writer.writerows(_texts(row, compares=compares) for row in grid.rows)
    return out.getvalue().encode("utf-8-sig")


def render_xlsx(grid: Grid, heading: Sequence[str]) -> bytes:
    """Numbers stay numbers: a bound is part of their format, so that sums work on."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(_("Tổng hợp"))
    for at, line in enumerate(heading):
        sheet.write_string(at, 0, line, book.add_format({"bold": at == 0}))
    top = len(heading) + 1
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"})
    for column, title in enumerate(_titles(grid)):
        sheet.write_string(top, column, title, head)
    formats, compares = _Formats(book), grid.compares
    for at, row in enumerate(grid.rows, top + 1):
        _write_row(sheet, at, row, formats, compares=compares)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_column(0, 0, 30)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(top)
    book.close()
    return out.getvalue()


class _Formats:
    """One format for each bound and weight; workbooks limit how many they take."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], xlsxwriter.format.Format] = {}

    def text(self, row: RowView) -> xlsxwriter.format.Format:
        return self._format("@", row.is_total)

    def number(self, cell: CellView, row: RowView) -> xlsxwriter.format.Format:
        is_whole = cell.number is not None and cell.number == cell.number.to_integral_value()
        digits = "#,##0" if is_whole else "#,##0.0##"
        return self._format(f'"{cell.word} "{digits}' if cell.word else digits, row.is_total)

    def plain(self, row: RowView) -> xlsxwriter.format.Format:
        return self._format("#,##0.##", row.is_total)

    def _format(self, shape: str, bold: bool) -> xlsxwriter.format.Format:
        key = (shape, bold)
        if key not in self._made:
            look = {"num_format": shape, "bold": bold, "border": 1}
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet,
    at: int,
    row: RowView,
    formats: _Formats,
    *,
    compares: bool,
) -> None:
    sheet.write_string(at, 0, row.label, formats.text(row))
    sheet.write_string(at, 1, _sent(row), formats.text(row))
    step = 3 if compares else 1
    for column, cell in enumerate(row.cells):
        _write_cell(sheet, at, 2 + column * step, cell, row, formats)
        if compares:
            for more, number in enumerate((cell.before, cell.percent), 3 + column * step):
                if number is None:
                    sheet.write_blank(at, more, None, formats.text(row))
                else:
                    sheet.write_number(at, more, float(number), formats.plain(row))


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    at: int,
    column: int,
    cell: CellView,
    row: RowView,
    formats: _Formats,
) -> None:
    if cell.number is None and not cell.text:
        sheet.write_blank(at, column, None, formats.text(row))
    elif cell.number is None:
        sheet.write_string(at, column, cell.text, formats.text(row))
    else:
        sheet.write_number(at, column, float(cell.number), formats.number(cell, row))
    if cell.flag:
        sheet.write_comment(at, column, cell.title or cell.flag)


def _titles(grid: Grid) -> list[str]:
    titles = [f"{c.label} ({c.unit})" if c.unit else c.label for c in grid.columns]
    if not grid.compares:
        return titles
    more = _("cùng kỳ"), _("so cùng kỳ, %")
    return titles[:2] + [one for title in titles[2:] for one in (title, *more)]


def _texts(row: RowView, *, compares: bool) -> list[str]:
    texts = [row.label, _sent(row)]
    for cell in row.cells:
        texts.append(cell.as_text)
        if compares:
            texts += ["" if n is None else render_number(n) for n in (cell.before, cell.percent)]
    return texts


def _sent(row: RowView) -> str:
    if row.state is not None:
        return row.state.words
    return f"{row.reported}/{row.expected}" if row.expected else ""
