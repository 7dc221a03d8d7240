"""Publications as workbooks: a sheet of the text and a sheet for each annex.

Numbers stay numbers: bounds are number formats, totals are live sums wherever they truly are
the sum of their column. The same publication gives the same bytes.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from bayen.core.quantities import Quantity
from bayen.outputs.archive import settle_archive
from bayen.outputs.components import (
    HeaderCell,
    Role,
    annex_label,
    annex_reference,
    body_blocks,
    cell_alignment,
    date_line,
    header_rows,
    number_line,
)
from bayen.outputs.publication import (
    Annex,
    Blank,
    Cell,
    Column,
    Footnote,
    Number,
    NumberFormat,
    Publication,
    Row,
    Runs,
    Table,
    text_of,
)

TEXT_SHEET = "Báo cáo"

_NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  (a workbook keeps no zone)
_A4 = 9
# Without "no scheme" Excel would put the font of its theme in the place of the named one.
_FONT = {"font_name": "Times New Roman", "font_size": 12, "font_scheme": None}
_TEXT_WIDTH = 84
_NUMBER_WIDTH = 11.0
_HEADER_HEIGHT = 48
_LINE_HEIGHT = 16.5

_BOLD_ROLES = frozenset({Role.PART, Role.SECTION})
_ITALIC_ROLES = frozenset({Role.BASIS, Role.PROMPT})


def render_xlsx(publication: Publication) -> bytes:
    """The document as an xlsx file."""
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "default_format_properties": dict(_FONT)})
    _describe(workbook, publication)
    looks = _Looks(workbook)
    _write_text(workbook.add_worksheet(TEXT_SHEET), publication, looks)
    for position, annex in enumerate(publication.annexes, start=1):
        label = annex_label(position, len(publication.annexes))
        sheet = _AnnexSheet(workbook.add_worksheet(label), annex, looks)
        sheet.write((label, annex.title.upper(), annex_reference(publication)))
        _set_up_print(sheet.sheet, publication.marks, landscape=True)
    workbook.close()
    return settle_archive(buffer.getvalue())


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**_FONT, **properties})
        return self._made[key]

    def cell(self, cell: Cell, column: Column, *, bold: bool) -> Format:
        properties: dict[str, object] = {
            "border": 1,
            "valign": "vcenter",
            "text_wrap": True,
            "align": cell_alignment(cell, column).value,
            "bold": bold,
        }
        if isinstance(cell, Number):
            properties["num_format"] = number_format(cell.quantity, column.number_format)
        return self.get(**properties)


def number_format(quantity: Quantity, kind: NumberFormat) -> str:
    """A format that prints the bound and leaves the cell a number: ``"hơn "#,##0``."""
    exponent = quantity.value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    plain = "0.0%"
    if kind is NumberFormat.PLAIN:
        plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    word = quantity.bound.word_vi
    return f'"{word} "{plain}' if word else plain


def sums_up(table: Table, column: int) -> bool:
    """Whether the total of a column is exactly the sum of the figures above it."""
    if table.totals is None or table.columns[column].number_format is NumberFormat.PERCENT:
        return False
    total = table.totals[column]
    cells = (row.cells[column] for row in table.rows)
    values = [cell.quantity.value for cell in cells if isinstance(cell, Number)]
    if not isinstance(total, Number) or not values:
        return False
    return sum(values, start=Decimal(0)) == total.quantity.value


# --- an annex ----------------------------------------------------------------------------


@dataclass(slots=True)
class _AnnexSheet:
    """Writes one annex from the top row down; ``line`` is the next row."""

    sheet: Worksheet
    annex: Annex
    looks: _Looks
    line: int = field(default=0)

    @property
    def table(self) -> Table:
        return self.annex.table

    @property
    def last_column(self) -> int:
        return len(self.table.columns) - 1

    def write(self, title: tuple[str, str, str]) -> None:
        for position, column in enumerate(self.table.columns):
            self.sheet.set_column(position, position, column.width * _NUMBER_WIDTH)
        self._write_title(title)
        self._write_header()
        first = self.line
        for row in self.table.rows:
            self._write_row(row)
        self._write_totals(first)
        self._write_notes()

    def _write_title(self, title: tuple[str, str, str]) -> None:
        label, name, reference = title
        for text, look in (
            (label, self.looks.get(bold=True, align="center", text_wrap=True)),
            (name, self.looks.get(bold=True, align="center", text_wrap=True)),
            (reference, self.looks.get(italic=True, align="center", text_wrap=True)),
        ):
            self._write_across(text, look)
        self.line += 1

    def _write_header(self) -> None:
        top = self.line
        rows = header_rows(self.table)
        for cells in rows:
            for cell in cells:
                if cell.rows:
                    self._write_header_cell(cell)
            self.sheet.set_row(self.line, _HEADER_HEIGHT if cells is rows[-1] else None)
            self.line += 1
        self.sheet.repeat_rows(top, self.line - 1)
        self.sheet.freeze_panes(self.line, min(2, self.last_column))

    def _write_header_cell(self, cell: HeaderCell) -> None:
        look = self.looks.get(bold=True, border=1, align="center", valign="vcenter", text_wrap=True)
        text = f"{cell.text}\n({cell.unit})" if cell.unit else cell.text
        bottom, right = self.line + cell.rows - 1, cell.column + cell.columns - 1
        if (bottom, right) == (self.line, cell.column):
            self.sheet.write_string(self.line, cell.column, text, look)
        else:
            self.sheet.merge_range(self.line, cell.column, bottom, right, text, look)

    def _write_row(self, row: Row) -> None:
        for position, cell in enumerate(row.cells):
            self._write_cell(position, cell, bold=row.is_heading)
        self.line += 1

    def _write_cell(self, position: int, cell: Cell, *, bold: bool) -> None:
        column = self.table.columns[position]
        look = self.looks.cell(cell, column, bold=bold)
        if isinstance(cell, Number):
            self.sheet.write_number(self.line, position, _cell_value(cell, column), look)
        elif isinstance(cell, Blank) and not cell.value:
            self.sheet.write_blank(self.line, position, None, look)
        else:  # as a string always: a text that begins with "=" is no formula
            text = cell.value if isinstance(cell, Blank) else cell
            self.sheet.write_string(self.line, position, text, look)

    def _write_totals(self, first: int) -> None:
        if self.table.totals is None:
            return
        for position, cell in enumerate(self.table.totals):
            if isinstance(cell, Number) and sums_up(self.table, position):
                self._write_sum(position, cell, first)
            else:
                self._write_cell(position, cell, bold=True)
        self.line += 1

    def _write_sum(self, position: int, cell: Number, first: int) -> None:
        column = self.table.columns[position]
        top = xl_rowcol_to_cell(first, position)
        bottom = xl_rowcol_to_cell(self.line - 1, position)
        self.sheet.write_formula(
            self.line,
            position,
            f"=SUM({top}:{bottom})",
            self.looks.cell(cell, column, bold=True),
            _cell_value(cell, column),
        )

    def _write_notes(self) -> None:
        for position, note in enumerate(self.table.notes):
            text = f"Ghi chú: {note}" if position == 0 else note
            self._write_across(text, self.looks.get(italic=True, text_wrap=True))

    def _write_across(self, text: str, look: Format) -> None:
        room = sum(column.width for column in self.table.columns) * _NUMBER_WIDTH
        self.sheet.set_row(self.line, _height(text, room))
        if self.last_column:
            self.sheet.merge_range(self.line, 0, self.line, self.last_column, "", look)
        self.sheet.write_string(self.line, 0, text, look)
        self.line += 1


def _height(text: str, room: float) -> float:
    """For the lines that the text takes in ``room`` letters: programs do not all see to it."""
    lines = sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))
    return lines * _LINE_HEIGHT


def _cell_value(cell: Number, column: Column) -> int | float:
    value = cell.quantity.value
    if column.number_format is NumberFormat.PERCENT:
        return float(value / 100)
    return int(value) if value == value.to_integral_value() else float(value)


# --- the text ----------------------------------------------------------------------------


def _write_text(sheet: Worksheet, publication: Publication, looks: _Looks) -> None:
    sheet.set_column(0, 0, _TEXT_WIDTH)
    footnotes: list[str] = []
    lines = [*_head_lines(publication, looks)]
    for block in body_blocks(publication):
        look = looks.get(
            text_wrap=True,
            valign="top",
            bold=block.role in _BOLD_ROLES,
            italic=block.role in _ITALIC_ROLES,
        )
        lines.append((_with_marks(block.runs, footnotes), look))
    plain = looks.get(text_wrap=True, valign="top")
    lines += [(f"({number}) {note}", plain) for number, note in enumerate(footnotes, start=1)]
    for number, (text, look) in enumerate(lines):
        sheet.set_row(number, _height(text, _TEXT_WIDTH))
        sheet.write_string(number, 0, text, look)
    _set_up_print(sheet, publication.marks, landscape=False)


def _head_lines(publication: Publication, looks: _Looks) -> list[tuple[str, Format]]:
    plain = looks.get(text_wrap=True, valign="top")
    bold = looks.get(text_wrap=True, valign="top", bold=True)
    title = looks.get(text_wrap=True, bold=True, align="center")
    return [
        (publication.issuer_name.upper(), bold),
        (number_line(publication), plain),
        (date_line(publication), plain),
        (publication.kind.upper(), title),
        (publication.subject, title),
        *((f"Kính gửi: {addressee}", plain) for addressee in publication.addressees),
    ]


def _with_marks(runs: Runs, footnotes: list[str]) -> str:
    """The text with "(1)" where footnotes stand, which are added to the list."""
    written = ""
    for run in runs:
        if isinstance(run, Footnote):
            footnotes.append(run.text)
            written += f" ({len(footnotes)})"
        else:
            written += text_of((run,))
    return written


# --- the file ----------------------------------------------------------------------------


def _set_up_print(sheet: Worksheet, marks: tuple[str, ...], *, landscape: bool) -> None:
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    sheet.set_start_page(1)  # annexes are numbered each for itself
    sheet.set_header("&C&P")
    sheet.set_footer("&C" + " · ".join(marks).replace("&", "&&"))


def _describe(workbook: Workbook, publication: Publication) -> None:
    day = publication.day
    written = _NO_DAY if day is None else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    workbook.set_properties(
        {
            "title": f"{publication.kind} {publication.subject}".replace("\n", " "),
            "author": publication.issuer_name,
            "created": written,
        }
    )
