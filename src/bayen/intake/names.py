"""Names of places as texts write them, looked up in the atlas on the day of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from bayen.catalogue.places import FormerName, load_former_names
from bayen.core.atlas import Atlas
from bayen.core.collation import fold
from bayen.core.places import TWO_LEVELS_SINCE, Level, PlaceVersion

# The level words of running text and the level they name; "thành phố" may be two.
LEVEL_WORDS: dict[str, tuple[Level, ...]] = {
    "tỉnh": (Level.PROVINCE,),
    "thành phố": (Level.PROVINCE, Level.DISTRICT),
    "tp": (Level.PROVINCE, Level.DISTRICT),
    "huyện": (Level.DISTRICT,),
    "quận": (Level.DISTRICT,),
    "thị xã": (Level.DISTRICT,),
    "tx": (Level.DISTRICT,),
    "xã": (Level.COMMUNE,),
    "phường": (Level.COMMUNE,),
    "thị trấn": (Level.COMMUNE,),
    "đặc khu": (Level.COMMUNE,),
}
FULL_WORDS = {"tp": "thành phố", "tx": "thị xã"}
"""Level words in full that a text may write short."""
# What districts and communes are called that may change their word, as a town becomes a city.
DISTRICT_WORDS = ("huyện", "thị xã", "quận", "thành phố")
COMMUNE_WORDS = ("xã", "phường", "thị trấn")
VILLAGE_WORDS = (
    "thôn", "bản", "ấp", "khóm", "buôn", "làng", "xóm", "khu phố", "tổ dân phố", "khối phố",
    "khối", "khu", "plei", "bon", "phum", "sóc", "tiểu khu", "khu dân cư", "khu vực",
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def fold_name(name: str) -> str:
    """A name as a key: lower case, one space, the same sign for "oà" and "òa", "y" and "i" kept."""
    key = " ".join(name.casefold().replace("-", " ").replace("–", " ").replace("’", "'").split())
    key = _FINAL_I.sub(lambda m: m[1] + _Y_FOR_I[m[2]], key)
    for old, new in _TONES:
        key = key.replace(old, new)
    return _DAK.sub("đăk", key)


# One word of the Central Highlands, spelt four ways: "Đắk Glong", "Đăk Glong", "Đak", "Đắc".
_DAK = re.compile(r"\b(?:đắk|đak|đắc|dak)\b")
# "Phú Quí" and "Phú Quý", "Mĩ Đức" and "Mỹ Đức".
_Y_FOR_I = dict(zip("iíìỉĩị", "yýỳỷỹỵ", strict=True))
_FINAL_I = re.compile(r"\b(h|k|l|m|s|t|qu)([iíìỉĩị])\b")

_LONGEST_SYLLABLE = 6

_SHORT_NAMES = {
    "BR-VT": "Bà Rịa - Vũng Tàu", "BRVT": "Bà Rịa - Vũng Tàu",
    "TT-Huế": "Thừa Thiên Huế", "TTH": "Thừa Thiên Huế",
}  # fmt: skip
# Old and new placing of the tone mark on "oa", "oe", "uy".
_TONES = tuple(
    (old, new)
    for pair in ("oà òa", "oá óa", "oả ỏa", "oã õa", "oạ ọa",
                 "oè òe", "oé óe", "oẻ ỏe", "oẽ õe", "oẹ ọe",
                 "uỳ ùy", "uý úy", "uỷ ủy", "uỹ ũy", "uỵ ụy")
    for old, new in [tuple(pair.split())]
)  # fmt: skip


@dataclass(slots=True, eq=False)
class PlaceNames:
    """The atlas by name, in all times at once."""

    atlas: Atlas
    _all: dict[str, tuple[PlaceVersion, ...]] = field(default_factory=dict)
    _plain: dict[str, tuple[PlaceVersion, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._all = _index(self.atlas.versions)
        for version in self.atlas.versions:
            if version.kind.level is Level.DISTRICT:
                key = _plain(version.name)
                self._plain[key] = (*self._plain.get(key, ()), version)

    def named(self, name: str, day: date, levels: Iterable[Level] = ()) -> tuple[PlaceVersion, ...]:
        """Every place of that name on a day, at the given levels (any when none is given).

        A name that nothing bears on the day is looked up in all times: texts go on using
        old names after a merge, and copies of old texts are met later. A place that bore it
        more than once comes as it last did; of places at the levels given, those that bore it
        last.
        """
        wanted = tuple(levels)
        known = self._all.get(fold_name(_SHORT_NAMES.get(name, name)), ())
        found = tuple([v for v in known if v.holds_on(day)])
        if not wanted:
            return found or _before(known, day)
        kept = tuple([v for v in found if v.kind.level in wanted])
        past = () if kept else _before([v for v in known if v.kind.level in wanted], day)
        return kept or _latest(past) or self._spelt_otherwise(name, wanted, day)

    def _spelt_otherwise(
        self, name: str, levels: tuple[Level, ...], day: date
    ) -> tuple[PlaceVersion, ...]:
        """The one district whose name has the same letters: "Mù Cang Chải" for "Mù Căng Chải".

        "Đakrông" and "M'Drắk" are two syllables too.
        """
        is_long = len(name) > _LONGEST_SYLLABLE or any(sign in name for sign in " '’")
        if levels != (Level.DISTRICT,) or not is_long:
            return ()
        found = tuple(v for v in self._plain.get(_plain(name), ()) if v.valid_from <= day)
        return found if len({v.place_id for v in found}) == 1 else ()

    def former(self, name: str, level: Level, day: date) -> tuple[str, ...]:
        """The places that took in a unit of that name before the lists begin."""
        if day >= TWO_LEVELS_SINCE:
            return ()
        key = fold_name(name).replace(" ", "")
        found = _formers().get(key, ())
        return tuple(old.place_id for old in found if old.kind.level is level)


def _before(known: Iterable[PlaceVersion], day: date) -> tuple[PlaceVersion, ...]:
    """Of each place the last of some versions that began by a day."""
    return tuple({v.place_id: v for v in known if v.valid_from <= day}.values())


def _latest(past: Sequence[PlaceVersion]) -> tuple[PlaceVersion, ...]:
    """Those of some versions that ended last: Kỳ Sơn of Hòa Bình was gone before its namesake."""
    last = max((v.valid_until or date.max for v in past), default=date.max)
    return tuple(v for v in past if (v.valid_until or date.max) == last)


def _plain(name: str) -> str:
    """The letters and digits of a name, without the signs of the letters."""
    return "".join(filter(str.isalnum, fold(fold_name(name))))


@lru_cache(maxsize=1)
def _formers() -> dict[str, tuple[FormerName, ...]]:
    """Names of units merged away before the lists begin, by their name without spaces."""
    grouped: dict[str, list[FormerName]] = {}
    for old in load_former_names():
        if old.name:
            grouped.setdefault(fold_name(old.name).replace(" ", ""), []).append(old)
    return {key: tuple(found) for key, found in grouped.items()}


def _index(versions: Iterable[PlaceVersion]) -> dict[str, tuple[PlaceVersion, ...]]:
    grouped: dict[str, list[PlaceVersion]] = {}
    for version in versions:
        if version.kind.level is not Level.NATION:
            grouped.setdefault(fold_name(version.name), []).append(version)
    return {key: tuple(found) for key, found in grouped.items()}
