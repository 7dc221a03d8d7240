"""A table as a matrix: cells by row and column, merged ones seen from every place they cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from bayen.intake.document import Document
from bayen.intake.grids.amounts import Amount, find_amounts, is_dash, is_date

_MOST_COVERED = 20_000
"""Places that merged cells of one table may cover; a maze beyond that is read unmerged."""


_LONGEST_SPOILT = 14


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it.

    Attributes:
        passage: index of its passage in the document.
        start: first character in the document's text.
        text: as written.
        row, column: where it begins, from 1.
        rows, columns: how many of each it covers.
        locator: where it is, for a person.
        amounts: what it counts; empty for words.
    """

    passage: int
    start: int
    text: str
    row: int
    column: int
    rows: int
    columns: int
    locator: str
    amounts: tuple[Amount, ...]

    @property
    def is_words(self) -> bool:
        """Whether it is neither amount nor dash."""
        return not self.amounts and not is_dash(self.text)

    @property
    def is_spoilt(self) -> bool:
        """Whether it looks like an amount that cannot be read: "#REF!", "12a", a day."""
        begins = self.text.startswith("#") or self.text[:1].isdigit()
        return self.is_words and begins and len(self.text) <= _LONGEST_SPOILT

    @property
    def is_date(self) -> bool:
        return is_date(self.text)


@dataclass(slots=True)
class Grid:
    """The cells of one table.

    Attributes:
        number: number of the table in the document, from 1.
        cells: by row and column where they begin.
        rows: rows with something in them, in order.
    """

    number: int
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    _by_row: dict[int, list[Cell]] = field(default_factory=dict)
    _covered: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def row(self, row: int) -> list[Cell]:
        """The cells that begin in a row, from left to right."""
        return self._by_row.get(row, [])

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place, merged ones included."""
        return self.cells.get((row, column)) or self._covered.get((row, column))

    def close(self) -> None:
        """Index the cells once all are in."""
        for cell in self.cells.values():
            self._by_row.setdefault(cell.row, []).append(cell)
        self.rows = sorted(self._by_row)
        columns = sorted({column for _, column in self.cells})
        for cell in self.cells.values():
            if cell.rows > 1 or cell.columns > 1:
                self._cover(cell, columns)

    def _cover(self, cell: Cell, columns: list[int]) -> None:
        rows = self.rows[
            bisect_left(self.rows, cell.row) : bisect_right(self.rows, cell.row + cell.rows - 1)
        ]
        wide = columns[
            bisect_left(columns, cell.column) : bisect_right(
                columns, cell.column + cell.columns - 1
            )
        ]
        if len(self._covered) + len(rows) * len(wide) > _MOST_COVERED:
            return
        for row in rows:
            for column in wide:
                if (row, column) not in self.cells:
                    self._covered[row, column] = cell


def find_tables(document: Document) -> Iterator[Grid]:
    """Every table of a document, in order."""
    tables: dict[int, Grid] = {}
    for index, passage in enumerate(document.passages):
        if passage.kind != "cell" or not (passage.table and passage.row and passage.column):
            continue
        text = document.text[passage.start : passage.end]
        cell = Cell(
            index, passage.start, text, passage.row, passage.column, passage.rows,
            passage.columns, passage.locator, find_amounts(text),
        )  # fmt: skip
        grid = tables.setdefault(passage.table, Grid(passage.table))
        grid.cells.setdefault((cell.row, cell.column), cell)
    for grid in tables.values():
        grid.close()
        yield grid
