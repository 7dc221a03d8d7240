"""A form as a workbook to fill in without a connection: one place, one period, nothing else.

Only the cells of this period are open; the period before stands beside them in grey, and a
hidden sheet says which form of whom it is, so that the file can be taken back without asking.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from bayen.core.quantities import Bound, Quantity, render_quantity
from bayen.outputs.archive import settle_archive

KEYS_SHEET = "_bayen"
FORM_SHEET = "Biểu mẫu"
_NOW = 3  # the column of this period, D
_WIDTHS = (46, 12, 14, 16, 18)
_HEADS = ("Chỉ tiêu", "Đơn vị", "Kỳ trước", "Kỳ này", "Lũy kế từ đầu năm")
_NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  (a workbook keeps no zone)
_RED = "FFF4C7C3"


@dataclass(frozen=True, slots=True)
class WorkbookField:
    """One row.

    Attributes:
        previous: of the period before; None when nobody reported it.
        so_far: the year before this period; None of what does not add up.
        now: what is filled in already; None when nothing is.
    """

    code: str
    label: str
    unit: str
    previous: Quantity | None
    so_far: Quantity | None
    now: Quantity | None


@dataclass(frozen=True, slots=True)
class WorkbookSection:
    title: str
    fields: tuple[WorkbookField, ...]


@dataclass(frozen=True, slots=True)
class FormWorkbook:
    """What is written into the file.

    Attributes:
        title, place, period, due: the head, for people.
        sections: in the form's order.
    """

    title: str
    place: str
    period: str
    due: str
    sections: tuple[WorkbookSection, ...]
    layout: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "layout", dict(_layout(self.sections)))


_FIRST_ROW = 6  # zero-based: below the head


def _layout(sections: Iterable[WorkbookSection]) -> Iterable[tuple[str, str]]:
    row = _FIRST_ROW
    for section in sections:
        row += 1
        for one in section.fields:
            yield one.code, xl_rowcol_to_cell(row, _NOW)
            row += 1


def render_form_workbook(form: FormWorkbook, keys: Mapping[str, str]) -> bytes:
    """The workbook; the same content gives the same bytes.

    Args:
        form: what it shows.
        keys: what the hidden sheet says of it, with a signature over the rest.
    """
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"title": form.title, "created": _NO_DAY})
    _Sheet(workbook, workbook.add_worksheet(FORM_SHEET)).write(form)
    _write_keys(workbook.add_worksheet(KEYS_SHEET), form.layout, keys)
    workbook.close()
    return settle_archive(buffer.getvalue())


def mark_cells(data: bytes, problems: Mapping[str, str]) -> bytes:
    """A copy of a workbook with the named cells coloured, each with what is wrong with it."""
    book = load_workbook(io.BytesIO(data))
    sheet = book[FORM_SHEET]
    for cell, problem in problems.items():
        sheet[cell].fill = PatternFill("solid", fgColor=_RED)
        sheet[cell].comment = Comment(problem, "Ba Yên", height=120, width=280)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_keys(sheet: Worksheet, layout: Mapping[str, str], keys: Mapping[str, str]) -> None:
    rows = [("key", *pair) for pair in keys.items()] + [("field", *pair) for pair in layout.items()]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    sheet.protect()
    sheet.very_hidden()


class _Sheet:
    """Writes the sheet that people see, from the top row down."""

    def __init__(self, workbook: Workbook, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._workbook = workbook
        self.row = 0

    def _look(self, **properties: object) -> Format:
        return self._workbook.add_format(
            {"font_name": "Times New Roman", "font_size": 12} | properties
        )

    def write(self, form: FormWorkbook) -> None:
        self._write_head(form)
        heading = self._look(bold=True, bg_color="#e7f0f9", border=1)
        self.row = _FIRST_ROW
        for section in form.sections:
            self.sheet.merge_range(self.row, 0, self.row, len(_HEADS) - 1, section.title, heading)
            self.row += 1
            for one in section.fields:
                self._write_field(one)
                self.row += 1
        self.sheet.protect("", {"select_locked_cells": True, "format_columns": True})
        self.sheet.freeze_panes(_FIRST_ROW, 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_FIRST_ROW - 1)

    def _write_head(self, form: FormWorkbook) -> None:
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)
        bold, plain = self._look(bold=True), self._look(italic=True)
        self.sheet.write_string(0, 0, form.title, bold)
        self.sheet.write_string(1, 0, f"{form.place} · {form.period}", bold)
        self.sheet.write_string(2, 0, f"Hạn gửi: {form.due}", plain)
        rules = "Chỉ ghi ở cột «Kỳ này». Để trống là chưa báo cáo, 0 là không phát sinh."
        self.sheet.write_string(3, 0, rules, plain)
        head = self._look(bold=True, border=1, align="center", text_wrap=True, bg_color="#f1f4f7")
        for column, text in enumerate(_HEADS):
            self.sheet.write_string(_FIRST_ROW - 1, column, text, head)

    def _write_field(self, one: WorkbookField) -> None:
        plain = self._look(border=1, text_wrap=True, valign="top")
        grey = self._look(border=1, font_color="#6b7785", align="right")
        open_ = self._look(
            border=1,
            locked=False,
            align="right",
            bold=True,
            bg_color="#fffbf0",
        )
        self.sheet.write_string(self.row, 0, one.label, plain)
        self.sheet.write_string(self.row, 1, one.unit, plain)
        self._write_quantity(2, one.previous, grey)
        self._write_now(one, open_)
        self._write_so_far(one, grey)

    def _write_quantity(self, column: int, quantity: Quantity | None, look: Format) -> None:
        if quantity is None:
            self.sheet.write_blank(self.row, column, None, look)
        elif quantity.bound is Bound.EXACT:
            self.sheet.write_number(self.row, column, float(quantity.value), look)
        else:
            self.sheet.write_string(self.row, column, render_quantity(quantity), look)

    def _write_now(self, one: WorkbookField, look: Format) -> None:
        cell = xl_rowcol_to_cell(self.row, _NOW)
        self._write_quantity(_NOW, one.now, look)
        self.sheet.data_validation(
            cell,
            {
                "validate": "custom",
                "value": f"=OR(ISTEXT({cell}),AND(ISNUMBER({cell}),{cell}>=0))",
                "input_title": "Kỳ này",
                "input_message": "Số từ 0 trở lên, hoặc chữ như «hơn 300»; để trống nếu chưa có.",
                "error_title": "Số chưa đúng",
                "error_message": "Ghi số từ 0 trở lên; để trống nếu chưa có số liệu.",
            },
        )

    def _write_so_far(self, one: WorkbookField, look: Format) -> None:
        """Counted by the sheet itself where the months before are exact."""
        if one.so_far is None or one.so_far.bound is not Bound.EXACT:
            self._write_quantity(4, None, look)
            return
        cell = xl_rowcol_to_cell(self.row, _NOW)
        formula = f'=IF(ISNUMBER({cell}),{one.so_far.value}+{cell},"")'
        self.sheet.write_formula(self.row, 4, formula, look, "")
