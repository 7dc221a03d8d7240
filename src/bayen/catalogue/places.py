"""The places of Viet Nam through time, from the official lists and the links between them.

A unit of a list keeps its identity from the list before when the data says so: it is one old
unit of the same level, whole and alone. Its name, kind, code and parent may change. Every
other unit of a new list is a new place. So "c04603.2004" (Tà Si Láng, today Tà Xi Láng)
lasts across 1 July 2025, and "c04606.2025" (Trạm Tấu) is no heir of "c04606.2004" (Pá Hu).

Sources: lists QĐ 124/2004/QĐ-TTg and QĐ 19/2025/QĐ-TTg, and for what units were before the day
that the first shows the resolutions of ``earlier-2004.tsv``; more in ``data/README.md``.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from bayen.catalogue.clusters import load_clusters
from bayen.catalogue.earlier_states import KINDS, own_changes, put_earlier_states
from bayen.catalogue.tables import CatalogueDataError, read_rows, read_text
from bayen.core.atlas import Atlas
from bayen.core.places import (
    NATION_ID,
    WHOLE,
    ChangeKind,
    Level,
    PlaceChange,
    PlaceKind,
    PlaceVersion,
)

_LEVELS = {"p": Level.PROVINCE, "d": Level.DISTRICT, "c": Level.COMMUNE}
_ABOVE = {"c": "dp", "d": "p", "p": ""}
"""Levels a parent's code can belong to, nearest first."""
_PLAIN = ("level", "code", "kind", "name", "parent")
_LINKED = (*_PLAIN, "keeps", "resolution")


@dataclass(frozen=True, slots=True)
class Centroid:
    """A point inside a commune of today and how large it is.

    Attributes:
        lat, lon: degrees, WGS 84, to about 10 m.
        km2: area; None where the source has none.
    """

    lat: float
    lon: float
    km2: float | None


@dataclass(frozen=True, slots=True)
class FormerName:
    """The name of a commune that a place took in before the oldest list here.

    Attributes:
        place_id: the place that took it in.
        kind: what the unit was.
        name: with accents; "" where only the folded name is known.
        key: folded, without spaces: "nhaoson".
    """

    place_id: str
    kind: PlaceKind
    name: str
    key: str


@dataclass(slots=True)
class _Edition:
    """One list while the atlas is built; short ids are level and code, "c04606"."""

    rule: Mapping[str, Any]
    ids: dict[str, str] = field(default_factory=dict)
    versions: dict[str, PlaceVersion] = field(default_factory=dict)


_own: list[Atlas] = []  # the official places with an office's own; empty while it has none


def load_atlas() -> Atlas:
    """All places: the official ones, and those that offices entered; shared until these change.

    Raises:
        CatalogueDataError: as ``load_official_atlas``.
    """
    return _own[-1] if _own else load_official_atlas()


def lay_over_places(versions: Iterable[PlaceVersion]) -> None:
    """From now on these are places too, and those laid over before are not."""
    official, own = load_official_atlas(), tuple(versions)
    if own == own_places():
        return  # what was worked out over the same places stays good
    _own[:] = [replace(official, versions=official.versions + own)] if own else []


def own_places() -> tuple[PlaceVersion, ...]:
    """What was laid over the official lists."""
    return load_atlas().versions[len(load_official_atlas().versions) :]


@lru_cache(maxsize=1)
def load_official_atlas() -> Atlas:
    """The places of the official lists, their changes and the clusters; read once.

    Raises:
        CatalogueDataError: a file is missing or damaged, or a list does not have as many
            units as its decree.
    """
    rules = _rules()
    nation = PlaceVersion(
        NATION_ID,
        rules["nation"]["name"],
        PlaceKind.NATION,
        "",
        None,
        rules["nation"]["valid_from"],
    )
    versions: dict[str, list[PlaceVersion]] = {NATION_ID: [nation]}
    changes: list[PlaceChange] = []
    before: _Edition | None = None
    for rule in rules["list"]:
        edition = _read_edition(rule, before)
        check_counts(edition.versions.values(), rule)
        if before is not None:
            changes += _changes(before, edition)
        for place_id, version in edition.versions.items():
            _append(versions.setdefault(place_id, []), version)
        before = edition
    for rule in rules["list"]:
        if "earlier" in rule:
            changes += put_earlier_states(versions, rule)
    return Atlas(
        tuple(v for known in versions.values() for v in known), tuple(changes), load_clusters()
    )


@lru_cache(maxsize=1)
def load_centroids() -> Mapping[str, Centroid]:
    """Point and area of each commune of the newest list, by place id."""
    ids = _newest_ids()
    return {
        ids["c" + code]: Centroid(float(lat), float(lon), float(km2) if km2 else None)
        for code, lat, lon, km2 in read_rows(
            "places/centroids-2025.tsv", ("code", "lat", "lon", "km2")
        )
    }


@lru_cache(maxsize=1)
def load_former_names() -> tuple[FormerName, ...]:
    """Names of communes merged away before 2025, with the place that took each in."""
    rows = read_rows("places/aliases-2004.tsv", ("level", "code", "kind", "name", "key"))
    return tuple(
        FormerName(f"{level}{code}.2004", KINDS[kind], name, key)
        for level, code, kind, name, key in rows
    )


def check_counts(versions: Iterable[PlaceVersion], rule: Mapping[str, Any]) -> None:
    """Compare a list with what its decree says it holds.

    Args:
        versions: the units of the list.
        rule: its entry in lists.toml; ``levels`` and ``counts`` say how many there are.

    Raises:
        CatalogueDataError: naming every level and kind that differs.
    """
    kinds = Counter(version.kind for version in versions)
    levels: Counter[str] = Counter()
    for kind, count in kinds.items():
        levels[kind.level.name] += count
    wrong = [
        f"{Level[name].label_vi}: cần {due}, có {levels[name]}"
        for name, due in rule["levels"].items()
        if levels[name] != due
    ] + [
        f"{KINDS[code].word_vi}: cần {due}, có {kinds[KINDS[code]]}"
        for code, due in rule["counts"].items()
        if kinds[KINDS[code]] != due
    ]
    if wrong:
        raise CatalogueDataError(
            f"danh mục đơn vị hành chính «{rule['file']}» ({rule['legal_basis']}) không đủ: "
            f"{'; '.join(wrong)}; hãy cài đặt lại chương trình"
        )


def _rules() -> dict[str, Any]:
    return tomllib.loads(read_text("places/lists.toml"))


def _read_edition(rule: Mapping[str, Any], before: _Edition | None) -> _Edition:
    """The units of one list as versions that begin with it."""
    edition = _Edition(rule)
    linked = "links" in rule
    rows = read_rows(f"places/{rule['file']}", _LINKED if linked else _PLAIN)
    year, valid_from, valid_until = rule["year"], rule["valid_from"], rule.get("valid_until")
    ids, versions = edition.ids, edition.versions
    for level, code, kind, name, parent, *rest in rows:
        keeps, resolution = rest if linked else ("", "")
        place_id = (
            before.ids[level + keeps] if keeps and before is not None else f"{level}{code}.{year}"
        )
        ids[level + code] = place_id
        versions[place_id] = PlaceVersion(
            place_id,
            name,
            KINDS[kind],
            code,
            _parent_id(ids, level, parent),
            valid_from,
            valid_until,
            _basis(rule, level, resolution, bool(keeps)),
        )
    return edition


def _parent_id(ids: Mapping[str, str], level: str, parent: str) -> str:
    """The place a code stands for one or two levels up; lists have parents first."""
    if not parent:
        return NATION_ID
    return next(ids[above + parent] for above in _ABOVE[level] if above + parent in ids)


def _basis(rule: Mapping[str, Any], level: str, resolution: str, kept: bool) -> str:
    if resolution:
        return str(rule["commune_basis"]).format(resolution)
    if level == "p" and not kept and "province_basis" in rule:
        return str(rule["province_basis"])
    return str(rule["legal_basis"])


def _append(known: list[PlaceVersion], version: PlaceVersion) -> None:
    """Add a version, or lengthen the last one when nothing about the place changed."""
    if known and _same(known[-1], version):
        known[-1] = replace(known[-1], valid_until=version.valid_until)
    else:
        known.append(version)


def _same(one: PlaceVersion, other: PlaceVersion) -> bool:
    return (one.name, one.kind, one.code, one.parent_id) == (
        other.name,
        other.kind,
        other.code,
        other.parent_id,
    )


def _changes(before: _Edition, after: _Edition) -> Iterator[PlaceChange]:
    """What became of each unit of a list in the next one.

    Districts end with nothing in their stead: what became of one is what became of its
    communes. Five island districts without communes also went whole into a special zone.
    """
    day = after.rule["valid_from"]
    for old, new, share in read_rows(f"places/{after.rule['links']}", ("from", "to", "share")):
        from_id, to_id = before.ids[old], after.ids[new]
        if from_id == to_id:
            yield from own_changes(before.versions[from_id], after.versions[to_id])
            continue
        kind = _change_kind(old, new, share)
        basis = after.versions[to_id].legal_basis
        yield PlaceChange(day, kind, from_id, to_id, _share(share), basis)
    for place_id, version in before.versions.items():
        if version.kind.level is Level.DISTRICT and place_id not in after.versions:
            basis = after.rule["abolished_basis"]
            yield PlaceChange(day, ChangeKind.ABOLISH, place_id, None, None, basis)


def _change_kind(old: str, new: str, share: str) -> ChangeKind:
    if old[0] != new[0]:
        return ChangeKind.RETYPE
    return ChangeKind.MERGE if share == "1" else ChangeKind.SPLIT


def _share(text: str) -> Fraction | None:
    if text == "1":  # nearly all of them, and making a Fraction is slow
        return WHOLE
    return Fraction(text) if text else None


def _newest_ids() -> dict[str, str]:
    atlas = load_official_atlas()
    newest: date = _rules()["list"][-1]["valid_from"]
    return {"c" + v.code: v.place_id for v in atlas.on(newest) if v.kind.level is Level.COMMUNE}
