"""A figure found in a text, before anything is resolved."""

from __future__ import annotations

from typing import NamedTuple

from bayen.intake.numbers import Number
from bayen.intake.units import Unit
from bayen.intake.values import Candidate


class Found(NamedTuple):
    """A figure with what the resolver needs of its unit.

    Attributes:
        candidate: what will be proposed.
        number: as read.
        unit: the counted noun; None when none is known.
        told_before: the noun phrase, where it stands before the number and none after it.
    """

    candidate: Candidate
    number: Number
    unit: Unit | None
    told_before: str = ""
