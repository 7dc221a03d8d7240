"""The named paragraph styles of a document, so that an officer can go on editing in Word.

Sizes are those of Decree 30/2020/NĐ-CP, Phụ lục I, Mục V, for a body of 14 points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from bayen.outputs.docx.oxml import FONT, make, make_fonts

BODY_SIZE = 14
FIRST_LINE = Mm(12.7)

_LEFT = WD_ALIGN_PARAGRAPH.LEFT
_CENTER = WD_ALIGN_PARAGRAPH.CENTER
_JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True, slots=True)
class Look:
    """How a named style looks; sizes and spaces in points.

    Attributes:
        indent: whether the first line is set in.
        level: in the navigation pane, 0 for parts; None keeps it out.
    """

    name: str
    size: float = BODY_SIZE
    align: WD_ALIGN_PARAGRAPH = _CENTER
    bold: bool = False
    italic: bool = False
    indent: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.0
    keep_next: bool = False
    level: int | None = None


def _body(name: str, **more: bool | int | None) -> Look:
    look = Look(name, align=_JUSTIFY, indent=True, after=6, line=1.15)
    settings = {slot: getattr(look, slot) for slot in Look.__slots__}
    return Look(**(settings | more))


TEXT = _body("BY Nội dung")
BASIS = _body("BY Căn cứ", italic=True)
PART = _body("BY Tiêu đề phần", bold=True, keep_next=True, level=0)
SECTION = _body("BY Tiêu đề mục", bold=True, keep_next=True, level=1)
PROMPT = _body("BY Gợi ý", italic=True)
SUPERIOR = Look("BY Cơ quan chủ quản", 13)
ISSUER = Look("BY Cơ quan ban hành", 13, bold=True)
COUNTRY = Look("BY Quốc hiệu", 13, bold=True)
MOTTO = Look("BY Tiêu ngữ", 14, bold=True)
RULE = Look("BY Đường kẻ", 2, before=3)
NUMBER = Look("BY Số ký hiệu", 13)
DATE = Look("BY Địa danh ngày tháng", 14, italic=True)
KIND = Look("BY Tên loại", 14, bold=True, before=12)
SUBJECT = Look("BY Trích yếu", 14, bold=True)
ADDRESSEE = Look("BY Kính gửi", 14, before=6, after=6)
ADDRESSEES = Look("BY Kính gửi nhiều nơi", 14, _LEFT)
AUTHORITY = Look("BY Quyền hạn chức vụ", 14, bold=True)
SIGNER = Look("BY Người ký", 14, bold=True)
RECIPIENTS_HEAD = Look("BY Nơi nhận", 12, _LEFT, bold=True, italic=True)
RECIPIENTS = Look("BY Danh sách nơi nhận", 11, _LEFT)
PAGE_NUMBER = Look("BY Số trang", 14)
MARK = Look("BY Ghi nhãn", 11, italic=True)
FOOTNOTE = Look("BY Chú thích chân trang", 11, _JUSTIFY)
ANNEX_LABEL = Look("BY Phụ lục", 14, bold=True, level=0)
ANNEX_TITLE = Look("BY Tên phụ lục", 14, bold=True)
ANNEX_REFERENCE = Look("BY Kèm theo", 14, italic=True, after=6)
TABLE_NOTE = Look("BY Ghi chú bảng", 12, _JUSTIFY, italic=True, before=4)

ALL = (
    TEXT, BASIS, PART, SECTION, PROMPT, SUPERIOR, ISSUER, COUNTRY, MOTTO, RULE, NUMBER, DATE,
    KIND, SUBJECT, ADDRESSEE, ADDRESSEES, AUTHORITY, SIGNER, RECIPIENTS_HEAD, RECIPIENTS,
    PAGE_NUMBER, MARK, FOOTNOTE, ANNEX_LABEL, ANNEX_TITLE, ANNEX_REFERENCE, TABLE_NOTE,
)  # fmt: skip


def install_styles(document: Document) -> None:
    """Define the styles; the template's own give way to Times New Roman throughout."""
    _drop_template_styles(document)
    _set_defaults(document)
    for position, look in enumerate(ALL, start=1):
        added = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        style = cast(ParagraphStyle, added)
        style.element.styleId = f"BaYen{position:02d}"  # plain letters for other programs
        style.base_style = document.styles["Normal"]
        _apply(style, look)


def _drop_template_styles(document: Document) -> None:
    """The template brings 160 styles that no official document uses."""
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.get(qn("w:default")) != "1":
            styles.remove(style)
    styles.remove(styles.find(qn("w:latentStyles")))


def _set_defaults(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in list(properties):
        properties.remove(old)
    properties.append(make_fonts())
    properties.append(make("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
    _apply(cast(ParagraphStyle, document.styles["Normal"]), Look("Normal", align=_LEFT))


def _apply(style: ParagraphStyle, look: Look) -> None:
    font, layout = style.font, style.paragraph_format
    font.name, font.size = FONT, Pt(look.size)
    font.bold, font.italic = look.bold, look.italic
    properties = style.element.get_or_add_rPr()
    properties.remove(properties.find(qn("w:rFonts")))
    properties.insert(0, make_fonts())
    layout.alignment = look.align
    layout.first_line_indent = FIRST_LINE if look.indent else Pt(0)
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing = look.line
    layout.keep_with_next, layout.widow_control = look.keep_next, True
    if look.level is not None:
        style.element.get_or_add_pPr().append(make("outlineLvl", val=look.level))
