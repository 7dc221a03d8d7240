"""What an .xlsx says before it is opened: how far its cells spread, which formulas failed.

Readers keep a sheet as a full rectangle, so that two cells far apart cost the memory of all
between them; and they show a failed formula as an empty cell, which would read as "not
reported". Both are seen in the packed XML, read as a stream.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath

from bayen.intake.document import Refused
from bayen.intake.formats.packages import DAMAGE

MOST_PLACES = 8_000_000
"""Cells of the rectangle around what a sheet holds, empty ones included."""
_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?P<head>[^>]*?\br="(?P<column>[A-Za-z]{1,3})(?P<row>\d{1,7})"[^>]*)(?<!/)>'
    rb"(?P<body>.{0,400}?)(?=</(?:\w+:)?c>)",
    re.DOTALL,
)
_VALUE = re.compile(rb"<(?:\w+:)?v>(?P<value>[^<]+)</")
_CHUNK = 1 << 20
_OVERLAP = 1 << 12
_MOST_BROKEN = 1000
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_NAME = re.compile(rb'\bname="([^"]*)"')
_RELATION = re.compile(rb'\b\w+:id="([^"]*)"')
_TARGETS = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ID = re.compile(rb'\bId="([^"]*)"')
_TARGET = re.compile(rb'\bTarget="([^"]*)"')
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


def refuse_wide(data: bytes, name: str) -> None:
    """Raises Refused for an .xlsx whose few cells stand millions of empty ones apart."""
    for part in _parts(data):
        rows = columns = 0
        for cell in _filled(data, part):
            rows = max(rows, int(cell["row"]))
            columns = max(columns, column_number(cell["column"].decode()))
            if rows * columns > MOST_PLACES:
                raise Refused(
                    "sheet-too-wide",
                    f"«{name}» có ô nằm quá xa (hàng {rows}, cột {columns});"
                    " hãy xóa các hàng, cột thừa rồi gửi lại.",
                )


def find_broken_cells(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Cells of failed formulas ("#REF!") by the sheet's name, then row and column."""
    broken: dict[str, dict[tuple[int, int], str]] = {}
    try:
        titles = _titles(data)
    except DAMAGE:
        return broken
    for part, title in titles.items():
        found: dict[tuple[int, int], str] = {}
        for cell in _filled(data, part):
            if b't="e"' in cell["head"] and len(found) < _MOST_BROKEN:
                value = _VALUE.search(cell["body"])
                place = int(cell["row"]), column_number(cell["column"].decode())
                found[place] = value["value"].decode("ascii", "replace") if value else "#N/A"
        broken[title] = found
    return broken


def column_number(letters: str) -> int:
    """The number of a column from its letters: "C" is 3."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _parts(data: bytes) -> list[str]:
    """The sheets in an .xlsx; none in other workbooks."""
    if data[:2] != b"PK":
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except DAMAGE:
        return []
    return [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]


def _filled(data: bytes, part: str) -> Iterator[re.Match[bytes]]:
    """The cells of a sheet that hold something, as the XML has them; ends at damage."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as stream:
            held = b""
            while chunk := stream.read(_CHUNK):
                held += chunk
                last = 0
                for match in _CELL.finditer(held):
                    last = match.end()
                    if b"<" in match["body"]:
                        yield match
                held = held[max(last, len(held) - _OVERLAP) :]
    except DAMAGE:
        return


def _titles(data: bytes) -> dict[str, str]:
    """The name of each sheet by its part of the package; empty for other workbooks."""
    if data[:2] != b"PK":
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        book = archive.read("xl/workbook.xml")
        relations = archive.read("xl/_rels/workbook.xml.rels")
    targets = {
        _first(_ID, tag): normpath(join("xl", _first(_TARGET, tag))).lstrip("/")
        for tag in _TARGETS.findall(relations)
    }
    titles: dict[str, str] = {}
    for tag in _SHEET.findall(book):
        part = targets.get(_first(_RELATION, tag), "")
        titles[part.removeprefix("/")] = _unescaped(_first(_NAME, tag))
    return titles


def _first(pattern: re.Pattern[bytes], tag: bytes) -> str:
    match = pattern.search(tag)
    return match.group(1).decode("utf-8", "replace") if match else ""


def _unescaped(text: str) -> str:
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    return text
