"""Layouts of tables that people have confirmed: their headers, and what each cell was named.

A pure value with a plain form for keeping; the next table with the same headers is offered
the same names. Where it is kept, and for whom, is decided above.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class LayoutError(ValueError):
    """Data that is no layout: it needs "headers" (texts) and "names" (texts by text)."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The headers of a table and the indicators that its cells have.

    Attributes:
        headers: folded headers over the columns, from left to right, without times.
        names: indicator codes by the headers of a cell (``Headers.key``).
    """

    headers: tuple[str, ...]
    names: Mapping[str, str]

    def named(self, key: str, code: str) -> Layout:
        """The layout with another name for a cell's headers."""
        return Layout(self.headers, {**self.names, key: code})

    def as_json(self) -> dict[str, Any]:
        """Plain lists and texts, for keeping."""
        return {"headers": list(self.headers), "names": dict(self.names)}


def remember_layouts(
    layouts: Sequence[Layout],
    named_by: Mapping[int, tuple[int, str]],
    codes: Mapping[int, str],
) -> tuple[Layout, ...]:
    """The layouts of a reading with the names that people gave or confirmed.

    Args:
        layouts: of the reading.
        named_by: layout number and key of each figure by its start, of the reading.
        codes: the right indicator of figures, by their start.
    """
    kept = list(layouts)
    for start, code in codes.items():
        if start in named_by:
            number, key = named_by[start]
            kept[number] = kept[number].named(key, code)
    return tuple(layout for layout in kept if layout.names)


def parse_layout(data: Any) -> Layout:
    """A layout from its plain form.

    Raises:
        LayoutError: it is none.
    """
    try:
        headers, names = data["headers"], data["names"]
        plain = all(isinstance(text, str) for text in (*headers, *names, *names.values()))
    except (KeyError, TypeError, AttributeError):
        raise LayoutError("cần «headers» và «names»") from None
    if not plain or isinstance(headers, str):
        raise LayoutError("«headers» và «names» chỉ gồm chữ")
    return Layout(tuple(headers), dict(names))


def find_layout(headers: tuple[str, ...], layouts: Iterable[Layout]) -> Layout | None:
    """The remembered layout with the same headers; the last one kept wins."""
    same = [layout for layout in layouts if layout.headers == headers]
    return same[-1] if same else None
