"""A publication in words, for its line in the list and the head of its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from bayen.reads.publications import PublicationView
from bayen.web.period_menu import find_period
from bayen.web.place_finder import full_place_label
from bayen.web.retelling import retell


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """One publication.

    Attributes:
        terms: the parameters by which its trails are asked: the ledger as it was known then.
    """

    number: int
    title: str
    place_label: str
    period_label: str
    known_at: str
    produced: str
    is_illustrative: bool
    terms: dict[str, str]


def show_publication(found: PublicationView) -> PublicationLine:
    period = find_period(found.period_key)
    day = period.last_day if period else timezone.localdate()
    return PublicationLine(
        number=found.number,
        title=found.title,
        place_label=full_place_label(found.place_id, day),
        period_label=retell(period.label_with_days_vi) if period else found.period_key,
        known_at=_moment(found.known_at),
        produced=f"{_moment(found.produced_at)}, {found.produced_by}",
        is_illustrative=found.is_illustrative,
        terms={"known_at": found.known_at.isoformat()},
    )


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}"
