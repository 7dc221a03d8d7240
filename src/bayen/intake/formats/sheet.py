"""Workbooks (.xlsx, .xls, .ods): every cell with something in it."""

from __future__ import annotations

import io
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook

from bayen.core.quantities import render_number
from bayen.intake.document import Piece, Refused


def read_pieces(data: bytes, name: str) -> list[Piece]:
    """The cells of all sheets, row by row.

    Raises:
        Refused: damaged, protected, or no workbook.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return list(_cells(book))
    except (CalamineError, ValueError, OSError, KeyError):
        raise Refused(
            "broken",
            f"«{name}» bị hỏng, có mật khẩu hoặc không phải bảng tính; hãy lưu lại bằng Excel rồi gửi.",
        ) from None


def _cells(book: CalamineWorkbook) -> Iterator[Piece]:
    for table, sheet in enumerate(book.sheet_names, 1):
        for row, cells in enumerate(
            book.get_sheet_by_name(sheet).to_python(skip_empty_area=False), 1
        ):
            for column, value in enumerate(cells, 1):
                text = _written(value)
                if text:
                    where = f"trang tính «{sheet}», hàng {row}, cột {column}"
                    yield Piece("cell", text, where, table, row, column)


def _written(value: object) -> str:
    """A cell as Vietnamese text writes it."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return render_number(value)
    if isinstance(value, float):
        return render_number(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return " ".join(str(value).split())
