"""Lines of a Word file that are not in its running text: headers, footers, text boxes, cells.

A mark of secrecy is a stamp: it stands in a box or a page header as often as in the text, so
it is looked for in every paragraph of every part of the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from bayen.intake.formats.packages import DAMAGE

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def find_lines(data: bytes) -> Iterator[str]:
    """Every paragraph of every part of a .docx; a part that cannot be read gives none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            if part.startswith("word/") and part.endswith(".xml"):
                yield from _lines(archive, part)


def _lines(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    try:
        root: Element = fromstring(archive.read(part), forbid_dtd=True)
    except (ParseError, *DAMAGE):
        return
    for paragraph in root.iter(f"{_WORD}p"):
        line = "".join(text.text or "" for text in paragraph.iter(f"{_WORD}t")).strip()
        if line:
            yield line
