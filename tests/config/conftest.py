from dataclasses import replace
from functools import lru_cache

import pytest

from bayen.catalogue.places import load_atlas, own_places
from bayen.core.atlas import Atlas
from bayen.core.places import PlaceVersion
from tests.cast import SON_LA, SOP_COP, an, binh, cuong, operator

__all__ = ["an", "binh", "cuong", "operator"]


@pytest.fixture
def few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines of a commune, what is above it and what was entered: each stores all places."""
    atlas = load_atlas()
    kept = {"vn", SON_LA, SOP_COP}
    few = replace(
        atlas,
        versions=tuple(version for version in atlas.versions if version.place_id in kept),
        changes=(),
        groups=(),
    )

    @lru_cache(maxsize=1)
    def with_own(own: tuple[PlaceVersion, ...]) -> Atlas:
        return replace(few, versions=(*few.versions, *own))

    for module in ("following", "cluster"):
        monkeypatch.setattr(f"bayen.config.{module}.load_atlas", lambda: with_own(own_places()))
