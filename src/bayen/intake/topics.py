"""The place that a sentence is about by name: set in it, beginning with it, acting."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bayen.core.places import Level
from bayen.intake.bare_levels import SpokenLevels
from bayen.intake.inner_places import InnerPlaces
from bayen.intake.letters import LOWER
from bayen.intake.mentions import Mention
from bayen.intake.names import LEVEL_WORDS
from bayen.intake.placing import Placed
from bayen.intake.setting import (
    ACTS,
    AGENT_LEAD,
    ASIDE,
    EXAMPLE,
    HEADS,
    IS_CALLED,
    LEADING,
    OPENING,
    SET_OFF,
    SETTING,
)
from bayen.intake.values import Reason

_GOES_ON = re.compile(rf" (?!và |với |đến |- |– )[{LOWER}]")
"""What follows the subject of a sentence, not the place of a dateline or one of a list."""
_THEN_AT = re.compile(r",\s+(?:ở|tại)\s+")


@dataclass(slots=True)
class Topics:
    """What sentences of one text are about by name.

    Attributes:
        inner: the text, its own place, and which of its mentions lie within it or beside it.
        levels: its level words without a name.
    """

    inner: InnerPlaces
    levels: SpokenLevels

    def opening(self, start: int, end: int) -> Mention | None:
        """The place within the own one, or beside it, that a sentence begins with."""
        named = [m for m in self.inner.placer.between(start, end) if m.level is not Level.VILLAGE]
        first = next((m for m in named if IS_CALLED.match(self.inner.scan.lowered, m.end)), None)
        if first is None and named and named[0].start < end:
            begins = OPENING.fullmatch(self.inner.scan.lowered, start, named[0].start)
            first = named[0] if begins else None
        if first is None:
            return None
        if not (self.inner.is_inner(first) and (first.word or self.is_known(first))):
            return None
        return None if self._is_joined(first) else first

    def told(self, mention: Mention) -> tuple[Placed, Reason]:
        """A place named before, for what goes on about it without a name."""
        placed = self.inner.placer.resolve(mention)
        return placed, Reason("place", f"«{mention.label}» nói đến trước đó → {placed.label}")

    def is_known(self, bare: Mention) -> bool:
        """Whether a bare name is of a place within the own one, or told with its level too."""
        return bool(bare.found) and (
            self.inner.is_below(bare) or any(m.word for m in self.inner.placer.named(bare.name))
        )

    def _is_joined(self, mention: Mention) -> bool:
        """Whether another of its level follows as in a list: "A, B và C"."""
        after = self.inner.placer.between(mention.end, mention.end + 12)
        gap = self.inner.scan.lowered[mention.end : after[0].start].strip() if after else ""
        return (
            bool(after) and after[0].level is mention.level and gap in {",", "và", "-", "–", "với"}
        )

    def set_in(self, start: int, at: int) -> Mention | None:
        """The place that a sentence is set in: "Tại Đồng Tháp, …", "Bình Phước đã …"."""
        lowered = self.inner.scan.lowered
        for mention in self.inner.placer.between(start, at)[:2]:
            version = self.inner.placer.pick(mention)
            if version is None and not self._is_other_hamlet(mention):
                continue
            if version is not None and self._is_base(version.place_id):
                continue
            before = lowered[start : mention.start]
            set_off = SET_OFF.match(lowered, mention.end) is not None
            if (set_off or self._heads(mention)) and SETTING.fullmatch(before):
                return self._narrowed(mention, at)
            acts = ACTS.match(lowered, mention.end) is not None or self._heads(mention)
            acts = acts or self._is_of_country(mention)
            if acts and LEADING.fullmatch(before):
                return mention
            if (acts or set_off) and self._is_led_by_agent(start, mention, at):
                return mention
        return None

    def _narrowed(self, mention: Mention, at: int) -> Mention:
        """What a setting narrows down to: "Sang huyện Nam Giang, ở xã La Dêê, nơi có …"."""
        lowered = self.inner.scan.lowered
        for further in self.inner.placer.between(mention.end, at)[:1]:
            is_set = _THEN_AT.fullmatch(lowered, mention.end, further.start)
            if is_set and further.level > mention.level and SET_OFF.match(lowered, further.end):
                return further
        return mention

    def _is_of_country(self, mention: Mention) -> bool:
        """Whether a text on the country goes over to a province: "Hà Nội làm ở 126 xã"."""
        own = self.inner.own
        if own is None or own.level is not Level.NATION or mention.level is not Level.PROVINCE:
            return False
        return _GOES_ON.match(self.inner.scan.text, mention.end) is not None

    def _heads(self, mention: Mention) -> bool:
        """Whether what follows tells of a place as under a heading: "Xã Trường Xuân: …"."""
        return HEADS.match(self.inner.scan.lowered, mention.end) is not None

    def _is_other_hamlet(self, mention: Mention) -> bool:
        is_hamlet = mention.level is Level.VILLAGE and bool(mention.word)
        return is_hamlet and self.inner.is_inner(mention)

    def _is_base(self, place_id: str) -> bool:
        """Whether figures have that place anyhow; in a text of a cluster none of its parts."""
        own = self.inner.own
        return own is not None and place_id == own.place_id and not self.inner.of_cluster

    def _is_led_by_agent(self, start: int, mention: Mention, at: int) -> bool:
        """Whether someone of a place acts or tells, and no other place is spoken of since."""
        lowered = self.inner.scan.lowered
        opening = LEADING.match(lowered, start, mention.start)
        first = opening.end() if opening else start
        if not AGENT_LEAD.fullmatch(lowered, first, mention.start):
            return False
        since = self.levels.find(mention.end, at)
        if since is not None and mention.level not in LEVEL_WORDS.get(since, (Level.VILLAGE,)):
            return False
        return not any(m.word for m in self.inner.placer.between(mention.end, at))

    def find(self, start: int, end: int) -> Mention | None:
        """The one place that a sentence is about: set in, acting or described."""
        apart = self.set_in(start, end)
        if apart is not None:
            return apart
        told = [m for m in self.inner.placer.between(start, end) if self.inner.is_inner(m)]
        named = [m for m in told if m.word]
        if not named and len({m.name for m in told}) == 1 and self.inner.is_below(told[0]):
            named = told[:1]
        lowered = self.inner.scan.lowered
        acting = [
            m
            for m in named
            if ACTS.match(lowered, m.end) and not ASIDE.search(lowered[start : m.start])
        ]
        if not acting:
            return self._example(start, named)
        if len(acting) != 1 or len({m.label for m in named if m.level == acting[0].level}) > 1:
            return None
        return self.inner.placer.deepest(acting[0])

    def _example(self, start: int, named: list[Mention]) -> Mention | None:
        """The one place of what a sentence tells of: "Điển hình là tổ phụ nữ xã A"."""
        if not named or len({m.label for m in named if m.level == named[0].level}) > 1:
            return None
        told = EXAMPLE.fullmatch(self.inner.scan.lowered, start, named[0].start)
        return named[0] if told is not None else None
