"""An official document before it is a file: every word, figure and table, and no layout.

Renderers turn one ``Publication`` into docx, xlsx or html. Holds no secrecy mark and no field
for one: this program never makes a secret document.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from bayen.core.quantities import Quantity

# --- text --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in running text that can be followed back.

    Attributes:
        text: as printed, such as "hơn 17.000".
        key: what leads to its trail; "" when there is none.
    """

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A remark at the foot of the page; numbered where it stands in the text."""

    text: str


Run = str | Figure | Footnote
Runs = tuple[Run, ...]


def text_of(runs: Runs) -> str:
    """The words of the runs without their footnotes."""
    return "".join(
        run if isinstance(run, str) else run.text for run in runs if not isinstance(run, Footnote)
    )


class ParagraphKind(enum.Enum):
    """PLAIN text; POINT "a)"; DASH "- "; PROMPT, what the officer still has to write."""

    PLAIN = "plain"
    POINT = "point"
    DASH = "dash"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; its letter or dash is added by the renderer.

    Attributes:
        runs: the words, with the figures among them.
        kind: what stands before it.
    """

    runs: Runs
    kind: ParagraphKind = ParagraphKind.PLAIN

    @property
    def text(self) -> str:
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered "1." of a part; without a title it carries its paragraphs unnumbered."""

    title: str | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An "I. TÌNH HÌNH" of the text; the Roman number is added by the renderer."""

    title: str
    sections: tuple[Section, ...]


# --- tables ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a cell; percentages hold 94.9 for 94,9%."""

    quantity: Quantity
    key: str = ""


class Blank(enum.Enum):
    """A cell without a figure: never the same as a reported zero."""

    NOT_REPORTED = ""
    NOT_APPLICABLE = "-"


Cell = str | Number | Blank


class Alignment(enum.Enum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class NumberFormat(enum.Enum):
    """PLAIN numbers keep their own decimals; PERCENT is printed with one decimal and "%"."""

    PLAIN = "plain"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        header: what stands on top.
        unit: printed under the header, such as "buổi"; "" for none.
        alignment: of its cells.
        number_format: how its numbers are printed.
        width: relative to the other columns; a number column is about 1, names about 3.
        group: neighbours of one group share a merged header above theirs; "" for none.
    """

    header: str
    unit: str = ""
    alignment: Alignment = Alignment.RIGHT
    number_format: NumberFormat = NumberFormat.PLAIN
    width: float = 1.0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``is_heading`` rows name the rows below and hold no figures."""

    cells: tuple[Cell, ...]
    is_heading: bool = False


class TableError(ValueError):
    """A row that does not fit the columns of its table."""


@dataclass(frozen=True, slots=True)
class Table:
    """A finished table; column "TT" is an ordinary first column.

    Attributes:
        columns: left to right.
        rows: top to bottom, each as wide as the columns.
        totals: the last row, printed bold; None when nothing is totalled.
        notes: printed under the table, such as the units that have not reported.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Cell, ...] | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            self._check_width(row.cells, f"hàng {number}")
        if self.totals is not None:
            self._check_width(self.totals, "hàng tổng")

    def _check_width(self, cells: tuple[Cell, ...], where: str) -> None:
        if len(cells) != len(self.columns):
            raise TableError(f"{where} có {len(cells)} ô, bảng có {len(self.columns)} cột")

    @property
    def has_groups(self) -> bool:
        return any(column.group for column in self.columns)

    @property
    def has_units(self) -> bool:
        return any(column.unit for column in self.columns)


@dataclass(frozen=True, slots=True)
class Annex:
    """A "Phụ lục" with its table, on pages of its own."""

    title: str
    table: Table
    landscape: bool = False


# --- the document ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", then the name.

    Attributes:
        authority: the lines above the signature, top to bottom, the post last.
        name: full name without academic title (rank only where the ministry's rule allows).
    """

    authority: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A complete document.

    Attributes:
        issuer: the issuing body in its lines, such as ("Ủy ban nhân dân", "xã Ba Yên").
        place_name: of the date line, the official name of the unit.
        symbol: "BC-UBND": kind and body.
        subject: the trích yếu, begun in lower case as it is printed.
        opening, parts, closing: the text; the closing ends with "./." by the renderer.
        signing: who signs.
        superior: the direct superior body; "" prints none (an UBND prints none).
        number: within the year and the body; None leaves the place open (a draft).
        day: of signing; None leaves the place open.
        year: printed while ``day`` is open; None leaves that open too.
        kind: the tên loại.
        addressees: of "Kính gửi"; none for a document that is not sent upward.
        legal_bases: without their ending ";" or ".".
        recipients: of "Nơi nhận", without dash and ending.
        annexes: numbered when there are two or more.
        marks: short lines on every page, such as "Số liệu minh họa".
        is_electronic: number and day stay open on the annexes (Decree 30/2020/NĐ-CP,
            Phụ lục I, III.1).
    """

    issuer: tuple[str, ...]
    place_name: str
    symbol: str
    subject: str
    opening: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    closing: Paragraph
    signing: Signing
    superior: str = ""
    number: int | None = None
    day: date | None = None
    year: int | None = None
    kind: str = "Báo cáo"
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    marks: tuple[str, ...] = ()
    is_electronic: bool = False

    @property
    def issuer_name(self) -> str:
        """The issuing body on one line: "Ủy ban nhân dân xã Ba Yên"."""
        return " ".join(self.issuer)
