"""Three figures that communes put right weeks later, to show the ledger before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from bayen.cli.sample_year.typing_habits import type_number
from bayen.cli.sample_year.values import SampleCorrection, SampleSubmission
from bayen.core.quantities import parse_quantity


@dataclass(frozen=True, slots=True)
class _Plan:
    """One correction to come: `missed` is what the first figure lacks (below zero: has twice)."""

    place_id: str
    period: str
    indicator: str
    missed: int
    weeks: int
    reason_vi: str


_PLANS = (
    _Plan(
        "c04240.2004",  # xã Mường Lèo, which the change of 2025 left as it was
        "2025-M04",
        "activity.attendance",
        85,
        5,
        "Cộng sót số người dự tuyên truyền tại một bản do bản gửi chậm.",
    ),
    _Plan(
        "c03646.2025",  # phường Tô Hiệu
        "2025-M11",
        "tip.received",
        -4,
        4,
        "Một số nguồn tin được cả tổ dân phố và công an phường cùng tính.",
    ),
    _Plan(
        "c04246.2004",  # xã Mường Lạn
        "2026-M05",
        "group.mediation.members",
        6,
        7,
        "Chưa tính các hòa giải viên mới được công nhận trong kỳ.",
    ),
)
# Submissions that have to come, and to come without another mistake.
RESERVED = frozenset((plan.place_id, plan.period) for plan in _PLANS)


def make_corrections(
    submissions: Iterable[SampleSubmission],
) -> tuple[list[SampleSubmission], tuple[SampleCorrection, ...]]:
    """Put the first, wrong figures in; give the corrections that make them right."""
    plans = {(plan.place_id, plan.period): plan for plan in _PLANS}
    sent, corrections = [], []
    for submission in submissions:
        plan = plans.get((submission.place_id, submission.window.period))
        if plan is not None and plan.indicator in submission.figures:
            correction = _correction(plan, submission)
            corrections.append(correction)
            typed = {plan.indicator: correction.typed}
            submission = replace(submission, figures={**submission.figures, **typed})
        sent.append(submission)
    return sent, tuple(corrections)


def _correction(plan: _Plan, submission: SampleSubmission) -> SampleCorrection:
    truth = parse_quantity(submission.figures[plan.indicator] or "0").value
    first = max(Decimal(0), truth - plan.missed)
    return SampleCorrection(
        place_id=submission.place_id,
        window=submission.window,
        indicator=plan.indicator,
        typed=type_number(int(first)),
        corrected=type_number(int(first) + plan.missed),
        corrected_at=submission.sent_at + timedelta(weeks=plan.weeks, minutes=20),
        reason_vi=plan.reason_vi,
    )
