"""What was said over a submission's figures: sendings, returns, answers, findings let pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bayen.access.door import access_submission
from bayen.catalogue.forms import form_as_sent
from bayen.core.period_codes import parse_period
from bayen.core.period_schemes import SCHEMES, PeriodError
from bayen.records.figures import key_of, text_of
from bayen.records.models import (
    Account,
    Proposal,
    ProposalState,
    Submission,
    SubmissionKind,
    SubmissionStatus,
)


@dataclass(frozen=True, slots=True)
class TurnReading:
    """One return or answer.

    Attributes:
        kind: a ``TurnKind`` value.
        old, new: the figure before and after; "" when nothing was written.
        text: the reason or the answer; "" when the new value is the answer.
        by: display name.
    """

    kind: str
    sending: int
    old: str
    new: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WaiverReading:
    """A finding that somebody let pass; ``is_sender`` tells which side."""

    code: str
    reason: str
    is_sender: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SendingReading:
    """What was said one time, by the figure's key; ``is_draft`` when it is not sent yet."""

    number: int
    figures: Mapping[str, str]
    is_in_place: bool
    by: str
    at: datetime
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """All of it; turns and waivers by the figure's key, oldest first, "" for the whole.

    Attributes:
        open_figures: what was returned and waits, or went up again last.
        is_waiting: whether the sender has it.
    """

    sendings: tuple[SendingReading, ...]
    turns: Mapping[str, tuple[TurnReading, ...]]
    waivers: Mapping[str, tuple[WaiverReading, ...]]
    open_figures: tuple[str, ...]
    is_waiting: bool


def conversation(account: Account, number: int) -> Conversation:
    """The conversation over one submission.

    Raises:
        AccessDenied: there is none, or it is not the account's.
    """
    submission = access_submission(account, number)
    sendings, turns, waivers = (
        list(submission.sendings.all()),
        list(submission.turns.all()),
        list(submission.waivers.all()),
    )
    names = _names({*(s.by for s in sendings), *(t.by for t in turns), *(w.by for w in waivers)})
    said: dict[str, list[TurnReading]] = {}
    for turn in turns:
        said.setdefault(turn.figure, []).append(
            TurnReading(
                turn.kind, turn.sending, turn.old, turn.new, turn.text, names[turn.by], turn.at
            )
        )
    passed: dict[str, list[WaiverReading]] = {}
    for one in waivers:
        passed.setdefault(one.figure, []).append(
            WaiverReading(one.code, one.reason, one.is_sender, names[one.by], one.at)
        )
    return Conversation(
        sendings=tuple(
            SendingReading(s.number, s.figures, s.is_in_place, names[s.by], s.at) for s in sendings
        ),
        turns={key: tuple(found) for key, found in said.items()},
        waivers={key: tuple(found) for key, found in passed.items()},
        open_figures=tuple(submission.open_figures),
        is_waiting=submission.status == SubmissionStatus.RETURNED,
    )


def _names(wanted: set[str]) -> dict[str, str]:
    found = Account.objects.filter(username__in=wanted).values_list("username", "display_name")
    return {name: name for name in wanted} | dict(found)


# --- what changed ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in two sendings and in the form of the period before; "" where it was not."""

    figure: str
    indicator: str
    older: str
    newer: str
    last_period: str

    @property
    def is_changed(self) -> bool:
        return self.older != self.newer


@dataclass(frozen=True, slots=True)
class Changes:
    """Two sendings side by side.

    Attributes:
        sendings: all that there are.
        older: None when there is but one.
        newer: None when nothing was sent yet.
        rows: every figure of either, in the order of the form or document.
    """

    sendings: tuple[SendingReading, ...]
    older: SendingReading | None
    newer: SendingReading | None
    rows: tuple[Change, ...]


def changes(
    account: Account, number: int, older: int | None = None, newer: int | None = None
) -> Changes:
    """What changed between two sendings, by their numbers; else between the last two.

    Raises:
        AccessDenied: there is no such submission, or it is not the account's.
    """
    submission = access_submission(account, number)
    sendings = conversation(account, number).sendings
    if submission.status in {SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}:
        sendings = (*sendings, _being_written(submission, len(sendings) + 1))
    by_number = {one.number: one for one in sendings}
    last = by_number.get(newer or len(sendings)) or (sendings[-1] if sendings else None)
    first = by_number.get(older or (last.number - 1 if last else 0))
    before = _figures_before(submission)
    indicators = _indicators(submission)
    rows = tuple(
        Change(
            figure=key,
            indicator=code,
            older=first.figures.get(key, "") if first else "",
            newer=last.figures.get(key, "") if last else "",
            last_period=before.get(key, ""),
        )
        for key, code in indicators.items()
    )
    spoken_of = tuple(row for row in rows if row.older or row.newer or row.last_period)
    return Changes(sendings, first, last, spoken_of)


def _being_written(submission: Submission, number: int) -> SendingReading:
    """What the sender has now, before it goes up."""
    proposals = [p for p in submission.proposals.order_by("number") if not p.is_repeat]
    keeper = submission.kept_by or submission.created_by
    return SendingReading(
        number=number,
        figures={key_of(p): text for p in proposals if (text := text_of(p))},
        is_in_place=False,
        by=keeper.display_name,
        at=submission.kept_at or submission.created_at,
        is_draft=True,
    )


def _indicators(submission: Submission) -> dict[str, str]:
    """Indicator codes by the figure's key, in order."""
    form = form_as_sent(submission.form_code, submission.form_version)
    if form is not None:
        return {code: code for code in form.indicators}
    rows = submission.proposals.order_by("number").only("number", "indicator", "changes")
    return {str(p.number): p.changes.get("indicator", p.indicator) for p in rows}


def _figures_before(submission: Submission) -> dict[str, str]:
    """The same form of the period before, when that was sent."""
    form = form_as_sent(submission.form_code, submission.form_version)
    if form is None:
        return {}
    try:
        before = SCHEMES[form.scheme].previous(parse_period(submission.period_key))
    except PeriodError:
        return {}
    found = Proposal.objects.filter(
        submission__kind=SubmissionKind.FORM,
        submission__form_code=form.code,
        submission__place_id=submission.place_id,
        submission__period_key=before.key,
    ).exclude(submission__status=SubmissionStatus.DRAFT)
    return {key_of(p): text_of(p) for p in found.exclude(state=ProposalState.REJECTED)}
