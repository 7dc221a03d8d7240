"""Proposals as acceptance reads them: a year's worth at once, without an object each.

Of nearly every figure of a form there is nothing to look at: it was accepted as typed, it is
whole, and nothing was found about it that could hold it up. The database tells which those are,
and they are read as columns. The others are read whole, to be looked at one by one.
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
from django.db.models import (
    Case,
    Count,
    Expression,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.db.models.lookups import Contains, Exact

from bayen.core.findings import Severity
from bayen.records.entry import Entries, Entry, WholeForm
from bayen.records.models import Proposal, ProposalState, Submission
from bayen.records.plain import OF_PROPOSAL, plain_columns

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in one submission, in the order of its figures.

    Attributes:
        entries: of every figure, as if it were plain. SQLite, which copies what is plain, has
            forms that are plain throughout as a whole.
        odd: those that are not plain, by their position from 0.
    """

    entries: Entries | WholeForm
    odd: dict[int, Judged]


def load_sheets(submissions: Sequence[Submission]) -> Iterator[tuple[Submission, Sheet]]:
    """What stands in each of these submissions, some hundreds at most, locked by the caller.

    Nothing is plain in a document, or in a form that speaks of a place other than its own.
    """
    documents = [s for s in submissions if s.document_id is not None]
    forms = [s for s in submissions if s.document_id is None]
    if documents:
        yield from _documents(documents)
    whole = _whole_forms(forms) if connection.vendor == "sqlite" else {}
    yield from ((s, Sheet(whole[s.number], {})) for s in forms if s.number in whole)
    if mixed := [form for form in forms if form.number not in whole]:
        yield from _forms(mixed)


def _documents(submissions: Sequence[Submission]) -> Iterator[tuple[Submission, Sheet]]:
    judged: dict[int, list[Judged]] = {submission.number: [] for submission in submissions}
    for one in map(Judged, *_read(_of(submissions), Judged._fields)):
        judged[one.submission_id].append(one)
    width = len(Entry._fields)
    for submission in submissions:
        own = judged[submission.number]
        blank = Entries.whole([(None,) * len(own)] * width, (False,) * len(own))
        yield submission, Sheet(blank, dict(enumerate(own)))


def _whole_forms(submissions: Sequence[Submission]) -> dict[int, WholeForm]:
    """Those of which every figure is plain, by number; their figures stay where they are."""
    runs = _of(submissions).order_by("submission_id").values_list("submission_id")
    found = runs.annotate(
        count=Count("pk"),
        first=Min("number"),
        last=Max("number"),
        oddity=Max(_ODDITY),
        place=Min("place_id"),
        other_place=Max("place_id"),
    )
    plain = {
        number: (count, place)
        for number, count, first, last, oddity, place, other_place in found
        if not oddity and (first, last) == (1, count) and place == other_place
    }
    return {
        s.number: WholeForm(s.number, plain[s.number][0])
        for s in submissions
        if s.number in plain and plain[s.number][1] == s.place_id
    }


def _forms(submissions: Sequence[Submission]) -> Iterator[tuple[Submission, Sheet]]:
    """All of them share their columns; each is shown its own rows."""
    oddities, *columns = _read(_of(submissions), (_ODDITY, *OF_PROPOSAL.values()))
    read = dict(zip(OF_PROPOSAL.values(), columns, strict=True))
    codes = {submission.number: submission.form_code for submission in submissions}
    forms = tuple(map(codes.__getitem__, read["submission_id"]))
    shared = Entries.whole(plain_columns(read, forms), (True,) * len(forms))
    rows = _rows(read["submission_id"])
    own = [(s, Entries(shared.columns, shared.plain, rows[s.number])) for s in submissions]
    odd = [_odd(s, e.cut(read["place_id"]), e.cut(oddities)) for s, e in own]
    pairs = zip(own, odd, strict=True)
    keys = [read["id"][e.rows.start + at] for (_, e), positions in pairs for at in positions]
    judged = _judged_in_order(keys)
    for (submission, entries), positions in zip(own, odd, strict=True):
        yield submission, Sheet(entries, {at: next(judged) for at in positions})


def _rows(numbers: Sequence[int]) -> defaultdict[int, range]:
    """Where the rows of each number stand, of numbers that come in runs."""
    counts = Counter(numbers)
    ends = accumulate(counts.values())
    found = ((n, range(end - counts[n], end)) for n, end in zip(counts, ends, strict=True))
    return defaultdict(lambda: range(0), found)


def _odd(submission: Submission, places: Sequence[str], oddities: Sequence[str]) -> Sequence[int]:
    """The positions of the figures that are not plain."""
    if not set(places) <= {submission.place_id}:
        return range(len(oddities))
    return list(compress(range(len(oddities)), oddities)) if any(oddities) else ()


# --- how it is read ----------------------------------------------------------------------


def _is_text(name: str, text: str) -> Exact:
    """Whether a column of JSON holds this very text."""
    return Exact(Cast(name, TextField()), text)


def _is_said(name: str, word: str) -> Contains:
    """Whether a word stands anywhere in a column of JSON."""
    return Contains(Cast(name, TextField()), f'"{word}"')


_IS_PLAIN = (
    Q(state=ProposalState.ACCEPTED, is_repeat=False, locator="")
    & Q(_is_text("changes", "{}"))
    & (Q(_is_text("findings", "[]")) | ~Q(_is_said("findings", Severity.BLOCK)))
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


def _judged_in_order(keys: Sequence[int]) -> Iterator[Judged]:
    """The proposals of these keys, in the order of the keys."""
    for begin in range(0, len(keys), _KEYS_AT_ONCE):
        part = keys[begin : begin + _KEYS_AT_ONCE]
        found = Proposal.objects.filter(pk__in=part)
        judged = {one.pk: one for one in map(Judged, *_read(found, Judged._fields))}
        yield from map(judged.__getitem__, part)


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
