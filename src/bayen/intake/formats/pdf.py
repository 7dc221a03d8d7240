"""PDF with text: the lines of each page joined to paragraphs, ruled tables to cells.

Pictures are refused.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pypdf
from pypdf.errors import PyPdfError

from bayen.intake.document import Piece, Refused
from bayen.intake.formats.pdf_contents import refuse_swollen
from bayen.intake.formats.pdf_lines import is_torn
from bayen.intake.formats.pdf_tables import Part, RuledTable, is_ruled, lay_out

# What these two say of damaged files is English and for programmers; a refusal says it in words.
for _library in ("pypdf", "pdfminer"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

_ENDS = re.compile(r"[.!?:;”…]\s*$")
_LIST = re.compile(r"\s*(?:[-+•*]|\d+[.)]|[a-zđ]\)|[IVX]+\.)\s")


def read_pieces(data: bytes, name: str) -> list[Piece]:
    """Paragraphs and cells of a PDF, page by page.

    Raises:
        Refused: damaged, protected by a password, or pictures without text.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(
                "encrypted",
                f"«{name}» có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại.",
            )
        refuse_swollen(reader, name)
        pages = _pages(reader, data)
    except Refused:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
    ):
        raise Refused(
            "broken", f"«{name}» bị hỏng hoặc không phải tệp PDF; hãy xuất lại tệp PDF rồi gửi."
        ) from None
    if not any(isinstance(part, RuledTable) or part.strip() for page in pages for part in page):
        raise Refused(
            "picture-only",
            f"«{name}» chỉ có hình ảnh, không có chữ; hãy gửi bản .docx hoặc PDF xuất từ máy tính, "
            "không phải bản chụp.",
        )
    pieces = _Pieces(_running_lines(pages))
    for number, parts in enumerate(pages, 1):
        pieces.add_page(parts, number)
    return _joined_over_pages(pieces.found)


def _pages(reader: pypdf.PdfReader, data: bytes) -> list[Sequence[Part]]:
    """What each page holds: tables and the lines around them, else its text as it comes."""
    ruled = {n for n, page in enumerate(reader.pages, 1) if is_ruled(page)}
    texts = [page.extract_text() or "" for page in reader.pages]
    torn = {n for n, text in enumerate(texts, 1) if is_torn(text)}
    laid = lay_out(data, ruled, torn)
    return [laid.get(number, [text]) for number, text in enumerate(texts, 1)]


@dataclass(slots=True)
class _Pieces:
    """The passages of a document as its pages are added in order.

    Attributes:
        running: lines at the head or foot of several pages.
        found: so far.
        last: the table that the page before ended with; None when text came after it.
        tables: how many there were.
        rows: how many rows the last one had so far, over all its pages.
    """

    running: frozenset[str]
    found: list[Piece] = field(default_factory=list)
    last: RuledTable | None = None
    tables: int = 0
    rows: int = 0

    def add_page(self, parts: Sequence[Part], number: int) -> None:
        for part in parts:
            if isinstance(part, RuledTable):
                self._add_table(part, number)
                continue
            self.found += _paragraphs(part, number)
            if not all(map(self._is_running, part.split("\n"))):
                self.last = None

    def _is_running(self, line: str) -> bool:
        return line in self.running or _PAGE_NUMBER.fullmatch(line) is not None

    def _add_table(self, table: RuledTable, page: int) -> None:
        """A table, or the rest of the one that a page break cuts, without its repeated header."""
        goes_on = self.last is not None and table.goes_on(self.last)
        skipped = _repeated_rows(table, self.last) if self.last is not None and goes_on else 0
        if not goes_on:
            self.tables, self.rows = self.tables + 1, 0
        for cell in table.cells:
            if cell.row > skipped:
                row = self.rows + cell.row - skipped
                where = f"trang {page}, bảng {self.tables}, hàng {row}, cột {cell.column}"
                self.found.append(
                    Piece(
                        "cell", cell.text, where, self.tables, row, cell.column, cell.rows,
                        cell.columns,
                    )
                )  # fmt: skip
        self.rows += table.rows - skipped
        self.last = table


_PAGE_NUMBER = re.compile(r"\W*(?:trang\s)?\s*\d{0,3}(?:/\d{1,3})?\W*", re.IGNORECASE)


def _running_lines(pages: Iterable[Sequence[Part]]) -> frozenset[str]:
    """Lines that stand first or last on more than one page."""
    ends = Counter(line for parts in pages for line in _ends(parts))
    return frozenset(line for line, count in ends.items() if count > 1)


def _ends(parts: Sequence[Part]) -> set[str]:
    """The first and the last line of a page, where these are text."""
    first, last = parts[:1], parts[-1:]
    return {
        *(text.split("\n")[0] for text in first if isinstance(text, str)),
        *(text.split("\n")[-1] for text in last if isinstance(text, str)),
    }


def _repeated_rows(table: RuledTable, before: RuledTable) -> int:
    """How many rows at the top of a page are those at the top of the page before."""
    count = 0
    while count < table.rows and _row(table, count + 1) == _row(before, count + 1):
        count += 1
    return count


def _row(table: RuledTable, number: int) -> list[tuple[int, str]]:
    return [(cell.column, cell.text) for cell in table.cells if cell.row == number]


def _joined_over_pages(pieces: list[Piece]) -> list[Piece]:
    """A paragraph that a page break cuts is one paragraph, found on its first page."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.kind == piece.kind == "paragraph"
            and before.locator != piece.locator
            and not _ENDS.search(before.text)
            and piece.text[:1].islower()
        ):
            joined[-1] = Piece("paragraph", f"{before.text} {piece.text}", before.locator)
        else:
            joined.append(piece)
    return joined


def _paragraphs(page: str, number: int) -> Iterator[Piece]:
    """Lines joined until one ends a sentence short of the margin or a new item begins."""
    held: list[str] = []
    lines = [line.strip() for line in page.split("\n")]
    lengths = sorted(len(line) for line in lines)
    longest = lengths[len(lengths) * 9 // 10 - 1]  # a footer in small print is longer than any
    for line in lines:
        if held and (not line or _LIST.match(line) or _is_over(held[-1], longest)):
            yield Piece("paragraph", " ".join(held), f"trang {number}")
            held = []
        if line:
            held.append(line)
    if held:
        yield Piece("paragraph", " ".join(held), f"trang {number}")


def _is_over(line: str, longest: int) -> bool:
    """Whether a line ends its paragraph: short, or a sentence end well before the margin."""
    return len(line) < longest * 0.6 or (bool(_ENDS.search(line)) and len(line) < longest * 0.9)
