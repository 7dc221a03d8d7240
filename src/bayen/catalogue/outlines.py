"""Outlines of provinces for maps, before and since 1 July 2025.

Natural Earth's, simplified; without the islands far out, which maps mark by points of their
own (``ISLANDS``): every map of Viet Nam shows Hoàng Sa and Trường Sa.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bayen.catalogue.tables import CatalogueDataError, read_rows

Point = tuple[float, float]  # degrees east, degrees north
Ring = tuple[Point, ...]

NEW_MAP = date(2025, 7, 1)
ISLANDS = ("c20333.2025", "c22736.2025")  # đặc khu Hoàng Sa (Đà Nẵng), Trường Sa (Khánh Hòa)


def load_outlines(day: date) -> Mapping[str, tuple[Ring, ...]]:
    """The rings of each province of a day's map, by place id."""
    return _read("outlines-2025.tsv" if day >= NEW_MAP else "outlines-2004.tsv")


@lru_cache(maxsize=2)
def _read(name: str) -> Mapping[str, tuple[Ring, ...]]:
    found: dict[str, tuple[Ring, ...]] = {}
    for place, written in read_rows(f"places/{name}", ("place", "ring")):
        points = (point.split(",") for point in written.split(" "))
        ring = tuple((int(east) / 1000, int(north) / 1000) for east, north in points)
        found[place] = (*found.get(place, ()), ring)
    return found


def read_outlines(path: Path) -> Mapping[str, tuple[Ring, ...]]:
    """An office's own outlines: GeoJSON whose features have a ``code`` of the official list.

    Raises:
        CatalogueDataError: it is no such file; the message says what is missing.
    """
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        return {str(f["properties"]["code"]): tuple(_rings(f["geometry"])) for f in features}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogueDataError(
            f"tệp «{path.name}» phải là GeoJSON, mỗi vùng có thuộc tính code là mã xã: {error}"
        ) from None


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    shapes = geometry["coordinates"]
    for polygon in shapes if geometry["type"] == "MultiPolygon" else [shapes]:
        for ring in polygon:
            yield tuple((float(point[0]), float(point[1])) for point in ring)
