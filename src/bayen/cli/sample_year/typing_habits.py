"""How officers type a number: plainly, padded, rounded with a bound word, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from bayen.core.quantities import render_number

# Figures that people round: nobody counts a crowd to the last person.
ROUNDED = frozenset(
    {
        "activity.attendance",
        "commitment.households",
        "media.leaflets",
    }
)
SMALLEST_ROUNDED = 100
ROUNDED_SHARE = 0.12
EMPTY_FOR_ZERO_SHARE = 0.15

ROUNDINGS: tuple[tuple[str, Callable[[int, int], int]], ...] = (
    ("hơn", lambda value, step: value // step * step),
    ("trên", lambda value, step: value // step * step),
    ("gần", lambda value, step: -(-value // step) * step),
    ("khoảng", lambda value, step: (value + step // 2) // step * step),
)


def type_number(value: int, *, padded: bool = False) -> str:
    """The number as typed with care: "1.205", "03" from an officer who pads."""
    return render_number(Decimal(value), padded=padded)


def type_figure(random: Random, code: str, value: int, *, padded: bool) -> str:
    """The figure as typed on an ordinary day: rounded where it may be, sometimes left empty."""
    if code in ROUNDED and value >= SMALLEST_ROUNDED and random.random() < ROUNDED_SHARE:
        return _type_rounded(random, value)
    if value == 0 and random.random() < EMPTY_FOR_ZERO_SHARE:
        return ""
    return type_number(value, padded=padded)


def _type_rounded(random: Random, value: int) -> str:
    word, rounded = random.choice(ROUNDINGS)
    step = 100 if value >= 10 * SMALLEST_ROUNDED else 10
    if value % step == 0:  # already round: the word would say what is not so
        return type_number(value)
    return f"{word} {type_number(rounded(value, step))}"
