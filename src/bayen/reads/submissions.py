"""Submissions for people: the list, and one of them with its text and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet

from bayen.access.door import Standing, access_submission, standing, visible_submissions
from bayen.access.permissions import Permission
from bayen.catalogue.places import load_atlas
from bayen.core.collation import fold
from bayen.core.findings import Finding
from bayen.core.periods import Span
from bayen.core.quantities import Quantity
from bayen.intake import Passage
from bayen.reads.own_words import LayoutRow, layouts_read_with
from bayen.reads.passed_findings import PassedFinding, Waivers
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

PAGE_SIZE = 50


# --- the list ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SubmissionFilters:
    """What to list; "" and None leave it open.

    Attributes:
        status: a ``SubmissionStatus`` value.
        place_id, period_key, kind: exactly these.
        words: letters of the title or the place's name, diacritics or not, or the number.
    """

    status: str = ""
    place_id: str = ""
    period_key: str = ""
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One line of the list.

    Attributes:
        figures: how many it holds.
        waiting: how many of them nobody has judged, repeats aside.
        returned: how many single figures came back and wait for the sender.
    """

    number: int
    kind: str
    kind_label: str
    title: str
    place_id: str
    place_label: str
    period_key: str
    first_day: date | None
    last_day: date
    status: str
    status_label: str
    sent_at: datetime | None
    created_at: datetime
    note: str
    is_illustrative: bool
    figures: int
    waiting: int
    returned: int


@dataclass(frozen=True, slots=True)
class SubmissionsPage:
    """Some lines of the list, newest first.

    Attributes:
        rows: of this page.
        page, pages: from 1.
        total: how many there are on all pages.
    """

    rows: tuple[SubmissionRow, ...]
    page: int
    pages: int
    total: int


def submissions_page(
    account: Account, filters: SubmissionFilters | None = None, page: int = 1
) -> SubmissionsPage:
    """The submissions that the account may see; a page beyond the last is the last."""
    found = _filtered(visible_submissions(account), filters or SubmissionFilters())
    paginator = Paginator(found.order_by("-number"), PAGE_SIZE)
    shown = paginator.get_page(page)
    numbers = [submission.number for submission in shown]
    return SubmissionsPage(
        list_rows(Submission.objects.filter(number__in=numbers)),
        shown.number,
        paginator.num_pages,
        paginator.count,
    )


def list_rows(submissions: QuerySet[Submission]) -> tuple[SubmissionRow, ...]:
    """The lines of these submissions, newest first, in one query."""
    counted = submissions.annotate(
        figures=Count("proposals"),
        waiting=Count(
            "proposals", filter=Q(proposals__state="pending", proposals__is_repeat=False)
        ),
    )
    return tuple(_row(s, s.figures, s.waiting) for s in counted.order_by("-number"))


def _row(submission: Submission, figures: int, waiting: int) -> SubmissionRow:
    return SubmissionRow(
        number=submission.number,
        kind=submission.kind,
        kind_label=SubmissionKind(submission.kind).label,
        title=submission.title,
        place_id=submission.place_id,
        place_label=load_atlas().label_vi(submission.place_id, submission.last_day),
        period_key=submission.period_key,
        first_day=submission.first_day,
        last_day=submission.last_day,
        status=submission.status,
        status_label=SubmissionStatus(submission.status).label,
        sent_at=submission.sent_at,
        created_at=submission.created_at,
        note=submission.note,
        is_illustrative=submission.is_illustrative,
        figures=figures,
        waiting=waiting,
        returned=len(submission.open_figures) if submission.status == "returned" else 0,
    )


def _filtered(
    submissions: QuerySet[Submission], filters: SubmissionFilters
) -> QuerySet[Submission]:
    exact = {
        "status": filters.status,
        "place_id": filters.place_id,
        "period_key": filters.period_key,
        "kind": filters.kind,
    }
    found = submissions.filter(**{column: value for column, value in exact.items() if value})
    words = fold(filters.words.strip())
    return found.filter(_matching(found, words)) if words else found


def _matching(submissions: QuerySet[Submission], words: str) -> Q:
    """Rows whose number, place or document title holds the folded words.

    Databases do not fold Vietnamese; places are few, and so are documents beside forms.
    """
    if words.isdigit():
        return Q(number=int(words))
    places = submissions.order_by().values_list("place_id", "last_day").distinct()
    atlas = load_atlas()
    named = {place for place, day in places if words in fold(atlas.label_vi(place, day))}
    titles = submissions.filter(kind=SubmissionKind.DOCUMENT).values_list("number", "title")
    titled = [number for number, title in titles if words in fold(title)]
    return Q(place_id__in=named) | Q(number__in=titled)


# --- one of them -------------------------------------------------------------------------


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
        row=_row(submission, len(proposals), waiting),
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
