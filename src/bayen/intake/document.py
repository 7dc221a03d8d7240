"""What is read: a document as one NFC text, and the passages it is made of.

A passage is a range of the document's text with a place in the original that a clerk can
find again ("đoạn 3", "bảng 1, hàng 2, cột 3"). Holds no reading of any file format and
decides nothing about figures.
"""

from __future__ import annotations

from dataclasses import dataclass


class Refused(Exception):
    """A file that Ba Yên will not read, with the reason for the person who sent it.

    Attributes:
        code: stable name of the reason ("empty", "picture-only", "secret", …).
        message_vi: one Vietnamese sentence: what, why, what to do.
    """

    def __init__(self, code: str, message_vi: str) -> None:
        super().__init__(message_vi)
        self.code = code
        self.message_vi = message_vi


@dataclass(frozen=True, slots=True)
class Passage:
    """A range of the text that stands by itself: a paragraph, a heading, a cell.

    Attributes:
        kind: "paragraph", "heading", "cell" or "caption".
        start: first character in the document's text.
        end: one past the last.
        locator: where it is in the original, for a person.
        table: number of the table (from 1) of a cell.
        row: row of a cell (from 1).
        column: column of a cell (from 1).
        rows: how many rows a merged cell covers.
        columns: how many columns it covers.
    """

    kind: str
    start: int
    end: int
    locator: str
    table: int | None = None
    row: int | None = None
    column: int | None = None
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage before it has offsets: what a format reader yields."""

    kind: str
    text: str
    locator: str
    table: int | None = None
    row: int | None = None
    column: int | None = None
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A file turned into text.

    Attributes:
        name: the file's name.
        media: "txt", "html", "docx", "pdf", "xlsx"…
        text: the whole text in Unicode NFC; of a .txt exactly the file's own.
        passages: ranges of the text in order, never overlapping.
        title: the first heading or line that says something.
        digest: SHA-256 of the file's bytes, in hex.
    """

    name: str
    media: str
    text: str
    passages: tuple[Passage, ...]
    title: str
    digest: str
