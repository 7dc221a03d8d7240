"""Places through time: what lasts, what changes, and what became of what.

A place is an identity; its name, kind, code and parent are versions with dates. A bare code
or name is never enough: code 04606 was one commune until 30/6/2025 and is another since.
Look-ups always take a day.
"""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

NATION_ID = "vn"


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


class UnknownPlaceError(LookupError):
    """No place has this identity, or it did not exist on that day."""

    def __init__(self, place_id: str, day: date | None = None) -> None:
        when = f" vào ngày {day.isoformat()}" if day else ""
        super().__init__(f"không có địa bàn «{place_id}»{when}")
        self.place_id = place_id
        self.day = day


@dataclass(frozen=True)
class Atlas:
    """All places, versions, changes and groups, indexed once; immutable.

    Attributes:
        versions: of every place, in any order; of one place they do not overlap in time.
        changes: what became of what.
        groups: places across the tree.
    """

    versions: tuple[PlaceVersion, ...]
    changes: tuple[PlaceChange, ...] = ()
    groups: tuple[PlaceGroup, ...] = ()
    _children: dict[date, Mapping[str, tuple[PlaceVersion, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def history(self) -> Mapping[str, tuple[PlaceVersion, ...]]:
        """The versions of each place in order of time."""
        grouped: dict[str, list[PlaceVersion]] = {}
        for version in self.versions:
            grouped.setdefault(version.place_id, []).append(version)
        return {
            place_id: tuple(sorted(versions, key=lambda v: v.valid_from))
            for place_id, versions in grouped.items()
        }

    @cached_property
    def groups_by_id(self) -> Mapping[str, PlaceGroup]:
        return {group.group_id: group for group in self.groups}

    def __contains__(self, place_id: str) -> bool:
        return place_id in self.history or place_id in self.groups_by_id

    def find_version(self, place_id: str, day: date) -> PlaceVersion | None:
        """The version that held on a day; None when the place did not exist then."""
        versions = self.history.get(place_id, ())
        return next((v for v in versions if v.holds_on(day)), None)

    def version(self, place_id: str, day: date) -> PlaceVersion:
        """The version that held on a day.

        Raises:
            UnknownPlaceError: there was none.
        """
        found = self.find_version(place_id, day)
        if found is None:
            raise UnknownPlaceError(place_id, day)
        return found

    def nearest_version(self, place_id: str, day: date) -> PlaceVersion:
        """The version of that day, else the first or last one: for names of places that ended.

        Raises:
            UnknownPlaceError: the place never existed.
        """
        versions = self.history.get(place_id)
        if not versions:
            raise UnknownPlaceError(place_id)
        return self.find_version(place_id, day) or (
            versions[0] if day < versions[0].valid_from else versions[-1]
        )

    def life(self, place_id: str) -> tuple[date, date | None]:
        """From when until when a place or group exists, half-open.

        Raises:
            UnknownPlaceError: it never did.
        """
        if group := self.groups_by_id.get(place_id):
            return group.valid_from, group.valid_until
        versions = self.history.get(place_id)
        if not versions:
            raise UnknownPlaceError(place_id)
        return versions[0].valid_from, versions[-1].valid_until

    def on(self, day: date) -> Iterator[PlaceVersion]:
        """Every version that holds on a day: the tree of that day."""
        return (version for version in self.versions if version.holds_on(day))

    def children(self, place_id: str, day: date) -> tuple[PlaceVersion, ...]:
        """The places right below on a day, in the order of the official list."""
        index = bisect_right(self._days_of_change, day)
        map_day = self._days_of_change[index - 1] if index else date.min
        if map_day not in self._children:
            self._children[map_day] = self._children_on(map_day)
        return self._children[map_day].get(place_id, ())

    @cached_property
    def _days_of_change(self) -> tuple[date, ...]:
        """The days on which the tree became another; between two of them it stays the same."""
        begins = {version.valid_from for version in self.versions}
        ends = {version.valid_until for version in self.versions if version.valid_until}
        return tuple(sorted(begins | ends))

    def _children_on(self, day: date) -> Mapping[str, tuple[PlaceVersion, ...]]:
        grouped: dict[str, list[PlaceVersion]] = {}
        for version in self.on(day):
            if version.parent_id is not None:
                grouped.setdefault(version.parent_id, []).append(version)
        return {
            parent: tuple(sorted(below, key=lambda v: v.code)) for parent, below in grouped.items()
        }

    def children_between(self, place_id: str, days: Iterable[date]) -> tuple[str, ...]:
        """The places right below on any of these days, each once; of a group its members."""
        group = self.groups_by_id.get(place_id)
        return tuple(
            dict.fromkeys(
                child
                for day in days
                for child in (
                    group.members_on(day)
                    if group
                    else (version.place_id for version in self.children(place_id, day))
                )
            )
        )

    def descendants(self, place_id: str, day: date) -> Iterator[PlaceVersion]:
        """All places below on a day, parents before children."""
        for child in self.children(place_id, day):
            yield child
            yield from self.descendants(child.place_id, day)

    def ancestors(self, place_id: str, day: date) -> tuple[PlaceVersion, ...]:
        """The places above on a day, nearest first; of a place that ended, on its last day.

        A group stands across the tree: nothing is above it.
        """
        if place_id in self.groups_by_id:
            return ()
        above = []
        version = self.nearest_version(place_id, day)
        while version.parent_id is not None:
            version = self.nearest_version(version.parent_id, day)
            above.append(version)
        return tuple(above)

    def is_within(self, place_id: str, above_id: str, day: date) -> bool:
        """Whether a place is the other one or stands below it on a day."""
        if place_id == above_id:
            return True
        if group := self.groups_by_id.get(above_id):
            return any(self.is_within(place_id, m, day) for m in group.members_on(day))
        if place_id not in self.history:
            return False
        return any(v.place_id == above_id for v in self.ancestors(place_id, day))

    def label_vi(self, place_id: str, day: date) -> str:
        """Its name with the level word: "xã Mường Và"."""
        if group := self.groups_by_id.get(place_id):
            return group.name
        return self.nearest_version(place_id, day).label_vi

    def full_label_vi(self, place_id: str, day: date) -> str:
        """Its name and those above: "xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La"."""
        if place_id in self.groups_by_id:
            return self.label_vi(place_id, day)
        return ", ".join(version.label_vi for version in self.named_line(place_id, day))

    def named_line(self, place_id: str, day: date) -> tuple[PlaceVersion, ...]:
        """The place and those above it that its full name names, nearest first."""
        own = self.nearest_version(place_id, day)
        at = day if own.holds_on(day) else own.valid_from
        above = [v for v in self.ancestors(place_id, at) if v.kind is not PlaceKind.NATION]
        return (own, *above)

    # --- what became of what --------------------------------------------------------------

    @cached_property
    def _changes_from(self) -> Mapping[str, tuple[PlaceChange, ...]]:
        return _index(self.changes, lambda change: change.from_id)

    @cached_property
    def _changes_to(self) -> Mapping[str, tuple[PlaceChange, ...]]:
        return _index(self.changes, lambda change: change.to_id)

    def became(self, place_id: str, day: date) -> tuple[Successor, ...]:
        """Where a place is on a day, later or earlier than its own time.

        A place that exists on that day is itself there. Going back, a merged place is the
        places it was made of, of which each is an unknown part (``share`` None) unless it
        was made of one only. Sorted by identity. Empty when nothing came of it.
        """
        if self.find_version(place_id, day) is not None or place_id in self.groups_by_id:
            return (Successor(place_id, WHOLE),)
        begins, _ = self.life(place_id)
        reached: dict[str, Fraction | None] = {}
        for step in self._steps_back(place_id) if day < begins else self._steps_on(place_id):
            for further in self.became(step.place_id, day):
                share = _times(step.share, further.share)
                known = reached.get(further.place_id, Fraction(0))
                reached[further.place_id] = _plus(known, share)
        return tuple(Successor(p, reached[p]) for p in sorted(reached))

    def _steps_on(self, place_id: str) -> tuple[Successor, ...]:
        changes = self._changes_from.get(place_id, ())
        return tuple(
            Successor(c.to_id, c.share)
            for c in changes
            if c.to_id is not None and c.to_id != place_id
        )

    def _steps_back(self, place_id: str) -> tuple[Successor, ...]:
        changes = [c for c in self._changes_to.get(place_id, ()) if c.from_id != place_id]
        only_one = len(changes) == 1 and changes[0].share == WHOLE
        return tuple(Successor(c.from_id, WHOLE if only_one else None) for c in changes)


def _index(
    changes: Iterable[PlaceChange], key: Callable[[PlaceChange], str | None]
) -> Mapping[str, tuple[PlaceChange, ...]]:
    grouped: dict[str, list[PlaceChange]] = {}
    for change in changes:
        place_id = key(change)
        if place_id is not None:
            grouped.setdefault(place_id, []).append(change)
    return {place_id: tuple(found) for place_id, found in grouped.items()}


def _times(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one * other


def _plus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other
