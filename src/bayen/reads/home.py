"""What waits for an account today."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bayen.access.door import standing, visible_submissions, within
from bayen.access.permissions import Permission
from bayen.reads.submissions import SubmissionRow, list_rows
from bayen.records.models import Account, Submission, SubmissionStatus

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """Submissions that wait for the same deed: the oldest few, and how many there are."""

    rows: tuple[SubmissionRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Home:
    """What the account can do next.

    Attributes:
        returned: to be set right and sent again.
        drafts: to be judged and sent.
        sent: to be accepted or returned.
    """

    returned: Waiting
    drafts: Waiting
    sent: Waiting

    @property
    def is_empty(self) -> bool:
        return not (self.returned.total or self.drafts.total or self.sent.total)


def home(account: Account) -> Home:
    """What waits for this account; of a leader, nothing."""
    held = standing(account)
    visible = visible_submissions(account)
    own = within(held.territories(Permission.SUBMIT), "place_id", "last_day")
    judged = within(held.territories(Permission.ACCEPT), "place_id", "last_day")
    below = within(held.territories(Permission.ACCEPT_BELOW), "place_id", "last_day")
    not_own = ~Q(place_id__in=[p.place_id for p in held.postings])
    return Home(
        returned=_waiting(visible.filter(own, status=SubmissionStatus.RETURNED)),
        drafts=_waiting(visible.filter(own, status=SubmissionStatus.DRAFT)),
        sent=_waiting(visible.filter(judged | (below & not_own), status=SubmissionStatus.SENT)),
    )


def _waiting(submissions: QuerySet[Submission]) -> Waiting:
    oldest = list(submissions.order_by("number").values_list("number", flat=True)[:SHOWN])
    return Waiting(list_rows(Submission.objects.filter(number__in=oldest)), submissions.count())
