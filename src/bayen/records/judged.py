"""Proposals as acceptance reads them: a year's worth at once, without an object each.

Of nearly every figure of a form there is nothing to look at: it was accepted as typed, it is
whole, and nothing was found about it. The database tells which those are, and they are read as
columns. The others are read whole, to be looked at one by one.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, compress
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, Expression, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.db.models.lookups import Exact

from bayen.records.models import Proposal, ProposalState, Submission

_KEYS_AT_ONCE = 500  # databases bound how many parameters a statement takes
_ROWS_AT_ONCE = 500  # few enough to stay in the processor's cache while they are turned


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


class Columns(NamedTuple):
    """Columns of proposals under their names, as far as the ledger holds them of a plain one."""

    pk: Sequence[int]
    field_code: Sequence[str]
    written: Sequence[str]
    milli: Sequence[int | None]
    bound: Sequence[int]
    of_milli: Sequence[int | None]
    unit: Sequence[str]
    indicator: Sequence[str]
    place_id: Sequence[str]
    first_day: Sequence[date | None]
    last_day: Sequence[date | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in one submission, in the order of its figures.

    Attributes:
        columns: of every figure, plain or not.
        odd: those that are not plain, by their position from 0.
    """

    columns: Columns
    odd: dict[int, Judged]


def load_sheets(submissions: Sequence[Submission]) -> Iterator[tuple[Submission, Sheet]]:
    """What stands in each of these submissions, some hundreds at most, locked by the caller.

    Nothing is plain in a document, or in a form that speaks of a place other than its own.
    """
    documents = [s for s in submissions if s.document_id is not None]
    forms = [s for s in submissions if s.document_id is None]
    if documents:
        yield from _documents(documents)
    if forms:
        yield from _forms(forms)


def _documents(submissions: Sequence[Submission]) -> Iterator[tuple[Submission, Sheet]]:
    judged: dict[int, list[Judged]] = {submission.number: [] for submission in submissions}
    for one in map(Judged, *_read(_of(submissions), Judged._fields)):
        judged[one.submission_id].append(one)
    for submission in submissions:
        own = judged[submission.number]
        columns = ([getattr(one, name) for one in own] for name in Columns._fields)
        yield submission, Sheet(Columns(*columns), dict(enumerate(own)))


def _forms(submissions: Sequence[Submission]) -> Iterator[tuple[Submission, Sheet]]:
    names = ("submission_id", _ODDITY, *Columns._fields)
    numbers, oddities, *columns = _read(_of(submissions), names)
    slices = _slices(numbers)
    own = [Columns(*(column[slices[s.number]] for column in columns)) for s in submissions]
    odd = [
        _odd(submission, part, oddities[slices[submission.number]])
        for submission, part in zip(submissions, own, strict=True)
    ]
    keys = [part.pk[at] for part, places in zip(own, odd, strict=True) for at in places]
    judged = {one.pk: one for one in _load_judged(keys)}
    for submission, part, places in zip(submissions, own, odd, strict=True):
        yield submission, Sheet(part, {at: judged[part.pk[at]] for at in places})


def _slices(numbers: Sequence[int]) -> defaultdict[int, slice]:
    """Where the rows of each number stand, of numbers that come in runs."""
    counts = Counter(numbers)
    ends = accumulate(counts.values())
    found = ((n, slice(end - counts[n], end)) for n, end in zip(counts, ends, strict=True))
    return defaultdict(lambda: slice(0), found)


def _odd(submission: Submission, own: Columns, oddities: Sequence[str]) -> Sequence[int]:
    """The positions of the figures that are not plain."""
    if not set(own.place_id) <= {submission.place_id}:
        return range(len(oddities))
    return list(compress(range(len(oddities)), oddities)) if any(oddities) else ()


# --- how it is read ----------------------------------------------------------------------


def _is_text(name: str, text: str) -> Exact:
    """Whether a column of JSON holds this very text."""
    return Exact(Cast(name, TextField()), text)


_IS_PLAIN = (
    Q(state=ProposalState.ACCEPTED, is_repeat=False, locator="")
    & Q(_is_text("findings", "[]"), _is_text("changes", "{}"))
    & Q(milli__isnull=False, last_day__isnull=False)
    & ~Q(indicator="")
)
_ODDITY = Case(When(_IS_PLAIN, then=Value("")), default=Value("odd"), output_field=TextField())

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


def _of(submissions: Sequence[Submission]) -> QuerySet[Proposal]:
    found = Proposal.objects.filter(submission_id__in=[s.number for s in submissions])
    return found.order_by("submission_id", "number")


def _load_judged(keys: Sequence[int]) -> Iterator[Judged]:
    for begin in range(0, len(keys), _KEYS_AT_ONCE):
        found = Proposal.objects.filter(pk__in=keys[begin : begin + _KEYS_AT_ONCE])
        yield from map(Judged, *_read(found, Judged._fields))


def _read(found: QuerySet[Proposal], names: Iterable[str | Expression]) -> list[tuple[Any, ...]]:
    """Columns or expressions of what is found, a tuple of values each."""
    wanted = list(names)
    # PostgreSQL's driver gives days at once, whatever way of writing them the server prefers.
    parsed = _PARSED | (_DAYS if connection.vendor == "sqlite" else {})
    asked = (
        Cast(n, TextField()) if n in parsed else F(n) if isinstance(n, str) else n for n in wanted
    )
    sql, params = found.values_list(*asked).query.sql_with_params()
    columns: list[list[Any]] = [[] for _ in wanted]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            for column, values in zip(columns, zip(*rows, strict=True), strict=True):
                column += values
    return [  # tuples: the garbage collector goes through every list again and again
        _sense(column, parsed[name]) if isinstance(name, str) and name in parsed else tuple(column)
        for name, column in zip(wanted, columns, strict=True)
    ]


def _sense(column: Sequence[Any], parse: Callable[[Any], Any]) -> tuple[Any, ...]:
    known = {held: None if held is None else parse(held) for held in set(column)}
    return tuple(map(known.__getitem__, column))
