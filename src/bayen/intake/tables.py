"""Figures in tables: a number alone in its cell, named by its row and column headers.

The headers are put into words ("Tổ hòa giải có 318 thành viên") and read like prose, so that
a table needs no phrases of its own. Rows or columns may be places; "cùng kỳ" and years in a
header date the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from bayen.intake.document import Document, Passage
from bayen.intake.indicators import Named, context_of
from bayen.intake.knowledge import Knowledge
from bayen.intake.members import MemberReader
from bayen.intake.mentions import find_mentions
from bayen.intake.numbers import Number, find_numbers
from bayen.intake.scan import Scan, fold_case
from bayen.intake.sieve import Found
from bayen.intake.timewords import TimeWords, find_time_words
from bayen.intake.units import Unit
from bayen.intake.values import Candidate, Reason

_NUMBERING = re.compile(r"(?:s?tt|số tt|số thứ tự|tt\.?|a|b|\(\d\))")
_UNIT_HEADER = re.compile(r"(?:đvt|đơn vị(?: tính)?|đ/v tính)")
_LEAD = re.compile(r"^(?:tổng số|số lượng|số|tổng)\s+")
_ALONE = re.compile(r"[\s(]*(?:\d[\d.,]*(?:\s?/\s?\d[\d.,]*)?\s?%?)[\s)]*")
_SURE = 3.5
_TOTAL_ROW = re.compile(r"(?:tổng|tổng số|tổng cộng|cộng|toàn (?:xã|huyện|tỉnh|phường|thành phố))")


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A number in a cell with what its headers say.

    Attributes:
        found: the number with its unit.
        named: its indicator.
        near: words that stand for the text before the number.
        place: words of a header that name a place; "" when none does.
        time: words of time in a header; None when none has any.
    """

    found: Found
    named: Named
    near: str
    place: str
    time: TimeWords | None


@dataclass(slots=True)
class _Grid:
    """The cells of one table by row and column."""

    cells: dict[tuple[int, int], tuple[int, Passage]] = field(default_factory=dict)
    header_rows: int = 0
    rows: int = 0
    columns: int = 0

    def text(self, document: Document, row: int, column: int) -> str:
        found = self.cells.get((row, column))
        if found is None:
            return ""
        return document.text[found[1].start : found[1].end].strip()


def cell_passages(document: Document) -> frozenset[int]:
    """Indexes of the passages that are a number alone in a cell."""
    return frozenset(
        index
        for index, passage in enumerate(document.passages)
        if passage.kind == "cell" and _ALONE.fullmatch(document.text[passage.start : passage.end])
    )


def find_cell_figures(document: Document, known: Knowledge, day: date | None) -> list[CellFigure]:
    """The figures of all tables of a document, in the order of the text; never raises."""
    return [
        figure for grid in _grids(document) for figure in _read_grid(document, grid, known, day)
    ]


def _grids(document: Document) -> Iterator[_Grid]:
    grids: dict[int, _Grid] = {}
    for index, passage in enumerate(document.passages):
        if passage.kind == "cell" and passage.table and passage.row and passage.column:
            grid = grids.setdefault(passage.table, _Grid())
            grid.cells[passage.row, passage.column] = (index, passage)
            grid.rows = max(grid.rows, passage.row)
            grid.columns = max(grid.columns, passage.column)
    for grid in grids.values():
        grid.header_rows = _count_header_rows(document, grid)
        yield grid


def _count_header_rows(document: Document, grid: _Grid) -> int:
    """Rows at the top without a number of their own beside the numbering of columns."""
    first = min((row for row, _ in grid.cells), default=1)
    for row in range(first, grid.rows + 1):
        texts = [grid.text(document, row, column) for column in range(1, grid.columns + 1)]
        numeric = [bool(text) and bool(_ALONE.fullmatch(text)) for text in texts]
        words = [
            text for text, is_number in zip(texts, numeric, strict=True) if text and not is_number
        ]
        if any(numeric) and words:
            return row - 1
    return 0


def _read_grid(
    document: Document, grid: _Grid, known: Knowledge, day: date | None
) -> Iterator[CellFigure]:
    if not grid.header_rows:
        return
    for row in range(grid.header_rows + 1, grid.rows + 1):
        label, label_column = _row_label(document, grid, row)
        for column in range(1, grid.columns + 1):
            cell = grid.cells.get((row, column))
            if cell is None or column <= label_column or not label:
                continue
            index, passage = cell
            if _ALONE.fullmatch(document.text[passage.start : passage.end]):
                header = _column_label(document, grid, column)
                figure = _read_cell(
                    document,
                    index,
                    passage,
                    label,
                    header,
                    _row_unit(document, grid, row),
                    known,
                    day,
                )
                if figure is not None:
                    yield figure


def _row_label(document: Document, grid: _Grid, row: int) -> tuple[str, int]:
    """The first words of a row and their column."""
    for column in range(1, grid.columns + 1):
        text = grid.text(document, row, column)
        if text and not _ALONE.fullmatch(text) and not re.fullmatch(r"[IVX]+|[a-zđ]\)?|\W*", text):
            return text, column
    return "", 0


def _row_unit(document: Document, grid: _Grid, row: int) -> str:
    """The unit of a row, from a column headed "ĐVT"."""
    for column in range(1, grid.columns + 1):
        if _UNIT_HEADER.match(_column_label(document, grid, column).lower()):
            return grid.text(document, row, column)
    return ""


def _column_label(document: Document, grid: _Grid, column: int) -> str:
    """All header cells over a column, the upper first; a merged one counts for those after it."""
    parts: list[str] = []
    for row in range(1, grid.header_rows + 1):
        at = column
        while at > 1 and (row, at) not in grid.cells and row < grid.header_rows:
            at -= 1
        text = grid.text(document, row, at)
        if text and text not in parts:
            parts.append(text)
    return " ".join(parts)


def _read_cell(
    document: Document,
    index: int,
    passage: Passage,
    label: str,
    header: str,
    unit: str,
    known: Knowledge,
    day: date | None,
) -> CellFigure | None:
    text = document.text[passage.start : passage.end]
    numbers = find_numbers(fold_case(text))
    if not numbers or _NUMBERING.fullmatch(header.lower()) or _UNIT_HEADER.match(header.lower()):
        return None
    is_place = bool(_TOTAL_ROW.match(label.lower()) or _names_place(label, known, day))
    readings = list(_readings("" if is_place else label, header, unit, numbers[0], known))
    sure = [reading for reading in readings if reading[1].weight >= _SURE]
    best = sure[0] if sure else max(readings, key=lambda reading: reading[1].weight)
    number, found, named, near = numbers[0], best[0], best[1], best[2]
    start = passage.start + number.start
    end = passage.start + number.end
    candidate = Candidate(
        start, end, document.text[start:end], number.value, number.of, found.candidate.bound,
        "%" if number.percent else unit.lower() or found.candidate.unit, index,
    )  # fmt: skip
    times = [
        w for w in find_time_words(fold_case(header), day) if w.kind in {"span", "state", "earlier"}
    ]
    return CellFigure(
        Found(candidate, number, found.unit),
        named,
        near,
        label if is_place else "",
        times[0] if times else None,
    )


def _names_place(label: str, known: Knowledge, day: date | None) -> bool:
    words = label.strip()
    if known.places.named(words, day or date(2025, 1, 1)):
        return True
    mentions = find_mentions(words, known.places, day or date(2025, 1, 1))
    return bool(mentions) and mentions[0].start == 0 and mentions[0].end >= len(words) - 1


def _readings(
    label: str, header: str, unit: str, number: Number, known: Knowledge
) -> Iterator[tuple[Found, Named, str]]:
    """The ways to say the cell in words, each read."""
    shown = "12%" if number.percent else "3/5" if number.of is not None else "12"
    row, column = _LEAD.sub("", label.lower()), _LEAD.sub("", header.lower())
    column = re.sub(r"\s*\([^)]*\)", "", column)
    sentences = [f"{row} có {shown} {column}"]
    words = column.split()
    for cut in range(1, min(len(words), 7)):
        sentences.append(
            f"{' '.join(words[:cut])} có {shown} {_LEAD.sub('', ' '.join(words[cut:]))}"
        )
    sentences += [f"có {shown} {column}", f"{row}: {shown} {unit.lower()}", f"có {shown} {row}"]
    for sentence in sentences:
        yield _say(sentence, known)


def _say(sentence: str, known: Knowledge) -> tuple[Found, Named, str]:
    """Read one sentence of one number."""
    scan = Scan.of(sentence)
    number = next(n for n in find_numbers(scan.lowered) if not n.words)
    unit: Unit | None = known.sieve.units.find(scan.lowered, number.end, percent=number.percent)
    bound, _ = known.sieve.bound(scan.lowered, number)
    name = "%" if number.percent else unit.text if unit else ""
    candidate = Candidate(
        number.start,
        number.end,
        sentence[number.start : number.end],
        number.value,
        number.of,
        bound,
        name,
        0,
    )
    found = Found(candidate, number, unit)
    context = context_of(scan, [found], 0, None, "")
    named = MemberReader(known.namer).read(found, known.namer.name(found, context), context, 0)
    said = Reason("indicator", "tiêu đề bảng " + named.reason.text_vi)
    return found, Named(named.code, named.weight, said, named.alternatives), context.near


def places_of(figures: Sequence[CellFigure]) -> frozenset[str]:
    """Every header that names a place."""
    return frozenset(figure.place for figure in figures if figure.place)
