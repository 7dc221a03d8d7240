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


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Text without case, tones and marks, for finding "Sốp Cộp" by "sop cop"."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


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
