"""The invented year of Sơn La: sent month by month, checked, accepted, corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bayen.catalogue.forms import MONTHLY
from bayen.cli.sample_year import SampleCorrection, SampleSubmission, SampleYear
from bayen.core.period_codes import parse_period
from bayen.core.quantities import parse_quantity

if TYPE_CHECKING:
    from bayen.records.models import Account


@dataclass(frozen=True, slots=True)
class Month:
    """What one month brought.

    Attributes:
        period: its code.
        sent: forms sent.
        figures: figures that entered the ledger.
        left_out: figures typed that a check blocked; a person must look at them.
    """

    period: str
    sent: int
    figures: int
    left_out: int


def count_months(year: SampleYear) -> int:
    return len({submission.window.period for submission in year.submissions})


def send_months(actor: Account, year: SampleYear) -> Iterator[Month]:
    """Send and accept the forms of each month in turn."""
    by_period = sorted(year.submissions, key=lambda s: (s.window.first_day, s.sent_at))
    for period, submissions in groupby(by_period, key=lambda s: s.window.period):
        yield _send_month(actor, period, list(submissions))


def _send_month(actor: Account, period: str, submissions: list[SampleSubmission]) -> Month:
    from bayen.actions.accepting import accept_submissions
    from bayen.actions.forms import FormEntry, submit_forms

    sent = submit_forms(
        actor=actor,
        entries=[
            FormEntry(
                MONTHLY,
                submission.place_id,
                parse_period(period),
                submission.figures,
                submission.sent_at,
                is_illustrative=True,
                waits=True,
            )
            for submission in submissions
        ],
    )
    accepted = accept_submissions(actor=actor, submissions=sent.submissions, leave_pending=True)
    figures = sum(seal.last_seq - seal.first_seq + 1 for seal in accepted.seals)
    typed = sum(bool(text) for s in submissions for text in s.figures.values())
    return Month(period, len(sent.submissions), figures, typed - figures)


def correct_later(actor: Account, correction: SampleCorrection) -> int:
    """Put one figure right; gives the entry that was corrected."""
    from bayen.actions.correcting import correct_observation
    from bayen.reads.ledger import find_standing

    seq = find_standing(
        correction.indicator, correction.place_id, parse_period(correction.window.period)
    )
    correct_observation(
        actor=actor,
        seq=seq,
        quantity=parse_quantity(correction.corrected),
        reason=correction.reason_vi,
    )
    return seq
