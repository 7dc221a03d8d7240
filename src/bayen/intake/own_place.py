"""The place that a text is of: what may tell it, asked in order until one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from bayen.catalogue.choices import load_points
from bayen.intake.calling import Calling
from bayen.intake.choosing import Crossed
from bayen.intake.given_place import may_be_narrowed, narrows, parse_given
from bayen.intake.level_talk import LevelTalk
from bayen.intake.nation import NationWords
from bayen.intake.own_candidates import OwnCandidate, OwnCandidates
from bayen.intake.own_levels import OwnLevels
from bayen.intake.own_nation import OwnNation
from bayen.intake.own_paper import find_paper
from bayen.intake.own_posts import find_post
from bayen.intake.own_strengths import OwnStrengths, Spoken
from bayen.intake.own_villages import OwnVillages
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan

SECOND_LEAD = 0.8
"""Log-odds by which another place must lead the rules' own; chosen with authors left out."""


@cache
def _points() -> Crossed:
    return Crossed(load_points("own"), lead=SECOND_LEAD)


@dataclass(slots=True)
class OwnPlace:
    """Finds the place of one text.

    Attributes:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
        nation: where it speaks of the whole country.
        second: whether to look again at the place that the rules choose by their scores.
        talk: how often it speaks of a place by its level alone.
    """

    scan: Scan
    placer: Placer
    title_end: int
    nation: NationWords
    second: bool = False
    talk: LevelTalk = field(init=False)
    _called: Calling = field(init=False)
    _by_scores: tuple[str, Sequence[Spoken]] | None = None

    def __post_init__(self) -> None:
        self.talk = LevelTalk(self.scan, self.placer.day)
        self._called = Calling(self.scan, self.placer, self.talk)

    def find(self, given: str | None) -> tuple[Placed | None, str]:
        """The place of the text and what told it; None when nothing does.

        Args:
            given: identity or name of the place that sent it.
        """
        chosen = parse_given(given, self.placer) if given else None
        if chosen is None:
            return self._told()
        if may_be_narrowed(self.scan, self.placer, chosen):
            placed, reason = self._told()
            if placed is not None and narrows(self.placer, chosen, placed):
                return placed, reason
        return chosen, "địa bàn được chọn khi nộp"

    def name(self, place_id: str) -> Placed:
        """A listed place as the text calls it."""
        return self._called.name(place_id)

    def candidates(self) -> Sequence[OwnCandidate]:
        """The place chosen by scores, and what else the text may be of; none of other places."""
        if self._by_scores is None:
            return ()
        key, spoken = self._by_scores
        scores = {one.key: one.strength for one in spoken}
        told = OwnCandidates(self.scan, self.placer, self.title_end, self.talk, scores)
        return told.around(key)

    # --- what the text itself tells -------------------------------------------------------

    def _told(self) -> tuple[Placed | None, str]:
        """The place that the text itself tells, whoever sent it: its paper first."""
        villages = OwnVillages(self.scan, self.placer, self.title_end, self.talk)
        strengths = OwnStrengths(self.scan, self.placer, self.title_end, self.talk, villages)
        nation = OwnNation(self.scan, self.placer, self.title_end, self.nation)
        spoken = strengths.find()
        if (paper := find_paper(self.scan, self.placer, self.title_end, spoken)) is not None:
            return paper
        if not spoken:
            return nation.find_ministry() or (None, "")
        levels = OwnLevels(self.scan, self.placer, self.title_end, self.talk, self._called)
        ranked = levels.rank(spoken)
        best = ranked[0]
        return (
            villages.find_titled()
            or levels.find_around(best)
            or nation.find(best.strength)
            or find_post(self.scan, self.placer, self._called, best)
            or self._of_unlisted(ranked)
            or self._of_listed(best, spoken)
        )

    def _of_unlisted(self, ranked: Sequence[Spoken]) -> tuple[Placed, str] | None:
        """The place spoken of most, when no list has it: under the best one above it."""
        best = ranked[0]
        if best.is_listed:
            return None
        placed, reason = self.placer.resolve(best.first), self._said_most(best)
        above = next((one for one in ranked if one.is_listed and one.level < placed.level), None)
        if placed.above_id is not None or above is None:
            return placed, reason
        label = f"{placed.label}, {self.name(above.key).label}"
        return Placed(None, label, placed.level, above.key), reason

    def _of_listed(self, best: Spoken, spoken: Sequence[Spoken]) -> tuple[Placed, str]:
        """The place spoken of most, or another one when all of the text speaks for that."""
        self._by_scores = best.key, spoken
        candidates = self.candidates() if self.second else ()
        chosen = _points().choose((), [(one.facts, ()) for one in candidates]) if candidates else 0
        if not chosen:
            return self.name(best.key), self._said_most(best)
        return self.name(candidates[chosen].place_id), "xét cả văn bản, phần lớn nói về nơi này"

    def _said_most(self, best: Spoken) -> str:
        words = self.scan.text[best.first.start : best.first.end]
        return f"«{words}» được nêu nhiều nhất và ở đầu văn bản"
