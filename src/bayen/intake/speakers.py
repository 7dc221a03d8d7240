"""Whose words a figure is in: the place of the official who tells it, in quotation or report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bayen.core.places import Level
from bayen.intake.inner_places import InnerPlaces
from bayen.intake.placing import Placed
from bayen.intake.setting import SPEAKER
from bayen.intake.values import Reason

_OFFICE = re.compile(r"(?:chủ tịch|bí thư|trưởng|phó|giám đốc|chỉ huy)[^.;,]{0,40}\s$")
_TELLS = re.compile(
    r"(?:,[^;,“\"\n]{0,40}){0,3},?\s*(?:\w+\s){0,5}?"
    r"(?:cho biết|chia sẻ|cho hay|thông tin|khẳng định|nhớ lại|kể|nhận định|đánh giá|tâm sự"
    r"|cho rằng|phấn khởi)(?!\w)"
)
_HEADS_GROUP = re.compile(
    r"(?<!\w)(?:trưởng (?:họ|tộc|dòng họ|thôn|bản|ấp|buôn|làng|xóm|khóm|khu phố)|tổ trưởng"
    r"|già làng)(?!\w)"
)
_CLOSES = re.compile(r"”|[^\s]\"")
_SPOKEN_WITHIN = 12
"""Sentences before a quotation in which its speaker is named."""


@dataclass(slots=True)
class Speakers:
    """Who speaks in one text, and of which place they are.

    Attributes:
        inner: the text, its own place, and which of its mentions lie within it or beside it.
    """

    inner: InnerPlaces

    def find(self, start: int, at: int) -> tuple[Placed, Reason] | None:
        """The place of who says what stands from the start of a sentence to a figure."""
        return self._quoted(start, at) or self.named(start, at)

    def named(self, start: int, at: int) -> tuple[Placed, Reason] | None:
        """The place of the official who tells: "Ông A, Chủ tịch UBND phường B, cho biết …"."""
        lowered = self.inner.scan.lowered
        for mention in self.inner.placer.between(start, at):
            if not mention.word or not self.inner.is_inner(mention):
                continue
            office = _OFFICE.search(lowered, max(start, mention.start - 60), mention.start)
            if office and _TELLS.match(lowered, mention.end, at):
                return self._told(self.inner.placer.resolve(self.inner.placer.deepest(mention)))
        return None

    def _quoted(self, start: int, at: int) -> tuple[Placed, Reason] | None:
        """Inside a quotation: the place of who speaks."""
        text = self.inner.scan.text
        line = self.inner.scan.line_start(at)
        spoken = SPEAKER.last(self.inner.scan.lowered, self.inner.scan.words, line, at)
        if spoken is None and text[line : line + 1] in {"“", '"'}:
            return self._said_before(start)
        if spoken is None or _CLOSES.search(text, spoken.end(), at):
            return None
        before = [
            m
            for m in self.inner.placer.between(line, spoken.start())
            if self.inner.is_inner(m)
            and m.word
            and (m.level is Level.VILLAGE or self.inner.is_below(m))
        ]
        if not before and _HEADS_GROUP.search(self.inner.scan.lowered, line, spoken.start()):
            return self._of_one_village(line)
        return self._told(self.inner.placer.resolve(before[-1], before)) if before else None

    def _of_one_village(self, line: int) -> tuple[Placed, Reason] | None:
        """The one village of the paragraph before, for the head of its clan or group."""
        above = self.inner.scan.lowered[:line].rstrip()
        last = self.inner.scan.line_start(len(above))
        told = [m for m in self.inner.placer.between(last, line) if m.level is Level.VILLAGE]
        inner = [m for m in told if m.word and self.inner.is_inner(m)]
        if len({m.name for m in inner}) != 1:
            return None
        return self._told(self.inner.placer.resolve(inner[0]))

    def _said_before(self, start: int) -> tuple[Placed, Reason] | None:
        """The place of who was last named as telling, for a paragraph that is all a quotation."""
        number = self.inner.scan.sentence_number(start)
        for earlier in range(number - 1, max(number - _SPOKEN_WITHIN, -1), -1):
            stretch = self.inner.scan.sentences[earlier]
            told = self.named(stretch.start, stretch.end)
            if told is not None:
                return told
        return None

    def _told(self, placed: Placed) -> tuple[Placed, Reason]:
        return placed, Reason("place", f"lời của người ở {placed.label}")
