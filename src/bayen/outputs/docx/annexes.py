"""Annexes: title, reference to the document, table, each on pages of its own.

Decree 30/2020/NĐ-CP, Phụ lục I, III.1.
"""

from __future__ import annotations

from docx.document import Document

from bayen.outputs.components import annex_label, annex_reference
from bayen.outputs.docx import styles
from bayen.outputs.docx.pages import add_annex_pages, text_width
from bayen.outputs.docx.tables import make_table
from bayen.outputs.publication import Annex, Publication


def add_annex(document: Document, publication: Publication, annex: Annex, position: int) -> None:
    """``position`` counts from 1."""
    add_annex_pages(document, landscape=annex.landscape)
    label = annex_label(position, len(publication.annexes))
    document.add_paragraph(label, styles.ANNEX_LABEL.name)
    document.add_paragraph(annex.title.upper(), styles.ANNEX_TITLE.name)
    document.add_paragraph(annex_reference(publication), styles.ANNEX_REFERENCE.name)
    table = make_table(annex.table, text_width(landscape=annex.landscape))
    document.element.body.insert_element_before(table, "w:sectPr")
    notes = annex.table.notes
    for position_of_note, note in enumerate(notes):
        text = f"Ghi chú: {note}" if position_of_note == 0 else note
        document.add_paragraph(text, styles.TABLE_NOTE.name)
    if not notes:
        document.add_paragraph(style=styles.RULE.name)  # Word wants one after a table
