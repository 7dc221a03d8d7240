"""Border-area clusters: groups of communes of several districts or provinces, with dates.

Such a cluster rests on an agreement signed by its communes or their police (quy chế phối
hợp); after 1 July 2025 its members must be pointed to the new communes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from bayen.catalogue.tables import read_text
from bayen.core.places import Membership, PlaceGroup


@lru_cache(maxsize=1)
def load_clusters() -> tuple[PlaceGroup, ...]:
    """All known clusters.

    Raises:
        CatalogueDataError: the file cannot be read.
    """
    entries = tomllib.loads(read_text("clusters.toml"))["cluster"]
    return tuple(_cluster(entry) for entry in entries)


@lru_cache(maxsize=1)
def load_cluster_districts() -> Mapping[str, tuple[str, ...]]:
    """Districts whose communes form a cluster, by cluster; context only, not members."""
    entries = tomllib.loads(read_text("clusters.toml"))["cluster"]
    return {entry["id"]: tuple(entry.get("districts", ())) for entry in entries}


def _cluster(entry: Mapping[str, Any]) -> PlaceGroup:
    return PlaceGroup(
        group_id=entry["id"],
        name=entry["name"],
        members=_members(entry["members"]),
        valid_from=entry["valid_from"],
        valid_until=entry.get("valid_until"),
        note=entry.get("note", ""),
    )


def _members(entries: Iterable[Mapping[str, Any]]) -> tuple[Membership, ...]:
    return tuple(
        Membership(entry["place"], entry["valid_from"], entry.get("valid_until"))
        for entry in entries
    )
