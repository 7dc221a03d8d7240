"""The totals table as a page or file shows it: columns, rows in order, links to trails."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bayen.core.collation import SortKey, sort_key
from bayen.core.indicators import Indicator
from bayen.core.questions import Cell
from bayen.web.cells import CellView, beside_last_year, show_cell
from bayen.web.place_signs import CellMark, StateView
from bayen.web.retelling import retell

BY_PLACE = "place"
BY_SENT = "sent"
PRINTED_COLUMNS = 13  # what A4 landscape holds in figures of 8 points
_NAMING = 2  # columns that say which place, before those of the indicators


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place with its cells, in the order of the columns; of the total, ``is_total``.

    Attributes:
        before: the same cells a year before; empty where they are not compared.
        state: how it stands to the form; None of what owes none.
        marks: what is to be seen at single cells, by indicator.
    """

    place_id: str
    label: str
    cells: tuple[Cell, ...]
    is_total: bool = False
    before: tuple[Cell, ...] = ()
    state: StateView | None = None
    marks: Mapping[str, CellMark] = field(default_factory=dict)

    @property
    def sent(self) -> tuple[int, int]:
        """Reported and expected, of the column in which most have: a form is sent as a whole."""
        expected = max((cell.expected for cell in self.cells), default=0)
        full = [cell.reported for cell in self.cells if cell.expected == expected]
        return max(full, default=0), expected


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A heading; ``sorted`` is "ascending", "descending" or ""."""

    label: str
    unit: str
    href: str
    sorted: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A place; ``href`` opens the places below it, "" when there are none."""

    label: str
    href: str
    is_total: bool
    reported: int
    expected: int
    cells: tuple[CellView, ...]
    state: StateView | None = None

    @property
    def cells_html(self) -> SafeString:
        """All cells, written here: a template takes far longer over thousands."""
        return SafeString("".join(cell.html for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Sheet:
    """As many columns of a table as a printed page holds: headings, then names with cells."""

    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[RowView, tuple[CellView, ...]], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is shown; the first two columns are the place and how much it has."""

    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]

    @property
    def compares(self) -> bool:
        """Whether figures stand beside those of a year before."""
        return any(cell.change or cell.before is not None for r in self.rows for cell in r.cells)

    @property
    def sheets(self) -> list[Sheet]:
        """The table cut for paper, each part with the places again."""
        columns = self.columns[_NAMING:]
        return [
            Sheet(
                columns[at : at + PRINTED_COLUMNS],
                tuple((row, row.cells[at : at + PRINTED_COLUMNS]) for row in self.rows),
            )
            for at in range(0, len(columns), PRINTED_COLUMNS)
        ]


@dataclass(frozen=True, slots=True)
class Order:
    """By which column rows are sorted; totals stay on top whatever it is.

    Without a column they stand in the order of the official list, as tables of documents do.
    """

    column: str = ""
    descending: bool = False

    @classmethod
    def parse(cls, text: str) -> Order:
        """ "-case.total" is by that indicator, largest first."""
        return cls(text.removeprefix("-"), text.startswith("-"))

    def next_of(self, column: str) -> str:
        """What a heading leads to: names from the start, then round and back to the list;
        numbers from the largest, then round."""
        if column == BY_PLACE == self.column and self.descending:
            return ""
        starts_descending = column != BY_PLACE
        descending = not self.descending if column == self.column else starts_descending
        return f"-{column}" if descending else column

    def word_of(self, column: str) -> str:
        if column != self.column:
            return ""
        return "descending" if self.descending else "ascending"


@dataclass(frozen=True, slots=True)
class Links:
    """Where the parts of a table lead."""

    sort: Callable[[str], str]
    place: Callable[[str], str]
    trail: Callable[[Cell], str]


def build_grid(
    rows: Sequence[PlaceRow], indicators: Sequence[Indicator], order: Order, links: Links
) -> Grid:
    codes = [indicator.code for indicator in indicators]
    return Grid(
        tuple(_columns(indicators, order, links, has_states=any(row.state for row in rows))),
        tuple(_row(row, links) for row in order_rows(rows, codes, order)),
    )


def _columns(
    indicators: Sequence[Indicator], order: Order, links: Links, *, has_states: bool
) -> list[ColumnView]:
    sent = (BY_SENT, _("Tình trạng"), "") if has_states else (BY_SENT, _("Đã có số"), _("xã"))
    heads = [(BY_PLACE, _("Địa bàn"), ""), sent]
    heads += [(i.code, retell(i.name_vi), retell(i.unit_vi)) for i in indicators]
    return [
        ColumnView(label, unit, links.sort(order.next_of(code)), order.word_of(code))
        for code, label, unit in heads
    ]


def _row(row: PlaceRow, links: Links) -> RowView:
    return RowView(
        row.label,
        "" if row.is_total else links.place(row.place_id),
        row.is_total,
        *row.sent,
        tuple(_cell(row, at, links) for at in range(len(row.cells))),
        row.state,
    )


def _cell(row: PlaceRow, at: int, links: Links) -> CellView:
    cell = row.cells[at]
    view = show_cell(cell, links.trail(cell))
    if row.before:
        view = beside_last_year(view, cell, row.before[at])
    mark = row.marks.get(cell.indicator)
    if mark is None:
        return view
    title = "; ".join(part for part in (view.title, mark.title) if part)
    return replace(view, look=mark.look, flag=mark.flag, title=title)


def order_rows(rows: Sequence[PlaceRow], codes: Sequence[str], order: Order) -> list[PlaceRow]:
    """Totals on top; rows whose states decide stand as they were given."""
    totals = [row for row in rows if row.is_total]
    listed = [row for row in rows if not row.is_total]
    by_state = order.column == BY_SENT and all(row.state for row in listed)
    if not order.column or by_state:
        return totals + listed
    others = sorted(listed, key=_by_name)
    if order.column == BY_PLACE:
        return totals + (others[::-1] if order.descending else others)
    if order.column == BY_SENT:
        others.sort(key=_by_sent, reverse=order.descending)
        return totals + others
    if order.column not in codes:
        return totals + others
    at = codes.index(order.column)
    known = [row for row in others if _value(row, at) is not None]
    unknown = [row for row in others if _value(row, at) is None]
    known.sort(key=lambda row: _value(row, at) or Decimal(0), reverse=order.descending)
    return totals + known + unknown


def _by_name(row: PlaceRow) -> SortKey:
    """By the name proper: "phường Chiềng An" and "xã Chiềng Sơn" stand together."""
    _, _, name = row.label.partition(" ")
    return sort_key(name or row.label)


def _by_sent(row: PlaceRow) -> Decimal:
    reported, expected = row.sent
    return Decimal(reported) / Decimal(expected or 1)


def _value(row: PlaceRow, at: int) -> Decimal | None:
    quantity = row.cells[at].quantity
    return quantity.value if quantity is not None and row.cells[at].comparable else None
