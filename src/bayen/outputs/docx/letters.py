"""How long a line of Times New Roman is, near enough to draw a rule under it.

The form asks for rules of a third to a half of a line, which forgives a tenth of error.
"""

from __future__ import annotations

import unicodedata

from docx.shared import Length, Pt

# Widths in thousandths of the size, bold; letters not named take the width of their case.
_NARROW = dict.fromkeys("fijlt I.,;:-/()'", 300)
_WIDE = dict.fromkeys("mMW", 900)
_SMALL, _CAPITAL = 500, 710


def line_length(text: str, size: float) -> Length:
    """The length of ``text`` on one line at ``size`` points."""
    plain = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return Length(int(Pt(size) * sum(map(_letter_width, plain)) / 1000))


def _letter_width(letter: str) -> int:
    named = _NARROW.get(letter) or _WIDE.get(letter)
    return named or (_CAPITAL if letter.isupper() else _SMALL)
