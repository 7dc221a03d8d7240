"""What reading the tables of a document takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bayen.core.findings import Finding
from bayen.intake.document import Document
from bayen.intake.grids.blocks import Block
from bayen.intake.layouts import Layout
from bayen.intake.placing import Placed
from bayen.intake.timewords import Days
from bayen.intake.values import Proposal


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the document says around its tables.

    Attributes:
        day: of the document.
        own: its place; None when the text names none.
        own_reason: why that place.
        span_at: the period that runs at a character of the text, and the words that say so.
        sure_of_own: how sure its place is, 0 to 1.
    """

    day: date | None
    own: Placed | None
    own_reason: str
    span_at: Callable[[int], tuple[Days, str]]
    sure_of_own: float = 1.0


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding, and where the figure that it is about begins (None: about no figure read)."""

    finding: Finding
    start: int | None = None


@dataclass(frozen=True, slots=True)
class GridReading:
    """What the tables of a document hold, in the order of the text.

    Attributes:
        proposals: the figures.
        notes: totals that differ, cells that could not be read.
        layouts: the layout of each block, as read.
        named_by: number of the layout and key of its headers (``Headers.key``), by the start
            of each figure.
    """

    proposals: tuple[Proposal, ...] = ()
    notes: tuple[Noted, ...] = ()
    layouts: tuple[Layout, ...] = ()
    named_by: Mapping[int, tuple[int, str]] = field(default_factory=dict)

    def findings_about(self, proposals: Sequence[Proposal]) -> Iterator[Finding]:
        """The findings, each at the index of its figure among all proposals of the document."""
        index = {proposal.candidate.start: i for i, proposal in enumerate(proposals)}
        for note in self.notes:
            at = None if note.start is None else index.get(note.start)
            yield note.finding if at is None else replace(note.finding, where=str(at))


@dataclass(slots=True)
class Tables:
    """The tables of a document that hold figures, found once."""

    document: Document
    blocks: list[Block]

    @property
    def claimed(self) -> frozenset[int]:
        """Indexes of the passages that are read here and not as prose."""
        return frozenset(index for block in self.blocks for index in block.claimed())
