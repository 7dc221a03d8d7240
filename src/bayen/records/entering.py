"""How entries come into the ledger's table: the fastest way that each database has.

PostgreSQL takes them by COPY, as the very texts that were hashed. SQLite copies what is plain from
the proposals: only numbers and hashes are handed over. The others go by their values.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from itertools import compress
from operator import not_
from typing import Any, NamedTuple

from django.db import IntegrityError, connection
from django.db.backends.utils import CursorWrapper

from bayen.records.chain import OBSERVATION_COLUMNS
from bayen.records.copy_text import canonical_lines
from bayen.records.insertion import insertion_target, prepared, sqlite_statements
from bayen.records.lane import second_lane
from bayen.records.models import Observation
from bayen.records.plain import ALWAYS, FORM_CODE, OF_PROPOSAL

_NAMES = (*OBSERVATION_COLUMNS, "row_hash")
_HASH = 64  # characters
_OF_FORM = "SELECT form_code FROM records_submission AS s WHERE s.number = p.submission_id"


class Portion(NamedTuple):
    """Some entries that are to be written.

    Attributes:
        columns: those of ``OBSERVATION_COLUMNS``.
        plain: which of them are plain figures (``plain``).
        texts, hashes: what is hashed of each, and what comes of it (``chain``).
    """

    columns: Sequence[Sequence[Any]]
    plain: Sequence[bool]
    texts: Sequence[bytes]
    hashes: Sequence[str]


@contextmanager
def entering() -> Iterator[Callable[[Portion], None]]:
    """What takes portions, whose numbers go up by one; all are written when the block is left.

    While the database takes one in the next may be made; but nothing else may be asked of it.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            yield from _copying(cursor)
        else:
            yield from _inserting(cursor)


def _copying(cursor: CursorWrapper) -> Iterator[Callable[[Portion], None]]:
    target, _ = insertion_target(Observation, _NAMES)
    statement = f"COPY {target} FROM STDIN (FORMAT csv, NULL 'null', ESCAPE '\\')"
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        yield lambda portion: copy.write(canonical_lines(portion.texts, portion.hashes))


def _inserting(cursor: CursorWrapper) -> Iterator[Callable[[Portion], None]]:
    with second_lane() as take:

        def enter(portion: Portion) -> None:
            count = sum(portion.plain)
            if count:
                take(partial(_copy_plain, cursor, _handed_over(portion), count))
            if count < len(portion.plain):
                for statement, parts in _odd_ones(portion):
                    take(partial(cursor.executemany, statement, parts))

        yield enter


def _odd_ones(portion: Portion) -> Iterator[tuple[str, list[list[Any]]]]:
    odd = list(map(not_, portion.plain))
    columns = [list(compress(column, odd)) for column in (*portion.columns, portion.hashes)]
    return sqlite_statements(Observation, _NAMES, columns)


# --- SQLite: what is plain, from the proposals -------------------------------------------


def _copy_plain(cursor: CursorWrapper, given: Sequence[Any], count: int) -> None:
    cursor.executemany(_plain_statement(), [given])
    if cursor.rowcount != count:
        raise IntegrityError(f"of {count} proposals {cursor.rowcount} were there to be taken in")


def _handed_over(portion: Portion) -> list[Any]:
    """What ``_plain_statement`` is executed with; where a figure is odd stands no key."""
    column = dict(zip(OBSERVATION_COLUMNS, portion.columns, strict=True))
    keys = column["proposal_id"]
    if not all(portion.plain):
        keys = [key if plain else None for key, plain in zip(keys, portion.plain, strict=True)]
    forms = column[FORM_CODE]
    [moment] = prepared(Observation._meta.get_field("recorded_at"), column["recorded_at"][:1])
    return [
        column["seq"][0],
        json.dumps(keys),
        "".join(portion.hashes).encode(),
        forms[0] if forms.count(forms[0]) == len(forms) else None,
        moment,
        column["recorded_by"][0],
        *ALWAYS.values(),
    ]


@cache
def _plain_statement() -> str:
    """As ``plain_columns``, of the proposals of some keys in this order."""
    quote = connection.ops.quote_name
    values = {name: f"p.{quote(source)}" for name, source in OF_PROPOSAL.items()} | {
        "seq": "?1 + k.key",
        "row_hash": f"CAST(substr(?3, k.key * {_HASH} + 1, {_HASH}) AS TEXT)",
        FORM_CODE: f"coalesce(?4, ({_OF_FORM}))",
        "recorded_at": "?5",
        "recorded_by": "?6",
        **{name: f"?{mark}" for mark, name in enumerate(ALWAYS, 7)},
    }
    target, _ = insertion_target(Observation, _NAMES)
    columns = ", ".join(values[name] for name in _NAMES)
    return (
        f"INSERT INTO {target} SELECT {columns} FROM json_each(?2) AS k"  # noqa: S608 (own names)
        f" CROSS JOIN records_proposal AS p WHERE p.id = k.value"  # in the order of the keys
    )
