"""An example document as a page such as a district portal shows."""

from __future__ import annotations

from html import escape

from tools.example_documents import letter
from tools.example_documents.source import Block, Heading, Source, Table, Text


def render_html(source: Source) -> bytes:
    """The document as one UTF-8 page with no script and no outside file."""
    title = escape(source["title"])
    body = "\n".join([*_letterhead(source), *map(_block, source.blocks), *_ending(source)])
    page = (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return page.encode()


def _letterhead(source: Source) -> list[str]:
    lines = [
        source["superior"],
        source["issuer"],
        source["number"],
        letter.NATION,
        letter.MOTTO,
        source["dateline"],
    ]
    head = [f"<p>{escape(line)}</p>" for line in lines if line]
    heading = f"<h1>{letter.TYPE_NAME}<br>{escape(source.subject)}</h1>"
    return [
        "<header>",
        *head,
        "</header>",
        heading,
        *(f"<p>{escape(a)}</p>" for a in letter.address_lines(source)),
    ]


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{escape(block.text.plain)}</h{block.level + 1}>"
    if isinstance(block, Table):
        head, *rest = block.rows
        rows = [_row(head, "th"), *(_row(row, "td") for row in rest)]
        return "<table>\n" + "\n".join(rows) + "\n</table>"
    return f"<p>{escape(block.text.plain)}</p>"


def _row(row: tuple[Text, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell.plain)}</{tag}>" for cell in row) + "</tr>"


def _ending(source: Source) -> list[str]:
    signing = [f"<p><b>{escape(line)}</b></p>" for line in letter.signing_lines(source)]
    names = "".join(
        f"<li>{escape(line.removeprefix('- '))}</li>" for line in letter.recipient_lines(source)
    )
    notice = f"<p><small>{escape(letter.NOTICE)}</small></p>"
    return ["<footer>", *signing, f"<p>Nơi nhận:</p>\n<ul>{names}</ul>", notice, "</footer>"]
