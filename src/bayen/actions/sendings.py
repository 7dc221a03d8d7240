"""What a submission said when it was sent: kept each time, so that sendings can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from bayen.records.figures import key_of, text_of
from bayen.records.models import Account, Proposal, Sending, Submission


def figures_said(proposals: Iterable[Proposal]) -> dict[str, str]:
    """Each figure that was not dropped, as people read it, by its key."""
    return {key_of(p): text for p in proposals if not p.is_repeat and (text := text_of(p))}


def count_sendings(numbers: Iterable[int]) -> Counter[int]:
    """How often each of these submissions was sent."""
    wanted = list(numbers)
    if not wanted:
        return Counter()
    sent = Sending.objects.filter(submission_id__in=wanted)
    return Counter(sent.values_list("submission_id", flat=True))


def sending_of(
    submission: Submission,
    proposals: Iterable[Proposal],
    *,
    number: int,
    actor: Account,
    now: datetime,
    is_in_place: bool = False,
) -> Sending:
    """An unsaved sending of what the proposals say."""
    return Sending(
        submission=submission,
        number=number,
        figures=figures_said(proposals),
        is_in_place=is_in_place,
        at=now,
        by=actor.username,
    )
