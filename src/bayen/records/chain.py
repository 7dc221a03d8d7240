"""The hash chain: what is hashed, and in which writing.

Every observation carries the SHA-256 of its own canonical text; every seal hashes those of
its observations, what was accepted, and the seal before. Changing anything accepted, behind
the program's back, leaves a hash that no longer fits. The writing is a JSON array of fixed
order; changing it would break every chain there is, so a new one must get a new version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import repeat
from typing import Any

from bayen.records.models import Document, Observation, Seal, Submission

VERSION = "bayen-1"
GENESIS = "0" * 64

# Columns of an observation in the order of its canonical text.
OBSERVATION_COLUMNS = (
    "seq",
    "indicator",
    "place_id",
    "first_day",
    "last_day",
    "milli",
    "bound",
    "of_milli",
    "unit",
    "source_kind",
    "document",
    "locator",
    "start",
    "end",
    "quote",
    "recorded_at",
    "recorded_by",
    "supersedes_id",
    "retracts",
    "reason",
    "submission_id",
    "proposal_id",
)


def observation_hash(row: Observation) -> str:
    return canonical_hash([getattr(row, column) for column in OBSERVATION_COLUMNS])


def observation_hashes(columns: Sequence[Sequence[Any]]) -> list[str]:
    """``canonical_hash`` of each row of which these are the ``OBSERVATION_COLUMNS``."""
    return hashes_of(observation_texts(columns))


def observation_texts(columns: Sequence[Sequence[Any]]) -> list[bytes]:
    """What is hashed of each row: its values in JSON, with commas; version and brackets go around.

    What a column says again and again, a day, a unit, a place, is written once.
    """
    if not columns[0]:
        return []
    return list(map(b",".join, zip(*_pieces(columns), strict=False)))  # some never end


def hashes_of(texts: Iterable[bytes]) -> list[str]:
    return [hashlib.sha256(_AROUND % text).hexdigest() for text in texts]


def hash_of_array(text: str) -> str:
    """``canonical_hash`` of what stands in a JSON array that begins with the version.

    Databases write no spaces and escape what JSON must: the canonical writing, but for how
    they spell an escape.
    """
    if "\\" in text:
        return _digest(_encode(json.loads(text)))
    return hashlib.sha256(text.encode()).hexdigest()


def _pieces(columns: Sequence[Sequence[Any]]) -> Iterator[Iterable[bytes]]:
    """The texts of the columns; neighbours that say one thing throughout are run together."""
    alike: list[bytes] = []
    for column in columns:
        known = _known(column)
        if known is not None and len(known) == 1:
            alike += known.values()
            continue
        if alike:
            yield repeat(b",".join(alike))
            alike = []
        yield map(_text, column) if known is None else map(known.__getitem__, column)
    if alike:
        yield [b",".join(alike)] * len(columns[0])


def _known(column: Sequence[Any]) -> dict[Any, bytes] | None:
    """Each value of a column in JSON; None where equal ones may be written differently: 1, True."""
    values = set(column)
    kinds = set(map(type, values)) - {type(None)}
    if kinds <= _UNMISTAKABLE:
        return {value: _text(value) for value in values}
    kinds = set(map(type, column))  # of 1 and True the set has kept only one
    if kinds == {int}:
        return dict(zip(values, map(b"%d".__mod__, values), strict=True))
    if kinds - {type(None)} in ({int}, {bool}):
        return {value: _text(value) for value in values}
    return None


def _text(value: Any) -> bytes:
    return _bytes(_encode(written(value)))


def submission_hash(submission: Submission, document: Document | None) -> str:
    """Over what was accepted: whose it is, its period, and the text that it was read from."""
    return canonical_hash(
        [
            submission.number,
            submission.kind,
            submission.title,
            submission.place_id,
            submission.period_key,
            submission.first_day,
            submission.last_day,
            submission.form_code,
            submission.form_version,
            submission.is_illustrative,
            submission.accepted_at,
            submission.accepted_by_id,
            document and document.digest,
            document and canonical_hash([document.text]),
        ]
    )


def seal_hash(seal: Seal, row_hashes: Sequence[str]) -> str:
    own = [
        VERSION,
        seal.number,
        seal.submission_id,
        seal.first_seq,
        seal.last_seq,
        seal.submission_hash,
        seal.previous_hash,
        seal.sealed_at,
        seal.sealed_by,
    ]
    if not _bytes("".join(row_hashes)).isalnum():  # none, or not what we wrote: as any other text
        return _digest(_encode([*map(written, own), *row_hashes]))
    opening = _encode(list(map(written, own)))[:-1]
    quoted = '","'.join(row_hashes)
    return _digest(f'{opening},"{quoted}"]')


def canonical_hash(values: Sequence[Any]) -> str:
    """SHA-256 in hex of values written as one JSON array, the version first."""
    return _digest(_encode([VERSION, *map(written, values)]))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_AROUND = f"[{_encode(VERSION)},%b]".encode()
_UNMISTAKABLE = {str, date, datetime}  # equal to nothing of another kind


def _digest(text: str) -> str:
    return hashlib.sha256(_bytes(text)).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def written(value: Any) -> Any:
    """A column's value as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value
