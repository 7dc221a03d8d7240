from dataclasses import replace

import pytest

from bayen.catalogue.places import load_atlas
from tests.cast import SON_LA, SOP_COP, an, binh, cuong, operator

__all__ = ["an", "binh", "cuong", "operator"]


@pytest.fixture
def few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines of a commune and what is above it: each stores all the places there are."""
    atlas = load_atlas()
    kept = {"vn", SON_LA, SOP_COP}
    few = replace(
        atlas,
        versions=tuple(version for version in atlas.versions if version.place_id in kept),
        changes=(),
        groups=(),
    )
    for module in ("following", "cluster"):
        monkeypatch.setattr(f"bayen.config.{module}.load_atlas", lambda: few)
