"""Rows as PostgreSQL's COPY takes them: one line each, written column by column.

https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS, "Text Format".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection, models

_NULL = "\\N"
_EMPTY: tuple[Any, ...] = ([], {})
_ESCAPED = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))  # the backslash first


def copy_text(fields: Sequence[models.Field[Any, Any]], columns: Sequence[Sequence[Any]]) -> bytes:
    """The rows of these columns, of which there is one at least.

    Args:
        fields: what each column holds.
        columns: as long as each other.
    """
    texts = [_texts(field, column) for field, column in zip(fields, columns, strict=True)]
    lines = map("\t".join, zip(*texts, strict=True))
    return ("\n".join(lines) + "\n").encode()


def canonical_lines(texts: Sequence[bytes], hashes: Sequence[str]) -> bytes:
    """Rows for COPY's csv format: what was hashed of each (``chain``), and then the hash.

    JSON's numbers, null and strings are csv's too, with a backslash for escape and the word null
    for nothing; but for characters that JSON writes otherwise than as themselves.
    """
    rows = [_as_themselves(text) if b"\\" in text else text for text in texts]
    ends = "\n".join(hashes).encode().split(b"\n")
    return b"".join([b'%b,"%b"\n' % row for row in zip(rows, ends, strict=True)])


def _as_themselves(text: bytes) -> bytes:
    values = json.loads(b"[%b]" % text)
    return ",".join([_quoted(v) if isinstance(v, str) else json.dumps(v) for v in values]).encode()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _texts(field: models.Field[Any, Any], column: Sequence[Any]) -> Iterable[str]:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, models.JSONField):
        return [_json(target, value) for value in column]
    kinds = set(map(type, column))
    if kinds == {int}:
        return map(str, column)
    known = {value: _text(field.get_db_prep_save(value, connection)) for value in set(column)}
    return map(known.__getitem__, column)


def _json(field: models.JSONField[Any, Any], value: Any) -> str:
    if value in _EMPTY:  # nearly every row
        return "[]" if value == [] else "{}"
    return _NULL if value is None else _text(json.dumps(value, cls=field.encoder))


def _text(value: Any) -> str:
    """One value.

    Raises:
        TypeError: nothing that a column of ours holds.
    """
    if value is None:
        return _NULL
    if isinstance(value, str):
        return _escape(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, int | float):
        return format(value, "d" if isinstance(value, int) else "")
    if isinstance(value, date):  # or a moment
        return value.isoformat()
    raise TypeError(f"no text for COPY: {value!r}")


def _escape(text: str) -> str:
    for raw, escaped in _ESCAPED:
        text = text.replace(raw, escaped)
    return text
