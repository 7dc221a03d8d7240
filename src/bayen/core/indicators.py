"""What is measured: indicators, how they add, and how they relate to each other.

Holds no list of indicators (the catalogue does) and no figures.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


class IndicatorKind(enum.StrEnum):
    """How figures of an indicator combine.

    FLOW adds over time and place. STOCK takes the last value in time and adds over place.
    RATE is recomputed from its parts, never averaged. NONE is never consolidated.
    """

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rate:
    """How a rate is recomputed, always in percent.

    Attributes:
        numerator: indicator code.
        denominator: indicator code; equal to ``numerator`` for a change over the same
            period of last year (``is_change``).
        is_change: whether it is (now - then) / then instead of numerator / denominator.
    """

    numerator: str
    denominator: str
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is counted or measured.

    Attributes:
        code: dotted English code, such as ``case.total``; never reused.
        name_vi, name_en: what it is called.
        unit_vi: the counted noun; "%" for rates.
        kind: how it adds.
        note: what a labeller or officer should know; may be "".
        section: the part of a form or document that it belongs to.
        parts: indicators that together make exactly this one; empty when it has none.
        rate: how to recompute it; None unless ``kind`` is RATE with known parts.
        sensitive: whether cells of 1 and 2 may be hidden outside the unit
            (shared/domain/privacy.md, rule 6).
        valid_from, valid_until: half-open life of the indicator; None is open.
    """

    code: str
    name_vi: str
    name_en: str
    unit_vi: str
    kind: IndicatorKind
    note: str = ""
    section: str = ""
    parts: tuple[str, ...] = ()
    rate: Rate | None = None
    sensitive: bool = False
    valid_from: date | None = None
    valid_until: date | None = None

    def is_in_force(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


@dataclass(frozen=True, slots=True)
class AtMost:
    """A relation that holds of any place and period: ``part`` never exceeds ``whole``."""

    part: str
    whole: str


Indicators = Mapping[str, Indicator]
