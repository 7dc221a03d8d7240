"""The fields of a stored form as they stand."""

from __future__ import annotations

from collections.abc import Iterable

from bayen.core.registers import find_last_entry
from bayen.records.figures import as_it_stands
from bayen.records.models import Proposal


def written_of(proposals: Iterable[Proposal]) -> dict[str, str]:
    """What stands in each field: what was typed, or set right since."""
    return {proposal.field_code: as_it_stands(proposal) for proposal in proposals}


def taken_of(proposals: Iterable[Proposal]) -> frozenset[str]:
    """The fields of which the figure was taken over from a register."""
    return frozenset(
        proposal.field_code
        for proposal in proposals
        if find_last_entry(proposal.locator) is not None
    )
