"""The province of a local paper or portal, told by its initials, its name or its address.

"(QNO) - …", "Nguồn: Báo Lào Cai", "congan.daklak.gov.vn": weak evidence of the province only,
for a paper writes of its neighbours too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bayen.core.collation import fold
from bayen.intake.anchors import Vocabulary
from bayen.intake.letters import UPPER
from bayen.intake.scan import Scan

_PROVINCES = {
    "ABO": "Tiền Giang", "AGO": "An Giang", "ANHP": "Hải Phòng", "BBK": "Bắc Kạn",
    "BDO": "Bình Dương", "BGĐT": "Bắc Giang", "BHG": "Hà Giang", "BLC": "Lai Châu",
    "BPO": "Bình Phước", "BTNO": "Tây Ninh", "BTO": "Bình Thuận", "CMO": "Cà Mau",
    "CTO": "Cần Thơ", "GLO": "Gia Lai", "HBĐT": "Hòa Bình", "HGO": "Hậu Giang",
    "HNM": "Hà Nội", "HNMO": "Hà Nội", "KGO": "Kiên Giang", "KTO": "Kon Tum",
    "LCĐT": "Lào Cai", "LĐ online": "Lâm Đồng", "LSO": "Lạng Sơn", "NTO": "Ninh Thuận",
    "PTĐT": "Phú Thọ", "QBĐT": "Quảng Bình", "QNO": "Quảng Nam", "QTO": "Quảng Trị",
    "STO": "Sóc Trăng", "THO": "Thanh Hóa", "THTG": "Tiền Giang", "TQĐT": "Tuyên Quang",
    "TTH": "Thừa Thiên Huế", "VLO": "Vĩnh Long", "YBĐT": "Yên Bái", "ĐBP": "Điện Biên",
    "ĐNO": "Đà Nẵng",
}  # fmt: skip
_FIRST_WORDS = frozenset(initials.partition(" ")[0] for initials in _PROVINCES)
_MET = Vocabulary(lambda word: word.upper() in _FIRST_WORDS)
_OF_PAPER = "|".join(re.escape(initials) for initials in _PROVINCES)
_MASTHEAD = re.compile(
    rf"(?m)(?:^[ \t]*|^date [\d-]{{7,10}} |[\w”\"] )\(?(?P<of>{_OF_PAPER})\)?\s?[-–—]"
    rf"|^[ \t]*(?:Theo|Nguồn)[.:]?\s+(?P<by>{_OF_PAPER})\s*$"
)
_NAME = rf"[{UPPER}]\w+(?: (?:- )?[{UPPER}]\w+){{1,3}}"
_NAMED = re.compile(
    r"(?m)^[ \t(]*(?:(?:Theo|Nguồn|Nguồn tin)[.: ]+)?"
    r"(?:Báo(?: điện tử)?|Đài (?:PT|Phát thanh)[^\n\d]{0,40}?"
    rf"|Cổng (?:TTĐT|[Tt]hông tin điện tử)(?: (?:tỉnh|thành phố))?) (?P<name>{_NAME})"
    r"[ \t)]*(?:$|[-–—])"
)
_MEDIA, _DOMAINS = ("Báo", "Đài", "Cổng"), (".vn", ".com", ".net")
"""Words without which no paper is named, and no address is."""
_ADDRESS = re.compile(r"(?<![\w@.-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:vn|com|net)(?![\w.-])")
_AROUND = re.compile(r"bao|congan|ca|tinh|dai|ptth|tv|portal|online|dientu|-|city|www")
"""What an address has around the name of its province."""


def find_masthead(scan: Scan, provinces: Iterable[str] = ()) -> str:
    """The name of the province whose paper a text is from; "" when it does not say.

    Args:
        scan: the text.
        provinces: names of all, to be found in an address.
    """
    text = scan.text
    match = _MASTHEAD.search(text) if scan.words.starts(_MET) else None
    if match:
        return _PROVINCES[match["of"] or match["by"]]
    named = _NAMED.search(text) if _says(text, _MEDIA) else None
    if named:
        return named["name"]
    if not _says(scan.lowered, _DOMAINS):
        return ""
    parts = {part for address in _ADDRESS.findall(scan.lowered) for part in address.split(".")}
    if not parts:
        return ""
    bare = {_AROUND.sub("", part) for part in parts} | parts
    return next((name for name in provinces if _as_address(name) in bare), "")


def _says(text: str, words: Iterable[str]) -> bool:
    """Whether any of some words stands in a text: many times quicker than a pattern."""
    return any(map(text.__contains__, words))


def _as_address(name: str) -> str:
    """ "Đắk Nông" as addresses have it, "daknong"."""
    return "".join(filter(str.isalpha, fold(name)))
