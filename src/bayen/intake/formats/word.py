"""Word documents (.docx): paragraphs, headings and tables in the order of the page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bayen.intake.document import Piece, Refused
from bayen.intake.formats import legacy
from bayen.intake.formats.packages import DAMAGE


def read_pieces(data: bytes, name: str) -> list[Piece]:
    """Paragraphs, headings and cells of a .docx.

    Raises:
        Refused: the file is damaged or no Word document.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        return list(_pieces(document))
    except (PackageNotFoundError, SyntaxError, AttributeError, *DAMAGE):
        raise Refused(
            "broken",
            f"«{name}» bị hỏng hoặc không phải tệp Word; hãy mở và lưu lại bằng Word rồi gửi.",
        ) from None


def _pieces(document: object) -> Iterator[Piece]:
    paragraph, table = 0, 0
    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Paragraph):
            text = _text(block)
            if text.strip():
                paragraph += 1
                yield Piece(_kind(block), text.replace("\n", " "), f"đoạn {paragraph}")
        elif isinstance(block, Table):
            table += 1
            yield from _cells(block, table)


def _cell_text(cell: _Cell) -> str:
    return "\n".join(_text(paragraph) for paragraph in cell.paragraphs)


def _text(paragraph: Paragraph) -> str:
    """The text of a paragraph; what stands in a font of before Unicode is turned."""
    fonts = [_font(run, paragraph) for run in paragraph.runs]
    if not any(map(legacy.encoding_of_font, fonts)):
        return paragraph.text
    parts: list[tuple[str | None, bool, str]] = []
    for run, font in zip(paragraph.runs, fonts, strict=True):
        encoding, capital = legacy.encoding_of_font(font), legacy.font_is_capital(font)
        if parts and parts[-1][:2] == (encoding, capital):
            parts[-1] = encoding, capital, parts[-1][2] + run.text
        else:
            parts.append((encoding, capital, run.text))
    return "".join(_turned(*part) for part in parts)


def _turned(encoding: str | None, capital: bool, text: str) -> str:
    turned = legacy.to_unicode(text, encoding) if encoding else text
    return turned.upper() if capital else turned


def _font(run: Run, paragraph: Paragraph) -> str | None:
    """The font of a run: its own, else that of the style of its paragraph."""
    name: str | None = run.font.name
    style = paragraph.style
    while name is None and style is not None:
        name, style = style.font.name, style.base_style
    return name


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
                text = " ".join(_cell_text(_Cell(cell, table)).split())
                pieces.append(Piece("cell", text, where, number, row_number, column, 1, width))
            column += width
    return (piece for piece in pieces if piece.text)
