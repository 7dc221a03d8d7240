"""Ruled tables, written as XML at once: tables of thousands of rows stay quick.

Header rows repeat on every page and no row is cut by one.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length

from bayen.outputs.components import HeaderCell, cell_alignment, cell_text, header_rows
from bayen.outputs.publication import Alignment, Cell, Column, Table

_SIZE, _SIZE_OF_WIDE = 12, 11
_WIDE_FROM = 10
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def make_table(table: Table, room: Length) -> BaseOxmlElement:
    """The table as an element, as wide as ``room``."""
    widths = _column_widths(table.columns, room)
    size = _SIZE_OF_WIDE if len(table.columns) >= _WIDE_FROM else _SIZE
    rows = [_header_row(cells, widths, size) for cells in header_rows(table)]
    rows += [
        _row(row.cells, table.columns, widths, size, bold=row.is_heading) for row in table.rows
    ]
    if table.totals is not None:
        rows.append(_row(table.totals, table.columns, widths, size, bold=True))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _column_widths(columns: tuple[Column, ...], room: Length) -> list[int]:
    """In twentieths of a point; together the room."""
    whole = sum(column.width for column in columns)
    return [int(room.twips * column.width / whole) for column in columns]


def _header_row(cells: tuple[HeaderCell, ...], widths: list[int], size: int) -> str:
    written = "".join(_header_cell(cell, widths, size) for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{written}</w:tr>"


def _header_cell(cell: HeaderCell, widths: list[int], size: int) -> str:
    width = sum(widths[cell.column : cell.column + cell.columns])
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = ""
    if cell.rows > 1:
        merge = '<w:vMerge w:val="restart"/>'
    elif cell.rows == 0:
        merge = "<w:vMerge/>"
    lines = [_paragraph(cell.text, Alignment.CENTER, size, bold=True)]
    if cell.unit:
        lines.append(_paragraph(f"({cell.unit})", Alignment.CENTER, size, italic=True))
    return _cell(width, span + merge, "".join(lines))


def _row(
    cells: tuple[Cell, ...],
    columns: tuple[Column, ...],
    widths: list[int],
    size: int,
    *,
    bold: bool,
) -> str:
    written = "".join(
        _cell(
            width,
            "",
            _paragraph(cell_text(cell, column), cell_alignment(cell, column), size, bold=bold),
        )
        for cell, column, width in zip(cells, columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{written}</w:tr>"


def _cell(width: int, merging: str, content: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merging}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def _paragraph(
    text: str, alignment: Alignment, size: int, *, bold: bool = False, italic: bool = False
) -> str:
    weight = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    letters = f'<w:rPr>{weight}<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/></w:rPr>'
    run = f'<w:r>{letters}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return (
        '<w:p><w:pPr><w:spacing w:before="20" w:after="20"/>'
        f'<w:jc w:val="{alignment.value}"/>{letters}</w:pPr>{run}</w:p>'
    )
