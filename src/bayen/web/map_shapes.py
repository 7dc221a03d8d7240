"""The geometry of a map as SVG: places on a flat sheet, outlines as paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from bayen.catalogue.outlines import Point, Ring

WIDTH = 640.0
_MARGIN = 14.0
_EDGE = 40.0  # room for a name under a point at the edge
_SMALLEST = 0.05  # degrees across, so that one commune is no map of a single point


@dataclass(frozen=True, slots=True)
class Sheet:
    """A flat sheet: equal steps of latitude, steps of longitude as wide as in its middle.

    Attributes:
        west, north: degrees of the upper left corner.
        scale: units of the drawing per degree of latitude.
        squeeze: width of a degree of longitude in degrees of latitude.
        height: of the drawing; its width is ``WIDTH``.
    """

    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point lies on the drawing."""
        east, north = point
        return (
            round(_MARGIN + (east - self.west) * self.squeeze * self.scale, 1),
            round(_MARGIN + (self.north - north) * self.scale, 1),
        )

    def place_within(self, point: Point) -> tuple[float, float]:
        """The same, of a point far out at the edge nearest to it."""
        x, y = self.place(point)
        return min(max(x, _EDGE), WIDTH - _EDGE), min(max(y, _MARGIN), self.height - _EDGE)

    def path(self, rings: Iterable[Ring]) -> str:
        """The ``d`` of a path around all rings."""
        drawn = []
        for ring in rings:
            points = dict.fromkeys(self.place(point) for point in ring)
            drawn.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
        return "".join(drawn)


def fit_sheet(points: Sequence[Point]) -> Sheet:
    """A sheet on which all points have room."""
    easts, norths = [p[0] for p in points], [p[1] for p in points]
    west, east, south, north = min(easts), max(easts), min(norths), max(norths)
    squeeze = cos(radians((south + north) / 2))
    across = max((east - west) * squeeze, _SMALLEST)
    scale = (WIDTH - 2 * _MARGIN) / across
    height = round(max(north - south, _SMALLEST) * scale + 2 * _MARGIN, 1)
    return Sheet(west, north, scale, squeeze, height)
