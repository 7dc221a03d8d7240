"""What the server said it has, held against what is in the database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bayen.reads.verification import verify_ledger
from bayen.records.models import Observation, Proposal, Seal, Sending, Submission, SubmissionStatus
from bench.burst.clients import Answer
from bench.burst.office import MONTH, Sender

_NUMBER = re.compile(r"/bao-cao/(\d+)/")
_THERE = {SubmissionStatus.SENT, SubmissionStatus.ACCEPTED}


@dataclass(frozen=True, slots=True)
class Proof:
    """How many were answered for, and what is wrong with them.

    Attributes:
        sent, accepted: answers that said so.
        faults: in words; empty when every answer was true.
    """

    sent: int
    accepted: int
    faults: tuple[str, ...]


def number_of(answer: Answer) -> int | None:
    """The submission that a good answer leads to."""
    found = _NUMBER.search(answer.location)
    return int(found[1]) if found and answer.status == 302 else None


def prove(
    senders: Mapping[str, Sender], sent: Iterable[Answer], accepted: Iterable[Answer]
) -> Proof:
    """Every answer that said "sent" or "accepted": it is there, whole, and once."""
    told = {a.about: n for a in sent if (n := number_of(a)) is not None}
    taken = {n for a in accepted if (n := number_of(a)) is not None}
    faults = [*_sent_faults(senders, told), *_accepted_faults(taken)]
    found = verify_ledger("")
    faults += [fault.message_vi for fault in found.faults]
    return Proof(len(told), len(taken), tuple(faults))


def _sent_faults(senders: Mapping[str, Sender], told: Mapping[str, int]) -> Iterable[str]:
    rows = {s.place_id: s for s in Submission.objects.filter(period_key=MONTH.key)}
    sendings = Counter(Sending.objects.values_list("submission_id", flat=True))
    figures: dict[int, dict[str, int | None]] = {}
    kept = Proposal.objects.filter(submission__period_key=MONTH.key)
    for number, code, milli in kept.values_list("submission_id", "field_code", "milli"):
        figures.setdefault(number, {})[code] = milli
    twice = Submission.objects.filter(period_key=MONTH.key).count() - len(rows)
    if twice:
        yield f"{twice} forms are there twice"
    for place, number in told.items():
        row = rows.get(place)
        typed = {code: int(text) * 1000 for code, text in senders[place].fields.items()}
        if row is None or row.number != number or row.status not in _THERE:
            yield f"{place}: number {number} was answered and is not there"
        elif figures.get(number) != typed:
            yield f"{place}: number {number} is there with other figures"
        elif not sendings[number]:
            yield f"{place}: number {number} has no sending"


def _accepted_faults(taken: set[int]) -> Iterable[str]:
    sealed = Counter(Seal.objects.values_list("submission_id", flat=True))
    entries = Counter(Observation.objects.values_list("submission_id", "indicator"))
    whole = Counter(number for number, _ in entries)
    for number in sorted(taken):
        if sealed[number] != 1:
            yield f"number {number} was answered as accepted and is sealed {sealed[number]} times"
        expected = Proposal.objects.filter(submission_id=number, state="accepted").count()
        if whole[number] != expected:
            yield f"number {number}: {whole[number]} of {expected} figures are in the ledger"
    twice = [key for key, count in entries.items() if count > 1]
    if twice:
        yield f"{len(twice)} figures are in the ledger twice"
