"""The marked source of an example document, and nothing about the files made from it.

A source is UTF-8 text: header lines ``key: value`` (and ``span name: first last``), a blank
line, then blocks parted by blank lines. ``# `` opens a heading of level 1, ``## `` of level 2;
lines that open with ``|`` are the rows of a table; anything else is a paragraph. A figure is
written where it is said::

    gần [[125 | place.border_length | km | under]] km

that is: the number as printed, its indicator, its unit, then in any order a bound word
(``over``, ``under``, ``about``), ``span=NAME`` and ``place=MORE SPECIFIC PLACE``. Without a
span the figure is a state of things at the date of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

FIGURE = re.compile(r"\[\[(.+?)\]\]")
BOUNDS = frozenset({"over", "under", "about"})
SCALES = {"triệu": Decimal(10**6)}


class SourceError(ValueError):
    """A marked source that cannot be read; the message says where and what is wrong."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days a figure covers, ISO dates, both inclusive; None where nobody says."""

    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A labelled number. `start` counts characters from the beginning of its Text."""

    start: int
    text: str
    indicator: str
    unit: str
    bound: str
    span: Span
    place: str

    @property
    def value(self) -> Decimal:
        """The number in base units: "2.205" is 2205, "100 triệu" is 100000000, "4/8" is 4."""
        number, _, scale = self.text.split("/")[0].rstrip("%").partition(" ")
        plain = Decimal(number.replace(".", "").replace(",", "."))
        return plain * SCALES.get(scale, Decimal(1))

    @property
    def of(self) -> Decimal | None:
        """The denominator of "4/8", None for any other number."""
        _, slash, whole = self.text.partition("/")
        return Decimal(whole) if slash else None


@dataclass(frozen=True, slots=True)
class Text:
    """Words as printed with the figures among them, in order."""

    plain: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Heading:
    text: Text
    level: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the heading row."""

    rows: tuple[tuple[Text, ...], ...]


Block = Paragraph | Heading | Table


@dataclass(frozen=True, slots=True)
class Source:
    """A whole example document: its letterhead fields and its blocks."""

    header: dict[str, str]
    blocks: tuple[Block, ...]

    def __getitem__(self, key: str) -> str:
        return self.header[key]

    @property
    def file(self) -> str:
        return self.header["file"]

    @property
    def subject(self) -> str:
        """The part of the title printed under BÁO CÁO, first letter capital."""
        words = self.header["title"].removeprefix("Báo cáo ")
        return words[0].upper() + words[1:]

    @property
    def texts(self) -> list[Text]:
        """Every text in reading order, table cells row by row."""
        found: list[Text] = []
        for block in self.blocks:
            if isinstance(block, Table):
                found.extend(cell for row in block.rows for cell in row)
            else:
                found.append(block.text)
        return found


def load_source(path: Path) -> Source:
    """Read one marked source; raises SourceError with the file's name."""
    head, *blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    header, spans = _parse_header(head, path.name)
    reader = _FigureReader(header, spans, path.name)
    return Source(header, tuple(reader.parse_block(block) for block in blocks))


def _parse_header(head: str, name: str) -> tuple[dict[str, str], dict[str, Span]]:
    header: dict[str, str] = {}
    spans: dict[str, Span] = {}
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if not colon:
            raise SourceError(f"{name}: header line without a colon: {line!r}")
        if key.startswith("span "):
            first, last = (None if day == "-" else day for day in value.split())
            spans[key.removeprefix("span ")] = Span(first, last)
        else:
            header[key] = value.strip()
    return header, spans


@dataclass(frozen=True, slots=True)
class _FigureReader:
    header: dict[str, str]
    spans: dict[str, Span]
    name: str

    def parse_block(self, block: str) -> Block:
        if block.startswith("|"):
            return Table(tuple(self._parse_row(line) for line in block.splitlines()))
        if block.startswith("#"):
            marks, _, words = block.partition(" ")
            return Heading(self._parse_text(words), len(marks))
        return Paragraph(self._parse_text(block))

    def _parse_row(self, line: str) -> tuple[Text, ...]:
        hidden = FIGURE.sub(lambda m: m.group().replace("|", "\0"), line.strip().strip("|"))
        cells = (cell.replace("\0", "|").strip() for cell in hidden.split("|"))
        return tuple(self._parse_text(cell) for cell in cells)

    def _parse_text(self, marked: str) -> Text:
        plain, figures, last = "", [], 0
        for match in FIGURE.finditer(marked):
            plain += marked[last : match.start()]
            figure = self._parse_figure(match.group(1), len(plain))
            figures.append(figure)
            plain += figure.text
            last = match.end()
        return Text(plain + marked[last:], tuple(figures))

    def _parse_figure(self, inside: str, start: int) -> Figure:
        text, indicator, unit, *rest = (part.strip() for part in inside.split("|"))
        bound, span, place = "exact", Span(None, self.header["date"]), self.header["place"]
        for word in rest:
            key, _, value = word.partition("=")
            if word in BOUNDS:
                bound = word
            elif key == "span":
                span = self.spans[value]
            elif key == "place":
                place = f"{value}, {place}"
            else:
                raise SourceError(
                    f"{self.name}: {word!r} in [[{inside}]] is no bound, span or place"
                )
        return Figure(start, text, indicator, unit, bound, span, place)
