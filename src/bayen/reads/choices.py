"""What stood beside a figure when it was sent: the channels that a person chose between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bayen.records.models import Choice, Observation

Beside = tuple[str, ...]


def stood_beside(rows: Iterable[Observation]) -> Mapping[int, Beside]:
    """Of entries that came from a form, "văn bản số 12, đoạn 3: 19", by number; with proposals."""
    from_forms = {
        (row.submission_id, row.proposal.field_code): row.seq
        for row in rows
        if row.proposal is not None and row.proposal.field_code
    }
    choices = Choice.objects.filter(
        submission__in={number for number, _ in from_forms},
        field_code__in={code for _, code in from_forms},
    )
    found: dict[int, Beside] = {}
    for choice in choices.order_by("id"):  # the last sending is the one that was accepted
        seq = from_forms.get((choice.submission_id, choice.field_code))
        if seq is not None:
            found[seq] = tuple(f"{label}: {written}" for _, label, written in choice.others)
    return found
