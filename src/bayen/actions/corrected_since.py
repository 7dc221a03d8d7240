"""What an office has published and corrected since: said in its next publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from bayen.access.door import territory_of, within
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.quantities import Quantity, render_number, render_quantity
from bayen.core.spans import Span
from bayen.outputs.publication import Paragraph, ParagraphKind, Part, Section
from bayen.records.models import Observation

TITLE = "Số liệu đính chính"
_MOST_TOLD = 30  # one line each; of more, how many there are


@dataclass(frozen=True, slots=True)
class Correction:
    """A published entry and what stands in for it now; ``now`` may withdraw it."""

    published: Observation
    now: Observation


def find_corrections(
    place_id: str, *, since: datetime, known_at: datetime, until: date
) -> tuple[Correction, ...]:
    """Figures of a place and all below that were known at ``since`` and are others now.

    Args:
        place_id: whose publication it is.
        since: the state of the ledger that the publication before showed.
        known_at: the state that this one shows.
        until: last day of figures that can be in it.
    """
    rows = Observation.objects.filter(
        within([territory_of(place_id)], "place_id", "last_day"),
        supersedes__isnull=False,
        recorded_at__gt=since,
        recorded_at__lte=known_at,
        last_day__lte=until,
    )
    last: dict[int, Correction] = {}
    for row in rows.select_related("supersedes").order_by("seq"):
        published = _published(row, since)
        if published is not None:
            last[published.seq] = Correction(published, row)
    return tuple(last.values())


def corrected_part(corrections: Iterable[Correction], since: datetime) -> tuple[Part, ...]:
    """The part that tells them, old, new and why; none when nothing was corrected."""
    told = list(corrections)
    if not told:
        return ()
    opening = (
        f"So với số liệu đã phát hành lúc {timezone.localtime(since):%H:%M ngày %d/%m/%Y}, "
        f"{render_number(len(told))} số liệu đã được đính chính, gồm:"
    )
    return (Part(TITLE, (Section(None, (Paragraph((opening,)), *_lines(told))),)),)


def _lines(corrections: list[Correction]) -> Iterator[Paragraph]:
    for one in corrections[:_MOST_TOLD]:
        yield Paragraph(_runs(one), ParagraphKind.DASH)
    rest = len(corrections) - _MOST_TOLD
    if rest > 0:
        words = f"Và {render_number(rest)} số liệu khác, có trong sổ số liệu."
        yield Paragraph((words,), ParagraphKind.DASH)


def _runs(one: Correction) -> tuple[str, ...]:
    row = one.now
    indicator = load_indicators().get(row.indicator)
    name = indicator.name_vi if indicator else row.indicator
    place = load_atlas().label_vi(row.place_id, row.last_day)
    days = Span(row.first_day, row.last_day).label_vi
    old = _said(one.published)
    now = "rút lại" if row.retracts else f"nay là {_said(row)} {row.unit}".rstrip()
    return (f"{name}, {place}, {days}: đã ghi {old}, {now}; lý do: {row.reason.rstrip('.')}.",)


def _published(row: Observation, since: datetime) -> Observation | None:
    """The entry that stood at a moment; None when nothing of it was known then."""
    found = row.supersedes
    while found is not None and found.recorded_at > since:
        found = found.supersedes
    return found


def _said(row: Observation) -> str:
    return render_quantity(Quantity.from_milli(row.milli, row.bound))
