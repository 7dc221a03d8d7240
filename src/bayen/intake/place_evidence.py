"""What the place of a figure rests on: chosen by the office, agreed by title and body, or less.

These are kinds of evidence, not rules of reading: how often each is right was counted on texts,
and holds while the rules that find places change.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from bayen.core.places import Level
from bayen.intake.bare_levels import SpokenLevels
from bayen.intake.inner_places import InnerPlaces
from bayen.intake.mentions import Mention
from bayen.intake.own_place import OwnPlace
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan

_OFTEN = 3
"""Mentions from which a text that names no other place is surely of the one it names."""


@dataclass(frozen=True)
class PlaceGround:
    """The place of one text and what stands for it; counted when somebody first asks.

    Attributes:
        scan: the text.
        placer: its mentions.
        own: the place of the text, or of its cluster; None when nothing tells.
        given: identity or name of the place that sent it; None when nobody said.
        title_end: where its head ends.
        levels: the level words in it that stand without a name.
        finder: of its own place.
        inner: which of its mentions lie within that or beside it.
    """

    scan: Scan
    placer: Placer
    own: Placed | None
    given: str | None
    title_end: int
    levels: SpokenLevels
    finder: OwnPlace
    inner: InnerPlaces

    def kind(self, placed: Placed | None, at: int) -> str:
        """What a figure's place rests on.

        "told-titled", "told-alone", "told-among": chosen by the office, and the title names it;
        no other place is named; others are. "titled": title and body agree. "alone": the only
        place named, and often. "seldom": the only one, seldom. "weak": of several, not in the
        title. "differs": another than the one chosen. "named": another than the text's own, in
        the sentence. "carried": another one, from before. "none": no place.
        """
        if placed is None:
            return "none"
        if self.own is None or placed.label != self.own.label or self._is_hamlet:
            return "named" if self._is_in_sentence(placed, at) else "carried"
        if self.given is not None:
            return self._chosen if self._is_given else "differs"
        if self._is_titled and any(m.start >= self.title_end for m in self._with_level):
            return "titled"
        if self._others:
            return "weak"
        return "alone" if len(self._mine) >= _OFTEN else "seldom"

    def around(self, placed: Placed | None, at: int) -> str:
        """Which places are named where a figure stands, besides those above the text's own.

        "others": the sentence names another than the figure's; "before": the sentence before
        does; "own": the sentence names the figure's alone; "none": neither names any.
        """
        number = self.scan.sentence_number(at)
        if self._names_others(number, placed):
            return "others"
        if number and self._names_others(number - 1, placed):
            return "before"
        return "own" if placed and self._is_in_sentence(placed, at) else "none"

    @property
    def _is_hamlet(self) -> bool:
        """Whether a text was only found to be of a hamlet: no surer than one told of in it."""
        own = self.own
        return own is not None and self.given is None and own.level is Level.VILLAGE

    def _is_in_sentence(self, placed: Placed, at: int) -> bool:
        stretch = self.scan.sentence(at)
        named = self.placer.between(stretch.start, stretch.end)
        return any(_is_of(mention, placed) for mention in named)

    def _names_others(self, sentence: int, placed: Placed | None) -> bool:
        stretch = self.scan.sentences[sentence]
        first = bisect_left(self._others, stretch.start)
        for start in self._others[first : bisect_left(self._others, stretch.end, lo=first)]:
            [*_, mention] = self.placer.between(start, start + 1)
            if placed is None or not _is_of(mention, placed):
                return True
        return False

    @property
    def _chosen(self) -> str:
        if self._is_titled:
            return "told-titled"
        return "told-among" if self._others else "told-alone"

    @cached_property
    def _is_given(self) -> bool:
        """Whether the text's own place is the chosen one, and not one within or beside it."""
        given, atlas = self.given or "", self.placer.atlas
        if self.own is None:
            return False
        if given in atlas:
            return given == self.own.place_id
        return _name(given) == _name(self.own.label)

    @cached_property
    def _mine(self) -> list[Mention]:
        """Where the text names its own place."""
        return [m for m in self.placer.mentions if self.own and _is_of(m, self.own)]

    @cached_property
    def _with_level(self) -> list[Mention]:
        """Those that say what it is: "xã Mường Và", not "Mường Và"."""
        return [mention for mention in self._mine if mention.word]

    @cached_property
    def _is_titled(self) -> bool:
        return any(mention.start < self.title_end for mention in self._with_level)

    @cached_property
    def _others(self) -> list[int]:
        """Where the text names places that are neither its own nor above it."""
        if self.own is None:
            return []
        above = {version.place_id for version in self.placer.chain(self.own)}
        mine = {mention.start for mention in self._mine}
        found = []
        for mention in self.placer.mentions:
            version = self.placer.pick(mention)
            is_above = version is not None and version.place_id in above
            is_place = version is not None or bool(mention.word)
            if is_place and not is_above and mention.start not in mine:
                found.append(mention.start)
        return found


def _is_of(mention: Mention, placed: Placed) -> bool:
    """Whether a mention is by the name of a place, with its level word or without."""
    name = _name(placed.label)
    bare = mention.name.casefold()
    return mention.label.casefold() == name or name == bare or name.endswith(f" {bare}")


def _name(label: str) -> str:
    return label.partition(",")[0].strip().casefold()
