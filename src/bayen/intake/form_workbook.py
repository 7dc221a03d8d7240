"""A form's own workbook that comes back filled in: its keys, and what stands in each field."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from bayen.intake.document import Refused
from bayen.intake.formats.sheet import cell_name, written
from bayen.intake.formats.sheet_extent import find_broken_cells, refuse_wide
from bayen.intake.refusals import refuse_archive, refuse_empty, refuse_size

KEYS_SHEET = "_bayen"
FORM_SHEET = "Biểu mẫu"
_MOST_KEYS = 500


@dataclass(frozen=True, slots=True)
class FilledCell:
    """What stands in the cell of one field.

    Attributes:
        code: the field.
        cell: its address, "D7".
        text: as Vietnamese text writes it; "" when empty.
        problem: why it can be no figure whatever the text, for people; "" otherwise.
    """

    code: str
    cell: str
    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FilledWorkbook:
    """What a workbook says it is, and what it says.

    Attributes:
        keys: form, version, place, period, seen, signature; unchecked.
        layout: cell address by field, as the hidden sheet has it; unchecked.
    """

    keys: Mapping[str, str]
    layout: Mapping[str, str]
    cells: tuple[FilledCell, ...]


def read_form_workbook(data: bytes, name: str) -> FilledWorkbook:
    """The workbook as it came.

    Raises:
        Refused: it is damaged, hostile, or none that this program made.
    """
    refuse_size(data, name)
    refuse_empty(data, name)
    refuse_archive(data, name)
    refuse_wide(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if not {KEYS_SHEET, FORM_SHEET} <= set(book.sheet_names):
            raise _foreign(name)
        keys, layout = _read_keys(book.get_sheet_by_name(KEYS_SHEET))
        values = _values(book.get_sheet_by_name(FORM_SHEET))
    except (CalamineError, ValueError, OSError, KeyError, OverflowError):
        raise Refused(
            "broken", f"«{name}» bị hỏng hoặc có mật khẩu; hãy lưu lại bằng Excel rồi gửi."
        ) from None
    if not layout:
        raise _foreign(name)
    broken = {
        cell_name(*at): text for at, text in find_broken_cells(data).get(FORM_SHEET, {}).items()
    }
    cells = tuple(_cell(code, cell, values.get(cell, ""), broken) for code, cell in layout.items())
    return FilledWorkbook(keys, layout, cells)


def _foreign(name: str) -> Refused:
    return Refused(
        "not-our-workbook",
        f"«{name}» không phải tệp Excel do chương trình tạo. Bấm «Tải tệp Excel» ở biểu mẫu của kỳ "
        "này rồi ghi vào tệp đó.",
    )


def _read_keys(sheet: CalamineSheet) -> tuple[dict[str, str], dict[str, str]]:
    keys: dict[str, str] = {}
    layout: dict[str, str] = {}
    for kind, name, value in _rows_of_three(sheet):
        if kind == "key":
            keys[name] = value
        elif kind == "field":
            layout[name] = value
    return keys, layout


def _rows_of_three(sheet: CalamineSheet) -> Iterator[tuple[str, str, str]]:
    for number, row in enumerate(sheet.iter_rows()):
        if number >= _MOST_KEYS:
            return
        texts = [_plain(value) for value in row[:3]]
        if len(texts) == 3:
            yield texts[0], texts[1], texts[2]


def _plain(value: Any) -> str:
    """Keys are text; a spreadsheet program may have made a number of the version."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _values(sheet: CalamineSheet) -> dict[str, Any]:
    first_column = (sheet.start or (0, 0))[1]
    return {
        cell_name(row, column): value
        for row, cells in enumerate(sheet.iter_rows(), 1)
        for column, value in enumerate(cells, first_column + 1)
    }


def _cell(code: str, cell: str, value: Any, broken: Mapping[str, str]) -> FilledCell:
    if cell in broken:
        return FilledCell(code, cell, broken[cell], "công thức hỏng; ghi lại bằng một số")
    if isinstance(value, bool):
        return FilledCell(code, cell, written(value), "là giá trị đúng/sai; ghi lại bằng một số")
    if hasattr(value, "isoformat"):
        return FilledCell(
            code, cell, written(value), "đang là ngày tháng; định dạng ô là số rồi ghi lại"
        )
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # or a count of 2.025 would be taken for a year
    text = f"{value}" if isinstance(value, int) else written(value)
    return FilledCell(code, cell, text)
