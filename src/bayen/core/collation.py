"""Sorting and finding the Vietnamese way.

Letters sort a ă â b c d đ e ê ...; between words that differ only by tone, the order is
ngang, huyền, hỏi, ngã, sắc, nặng. Databases cannot be trusted with it (SQLite has no such
collation, the embedded PostgreSQL no ICU), so keys are made here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, 1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_NUMBER = re.compile(r"(\d+)")

SortKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]


def _fold_table() -> dict[int, str | None]:
    """Every precomposed Vietnamese letter to its bare one; marks to nothing; dashes to a space."""
    table: dict[int, str | None] = {}
    for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base.lower()
    table |= dict.fromkeys(map(ord, "đĐ"), "d")
    table |= dict.fromkeys(map(ord, "-–—_.,/"), " ")
    table |= dict.fromkeys(map(ord, "'’‘`\u02bc"))
    return table | dict.fromkeys(range(0x300, 0x370))


_FOLD = _fold_table()


@lru_cache(maxsize=50_000)
def sort_key(text: str) -> SortKey:
    """The key that sorts a name: its letters, then its tones, then its spelling.

    Digits sort before letters and by their value, so that "Phường 5" precedes "Phường 12".
    """
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for piece in _NUMBER.split(unicodedata.normalize("NFC", text).casefold()):
        if piece.isdecimal():
            letters.append((1, int(piece)))
            continue
        for letter in piece:
            plain, tone = _without_tone(letter)
            letters.append(_place(plain))
            tones.append(tone)
    return tuple(letters), tuple(tones), text


def fold(text: str) -> str:
    """Lower case without marks, đ as d, one space between words, for finding by bare letters.

    "Hoà Bình" and "Hòa Bình" are both "hoa binh"; "Ea H'Leo" is "ea hleo".
    """
    return " ".join(text.translate(_FOLD).lower().split())


def _place(letter: str) -> tuple[int, int]:
    if letter in _RANK:
        return 2, _RANK[letter]
    return (0, 0) if letter.isspace() else (3, ord(letter))


@lru_cache(maxsize=1_000)
def _without_tone(letter: str) -> tuple[str, int]:
    tone = 0
    kept = []
    for mark in unicodedata.normalize("NFD", letter):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            kept.append(mark)
    return unicodedata.normalize("NFC", "".join(kept)), tone
