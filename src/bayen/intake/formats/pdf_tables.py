"""Tables that lines draw on the pages of a PDF: their cells, and the lines of text around them.

Only pages whose content draws enough lines are looked at, and those whose text comes torn, for that
costs three times what taking the text alone costs. What goes wrong here leaves the page to be read
as mere text.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdf

from bayen.intake.formats.pdf_contents import contents
from bayen.intake.formats.pdf_lines import Word, find_lines, join_lines

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

# Lines, and rectangles that do not merely cut off what is painted next.
_DRAWN = re.compile(rb"(?<=[\d\s])(?:l|re)(?=\s)(?!\s+W)")
_FEWEST = 3
"""Strokes of the smallest table: a frame, a line down and a line across."""
_MOST = 6_000
"""Strokes of a page from which it is a drawing or a map."""
_LARGEST = 8 * 1024 * 1024
"""Bytes of a page's content up to which it is looked at: far above any page of text."""
_APART = 1.5
"""Points by which edges of one column may differ from page to page."""


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell: where it begins, from 1, how far it reaches, and its text on one line."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table of one page.

    Attributes:
        cells: row by row, from left to right.
        rows: how many rows it has.
        edges: left edges of its columns and the right edge of the last, in points.
    """

    cells: tuple[RuledCell, ...]
    rows: int
    edges: tuple[float, ...]

    def goes_on(self, before: RuledTable) -> bool:
        """Whether its columns are those of a table before it."""
        return len(self.edges) == len(before.edges) and all(
            abs(a - b) <= _APART for a, b in zip(self.edges, before.edges, strict=True)
        )


Part = str | RuledTable
"""A run of lines of text, or a table."""


def is_ruled(page: pypdf.PageObject) -> bool:
    """Whether a page draws as many lines as a table has; never raises for a damaged one."""
    try:
        strokes = sum(_strokes(stream) for stream in contents(page))
    except Exception:  # pypdf has no common error for what a damaged page may hold
        return False
    return _FEWEST <= strokes <= _MOST


def _strokes(data: bytes) -> int:
    return sum(1 for _ in _DRAWN.finditer(data)) if len(data) <= _LARGEST else _MOST + 1


def lay_out(data: bytes, ruled: set[int], torn: set[int]) -> dict[int, list[Part]]:
    """What pages hold from top to bottom, told by where it stands.

    Args:
        data: the PDF.
        ruled: pages that may have tables, from 1; those without any are left out.
        torn: pages whose text comes in no order.
    """
    wanted = sorted(ruled | torn)
    if not wanted:
        return {}
    import pdfplumber  # noqa: PLC0415 (with the pictures that it can draw it takes half a second)

    laid: dict[int, list[Part]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data), pages=wanted) as book:
            for page in book.pages:
                parts = _parts(page)
                page.close()
                if page.page_number in torn or any(isinstance(p, RuledTable) for p in parts):
                    laid[page.page_number] = parts
    except Exception:  # the library has no common error; the text of the page is read without it
        return laid
    return laid


def _parts(page: Page) -> list[Part]:
    """Lines and tables in the order of the page."""
    tables = sorted(
        (table for table in page.find_tables() if len(table.columns) > 1),
        key=lambda table: (table.bbox[1], table.bbox[0]),
    )
    boxes = [table.bbox for table in tables]
    around = page.filter(lambda thing: not any(_stands_in(thing, box) for box in boxes))
    words = [
        Word(word["text"], word["x0"], word["top"], word["x1"], word["bottom"])
        for word in around.extract_words()
    ]
    lines = find_lines(words)
    parts: list[Part] = []
    for table in tables:
        above = [line for line in lines if line[0].top < table.bbox[1]]
        lines = lines[len(above) :]
        parts += [join_lines(above)] if above else []
        parts.append(_ruled(table))
    return parts + ([join_lines(lines)] if lines else [])


def _stands_in(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    """Whether the middle of something is in a box of left, top, right and bottom."""
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across < box[2] and box[1] <= down < box[3])


def _ruled(table: Table) -> RuledTable:
    lefts = sorted({cell[0] for cell in table.cells})
    tops = sorted({cell[1] for cell in table.cells})
    cells = [
        RuledCell(
            bisect_left(tops, top) + 1,
            bisect_left(lefts, left) + 1,
            bisect_left(tops, bottom) - bisect_left(tops, top),
            bisect_left(lefts, right) - bisect_left(lefts, left),
            " ".join(text.split()),
        )
        for row, texts in zip(table.rows, table.extract(), strict=True)
        for (left, top, right, bottom), text in _filled(row.cells, texts)
    ]
    return RuledTable(tuple(cells), len(tops), (*lefts, table.bbox[2]))


def _filled(
    boxes: Iterable[tuple[float, float, float, float] | None], texts: Iterable[str | None]
) -> Iterator[tuple[tuple[float, float, float, float], str]]:
    """The cells of a row with something in them."""
    for box, text in zip(boxes, texts, strict=True):
        if box is not None and text and text.strip():
            yield box, text
