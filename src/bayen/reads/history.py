"""What became of one entry: every statement it corrects and every one that corrects it."""

from __future__ import annotations

from dataclasses import dataclass

from bayen.access.door import access_observation, may
from bayen.access.permissions import Permission
from bayen.core.ledger import Observation
from bayen.reads.choices import stood_beside
from bayen.reads.trails import display_names
from bayen.records import models
from bayen.records.mapping import observation_from_row
from bayen.records.models import Account


@dataclass(frozen=True, slots=True)
class Statement:
    """One entry of the chain.

    Attributes:
        observation: the entry.
        accepted_by: the display name of who accepted it.
        reason: why it stands in for the one before; "" for the first.
        stands: whether it serves now; a withdrawal never does.
    """

    observation: Observation
    accepted_by: str
    reason: str
    stands: bool


@dataclass(frozen=True, slots=True)
class History:
    """A figure from its first statement to its last.

    Attributes:
        statements: in the order in which they were recorded.
        submission, figure: where it came from; ``figure`` is None when it was no proposal.
        title: of the submission.
        may_correct: whether the account may correct what stands.
        stood_beside: what other channels said when it was sent.
    """

    statements: tuple[Statement, ...]
    submission: int
    figure: int | None
    title: str
    may_correct: bool
    stood_beside: tuple[str, ...]

    @property
    def standing(self) -> Statement | None:
        """The one that serves now; None when it was taken back."""
        return next((s for s in self.statements if s.stands), None)


def history(account: Account, seq: int) -> History:
    """All that was ever stated in the stead of an entry.

    Raises:
        AccessDenied: there is none, or it is not the account's.
    """
    row = access_observation(account, seq)
    rows = _chain(row)
    names = display_names(r.recorded_by for r in rows)
    superseded = {r.supersedes_id for r in rows}
    proposal = row.proposal
    return History(
        statements=tuple(
            Statement(
                observation_from_row(r),
                names.get(r.recorded_by, r.recorded_by),
                r.reason,
                r.seq not in superseded and not r.retracts,
            )
            for r in rows
        ),
        submission=row.submission_id,
        figure=proposal.number if proposal else None,
        title=row.submission.title,
        may_correct=may(account, Permission.CORRECT, row.place_id, row.last_day)
        or may(account, Permission.CORRECT, row.submission.place_id, row.submission.last_day),
        stood_beside=stood_beside(rows[:1]).get(rows[0].seq, ()),
    )


def _chain(row: models.Observation) -> list[models.Observation]:
    """Back to the first statement, then on through all that follow it."""
    first = row
    while first.supersedes is not None:
        first = first.supersedes
    chain, waiting = [first], [first]
    while waiting:
        following = list(waiting.pop().superseded_by.all())
        chain += following
        waiting += following
    return sorted(chain, key=lambda r: r.seq)
