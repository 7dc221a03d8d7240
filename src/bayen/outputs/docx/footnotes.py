"""Real footnotes, which python-docx does not write."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from bayen.outputs.docx.oxml import make
from bayen.outputs.docx.styles import FOOTNOTE

# Word wants the two lines that part notes from text as notes -1 and 0.
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
)


class FootnoteBook:
    """The footnotes of one document in order; numbered from 1 as they are added."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Put the mark at the end of the paragraph and keep the text for ``bind``."""
        self._texts.append(text)
        mark = paragraph.add_run()
        mark.font.superscript = True
        mark._r.append(make("footnoteReference", id=len(self._texts)))

    def bind(self, document: Document) -> None:
        """Give the document the part that holds the texts, if there are any."""
        if not self._texts:
            return
        style = document.styles[FOOTNOTE.name].style_id
        notes = (
            _note(number, text, style or "") for number, text in enumerate(self._texts, start=1)
        )
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f"<w:footnotes {nsdecls('w')}>{_SEPARATORS}{''.join(notes)}</w:footnotes>"
        )
        part = Part(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            xml.encode("utf-8"),
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(number: int, text: str, style: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
    )
