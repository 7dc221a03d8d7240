"""Publications as docx files in the form of Decree 30/2020/NĐ-CP, Phụ lục I.

One file a part of the page; ``render_docx`` puts them in order. The same publication gives
the same bytes.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
from docx.document import Document

from bayen.outputs.archive import settle_archive
from bayen.outputs.components import body_blocks
from bayen.outputs.docx.annexes import add_annex
from bayen.outputs.docx.footnotes import FootnoteBook
from bayen.outputs.docx.front import add_addressees, add_heading, add_title
from bayen.outputs.docx.pages import set_up_first_page
from bayen.outputs.docx.signature import add_signature
from bayen.outputs.docx.styles import install_styles
from bayen.outputs.docx.text import add_block
from bayen.outputs.publication import Publication

_TEMPLATE_PARTS = frozenset({"thumbnail", "stylesWithEffects", "numbering", "customXml"})
# Word shows it as the time of writing; a draft has no day and still the same bytes.
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def render_docx(publication: Publication) -> bytes:
    """The document as a docx file: text, signature and annexes, ready to print."""
    document = docx.Document()
    _drop_template_parts(document)
    _describe(document, publication)
    install_styles(document)
    set_up_first_page(document, publication.marks)
    _write_text(document, publication)
    for position, annex in enumerate(publication.annexes, start=1):
        add_annex(document, publication, annex, position)
    buffer = io.BytesIO()
    document.save(buffer)
    return settle_archive(buffer.getvalue())


def _write_text(document: Document, publication: Publication) -> None:
    add_heading(document, publication)
    add_title(document, publication)
    add_addressees(document, publication.addressees)
    footnotes = FootnoteBook()
    for block in body_blocks(publication):
        add_block(document, block, footnotes)
    footnotes.bind(document)
    add_signature(document, publication)


def _drop_template_parts(document: Document) -> None:
    """The picture, the second set of styles and the lists of python-docx's empty template."""
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _TEMPLATE_PARTS:
                del relations[key]


def _describe(document: Document, publication: Publication) -> None:
    """Say of the file who wrote what and when."""
    written = _NO_DAY
    if publication.day is not None:
        written = datetime.combine(publication.day, datetime.min.time(), tzinfo=UTC)
    properties = document.core_properties
    properties.author = properties.last_modified_by = publication.issuer_name
    properties.title = f"{publication.kind} {publication.subject}"
    properties.language = "vi-VN"
    properties.comments = properties.keywords = ""
    properties.revision = 1
    properties.created = properties.modified = written
