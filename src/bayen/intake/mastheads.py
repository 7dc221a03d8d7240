"""The province of a local paper, told by the initials its texts begin with: "(QNO) - …"."""

from __future__ import annotations

import re

_PROVINCES = {
    "AGO": "An Giang", "ANHP": "Hải Phòng", "BBK": "Bắc Kạn", "BHG": "Hà Giang",
    "BPO": "Bình Phước", "BTNO": "Tây Ninh", "BTO": "Bình Thuận", "GLO": "Gia Lai",
    "HBĐT": "Hòa Bình", "HNM": "Hà Nội", "HNMO": "Hà Nội", "KTO": "Kon Tum",
    "LĐ online": "Lâm Đồng", "LSO": "Lạng Sơn", "NTO": "Ninh Thuận", "QBĐT": "Quảng Bình",
    "QNO": "Quảng Nam", "THTG": "Tiền Giang", "TTH": "Thừa Thiên Huế", "YBĐT": "Yên Bái",
    "ĐNO": "Đà Nẵng",
}  # fmt: skip
_OF_PAPER = "|".join(re.escape(initials) for initials in _PROVINCES)
_MASTHEAD = re.compile(
    rf"(?m)^[ \t]*\(?(?P<of>{_OF_PAPER})\)?\s?[-–]"
    rf"|^[ \t]*(?:Theo|Nguồn)[.:]?\s+(?P<by>{_OF_PAPER})\s*$"
)


def find_masthead(text: str) -> str:
    """The name of the province whose paper a text is from; "" when it does not say."""
    match = _MASTHEAD.search(text)
    return _PROVINCES[match["of"] or match["by"]] if match else ""
