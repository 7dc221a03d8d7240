"""Totals told before their parts: "211 tổ tự quản … Trong đó: 23 tổ an ninh, 132 tổ hòa giải"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bayen.intake.values import Proposal, Reason

_ALL = "group.all"
_REACH = 14
"""Figures after a total among which its parts stand."""
_KINDS = 2


def name_totals(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same proposals; a group whose number is the sum of kinds told next is all of them."""
    named = list(proposals)
    for index, proposal in enumerate(proposals):
        if not _counts_groups(proposal) or not _is_sum(proposal, proposals[index + 1 :]):
            continue
        named[index] = _of_all(proposal, "count")
        further = proposals[index + 1]
        if further.indicator == proposal.indicator.removesuffix("count") + "members":
            named[index + 1] = _of_all(further, "members")
    return named


def _counts_groups(proposal: Proposal) -> bool:
    code = proposal.indicator
    return code.startswith("group.") and code.endswith(".count") and not code.startswith(_ALL)


def _is_sum(total: Proposal, following: Sequence[Proposal]) -> bool:
    """Whether the groups told next, of two kinds or more, make up the number."""
    left, kinds = total.candidate.value, set[str]()
    for part in following[:_REACH]:
        if not _counts_groups(part):
            continue
        left -= part.candidate.value
        kinds.add(part.indicator)
        if left <= 0:
            return left == 0 and len(kinds) >= _KINDS
    return False


def _of_all(proposal: Proposal, what: str) -> Proposal:
    reason = Reason("indicator", "bằng tổng các loại tổ kể tiếp sau đó")
    reasons = (reason, *proposal.reasons[1:])
    return replace(proposal, indicator=f"{_ALL}.{what}", note="", reasons=reasons)
