"""What the pages of a PDF paint, and how much of it we are ready to read.

A small file can unpack to hours of work: a page of five megabytes that a thousand pages share,
forms that paint forms, a table of characters of a font with a million entries. All of it is
counted before anything is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import StreamObject

from bayen.intake.document import Refused

_MOST_ON_PAGE = 50_000
"""Times that a page shows text: ten times as often as the densest page of single letters."""
_MOST_SHOWN = 1_000_000
"""The same of the whole file: 300 pages of single letters have fewer."""
_MOST_BYTES = 256 * 1024 * 1024
_MOST_STREAMS = 100_000
_LARGEST_TABLES = 8 * 1024 * 1024
"""Bytes of all fonts' tables of characters: a font of 65,536 letters has less than one."""
_SHOWS = (b"Tj", b"TJ")
_DEEPEST = 3


def contents(page: pypdf.PageObject) -> Iterator[bytes]:
    """What a page paints, and the forms that it may paint with."""
    painted = page.get_contents()
    if painted is not None:
        yield painted.get_data()
    for form in _forms(_resources(page), _DEEPEST):
        yield form.get_data()


def refuse_swollen(reader: pypdf.PdfReader, name: str) -> None:
    """Raises Refused for a file that is far more work than any report."""
    shown = size = streams = 0
    for page in reader.pages:
        on_page = 0
        for data in contents(page):
            streams, size = streams + 1, size + len(data)
            on_page += sum(data.count(show) for show in _SHOWS)
            if on_page > _MOST_ON_PAGE or size > _MOST_BYTES or streams > _MOST_STREAMS:
                raise _swollen(name)
        shown += on_page
        if shown > _MOST_SHOWN:
            raise _swollen(name)
    if _tables_of_characters(reader) > _LARGEST_TABLES:
        raise _swollen(name)


def _swollen(name: str) -> Refused:
    return Refused(
        "bomb",
        f"«{name}» phình to bất thường khi mở nên bị từ chối; hãy xuất lại tệp PDF, hoặc tách "
        "thành nhiều tệp rồi gửi.",
    )


def _tables_of_characters(reader: pypdf.PdfReader) -> int:
    """Bytes of what says which letters the signs of fonts are, and of their old programs."""
    found: dict[int, int] = {}
    for page in reader.pages:
        for holder in (_resources(page), *_resources_of_forms(page)):
            for font in _values(holder, "/Font"):
                if id(font) not in found:
                    found[id(font)] = sum(len(one.get_data()) for one in _tables(font))
    return sum(found.values())


def _tables(font: Any) -> Iterator[StreamObject]:
    descended = font.get("/DescendantFonts")
    fonts = [font, *(one.get_object() for one in (descended.get_object() if descended else ()))]
    for one in fonts:
        described = one.get("/FontDescriptor")
        programs = described.get_object() if described is not None else {}
        for table in (one.get("/ToUnicode"), one.get("/Encoding"), programs.get("/FontFile")):
            if table is not None and isinstance(table.get_object(), StreamObject):
                yield table.get_object()


def _resources_of_forms(page: pypdf.PageObject) -> Iterator[Any]:
    for form in _forms(_resources(page), _DEEPEST):
        resources = form.get("/Resources")
        if resources is not None:
            yield resources.get_object()


def _forms(resources: Any, deepest: int) -> Iterator[StreamObject]:
    for form in _values(resources, "/XObject"):
        if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form":
            yield form
            if deepest and "/Resources" in form:
                yield from _forms(form["/Resources"].get_object(), deepest - 1)


def _resources(page: pypdf.PageObject) -> Any:
    resources = page.get("/Resources")
    return resources.get_object() if resources is not None else {}


def _values(holder: Any, name: str) -> Iterator[Any]:
    named = holder.get(name)
    for reference in (named.get_object() if named is not None else {}).values():
        yield reference.get_object()
