"""The end of the text: recipients on the left, authority and name on the right.

Boxes 7 and 9b of Decree 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

from docx.document import Document
from docx.shared import Mm, Pt
from docx.table import _Cell

from bayen.outputs.components import listed
from bayen.outputs.docx import styles
from bayen.outputs.docx.grid import add_plain_grid
from bayen.outputs.publication import Publication, Signing

_HALF = Mm(80)
_ROOM_TO_SIGN = Pt(76)


def add_signature(document: Document, publication: Publication) -> None:
    space = document.add_paragraph(style=styles.RULE.name)
    space.paragraph_format.keep_with_next = True
    space.paragraph_format.space_after = Pt(4)
    grid = add_plain_grid(document, rows=1, widths=(_HALF, _HALF))
    left, right = grid.rows[0].cells
    _write_recipients(left, publication.recipients)
    _write_signing(right, publication.signing)


def _write_recipients(cell: _Cell, recipients: tuple[str, ...]) -> None:
    if not recipients:
        return
    head = cell.paragraphs[0]
    head.style = styles.RECIPIENTS_HEAD.name
    head.add_run("Nơi nhận:")
    for line in listed(recipients):
        cell.add_paragraph(f"- {line}", styles.RECIPIENTS.name)


def _write_signing(cell: _Cell, signing: Signing) -> None:
    first = cell.paragraphs[0]
    first.style = styles.AUTHORITY.name
    for position, line in enumerate(signing.authority):
        paragraph = first if position == 0 else cell.add_paragraph()
        paragraph.style = styles.AUTHORITY.name
        paragraph.add_run(line.upper())
    name = cell.add_paragraph(signing.name, styles.SIGNER.name)
    name.paragraph_format.space_before = _ROOM_TO_SIGN
