"""Outlines: every province of either map, where it lies; an office's own."""

import json
from datetime import date

import pytest

from bayen.catalogue.outlines import ISLANDS, load_outlines, read_outlines
from bayen.catalogue.places import load_atlas, load_centroids
from bayen.catalogue.tables import CatalogueDataError
from bayen.core.places import NATION_ID

OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(("day", "count"), [(OLD, 63), (NEW, 34)])
def test_every_province_has_an_outline(day, count):
    provinces = {v.place_id for v in load_atlas().children(NATION_ID, day)}
    assert set(load_outlines(day)) == provinces
    assert len(provinces) == count


def test_communes_lie_near_the_outline_of_their_province():
    """Few centroids are outside the box of their province: islands, and what was simplified."""
    outlines, centroids, atlas = load_outlines(NEW), load_centroids(), load_atlas()
    outside = 0
    for province, rings in outlines.items():
        easts = [east for ring in rings for east, _ in ring]
        norths = [north for ring in rings for _, north in ring]
        for commune in atlas.children(province, NEW):
            point = centroids[commune.place_id]
            outside += not (min(easts) - 0.05 <= point.lon <= max(easts) + 0.05)
            outside += not (min(norths) - 0.05 <= point.lat <= max(norths) + 0.05)
    assert 0 < outside < 25


def test_the_islands_that_every_map_shows():
    labels = {load_atlas().label_vi(place, NEW) for place in ISLANDS}
    assert labels == {"đặc khu Hoàng Sa", "đặc khu Trường Sa"}


def test_an_office_has_its_own_outlines_by_code(tmp_path):
    square = [[[103.1, 20.9], [103.2, 20.9], [103.2, 21.0], [103.1, 20.9]]]
    feature = {
        "type": "Feature",
        "properties": {"code": "04231"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    path = tmp_path / "outlines.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    ((first, *_),) = read_outlines(path)["04231"]
    assert first == (103.1, 20.9)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"features": [{"geometry": null}]}', "\x00"])
def test_a_file_that_is_no_map_is_refused_with_a_word(tmp_path, text):
    path = tmp_path / "outlines.geojson"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueDataError, match="GeoJSON"):
        read_outlines(path)
