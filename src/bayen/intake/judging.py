"""How sure a figure of prose is, and its words: worked out when somebody first asks.

Who only takes the figures, such as a batch, does without; the page of a document asks for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bayen.intake.confidence import Grounds, estimate, recall, words_beside
from bayen.intake.found import Found
from bayen.intake.phrasebook import find_phrase
from bayen.intake.scan import Scan


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
    def confidence(self) -> float:
        recalled = recall(self.said, self.basis.named.code, self.basis.days)
        return estimate((*self.grounds, *recalled))

    @cached_property
    def phrase(self) -> str:
        return find_phrase(self.scan, self.figure, self.noun)

    @cached_property
    def grounds(self) -> tuple[str, ...]:
        return self.basis.evidence

    @cached_property
    def said(self) -> tuple[str, ...]:
        return words_beside(self.figure, self.near, self.noun)
