"""What an invented year is made of: forms as typed, the mistakes put in, the corrections."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

NOTICE_VI = "số liệu minh họa"


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a reporting month for which a commune answers: those on which it existed.

    The whole month, except the one that straddles 1 July 2025: the communes that ended answer
    for its days to 30/6, the new ones for the rest, those left as they were for all of it.

    Attributes:
        period: code of the decree's month, "2025-M07".
        first_day, last_day: both included.
    """

    period: str
    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True, slots=True)
class SampleSubmission:
    """One monthly form of one commune, as its officer typed it.

    Attributes:
        place_id: the commune.
        window: the days it answers for.
        sent_at: when it was sent, aware, UTC.
        figures: indicator code to the text in the field; "" for a field left empty.
    """

    place_id: str
    window: Window
    sent_at: datetime
    figures: Mapping[str, str]

    @property
    def key(self) -> tuple[str, date]:
        """What tells this submission from all others: the commune and its first day."""
        return self.place_id, self.window.first_day


class MistakeKind(enum.StrEnum):
    """Mistakes that officers make and checks should find."""

    PARTS_DIFFER = "parts-differ"
    PART_EXCEEDS_WHOLE = "part-exceeds-whole"
    TIMES_TEN = "times-ten"
    TEXT_FOR_NUMBER = "text-for-number"
    NEGATIVE = "negative"
    COMMA_FOR_DOT = "comma-for-dot"
    UNKNOWN_INDICATOR = "unknown-indicator"
    COPIED_FROM_LAST_MONTH = "copied-from-last-month"


@dataclass(frozen=True, slots=True)
class PlantedError:
    """One mistake put in on purpose; there is at most one in a submission.

    Attributes:
        kind: what was done.
        place_id: the commune.
        window: the days of the submission.
        indicator: the field that is wrong; for a copied month, one of the copied fields.
        typed: what stands in the field.
        truth: what would have stood there without the mistake.
    """

    kind: MistakeKind
    place_id: str
    window: Window
    indicator: str
    typed: str
    truth: str


@dataclass(frozen=True, slots=True)
class SampleCorrection:
    """A figure put right weeks after it was sent.

    Attributes:
        place_id, window, indicator: which figure.
        typed: what was sent at first.
        corrected: what it becomes.
        corrected_at: when, aware, UTC.
        reason_vi: why, as the officer writes it.
    """

    place_id: str
    window: Window
    indicator: str
    typed: str
    corrected: str
    corrected_at: datetime
    reason_vi: str


@dataclass(frozen=True, slots=True)
class SampleYear:
    """The whole invented year.

    Attributes:
        submissions: in order of the moment they were sent.
        missing: commune and window of every form that never came.
        errors: every mistake in the submissions.
        corrections: to be applied after all submissions were accepted.
    """

    submissions: tuple[SampleSubmission, ...]
    missing: tuple[tuple[str, Window], ...]
    errors: tuple[PlantedError, ...]
    corrections: tuple[SampleCorrection, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of everything as Python writes it, in hex: equal digests, equal years."""
        return hashlib.sha256(repr(self).encode()).hexdigest()
