"""The words around a figure: its sentence, or the row of the table it stands in. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bayen.intake import Passage

_AROUND = 160  # characters shown on either side: enough for a sentence, little enough to read
_BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the source with the figure among them."""

    before: str
    figure: str
    after: str


def quote_of(text: str, passages: Sequence[Passage], start: int, end: int) -> Quote | None:
    """The figure in its words; None when it does not lie in the text."""
    if not 0 <= start < end <= len(text):
        return None
    inside = next((r for r in passages if r.start <= start < r.end), None)
    if inside is not None and inside.table is not None:
        return _row_quote(text, passages, inside, start, end)
    first = inside.start if inside else text.rfind("\n", 0, start) + 1
    last = inside.end if inside else (text.find("\n", end) if "\n" in text[end:] else len(text))
    return Quote(_tail(text[first:start]), text[start:end], _head(text[end:last]))


def _row_quote(
    text: str, passages: Sequence[Passage], cell: Passage, start: int, end: int
) -> Quote:
    row = [r for r in passages if (r.table, r.row) == (cell.table, cell.row)]
    before = [text[r.start : r.end] for r in row if r.start < cell.start]
    after = [text[r.start : r.end] for r in row if r.start > cell.start]
    return Quote(
        _tail(_BETWEEN_CELLS.join([*before, text[cell.start : start]])),
        text[start:end],
        _head(_BETWEEN_CELLS.join([text[end : cell.end], *after])),
    )


def _tail(words: str) -> str:
    """The end of what stands before, begun at a word."""
    if len(words) <= _AROUND:
        return words.lstrip()
    return "…" + words[-_AROUND:].partition(" ")[2]


def _head(words: str) -> str:
    """The beginning of what follows, ended at a word."""
    if len(words) <= _AROUND:
        return words.rstrip()
    return words[:_AROUND].rpartition(" ")[0] + "…"
