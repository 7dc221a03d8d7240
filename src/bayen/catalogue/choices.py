"""Points of the features by which the reader chooses, learned from labelled texts.

Measured by ``tools/fit_choices.py``; never edited by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from bayen.catalogue.tables import read_rows

POINTS_PER_UNIT = 100
"""Points of one unit of log-odds."""


@cache
def load_points(choice: str) -> Mapping[str, int]:
    """The points of each feature for one choice ("period", "place").

    Raises:
        CatalogueDataError: there is no such choice.
    """
    rows = read_rows(f"choices/{choice}.tsv", ("feature", "points"))
    return MappingProxyType({feature: int(points) for feature, points in rows})
