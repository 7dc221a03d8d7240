"""Which places an officer's place reaches, and on which days: pure, over the atlas.

A place reaches itself, every place below it for as long as that stood below, and the places
that wholly became it with what stood below those: the officer of Sơn La reads what its
former districts sent. A place of which only a part came over stays closed, since its figures
are a neighbour's as well; so does a neighbour's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bayen.core.atlas import Atlas
from bayen.core.places import NATION_ID, WHOLE, PlaceVersion


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``begins`` until before ``until``; None is open on that side."""

    begins: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (
            self.until is None or day < self.until
        )

    def meet(self, other: Days) -> Days | None:
        """The days in both; None when there are none."""
        begins = max((d for d in (self.begins, other.begins) if d), default=None)
        until = min((d for d in (self.until, other.until) if d), default=None)
        return None if begins and until and begins >= until else Days(begins, until)


ALWAYS = Days()


@dataclass(frozen=True, slots=True)
class Territory:
    """The places that are reached, each with its days.

    Attributes:
        is_whole_nation: everything, groups of places included.
        stays: place to the days on which it was reached.
    """

    is_whole_nation: bool
    stays: Mapping[str, tuple[Days, ...]]

    def reaches(self, place_id: str, day: date) -> bool:
        return self.is_whole_nation or any(d.holds(day) for d in self.stays.get(place_id, ()))


NOWHERE = Territory(False, {})


@dataclass(frozen=True, eq=False)
class Territories:
    """Answers for every place of one atlas."""

    atlas: Atlas

    def find(self, place_id: str) -> Territory:
        """What a place reaches; of an unknown place, nothing."""
        if place_id == NATION_ID:
            return Territory(True, {})
        if place_id not in self.atlas:
            return NOWHERE
        stays: dict[str, list[Days]] = {}
        for root in (place_id, *self._wholly_became(place_id)):
            for reached, days in self._below(root, ALWAYS):
                stays.setdefault(reached, []).append(days)
        for group in self.atlas.groups:
            if group.members and all(m.place_id in stays for m in group.members):
                stays.setdefault(group.group_id, []).append(ALWAYS)
        return Territory(False, {place: tuple(days) for place, days in stays.items()})

    def _wholly_became(self, place_id: str) -> Iterator[str]:
        """Places, of any time before, all of which is in this place now."""
        for former_id in self._came_whole.get(place_id, ()):
            yield former_id
            yield from self._wholly_became(former_id)

    def _below(self, place_id: str, days: Days) -> Iterator[tuple[str, Days]]:
        """A place and all below it, on those of the days on which the whole chain stood."""
        yield place_id, days
        for version in self._children_ever.get(place_id, ()):
            common = days.meet(Days(version.valid_from, version.valid_until))
            if common is not None:
                yield from self._below(version.place_id, common)

    @cached_property
    def _children_ever(self) -> Mapping[str, list[PlaceVersion]]:
        found: dict[str, list[PlaceVersion]] = {}
        for version in self.atlas.versions:
            if version.parent_id is not None:
                found.setdefault(version.parent_id, []).append(version)
        return found

    @cached_property
    def _came_whole(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for change in self.atlas.changes:
            if change.to_id and change.to_id != change.from_id and change.share == WHOLE:
                found.setdefault(change.to_id, []).append(change.from_id)
        return found
