"""What the units of an official list were before the day that the list shows.

A list stands for many years but shows one day. Units that had another name, kind or parent
before that day, those that ended before it and those that began only then are told by a table
beside the list, one state that ended a row. What became of a district is not told twice: it
follows from where its communes went.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bayen.catalogue.tables import CatalogueDataError, read_rows
from bayen.core.places import (
    WHOLE,
    ChangeKind,
    PlaceChange,
    PlaceKind,
    PlaceVersion,
)

KINDS = {kind.code: kind for kind in PlaceKind}
"""Kinds of place by their word in data files."""
NOT_YET = "-"
"""Instead of a kind: the unit did not exist."""
_COLUMNS = ("until", "level", "code", "kind", "name", "parent", "resolution")
_ABOVE = {"c": "d", "d": "p"}

Versions = dict[str, list[PlaceVersion]]


@dataclass(frozen=True, slots=True)
class _State:
    """A state that ended; "" where it was as after it."""

    until: date
    level: str
    code: str
    kind: str
    name: str
    parent: str
    basis: str


def put_earlier_states(versions: Versions, rule: Mapping[str, Any]) -> list[PlaceChange]:
    """Put before the versions of a list what its units were earlier.

    Args:
        versions: of each place in order of time; changed in place.
        rule: the entry of the list in lists.toml; ``earlier`` names the table and
            ``earlier_basis`` has room for the resolution of a row.

    Returns:
        What changed on the days on which those states ended.

    Raises:
        CatalogueDataError: the table is damaged or tells of a state out of order.
    """
    path, year = f"places/{rule['earlier']}", rule["year"]
    changes: list[PlaceChange] = []
    ended: set[str] = set()
    moves: dict[tuple[date, str, str], str] = {}
    for state in _read_states(path, rule["earlier_basis"]):
        place_id = f"{state.level}{state.code}.{year}"
        above = f"{_ABOVE[state.level]}{state.parent}.{year}" if state.parent else ""
        known = versions.get(place_id)
        if known is None and state.kind in KINDS:
            ended.add(place_id)
            versions[place_id] = [_ended_version(place_id, state, above, rule)]
            continue
        if known is None or not _is_within(state.until, known[0]):
            raise CatalogueDataError(
                f"tệp «{path}»: ngày {state.until:%d/%m/%Y} của «{place_id}» không nằm trong thời"
                " gian của địa bàn; hãy cài đặt lại chương trình"
            )
        if state.level == "c" and known[0].parent_id is not None:
            moves[state.until, above, known[0].parent_id] = state.basis
        changes += _put_before(known, state, above)
    return [*_transfers(moves, ended), *changes]


def _is_within(day: date, version: PlaceVersion) -> bool:
    """Whether a version can be cut on a day."""
    return version.valid_from < day < (version.valid_until or date.max)


def own_changes(old: PlaceVersion, new: PlaceVersion) -> Iterator[PlaceChange]:
    """Rename and retype of a place that lasts; other spelling of capitals is no change."""
    renamed = old.name.casefold() != new.name.casefold()
    for kind, changed in (
        (ChangeKind.RENAME, renamed),
        (ChangeKind.RETYPE, old.kind is not new.kind),
    ):
        if changed:
            yield PlaceChange(
                new.valid_from, kind, new.place_id, new.place_id, WHOLE, new.legal_basis
            )


def _read_states(path: str, basis: str) -> list[_State]:
    """The states of a table, the last to end first."""
    states = [
        _State(date.fromisoformat(until), level, code, kind, name, parent, basis.format(resolution))
        for until, level, code, kind, name, parent, resolution in read_rows(path, _COLUMNS)
    ]
    return sorted(states, key=lambda state: state.until, reverse=True)


def _ended_version(
    place_id: str, state: _State, above: str, rule: Mapping[str, Any]
) -> PlaceVersion:
    """A unit that the list no longer has."""
    return PlaceVersion(
        place_id,
        state.name,
        KINDS[state.kind],
        state.code,
        above,
        rule["valid_from"],
        state.until,
        str(rule["legal_basis"]),
    )


def _put_before(known: list[PlaceVersion], state: _State, above: str) -> Iterable[PlaceChange]:
    """Cut the first version where a state ended, and say what that changed of the place itself."""
    first = known[0]
    later = replace(first, valid_from=state.until, legal_basis=state.basis)
    if state.kind == NOT_YET:
        known[0] = later
        return ()
    earlier = replace(
        first,
        name=state.name or first.name,
        kind=KINDS[state.kind] if state.kind else first.kind,
        parent_id=above or first.parent_id,
        valid_until=state.until,
    )
    known[:1] = [earlier, later]
    return own_changes(earlier, later)


def _transfers(
    moves: Mapping[tuple[date, str, str], str], ended: Iterable[str]
) -> Iterator[PlaceChange]:
    """What became of districts whose communes went elsewhere, in order of time.

    One that ended went whole into the one that took in all its communes, else in parts of
    unknown size; one that lasted gave a part away.
    """
    gone = set(ended)
    for (day, from_id, to_id), basis in sorted(moves.items()):
        others = any(d == day and f == from_id and t != to_id for d, f, t in moves)
        if from_id not in gone:
            kind, share = ChangeKind.PART_TRANSFER, None
        elif others:
            kind, share = ChangeKind.SPLIT, None
        else:
            kind, share = ChangeKind.MERGE, WHOLE
        yield PlaceChange(day, kind, from_id, to_id, share, basis)
