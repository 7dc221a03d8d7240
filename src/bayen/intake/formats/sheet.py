"""Workbooks (.xlsx, .xls, .ods): every cell with something in it."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from bayen.core.quantities import render_number
from bayen.intake.document import Piece, Refused
from bayen.intake.formats.sheet_extent import find_broken_cells, refuse_wide

MOST_CELLS = 200_000
"""Cells with something in them: far above any report, far below what a browser can show."""
_FINEST = Decimal("0.001")
_PLAIN_FLOAT = 1e15
_YEARS = range(1990, 2101)
"""Whole numbers shown without a dot: heads of columns are years more often than thousands."""

_Merge = tuple[tuple[int, int], tuple[int, int]]


def read_pieces(data: bytes, name: str) -> list[Piece]:
    """The cells of all sheets, row by row.

    Raises:
        Refused: damaged, protected, no workbook, or spread far wider than what it holds.
    """
    refuse_wide(data, name)
    broken = find_broken_cells(data)
    pieces: list[Piece] = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for table, title in enumerate(book.sheet_names, 1):
            sheet = book.get_sheet_by_name(title)
            for piece in _cells(sheet, title, table, broken.get(title, {})):
                pieces.append(piece)
                if len(pieces) > MOST_CELLS:
                    raise _too_many(name)
    except (CalamineError, ValueError, OSError, KeyError, OverflowError):
        raise Refused(
            "broken",
            f"«{name}» bị hỏng, có mật khẩu hoặc không phải bảng tính;"
            " hãy lưu lại bằng Excel rồi gửi.",
        ) from None
    return pieces


def _too_many(name: str) -> Refused:
    return Refused(
        "too-large",
        f"«{name}» có hơn {render_number(MOST_CELLS)} ô; hãy tách thành nhiều tệp rồi gửi.",
    )


def _cells(
    sheet: CalamineSheet, title: str, table: int, broken: dict[tuple[int, int], str]
) -> Iterator[Piece]:
    spans = {(r1 + 1, c1 + 1): (r2 - r1 + 1, c2 - c1 + 1) for (r1, c1), (r2, c2) in _merges(sheet)}
    left = dict(broken)
    failed_rows = {row for row, _ in broken}
    first_column = (sheet.start or (0, 0))[1]  # rows come from the top, cells from the first
    for row, cells in enumerate(sheet.iter_rows(), 1):
        if cells.count("") == len(cells) and row not in failed_rows:
            continue  # a cell at the sheet's foot brings a million blank rows along
        for column, value in enumerate(cells, first_column + 1):
            if value == "" and (row, column) not in left:
                continue
            text = written(value) or left.pop((row, column), "")
            if text:
                rows, columns = spans.get((row, column), (1, 1))
                where = f"trang tính «{title}», ô {cell_name(row, column)}"
                yield Piece("cell", text, where, table, row, column, rows, columns)


def _merges(sheet: CalamineSheet) -> list[_Merge]:
    return list(sheet.merged_cell_ranges or [])


def cell_name(row: int, column: int) -> str:
    """The name of a cell as workbooks show it: row 7, column 3 is "C7"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def written(value: object) -> str:
    """A cell as Vietnamese text writes it: 1205.0 is "1.205", a day is "14/09/2025"."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int | float) and value in _YEARS:
        return str(int(value))
    if isinstance(value, int):
        return render_number(value)
    if isinstance(value, float):
        return _written_float(value)
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%d/%m/%Y")
    return " ".join(str(value).split())


def _written_float(value: float) -> str:
    """Workbooks keep 0,3 as 0,30000000000000004; three decimals are what a figure has."""
    if not math.isfinite(value):
        return "#NUM!"  # as workbooks show what is no number; told to whoever sent it
    if abs(value) >= _PLAIN_FLOAT:
        return str(value)
    return render_number(Decimal(repr(value)).quantize(_FINEST, ROUND_HALF_UP))
