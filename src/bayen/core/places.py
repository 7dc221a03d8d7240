"""Places through time: what lasts, what changes, and what became of what.

A place is an identity; its name, kind, code and parent are versions with dates. A bare code
or name is never enough: code 04606 was one commune until 30/6/2025 and is another since.
Look-ups always take a day.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

NATION_ID = "vn"
TWO_LEVELS_SINCE = date(2025, 7, 1)
"""The day that districts ended and government of two levels began (Law 72/2025/QH15)."""


class Level(enum.IntEnum):
    """How far below the nation a kind of place stands; a cluster stands across."""

    NATION = 0
    PROVINCE = 1
    DISTRICT = 2
    COMMUNE = 3
    VILLAGE = 4
    CLUSTER = 9

    @property
    def label_vi(self) -> str:
        return {0: "cả nước", 1: "tỉnh", 2: "huyện", 3: "xã", 4: "thôn", 9: "cụm"}[self.value]


class PlaceKind(enum.Enum):
    """Kinds of place: value (Vietnamese level word, level).

    ``thành phố`` stands at two levels, so members have English names.
    """

    NATION = ("nước", Level.NATION)
    PROVINCE = ("tỉnh", Level.PROVINCE)
    MUNICIPALITY = ("thành phố", Level.PROVINCE)
    DISTRICT = ("huyện", Level.DISTRICT)
    URBAN_DISTRICT = ("quận", Level.DISTRICT)
    TOWN = ("thị xã", Level.DISTRICT)
    PROVINCIAL_CITY = ("thành phố", Level.DISTRICT)
    COMMUNE = ("xã", Level.COMMUNE)
    WARD = ("phường", Level.COMMUNE)
    TOWNSHIP = ("thị trấn", Level.COMMUNE)
    SPECIAL_ZONE = ("đặc khu", Level.COMMUNE)
    VILLAGE = ("thôn", Level.VILLAGE)
    HAMLET = ("bản", Level.VILLAGE)
    QUARTER = ("khu phố", Level.VILLAGE)
    STREET_BLOCK = ("tổ dân phố", Level.VILLAGE)
    NEIGHBOURHOOD = ("xóm", Level.VILLAGE)
    ZONE = ("ấp", Level.VILLAGE)
    CLUSTER = ("cụm", Level.CLUSTER)

    def __init__(self, word_vi: str, level: Level) -> None:
        self.word_vi = word_vi
        self.level = level

    @property
    def code(self) -> str:
        """The kind in data files: "urban_district"."""
        return self.name.lower()


class ChangeKind(enum.StrEnum):
    """How a place can change."""

    MERGE = "merge"
    SPLIT = "split"
    PART_TRANSFER = "part_transfer"
    RENAME = "rename"
    RETYPE = "retype"
    ABOLISH = "abolish"


@dataclass(frozen=True, slots=True)
class PlaceVersion:
    """What a place was called and where it stood for a time.

    Attributes:
        place_id: the lasting identity, "c04606.2025".
        name: without the level word: "Sốp Cộp".
        kind: gives the level word and the level.
        code: the official code of that time, text with its zeros; "" when it has none.
        parent_id: the place above; None for the nation and clusters.
        valid_from, valid_until: half-open; ``valid_until`` None means still.
        legal_basis: the resolution that made it so; may be "".
    """

    place_id: str
    name: str
    kind: PlaceKind
    code: str
    parent_id: str | None
    valid_from: date
    valid_until: date | None = None
    legal_basis: str = ""

    @property
    def label_vi(self) -> str:
        """With its level word, as running text writes it: "huyện Sốp Cộp", "Phường 5"."""
        if self.kind is PlaceKind.NATION:
            return self.name
        word = self.kind.word_vi
        if self.name.casefold().startswith(word + " "):
            return self.name
        if self.name[:1].isdigit():
            word = word[:1].upper() + word[1:]
        return f"{word} {self.name}"

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    @property
    def is_added_above(self) -> bool:
        """Whether its figures are added to those of the place above; those of a village never.

        A commune lays its villages' counts beside its other sources, picks, and answers for
        what it sends: what it sent must not be replaced by what it was made of.
        """
        return self.kind.level is not Level.VILLAGE


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """One thing that happened to a place on a day.

    Attributes:
        day: the first day of the new state.
        kind: what happened.
        from_id: the place before.
        to_id: the place after; None when it was abolished with nothing in its stead.
        share: how much of the old place went there, over all that is counted; 1 is all of
            it, None is an unknown part.
        legal_basis: the resolution; may be "".
    """

    day: date
    kind: ChangeKind
    from_id: str
    to_id: str | None
    share: Fraction | None
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A place in a group for a time; half-open."""

    place_id: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Places across the tree that act together, such as a border cluster (cụm giáp ranh).

    Attributes:
        group_id: "k.song-lo-son-duong"; groups and places share one space of identities.
        name: in full, as texts write it.
        members: with dates; empty when the source does not name them.
        valid_from, valid_until: half-open life of the group itself.
        note: what is known of it otherwise.
    """

    group_id: str
    name: str
    members: tuple[Membership, ...]
    valid_from: date
    valid_until: date | None = None
    note: str = ""

    def members_on(self, day: date) -> tuple[str, ...]:
        return tuple(
            m.place_id
            for m in self.members
            if m.valid_from <= day and (m.valid_until is None or day < m.valid_until)
        )


@dataclass(frozen=True, slots=True)
class Successor:
    """Where a place, or a part of it, is on another day.

    Attributes:
        place_id: the place there and then.
        share: how much of the first place; 1 is all of it, None an unknown part.
    """

    place_id: str
    share: Fraction | None


WHOLE = Fraction(1)
