"""Figures out of the tables of a document: each amount with its indicator, place and period.

Leads every block through the modules beside this one. Cells that cannot be read become
findings that name them; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bayen.core.findings import Finding, Severity
from bayen.core.indicators import IndicatorKind
from bayen.core.quantities import Bound
from bayen.intake.document import Document
from bayen.intake.grids import phrases
from bayen.intake.grids.amounts import Amount, is_date
from bayen.intake.grids.blocks import Block, find_blocks
from bayen.intake.grids.cells import Cell, find_tables
from bayen.intake.grids.naming import CellName, CellNamer, Headers
from bayen.intake.grids.phrases import fold_label
from bayen.intake.grids.places import LabelPlaces
from bayen.intake.grids.times import Base, Timed, find_time
from bayen.intake.grids.totals import Part, adds_up, differs, whole_of
from bayen.intake.knowledge import Knowledge
from bayen.intake.layouts import Layout, find_layout
from bayen.intake.phrasebook import Phrasebook, find_person_like, phrase_of_label
from bayen.intake.placing import Placed
from bayen.intake.timewords import Days
from bayen.intake.values import Candidate, Proposal, Reason

_MEASURED = frozenset(
    {"km", "ki-lô-mét", "m", "kg", "gam", "tấn", "tạ", "lít", "ha", "km2", "km²", "m2", "%", "đồng"}
)
"""Units that have decimals; of others "1,205" is a thousand and more."""
_MOST_BAD = 20
"""Findings about single cells before they are summed up in one."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the document says around its tables.

    Attributes:
        day: of the document.
        own: its place; None when the text names none.
        own_reason: why that place.
        span_at: the period that runs at a character of the text, and the words that say so.
    """

    day: date | None
    own: Placed | None
    own_reason: str
    span_at: Callable[[int], tuple[Days, str]]


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding, and where the figure that it is about begins (None: about no figure read)."""

    finding: Finding
    start: int | None = None


@dataclass(frozen=True, slots=True)
class GridReading:
    """What the tables of a document hold, in the order of the text.

    Attributes:
        proposals: the figures.
        notes: totals that differ, cells that could not be read.
        layouts: the layout of each block, as read.
        named_by: number of the layout and key of its headers (``Headers.key``), by the start
            of each figure.
    """

    proposals: tuple[Proposal, ...] = ()
    notes: tuple[Noted, ...] = ()
    layouts: tuple[Layout, ...] = ()
    named_by: Mapping[int, tuple[int, str]] = field(default_factory=dict)

    def findings_about(self, proposals: Sequence[Proposal]) -> Iterator[Finding]:
        """The findings, each at the index of its figure among all proposals of the document."""
        index = {proposal.candidate.start: i for i, proposal in enumerate(proposals)}
        for note in self.notes:
            at = None if note.start is None else index.get(note.start)
            yield note.finding if at is None else replace(note.finding, where=str(at))


@dataclass(slots=True)
class Tables:
    """The tables of a document that hold figures, found once."""

    document: Document
    blocks: list[Block]

    @property
    def claimed(self) -> frozenset[int]:
        """Indexes of the passages that are read here and not as prose."""
        return frozenset(index for block in self.blocks for index in block.claimed())


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
    namer = CellNamer(known)
    day = around.day or date(2025, 1, 1)
    places = LabelPlaces(known.places, day, around.own)
    figures: list[_Figure] = []
    notes: list[Noted] = []
    kept: list[Layout] = []
    keys: dict[int, tuple[int, str]] = {}
    for number, block in enumerate(tables.blocks):
        reader = _BlockReader(
            tables.document, block, around, known, namer, places, book, tuple(layouts)
        )
        read = reader.read()
        figures += read
        notes += reader.notes
        kept.append(reader.layout(read))
        keys.update({f.start: (number, f.headers.key) for f in read})
    proposals = [figure.proposal for figure in sorted(figures, key=lambda f: f.start)]
    return GridReading(tuple(proposals), tuple(_summed_up(notes)), tuple(kept), keys)


def _summed_up(notes: list[Noted]) -> Iterator[Noted]:
    """Findings about cells, the first ones each and the others together."""
    bad = [note for note in notes if note.start is None]
    yield from (note for note in notes if note.start is not None)
    yield from bad[:_MOST_BAD]
    if len(bad) > _MOST_BAD:
        message = f"Còn {len(bad) - _MOST_BAD} ô khác trong bảng không đọc được; hãy xem lại tệp."
        yield Noted(Finding("cells-unread", Severity.WARN, message))


# --- one block ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column of numbers says for all its cells."""

    number: int
    labels: tuple[str, ...]
    written: tuple[str, ...]
    place: Placed | None
    total: str
    skipped: bool
    leaf: str


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says for all its cells."""

    number: int
    labels: tuple[str, ...]
    place: Placed | None
    place_label: str
    total: str
    outer: tuple[str, ...]
    inside: bool
    unit: str
    within: Placed | None


@dataclass(frozen=True, slots=True)
class _Figure:
    """A proposal with what totals need to know of it."""

    proposal: Proposal
    cell: Cell
    row: _Row
    column: _Column
    headers: Headers

    @property
    def start(self) -> int:
        return self.proposal.candidate.start


@dataclass(slots=True)
class _BlockReader:
    document: Document
    block: Block
    around: Surroundings
    known: Knowledge
    namer: CellNamer
    places: LabelPlaces
    book: Phrasebook
    layouts: tuple[Layout, ...]
    notes: list[Noted] = field(default_factory=list)
    _base: Base = field(default_factory=lambda: Base(None, None, None))
    _base_words: str = ""
    _own: Placed | None = None
    _known_layout: Layout | None = None
    _captions: tuple[str, ...] = ()
    _times: dict[tuple[str, ...], tuple[Timed | None, tuple[str, ...]]] = field(
        default_factory=dict
    )
    _row_list: list[_Row] = field(default_factory=list)
    _column_list: list[_Column] = field(default_factory=list)
    _by_row: dict[int, list[_Figure]] = field(default_factory=dict)
    _by_column: dict[int, list[_Figure]] = field(default_factory=dict)
    _whole: Placed | None = None

    def read(self) -> list[_Figure]:
        """The figures of the block: the plain ones first, for totals are told by their parts."""
        self._captions = tuple(fold_label(cell.text) for cell in self.block.caption)
        self._base, self._base_words = self._find_base()
        self._own = self.around.own or self._guess_place()
        columns = [self._column(number) for number in self.block.number_columns]
        self._row_list = list(self._rows())
        self._column_list = [
            c if not c.total or self._totals(c, columns) else replace(c, total="") for c in columns
        ]
        self._known_layout = find_layout(self._signature(), self.layouts)
        self._whole = self._whole_place()
        cells = list(self._cells(self._row_list, self._column_list))
        plain = [f for row, column, cell in cells if not (row.total or column.total)
                 for f in self._figures(row, column, cell, is_total=False)]  # fmt: skip
        for figure in plain:
            self._by_row.setdefault(figure.row.number, []).append(figure)
            self._by_column.setdefault(figure.column.number, []).append(figure)
        totals = [f for row, column, cell in cells if row.total or column.total
                  for f in self._figures(row, column, cell, is_total=True)]  # fmt: skip
        self._check_totals(totals)
        return [*plain, *totals]

    def layout(self, figures: Sequence[_Figure]) -> Layout:
        """The headers of the block with the names that its cells were given.

        Rows that look like names of persons are not among them.
        """
        written = (c.text for n in self.block.rows for c in self.block.grid.row(n))
        persons = {fold_label(text) for text in find_person_like(written)}
        names = {
            f.headers.key: f.proposal.indicator
            for f in figures
            if f.headers.key and not persons & set(f.headers.row)
        }
        return Layout(self._signature(), names)

    def _signature(self) -> tuple[str, ...]:
        heads = [
            " / ".join(fold_label(cell.text) for cell in self.block.header(c))
            for c in self.block.label_columns
        ]
        over = [" / ".join(w for w in self._time(c.labels)[1] if w) for c in self._column_list]
        return (*heads, *over)

    # --- what holds for the whole block -------------------------------------------------------

    def _first_start(self) -> int:
        rows = (*self.block.header_rows, *self.block.rows)
        return min(cell.start for row in rows for cell in self.block.grid.row(row))

    def _find_base(self) -> tuple[Base, str]:
        day = self.around.day
        (first, last), words = self.around.span_at(self._first_start())
        base = Base(first, last, day)
        for caption in reversed(self._captions):
            timed, _ = find_time((caption,), base)
            if timed is not None and timed.days[1] is not None:
                return Base(*timed.days, day), timed.words
        return (base, words) if last is not None else self._latest_column(base)

    def _latest_column(self, base: Base) -> tuple[Base, str]:
        """Of columns that name their periods the latest one: what "cùng kỳ" beside it means."""
        found: list[tuple[date, Timed]] = []
        for number in self.block.number_columns:
            timed, _ = find_time(
                tuple(fold_label(cell.text) for cell in self.block.header(number)), base
            )
            if timed is not None and timed.days[0] is not None and timed.days[1] is not None:
                found.append((timed.days[1], timed))
        if not found:
            return base, ""
        _, latest = max(found, key=lambda pair: (pair[0], pair[1].days[0] or pair[0]))
        return Base(*latest.days, base.day), latest.words

    def _guess_place(self) -> Placed | None:
        """The place whose parts the rows or the columns name, when nobody said which."""
        for labels in (self._row_texts(), self._column_texts()):
            found = self.places.common_parent(labels)
            if found is not None:
                return found
        return None

    def _row_texts(self) -> list[str]:
        return [
            cell.text
            for row in self.block.rows
            for cell in self.block.grid.row(row)
            if cell.column in self.block.label_columns
            and not phrases.is_total(fold_label(cell.text))
        ]

    def _column_texts(self) -> list[str]:
        return [cell.text for c in self.block.number_columns for cell in self.block.header(c)[-1:]]

    def _totals(self, column: _Column, columns: Sequence[_Column]) -> bool:
        """Whether a column headed "Tổng số" is the total of the columns beside it."""
        alone = not [w for w in column.labels if not phrases.is_generic(w)]
        others = [c for c in columns if c is not column and not c.skipped]
        return (
            alone
            and bool(others)
            and not all(c.total for c in others)
            and (any(c.place for c in others) or not self._rows_name())
        )

    def _rows_name(self) -> bool:
        """Whether most rows say what is counted, so that columns need not."""
        labels = [row for row in self._row_list if not row.total]
        return sum(bool(row.labels) for row in labels) * 2 > len(labels)

    # --- columns and rows ---------------------------------------------------------------------

    def _column(self, number: int) -> _Column:
        path = self.block.header(number)
        written = tuple(cell.text for cell in path)
        labels: list[str] = []
        place, total, expected = None, "", False
        for text in written:
            label = fold_label(text)
            found = self.places.find(text, expected=expected, within=self._own)
            if phrases.is_total(label):
                total = total or text
            elif found is not None and not self._time((label,))[0]:
                place = found
            elif not phrases.heads_places(label):
                labels.append(label)
            expected = expected or phrases.heads_places(label)
        skipped = any(phrases.is_planned(w) for w in labels) or self._compares(labels)
        leaf = written[-1] if written else ""
        return _Column(number, tuple(labels), written, place, total, skipped, leaf)

    def _compares(self, labels: Sequence[str]) -> bool:
        """A column of differences; "cùng kỳ" alone is another period, with amounts of its own."""
        return any(phrases.is_compared(label) for label in labels)

    def _rows(self) -> Iterator[_Row]:
        """The rows with numbers; titles of sections between them hold for those below."""
        section, section_place, parent = "", None, ""
        carried: dict[int, Cell] = {}
        for number in self.block.rows:
            cells = self._label_cells(number, carried)
            if not self._has_numbers(number):
                text = self._section_text(number)
                section, parent = fold_label(text), ""
                section_place = self.places.find(text, expected=False, within=self._own)
                continue
            inside = bool(cells) and phrases.goes_inside(cells[-1].text)
            row = self._row(
                number, cells, inside, (parent if inside else "", section), section_place
            )
            yield row
            if not inside and row.labels:
                parent = row.labels[-1]

    def _row(
        self,
        number: int,
        cells: Sequence[Cell],
        inside: bool,
        outer: tuple[str, ...],
        section: Placed | None,
    ) -> _Row:
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
            found = self.places.find(written, expected=expected, within=section or self._own)
            if found is None and section is not None:
                found = self.places.find(written, expected=expected, within=self._own)
            if found is not None and not self._time((label,))[0]:
                place, place_label = found, cell.text
            else:
                labels.append(label)
        unit = (
            self.block.grid.at(number, self.block.unit_column) if self.block.unit_column else None
        )
        said = fold_label(unit.text) if unit else ""
        return _Row(
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
        cells: list[Cell] = []
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

    # --- cells --------------------------------------------------------------------------------

    def _cells(
        self, rows: Sequence[_Row], columns: Sequence[_Column]
    ) -> Iterator[tuple[_Row, _Column, Cell]]:
        """Every cell with an amount; those that should have one and have not are noted."""
        for row in rows:
            for column in columns:
                cell = self.block.grid.cells.get((row.number, column.number))
                if cell is None or column.skipped or self._row_skipped(row):
                    continue
                if cell.amounts:
                    yield row, column, cell
                elif cell.is_words:
                    self._note_bad(cell)

    def _row_skipped(self, row: _Row) -> bool:
        return any(phrases.is_compared(w) or phrases.is_planned(w) for w in row.labels)

    def _note_bad(self, cell: Cell) -> None:
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
        self.notes.append(Noted(Finding(code, Severity.WARN, f"{where}: «{said}» {why}.",
                                        params={"locator": cell.locator})))  # fmt: skip

    def _time(self, labels: tuple[str, ...]) -> tuple[Timed | None, tuple[str, ...]]:
        if labels not in self._times:
            self._times[labels] = find_time(labels, self._base)
        return self._times[labels]

    def _figures(
        self, row: _Row, column: _Column, cell: Cell, *, is_total: bool
    ) -> Iterator[_Figure]:
        """The figures of one cell."""
        split = self._split(column, cell)
        for number, amount in enumerate(split[1] if split else cell.amounts):
            labels = column.labels
            if split is not None:
                labels = (*labels[:-1], split[0][number])
            figure = self._figure(row, column, cell, amount, labels, is_total)
            if figure is not None:
                yield figure

    def _split(self, column: _Column, cell: Cell) -> tuple[list[str], list[Amount]] | None:
        """ "127/318" under "Số tổ/số thành viên": two amounts, each with its own header."""
        halves = column.labels[-1].split("/") if column.labels else []
        amount = cell.amounts[0]
        if len(halves) != 2 or amount.of is None or not all(len(h.strip()) > 2 for h in halves):
            return None
        cut = cell.text.index("/", amount.start)
        first = cell.text[amount.start : cut].rstrip()
        second = cell.text[cut + 1 : amount.end]
        lead = len(second) - len(second.lstrip())
        return [half.strip() for half in halves], [
            Amount(amount.start, amount.start + len(first), amount.value, bound=amount.bound),
            Amount(cut + 1 + lead, amount.end, amount.of),
        ]

    def _figure(
        self, row: _Row, column: _Column, cell: Cell, amount: Amount, over: tuple[str, ...],
        is_total: bool,
    ) -> _Figure | None:  # fmt: skip
        timed, rest = self._time((*row.labels, *over))
        headers = Headers(
            row=tuple(w for w in rest[: len(row.labels)] if w),
            column=tuple(w for w in rest[len(row.labels) :] if w),
            outer=(*row.outer, *reversed(self._captions)),
            unit=amount.unit or row.unit or self._caption_unit(),
            percent=amount.percent or self._is_rate(over),
        )
        name = self._name(headers, self._parts_of(row, column) if is_total else None)
        if name is None:
            return None
        if amount.by_comma and name.unit not in _MEASURED:
            amount = amount.grouped()
        power = self._power(headers)
        if power:
            amount = replace(amount, value=amount.value.scaleb(power))
        proposal = self._propose(row, column, cell, amount, name, timed, headers)
        return _Figure(proposal, cell, row, column, headers)

    def _is_rate(self, over: tuple[str, ...]) -> bool:
        return any("%" in w or w.startswith(("tỷ lệ", "tỉ lệ")) for w in over)

    def _power(self, headers: Headers) -> int:
        """ "Triệu đồng" in a unit, a header or a caption: six."""
        inside = [t for w in (*headers.column, *headers.row) for t in phrases.in_parentheses(w)]
        for unit in (headers.unit, *inside):
            if power := phrases.money_power(unit):
                return power
        return 0

    def _caption_unit(self) -> str:
        for caption in reversed(self._captions):
            if unit := phrases.said_unit(caption):
                return unit
        return ""

    # --- names --------------------------------------------------------------------------------

    def _name(self, headers: Headers, parts: Sequence[_Figure] | None) -> CellName | None:
        """The indicator; None for a percentage that is no indicator. ``parts`` of a total."""
        if self._known_layout and (code := self._known_layout.names.get(headers.key)):
            plain = self.namer.name(headers)
            return replace(plain, code=code, confidence=0.98, alternatives=())
        name = self.namer.name(headers)
        if own := self.book.name_cell((*headers.row, *headers.column)):
            why = own.reason.text_vi
            return replace(name, code=own.code, confidence=0.98, alternatives=(), why=why)
        if name.code == "other" and headers.percent:
            return None
        codes = {part.proposal.indicator for part in parts or ()}
        if parts is None or (name.code != "other" and len(codes) < 2):
            return name
        whole = whole_of(codes, self.known.parts)
        if whole is None:
            return name
        units = {part.proposal.candidate.unit for part in parts}
        unit = units.pop() if len(units) == 1 else name.unit
        return replace(name, code=whole, confidence=0.93, unit=unit, alternatives=())

    def _parts_of(self, row: _Row, column: _Column) -> list[_Figure]:
        """The plain figures that a total stands under or beside."""
        if row.total and column.total:
            return []
        if row.total:
            return self._by_column.get(column.number, [])
        return self._by_row.get(row.number, [])

    # --- putting together ---------------------------------------------------------------------

    def _propose(
        self, row: _Row, column: _Column, cell: Cell, amount: Amount, name: CellName,
        timed: Timed | None, headers: Headers,
    ) -> Proposal:  # fmt: skip
        start = cell.start + amount.start
        end = cell.start + amount.end
        candidate = Candidate(
            start, end, self.document.text[start:end], amount.value, amount.of, amount.bound,
            name.unit, cell.passage,
        )  # fmt: skip
        placed, place_reason = self._place(row, column)
        days, time_reason = self._days(name.code, timed)
        reasons = [self._why(row, column, name, headers), place_reason, time_reason]
        if row.total or column.total:
            reasons.append(
                Reason(
                    "total",
                    f"«{_short(row.total or column.total)}» là số tổng, không cộng thêm",
                )
            )
        sure = name.confidence * (1.0 if placed else 0.6) * (1.0 if days[1] else 0.85)
        return Proposal(
            candidate=candidate,
            indicator=name.code,
            note=(name.note or _short(row.total or column.total) or "số liệu trong bảng")
            if name.code == "other"
            else "",
            alternatives=name.alternatives,
            place_id=placed.place_id if placed else None,
            place_text=placed.label if placed else "",
            place_alternatives=(),
            first_day=days[0],
            last_day=days[1],
            repeat=False,
            reasons=tuple(reasons),
            confidence=round(sure, 3),
            phrase=self._phrase(row, column, headers),
        )

    def _phrase(self, row: _Row, column: _Column, headers: Headers) -> str:
        """The one label that says what the cell counts; of several none says it alone."""
        said = [w for w in (*headers.row, *headers.column) if not phrases.is_generic(w)]
        if len(said) != 1:
            return ""
        cells = self.block.grid.row(row.number)
        written = [*column.written, *(c.text for c in cells if c.is_words)]
        raw = next((w for w in written if fold_label(w) == said[0]), "")
        return phrase_of_label(phrases.without_parentheses(phrases.strip_marker(raw)))

    def _why(self, row: _Row, column: _Column, name: CellName, headers: Headers) -> Reason:
        if name.why:
            return Reason("indicator", name.why)
        said = []
        if headers.column and column.leaf:
            said.append(f"«{_short(column.leaf)}» ở đầu cột")
        if headers.row:
            label = headers.row[-1]
            said.append(f"«{_short(label[:1].upper() + label[1:])}» ở đầu hàng")
        title = self.known.titles.get(name.code, name.code)
        if self._known_layout:
            said.append("bố cục đã lưu")
        if name.code == "other":
            return Reason("indicator", f"{', '.join(said) or 'tiêu đề bảng'}: chưa rõ chỉ tiêu nào")
        return Reason("indicator", f"{', '.join(said) or 'tiêu đề bảng'} → {title}")

    def _place(self, row: _Row, column: _Column) -> tuple[Placed | None, Reason]:
        placed, label = (row.place, row.place_label) if row.place else (column.place, column.leaf)
        if row.place is not None and column.place is not None and row.place is row.within:
            placed, label = column.place, column.leaf
        if placed is not None and not (row.total and not row.place_label):
            where = "đầu hàng" if placed is row.place and row.place_label else "đầu cột"
            if placed is row.within:
                return placed, Reason("place", f"mục của bảng → {placed.label}")
            return placed, Reason("place", f"«{_short(label)}» ở {where} → {placed.label}")
        if row.total or column.total:
            whole = row.within or self._whole or self._own
            if whole is not None:
                return whole, Reason(
                    "place", f"«{_short(row.total or column.total)}» → {whole.label}"
                )
        if self._own is None:
            return None, Reason("place", "không thấy tên địa bàn nào trong văn bản")
        return self._own, Reason(
            "place", f"{self.around.own_reason or 'địa bàn của bảng'} → {self._own.label}"
        )

    def _whole_place(self) -> Placed | None:
        """The place that the rows or columns make up together."""
        rows = [r.place for r in self._row_list if r.place is not None and r.place_label]
        columns = [c.place for c in self._column_list if c.place]
        children = rows or columns
        return self.places.parent_of(children) if len(children) > 1 else None

    def _days(self, code: str, timed: Timed | None) -> tuple[Days, Reason]:
        if timed is not None:
            if timed.days[1] is None:
                return timed.days, Reason("period", f"«{timed.words}» ở tiêu đề, chưa rõ kỳ nào")
            return timed.days, Reason(
                "period", f"«{timed.words}» ở tiêu đề → {_span_vi(timed.days)}"
            )
        kind = self.known.kinds.get(code, IndicatorKind.FLOW)
        if kind is IndicatorKind.STOCK:
            last = self.around.day or self._base.last_day
            return (None, last), Reason("period", f"hiện trạng, tính đến {_vi(last)}")
        days = self._base.first_day, self._base.last_day
        if days[1] is None:
            return days, Reason("period", "không có từ chỉ thời gian")
        said = f"«{self._base_words}» → " if self._base_words else ""
        return days, Reason("period", f"{said}{_span_vi(days)}")

    # --- totals -------------------------------------------------------------------------------

    def _check_totals(self, totals: Sequence[_Figure]) -> None:
        """Note every total that its parts, all of them exact, do not make."""
        before: dict[int, int] = {}
        for total in totals:
            column = total.column.number
            since, before[column] = before.get(column, 0), total.row.number
            beside = self._comparable(total)
            exact = all(p.proposal.candidate.bound is Bound.EXACT for p in (total, *beside))
            if len(beside) < 2 or not exact or total.headers.percent:
                continue
            parts = self._parts(beside, since)
            value = total.proposal.candidate.value
            if not adds_up(value, parts):
                label = _short(total.row.total or total.column.total)
                finding = differs(total.cell.locator, label, value, parts)
                self.notes.append(Noted(finding, total.start))

    def _comparable(self, total: _Figure) -> list[_Figure]:
        """The parts of a total: of its column or row, of its own time, of one kind."""
        days = total.proposal.first_day, total.proposal.last_day
        same = [
            part
            for part in self._parts_of(total.row, total.column)
            if (part.proposal.first_day, part.proposal.last_day) == days
            and part.proposal.candidate.of is None
            and (total.row.within is None or part.row.within == total.row.within)
        ]
        codes = {part.proposal.indicator for part in same}
        one_kind = len(codes) == 1 or whole_of(codes, self.known.parts) is not None
        return same if one_kind else []

    def _parts(self, beside: Sequence[_Figure], since: int) -> list[Part]:
        """Amounts to add; ``since`` is the row of the total before in the column."""
        places = {p.proposal.place_id for p in beside if p.row.place_label}
        return [
            Part(
                part.proposal.candidate.value,
                inside=part.row.inside,
                nested=self._is_nested(part, places),
                since_total=part.row.number > since,
            )
            for part in beside
        ]

    def _is_nested(self, part: _Figure, places: set[str | None]) -> bool:
        place = part.proposal.place_id
        if place is None or not part.row.place_label:
            return False
        above = self.known.places.atlas.ancestors(place, self.places.day)
        return any(version.place_id in places for version in above)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 50 else plain[:49] + "…"


def _vi(day: date | None) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}" if day else "chưa rõ ngày nào"


def _span_vi(days: Days) -> str:
    first, last = days
    if first is None:
        return f"đến {_vi(last)}"
    return _vi(first) if first == last else f"{_vi(first)}–{_vi(last)}"
