"""All places at once: who stood where on a day, and what became of what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias, TypeVar

from bayen.core.places import (
    NATION_ID,
    WHOLE,
    PlaceChange,
    PlaceGroup,
    PlaceKind,
    PlaceVersion,
    Successor,
)

_KEPT = 1 << 16
"""Places, each in one time, of which an answer is kept."""
Answer = TypeVar("Answer")
_Kept: TypeAlias = dict[tuple[str, int], Answer]
"""Answers by place and by the number of the time that the day lies in."""


class UnknownPlaceError(LookupError):
    """No place has this identity, or it did not exist on that day."""

    def __init__(self, place_id: str, day: date | None = None) -> None:
        super().__init__(
            f"không có địa bàn «{place_id}» vào ngày {day:%d/%m/%Y};"
            " xem lại mã, hoặc hỏi một ngày khác"
            if day
            else f"không có địa bàn «{place_id}»; viết mã như «p14.2004», cả nước là «vn»"
        )
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
    _above: _Kept[tuple[PlaceVersion, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _lines: _Kept[tuple[PlaceVersion, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _tops: _Kept[str] = field(default_factory=dict, init=False, repr=False, compare=False)

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
        for version in versions:  # a plain loop, for this is asked all the time
            if version.holds_on(day):
                return version
        return None

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
        index = self._era(day)
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

    def _era(self, day: date) -> int:
        """The number of the time that a day lies in, between two changes of the tree."""
        return bisect_right(self._days_of_change, day)

    def _kept(
        self, kept: _Kept[Answer], find: Callable[[str, date], Answer], place_id: str, day: date
    ) -> Answer:
        """What is the same for a place from one change of the tree to the next, found once."""
        key = place_id, self._era(day)
        if key not in kept:
            if len(kept) >= _KEPT:
                kept.clear()
            kept[key] = find(place_id, day)
        return kept[key]

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
        return self._kept(self._above, self._find_above, place_id, day)

    def _find_above(self, place_id: str, day: date) -> tuple[PlaceVersion, ...]:
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
        return self._kept(self._lines, self._find_line, place_id, day)

    def _find_line(self, place_id: str, day: date) -> tuple[PlaceVersion, ...]:
        own = self.nearest_version(place_id, day)
        at = day if own.holds_on(day) else own.valid_from
        above = [v for v in self.ancestors(place_id, at) if v.kind is not PlaceKind.NATION]
        return (own, *above)

    def top(self, place_id: str, day: date) -> str:
        """The province that a place lies in, or the one that this is part of on the day."""
        return self._kept(self._tops, self._find_top, place_id, day)

    def _find_top(self, place_id: str, day: date) -> str:
        above = (v.place_id for v in self.ancestors(place_id, day) if v.place_id != NATION_ID)
        *_, top = place_id, *above
        now = self.became(top, day)
        return now[0].place_id if len(now) == 1 else top

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
