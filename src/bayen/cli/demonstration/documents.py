"""The five example documents: read, judged as a person judged them, accepted.

What a person decided is kept beside the documents as labels (``examples/documents/labels``):
the demonstration accepts what agrees with them, corrects what differs and rejects the rest,
and says how many of each.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bayen.cli.examples import manifest_path
from bayen.core.period_codes import parse_period

if TYPE_CHECKING:
    from bayen.records.figures import Changes
    from bayen.records.models import Account, Proposal, Submission


@dataclass(frozen=True, slots=True)
class Example:
    """One example document of the manifest."""

    path: Path
    day: date
    place: str
    title: str

    @property
    def labels(self) -> list[dict[str, Any]]:
        path = self.path.parent / "labels" / f"{self.path.stem}.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]


DRAFT = "xa-muong-leo-2026-09.txt"
DRAFT_PLACE, DRAFT_PERIOD = "c04240.2004", "2026-M09"


def receive_draft(actor: Account) -> Submission:
    """One made-up document more, left for whoever tries the pages to judge."""
    from bayen.actions.receiving import receive_document

    path = manifest_path().parents[1] / "drafts" / DRAFT
    return receive_document(
        actor=actor,
        data=path.read_bytes(),
        name=path.name,
        place_id=DRAFT_PLACE,
        period=parse_period(DRAFT_PERIOD),
        day=date(2026, 9, 15),
        illustrative=True,
    )


@dataclass(slots=True)
class Tally:
    """What became of a document's figures.

    Attributes:
        found: figures that were read.
        sure: of those, the ones the reader was sure of.
        accepted, corrected, rejected: what the person decided.
        left: what neither the text nor the person can date; it stays out of the ledger.
    """

    found: int = 0
    sure: int = 0
    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    left: int = 0


def load_examples() -> tuple[Example, ...]:
    manifest = manifest_path()
    with manifest.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Example(
                manifest.parent / row["file"],
                date.fromisoformat(row["date"]),
                row["place"],
                row["title"],
            )
            for row in csv.DictReader(lines, delimiter="\t")
        )


def receive_examples(actor: Account) -> Iterator[tuple[Example, Submission, Tally]]:
    """Receive, judge and accept each document in turn."""
    from bayen.actions.accepting import accept_submission
    from bayen.actions.receiving import receive_document
    from bayen.actions.sending_up import send_submission

    for example in load_examples():
        submission = receive_document(
            actor=actor,
            data=example.path.read_bytes(),
            name=example.path.name,
            place_id=place_named(example.place, example.day),
            day=example.day,
        )
        tally = _judge(actor, submission, example)
        send_submission(actor=actor, submission=submission)
        accept_submission(actor=actor, submission=submission, leave_pending=True)
        yield example, submission, tally


def place_named(text: str, day: date) -> str:
    """The identity of a place as a label writes it, most specific first."""
    from bayen.catalogue.gazetteer import load_gazetteer
    from bayen.catalogue.places import load_atlas

    atlas = load_atlas()
    for group in atlas.groups:
        if group.name == text:
            return group.group_id
    gazetteer = load_gazetteer()
    within: str | None = None
    for name in reversed(text.split(", ")):
        found = gazetteer.find(name, day, within=within)
        within = found[0].place_id
    if within is None:
        raise LookupError(text)
    return within


def _judge(actor: Account, submission: Submission, example: Example) -> Tally:
    """Decide every proposal as the labels say."""
    from bayen.actions.deciding import SURE, Decision, decide_proposal

    labels = {(label["start"], label["end"]): label for label in example.labels}
    tally = Tally()
    for proposal in submission.proposals.order_by("number"):
        tally.found += 1
        tally.sure += proposal.confidence >= SURE
        label = labels.get((proposal.start, proposal.end))
        if label is not None and label["to"] is None:
            tally.left += 1
        elif label is None or label.get("repeat"):
            decide_proposal(actor=actor, proposal=proposal, decision=Decision.REJECT)
            tally.rejected += 1
        elif changes := _changes(proposal, label):
            decide_proposal(
                actor=actor, proposal=proposal, decision=Decision.CORRECT, changes=changes
            )
            tally.corrected += 1
        else:
            decide_proposal(actor=actor, proposal=proposal, decision=Decision.ACCEPT)
            tally.accepted += 1
    return tally


def _changes(proposal: Proposal, label: dict[str, Any]) -> Changes | None:
    """What differs from the label; None when nothing does."""
    from bayen.actions.deciding import Changes
    from bayen.core.quantities import Bound, Quantity
    from bayen.core.spans import Span

    first_day = date.fromisoformat(label["from"]) if label["from"] else None
    span = Span(first_day, date.fromisoformat(label["to"]))
    quantity = Quantity(Decimal(str(label["value"])), Bound[label["bound"].upper()])
    place_id = place_named(label["place"], span.last_day)
    is_same_span = (proposal.first_day, proposal.last_day) == (span.first_day, span.last_day)
    changes = Changes(
        quantity=None
        if (quantity.milli, quantity.bound) == (proposal.milli, proposal.bound)
        else quantity,
        unit=None if proposal.unit == label["unit"] else label["unit"],
        indicator=None if proposal.indicator == label["indicator"] else label["indicator"],
        place_id=None if proposal.place_id == place_id else place_id,
        span=None if is_same_span else span,
    )
    return changes if changes.dump() else None
