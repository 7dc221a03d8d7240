"""Tables without lines that only hold things side by side."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Length
from docx.table import Table

from bayen.outputs.docx.oxml import make


def add_plain_grid(document: Document, *, rows: int, widths: tuple[Length, ...]) -> Table:
    """A table of fixed columns, no lines and no padding; its rows stay on one page."""
    grid: Table = document.add_table(rows=rows, cols=len(widths))
    grid.autofit = False
    properties = grid._tbl.tblPr
    padding = make("tblCellMar")
    for side in ("left", "right"):
        padding.append(make(side, w=0, type="dxa"))
    properties.insert_element_before(padding, "w:tblLook")
    for position, width in enumerate(widths):
        grid.columns[position].width = width
        for cell in grid.columns[position].cells:
            cell.width = width
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(make("cantSplit"))
    return grid
