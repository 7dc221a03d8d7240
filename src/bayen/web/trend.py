"""A small line of how a figure went, period by period, as SVG; gaps where nothing was reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bayen.core.questions import Cell

WIDTH, HEIGHT, EDGE = 144, 36, 3


@dataclass(frozen=True, slots=True)
class Trend:
    """Paths of the stretches without a gap, and the last point; None where it is missing."""

    paths: tuple[str, ...]
    last: tuple[float, float] | None


def draw_trend(cells: Sequence[Cell]) -> Trend:
    values = [None if c.quantity is None or not c.comparable else c.quantity.value for c in cells]
    known = [value for value in values if value is not None]
    if not known:
        return Trend((), None)
    points = [
        None if value is None else (_x(n, len(values)), _y(value, min(known), max(known)))
        for n, value in enumerate(values)
    ]
    return Trend(tuple(_paths(points)), points[-1])


def _paths(points: Sequence[tuple[float, float] | None]) -> list[str]:
    stretches: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            stretches.append([])
        else:
            stretches[-1].append(point)
    return ["M" + "L".join(f"{x:g} {y:g}" for x, y in s) for s in stretches if len(s) > 1]


def _x(number: int, count: int) -> float:
    return round(EDGE + (WIDTH - 2 * EDGE) * number / max(count - 1, 1), 1)


def _y(value: Decimal, low: Decimal, high: Decimal) -> float:
    share = float((value - low) / (high - low)) if high > low else 0.5
    return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share, 1)
