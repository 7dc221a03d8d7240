"""The fields of a stored form as they stand."""

from __future__ import annotations

from collections.abc import Iterable

from bayen.records.figures import as_it_stands
from bayen.records.models import Proposal


def written_of(proposals: Iterable[Proposal]) -> dict[str, str]:
    """What stands in each field: what was typed, or set right since."""
    return {proposal.field_code: as_it_stands(proposal) for proposal in proposals}
