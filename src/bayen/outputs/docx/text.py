"""The running text: numbered parts, points, dashes, with its footnotes."""

from __future__ import annotations

from docx.document import Document
from docx.text.paragraph import Paragraph

from bayen.outputs.components import END_OF_TEXT, Block, Role
from bayen.outputs.docx import styles
from bayen.outputs.docx.footnotes import FootnoteBook
from bayen.outputs.publication import Figure, Footnote, Runs

_LOOKS = {
    Role.BASIS: styles.BASIS,
    Role.PART: styles.PART,
    Role.SECTION: styles.SECTION,
    Role.PLAIN: styles.TEXT,
    Role.POINT: styles.TEXT,
    Role.DASH: styles.TEXT,
    Role.PROMPT: styles.PROMPT,
}


def add_block(document: Document, block: Block, footnotes: FootnoteBook) -> None:
    paragraph = document.add_paragraph(style=_LOOKS[block.role].name)
    write_runs(paragraph, block.runs, footnotes)
    if block.runs[-1] == END_OF_TEXT:
        paragraph.paragraph_format.keep_with_next = True  # no signature alone on a page


def write_runs(paragraph: Paragraph, runs: Runs, footnotes: FootnoteBook) -> None:
    for run in runs:
        match run:
            case str():
                paragraph.add_run(run)
            case Figure():
                paragraph.add_run(run.text)
            case Footnote():
                footnotes.add(paragraph, run.text)
