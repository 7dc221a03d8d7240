"""Word documents (.docx): paragraphs, headings and tables in the order of the page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from bayen.intake.document import Piece, Refused


def read_pieces(data: bytes, name: str) -> list[Piece]:
    """Paragraphs, headings and cells of a .docx.

    Raises:
        Refused: the file is damaged or no Word document.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        return list(_pieces(document))
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        OSError,
        SyntaxError,
        AttributeError,
    ):
        raise Refused(
            "broken",
            f"«{name}» bị hỏng hoặc không phải tệp Word; hãy mở và lưu lại bằng Word rồi gửi.",
        ) from None


def _pieces(document: object) -> Iterator[Piece]:
    paragraph, table = 0, 0
    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Paragraph):
            if block.text.strip():
                paragraph += 1
                yield Piece(_kind(block), block.text.replace("\n", " "), f"đoạn {paragraph}")
        elif isinstance(block, Table):
            table += 1
            yield from _cells(block, table)


def _kind(paragraph: Paragraph) -> str:
    style = (paragraph.style.name if paragraph.style else "") or ""
    return "heading" if style.startswith(("Heading", "Title")) else "paragraph"


_WIDEST = 200
"""Columns that one cell may span; a file that says more is damaged or hostile."""


def _cells(table: Table, number: int) -> Iterator[Piece]:
    """Each cell once, a merged one where it begins with how far it reaches."""
    pieces: list[Piece] = []
    above: dict[int, int] = {}
    for row_number, row in enumerate(table._tbl.tr_lst, 1):
        column = 1
        for cell in row.tc_lst:
            width = min(max(cell.grid_span, 1), _WIDEST)
            if cell.vMerge == "continue" and column in above:
                merged = pieces[above[column]]
                pieces[above[column]] = replace(merged, rows=row_number - (merged.row or 1) + 1)
            else:
                above[column] = len(pieces)
                where = f"bảng {number}, hàng {row_number}, cột {column}"
                text = " ".join(_Cell(cell, table).text.split())
                pieces.append(Piece("cell", text, where, number, row_number, column, 1, width))
            column += width
    return (piece for piece in pieces if piece.text)
