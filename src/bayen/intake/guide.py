"""Proposals as lines of the exchange format of figures (JSON Lines), one figure a line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bayen.intake.values import Proposal


def as_guide_json(proposal: Proposal) -> dict[str, Any]:
    """One figure as the labelling guide writes it; offsets count characters of the NFC text."""
    candidate = proposal.candidate
    line: dict[str, Any] = {
        "start": candidate.start,
        "end": candidate.end,
        "text": candidate.text,
        "value": _plain(candidate.value),
    }
    if candidate.of is not None:
        line["of"] = _plain(candidate.of)
    line |= {
        "bound": candidate.bound.name_en,
        "unit": candidate.unit,
        "indicator": proposal.indicator,
    }
    if proposal.note:
        line["note"] = proposal.note
    line |= {
        "place": proposal.place_text,
        "from": proposal.first_day.isoformat() if proposal.first_day else None,
        "to": proposal.last_day.isoformat() if proposal.last_day else None,
    }
    if proposal.repeat:
        line["repeat"] = True
    return line


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
