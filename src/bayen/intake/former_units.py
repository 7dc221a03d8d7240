"""A unit that was there before July 2025, of which a later text tells: "thị trấn Tân Kỳ (cũ)".

The districts ended with June 2025, and communes were joined; what a text tells of one of them
is of that unit, by the names of its time, not of what bears its name now.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bayen.core.places import TWO_LEVELS_SINCE, Level, PlaceVersion
from bayen.intake.anchors import Sought
from bayen.intake.inner_places import InnerPlaces
from bayen.intake.letters import UPPER
from bayen.intake.mentions import Mention
from bayen.intake.names import COMMUNE_WORDS, DISTRICT_WORDS, LEVEL_WORDS
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan
from bayen.intake.values import Reason

LAST_DAY = TWO_LEVELS_SINCE - timedelta(days=1)
_IS_OLD = re.compile(r"\s*\(?cũ(?!\w)")
_MARKED = re.compile(r"\s*\(?cũ(?!\w)\)?")
_JOINS = frozenset({",", "(", "-", "–", "thuộc", ", thuộc"})
_NEAR = 14
"""Characters between a unit and the one around it, "(cũ)" included."""
# "Khi chưa sắp xếp", "năm 2024": what is told is of before; as a year of comparison it is not.
_BEFORE = re.compile(
    r"(?:(?:khi|lúc|hồi) chưa (?:sắp xếp|sáp nhập|hợp nhất)"
    r"|trước (?:khi |lúc )?(?:sắp xếp|sáp nhập|hợp nhất)"
    r"|(?<!so với )(?<!so )(?<!với )(?<!từ )năm (?:20[01]\d|202[0-4])(?!\w)"
    r"|6 tháng đầu năm 2025|(?:cuối|đầu|giữa) năm (?:20[01]\d|202[0-4]))"
)
# "Sau hợp nhất (thị trấn A và xã B cũ)": told only as what the place of now was made of.
_MADE_OF = Sought(
    r"(?:sáp nhập|hợp nhất|nhập|cơ sở|bao gồm|gồm|gộp|ghép|cộng(?: cả)?"
    r"|(?:tách ra|tách|lập|sắp xếp) từ)(?!\w)[^;]*$"
)
_OF = ("của ", "thuộc ")
_NOW = re.compile(r"(?<!\w)(?:đến nay|hiện nay|bây giờ|nay|hiện)(?!\w)")
_GONE_WORDS = (*DISTRICT_WORDS[:3], "thị trấn")
_BARE = re.compile(
    rf"(?<!\w)(?<!các )(?<!\d )(?P<word>{'|'.join(_GONE_WORDS)})(?!\s+[{UPPER}])(?!\w)"
)
_BACK = 3
"""Sentences back to which "thị trấn" is the one told of."""


@dataclass(frozen=True, slots=True)
class _Old:
    """A telling of a unit as it was; end is behind the names of what lay around it."""

    start: int
    end: int
    word: str
    placed: Placed


@dataclass(slots=True)
class FormerUnits:
    """What one text tells of units that are no more.

    Attributes:
        scan: the text.
        placer: its mentions.
        inner: which of them lie within its own place, or beside it.
        own: its own place.
    """

    scan: Scan
    placer: Placer
    inner: InnerPlaces
    own: Placed | None
    _told: list[_Old] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.placer.day < TWO_LEVELS_SINCE or self._is_of_before():
            return
        for at, mention in enumerate(self.placer.mentions):
            if (old := self._as_it_was(at, mention)) is not None:
                self._told.append(old)
        self._starts = [old.start for old in self._told]

    def find(self, start: int, at: int) -> tuple[Placed, Reason] | None:
        """The unit of before that a figure is of; None of any other figure.

        Args:
            start: where its sentence begins.
            at: where it stands.
        """
        if not self._told:
            return None
        named = self.placer.between(start, at)
        within = [old for old in self._between(start, at) if old.end <= at]
        told = within[-1] if within else None
        if told is not None and any(m.start >= told.end for m in named):
            return None
        if told is not None and self.scan.text.find(";", told.end, at) >= 0:
            return None
        bare = self._bare_last(told.end if told else start, at)
        if bare is not None:
            told = self._last_called(bare["word"], start if told is None else told.end)
        elif told is not None and self._is_left(told.end, at):
            return None
        if told is None or (bare is not None and self._is_left(bare.end(), at)):
            return None
        words = self.scan.text[told.start : told.end]
        reason = f"«{words}», đơn vị trước ngày 01/7/2025 → {told.placed.label}"
        return told.placed, Reason("place", reason)

    def _is_of_before(self) -> bool:
        """Whether the text's own place is one of before itself: a report sent later."""
        own = self.own.place_id if self.own else None
        if own is None or own in self.placer.atlas.groups_by_id:
            return False
        return self.placer.atlas.find_version(own, self.placer.day) is None

    def _between(self, start: int, end: int) -> Sequence[_Old]:
        first = bisect_left(self._starts, start)
        return self._told[first : bisect_left(self._starts, end, first)]

    def _bare_last(self, start: int, at: int) -> re.Match[str] | None:
        """The last level word of before without a name: "Cuối năm 2024, thị trấn có"."""
        found = list(_BARE.finditer(self.scan.text, start, at))
        return found[-1] if found else None

    def _last_called(self, word: str, at: int) -> _Old | None:
        """The unit of that kind told of in the sentences before."""
        number = self.scan.sentence_number(at)
        first = self.scan.sentences[max(number - _BACK, 0)].start
        called = [old for old in self._between(first, at) if old.word == word]
        return called[-1] if called else None

    def _is_left(self, start: int, at: int) -> bool:
        """Whether a sentence goes over to what there is now: "A cũ mới có 19; đến nay toàn xã"."""
        return _NOW.search(self.scan.lowered, start, at) is not None

    def _as_it_was(self, at: int, mention: Mention) -> _Old | None:
        """A mention as a unit of before, with the names of what lay around it."""
        is_unit = mention.word and mention.level is not Level.VILLAGE
        if not is_unit or self._is_around(at, mention) or self._is_part_of_now(mention):
            return None
        around, end = self._around(at, mention)
        marked = _IS_OLD.match(self.scan.lowered, mention.end) is not None
        if not marked and not self._must_be_old(mention, around, end):
            return None
        version = self._version(mention, around)
        if version is None:
            return None
        word = mention.word if mention.word in COMMUNE_WORDS else version.kind.word_vi
        return _Old(mention.start, end, word, self._placed(version, f"{word} {mention.name}"))

    def _is_part_of_now(self, mention: Mention) -> bool:
        """Whether a unit only says where something lies, or what a place of now was made of."""
        start = self.scan.sentence(mention.start).start
        lies_in = mention.level < Level.COMMUNE and self.scan.lowered.endswith(
            _OF, start, mention.start
        )
        if lies_in:
            return True
        before = _BEFORE.sub("", self.scan.lowered[start : mention.start])
        return self.inner.is_origin(mention) or _MADE_OF.search(before) is not None

    def _is_around(self, at: int, mention: Mention) -> bool:
        """Whether a name only says where the one right before it lies: "xã A (huyện B cũ)"."""
        before = self.placer.mentions[at - 1] if at else None
        if before is None or before.level <= mention.level or mention.start - before.end > _NEAR:
            return False
        gap = _MARKED.sub("", self.scan.lowered[before.end : mention.start], count=1)
        return gap.strip() in _JOINS

    def _around(self, at: int, mention: Mention) -> tuple[list[Mention], int]:
        """The units around one, named right behind it, and where all ends."""
        last, around = mention, []
        for further in self.placer.mentions[at + 1 :]:
            if further.level >= last.level or further.start - last.end > _NEAR:
                break
            gap = _MARKED.sub("", self.scan.lowered[last.end : further.start], count=1)
            if gap.strip() not in _JOINS:
                break
            around.append(further)
            last = further
        marked = _MARKED.match(self.scan.lowered, last.end)
        return around, marked.end() if marked else last.end

    def _must_be_old(self, mention: Mention, around: Sequence[Mention], end: int) -> bool:
        """Whether nothing of that kind is there now, and the words around it speak of before."""
        if self._is_there(mention):
            return False
        if any(_IS_OLD.match(self.scan.lowered, m.end) for m in around):
            return True
        start = self.scan.sentence(mention.start).start
        return _BEFORE.search(self.scan.lowered[start : mention.start]) is not None

    def _is_there(self, mention: Mention) -> bool:
        """Whether a unit of that name and kind stands on the day of the text."""
        if mention.word in _GONE_WORDS:
            return False
        day = self.placer.day
        levels = LEVEL_WORDS[mention.word]
        found = self.placer.names.named(mention.name, day, levels)
        return any(v.holds_on(day) and v.kind.level is mention.level for v in found)

    def _version(self, mention: Mention, around: Sequence[Mention]) -> PlaceVersion | None:
        """The unit that bore the name on the last day: where it is told to lie, else near by."""
        named = self.placer.names.named(mention.name, LAST_DAY, LEVEL_WORDS[mention.word])
        found = [v for v in named if v.holds_on(LAST_DAY)]
        of_kind = [v for v in found if v.kind.word_vi == mention.word] or found
        told = [v for v in of_kind if all(self._lies_in(v, m) for m in around)] or of_kind
        near = [v for v in told if self._is_near(v)] if len(told) > 1 else told
        return near[0] if len(near) == 1 else None

    def _lies_in(self, version: PlaceVersion, around: Mention) -> bool:
        above = self.placer.atlas.ancestors(version.place_id, LAST_DAY)
        named = self.placer.names.named(around.name, LAST_DAY)
        return bool({v.place_id for v in above} & {v.place_id for v in named})

    def _is_near(self, version: PlaceVersion) -> bool:
        """Whether a unit went into the text's own place, or lies where that lies."""
        if self.own is None:
            return False
        own = {v.place_id for v in self.placer.chain(self.own)} | {self.own.place_id}
        became = self.placer.atlas.became(version.place_id, self.placer.day)
        now = {one.place_id for one in became}
        above = {
            v.place_id
            for one in now
            for v in self.placer.atlas.ancestors(one, self.placer.day)
            if v.kind.level is not Level.NATION
        }
        own_above = {p for p in own if p is not None}
        is_within = self.own.place_id in now or (self.own.place_id in above)
        return is_within or (len(own_above) > 1 and bool(above & own_above))

    def _placed(self, version: PlaceVersion, called: str) -> Placed:
        """The unit with the name that the text gives it, and those around it by the lists."""
        _, *around = self.placer.atlas.named_line(version.place_id, LAST_DAY)
        label = ", ".join([called, *(v.label_vi for v in around)])
        return Placed(version.place_id, label, version.kind.level)
