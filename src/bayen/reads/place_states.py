"""How each place stands to the form of a period: sent or not, late, returned, with odd figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from bayen.catalogue.calendar import count_working_days
from bayen.core.findings import Severity
from bayen.reads.completeness import Completeness, Sender
from bayen.records.models import Proposal, Submission, SubmissionStatus

MISSING, LATE, RETURNED, WAITING, ODD = "missing", "late", "returned", "waiting", "odd"


@dataclass(frozen=True, slots=True)
class PlaceState:
    """One place that owes the form.

    Attributes:
        sender: what it sent, and when it was due.
        late_days: working days by which it was sent late, or is late by now.
        returned: indicators of which the figure came back.
        odd: what checks say of its figures, by indicator; not what somebody let pass.
    """

    sender: Sender
    late_days: int
    returned: frozenset[str] = frozenset()
    odd: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def is_in(self, state: str) -> bool:
        """Whether it belongs to what is asked for: one of the five, or "" for all."""
        sender = self.sender
        return {
            MISSING: not sender.has_sent,
            LATE: self.late_days > 0,
            RETURNED: sender.status == SubmissionStatus.RETURNED,
            WAITING: sender.status == SubmissionStatus.SENT,
            ODD: bool(self.odd),
        }.get(state, True)


def place_states(
    found: Completeness, places: Iterable[str], *, with_figures: bool = True
) -> dict[str, PlaceState]:
    """Of those among the places that owe the form.

    Args:
        found: who has sent it.
        places: which are asked about.
        with_figures: also which figures came back or are odd: two queries more.
    """
    wanted = set(places)
    senders = [s for s in found.senders if s.place_id in wanted]
    numbers = [s.submission for s in senders if s.submission is not None and with_figures]
    returned, odd = _returned(numbers), _odd(numbers)
    return {
        s.place_id: PlaceState(
            s,
            _late_days(s),
            returned.get(s.submission or 0, frozenset()),
            odd.get(s.submission or 0, {}),
        )
        for s in senders
    }


def _late_days(sender: Sender) -> int:
    if not sender.is_late:
        return 0
    judged = timezone.localdate(sender.sent_at) if sender.sent_at else timezone.localdate()
    return count_working_days(sender.due, judged)


def _returned(numbers: list[int]) -> dict[int, frozenset[str]]:
    rows = Submission.objects.filter(number__in=numbers, status=SubmissionStatus.RETURNED)
    return {n: frozenset(keys) for n, keys in rows.values_list("number", "open_figures")}


def _odd(numbers: list[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    """By submission and indicator; forms name a figure by its indicator."""
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    rows = Proposal.objects.filter(submission_id__in=numbers).exclude(findings=[])
    for number, code, findings in rows.values_list("submission_id", "indicator", "findings"):
        if said := tuple(one["message_vi"] for one in findings if _is_odd(one)):
            found.setdefault(number, {})[code] = said
    return found


def _is_odd(finding: Mapping[str, Any]) -> bool:
    return finding["severity"] != Severity.INFO.value and not finding.get("waived")
