"""The words of the prescribed parts of a document, the same in every kind of file.

Source: Decree 30/2020/NĐ-CP, Phụ lục I (components) and II (letters). Holds no layout.
"""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bayen.core.quantities import render_quantity
from bayen.outputs.prose import PERCENT, render_percent
from bayen.outputs.publication import (
    Alignment,
    Blank,
    Cell,
    Column,
    NumberFormat,
    Paragraph,
    ParagraphKind,
    Part,
    Publication,
    Runs,
    Section,
    Table,
)

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
END_OF_TEXT = "./."

# Points are lettered by the Vietnamese alphabet: đ is a letter; f, j, w, z are not.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

_NBSP = "\u00a0"


def number_line(publication: Publication) -> str:
    """ "Số: 05/BC-UBND"; the number is left open on a draft."""
    return "Số: " + _number_and_symbol(publication, is_open=publication.number is None)


def date_line(publication: Publication) -> str:
    """ "Ba Yên, ngày 05 tháng 01 năm 2026"."""
    return f"{publication.place_name}, {_day_words(publication.day, publication.year)}"


def annex_label(position: int, count: int) -> str:
    """ "Phụ lục I", or "Phụ lục" when it is the only one; ``position`` counts from 1."""
    return "Phụ lục" if count == 1 else f"Phụ lục {roman(position)}"


def annex_reference(publication: Publication) -> str:
    """ "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 01 năm 2026 của ...)"."""
    is_open = publication.is_electronic or publication.number is None
    day = None if publication.is_electronic else publication.day
    year = None if publication.is_electronic else publication.year
    number = _number_and_symbol(publication, is_open=is_open)
    return (
        f"(Kèm theo {publication.kind} số {number} {_day_words(day, year)} "
        f"của {publication.issuer_name})"
    )


def render_day(day: date) -> str:
    """ "ngày 05 tháng 01 năm 2026", "ngày 14 tháng 6 năm 2026".

    Days below 10 and months 1 and 2 take a zero, other months none (II.4 b).
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def listed(items: tuple[str, ...]) -> Iterator[str]:
    """Each item with its ending: ";" and at the last "."."""
    for position, item in enumerate(items, start=1):
        yield item.rstrip(" ;.") + ("." if position == len(items) else ";")


def roman(number: int) -> str:
    """I, II, III, IV and so on, from 1."""
    steps = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, letters in steps:
        written += letters * (number // value)
        number %= value
    return written


def point_letter(position: int) -> str:
    """The letter of a point, from 0: a, b, c, d, đ, e, g; after y comes aa."""
    rounds, place = divmod(position, len(POINT_LETTERS))
    return POINT_LETTERS[place] * (rounds + 1)


# --- cells -------------------------------------------------------------------------------


def cell_text(cell: Cell, column: Column) -> str:
    """What is printed in a cell: tables pad no numbers."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Blank):
        return cell.value
    if column.number_format is NumberFormat.PERCENT:
        word = cell.quantity.bound.word_vi
        percent = render_percent(cell.quantity.value)
        if column.unit == PERCENT:  # the header says it
            percent = percent.removesuffix(PERCENT)
        return f"{word} {percent}".strip()
    return render_quantity(cell.quantity)


def cell_alignment(cell: Cell, column: Column) -> Alignment:
    return Alignment.CENTER if cell is Blank.NOT_APPLICABLE else column.alignment


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of the header of a table.

    Attributes:
        text, unit: what is printed; both "" in a cell that one above covers.
        column: leftmost, from 0.
        columns: how many it covers.
        rows: how many it covers, itself included; 0 when one above covers it.
    """

    text: str
    unit: str
    column: int
    columns: int = 1
    rows: int = 1


def header_rows(table: Table) -> tuple[tuple[HeaderCell, ...], ...]:
    """One row of headers, or two where columns are grouped."""
    plain = tuple(HeaderCell(c.header, c.unit, n) for n, c in enumerate(table.columns))
    if not table.has_groups:
        return (plain,)
    upper: list[HeaderCell] = []
    lower: list[HeaderCell] = []
    for group, members in itertools.groupby(plain, lambda cell: table.columns[cell.column].group):
        cells = list(members)
        if group:
            upper.append(HeaderCell(group, "", cells[0].column, len(cells)))
            lower.extend(cells)
        else:
            upper.extend(replace(cell, rows=2) for cell in cells)
            lower.extend(HeaderCell("", "", cell.column, rows=0) for cell in cells)
    return tuple(upper), tuple(lower)


# --- the text in order -------------------------------------------------------------------


class Role(enum.Enum):
    """What a block of the text is; renderers give each its style."""

    BASIS = "basis"
    PART = "part"
    SECTION = "section"
    PLAIN = "plain"
    POINT = "point"
    DASH = "dash"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the finished text, its number, letter or dash included."""

    role: Role
    runs: Runs

    @property
    def starts_keep(self) -> bool:
        """Whether it may not be the last line of a page."""
        return self.role in (Role.PART, Role.SECTION)


def body_blocks(publication: Publication) -> Iterator[Block]:
    """The text from the legal bases to "./.", numbered, in the order it is printed."""
    for basis in listed(publication.legal_bases):
        yield Block(Role.BASIS, (basis,))
    yield from _paragraph_blocks(publication.opening)
    for number, part in enumerate(publication.parts, start=1):
        yield from _part_blocks(part, roman(number))
    closing = publication.closing
    last = closing.text.rstrip(" ./")
    cut = len(closing.text) - len(last)
    yield Block(Role.PLAIN, (*_without_end(closing.runs, cut), END_OF_TEXT))


def _part_blocks(part: Part, number: str) -> Iterator[Block]:
    yield Block(Role.PART, (f"{number}. {part.title.upper()}",))
    titled = 0
    for section in part.sections:
        titled += section.title is not None
        yield from _section_blocks(section, titled)


def _section_blocks(section: Section, number: int) -> Iterator[Block]:
    if section.title is not None:
        yield Block(Role.SECTION, (f"{number}. {section.title}",))
    yield from _paragraph_blocks(section.paragraphs)


def _paragraph_blocks(paragraphs: tuple[Paragraph, ...]) -> Iterator[Block]:
    points = 0
    for paragraph in paragraphs:
        yield _block(paragraph, point_letter(points))
        points += paragraph.kind is ParagraphKind.POINT


def _block(paragraph: Paragraph, letter: str) -> Block:
    match paragraph.kind:
        case ParagraphKind.PLAIN:
            return Block(Role.PLAIN, paragraph.runs)
        case ParagraphKind.POINT:
            return Block(Role.POINT, (f"{letter}) ", *paragraph.runs))
        case ParagraphKind.DASH:
            return Block(Role.DASH, ("- ", *paragraph.runs))
        case ParagraphKind.PROMPT:
            return Block(Role.PROMPT, ("[", *paragraph.runs, "]"))


def _without_end(runs: Runs, cut: int) -> Runs:
    """The runs without their last ``cut`` characters, which stand in the last run."""
    last = runs[-1]
    if cut == 0 or not isinstance(last, str):
        return runs
    return (*runs[:-1], last[:-cut])


def _number_and_symbol(publication: Publication, *, is_open: bool) -> str:
    written = _NBSP * 6
    if not is_open and publication.number is not None:
        written = f"{publication.number:02d}"
    return f"{written}/{publication.symbol}"


def _day_words(day: date | None, year: int | None) -> str:
    if day is not None:
        return render_day(day)
    gap = _NBSP * 6
    return f"ngày{gap}tháng{gap}năm {year if year is not None else gap}"
