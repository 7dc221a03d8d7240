"""What reading yields: candidates, proposals with their reasons, and the whole reading.

Plain frozen values; the finding and the resolving are in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from bayen.core.findings import Finding
from bayen.core.quantities import Bound
from bayen.intake.document import Document
from bayen.intake.layouts import Layout


class Candidate(NamedTuple):
    """A number in the text that may be a figure.

    Attributes:
        start: first character of the number in the document's text.
        end: one past the last (denominator, percent sign and scale word included).
        text: the characters between.
        value: the number in base units ("100 triệu" is 100000000).
        of: the denominator of "4/8".
        bound: from the words beside the number.
        unit: the counted noun as written, lower case; "" when none follows.
        passage: index of the passage it stands in.
    """

    start: int
    end: int
    text: str
    value: Decimal
    of: Decimal | None
    bound: Bound
    unit: str
    passage: int


class Reason(NamedTuple):
    """One line that a clerk understands, about "indicator", "place", "period" or "number"."""

    about: str
    text_vi: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the indicator (its code) or of the place (its id)."""

    code: str
    score: float
    reason: str


class Judgement(Protocol):
    """How sure a figure is, by what, and the words by which it stands.

    Attributes:
        confidence: 0 to 1.
        doubt: what to look at first, in one line; "" when nothing stands out.
        phrase: the words by which it stands, "…" for the number, free of names; "" when no
            such words are left.
        grounds: names of the evidence that the confidence comes from; empty in tables.
        said: words beside it by which labelled reports may remember it; empty in tables.
    """

    @property
    def confidence(self) -> float: ...
    @property
    def doubt(self) -> str: ...
    @property
    def phrase(self) -> str: ...
    @property
    def grounds(self) -> tuple[str, ...]: ...
    @property
    def said(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class PlainJudgement:
    """One that needs no working out, as of a cell of a table."""

    confidence: float
    phrase: str = ""
    doubt: str = ""
    grounds: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure with its indicator, place and period, awaiting a person.

    Attributes:
        candidate: the number itself.
        indicator: a code of the catalogue; "other" when none fits.
        note: for "other", what it counts.
        alternatives: other indicators that fit, best first.
        place_id: identity in the atlas; None when the text names none that it knows.
        place_text: "xã Mường Và, huyện Sốp Cộp, tỉnh Sơn La"; "" when unknown.
        place_alternatives: other places that the words may mean.
        first_day: None for a state of things as of last_day, or when nothing tells.
        last_day: inclusive; None when nothing tells.
        repeat: the same was said before in the document.
        reasons: why, one line a choice.
        judgement: how sure it is; of prose worked out when it is first asked for.
    """

    candidate: Candidate
    indicator: str
    note: str
    alternatives: tuple[Alternative, ...]
    place_id: str | None
    place_text: str
    place_alternatives: tuple[Alternative, ...]
    first_day: date | None
    last_day: date | None
    repeat: bool
    reasons: tuple[Reason, ...]
    judgement: Judgement = field(compare=False, repr=False)

    @property
    def confidence(self) -> float:
        """0 to 1."""
        return self.judgement.confidence

    @property
    def doubt(self) -> str:
        """What to look at first where it is not sure, in one line."""
        return self.judgement.doubt

    @property
    def phrase(self) -> str:
        """The words by which it stands, "…" for the number; "" when none free of names are."""
        return self.judgement.phrase


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in a document, in text order, with what the checks say.

    Attributes:
        document: what was read.
        day: of the document; None when nothing tells.
        proposals: the figures.
        findings: about one of them (``where`` is its index) or about the document ("").
        layouts: the layouts of its tables, as read.
        named_by: number of the layout and key of its headers, by the start of each figure of
            a table; with `remember_layouts` a corrected table is known next time.
    """

    document: Document
    day: date | None
    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]
    layouts: tuple[Layout, ...] = ()
    named_by: Mapping[int, tuple[int, str]] = field(default_factory=dict)
