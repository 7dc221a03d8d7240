"""An example document as plain text."""

from __future__ import annotations

from tools.example_documents import letter
from tools.example_documents.source import Source, Table


def render_plain_text(source: Source) -> bytes:
    """The document as UTF-8 text, a paragraph a line."""
    parts = [_letterhead(source), f"{letter.TYPE_NAME}\n{source.subject}"]
    parts += letter.address_lines(source)
    for block in source.blocks:
        if isinstance(block, Table):
            parts.append("\n".join("\t".join(cell.plain for cell in row) for row in block.rows))
        else:
            parts.append(block.text.plain)
    parts += ["\n".join(letter.signing_lines(source))]
    parts += ["\n".join(["Nơi nhận:", *letter.recipient_lines(source)]), letter.NOTICE]
    return ("\n\n".join(parts) + "\n").encode()


def _letterhead(source: Source) -> str:
    lines = [
        source["superior"],
        source["issuer"],
        source["number"],
        "",
        letter.NATION,
        letter.MOTTO,
    ]
    return "\n".join([*(lines if lines[0] else lines[1:]), source["dateline"]])
