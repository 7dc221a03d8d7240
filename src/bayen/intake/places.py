"""Which place a figure is of: the text's own place, or one that its sentence names.

The place of the text is told by its title, its lead and what it keeps naming. A figure has
another place when its clause says so ("tại xã Sơn Thái"); several places at once stand for
their common parent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from bayen.core.atlas import Atlas
from bayen.core.places import Level
from bayen.intake.bare_levels import SpokenLevels, match_within
from bayen.intake.clauses import find_clause
from bayen.intake.clusters import find_cluster, find_member
from bayen.intake.focus import Focus
from bayen.intake.former_units import FormerUnits
from bayen.intake.guests import find_event
from bayen.intake.inner_names import take_inner
from bayen.intake.inner_places import InnerPlaces
from bayen.intake.mentions import Mention
from bayen.intake.named_places import find_mentions
from bayen.intake.names import LEVEL_WORDS, PlaceNames
from bayen.intake.names_beside import NamesBeside
from bayen.intake.nation import NationWords
from bayen.intake.own_place import OwnPlace
from bayen.intake.place_evidence import PlaceGround
from bayen.intake.places_after import PlacesAfter
from bayen.intake.places_before import PlacesBefore
from bayen.intake.placing import NATION, Placed, Placer
from bayen.intake.scan import Scan, Stretch
from bayen.intake.together import Together
from bayen.intake.values import Alternative, Reason
from bayen.intake.wholes import find_counted_in, find_whole, names_own
from bayen.intake.wide_places import WidePlaces

_RIVALS = 2
_Told = tuple[Placed, Reason] | None


class _Figure(NamedTuple):
    """A figure whose place is asked: its number, code, sentence and clause."""

    start: int
    end: int
    indicator: str
    sentence: Stretch
    clause_start: int
    clause_end: int


def _is_bare_province(mention: Mention) -> bool:
    """Whether a name may be of the paper, or of where a text was written."""
    return mention.level is Level.PROVINCE and not mention.word


@dataclass(slots=True)
class PlaceReader:
    """The places of one text, asked figure by figure; ``ground`` is what stands for its own.

    ``second`` says whether the text's own place is looked at again.
    """

    scan: Scan
    names: PlaceNames
    day: date
    given: str | None
    title_end: int
    second: bool = False
    own: Placed | None = None
    own_reason: str = ""
    ground: PlaceGround = field(init=False)
    _placer: Placer = field(init=False)
    _inner: InnerPlaces = field(init=False)
    _focus: Focus = field(init=False)
    _wide: WidePlaces = field(init=False)
    _beside: NamesBeside = field(init=False)
    _former: FormerUnits = field(init=False)
    _named_from: int = field(init=False)
    _after: PlacesAfter = field(init=False)
    _before: PlacesBefore = field(init=False)
    _cluster: Placed | None = None
    _alone: Placed | None = None
    """The text's own place; None of a text of a cluster."""
    _in_sentence: dict[int, tuple[Alternative, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        mentions = find_mentions(self.scan.text, self.names, self.day, self.scan.words)
        self._placer = Placer(self.scan.text, mentions, self.names, self.day)
        nation = NationWords(self.scan.lowered)
        finder = OwnPlace(self.scan, self._placer, self.title_end, nation, self.second)
        self.own, self.own_reason = finder.find(self.given)
        if (inner := take_inner(self._placer, self.own)) is not None:
            self._placer = Placer(self.scan.text, inner, self.names, self.day)
        self._placer.own = self.own
        self._cluster = find_cluster(self.scan, self._placer, self.title_end)
        of_cluster = self._cluster is not None
        self._alone = None if of_cluster else self.own
        base = self._cluster or self.own
        levels = SpokenLevels(self.scan)
        self._inner = InnerPlaces(self.scan, self._placer, self.day, self.own, of_cluster)
        self.ground = PlaceGround(
            self.scan, self._placer, base, self.given, self.title_end, levels, finder, self._inner
        )
        together = Together(self.scan, self._placer, base)
        self._wide = WidePlaces(self.scan, self._placer, nation, self._alone)
        self._beside = NamesBeside(self.scan, self._placer, together, self.own)
        self._named_from = self._first_inner()
        self._focus = Focus(self._inner, levels)
        self._former = FormerUnits(self.scan, self._placer, self._inner, base)
        self._after = PlacesAfter(self._inner, together)
        self._before = PlacesBefore(self._inner, together)

    @property
    def atlas(self) -> Atlas:
        return self.names.atlas

    def rivals(self, placed: Placed | None, at: int) -> tuple[Alternative, ...]:
        """Other listed places that a figure may be of: named in its sentence, and the text's own.

        Args:
            placed: what was read.
            at: where the figure stands.
        """
        number = self.scan.sentence_number(at)
        if number not in self._in_sentence:
            self._in_sentence[number] = self._places_in(self.scan.sentences[number])
        read = placed.place_id if placed else None
        others = [place for place in self._in_sentence[number] if place.code != read]
        return tuple(others[:_RIVALS])

    def _places_in(self, sentence: Stretch) -> tuple[Alternative, ...]:
        """The listed places named in a sentence, the last first, and the text's own."""
        named = reversed(self._placer.between(sentence.start, sentence.end))
        picked = [v.place_id for m in named if m.word and (v := self._placer.pick(m))]
        own = [self.own.place_id] if self.own and self.own.place_id else []
        why = "địa bàn khác mà câu hoặc văn bản nói đến"
        return tuple(Alternative(place_id, 0.0, why) for place_id in dict.fromkeys(picked + own))

    # --- the place of one figure ----------------------------------------------------------

    def read(
        self, start: int, end: int, next_start: int, indicator: str, counted: Level | None
    ) -> tuple[Placed | None, Reason]:
        """The place of the figure at start–end; None when the text names none.

        What is told first in this order counts, whatever comes after it.

        Args:
            start: first character of the number.
            end: one past the last.
            next_start: where the next figure begins.
            indicator: code of the figure.
            counted: level of the places that it counts ("7/15 bản"), which is below its own.
        """
        self._inner.counted = counted
        sentence = self.scan.sentence(start)
        clause = find_clause(self.scan, sentence, start, end, next_start)
        figure = _Figure(start, end, indicator, sentence, *clause)
        return (
            self._told_outright(figure)
            or self._after.find(end, figure.clause_end, indicator)
            or self._of_sentence(figure)
            or self._before.find(figure.clause_start, start)
            or self._gone_on_about(figure)
            or self._of_text()
        )

    def _told_outright(self, figure: _Figure) -> _Told:
        """The nation, a unit that is no more, a name beside the number, a named place above."""
        at, start = figure.start, figure.sentence.start
        return (
            self._wide.find(start, at)
            or self._former.find(start, at)
            or self._beside.find(start, at)
            or self._above(start, at, figure.end)
        )

    def _of_sentence(self, figure: _Figure) -> _Told:
        """Who held the event, the nation still, the own place again, one side of a cluster."""
        return (
            self._event(figure)
            or self._nation_still(figure.sentence)
            or self._own_again(figure.clause_start, figure.start)
            or (find_member(self.scan, self._placer, figure.start) if self._cluster else None)
        )

    def _gone_on_about(self, figure: _Figure) -> _Told:
        """What the text has come to tell of, be it only what it does before it names its own."""
        stands = figure.indicator.startswith("programme.houses")
        focus = self._focus.find(figure.sentence.start, figure.start, stands=stands)
        later = self._focus.set_after(figure.end, figure.clause_end)
        if focus is None or (later is not None and later[0].level > focus[0].level):
            focus = later
        if focus is None:
            return self._before_named(figure.start)
        is_village = focus[0].level is Level.VILLAGE
        around = self._focus.around(figure.sentence.start, figure.end) if is_village else None
        return around or focus

    def _of_text(self) -> tuple[Placed | None, Reason]:
        """The text's own place, or the cluster that it is of."""
        base = self._cluster or self.own
        if base is None:
            return None, Reason("place", "không thấy tên địa bàn nào trong văn bản")
        why = "cụm giáp ranh ở đầu văn bản" if self._cluster else self.own_reason
        return base, Reason("place", f"{why} → {base.label}")

    def _first_inner(self) -> int:
        """Where a text first names anything but what lies around its own place."""
        above = {version.place_id for version in self._placer.chain(self.own)} if self.own else ()
        for mention in self._placer.mentions:
            version = self._placer.pick(mention)
            if version is None or version.place_id not in above:
                return mention.start
        return len(self.scan.text)

    def _before_named(self, at: int) -> _Told:
        """The place above the own one of which a text speaks before it first names that."""
        if self._alone is None or self.given or at > self._named_from:
            return None
        named = self._placer.between(0, at)
        if not named or _is_bare_province(named[-1]):
            return None
        placed = self._placer.resolve(named[-1])
        return placed, Reason("place", f"trước khi nêu {self._alone.label} → {placed.label}")

    def _event(self, figure: _Figure) -> _Told:
        """The place of what people came to, in a sentence that lists the guests."""
        if self._alone is None:
            return None
        within = match_within(self.scan, figure.end)
        if within is not None and within["word"] not in LEVEL_WORDS:
            return None  # "hơn 300 người dân trong thôn"
        start, at = figure.sentence.start, figure.start
        return find_event(self.scan, self._placer, self._alone, start, at, figure.indicator)

    def _nation_still(self, sentence: Stretch) -> _Told:
        """The nation, in a sentence that only tells more of it."""
        if not self._wide.nation_goes_on(sentence):
            return None
        return NATION, Reason("place", "câu này nói rõ thêm về «cả nước» ở câu trước")

    def _own_again(self, start: int, at: int) -> _Told:
        """The text's own place, in a clause that comes back to it by name."""
        own = self._alone
        if own is None or not names_own(self.scan, self._placer, own, start, at):
            return None
        return own, Reason("place", f"nói lại đến {own.label}")

    def _above(self, start: int, at: int, end: int) -> _Told:
        """A place above the text's own that the sentence tells of by name."""
        own = self._alone
        if own is None:
            return None
        told = find_whole(self.scan, self._placer, own, start, at)
        return told or find_counted_in(self.scan, self._placer, own, at, end, self._inner.counted)
