"""A file of an engine's tables that outlives the process: what it holds, and whether to trust it.

The ledger is the truth and the file only saves the time of reading it again, so a file is
taken as it stands or not at all. It says for which program and reference data it was made
(``made_for``) and, in the same transaction as every entry, up to which seal of the ledger it
has come (``bookmark``): what a power cut leaves behind is whole as of some seal. DuckDB keeps a
checksum of every block.
"""

from __future__ import annotations

import enum
import hashlib
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

import bayen
from bayen.core.indicators import Indicators
from bayen.core.spans import Span
from bayen.engine import (
    arrivals,
    compaction,
    fact_queries,
    facts,
    fresh_totals,
    kept,
    kept_queries,
    place_changes,
    place_tables,
    row_groups,
    simple_facts,
    tables,
    year_columns,
)

_IN_MEMORY = ":memory:"
_MEMORY = "1200MB"  # beyond it, sums in the making wait on disk beside the file
_GROUP_BITS = 16  # sums by so few groups are added up where they stand in a table of all of them

# What the tables are like is what these say; tables of other words are not gone on with.
_MAKERS = (
    arrivals,
    compaction,
    fact_queries,
    facts,
    fresh_totals,
    kept,
    kept_queries,
    place_changes,
    place_tables,
    row_groups,
    simple_facts,
    tables,
    year_columns,
)

_SCHEMA = """
create table made_for (digest varchar);
create table bookmark (seal bigint, seq bigint, hash varchar, entries bigint);
insert into bookmark values (0, 0, '', 0)
"""

_EMPTY = "update bookmark set seal = 0, seq = 0, hash = '', entries = 0"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far into a ledger tables have come.

    Attributes:
        seal: number of the last seal that is in; 0 where the tables are empty.
        seq: the highest number of an entry.
        hash: of that seal, which names the whole ledger up to it.
    """

    seal: int = 0
    seq: int = 0
    hash: str = ""


class Unusable(enum.Enum):
    """Why a file is not taken."""

    DAMAGED = enum.auto()  # it cannot be opened or read
    OTHERWISE_MADE = enum.auto()  # by another program, or for other indicators, months
    OTHER_PLACES = enum.auto()  # for places that differ in more than villages that came or ended
    INCOMPLETE = enum.auto()  # it holds more or fewer entries than its bookmark says


class UnusableFileError(Exception):
    """A file that was to be opened again has to be made anew.

    Attributes:
        why: in a word; the message has details for whoever looks for a fault.
    """

    def __init__(self, why: Unusable, detail: str = "") -> None:
        super().__init__(f"{why.name}: {detail}")
        self.why = why


def digest_of(indicators: Indicators, months: Sequence[Span]) -> str:
    """Of all that tables are made with but the places: statements, indicators, months."""
    parts = (
        bayen.__version__,
        duckdb.__version__,
        *map(inspect.getsource, _MAKERS),
        _SCHEMA,
        sorted((code, indicator.kind.name) for code, indicator in indicators.items()),
        [(month.first_day, month.last_day) for month in months],
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


# --- files ---------------------------------------------------------------------------------------


def new_file(path: Path | None) -> duckdb.DuckDBPyConnection:
    """An empty database in this place; None is in memory."""
    if path is None:
        return _set_up(duckdb.connect(_IN_MEMORY))
    for old in (path, path.with_name(f"{path.name}.wal")):
        old.unlink(missing_ok=True)
    return connected(path)


def connected(path: Path) -> duckdb.DuckDBPyConnection:
    """The database in a file, whatever it is; one that is open already is shared."""
    database = duckdb.connect(str(path))
    database.execute("set memory_limit = $limit", {"limit": _MEMORY})
    return _set_up(database)


def connected_to_nothing() -> duckdb.DuckDBPyConnection:
    """One that is closed, in place of a file's that is about to be opened again."""
    database = duckdb.connect(_IN_MEMORY)
    database.close()
    return database


def opened_again(
    path: Path, digest: str, take_in: Callable[[duckdb.DuckDBPyConnection], object]
) -> duckdb.DuckDBPyConnection:
    """The database of a file that was made for this, whole.

    Args:
        path: of the file.
        digest: what it has to be made for.
        take_in: brings its places to those of today; raises PlacesDifferError.

    Raises:
        UnusableFileError: it is another's, or not whole.
    """
    try:
        database = connected(path)
        try:
            _check(database, digest)
            take_in(database)
        except BaseException:
            database.close()
            raise
    except duckdb.Error as error:
        raise UnusableFileError(Unusable.DAMAGED, str(error)) from error
    except place_changes.PlacesDifferError as error:
        raise UnusableFileError(Unusable.OTHER_PLACES, str(error)) from error
    return database


def is_damage(error: Exception) -> bool:
    """Whether an error speaks of the file, and not of what was asked.

    DuckDB has no class of its own for a block whose checksum is wrong, and calls it a
    transaction's fault when the disk is full; of others it has none, with one writer.
    """
    of_files = (
        duckdb.IOException,
        duckdb.FatalException,
        duckdb.InternalException,
        duckdb.TransactionException,
    )
    return isinstance(error, of_files) or type(error) is duckdb.Error


def _set_up(database: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """For all cursors: a transaction sees what was there when it began, not when first asked."""
    database.execute("set global immediate_transaction_mode = true")
    database.execute(f"set global perfect_ht_threshold = {_GROUP_BITS}")
    return database


def _check(database: duckdb.DuckDBPyConnection, digest: str) -> None:
    names = database.execute("select table_name from duckdb_tables()").fetchall()
    if not {("made_for",), ("bookmark",)} <= set(names):
        raise UnusableFileError(Unusable.OTHERWISE_MADE, "no bookmark")
    if database.execute("select digest from made_for").fetchall() != [(digest,)]:
        raise UnusableFileError(Unusable.OTHERWISE_MADE, "another digest")
    said = database.execute("select entries, seq from bookmark").fetchall()
    found = database.execute("select count(*), coalesce(max(seq), 0) from stored").fetchall()
    if found != said:
        raise UnusableFileError(Unusable.INCOMPLETE, f"entries and last number: {found}, {said}")


# --- what a file says of itself ------------------------------------------------------------------


def store_marks(cursor: duckdb.DuckDBPyConnection, digest: str) -> None:
    """Say what the tables are made for, and that nothing is in yet."""
    cursor.execute(_SCHEMA)
    cursor.execute("insert into made_for values ($digest)", {"digest": digest})


def move_bookmark(cursor: duckdb.DuckDBPyConnection, to: Bookmark, entries: int) -> None:
    """Say how far the tables have come, by so many entries more, once the transaction commits."""
    cursor.execute(
        """
        update bookmark
        set seal = $seal, seq = $seq, hash = $hash, entries = entries + $entries
        """,
        {"seal": to.seal, "seq": to.seq, "hash": to.hash, "entries": entries},
    )


def forget_bookmark(cursor: duckdb.DuckDBPyConnection) -> None:
    """Say that nothing is in."""
    cursor.execute(_EMPTY)


def read_bookmark(cursor: duckdb.DuckDBPyConnection) -> Bookmark:
    [(seal, seq, chain)] = cursor.execute("select seal, seq, hash from bookmark").fetchall()
    return Bookmark(seal, seq, chain)
