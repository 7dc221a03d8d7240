"""How entries come into the ledger's table: the fastest way that each database has.

PostgreSQL takes them by COPY, as the very texts that were hashed. SQLite copies what is plain from
the proposals: of a form that is plain throughout nothing passes through the program but the text
to be hashed, which SQLite writes of the very row that it puts in; of other plain figures, numbers
and hashes. The others go by their values.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from itertools import accumulate, compress
from operator import not_
from typing import Any, NamedTuple

from django.db import IntegrityError, connection
from django.db.backends.utils import CursorWrapper

from bayen.records.chain import OBSERVATION_COLUMNS, VERSION, hash_of_array, written
from bayen.records.copy_text import canonical_lines
from bayen.records.entry import WholeForm
from bayen.records.insertion import insertion_target, prepared, sqlite_statements
from bayen.records.models import Observation
from bayen.records.plain import ALWAYS, FORM_CODE, OF_PROPOSAL

_NAMES = (*OBSERVATION_COLUMNS, "row_hash")
_HASH = 64  # characters
_FORMS_AT_ONCE = 100  # SQLite keeps a statement's rows aside until it has read them all
_HASHED = "bayen_hashed"
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

    Of PostgreSQL nothing else may be asked until then.
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
    def enter(portion: Portion) -> None:
        count = sum(portion.plain)
        if count:
            _copy_plain(cursor, _handed_over(portion), count)
        if count < len(portion.plain):
            for statement, parts in _odd_ones(portion):
                cursor.executemany(statement, parts)

    yield enter


def _odd_ones(portion: Portion) -> Iterator[tuple[str, list[list[Any]]]]:
    odd = list(map(not_, portion.plain))
    columns = [list(compress(column, odd)) for column in (*portion.columns, portion.hashes)]
    return sqlite_statements(Observation, _NAMES, columns)


# --- SQLite: what is plain, from the proposals -------------------------------------------


def copy_forms(
    forms: Sequence[WholeForm], first_seq: int, moment: datetime, username: str
) -> list[str]:
    """Take in all figures of these forms, numbered on from here; SQLite only.

    Returns:
        Of each figure the hash (``chain``), in order.

    Raises:
        IntegrityError: there are not as many proposals of a form as it has figures.
    """
    hashes: dict[int, str] = {}

    def hash_row(seq: int, text: str) -> str:
        hashes[seq] = found = hash_of_array(text)
        return found

    count = sum(map(len, forms))
    ends = accumulate(map(len, forms), initial=first_seq - 1)
    before = {form.number: end for form, end in zip(forms, ends, strict=False)}
    shared = [*_held([moment]), username, written(moment), *ALWAYS.values()]
    with connection.cursor() as cursor, _function(_HASHED, hash_row):
        parts = [json.dumps(dict(part)) for part in _parts(list(before.items()))]
        cursor.executemany(_form_statement(), [[part, *shared] for part in parts])
        _must_be_all(cursor.rowcount, count)
    return [hashes[seq] for seq in range(first_seq, first_seq + count)]


def _parts(numbered: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    for begin in range(0, len(numbered), _FORMS_AT_ONCE):
        yield numbered[begin : begin + _FORMS_AT_ONCE]


@contextmanager
def _function(name: str, work: Callable[..., Any]) -> Iterator[None]:
    """What SQL of this connection may call while the block lasts."""
    create = connection.connection.create_function
    create(name, 2, work)
    try:
        yield
    finally:
        create(name, 2, None)


@cache
def _form_statement() -> str:
    """As ``_plain_statement``, of all proposals of some forms; what is hashed is written here."""
    own = {"seq": "k.value + p.number", FORM_CODE: "s.form_code"}
    values = _values(own | {"recorded_at": "?2", "recorded_by": "?3"}, first_mark=5)
    said = values | {"recorded_at": "?4", "retracts": f"json('{json.dumps(ALWAYS['retracts'])}')"}
    text = ", ".join(said[name] for name in OBSERVATION_COLUMNS)
    values["row_hash"] = f"{_HASHED}({values['seq']}, json_array('{VERSION}', {text}))"
    source = (
        "json_each(?1) AS k CROSS JOIN records_submission AS s CROSS JOIN records_proposal AS p"
        " WHERE s.number = CAST(k.key AS INTEGER) AND p.submission_id = s.number"
    )
    return _insertion(values, source)


def _copy_plain(cursor: CursorWrapper, given: Sequence[Any], count: int) -> None:
    cursor.executemany(_plain_statement(), [given])
    _must_be_all(cursor.rowcount, count)


def _must_be_all(found: int, count: int) -> None:
    if found != count:
        raise IntegrityError(f"of {count} proposals {found} were there to be taken in")


def _handed_over(portion: Portion) -> list[Any]:
    """What ``_plain_statement`` is executed with; where a figure is odd stands no key."""
    column = dict(zip(OBSERVATION_COLUMNS, portion.columns, strict=True))
    keys = column["proposal_id"]
    if not all(portion.plain):
        keys = [key if plain else None for key, plain in zip(keys, portion.plain, strict=True)]
    forms = column[FORM_CODE]
    return [
        column["seq"][0],
        json.dumps(keys),
        "".join(portion.hashes).encode(),
        forms[0] if forms.count(forms[0]) == len(forms) else None,
        *_held(column["recorded_at"][:1]),
        column["recorded_by"][0],
        *ALWAYS.values(),
    ]


def _held(moments: Sequence[datetime]) -> Sequence[Any]:
    return prepared(Observation._meta.get_field("recorded_at"), moments)


@cache
def _plain_statement() -> str:
    """As ``plain_columns``, of the proposals of some keys in this order."""
    own = {
        "seq": "?1 + k.key",
        "row_hash": f"CAST(substr(?3, k.key * {_HASH} + 1, {_HASH}) AS TEXT)",
        FORM_CODE: f"coalesce(?4, ({_OF_FORM}))",
    }
    values = _values(own | {"recorded_at": "?5", "recorded_by": "?6"}, first_mark=7)
    source = "json_each(?2) AS k CROSS JOIN records_proposal AS p WHERE p.id = k.value"
    return _insertion(values, source)  # in the order of the keys


def _values(own: Mapping[str, str], first_mark: int) -> dict[str, str]:
    """What each column of a plain figure is given, with the marks of ``ALWAYS`` from here on."""
    quote = connection.ops.quote_name
    copied = {name: f"p.{quote(source)}" for name, source in OF_PROPOSAL.items()}
    marks = {name: f"?{mark}" for mark, name in enumerate(ALWAYS, first_mark)}
    return {**copied, **marks, **own}


def _insertion(values: Mapping[str, str], source: str) -> str:
    target, _ = insertion_target(Observation, _NAMES)
    columns = ", ".join(values[name] for name in _NAMES)
    return f"INSERT INTO {target} SELECT {columns} FROM {source}"  # noqa: S608 (own names)
