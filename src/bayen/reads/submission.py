"""One submission for people: its text, its figures, what may be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from bayen.access.door import Standing, access_submission, standing
from bayen.access.permissions import Permission
from bayen.core.findings import Finding
from bayen.core.quantities import Quantity
from bayen.core.spans import Span
from bayen.intake import Passage
from bayen.reads.own_words import LayoutRow, layouts_read_with
from bayen.reads.passed_findings import PassedFinding, Waivers
from bayen.reads.submissions import SubmissionRow, submission_row
from bayen.records.figures import figure_of, find_obstacle, key_of
from bayen.records.mapping import decimal_from_milli, findings_from
from bayen.records.models import (
    Account,
    Document,
    PhraseState,
    Proposal,
    ProposalState,
    Submission,
    SubmissionKind,
    SubmissionStatus,
)


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """The document as it was read; figures count characters of ``text``."""

    digest: str
    name: str
    media: str
    title: str
    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another indicator (its code) or place (its identity) that the words may mean."""

    about: str
    code: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A figure as it stands now, with a person's changes in it.

    Attributes:
        submission, number: its address.
        start, end, locator: where in the document; None and "" in forms.
        field_code: where in the form; "" in documents.
        written: the characters, or what was typed.
        quantity: None when that is no number.
        of: the denominator of "4/8".
        indicator, place_id: "" while unknown.
        span: None while unknown.
        state: a ``ProposalState`` value.
        is_changed: whether a person set something right.
        obstacle: why it cannot enter the ledger as it stands; None when it can.
        decided_by, decided_at: who judged it, by display name, and when; "" and None before.
        phrase: the words by which it stands; "" when none may be kept.
        suggested: the phrase that its correction gave to the place's lexicon; "" when none.
        reasons: why it was read so, a line each.
        alternatives: other readings, best first.
        findings: what stands; ``passed`` what somebody let pass.
        key: what names the figure for good in the conversation over it.
        seq: the entry of the ledger it became; None before acceptance.
    """

    submission: int
    number: int
    start: int | None
    end: int | None
    locator: str
    field_code: str
    written: str
    quantity: Quantity | None
    of: Decimal | None
    unit: str
    indicator: str
    place_id: str
    place_text: str
    span: Span | None
    is_repeat: bool
    confidence: float
    state: str
    is_changed: bool
    obstacle: str | None
    decided_by: str
    decided_at: datetime | None
    phrase: str
    suggested: str
    reasons: tuple[str, ...]
    alternatives: tuple[OtherReading, ...]
    findings: tuple[Finding, ...]
    passed: tuple[PassedFinding, ...]
    key: str
    seq: int | None


@dataclass(frozen=True, slots=True)
class SubmissionDetail:
    """One submission and what the account may do with it now.

    Attributes:
        row: as in the list.
        form_code: of a form; "" for a document.
        document: None for a form.
        figures: in the order of the text or form.
        findings: what concerns the whole.
        created_by, accepted_by: display names; "" when not accepted.
        seal: number of the seal; None when not accepted.
        layouts: kept layouts that its tables were read with.
    """

    row: SubmissionRow
    form_code: str
    form_version: int
    document: DocumentReading | None
    figures: tuple[FigureReading, ...]
    findings: tuple[Finding, ...]
    created_by: str
    accepted_by: str
    accepted_at: datetime | None
    seal: int | None
    layouts: tuple[LayoutRow, ...]
    may_decide: bool
    may_send: bool
    may_accept: bool
    may_return: bool


def submission_detail(account: Account, number: int) -> SubmissionDetail:
    """One submission with everything on its page.

    Raises:
        AccessDenied: there is none, or it is not the account's.
    """
    submission = access_submission(account, number)
    proposals = list(
        submission.proposals.select_related("decided_by")
        .prefetch_related("observations", "phrases")
        .order_by("number")
    )
    waivers = Waivers.of(submission)
    figures = tuple(figure_reading(proposal, waivers) for proposal in proposals)
    waiting = sum(p.state == "pending" and not p.is_repeat for p in proposals)
    accepted_by = submission.accepted_by
    seal = getattr(submission, "seal", None)
    return SubmissionDetail(
        row=submission_row(submission, len(proposals), waiting),
        form_code=submission.form_code,
        form_version=submission.form_version,
        document=_document(submission.document),
        figures=figures,
        findings=findings_from(_standing(submission.findings)),
        created_by=submission.created_by.display_name,
        accepted_by=accepted_by.display_name if accepted_by else "",
        accepted_at=submission.accepted_at,
        seal=seal.number if seal else None,
        layouts=layouts_read_with(account, submission),
        **_deeds(standing(account), submission),
    )


def figure_detail(account: Account, number: int, figure: int) -> FigureReading:
    """One figure of a submission; raises as ``submission_detail`` and for a number it lacks."""
    detail = submission_detail(account, number)
    found = [one for one in detail.figures if one.number == figure]
    if not found:
        access_submission(account, 0)
    return found[0]


def _deeds(held: Standing, submission: Submission) -> dict[str, bool]:
    place_id, day, status = submission.place_id, submission.last_day, submission.status
    accepts = held.may_accept(place_id, day)
    is_open = status in {SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}
    is_sent = status == SubmissionStatus.SENT
    is_unsent_form = submission.kind == SubmissionKind.FORM and status == SubmissionStatus.DRAFT
    return {
        "may_decide": held.may(Permission.DECIDE, place_id, day)
        and (is_open or (is_sent and accepts)),
        "may_send": is_open and held.may(Permission.SUBMIT, place_id, day),
        "may_accept": accepts
        and not is_unsent_form
        and status in {SubmissionStatus.DRAFT, SubmissionStatus.SENT},
        "may_return": accepts and is_sent,
    }


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The ranges of a stored document's text, as the reader made them."""
    return tuple(Passage(**passage) for passage in document.passages)


def _document(document: Document | None) -> DocumentReading | None:
    if document is None:
        return None
    return DocumentReading(
        document.digest,
        document.name,
        document.media,
        document.title,
        document.text,
        passages_of(document),
    )


def _suggested(proposal: Proposal) -> str:
    """What its correction gave its own place's lexicon and is not withdrawn."""
    if proposal.state != ProposalState.CORRECTED:
        return ""
    kept = (p for p in proposal.phrases.all() if p.state != PhraseState.WITHDRAWN)
    return next((phrase.words for phrase in kept), "")


def _standing(findings: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What nobody let pass."""
    return (finding for finding in findings if not finding.get("waived"))


def figure_reading(proposal: Proposal, waivers: Waivers) -> FigureReading:
    """A stored proposal as it stands now."""
    figure = figure_of(proposal)
    decided_by = proposal.decided_by
    entries = sorted(entry.seq for entry in proposal.observations.all())
    return FigureReading(
        submission=proposal.submission_id,
        number=proposal.number,
        start=proposal.start,
        end=proposal.end,
        locator=proposal.locator,
        field_code=proposal.field_code,
        written=proposal.written,
        quantity=figure.quantity,
        of=None if figure.of_milli is None else decimal_from_milli(figure.of_milli),
        unit=figure.unit,
        indicator=figure.indicator,
        place_id=figure.place_id,
        place_text=proposal.place_text,
        span=figure.span,
        is_repeat=proposal.is_repeat,
        confidence=proposal.confidence,
        state=proposal.state,
        is_changed=bool(proposal.changes),
        obstacle=find_obstacle(proposal),
        decided_by=decided_by.display_name if decided_by else "",
        decided_at=proposal.decided_at,
        phrase=proposal.phrase,
        suggested=_suggested(proposal),
        reasons=tuple(text for _, text in proposal.reasons),
        alternatives=tuple(OtherReading(**other) for other in proposal.alternatives),
        findings=findings_from(_standing(proposal.findings)),
        passed=waivers.passed(key_of(proposal), proposal.findings),
        key=key_of(proposal),
        seq=entries[0] if entries else None,
    )
