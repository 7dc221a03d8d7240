"""Cells of tables that cannot be read, told to whoever sent them."""

from __future__ import annotations

from collections.abc import Iterator

from bayen.core.findings import Finding, Severity
from bayen.intake.grids.amounts import is_date
from bayen.intake.grids.cells import Cell
from bayen.intake.grids.values import Noted

_MOST_BAD = 20
"""Findings about single cells before they are summed up in one."""


def note_unread(cell: Cell) -> Noted:
    """Why a cell that should hold an amount was left out."""
    where = cell.locator[:1].upper() + cell.locator[1:]
    said = cell.text if len(cell.text) <= 40 else cell.text[:39] + "…"
    if is_date(cell.text):
        why = "là ngày tháng, không phải số liệu; hãy nhập lại (máy có thể đã tự đổi)"
        code = "cell-date"
    elif cell.text.startswith("#"):
        why = "là lỗi công thức nên chưa đọc; hãy sửa công thức rồi gửi lại"
        code = "cell-formula-error"
    else:
        why = "không phải số nên chưa đọc; hãy sửa lại trong tệp hoặc nhập tay"
        code = "cell-not-number"
    message = f"{where}: «{said}» {why}."
    return Noted(Finding(code, Severity.WARN, message, params={"locator": cell.locator}))


def sum_up(notes: list[Noted]) -> Iterator[Noted]:
    """Findings about cells, the first ones each and the others together."""
    bad = [note for note in notes if note.start is None]
    yield from (note for note in notes if note.start is not None)
    yield from bad[:_MOST_BAD]
    if len(bad) > _MOST_BAD:
        message = f"Còn {len(bad) - _MOST_BAD} ô khác trong bảng không đọc được; hãy xem lại tệp."
        yield Noted(Finding("cells-unread", Severity.WARN, message))
