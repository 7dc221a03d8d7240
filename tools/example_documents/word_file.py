"""An example document as .docx: headings, tables, the page of NĐ 30/2020, Phụ lục I."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from tools.example_documents import letter
from tools.example_documents.source import Heading, Source, Table

FONT = "Times New Roman"
BODY_SIZE = Pt(14)
# Zip entries and properties carry a fixed time, so that the same source gives the same bytes.
FIXED_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def render_docx(source: Source) -> bytes:
    """The document as the bytes of a .docx file, the same for the same source."""
    document = new_document()
    _set_page(document)
    _set_styles(document)
    _add_letterhead(document, source)
    _add_title(document, source)
    for block in source.blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text.plain, block.level)
        elif isinstance(block, Table):
            _add_table(document, block)
        else:
            _add_body(document, block.text.plain)
    _add_ending(document, source)
    return _fixed_bytes(document, source)


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    notice = section.footer.paragraphs[0]
    notice.alignment = ALIGN.CENTER
    _write(notice, letter.NOTICE, size=Pt(9), italic=True)


def _set_styles(document: Document) -> None:
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, BODY_SIZE
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.line_spacing = 1.0
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)


def _add_letterhead(document: Document, source: Source) -> None:
    left, right = _add_two_columns(document, Mm(62), Mm(98))
    _fill(left, [(source["superior"], False), (source["issuer"], True), (source["number"], False)])
    _fill(right, [(letter.NATION, True), (letter.MOTTO, True), (source["dateline"], False)])
    date_line = right.paragraphs[-1].runs[0]
    date_line.italic = True


def _add_two_columns(document: Document, *widths: Length) -> Sequence[_Cell]:
    row = document.add_table(rows=1, cols=len(widths)).rows[0]
    _set_widths(row, widths)
    return list(row.cells)


def _set_widths(row: _Row, widths: Sequence[Length]) -> None:
    row.table.autofit = False
    for column, cell, width in zip(row.table.columns, row.cells, widths, strict=True):
        column.width = cell.width = width


def _fill(cell: _Cell, lines: list[tuple[str, bool]]) -> None:
    shown = [(words, bold) for words, bold in lines if words]
    for index, (words, bold) in enumerate(shown):
        paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        _write(paragraph, words, size=Pt(12), bold=bold)


def _add_title(document: Document, source: Source) -> None:
    for words in (letter.TYPE_NAME, source.subject):
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        _write(paragraph, words, size=BODY_SIZE, bold=True)
    for line in letter.address_lines(source):
        document.add_paragraph(line).alignment = ALIGN.CENTER


def _add_body(document: Document, words: str) -> None:
    paragraph = document.add_paragraph(words)
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)


def _add_table(document: Document, table: Table) -> None:
    """A grid whose first column holds the row number, the second the name, the rest figures."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    columns = len(table.rows[0])
    grid = document.add_table(rows=0, cols=columns)
    grid.style = "Table Grid"
    for number, texts in enumerate(table.rows):
        row = grid.add_row()
        _set_widths(row, [Mm(15), Mm(65), *[Length(Mm(80) // (columns - 2))] * (columns - 2)])
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = ALIGN.LEFT if number and column == 1 else ALIGN.CENTER
            paragraph.paragraph_format.keep_with_next = number < len(table.rows) - 1
            _write(paragraph, text.plain, size=Pt(13), bold=number == 0)
    document.add_paragraph()


def _add_ending(document: Document, source: Source) -> None:
    left, right = _add_two_columns(document, Mm(85), Mm(75))
    _fill(right, [(line, True) for line in letter.signing_lines(source)])
    heading, *lines = ["Nơi nhận:", *letter.recipient_lines(source)]
    _write(left.paragraphs[0], heading, size=Pt(12), bold=True, italic=True)
    for line in lines:
        paragraph = left.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        _write(paragraph, line, size=Pt(11))


def _write(
    paragraph: WordParagraph, words: str, *, size: Pt, bold: bool = False, italic: bool = False
) -> None:
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = size, bold, italic


def _fixed_bytes(document: Document, source: Source) -> bytes:
    properties = document.core_properties
    properties.title, properties.author, properties.language = source["title"], "Ba Yên", "vi"
    properties.comments = letter.NOTICE
    properties.created = properties.modified = FIXED_TIME
    saved = io.BytesIO()
    document.save(saved)
    fixed = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
