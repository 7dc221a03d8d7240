"""Figures out of the tables of a document: each amount with its indicator, place and period.

Leads every block through the modules beside this one. Cells that cannot be read become
findings that name them; the others go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from bayen.intake.document import Document
from bayen.intake.grids import phrases
from bayen.intake.grids.axes import Column, Row
from bayen.intake.grids.block_places import BlockPlaces
from bayen.intake.grids.block_times import BlockTimes
from bayen.intake.grids.blocks import Block, find_blocks
from bayen.intake.grids.cells import Cell, find_tables
from bayen.intake.grids.figures import FigureReader
from bayen.intake.grids.headings import HeadingReader
from bayen.intake.grids.naming import CellNamer
from bayen.intake.grids.phrases import fold_label
from bayen.intake.grids.places import LabelPlaces
from bayen.intake.grids.proposing import Proposer
from bayen.intake.grids.sums import Figure, Summands
from bayen.intake.grids.unread import note_unread, sum_up
from bayen.intake.grids.values import GridReading, Noted, Surroundings, Tables
from bayen.intake.knowledge import Knowledge
from bayen.intake.layouts import Layout, find_layout
from bayen.intake.phrasebook import Phrasebook, find_person_like


def find_grids(document: Document) -> Tables:
    """The blocks of figures in a document's tables; never raises."""
    return Tables(document, [b for grid in find_tables(document) for b in find_blocks(grid)])


def read_grids(
    tables: Tables,
    around: Surroundings,
    known: Knowledge,
    book: Phrasebook,
    layouts: Sequence[Layout] = (),
) -> GridReading:
    """All figures of a document's tables."""
    reader = _Reader(tables.document, around, known, book, tuple(layouts))
    figures: list[Figure] = []
    kept: list[Layout] = []
    keys: dict[int, tuple[int, str]] = {}
    for number, block in enumerate(tables.blocks):
        read, layout = reader.read(block)
        figures += read
        kept.append(layout)
        keys.update({f.start: (number, f.headers.key) for f in read})
    proposals = [figure.proposal for figure in sorted(figures, key=lambda f: f.start)]
    return GridReading(tuple(proposals), tuple(sum_up(reader.notes)), tuple(kept), keys)


@dataclass(slots=True)
class _Reader:
    """Reads block after block; what they share is looked up once."""

    document: Document
    around: Surroundings
    known: Knowledge
    book: Phrasebook
    layouts: tuple[Layout, ...]
    notes: list[Noted] = field(default_factory=list)
    namer: CellNamer = field(init=False)
    labels: LabelPlaces = field(init=False)

    def __post_init__(self) -> None:
        day = self.around.day or date(2025, 1, 1)
        self.namer = CellNamer(self.known)
        self.labels = LabelPlaces(self.known.places, day, self.around.own)

    def read(self, block: Block) -> tuple[list[Figure], Layout]:
        """The figures of a block: the plain ones first, for totals are told by their parts."""
        times = BlockTimes(block, self.around, tuple(fold_label(c.text) for c in block.caption))
        places = BlockPlaces(block, self.around, self.labels)
        rows, columns = HeadingReader(block, times, places).read()
        signature = _signature(block, times, columns)
        layout = find_layout(signature, self.layouts)
        places.settle(rows, columns)
        proposer = Proposer(
            self.document, block, self.known, times, places, kept=layout is not None
        )
        summands = Summands(self.labels, self.known.parts)
        reader = FigureReader(self.namer, self.book, times, summands, proposer, layout)
        cells = list(self._cells(block, rows, columns))
        plain = [f for row, column, cell in cells if not (row.total or column.total)
                 for f in reader.read(row, column, cell, is_total=False)]  # fmt: skip
        for figure in plain:
            summands.add(figure)
        totals = [f for row, column, cell in cells if row.total or column.total
                  for f in reader.read(row, column, cell, is_total=True)]  # fmt: skip
        self.notes += summands.check(totals)
        figures = [*plain, *totals]
        return figures, Layout(signature, _names(block, figures))

    def _cells(
        self, block: Block, rows: Sequence[Row], columns: Sequence[Column]
    ) -> Iterator[tuple[Row, Column, Cell]]:
        """Every cell with an amount; those that should have one and have not are noted."""
        for row in rows:
            for column in columns:
                cell = block.grid.cells.get((row.number, column.number))
                if cell is None or column.skipped or _skipped(row):
                    continue
                if cell.amounts:
                    yield row, column, cell
                elif cell.is_words:
                    self.notes.append(note_unread(cell))


def _skipped(row: Row) -> bool:
    return any(phrases.is_compared(w) or phrases.is_planned(w) for w in row.labels)


def _signature(block: Block, times: BlockTimes, columns: Sequence[Column]) -> tuple[str, ...]:
    """The headers of a block, by which its layout is known again."""
    heads = [
        " / ".join(fold_label(cell.text) for cell in block.header(c)) for c in block.label_columns
    ]
    over = [" / ".join(w for w in times.find(c.labels)[1] if w) for c in columns]
    return (*heads, *over)


def _names(block: Block, figures: Sequence[Figure]) -> dict[str, str]:
    """The indicator of each pair of headers, but of rows that look like names of persons."""
    written = (c.text for n in block.rows for c in block.grid.row(n))
    persons = {fold_label(text) for text in find_person_like(written)}
    return {
        f.headers.key: f.proposal.indicator
        for f in figures
        if f.headers.key and not persons & set(f.headers.row)
    }
