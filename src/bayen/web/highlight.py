"""A document's text cut for showing: paragraphs and tables, with the figures marked in them.

Pure: takes passages, gives pieces; knows neither requests nor HTML, and loses no character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bayen.intake import Passage


@dataclass(frozen=True, slots=True)
class Figure:
    """Where a figure stands in a text.

    Attributes:
        number: the proposal's number, or any other name of the figure.
        start, end: its characters, end exclusive.
        look: the state that decides how it is shown ("sure", "doubt", "done", ...).
    """

    number: int
    start: int
    end: int
    look: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters, and the figures that they are; none for plain text."""

    text: str
    figures: tuple[Figure, ...] = ()

    @property
    def look(self) -> str:
        """The state to show when one number serves several figures: the one most in doubt."""
        order = ("stop", "doubt", "sure", "done", "left")
        looks = {figure.look for figure in self.figures}
        return next((look for look in order if look in looks), "")


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with its pieces and how far it stretches."""

    pieces: tuple[Piece, ...]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading with its pieces, or a table with its rows of cells.

    Attributes:
        kind: "paragraph", "heading", "caption" or "table".
        pieces: empty for a table.
        rows: of a table, each a row of cells.
    """

    kind: str
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[TableCell, ...], ...] = ()


def cut_document(
    text: str, passages: Sequence[Passage], figures: Iterable[Figure]
) -> tuple[Block, ...]:
    """The document as blocks; text outside every passage becomes paragraphs of its own."""
    kept = _within(text, figures)
    blocks: list[Block] = []
    for table, group in groupby(_whole(text, passages), key=lambda r: r.table):
        if table is None:
            blocks += [Block(r.kind, cut_text(text, r.start, r.end, kept)) for r in group]
        else:
            blocks.append(_cut_table(text, list(group), kept))
    return tuple(blocks)


def cut_text(text: str, start: int, end: int, figures: Iterable[Figure]) -> tuple[Piece, ...]:
    """The characters from ``start`` to ``end`` with the figures that begin among them marked.

    Figures that overlap share one piece: a number can stand for more than one indicator.
    """
    pieces: list[Piece] = []
    at = start
    for begin, stop, shared in _clusters(f for f in figures if start <= f.start < end):
        stop = min(stop, end)
        if at < begin:
            pieces.append(Piece(text[at:begin]))
        pieces.append(Piece(text[begin:stop], shared))
        at = stop
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)


def _within(text: str, figures: Iterable[Figure]) -> list[Figure]:
    """Those that lie in the text at all, in order: a broken record must not break the page."""
    kept = (f for f in figures if 0 <= f.start < f.end <= len(text))
    return sorted(kept, key=lambda f: (f.start, -f.end, f.number))


def _whole(text: str, passages: Sequence[Passage]) -> list[Passage]:
    """The passages in order, with passages put in for text that none of them has."""
    whole: list[Passage] = []
    at = 0
    for found in sorted(passages, key=lambda r: r.start):
        if found.start < at or found.end > len(text):
            continue
        if text[at : found.start].strip():
            whole.append(Passage("paragraph", at, found.start, ""))
        whole.append(found)
        at = found.end
    if text[at:].strip():
        whole.append(Passage("paragraph", at, len(text), ""))
    return whole


def _cut_table(text: str, cells: Sequence[Passage], figures: Sequence[Figure]) -> Block:
    """Cells in their rows; one that the original lacks is empty, one merged away is left out."""
    placed = {(c.row or 1, c.column or 1): c for c in cells}
    covered = {
        (row + down, column + right)
        for (row, column), cell in placed.items()
        for down in range(cell.rows)
        for right in range(cell.columns)
    } - placed.keys()
    last_row = max(row for row, _ in placed)
    last_column = max(column for _, column in placed)
    rows = tuple(
        tuple(
            _cell(text, placed.get((row, column)), figures)
            for column in range(1, last_column + 1)
            if (row, column) not in covered
        )
        for row in range(1, last_row + 1)
    )
    return Block("table", rows=rows)


def _cell(text: str, cell: Passage | None, figures: Sequence[Figure]) -> TableCell:
    if cell is None:
        return TableCell(())
    return TableCell(cut_text(text, cell.start, cell.end, figures), cell.rows, cell.columns)


def _clusters(figures: Iterable[Figure]) -> Iterable[tuple[int, int, tuple[Figure, ...]]]:
    cluster: list[Figure] = []
    begin = stop = 0
    for figure in figures:
        if cluster and figure.start >= stop:
            yield begin, stop, tuple(cluster)
            cluster = []
        if not cluster:
            begin, stop = figure.start, figure.end
        cluster.append(figure)
        stop = max(stop, figure.end)
    if cluster:
        yield begin, stop, tuple(cluster)
