"""Proposals as acceptance reads them: a year's worth at once, without an object each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, TextField
from django.db.models.functions import Cast

from bayen.records.models import Proposal

_ROWS_AT_ONCE = 2_000


class Judged(NamedTuple):
    """A proposal's columns under their names, as far as they matter once it is judged.

    What stands in ``cell``, ``findings`` and ``changes`` is shared between rows: look, but do
    not touch.
    """

    pk: int
    submission_id: int
    number: int
    field_code: str
    start: int | None
    end: int | None
    locator: str
    written: str
    cell: dict[str, Any]
    milli: int | None
    bound: int
    of_milli: int | None
    unit: str
    indicator: str
    place_id: str
    first_day: date | None
    last_day: date | None
    is_repeat: bool
    findings: list[dict[str, Any]]
    changes: dict[str, Any]
    state: str


# Asked for as the text that the database holds, and made sense of here: most columns hold the
# same few texts throughout, and each is then made sense of once.
_PARSED: dict[str, Callable[[str], Any]] = {
    "cell": json.loads,
    "findings": json.loads,
    "changes": json.loads,
    "is_repeat": {"0": False, "1": True, "false": False, "true": True}.__getitem__,
}
_DAYS: dict[str, Callable[[str], Any]] = {
    "first_day": date.fromisoformat,
    "last_day": date.fromisoformat,
}


def load_judged(numbers: Sequence[int]) -> Iterator[Judged]:
    """The proposals of the submissions with these numbers, by submission and number."""
    # PostgreSQL's driver gives days at once, whatever way of writing them the server prefers.
    parsed = _PARSED | (_DAYS if connection.vendor == "sqlite" else {})
    found = Proposal.objects.filter(submission_id__in=numbers).order_by("submission_id", "number")
    wanted = (Cast(name, TextField()) if name in parsed else F(name) for name in Judged._fields)
    rows = found.values_list(*wanted).iterator(chunk_size=_ROWS_AT_ONCE)
    columns = [
        _sense(column, parsed[name]) if name in parsed else column
        for name, column in zip(Judged._fields, zip(*rows, strict=True), strict=False)
    ]
    return map(Judged, *columns) if columns else iter(())


def _sense(column: Sequence[Any], parse: Callable[[Any], Any]) -> Iterator[Any]:
    known = {held: None if held is None else parse(held) for held in set(column)}
    return map(known.__getitem__, column)
