"""The few elements of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"


def make(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """An element of the w: namespace: ``make("jc", val="center")``."""
    element = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


def make_fonts() -> BaseOxmlElement:
    """The one font for every script, so that no letter falls back to another."""
    return make("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word computes, such as PAGE; shown as 1 until it does."""
    for part in (
        make("fldChar", fldCharType="begin"),
        _instruction(instruction),
        make("fldChar", fldCharType="separate"),
    ):
        paragraph.add_run()._r.append(part)
    paragraph.add_run("1")
    paragraph.add_run()._r.append(make("fldChar", fldCharType="end"))


def draw_rule(paragraph: Paragraph, width: Length, room: Length) -> None:
    """Make the empty paragraph a rule of ``width``, centred in ``room``."""
    side = Length(max(0, (room - width) // 2))
    paragraph.paragraph_format.left_indent = side
    paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.first_line_indent = Length(0)
    borders = make("pBdr")
    borders.append(make("top", val="single", sz=6, space=1, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _instruction(instruction: str) -> BaseOxmlElement:
    element = make("instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = f" {instruction} "
    return element
