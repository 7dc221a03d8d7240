"""What was sent where channels did not agree: kept with what stood beside it."""

from __future__ import annotations

from django.utils import timezone

from bayen.catalogue.places import load_atlas
from bayen.catalogue.unit_kinds import load_unit_kinds
from bayen.core.places import Level
from bayen.core.spans import Span
from bayen.records.channels import Topic, find_disagreement, gather_channels
from bayen.records.figures import figure_of
from bayen.records.insertion import insert_rows
from bayen.records.models import Account, Choice, Submission


def record_choices(*, actor: Account, submission: Submission, fields: tuple[str, ...]) -> None:
    """One row for each field of which some channel says something else; in a transaction."""
    place_id, span = submission.place_id, Span(submission.first_day, submission.last_day)
    topic = Topic(
        submission.form_code,
        place_id,
        submission.period_key,
        span,
        fields,
        villages_below(place_id, span),
        tuple(load_unit_kinds().values()),
    )
    channels = gather_channels(topic)
    if not channels:
        return
    proposals = {p.field_code: p for p in submission.proposals.all()}
    figures = {code: figure_of(p).quantity for code, p in proposals.items()}
    written = {code: quantity for code, quantity in figures.items() if quantity is not None}
    now = timezone.now()
    insert_rows(
        [
            Choice(
                submission_id=submission.number,
                field_code=code,
                written=proposals[code].written[:60] if code in proposals else "",
                others=[[said.kind.value, said.label_vi, said.written] for said in others],
                chosen_by_id=actor.pk,
                chosen_at=now,
            )
            for code, others in find_disagreement(written, channels).items()
        ]
    )


def villages_below(place_id: str, span: Span) -> tuple[str, ...]:
    """The villages of a commune at the end of the days."""
    below = load_atlas().children(place_id, span.last_day)
    return tuple(v.place_id for v in below if v.kind.level is Level.VILLAGE)
