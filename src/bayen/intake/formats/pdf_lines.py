"""Lines of text as they stand on a page, from words with places: columns side by side kept apart.

For pages whose text does not come in the order in which it is read: around tables, and where marked
letters are drawn in another font than the rest of their words.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_LETTERS = re.compile(r"[^\W\d_]+")
_FEWEST = 20
_MOST_ALONE = 0.1
"""Share of words of one letter: at most a twentieth in Vietnamese, a third where it is torn."""
_COLUMN_GAP = 1.3
"""Times the height of a line: no blank between two words of a justified line is as wide."""
_NO_MARKER = 3.0
"""Times the height of a line: what is narrower left of a blank is the mark of a list item."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page and its box, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def is_torn(text: str) -> bool:
    """Whether the letters of its words come apart: "ch c qu n chúng ứ ầ"."""
    words = _LETTERS.findall(text)
    alone = sum(len(word) == 1 for word in words)
    return len(words) >= _FEWEST and alone > _MOST_ALONE * len(words)


def find_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one height from left to right, lines from top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        middle = (word.top + word.bottom) / 2
        if lines and lines[-1][0].top < middle < lines[-1][0].bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def join_lines(lines: Sequence[list[Word]]) -> str:
    """The text of some lines; of columns side by side, as in letterheads, the left one first."""
    written: list[str] = []
    at = 0
    while at < len(lines):
        gap, tall = _side_by_side(lines, at)
        if gap is not None and tall > 1:
            beside = lines[at : at + tall]
            written += _said([word for word in line if word.right <= gap[0]] for line in beside)
            written += _said([word for word in line if word.left >= gap[1]] for line in beside)
        else:
            written += _said([lines[at]])
        at += max(tall, 1)
    return "\n".join(written)


_Gap = tuple[float, float]


def _side_by_side(lines: Sequence[list[Word]], at: int) -> tuple[_Gap | None, int]:
    """The blank that runs down from a line, and down to the last line with words on both sides."""
    gap = _blank(lines[at])
    kept, tall = gap, 1
    for number in range(at + 1, len(lines)):
        gap = _narrowed(gap, lines[number]) if gap else None
        if gap is None:
            break
        if lines[number][0].left < gap[0] and lines[number][-1].right > gap[1]:
            kept, tall = gap, number - at + 1
    return kept, tall


def _blank(line: Sequence[Word]) -> _Gap | None:
    """A wide blank with words left of it and words, not figures, right of it."""
    for before, after in itertools.pairwise(line):
        height = before.bottom - before.top
        wide = after.left - before.right > _COLUMN_GAP * height
        if wide and before.right - line[0].left > _NO_MARKER * height and after.text[0].isalpha():
            return before.right, after.left
    return None


def _narrowed(gap: _Gap, line: Sequence[Word]) -> _Gap | None:
    """What of a blank another line leaves free; None when it writes over it."""
    ends = [-math.inf, *(word.right for word in line)]
    begins = [*(word.left for word in line), math.inf]
    free = ((max(gap[0], end), min(gap[1], begin)) for end, begin in zip(ends, begins, strict=True))
    low, high = max(free, key=lambda both: both[1] - both[0])
    wide = high - low > _COLUMN_GAP / 2 * (line[0].bottom - line[0].top)
    return (low, high) if wide else None


def _said(lines: Iterable[list[Word]]) -> Iterator[str]:
    return (" ".join(word.text for word in line) for line in lines if line)
