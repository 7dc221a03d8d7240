"""Corrections and withdrawals: new entries that stand in for old ones, which stay."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from bayen.access.door import access_observation
from bayen.access.permissions import Permission
from bayen.actions.audit import record_event
from bayen.actions.free_text import checked_text
from bayen.actions.refused import ActionRefused
from bayen.core.quantities import Quantity, render_quantity
from bayen.records.entry import Entries, Entry
from bayen.records.ledger import Batch, lock_ledger, seal_batches
from bayen.records.models import Account, Observation, Seal


@transaction.atomic
def correct_observation(*, actor: Account, seq: int, quantity: Quantity, reason: str) -> Seal:
    """Enter the right figure beside the wrong one; from now on it serves.

    Raises:
        AccessDenied: no such entry, or the actor corrects nothing there.
        ActionRefused: it does not stand any more, the figure is the same, or there is no reason.
    """
    wrong = _standing(actor, seq)
    if (wrong.milli, wrong.bound) == (quantity.milli, int(quantity.bound)):
        raise ActionRefused("no-change", "Số mới giống số cũ; không có gì để đính chính.")
    right = _standing_in_for(wrong, quantity, reason)
    return _enter(actor, "correct_observation", wrong, right)


@transaction.atomic
def retract_observation(*, actor: Account, seq: int, reason: str) -> Seal:
    """Take a figure back: from now on nothing was stated; raises as ``correct_observation``."""
    wrong = _standing(actor, seq)
    same = Quantity.from_milli(wrong.milli, wrong.bound)
    withdrawal = _standing_in_for(wrong, same, reason)._replace(retracts=True)
    return _enter(actor, "retract_observation", wrong, withdrawal)


def _standing(actor: Account, seq: int) -> Observation:
    lock_ledger()  # before looking: two corrections of one entry must not both stand
    row = access_observation(actor, seq, Permission.CORRECT)
    if row.retracts or Observation.objects.filter(supersedes_id=seq).exists():
        raise ActionRefused(
            "observation-superseded",
            f"Số liệu {seq} đã được đính chính hoặc rút lại; hãy mở số liệu mới nhất.",
        )
    return row


def _standing_in_for(wrong: Observation, quantity: Quantity, reason: str) -> Entry:
    return Entry(*(getattr(wrong, name) for name in Entry._fields))._replace(
        milli=quantity.milli,
        bound=int(quantity.bound),
        supersedes_id=wrong.seq,
        retracts=False,
        reason=checked_text(reason, what="lý do đính chính", required=True),
    )


def _enter(actor: Account, action: str, old: Observation, new: Entry) -> Seal:
    now = timezone.now()
    [seal] = seal_batches([Batch(Entries.of([new]))], username=actor.username, now=now)
    record_event(
        actor=actor,
        action=action,
        target=f"observation:{old.seq}",
        now=now,
        place=old.place_id,
        seq=seal.first_seq,
        old=render_quantity(Quantity.from_milli(old.milli, old.bound)),
        new="" if new.retracts else render_quantity(Quantity.from_milli(new.milli, new.bound)),
        reason=new.reason,
        seal=seal.number,
        hash=seal.hash,
    )
    return seal
