"""How the word of a level is written, in full and short: "xã", "Huyện ủy", "TT.", "KP"."""

from __future__ import annotations

import re

from bayen.intake.letters import UPPER
from bayen.intake.names import FULL_WORDS, LEVEL_WORDS, VILLAGE_WORDS

_WORDS = sorted([*LEVEL_WORDS, *VILLAGE_WORDS], key=len, reverse=True)
_BODIES = {
    f"{word}{gap}{body}": word
    for word in ("tỉnh", "huyện", "quận", "xã")
    for gap in ("", " ")
    for body in ("đoàn", "ủy", "uỷ", "đội")
}
"""Who acts for a place, one word with its level: "Huyện ủy Mai Sơn", "Xã đoàn Sính Phình"."""
LEVEL = (
    r"(?:"
    + "|".join(
        rf"{re.escape(word)}|{re.escape(word.capitalize())}|{re.escape(word.upper())}(?![{UPPER}])"
        if word not in FULL_WORDS
        else rf"{word.upper()}\.?|{word.capitalize()}\."
        for word in _WORDS
    )
    + r"|TT\.?(?= ?[A-ZĐ][a-zà-ỹ])|T\.[pPxX]\.?(?= ?[A-ZĐ])|H\.(?= ?[A-ZĐ])|X\.(?= ?[A-ZĐ])"
    r"|P\.(?! ?V\b)(?= ?[A-ZĐ\d])|Q\.(?= ?[A-ZĐ\d])|(?:KP|TDP|KDC)\.?(?= ?(?:[A-ZĐ\d]|số ))"
    r"|CA(?:H|X|TP|TX|T)(?= [A-ZĐ])|CAP(?= [A-ZĐ\d])"
    + "".join(rf"|(?:{w}|{w.capitalize()})(?= [A-ZĐ])" for w in _BODIES)
    + r"|(?:tổ|Tổ)(?= (?:số )?\d)|(?:phố|Phố)(?= [A-ZĐ]))"
)
SHORT_LEVELS = {
    "tt": "thị trấn", "t.p": "tp", "t.x": "tx", "h": "huyện", "x": "xã", "cah": "huyện",
    "cax": "xã", "cap": "phường", "catp": "tp", "catx": "tx", "cat": "tỉnh", "p": "phường",
    "q": "quận",
    **_BODIES,
    "kp": "khu phố", "tdp": "tổ dân phố", "kdc": "khu dân cư",
}  # fmt: skip


def read_level(written: str) -> str:
    """The level word in lower case that a text means: "TT." is "thị trấn"."""
    word = written.lower().rstrip(".")
    return SHORT_LEVELS.get(word, word)
