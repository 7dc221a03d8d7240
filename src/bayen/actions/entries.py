"""From judged proposals to entries of the ledger, with their source spelt out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import compress
from typing import Any, NamedTuple

from bayen.core.ledger import SourceKind
from bayen.records.entry import Entries, Entry, WholeForm
from bayen.records.figures import Figure
from bayen.records.judged import Judged, Sheet
from bayen.records.models import Document, Submission

_AROUND = 160  # characters of the sentence kept on either side of a figure
_FIELD = SourceKind.FIELD.value
_REGISTER = SourceKind.REGISTER.value


class _Source(NamedTuple):
    """As in ``core.ledger.Source``."""

    kind: str
    document: str
    locator: str
    start: int | None
    end: int | None
    quote: str


def entries_of(
    sheet: Sheet, taken: Mapping[int, Figure], submission: Submission
) -> Entries | WholeForm:
    """An entry for each plain figure and each odd one that was taken, in their order.

    Most of the odd turn out plain when looked at: a warning was found, and it was as typed.

    Args:
        taken: the figures of the odd ones that were taken, by position; the others stay out.
    """
    own = sheet.entries
    if isinstance(own, WholeForm):
        return own
    odd = dict(_looked_at(sheet, taken, submission))
    unlike = {position: entry for position, entry in odd.items() if entry != own.row(position)}
    left = sheet.odd.keys() - odd.keys()
    if not unlike and not left:
        return own
    columns = [list(column) for column in own.cut_columns()]
    for position, entry in unlike.items():
        for column, value in zip(columns, entry, strict=True):
            column[position] = value
    stays = [position not in left for position in range(len(own))]
    plain = compress((position not in unlike for position in range(len(own))), stays)
    return Entries.whole([tuple(compress(column, stays)) for column in columns], tuple(plain))


def _looked_at(
    sheet: Sheet, taken: Mapping[int, Figure], submission: Submission
) -> Iterator[tuple[int, Entry]]:
    document = submission.document
    for position, figure in taken.items():
        proposal = sheet.odd[position]
        source = _place_in(document, proposal) if document else _field(proposal, figure, submission)
        yield position, _entry(proposal, figure, source)


def _entry(proposal: Judged, figure: Figure, source: _Source) -> Entry:
    milli, bound, of_milli, unit, indicator, place_id, span = figure
    if milli is None or span is None:
        raise ValueError(f"proposal {proposal.submission_id}.{proposal.number} is not whole")
    return Entry(
        indicator,
        place_id,
        span.first_day,
        span.last_day,
        milli,
        bound,
        of_milli,
        unit,
        *source,
        supersedes_id=None,
        retracts=False,
        reason="",
        submission_id=proposal.submission_id,
        proposal_id=proposal.pk,
    )


def _field(proposal: Judged, figure: Figure, submission: Submission) -> _Source:
    """The field of the form, or the register that it was taken from and that says just that."""
    code, cited = proposal.field_code, proposal.locator
    if cited and (figure.milli, figure.bound) == (proposal.milli, proposal.bound):
        return _Source(_REGISTER, submission.form_code, cited, None, None, proposal.written)
    return _Source(_FIELD, submission.form_code, code, None, None, proposal.written)


def _place_in(document: Document, proposal: Judged) -> _Source:
    passage = _passage_at(document, proposal.start)
    is_cell = passage is not None and passage["kind"] == "cell"
    kind = SourceKind.CELL if is_cell else SourceKind.TEXT
    quote = _quote(document, passage, proposal)
    start, end = proposal.start, proposal.end
    return _Source(kind.value, document.digest, proposal.locator, start, end, quote)


def _quote(document: Document, passage: dict[str, Any] | None, proposal: Judged) -> str:
    """The figure with the words of its own passage beside it."""
    if passage is None or proposal.start is None or proposal.end is None:
        return proposal.written
    begins = max(passage["start"], proposal.start - _AROUND)
    ends = min(passage["end"], proposal.end + _AROUND)
    return document.text[begins:ends].strip()


def _passage_at(document: Document, position: int | None) -> dict[str, Any] | None:
    if position is None:
        return None
    return next((p for p in document.passages if p["start"] <= position < p["end"]), None)
