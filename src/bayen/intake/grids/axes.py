"""What one row and one column of a table say for all their cells."""

from __future__ import annotations

from dataclasses import dataclass

from bayen.intake.placing import Placed


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of numbers says for all its cells."""

    number: int
    labels: tuple[str, ...]
    written: tuple[str, ...]
    place: Placed | None
    total: str
    skipped: bool
    leaf: str


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says for all its cells."""

    number: int
    labels: tuple[str, ...]
    place: Placed | None
    place_label: str
    total: str
    outer: tuple[str, ...]
    inside: bool
    unit: str
    within: Placed | None
