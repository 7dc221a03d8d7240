"""The fields of a stored form as they stand."""

from __future__ import annotations

from collections.abc import Iterable

from bayen.core.quantities import render_quantity
from bayen.records.figures import figure_of
from bayen.records.models import Proposal


def written_of(proposals: Iterable[Proposal]) -> dict[str, str]:
    """What stands in each field: what was typed, or set right since."""
    return {proposal.field_code: _as_it_stands(proposal) for proposal in proposals}


def _as_it_stands(proposal: Proposal) -> str:
    quantity = figure_of(proposal).quantity
    return render_quantity(quantity) if proposal.changes and quantity else proposal.written
