"""Who came to an event: so many people are of the place that held it, not of its guests."""

from __future__ import annotations

import re

from bayen.core.places import Level
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan, Stretch
from bayen.intake.values import Reason

_CODE = "activity.attendance"
_GUESTS = re.compile(
    r"[\s“\"]*(?:(?:đến|về|cùng|tới|tham|có mặt)[ ,]+)*dự(?:[ ,][^.;:]{0,60}?)?[ ,]có(?!\w)"
)
# Held by the place named before it, or in it: "xã A tổ chức", "chọn xã B làm điểm tổ chức".
_HELD = re.compile(r"(?<!\w)(?:tổ chức|diễn ra|khai mạc|làm điểm)(?!\w)")
_VENUE = re.compile(r"(?:tại|ở)\s+(?:[^\s,.;]+\s+){0,6}$")
_BACK = 3
"""Sentences back in which the event has been told of."""
_CHAIN = 3
"""Characters between a name and the one above it."""


def find_event(
    scan: Scan, placer: Placer, own: Placed, start: int, at: int, indicator: str
) -> tuple[Placed, Reason] | None:
    """The place of an event whose guests a sentence lists before it counts who came.

    Args:
        scan: the text.
        placer: its mentions.
        own: its own place.
        start: where the sentence begins.
        at: where the figure stands.
        indicator: of the figure; only those who attend are told of so.
    """
    if indicator != _CODE or not _GUESTS.match(scan.lowered, start, at):
        return None
    held = _held_by(scan, placer, start)
    placed = placer.resolve(placer.deepest(held)) if held else own
    if placed.level < own.level:
        placed = own
    return placed, Reason("place", f"số người dự là của nơi tổ chức → {placed.label}")


def _held_by(scan: Scan, placer: Placer, start: int) -> Mention | None:
    """Who held the event that the sentences before told of."""
    number = scan.sentence_number(start)
    for stretch in reversed(scan.sentences[max(0, number - _BACK) : number]):
        held = _HELD.search(scan.lowered, stretch.start, stretch.end)
        told = _organiser(scan, placer, stretch, held.start()) if held else None
        if told is not None:
            return told
    return None


def _organiser(scan: Scan, placer: Placer, stretch: Stretch, held: int) -> Mention | None:
    """The last place named before an event that is more than its venue."""
    end, is_venue = -_CHAIN, False
    told: Mention | None = None
    for mention in placer.between(stretch.start, held):
        if mention.start - end > _CHAIN:
            is_venue = _VENUE.search(scan.lowered, stretch.start, mention.start) is not None
        end = mention.end
        if not is_venue and mention.level > Level.PROVINCE:
            told = mention
    return told
