"""Publications as a fragment of a page: the printed sheet, its figures to be opened.

Every word is escaped; figures are ``<a data-key="...">`` and unreported cells say so. The
page gives the classes their looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from bayen.outputs.components import (
    COUNTRY,
    MOTTO,
    Block,
    HeaderCell,
    Role,
    annex_label,
    annex_reference,
    body_blocks,
    cell_alignment,
    cell_text,
    date_line,
    header_rows,
    listed,
    number_line,
)
from bayen.outputs.publication import (
    Annex,
    Blank,
    Cell,
    Column,
    Figure,
    Footnote,
    Number,
    Publication,
    Runs,
    Table,
)

Href = Callable[[str], str]

_TAGS = {Role.PART: "h2", Role.SECTION: "h3"}


def render_html(publication: Publication, *, href: Href | None = None) -> str:
    """The document as an ``<article class="publication">``.

    Args:
        publication: the document.
        href: the address of the trail of a key; without it figures carry their key alone.
    """
    writer = _Writer(href)
    inner = "\n".join(
        (
            *(f'<p class="pub-mark">{escape(mark)}</p>' for mark in publication.marks),
            _header(publication),
            _title(publication),
            *(writer.block(block) for block in body_blocks(publication)),
            *writer.footnotes(),
            _signature(publication),
            *_annexes(publication, writer),
        )
    )
    return f'<article class="publication" lang="vi">\n{inner}\n</article>'


class _Writer:
    """Writes runs and cells; keeps the footnotes met on the way."""

    def __init__(self, href: Href | None) -> None:
        self._href = href
        self._notes: list[str] = []

    def block(self, block: Block) -> str:
        tag = _TAGS.get(block.role, "p")
        return f'<{tag} class="pub-{block.role.value}">{self.runs(block.runs)}</{tag}>'

    def runs(self, runs: Runs) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: str | Figure | Footnote) -> str:
        match run:
            case str():
                return escape(run)
            case Figure():
                return self.figure(run.text, run.key)
            case Footnote():
                self._notes.append(run.text)
                number = len(self._notes)
                return f'<sup><a href="#pub-note-{number}">{number}</a></sup>'

    def figure(self, text: str, key: str) -> str:
        if not key:
            return escape(text)
        address = f' href="{escape(self._href(key))}"' if self._href else ""
        return f'<a class="pub-figure" data-key="{escape(key)}"{address}>{escape(text)}</a>'

    def footnotes(self) -> Iterator[str]:
        if not self._notes:
            return
        items = "".join(
            f'<li id="pub-note-{number}">{escape(note)}</li>'
            for number, note in enumerate(self._notes, start=1)
        )
        yield f'<ol class="pub-notes">{items}</ol>'

    def cell(self, cell: Cell, column: Column) -> str:
        text = cell_text(cell, column)
        written = self.figure(text, cell.key) if isinstance(cell, Number) else escape(text)
        alignment = cell_alignment(cell, column).value
        if cell is Blank.NOT_REPORTED:
            return f'<td class="pub-{alignment} pub-unreported" title="Chưa có số liệu"></td>'
        return f'<td class="pub-{alignment}">{written}</td>'


def _header(publication: Publication) -> str:
    superior = publication.superior and f"<p>{escape(publication.superior.upper())}</p>"
    issuer = "<br>".join(escape(line.upper()) for line in publication.issuer)
    return (
        f'<header class="pub-head"><div class="pub-bodies">{superior}'
        f'<p class="pub-issuer">{issuer}</p>'
        f'<p class="pub-number">{escape(number_line(publication))}</p></div>'
        f'<div class="pub-country"><p class="pub-country-name">{COUNTRY}</p>'
        f'<p class="pub-motto">{MOTTO}</p>'
        f'<p class="pub-date">{escape(date_line(publication))}</p></div></header>'
    )


def _title(publication: Publication) -> str:
    subject = "<br>".join(escape(line) for line in publication.subject.split("\n"))
    title = (
        f'<h1 class="pub-kind">{escape(publication.kind.upper())}</h1>'
        f'<p class="pub-subject">{subject}</p>'
    )
    addressees = publication.addressees
    if len(addressees) < 2:
        return title + "".join(
            f'<p class="pub-addressee">Kính gửi: {escape(one)}</p>' for one in addressees
        )
    items = "".join(f"<li>{escape(line)}</li>" for line in listed(addressees))
    return f'{title}<div class="pub-addressee">Kính gửi:<ul>{items}</ul></div>'


def _signature(publication: Publication) -> str:
    recipients = "".join(f"<li>{escape(line)}</li>" for line in listed(publication.recipients))
    authority = "<br>".join(escape(line.upper()) for line in publication.signing.authority)
    return (
        '<footer class="pub-end"><div class="pub-recipients">'
        + (f"<p>Nơi nhận:</p><ul>{recipients}</ul>" if recipients else "")
        + f'</div><div class="pub-signing"><p class="pub-authority">{authority}</p>'
        f'<p class="pub-signer">{escape(publication.signing.name)}</p></div></footer>'
    )


def _annexes(publication: Publication, writer: _Writer) -> Iterator[str]:
    reference = escape(annex_reference(publication))
    for position, annex in enumerate(publication.annexes, start=1):
        label = annex_label(position, len(publication.annexes))
        yield _annex(annex, label, reference, writer)


def _annex(annex: Annex, label: str, reference: str, writer: _Writer) -> str:
    wide = " pub-landscape" if annex.landscape else ""
    notes = "".join(f'<p class="pub-table-note">{escape(note)}</p>' for note in annex.table.notes)
    return (
        f'<section class="pub-annex{wide}"><h2 class="pub-annex-label">{label}</h2>'
        f'<p class="pub-annex-title">{escape(annex.title.upper())}</p>'
        f'<p class="pub-annex-reference">{reference}</p>{_table(annex.table, writer)}{notes}'
        "</section>"
    )


def _table(table: Table, writer: _Writer) -> str:
    head = "".join(
        f"<tr>{''.join(_header_cell(cell) for cell in cells if cell.rows)}</tr>"
        for cells in header_rows(table)
    )
    body = "".join(
        _table_row(row.cells, table, writer, ' class="pub-row-heading"' if row.is_heading else "")
        for row in table.rows
    )
    foot = ""
    if table.totals is not None:
        foot = f"<tfoot>{_table_row(table.totals, table, writer, '')}</tfoot>"
    return f'<table class="pub-table"><thead>{head}</thead><tbody>{body}</tbody>{foot}</table>'


def _table_row(cells: tuple[Cell, ...], table: Table, writer: _Writer, look: str) -> str:
    pairs = zip(cells, table.columns, strict=True)
    return f"<tr{look}>{''.join(writer.cell(cell, column) for cell, column in pairs)}</tr>"


def _header_cell(cell: HeaderCell) -> str:
    span = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    span += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    unit = f" <small>({escape(cell.unit)})</small>" if cell.unit else ""
    scope = "colgroup" if cell.columns > 1 else "col"
    return f'<th scope="{scope}"{span}>{escape(cell.text)}{unit}</th>'
