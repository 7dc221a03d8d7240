"""Rows and columns of a block with what their headings say: labels, place, total, section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bayen.core.places import Level
from bayen.intake.grids import phrases
from bayen.intake.grids.axes import Column, Row
from bayen.intake.grids.block_places import BlockPlaces
from bayen.intake.grids.block_times import BlockTimes
from bayen.intake.grids.blocks import Block
from bayen.intake.grids.cells import Cell
from bayen.intake.grids.phrases import fold_label
from bayen.intake.placing import Placed


@dataclass(frozen=True, slots=True)
class HeadingReader:
    """Reads the headings of one block."""

    block: Block
    times: BlockTimes
    places: BlockPlaces

    def read(self) -> tuple[list[Row], list[Column]]:
        """The rows with numbers, and the columns; one headed "Tổng số" may be no total."""
        columns = [self._column(number) for number in self.block.number_columns]
        rows = list(self._rows())
        return rows, [
            c if not c.total or _totals(c, columns, rows) else replace(c, total="") for c in columns
        ]

    def _column(self, number: int) -> Column:
        path = self.block.header(number)
        written = tuple(cell.text for cell in path)
        labels: list[str] = []
        place, total, expected = None, "", False
        for text in written:
            label = fold_label(text)
            found = self.places.find(text, expected=expected)
            if phrases.is_total(label):
                total = total or text
            elif found is not None and not self.times.find((label,))[0]:
                place = found
            elif not phrases.heads_places(label):
                labels.append(label)
            expected = expected or phrases.heads_places(label)
        skipped = any(phrases.is_planned(w) for w in labels) or _compares(labels)
        leaf = written[-1] if written else ""
        return Column(number, tuple(labels), written, place, total, skipped, leaf)

    def _rows(self) -> Iterator[Row]:
        """The rows with numbers; titles of sections between them hold for those below."""
        section, section_place, parent = "", None, ""
        carried: dict[int, Cell] = {}
        blank = self._blank_rows()
        for number in self.block.rows:
            cells = self._label_cells(number, carried)
            if number in blank:
                continue
            if not self._has_numbers(number):
                text = self._section_text(number)
                section, parent = fold_label(text), ""
                section_place = self.places.find(text, expected=False)
                continue
            inside = bool(cells) and phrases.goes_inside(cells[-1].text)
            row = self._row(
                number, cells, inside, (parent if inside else "", section), section_place
            )
            yield row
            if not inside and row.labels:
                parent = row.labels[-1]

    def _blank_rows(self) -> frozenset[int]:
        """The rows that nobody has filled in; others without numbers are titles of those below.

        The number of such a row goes on in the next one, or it names a place of the level that
        rows with numbers name.
        """
        rows = self.block.rows
        without = [(n, rows[at + 1 :][:1]) for at, n in enumerate(rows) if not self._has_numbers(n)]
        levels = self._levels() if without else frozenset()
        return frozenset(
            number
            for number, following in without
            if self._goes_on(number, following) or self._level(number) in levels
        )

    def _goes_on(self, number: int, following: Sequence[int]) -> bool:
        """Whether the row after one has the next row number, or is the total, or there is none."""
        told = self._order(number)
        if told is None or not following:
            return told is not None
        return self._order(following[0]) == told + 1 or self._is_total(following[0])

    def _order(self, number: int) -> Decimal | None:
        """The number of a row in the column of row numbers."""
        cell = self._lead(number)
        return cell.amounts[0].value if cell is not None and cell.amounts else None

    def _lead(self, number: int) -> Cell | None:
        """What stands in the column of row numbers."""
        column = self.block.numbering
        return None if column is None else self.block.grid.at(number, column)

    def _is_total(self, number: int) -> bool:
        return any(phrases.is_total(fold_label(c.text)) for c in self.block.grid.row(number))

    def _levels(self) -> frozenset[Level | None]:
        """The levels of the places that rows with numbers name."""
        return frozenset(map(self._level, filter(self._has_numbers, self.block.rows))) - {None}

    def _level(self, number: int) -> Level | None:
        """The level of the place that a row names."""
        placed = self.places.find(self._section_text(number), expected=False)
        return placed.level if placed else None

    def _row(
        self,
        number: int,
        cells: Sequence[Cell],
        inside: bool,
        outer: tuple[str, ...],
        section: Placed | None,
    ) -> Row:
        labels: list[str] = []
        place, place_label, total = section, "", ""
        for cell in cells:
            label = fold_label(cell.text)
            head = [fold_label(c.text) for c in self.block.header(cell.column)]
            expected = any(phrases.heads_places(h) for h in head)
            if phrases.is_total(label):
                total = cell.text
                continue
            rest = phrases.after_total(label)
            written = cell.text[-len(rest) :] if rest else cell.text
            found = self.places.labels.find(
                written, expected=expected, within=section or self.places.own
            )
            if found is None and section is not None:
                found = self.places.find(written, expected=expected)
            if found is not None and not self.times.find((label,))[0]:
                place, place_label = found, cell.text
            else:
                labels.append(label)
        unit = (
            self.block.grid.at(number, self.block.unit_column) if self.block.unit_column else None
        )
        said = fold_label(unit.text) if unit else ""
        return Row(
            number,
            tuple(labels),
            place,
            place_label,
            total,
            tuple(o for o in outer if o),
            inside,
            said,
            section,
        )

    def _label_cells(self, number: int, carried: dict[int, Cell]) -> list[Cell]:
        """The labels of a row; an outer one left blank goes on from the row above."""
        lead = self._lead(number)
        is_total = lead is not None and phrases.is_total(fold_label(lead.text))
        cells: list[Cell] = [lead] if lead is not None and is_total else []
        columns = self.block.label_columns
        for position, column in enumerate(columns):
            cell = self.block.grid.at(number, column)
            if (
                cell is None
                and position + 1 < len(columns)
                and self.block.grid.at(number, columns[-1])
            ):
                cell = carried.get(column)
            if (cell is not None and cell.is_words) or (
                cell is not None and position == 0 and not cell.amounts
            ):
                carried[column] = cell
            if cell is not None and cell not in cells and any(char.isalpha() for char in cell.text):
                cells.append(cell)
        return cells

    def _has_numbers(self, number: int) -> bool:
        return any(
            cell.amounts or not cell.is_words or cell.is_spoilt
            for cell in self.block.grid.row(number)
            if cell.column in self.block.number_columns
        )

    def _section_text(self, number: int) -> str:
        words = [c.text for c in self.block.grid.row(number) if any(ch.isalpha() for ch in c.text)]
        return max(words, key=len, default="")


def _totals(column: Column, columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether a column headed "Tổng số" is the total of the columns beside it."""
    alone = not [w for w in column.labels if not phrases.is_generic(w)]
    others = [c for c in columns if c is not column and not c.skipped]
    return (
        alone
        and bool(others)
        and not all(c.total for c in others)
        and (any(c.place for c in others) or not _rows_name(rows))
    )


def _rows_name(rows: Sequence[Row]) -> bool:
    """Whether most rows say what is counted, so that columns need not."""
    labels = [row for row in rows if not row.total]
    return sum(bool(row.labels) for row in labels) * 2 > len(labels)


def _compares(labels: Sequence[str]) -> bool:
    """A column of differences; "cùng kỳ" alone is another period, with amounts of its own."""
    return any(phrases.is_compared(label) for label in labels)
