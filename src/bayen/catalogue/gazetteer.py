"""Places by name: for the reader of documents and for whoever types a few letters.

Names are compared folded, so "sop cop", "SỐP CỘP" and "Sốp Cộp" are one; what is typed with
its marks prefers names with the same marks. Look-ups take a day, because a name may be one
place before 1 July 2025 and another after.
"""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from bayen.catalogue.places import FormerName, load_former_names, load_official_atlas
from bayen.core.atlas import Atlas
from bayen.core.collation import fold
from bayen.core.places import PlaceKind, PlaceVersion

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


_KIND_WORDS = {
    "tinh": (PlaceKind.PROVINCE,),
    "thanh pho": (PlaceKind.MUNICIPALITY, PlaceKind.PROVINCIAL_CITY),
    "tp": (PlaceKind.MUNICIPALITY, PlaceKind.PROVINCIAL_CITY),
    "huyen": (PlaceKind.DISTRICT,),
    "quan": (PlaceKind.URBAN_DISTRICT,),
    "thi xa": (PlaceKind.TOWN,),
    "tx": (PlaceKind.TOWN,),
    "xa": (PlaceKind.COMMUNE,),
    "phuong": (PlaceKind.WARD,),
    "thi tran": (PlaceKind.TOWNSHIP,),
    "tt": (PlaceKind.TOWNSHIP,),
    "dac khu": (PlaceKind.SPECIAL_ZONE,),
}


def spelling(text: str) -> str:
    """Like ``fold`` but with all marks, each tone moved to the end of its word.

    So "hoà" and "hòa", which are two ways to write one word, are equal, "hoa" is not.
    """
    return " ".join(_spell_word(word) for word in text.casefold().split())


def _spell_word(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.replace("’", "'"))
    tones = "".join(c for c in plain if c in _TONES)
    return "".join(c for c in plain if c not in _TONES) + tones


@dataclass(frozen=True, slots=True)
class _Entry:
    """A version with its folded name and folded label ("muong va", "xa muong va")."""

    version: PlaceVersion
    name: str
    label: str
    order: tuple[int, str, str]


class Gazetteer:
    """An index of names over an atlas; see ``load_gazetteer``."""

    def __init__(self, atlas: Atlas, former_names: Collection[FormerName] = ()) -> None:
        self._atlas = atlas
        self._former_names = former_names

    def find(
        self,
        name: str,
        day: date | None,
        kinds: Collection[PlaceKind] | None = None,
        within: str | None = None,
    ) -> tuple[PlaceVersion, ...]:
        """The places of exactly this name.

        Args:
            name: with or without marks, with or without its level word: "xã Mường Và",
                "Mường Và", "tp ho chi minh".
            day: the map to look in; None looks in all of them.
            kinds: only these kinds of place.
            within: only places that stand under this one (on ``day``, or ever).

        Returns:
            Highest level first, then in the order of the official list. When the name has
            marks and places have it with the very same ones, only those; else those first.
        """
        found = [
            version
            for version, level_kinds in self._named(name)
            if (level_kinds is None or version.kind in level_kinds)
            and (kinds is None or version.kind in kinds)
            and (day is None or version.holds_on(day))
            and (within is None or self._stands_within(version, within, day))
        ]
        found.sort(key=_official_order)
        return tuple(_prefer_spelling(name, found))

    def find_former(self, name: str, day: date) -> tuple[PlaceVersion, ...]:
        """The places that took in a unit of this name before the oldest list.

        A figure of such a unit is not a figure of the place found: ask before using it.
        """
        rest, kinds = _split_kind(fold(name))
        keys = {fold(name).replace(" ", ""): None, rest.replace(" ", ""): kinds}
        found = {
            former.place_id
            for former in self._former_names
            if former.key in keys
            and (keys[former.key] is None or former.kind in (keys[former.key] or ()))
        }
        versions = (self._atlas.find_version(place_id, day) for place_id in found)
        return tuple(sorted((v for v in versions if v is not None), key=_official_order))

    def search(self, text: str, day: date, limit: int = 20) -> tuple[PlaceVersion, ...]:
        """Places for a picker, best first, from a few letters.

        Whole names come before beginnings of names, those before beginnings of words inside,
        those before letters anywhere; the same marks before others, higher levels first.
        """
        wanted = fold(text)
        if not wanted or limit <= 0:
            return ()
        marked = "" if text.isascii() else spelling(text)
        hits = (e for e in self._entries if wanted in e.label and e.version.holds_on(day))
        best = heapq.nsmallest(limit, hits, key=lambda entry: _rank(wanted, marked, entry))
        return tuple(entry.version for entry in best)

    def search_ended(self, text: str, day: date, limit: int = 20) -> tuple[PlaceVersion, ...]:
        """The same among versions that had ended by a day: first those that lasted longest."""
        wanted = fold(text)
        if not wanted or limit <= 0:
            return ()
        marked = "" if text.isascii() else spelling(text)
        hits = [
            (-until.toordinal(), *_rank(wanted, marked, entry), entry.version)
            for entry in self._entries
            if (until := entry.version.valid_until) is not None
            and until <= day
            and wanted in entry.label
        ]
        return tuple(hit[-1] for hit in heapq.nsmallest(limit, hits, key=lambda hit: hit[:-1]))

    @cached_property
    def _entries(self) -> tuple[_Entry, ...]:
        return tuple(
            _Entry(version, fold(version.name), fold(version.label_vi), _official_order(version))
            for version in self._atlas.versions
        )

    @cached_property
    def _by_name(self) -> dict[str, list[PlaceVersion]]:
        grouped: dict[str, list[PlaceVersion]] = {}
        for entry in self._entries:
            grouped.setdefault(entry.name, []).append(entry.version)
        return grouped

    def _named(self, name: str) -> Iterator[tuple[PlaceVersion, tuple[PlaceKind, ...] | None]]:
        """Versions whose name is the text, or what follows a level word in it."""
        folded = fold(name)
        for version in self._by_name.get(folded, ()):
            yield version, None
        rest, kinds = _split_kind(folded)
        if kinds:
            for version in self._by_name.get(rest, ()):
                yield version, kinds

    def _stands_within(self, version: PlaceVersion, above_id: str, day: date | None) -> bool:
        return self._atlas.is_within(version.place_id, above_id, day or version.valid_from)


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The gazetteer over the places of the catalogue; indexed at its first question.

    Raises:
        CatalogueDataError: the place data are missing or damaged.
    """
    return Gazetteer(load_official_atlas(), load_former_names())


def _split_kind(folded: str) -> tuple[str, tuple[PlaceKind, ...] | None]:
    """What follows a level word, and the kinds that word can mean; the text itself without."""
    for word, kinds in _KIND_WORDS.items():
        if folded.startswith(word + " "):
            return folded[len(word) + 1 :], kinds
    return folded, None


def _prefer_spelling(name: str, found: list[PlaceVersion]) -> list[PlaceVersion]:
    written = spelling(name)
    same = [v for v in found if written in (spelling(v.name), spelling(v.label_vi))]
    if same and not written.isascii():
        return same
    return same + [v for v in found if v not in same]


def _official_order(version: PlaceVersion) -> tuple[int, str, str]:
    return version.kind.level, version.code, version.place_id


def _rank(wanted: str, marked: str, entry: _Entry) -> tuple[int, bool, tuple[int, str, str]]:
    """How well an entry fits; ``marked`` is "" when the text was typed without marks."""
    other_marks = bool(marked) and marked not in spelling(entry.version.label_vi)
    if wanted in (entry.name, entry.label):
        return 0, other_marks, entry.order
    if entry.name.startswith(wanted):
        return 1, other_marks, entry.order
    begins_a_word = f" {wanted}" in f" {entry.label}"
    return 2 if begins_a_word else 3, other_marks, entry.order
