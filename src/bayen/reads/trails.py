"""Trails: a total followed back, place by place, to the sentence or field it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from bayen.access.door import within_reach
from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.ledger import Observation
from bayen.core.periods import Period
from bayen.core.quantities import Quantity
from bayen.core.questions import Basis, Plan, TrailNode
from bayen.core.spans import Span
from bayen.engine.serving import current_engine
from bayen.reads.choices import stood_beside
from bayen.reads.tables import require_place
from bayen.records import models
from bayen.records.models import Account


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One statement, and where to open it.

    Attributes:
        observation: the entry of the ledger.
        place_label: whom it speaks of.
        submission, figure: address of the figure on its page; None where the account may
            not open the submission.
        title: of the submission.
        reason: why it was corrected; "" for a first statement.
        accepted_by: the display name of who accepted it.
        recorded_at: when it entered the ledger.
        is_illustrative: a made-up figure.
        stood_beside: what other channels said when it was sent: "Excel, ô D7: 21".
    """

    observation: Observation
    place_label: str
    submission: int | None
    figure: int | None
    title: str
    reason: str
    accepted_by: str
    recorded_at: datetime
    is_illustrative: bool
    stood_beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One place of the trail; ``core.questions.TrailNode`` with names and addresses."""

    indicator: str
    indicator_name: str
    place_id: str
    place_label: str
    span: Span
    quantity: Quantity | None
    basis: Basis
    reported: int
    expected: int
    weight: Fraction | None
    entries: tuple[TrailEntry, ...]
    beside: tuple[TrailEntry, ...]
    children: tuple[TrailStep, ...]


def trail(
    account: Account,
    plan: Plan,
    indicator: str,
    place_id: str,
    period: Period,
    depth: int = 1,
) -> TrailStep:
    """What one cell of a plan is made of, ``depth`` levels down.

    Raises:
        AccessDenied: the place is not the account's.
        UnknownPlaceError, UnknownIndicatorError: there is none.
    """
    require_place(account, place_id, period, plan.boundaries)
    node = current_engine().trail(plan, indicator, place_id, period, depth)
    return _step(node, _entries(account, node), indicator)


def _step(node: TrailNode, entries: Mapping[int, TrailEntry], indicator: str) -> TrailStep:
    code = node.indicator or indicator
    known = load_indicators().get(code)
    return TrailStep(
        indicator=code,
        indicator_name=known.name_vi if known else code,
        place_id=node.place,
        place_label=load_atlas().label_vi(node.place, node.span.last_day),
        span=node.span,
        quantity=node.quantity,
        basis=node.basis,
        reported=node.reported,
        expected=node.expected,
        weight=node.weight,
        entries=tuple(entries[o.seq] for o in node.entries),
        beside=tuple(entries[o.seq] for o in node.beside),
        children=tuple(_step(child, entries, code) for child in node.children),
    )


def _entries(account: Account, node: TrailNode) -> dict[int, TrailEntry]:
    observations = {o.seq: o for o in _observations([node])}
    rows = (
        models.Observation.objects.filter(seq__in=sorted(observations))
        .select_related("submission", "proposal")
        .defer("submission__findings", "quote")
    )
    may_open = set(
        models.Submission.objects.filter(within_reach(account))
        .filter(observations__seq__in=sorted(observations))
        .values_list("number", flat=True)
    )
    names = display_names(o.recorded_by for o in observations.values())
    beside = stood_beside(rows)
    entries = {row.seq: _entry(row, observations[row.seq], may_open, names) for row in rows}
    return {
        seq: replace(entry, stood_beside=beside.get(seq, ())) if entry.submission else entry
        for seq, entry in entries.items()
    }


def display_names(usernames: Iterable[str]) -> Mapping[str, str]:
    """What pages call these accounts."""
    found = Account.objects.filter(username__in=set(usernames))
    return dict(found.values_list("username", "display_name"))


def _entry(
    row: models.Observation,
    observation: Observation,
    may_open: set[int],
    names: Mapping[str, str],
) -> TrailEntry:
    submission, proposal = row.submission, row.proposal
    opens = submission.number in may_open
    return TrailEntry(
        observation=observation,
        place_label=load_atlas().full_label_vi(observation.place, observation.span.last_day),
        submission=submission.number if opens else None,
        figure=proposal.number if opens and proposal else None,
        title=submission.title,
        reason=row.reason,
        accepted_by=names.get(observation.recorded_by, observation.recorded_by),
        recorded_at=row.recorded_at,
        is_illustrative=submission.is_illustrative,
    )


def _observations(nodes: Iterable[TrailNode]) -> Iterator[Observation]:
    for node in nodes:
        yield from node.entries
        yield from node.beside
        yield from _observations(node.children)
