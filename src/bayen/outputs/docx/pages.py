"""Paper, margins, page numbers and the marks that stand on every page.

Decree 30/2020/NĐ-CP, Phụ lục I, I: A4; numbers in the middle of the top margin, none on the
first page; annexes are numbered each for itself.
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section
from docx.shared import Length, Mm

from bayen.outputs.docx.oxml import add_field, make
from bayen.outputs.docx.styles import MARK, PAGE_NUMBER

_SHORT_SIDE, _LONG_SIDE = Mm(210), Mm(297)
_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(20), Mm(20), Mm(30), Mm(20)
_TO_EDGE = Mm(9)


def set_up_first_page(document: Document, marks: tuple[str, ...]) -> None:
    """The section of the text; later sections take its page numbers and marks over."""
    section = document.sections[0]
    _set_paper(section, landscape=False)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = PAGE_NUMBER.name
    add_field(number, "PAGE")
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].style = MARK.name
        footer.paragraphs[0].add_run(" · ".join(marks))
    section.first_page_header.paragraphs[0].style = PAGE_NUMBER.name


def add_annex_pages(document: Document, *, landscape: bool) -> None:
    """Pages of their own, numbered from 1."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_paper(section, landscape=landscape)
    properties = section._sectPr
    for old in properties.xpath("w:pgNumType"):
        properties.remove(old)
    properties.insert_element_before(make("pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")


def text_width(*, landscape: bool = False) -> Length:
    """Between the margins."""
    paper = _LONG_SIDE if landscape else _SHORT_SIDE
    return Length(paper - _LEFT - _RIGHT)


def _set_paper(section: Section, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = (_LONG_SIDE, _SHORT_SIDE) if landscape else (_SHORT_SIDE, _LONG_SIDE)
    section.page_width, section.page_height = width, height
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.header_distance = section.footer_distance = _TO_EDGE
