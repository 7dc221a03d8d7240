"""The map of a place as a page shows it: shapes with their figures, the legend, the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from bayen.catalogue.outlines import ISLANDS, NEW_MAP, Point, Ring, load_outlines
from bayen.catalogue.places import load_atlas, load_centroids
from bayen.core.places import NATION_ID
from bayen.core.quantities import render_number
from bayen.web.cells import CellView
from bayen.web.map_classes import Classes, cut_classes
from bayen.web.map_shapes import WIDTH, Sheet, fit_sheet
from bayen.web.retelling import retell

_DOT = 7.0
_ISLAND_LABEL = 11.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A place of the map with what is shown of it.

    Attributes:
        value: what colours it; None where nothing was reported or it is not comparable.
        cell: as the table writes it.
        href: the table of the places below; "" when there are none.
    """

    place_id: str
    label: str
    value: Decimal | None
    cell: CellView
    href: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One place drawn: by its outline, or by a dot where ``path`` is ""."""

    figure: Figure
    number: int
    path: str = ""
    x: float = 0.0
    y: float = 0.0

    @property
    def title(self) -> str:
        told = self.figure.cell.as_text or _("chưa báo cáo")
        return f"{self.figure.label}: {told}"


@dataclass(frozen=True, slots=True)
class Mark:
    """Islands far out, named; with a dot of its own where they are none of the shapes."""

    label: str
    x: float
    y: float
    text_y: float
    is_dot: bool


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A class in words with its shade; 0 is of places without a figure."""

    number: int
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class MapView:
    """A map ready to be drawn.

    Attributes:
        ground: outline of the place itself, behind the dots of communes.
        shapes: the places.
        marks: Hoàng Sa and Trường Sa, on the maps of Viet Nam and of their provinces.
        legend: the classes in words.
        rows: every place, in the order of the official list, for the table beside.
        unplaced: how many of them the map has no position of.
    """

    width: float
    height: float
    ground: str
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    legend: tuple[LegendLine, ...]
    rows: tuple[Shape, ...]
    unplaced: int


Outlines = Mapping[str, tuple[Ring, ...]]


def build_map(
    place_id: str, day: date, figures: Sequence[Figure], own_outlines: Outlines
) -> MapView:
    """The map of a place's figures on the map of a day.

    Args:
        own_outlines: of communes, by code, where the office has them.
    """
    outlines = {**load_outlines(day), **_by_place(own_outlines, figures, day)}
    points = _positions(figures, day)
    known = [figure.value for figure in figures if figure.value is not None]
    classes = cut_classes(known)
    sheet = _sheet(place_id, day, figures, outlines, points)
    rows = tuple(_shape(figure, classes, sheet, outlines, points) for figure in figures)
    drawn = tuple(row for row in rows if row.path or row.x)
    return MapView(
        width=WIDTH,
        height=sheet.height,
        ground=sheet.path(outlines.get(_province_of(place_id, day), ())),
        shapes=drawn,
        marks=tuple(_marks(place_id, sheet, points)),
        legend=tuple(_legend(figures, classes, known)),
        rows=rows,
        unplaced=len(rows) - len(drawn),
    )


def _by_place(own_outlines: Outlines, figures: Sequence[Figure], day: date) -> Outlines:
    atlas = load_atlas()
    codes = {f.place_id: atlas.nearest_version(f.place_id, day).code for f in figures}
    return {place: own_outlines[code] for place, code in codes.items() if code in own_outlines}


def _positions(figures: Sequence[Figure], day: date) -> dict[str, Point]:
    """Points of communes; of those before 1 July 2025 none are known."""
    if day < NEW_MAP:
        return {}
    centroids = load_centroids()
    found = ((f.place_id, centroids.get(f.place_id)) for f in figures)
    return {place: (point.lon, point.lat) for place, point in found if point is not None}


def _province_of(place_id: str, day: date) -> str:
    above = [v.place_id for v in load_atlas().ancestors(place_id, day)]
    return next((place for place in (place_id, *above) if place in load_outlines(day)), "")


def _sheet(
    place_id: str,
    day: date,
    figures: Sequence[Figure],
    outlines: Outlines,
    points: Mapping[str, Point],
) -> Sheet:
    """Room for every place drawn; with nothing to draw, for the place itself or the country."""
    rings = [ring for f in figures for ring in outlines.get(f.place_id, ())]
    own = outlines.get(_province_of(place_id, day), ())
    room = [*_corners((*rings, *own)), *(p for id_, p in points.items() if id_ not in ISLANDS)]
    if place_id == NATION_ID:
        room += [_island(place) for place in ISLANDS]
    return fit_sheet(room or _corners(ring for rings in outlines.values() for ring in rings))


def _corners(rings: Iterable[Ring]) -> list[Point]:
    return [point for ring in rings for point in ring]


def _shape(
    figure: Figure,
    classes: Classes | None,
    sheet: Sheet,
    outlines: Outlines,
    points: Mapping[str, Point],
) -> Shape:
    number = 0 if figure.value is None or classes is None else classes.shade(figure.value)
    if rings := outlines.get(figure.place_id):
        return Shape(figure, number, sheet.path(rings))
    if figure.place_id in points:
        return Shape(figure, number, "", *sheet.place_within(points[figure.place_id]))
    return Shape(figure, number)


def _marks(place_id: str, sheet: Sheet, points: Mapping[str, Point]) -> Iterator[Mark]:
    """The islands by name: on the country's map, and on that of their own province."""
    for place in ISLANDS:
        if place_id == NATION_ID or place in points:
            x, y = sheet.place_within(_island(place))
            label = retell(load_atlas().label_vi(place, NEW_MAP))
            yield Mark(label, x, y, y + _DOT + _ISLAND_LABEL, is_dot=place not in points)


def _island(place: str) -> Point:
    centroid = load_centroids()[place]
    return centroid.lon, centroid.lat


def _legend(
    figures: Sequence[Figure], classes: Classes | None, known: Sequence[Decimal]
) -> Iterator[LegendLine]:
    if classes is not None:
        for number in range(1, len(classes.tops) + 1):
            yield _class_line(classes, number, known)
    missing = len(figures) - len(known)
    if missing:
        yield LegendLine(0, _("chưa báo cáo hoặc không so sánh được"), missing)


def _class_line(classes: Classes, number: int, known: Sequence[Decimal]) -> LegendLine:
    low, high = classes.bounds(number, known)
    words = render_number(low)
    if high != low:
        words = _("từ {low} đến {high}").format(low=words, high=render_number(high))
    count = sum(classes.number_of(value) == number for value in known)
    return LegendLine(classes.shade(low), words, count)
