"""Where the figures of a table stand: header rows, label columns, the body of numbers.

A table may hold several blocks, one under the other. What has no numbers under a header or
beside a label is no block: letterheads and signatures laid out as tables stay prose.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bayen.intake.grids import phrases
from bayen.intake.grids.cells import Cell, Grid
from bayen.intake.grids.phrases import fold_label

_LOOK_AHEAD = 200
"""Rows looked at to tell a column of row numbers; later rows only go on with it."""
_COLUMN_NUMBER = re.compile(r"\(?(?:[a-zđ]|\d{1,2})(?:\s*=.*)?\)?")
_MOST_CAPTION = 14


@dataclass(frozen=True, slots=True)
class Block:
    """One body of numbers with what names it.

    Attributes:
        grid: the table.
        caption: cells above the header: titles, "ĐVT: tổ".
        header_rows: rows over the numbers that name columns; () when there are none.
        label_columns: columns before the numbers that name rows.
        unit_column: the column of units of measure; None when there is none.
        number_columns: columns of amounts.
        rows: rows of the body: with amounts, or a section's title alone.
        numbering: the column of row numbers; None when there is none.
    """

    grid: Grid
    caption: tuple[Cell, ...]
    header_rows: tuple[int, ...]
    label_columns: tuple[int, ...]
    unit_column: int | None
    number_columns: tuple[int, ...]
    rows: tuple[int, ...]
    numbering: int | None

    def header(self, column: int) -> tuple[Cell, ...]:
        """The header cells over a column, the upper first, each once."""
        path: list[Cell] = []
        for row in self.header_rows:
            cell = self.grid.at(row, column) or self._from_left(row, column)
            if cell is not None and cell not in path:
                path.append(cell)
        return tuple(path)

    def _from_left(self, row: int, column: int) -> Cell | None:
        """A group's header written over its first column only, not merged."""
        lower = [r for r in self.header_rows if r > row]
        if not any(self.grid.at(r, column) for r in lower):
            return None
        for left in range(column - 1, max(0, column - _WIDEST_GROUP), -1):
            if left in self.label_columns or left == self.numbering:
                return None
            cell = self.grid.at(row, left)
            if cell is not None:
                return cell if any(self.grid.at(r, left) for r in lower) else None
        return None

    def claimed(self) -> Iterator[int]:
        """Passages that are header, label, row number or amount: nothing for the prose reader."""
        for row in self.header_rows:
            yield from (cell.passage for cell in self.grid.row(row))
        columns = {*self.label_columns, *self.number_columns, self.unit_column, self.numbering}
        for row in self.rows:
            for cell in self.grid.row(row):
                if cell.column in columns or not cell.is_words:
                    yield cell.passage


_WIDEST_GROUP = 40


def find_blocks(grid: Grid) -> list[Block]:
    """The blocks of a table from top to bottom; empty for one that only lays out words."""
    blocks: list[Block] = []
    start = 0
    while start < len(grid.rows):
        block, start = _next_block(grid, start, blocks[-1] if blocks else None)
        if block is not None:
            blocks.append(block)
    return blocks


def _next_block(grid: Grid, start: int, before: Block | None) -> tuple[Block | None, int]:
    """The next block from a row on, and the index of the first row after it."""
    rows = grid.rows
    numbering = _numbering_column(grid, rows[start : start + _LOOK_AHEAD])
    first = next(
        (i for i in range(start, len(rows)) if _counts(grid, rows[i], numbering)), len(rows)
    )
    if first == len(rows):
        return None, len(rows)
    end = _end(grid, first, numbering)
    columns = _amount_columns(grid, rows[first:end], numbering)
    header, sections, top = _header(grid, start, first, min(columns, default=1), numbering)
    body = (*sections, *rows[first:end])
    if not header and before is not None and set(columns) <= set(before.number_columns):
        header = before.header_rows
    caption = [cell for i in range(start, top) for cell in grid.row(rows[i])]
    block = Block(
        grid, tuple(caption[-_MOST_CAPTION:]), header, (), None, tuple(columns), body, numbering
    )
    return _with_columns(block), end


def _with_columns(block: Block) -> Block | None:
    """The block with its columns told apart; None when nothing names its numbers."""
    heads = {
        column: [fold_label(cell.text) for cell in block.header(column)]
        for column in _columns(block)
    }
    numbers = tuple(
        column
        for column in block.number_columns
        if not any(phrases.is_numbering(h) or phrases.is_left_out(h) for h in heads[column])
    )
    if not numbers:
        return None
    words = [
        column
        for column, counted in _word_counts(block).items()
        if counted and column not in block.number_columns and column != block.numbering
    ]
    units = [c for c in words if heads[c] and phrases.heads_units(heads[c][-1])]
    unit = next((c for c in units if _are_units(block, c)), None)
    free = [c for c in words if c != unit and not any(phrases.is_left_out(h) for h in heads[c])]
    labels = tuple(c for c in free if c < min(numbers)) or tuple(free[:1])
    if not labels and not block.header_rows:
        return None
    return Block(
        block.grid, block.caption, block.header_rows, labels, unit, numbers, block.rows,
        block.numbering,
    )  # fmt: skip


def _columns(block: Block) -> list[int]:
    return sorted({cell.column for row in block.rows for cell in block.grid.row(row)})


def _word_counts(block: Block) -> dict[int, int]:
    counts: dict[int, int] = dict.fromkeys(_columns(block), 0)
    for row in block.rows:
        for cell in block.grid.row(row):
            counts[cell.column] += cell.is_words
    return counts


def _are_units(block: Block, column: int) -> bool:
    """Whether the cells of a column are short nouns: in names every syllable is a capital."""
    said = [
        " ".join(cell.text.split())
        for row in block.rows
        for cell in block.grid.row(row)
        if cell.column == column and cell.is_words
    ]
    return bool(said) and all(
        len(text) <= _LONGEST_UNIT and not any(word[0].isupper() for word in text.split()[1:])
        for text in said
    )


_LONGEST_UNIT = 16


# --- rows ---------------------------------------------------------------------------------


def _numbering_column(grid: Grid, rows: Sequence[int]) -> int | None:
    """The column of row numbers: headed "TT", or first and counting 1, 2, 3 beside words."""
    for row in rows:
        for cell in grid.row(row):
            if cell.is_words and phrases.is_numbering(fold_label(cell.text)):
                return cell.column
    column = min((c.column for row in rows for c in grid.row(row)), default=0)
    counted = [
        cell.amounts[0].value
        for row in rows
        for cell in grid.row(row)[:1]
        if cell.column == column and cell.amounts and _has_words_after(grid, row, column)
    ]
    ordered = all(b - a == 1 or b == 1 for a, b in itertools.pairwise(counted))
    return column if len(counted) > 1 and counted[0] == 1 and ordered else None


def _has_words_after(grid: Grid, row: int, column: int) -> bool:
    return any(cell.column > column and cell.is_words for cell in grid.row(row))


def _counts(grid: Grid, row: int, numbering: int | None) -> bool:
    """Whether a row holds an amount that is no row number, column number or year of a header."""
    cells = grid.row(row)
    amounts = [cell for cell in cells if cell.amounts and cell.column != numbering]
    return bool(amounts) and not _numbers_columns(cells) and not _heads_years(amounts)


def _numbers_columns(cells: Sequence[Cell]) -> bool:
    """The row "(1) (2) (3)" or "A B 1 2 3" under a header."""
    texts = [fold_label(cell.text) for cell in cells]
    if len(texts) < 3 or not all(_COLUMN_NUMBER.fullmatch(t.strip("()")) for t in texts):
        return False
    found = [re.match(r"\(?(\d+)", cell.text.strip()) for cell in cells]
    numbers = [int(m.group(1)) for m in found if m]
    ordered = all(b - a == 1 for a, b in itertools.pairwise(numbers))
    return len(numbers) > 1 and numbers[0] <= 3 and ordered


def _heads_years(cells: Sequence[Cell]) -> bool:
    """Two or more years that follow each other, as heads of columns."""
    years = [cell.amounts[0].value for cell in cells]
    plain = all(len(cell.text.strip()) == 4 for cell in cells)
    if len(years) < 2 or not plain or not all(1990 <= year <= 2100 for year in years):
        return False
    return all(abs(b - a) == 1 for a, b in itertools.pairwise(years))


def _end(grid: Grid, first: int, numbering: int | None) -> int:
    """One past the last row with amounts before the next header."""
    rows = grid.rows
    columns: set[int] = set()
    last = first
    for index in range(first, len(rows)):
        cells = grid.row(rows[index])
        if _counts(grid, rows[index], numbering):
            columns |= {c.column for c in cells if c.amounts and c.column != numbering}
            last = index
        elif _tries(cells, columns):
            last = index
        elif _begins_anew(cells, columns, gap=index > first and rows[index] - rows[index - 1] > 1):
            break
    return last + 1


def _tries(cells: Sequence[Cell], columns: set[int]) -> bool:
    """Whether a row has a label and, where amounts stand, something that should be one."""
    bad = [cell for cell in cells if cell.column in columns and cell.is_words]
    return len(cells) > len(bad) and any(cell.is_spoilt for cell in bad)


def _begins_anew(cells: Sequence[Cell], columns: set[int], *, gap: bool) -> bool:
    """Whether a row without amounts is the head of another block or the end of this one."""
    words = [cell for cell in cells if cell.is_words]
    over = sum(cell.column in columns for cell in words)
    if any(phrases.is_numbering(fold_label(cell.text)) for cell in words):
        return True
    return gap and (over > 0 or len(words) > 1)


def _amount_columns(grid: Grid, rows: Sequence[int], numbering: int | None) -> list[int]:
    """Columns that hold at least as many amounts and dashes as words."""
    balance: dict[int, int] = {}
    amounts: set[int] = set()
    for row in rows:
        cells = grid.row(row)
        if not _counts(grid, row, numbering):
            continue
        for cell in cells:
            balance[cell.column] = balance.get(cell.column, 0) + (-1 if cell.is_words else 1)
            if cell.amounts:
                amounts.add(cell.column)
    return sorted(c for c in amounts if balance[c] >= 0 and c != numbering)


def _header(
    grid: Grid, start: int, first: int, first_number: int, numbering: int | None
) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Header rows, rows without amounts between header and body, and the index of the top one.

    Those are titles of sections, and numbered rows that nobody has filled in.
    """
    header: list[int] = []
    sections: list[int] = []
    top = first
    for index in range(first - 1, start - 1, -1):
        row = grid.rows[index]
        below = grid.rows[index + 1]
        gap = below - row > 1 and not _bridged(grid, row, below)
        cells = grid.row(row)
        if _numbers_columns(cells):
            top = index
            continue
        if header and (gap or not _heads_numbers(cells, first_number)):
            break
        if _heads_numbers(cells, first_number):
            header.insert(0, row)
        elif gap or not (_is_title(cells, first_number) or is_numbered(cells, numbering)):
            break
        else:
            sections.insert(0, row)
        top = index
    if not header:
        return (), (), first
    return tuple(header), tuple(sections), top


def _is_title(cells: Sequence[Cell], first_number: int) -> bool:
    """Whether a row is one cell, and that no head of several columns."""
    return len(cells) == 1 and (cells[0].columns <= 2 or cells[0].column < first_number)


def is_numbered(cells: Iterable[Cell], numbering: int | None) -> bool:
    """Whether a row has a number in the column of row numbers."""
    return any(cell.column == numbering and cell.amounts for cell in cells)


def _bridged(grid: Grid, row: int, below: int) -> bool:
    """Whether a merged cell of a row reaches the next row with something in it."""
    return any(cell.row + cell.rows > below - 1 for cell in grid.row(row) if cell.rows > 1)


def _heads_numbers(cells: Iterable[Cell], first_number: int) -> bool:
    """Whether a row names columns: several cells of which one stands over the numbers."""
    found = list(cells)
    over = [cell for cell in found if cell.column + cell.columns - 1 >= first_number]
    if len(found) == 1:
        return bool(over) and found[0].column >= first_number
    return len(found) > 1 and bool(over)
