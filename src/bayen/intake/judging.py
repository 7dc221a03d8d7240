"""How sure a figure of prose is, and its words: worked out when somebody first asks.

Who only takes the figures, such as a batch, does without; the page of a document asks for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bayen.catalogue.confidence import load_confidence
from bayen.intake.confidence import Grounds, recall, words_beside
from bayen.intake.doubts import explain_doubt
from bayen.intake.found import Found
from bayen.intake.phrasebook import find_phrase
from bayen.intake.scan import Scan
from bayen.intake.values import Proposal


@dataclass(frozen=True)
class ProseJudgement:
    """What the reading of one figure rests on.

    Attributes:
        scan: the text.
        figure: the number.
        near: the words right before it, as its context has them.
        noun: the noun phrase after it.
        basis: how indicator, place and period were found.
    """

    scan: Scan
    figure: Found
    near: str
    noun: str
    basis: Grounds

    @cached_property
    def parts(self) -> Mapping[str, float]:
        """How sure the number, the indicator, the place and the period are, each 0 to 1."""
        return load_confidence().parts(self._evidence)

    @cached_property
    def confidence(self) -> float:
        return load_confidence().share(self._evidence)

    @property
    def doubt(self) -> str:
        return explain_doubt(self.parts, self._evidence)

    @cached_property
    def phrase(self) -> str:
        return find_phrase(self.scan, self.figure, self.noun)

    @cached_property
    def grounds(self) -> tuple[str, ...]:
        return self.basis.evidence

    @cached_property
    def said(self) -> tuple[str, ...]:
        return words_beside(self.figure, self.near, self.noun)

    @cached_property
    def _evidence(self) -> tuple[str, ...]:
        return (*self.grounds, *recall(self.said, self.basis.named.code))


def judge_changes(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same proposals; what was set after it was read is judged as taken from elsewhere."""
    return [_judge_change(proposal) for proposal in proposals]


def _judge_change(read: Proposal) -> Proposal:
    judgement = read.judgement
    if not isinstance(judgement, ProseJudgement):
        return read
    basis = judgement.basis
    label = basis.placed.label if basis.placed else ""
    days = (read.first_day, read.last_day)
    changed = (("place", label != read.place_text), ("period", basis.days != days))
    later = frozenset(part for part, is_changed in changed if is_changed)
    if not later:
        return read
    return replace(read, judgement=replace(judgement, basis=basis._replace(later=later)))
