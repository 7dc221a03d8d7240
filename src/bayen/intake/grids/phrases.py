"""What the words of a header or label do in a table: number rows, total, compare, or name."""

# ruff: noqa: E501 - lists of words read better on one line than broken

from __future__ import annotations

import re
from functools import lru_cache

from bayen.intake.scan import fold_case

_LEVELS = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|cụm|thôn|bản)"
_NUMBERING = re.compile(r"s?\.?t\.?t\.?|số t\.?t\.?|số thứ tự|no\.?|thứ tự")
_LEFT_OUT = re.compile(
    r"ghi chú.*|chú thích.*|(?:số )?(?:điện thoại|đt|sđt).*|mã.*|ký hiệu|họ (?:và )?tên.*|địa chỉ.*|chữ ký.*"
    r"|người (?:phụ trách|lập|ký|đứng đầu).*|ngày(?:, | )tháng.*|ngày|năm sinh|chức vụ|ngày (?:thành lập|ra mắt|ký|ban hành|báo cáo).*"
    r"|số (?:hiệu|văn bản|quyết định|qđ).*|thời gian.*|năm (?:thành lập|xây dựng|ra mắt|ban hành)|xếp loại|thứ hạng|xếp thứ|điểm (?:số|chấm)"
)
_TOTAL = re.compile(
    rf"(?:[ivx]+[.)]?\s+)?(?:tổng(?: số| cộng| chung| toàn {_LEVELS}| cả {_LEVELS}| hợp)?|cộng(?: chung| dồn cả bảng)?|(?:tổng )?cộng toàn {_LEVELS}"
    rf"|(?:tổng (?:số |cộng )?|cộng )?(?:toàn|cả) {_LEVELS}|tổng số toàn {_LEVELS})(?:\s*\([^)]*\))?\s*:?"
)
_TOTAL_OF = re.compile(r"(?:tổng cộng|cộng|tổng số|tổng)\s+(?=\S)")
_COMPARED = re.compile(
    r"so sánh|so với|tăng\s*[,/(+]*\s*(?:\(\+\))?\s*,?\s*giảm|tăng\s*\(|^(?:tăng|giảm)$|chênh lệch|\+\s*/\s*-|\(\+\)|tỷ trọng|mức tăng|^\(?%\)?$"
    r"|^(?:tỷ|tỉ) lệ(?: %| \(%\))?$|đạt (?:tỷ|tỉ) lệ|% (?:so|tăng|đạt|thực hiện|hoàn thành)|(?:tỷ|tỉ) lệ (?:%\s*)?(?:so|tăng|đạt|thực hiện|hoàn thành)"
)
_PLANNED = re.compile(
    r"^(?:kế hoạch|kh|chỉ tiêu|mục tiêu|dự kiến|nhu cầu|định mức)(?: (?:giao|được giao|năm|quý|tháng|đề ra|cần đạt)(?:[ /]?\d{4})?)*(?:\s*\([^)]*\))?$"
)
_GENERIC = re.compile(
    r"(?:số lượng|kết quả(?: thực hiện| đạt được)?|thực hiện|số liệu|giá trị|số|tổng số|tổng|tổng cộng|cộng|trong đó|gồm|chia ra|bao gồm|nội dung"
    r"|chỉ tiêu|đã thực hiện|tình hình|số lượng hiện có|hiện có|sl|kq|kết quả trong kỳ|số đã thực hiện)\s*:?"
)
_PLACES = re.compile(
    r"(?:tên )?(?:các )?(?:đơn vị(?: hành chính| cấp xã| báo cáo)?|địa bàn|địa phương|địa danh|xã|phường|xã, phường(?:, thị trấn)?|xã, thị trấn"
    r"|xã/phường(?:/thị trấn)?|huyện|quận|huyện, thị xã, thành phố|tỉnh|thôn|bản|thôn, bản|thôn/bản|ấp|khu phố|tổ dân phố|khối|xóm|khu dân cư|công an (?:các )?(?:xã|đơn vị)"
    r"|xã, phường, đặc khu|huyện, thành phố|huyện/thành phố|bản, tiểu khu|đơn vị, địa bàn|công an xã, phường)"
)
_UNIT_COLUMN = re.compile(r"(?:đvt|đ\.?v\.?t\.?|đơn vị tính|đv tính|đ/v tính|đơn vị|đvị tính)")
_UNIT_SAID = re.compile(r"(?:đvt|đơn vị tính|đơn vị|đv tính)\s*:\s*(?P<unit>[^\n;.)]{1,40})")
_MARKER = re.compile(
    r"\s*(?:[-+•*–▪]\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*(?!\d)|\d{1,2}(?:\.\d{1,2})+\s+|[ivxlc]{1,5}[.)]\s+|[a-zđ][.)]\s+)+"
)
_INSIDE = re.compile(r"\s*(?:[-+•*–▪]\s*|trong đó|gồm|chia ra)")
_PARENTHESIS = re.compile(r"\(([^)]*)\)")


@lru_cache(maxsize=8192)
def fold_label(text: str) -> str:
    """A header or label to compare: lower case, one space, no marker of a list, no colon."""
    folded = " ".join(fold_case(text).replace("\u00a0", " ").split())
    return _MARKER.sub("", folded, count=1).strip(" :.;,") if folded else ""


def strip_marker(written: str) -> str:
    """A label as written, without the number or dash that a list begins with."""
    match = _MARKER.match(fold_case(written))
    return written[match.end() :] if match else written


_MONEY = re.compile(
    r"(?P<scale>tỷ|tỉ|triệu|tr\.?|nghìn|ngàn|1[.,]?000|1[.,]?000[.,]?000)\s*(?:đồng|đ|vnđ)\.?"
)
_POWERS = {"tỷ": 9, "tỉ": 9, "triệu": 6, "tr": 6, "nghìn": 3, "ngàn": 3, "1000": 3, "1000000": 6}


def money_power(unit: str) -> int | None:
    """The power of ten of a unit of money: 6 of "triệu đồng"; None for other units."""
    match = _MONEY.fullmatch(unit)
    if match is None:
        return None
    return _POWERS[re.sub(r"[.,]", "", match["scale"])]


def is_numbering(label: str) -> bool:
    return bool(_NUMBERING.fullmatch(label))


def is_left_out(label: str) -> bool:
    """A column of remarks, codes, days or persons: no figures."""
    return bool(_LEFT_OUT.fullmatch(label))


def is_total(label: str) -> bool:
    """ "Tổng cộng", "Cộng", "Toàn huyện"."""
    return bool(_TOTAL.fullmatch(label))


def after_total(label: str) -> str:
    """What follows the word of total: "huyện Sốp Cộp" of "Cộng huyện Sốp Cộp"; "" when nothing."""
    match = _TOTAL_OF.match(label)
    return label[match.end() :] if match else ""


def is_compared(label: str) -> bool:
    """A column that compares: difference or percent of change, never an amount of the period."""
    return bool(_COMPARED.search(label))


def is_planned(label: str) -> bool:
    """A column of what shall be, not of what is."""
    return bool(_PLANNED.fullmatch(label))


def is_generic(label: str) -> bool:
    """Words that say nothing of what is counted: "Số lượng", "Kết quả"."""
    return not label or bool(_GENERIC.fullmatch(without_parentheses(label)))


def heads_places(label: str) -> bool:
    """A header over names of places."""
    return bool(_PLACES.fullmatch(label))


def heads_units(label: str) -> bool:
    """A header over units of measure."""
    return bool(_UNIT_COLUMN.fullmatch(label))


def goes_inside(written: str) -> bool:
    """Whether a row belongs to the one above: "- Trong đó: chính quy"."""
    return bool(_INSIDE.match(fold_case(written)))


def said_unit(text: str) -> str:
    """The unit that a caption gives ("ĐVT: tổ"); "" when none."""
    match = _UNIT_SAID.search(fold_case(text))
    return match["unit"].strip() if match else ""


def without_parentheses(label: str) -> str:
    return " ".join(_PARENTHESIS.sub(" ", label).split())


def in_parentheses(label: str) -> tuple[str, ...]:
    """What stands in brackets: ("vụ",) of "Phạm pháp hình sự (vụ)"."""
    return tuple(found.strip() for found in _PARENTHESIS.findall(label))
