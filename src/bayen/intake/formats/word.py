"""Word documents (.docx): paragraphs, headings and tables in the order of the page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

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


class _Styles:
    """What the styles of one document say; python-docx goes through all of them to find one."""

    def __init__(self) -> None:
        self._known: dict[str | None, tuple[str | None, bool]] = {}

    def font(self, paragraph: Paragraph) -> str | None:
        """The font that its style, or one which that is based on, gives a paragraph."""
        return self._of(paragraph)[0]

    def is_heading(self, paragraph: Paragraph) -> bool:
        return self._of(paragraph)[1]

    def _of(self, paragraph: Paragraph) -> tuple[str | None, bool]:
        key = paragraph._p.style
        if key not in self._known:
            style = paragraph.style
            called = (style.name if style else "") or ""
            font: str | None = None
            while font is None and style is not None:
                font, style = style.font.name, style.base_style
            self._known[key] = font, called.startswith(("Heading", "Title"))
        return self._known[key]


def _pieces(document: object) -> Iterator[Piece]:
    paragraph, table, styles = 0, 0, _Styles()
    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Paragraph):
            text = _text(block, styles)
            if text.strip():
                paragraph += 1
                kind = "heading" if styles.is_heading(block) else "paragraph"
                yield Piece(kind, text.replace("\n", " "), f"đoạn {paragraph}")
        elif isinstance(block, Table):
            table += 1
            yield from _cells(block, table, styles)


def _cell_text(cell: _Cell, styles: _Styles) -> str:
    return "\n".join(_text(paragraph, styles) for paragraph in cell.paragraphs)


def _text(paragraph: Paragraph, styles: _Styles) -> str:
    """The text of a paragraph; what stands in a font of before Unicode is turned."""
    fonts = [run.font.name or styles.font(paragraph) for run in paragraph.runs]
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


_WIDEST = 200
"""Columns that one cell may span; a file that says more is damaged or hostile."""


def _cells(table: Table, number: int, styles: _Styles) -> Iterator[Piece]:
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
                text = " ".join(_cell_text(_Cell(cell, table), styles).split())
                pieces.append(Piece("cell", text, where, number, row_number, column, 1, width))
            column += width
    return (piece for piece in pieces if piece.text)
