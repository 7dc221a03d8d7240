"""The head of page 1: bodies and country, number and date, title, addressees.

Boxes 1 to 5a and 9a of Decree 30/2020/NĐ-CP, Phụ lục I, Mục IV.
"""

from __future__ import annotations

from docx.document import Document
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bayen.outputs.components import COUNTRY, MOTTO, date_line, listed, number_line
from bayen.outputs.docx import styles
from bayen.outputs.docx.grid import add_plain_grid
from bayen.outputs.docx.letters import line_length
from bayen.outputs.docx.oxml import draw_rule
from bayen.outputs.docx.pages import text_width
from bayen.outputs.docx.styles import Look
from bayen.outputs.publication import Publication

_BODY_COLUMN, _COUNTRY_COLUMN = Mm(64), Mm(96)
_RULE_SHARE = 0.42  # between a third and a half
_DASH_INDENT = Mm(40)


def add_heading(document: Document, publication: Publication) -> None:
    """Two columns: the issuing body, the country; below them the number, the date."""
    grid = add_plain_grid(document, rows=2, widths=(_BODY_COLUMN, _COUNTRY_COLUMN))
    bodies, country = grid.rows[0].cells
    _write_bodies(bodies, publication)
    _write(country, COUNTRY, styles.COUNTRY, first=True)
    _write(country, MOTTO, styles.MOTTO)
    _rule_in(country, line_length(MOTTO, styles.MOTTO.size), _COUNTRY_COLUMN)
    number, day = grid.rows[1].cells
    _write(number, number_line(publication), styles.NUMBER, first=True)
    _write(day, date_line(publication), styles.DATE, first=True)


def add_title(document: Document, publication: Publication) -> None:
    """ "BÁO CÁO", what about, and a rule."""
    document.add_paragraph(publication.kind.upper(), styles.KIND.name)
    subject = document.add_paragraph(style=styles.SUBJECT.name)
    lines = publication.subject.split("\n")
    for position, line in enumerate(lines):
        if position:
            subject.add_run().add_break()
        subject.add_run(line)
    length = min(line_length(lines[-1], styles.SUBJECT.size), text_width())
    rule = document.add_paragraph(style=styles.RULE.name)
    draw_rule(rule, Length(int(length * _RULE_SHARE)), text_width())
    rule.paragraph_format.space_after = Pt(8)


def add_addressees(document: Document, addressees: tuple[str, ...]) -> None:
    """ "Kính gửi: ..." on one line, or one dash line each when there are several."""
    if not addressees:
        return
    if len(addressees) == 1:
        document.add_paragraph(f"Kính gửi: {addressees[0]}", styles.ADDRESSEE.name)
        return
    head = document.add_paragraph("Kính gửi:", styles.ADDRESSEES.name)
    head.paragraph_format.left_indent = _DASH_INDENT
    for position, line in enumerate(listed(addressees), start=1):
        dash = document.add_paragraph(f"- {line}", styles.ADDRESSEES.name)
        dash.paragraph_format.left_indent = Length(_DASH_INDENT + Mm(22))
        if position == len(addressees):
            dash.paragraph_format.space_after = Pt(styles.ADDRESSEE.after)


def _write_bodies(cell: _Cell, publication: Publication) -> None:
    if publication.superior:
        _write(cell, publication.superior.upper(), styles.SUPERIOR, first=True)
    for position, line in enumerate(publication.issuer):
        is_first = position == 0 and not publication.superior
        _write(cell, line.upper(), styles.ISSUER, first=is_first)
    last = line_length(publication.issuer[-1].upper(), styles.ISSUER.size)
    _rule_in(cell, Length(int(min(last, _BODY_COLUMN) * _RULE_SHARE)), _BODY_COLUMN)


def _write(cell: _Cell, text: str, look: Look, *, first: bool = False) -> None:
    """A new paragraph; ``first`` uses the empty one that every cell begins with."""
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.style = look.name
    paragraph.add_run(text)


def _rule_in(cell: _Cell, width: Length, room: Length) -> None:
    rule = cell.add_paragraph(style=styles.RULE.name)
    draw_rule(rule, width, room)
    rule.paragraph_format.space_after = Pt(4)
