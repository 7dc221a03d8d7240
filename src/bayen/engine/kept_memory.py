"""What kept totals hold in memory: nodes and units, as of the ledger's last entry.

One lock for both: whatever is taken from memory, and the transaction in which the rest is
read, are of one moment.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np

from bayen.engine.arrivals import Arrived
from bayen.engine.node_totals import Changes, NodeTotals
from bayen.engine.past import Past, past_of
from bayen.engine.place_changes import PlaceChanges, Places
from bayen.engine.simple_facts import Marks
from bayen.engine.slots import EMPTY, UNREAD
from bayen.engine.unit_figures import UnitFigures


class Moment:
    """A cursor on one moment of the ledger, opened when something has to be read."""

    def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
        self._database = database
        self._cursor: duckdb.DuckDBPyConnection | None = None

    def begin(self) -> duckdb.DuckDBPyConnection:
        """The cursor; the first call settles which moment it sees."""
        if self._cursor is None:
            self._cursor = self._database.cursor()
            self._cursor.begin()  # transactions begin at once (``kept_file``)
        return self._cursor

    def close(self) -> None:
        if self._cursor is not None:
            self._cursor.close()


@dataclass(frozen=True, slots=True)
class Room:
    """How much memory kept totals may take.

    Attributes:
        nodes, units: bytes of the arrays.
        units_read: how many years of units one question may bring into memory; what asks for
            more is read for that question only.
    """

    nodes: int = 160 * 2**20
    units: int = 96 * 2**20
    units_read: int = 400


class KeptMemory:
    """The arrays of an engine.

    Args:
        nodes, units: the arrays.
        nodes_at: number of a place -> numbers of its nodes.
        is_empty: whether the database has no entries yet.
        most_days: no entry speaks of more days; whoever writes raises it first.
    """

    def __init__(
        self,
        nodes: NodeTotals,
        units: UnitFigures,
        nodes_at: Mapping[int, Sequence[int]],
        *,
        is_empty: bool,
        most_days: int,
    ) -> None:
        self.most_days = most_days
        self.nodes = nodes
        self.units = units
        self.lock = threading.Lock()
        self._nodes_at = nodes_at
        self._past: Past | None = None
        self._forget(is_empty=is_empty)

    def past_of(self, cursor: duckdb.DuckDBPyConnection) -> Past:
        """What is known of the past, read once; for whoever holds the lock.

        Args:
            cursor: that began while the lock was held.
        """
        if self._past is None:
            self._past = past_of(cursor)
        return self._past

    def change(
        self,
        commit: Callable[[], object],
        changes: Changes,
        arrived: tuple[Arrived, Marks],
        *,
        is_new: bool = False,
    ) -> None:
        """Commit what was done to the database, and do the same to the arrays."""
        with self.lock:
            commit()
            try:
                if is_new:
                    self._forget(is_empty=True)
                if self._past is not None:
                    self._past = self._past.with_more(*arrived)
                self.nodes.apply(changes)
                self._drop_units(changes)
            except BaseException:
                self._forget(is_empty=False)
                raise

    def take_in_leaves(
        self, commit: Callable[[], object], places: Places, changes: PlaceChanges
    ) -> None:
        """Commit what was done to the database's places, and do the same to the arrays."""
        with self.lock:
            commit()
            self.nodes.take_in_leaves(len(changes.new))
            moved = [node.number for node in changes.moved]
            self.units.take_in_leaves(places.forest, places.numbers, moved)
            new = {places.numbers[node.place]: (node.number,) for node in changes.new}
            self._nodes_at = {**self._nodes_at, **new}

    def _forget(self, *, is_empty: bool) -> None:
        self._past = None
        self.nodes.slots.fill(EMPTY if is_empty else UNREAD)
        self.units.slots.fill(UNREAD)

    def _drop_units(self, changes: Changes) -> None:
        nodes = [node for place in changes.places for node in self._nodes_at.get(place, ())]
        if nodes and changes.days is not None:
            self.units.drop(np.array(nodes), *changes.days)
