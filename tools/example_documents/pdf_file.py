"""An example document as a PDF with real text, set by typst on the prescribed page."""

from __future__ import annotations

import re

import typst

from tools.example_documents import letter
from tools.example_documents.source import Block, Heading, Source, Table

PREAMBLE = """\
#set document(title: "{title}", author: "Ba Yên", date: none)
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 20mm))
#set text(font: ("Tinos", "Times New Roman"), size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 10mm, all: true))
#set par(spacing: 9pt, leading: 7pt)
#show heading: it => block(above: 12pt, below: 9pt, text(size: 14pt, weight: "bold", it.body))
"""


def render_pdf(source: Source) -> bytes:
    """The document as the bytes of a PDF, in Tinos where this machine has it."""
    parts = [
        PREAMBLE.format(title=source["title"]),
        _letterhead(source),
    ]
    parts += [*map(_block, source.blocks), _ending(source)]
    typ = "\n\n".join(parts).encode()
    pdf = typst.compile(typ, format="pdf")
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF")
    return pdf


def _letterhead(source: Source) -> str:
    left = _stack([(source["superior"], ""), (source["issuer"], "bold"), (source["number"], "")])
    right = _stack(
        [(letter.NATION, "bold"), (letter.MOTTO, "bold"), (source["dateline"], "italic")]
    )
    title = f"#align(center)[*{letter.TYPE_NAME}* #linebreak() *{_escape(source.subject)}*]"
    address = [f"#align(center)[{_escape(line)}]" for line in letter.address_lines(source)]
    return "\n\n".join([f"#grid(columns: (43%, 57%), {left}, {right})", "#v(6pt)", title, *address])


def _stack(lines: list[tuple[str, str]]) -> str:
    marks = {"bold": "*{}*", "italic": "_{}_", "": "{}"}
    shown = [marks[style].format(_escape(words)) for words, style in lines if words]
    return "align(center, text(size: 12pt)[" + " #linebreak() ".join(shown) + "])"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"#heading(level: {block.level})[{_escape(block.text.plain)}]"
    if isinstance(block, Table):
        cells = ", ".join(f"[{_escape(cell.plain)}]" for row in block.rows for cell in row)
        return f"#table(columns: {len(block.rows[0])}, {cells})"
    return _escape(block.text.plain)


def _ending(source: Source) -> str:
    names = " #linebreak() ".join(_escape(line) for line in letter.recipient_lines(source))
    left = f"[#text(size: 12pt)[*_Nơi nhận:_*] #linebreak() #text(size: 11pt)[{names}]]"
    right = _stack([(line, "bold") for line in letter.signing_lines(source)])
    plain = "#v(6pt)\n#set par(justify: false, first-line-indent: 0pt)"
    # Not in the page's foot: there it would stand in the middle of a sentence that turns the page.
    notice = f"#v(12pt)\n#align(center, text(size: 9pt)[_{_escape(letter.NOTICE)}_])"
    return f"{plain}\n#grid(columns: (50%, 50%), {left}, {right})\n{notice}"


def _escape(words: str) -> str:
    """Words as typst shows them; without it "1. Tên" would open a list, "*" bold text."""
    return re.sub(r"([\\#*_`$<>@\[\]~/-]|(?<=^\d)\.)", r"\\\1", words)
