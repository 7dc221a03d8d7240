"""The list of submissions: filtered, searched, paged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet

from bayen.access.door import visible_submissions
from bayen.catalogue.places import load_atlas
from bayen.core.collation import fold
from bayen.records.models import (
    Account,
    Submission,
    SubmissionKind,
    SubmissionStatus,
)

PAGE_SIZE = 50


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
    return tuple(submission_row(s, s.figures, s.waiting) for s in counted.order_by("-number"))


def submission_row(submission: Submission, figures: int, waiting: int) -> SubmissionRow:
    """One line of the list, of which the counts are known."""
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
