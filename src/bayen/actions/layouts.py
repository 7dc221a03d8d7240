"""How tables are read, remembered: kept when their figures are accepted, forgotten on demand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from bayen.access.door import require
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.own_words import chain_of
from bayen.intake import Layout, Reading, parse_layout
from bayen.records.figures import figure_of
from bayen.records.judged import Judged
from bayen.records.models import Account, KeptLayout, Submission


@dataclass(frozen=True, slots=True)
class Remembered:
    """The layouts that a document is read with, and where each is kept.

    Attributes:
        layouts: as the reader takes them; of two with the same headers the last one counts,
            so those of the place itself stand at the end.
        numbers: primary keys by headers.
    """

    layouts: tuple[Layout, ...]
    numbers: dict[tuple[str, ...], int]


def remembered_layouts(place_id: str, day: date) -> Remembered:
    """The layouts of a place and of those above it that nobody wants forgotten."""
    chain = chain_of(place_id, day)
    kept = KeptLayout.objects.filter(place_id__in=chain, is_forgotten=False)
    ranked = sorted(kept, key=lambda one: (-chain.index(one.place_id), one.kept_at))
    layouts = [parse_layout({"headers": one.headers, "names": one.names}) for one in ranked]
    numbers = {layout.headers: one.pk for layout, one in zip(layouts, ranked, strict=True)}
    return Remembered(tuple(layouts), numbers)


def dump_layouts(reading: Reading, remembered: Remembered) -> list[dict[str, Any]]:
    """The layouts of a reading for ``Submission.layouts``, with the kept one each was read with."""
    return [
        {**layout.as_json(), "kept": remembered.numbers.get(layout.headers)}
        for layout in reading.layouts
    ]


def dump_cell(reading: Reading, start: int) -> dict[str, Any]:
    """Which layout and headers the figure that starts there has; empty outside tables."""
    if start not in reading.named_by:
        return {}
    number, key = reading.named_by[start]
    return {"layout": number, "key": key}


def keep_layouts(
    *, actor: Account, submission: Submission, taken: Sequence[Judged], now: datetime
) -> None:
    """Keep how the tables of an accepted submission are read: only what people took.

    Called within the acceptance's own transaction.
    """
    names: dict[int, dict[str, str]] = {}
    for proposal in taken:
        if not (cell := proposal.cell):
            continue
        known = submission.layouts[cell["layout"]]["names"]
        indicator = figure_of(proposal).indicator
        if cell["key"] in known and indicator != "other":
            names.setdefault(cell["layout"], {})[cell["key"]] = indicator
    for number, confirmed in names.items():
        _keep(actor, submission, submission.layouts[number]["headers"], confirmed, now)


def _keep(
    actor: Account,
    submission: Submission,
    headers: list[str],
    names: dict[str, str],
    now: datetime,
) -> None:
    columns = {"source": submission, "kept_by": actor, "kept_at": now, "is_forgotten": False}
    kept, is_new = KeptLayout.objects.get_or_create(
        place_id=submission.place_id,
        fingerprint=fingerprint_of(headers),
        defaults={**columns, "day": submission.last_day, "headers": headers, "names": names},
    )
    if not is_new:
        # What was forgotten is not mixed into what is kept anew.
        kept.names = names if kept.is_forgotten else {**kept.names, **names}
        for name, value in columns.items():
            setattr(kept, name, value)
        kept.save()
    _record(actor, "keep_layout", kept, now, names=len(kept.names))


def fingerprint_of(headers: Sequence[str]) -> str:
    """The same for tables with the same headers."""
    return hashlib.sha256("\x1f".join(headers).encode()).hexdigest()


@transaction.atomic
def forget_layout(*, actor: Account, layout: KeptLayout, forget: bool = True) -> KeptLayout:
    """Read the next tables without it; ``forget=False`` takes that back.

    Raises:
        AccessDenied: the actor does not judge figures of that place.
    """
    found = KeptLayout.objects.select_for_update().get(pk=layout.pk)
    require(actor, Permission.DECIDE, found.place_id, found.day)
    found.is_forgotten = forget
    found.save(update_fields=["is_forgotten"])
    action = "forget_layout" if forget else "recall_layout"
    _record(actor, action, found, timezone.now(), names=len(found.names))
    return found


def _record(actor: Account, action: str, kept: KeptLayout, now: datetime, *, names: int) -> None:
    record_event(
        actor=actor,
        action=action,
        target=f"layout:{kept.pk}",
        now=now,
        place=kept.place_id,
        fingerprint=kept.fingerprint[:12],
        names=names,
    )
