"""Text of before Unicode: TCVN3 (fonts .VnTime) and VNI (fonts VNI-Times) made Unicode.

Such text reaches us as Latin-1 signs: "Tæ hßa gi¶i", "Toå hoøa giaûi". The tables are whole,
for no package we found has all of VNI (ẳ, ỵ). A text is turned only when its words become
Vietnamese syllables and were none before, so that no other language is ever touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

TCVN3, VNI = "tcvn3", "vni"

_UNICODE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
# The bytes of TCVN 5712:1993 VN3 in the same order, as Latin-1 signs.
_TCVN3 = (
    "\xb5\xb8\xb6\xb7\xb9\xa8\xbb\xbe\xbc\xbd\xc6\xa9\xc7\xca\xc8\xc9\xcb\xae\xcc\xd0\xce\xcf\xd1"
    "\xaa\xd2\xd5\xd3\xd4\xd6\xd7\xdd\xd8\xdc\xde\xdf\xe3\xe1\xe2\xe4\xab\xe5\xe8\xe6\xe7\xe9"
    "\xac\xea\xed\xeb\xec\xee\xef\xf3\xf1\xf2\xf4\xad\xf5\xf8\xf6\xf7\xf9\xfa\xfd\xfb\xfc\xfe"
    "\xa1\xa2\xa7\xa3\xa4\xa5\xa6"
)
# VNI: a letter and a sign after it. Tones in the order grave, acute, hook, tilde, dot.
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_PLAIN_SIGNS, _ROOF_SIGNS, _BOWL_SIGNS = "øùûõï", "àáåãä", "èéúüë"
_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "í": "í", "ì": "ì"}

_FEWEST = 3
"""Words with a sign of their own that a text must have before it is judged."""
_WORD = re.compile(r"[^\W\d_]+(?:[\u00a1-\u00ff][^\W\d_]*)*|[\u00a1-\u00ff][^\s\d]*")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    r"(?:[iuo]?(?:[aeiouyăâêôơư]{1,2}))[iuyo]?(?:ng|nh|ch|[cmnpt])?"
)
_MOST_JUDGED = 20_000


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return {TCVN3: dict(zip(_TCVN3, _UNICODE, strict=True)), VNI: _vni()}


def _vni() -> dict[str, str]:
    table = dict(_SINGLE)
    for base, letter in (*((v, v) for v in "aeouy"), ("ô", "ơ"), ("ö", "ư")):
        table |= {base + s: letter + t for s, t in zip(_PLAIN_SIGNS, _TONES, strict=True)}
    for letter, roofed in (("a", "â"), ("e", "ê"), ("o", "ô")):
        table[letter + "â"] = roofed
        table |= {letter + s: roofed + t for s, t in zip(_ROOF_SIGNS, _TONES, strict=True)}
    table["aê"] = "ă"
    table |= {"a" + s: "ă" + t for s, t in zip(_BOWL_SIGNS, _TONES, strict=True)}
    whole = {old: unicodedata.normalize("NFC", new) for old, new in table.items()}
    return whole | {old.upper(): new.upper() for old, new in whole.items()}


@cache
def _pattern(encoding: str) -> re.Pattern[str]:
    longest = sorted(_tables()[encoding], key=len, reverse=True)
    return re.compile("|".join(re.escape(sequence) for sequence in longest))


def to_unicode(text: str, encoding: str) -> str:
    """The text in Unicode NFC; signs that the encoding has not are left."""
    table = _tables()[encoding]
    turned = _pattern(encoding).sub(lambda match: table[match.group()], text)
    return unicodedata.normalize("NFC", turned)


def encoding_of_font(font: str | None) -> str | None:
    """The encoding that the name of a font tells: .VnTime, VNI-Times; None for others."""
    name = (font or "").lower()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if name.startswith("vni") else None


def font_is_capital(font: str | None) -> bool:
    """Fonts as .VnTimeH draw small letters as capitals: TCVN3 has no capitals with marks."""
    name = (font or "").lower()
    return name.startswith(".vn") and name.endswith("h")


def find_encoding(text: str) -> str | None:
    """The legacy encoding of a text, told by its words; None for Unicode and other languages."""
    sample = text[:_MOST_JUDGED]
    latin, plain = _count(sample, "latin-1"), _count(sample, "ascii")
    beyond = len(sample) - latin
    if latin == plain or beyond > latin - plain:
        return None  # nothing to turn, or more letters than Latin-1 has: Unicode already
    if _share(sample) > 0.5:
        return None  # Unicode already; turning it to see would cost more than reading it
    ranked = sorted(((_share(to_unicode(sample, e)), e) for e in (TCVN3, VNI)), reverse=True)
    best, encoding = ranked[0]
    return encoding if best >= 0.85 and best - ranked[1][0] >= 0.1 else None


def _count(text: str, encoding: str) -> int:
    """How many characters of a text an encoding of single bytes has."""
    return len(text.encode(encoding, "ignore"))


def _share(text: str) -> float:
    """The share of words with marks that are Vietnamese syllables; 0 when too few to tell."""
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    if len(marked) < _FEWEST:
        return 0.0
    return sum(map(_is_syllable, marked)) / len(marked)


@lru_cache(maxsize=1 << 14)
def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.lower())
    tones = sum(part in _TONES for part in parts)
    plain = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(plain))
