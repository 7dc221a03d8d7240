"""From a judged proposal to a row of the ledger, with its source spelt out."""

from __future__ import annotations

from typing import Any

from bayen.core.ledger import SourceKind
from bayen.records.figures import figure_of
from bayen.records.models import Document, Observation, Proposal, Submission

_AROUND = 160  # characters of the sentence kept on either side of a figure


def observation_row(proposal: Proposal, submission: Submission) -> Observation:
    """An unsaved row; the ledger gives it its number, moment and hash."""
    figure = figure_of(proposal)
    if figure.milli is None or figure.span is None:
        raise ValueError(f"proposal {proposal} is not whole")
    return Observation(
        indicator=figure.indicator,
        place_id=figure.place_id,
        first_day=figure.span.first_day,
        last_day=figure.span.last_day,
        milli=figure.milli,
        bound=figure.bound,
        of_milli=figure.of_milli,
        unit=figure.unit,
        submission_id=submission.number,
        proposal_id=proposal.pk,
        **_source(proposal, submission),
    )


def _source(proposal: Proposal, submission: Submission) -> dict[str, Any]:
    document = submission.document
    if document is None:
        return {
            "source_kind": SourceKind.FIELD.value,
            "document": submission.form_code,
            "locator": proposal.field_code,
            "quote": proposal.written,
        }
    kind = SourceKind.CELL if _is_cell(document, proposal.start) else SourceKind.TEXT
    return {
        "source_kind": kind.value,
        "document": document.digest,
        "locator": proposal.locator,
        "start": proposal.start,
        "end": proposal.end,
        "quote": _quote(document, proposal),
    }


def _is_cell(document: Document, start: int | None) -> bool:
    passage = _passage_at(document, start)
    return passage is not None and passage["kind"] == "cell"


def _quote(document: Document, proposal: Proposal) -> str:
    """The figure with the words of its own passage beside it."""
    passage = _passage_at(document, proposal.start)
    if passage is None or proposal.start is None or proposal.end is None:
        return proposal.written
    begins = max(passage["start"], proposal.start - _AROUND)
    ends = min(passage["end"], proposal.end + _AROUND)
    return document.text[begins:ends].strip()


def _passage_at(document: Document, position: int | None) -> dict[str, Any] | None:
    if position is None:
        return None
    return next((p for p in document.passages if p["start"] <= position < p["end"]), None)
