"""The villages that a text is about, rather than about the commune around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bayen.core.places import Level
from bayen.intake.level_talk import LevelTalk
from bayen.intake.mention_weights import LEAD
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan

_CAPTION = re.compile(r"(?m)^\s*\([^\n]*$|^[^\n]*(?:Ảnh|ẢNH)\b[^\n]*$")
_OFTEN = 3
_ABOVE_WITHIN = 4
_HARDLY_SAID = 2
"""Times that a text of one hamlet may say "xã", "toàn xã", "Công an xã"."""


@dataclass(slots=True)
class OwnVillages:
    """Tells of the villages of one text which it is about.

    Attributes:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
        talk: how often it speaks of a place by its level alone.
    """

    scan: Scan
    placer: Placer
    title_end: int
    talk: LevelTalk
    _often: Sequence[str] | None = None

    def is_subject(self, village: Mention) -> bool:
        """Whether a text is about a village: its head names it, or the text keeps doing so."""
        if self._shares_name(village):
            return False  # "buôn làng Ea Bung" of the commune of that name
        return self._is_titled(village.name) or self._is_kept_to(village)

    def find_called(self, name: str) -> Mention | None:
        """The village of that name, when the text has no other place of that name."""
        same = [m for m in self.placer.named(name) if m.word]
        if same and all(m.level is Level.VILLAGE for m in same):
            return same[0]
        return None

    def find_titled(self) -> tuple[Placed, str] | None:
        """The one hamlet of a text that its title names, by a number too: "Chiếc kẻng khối 11"."""
        named = [m for m in self.placer.mentions if m.word and m.level is Level.VILLAGE]
        labels = {m.label.casefold() for m in named}
        if len(labels) != 1 or self._shares_name(named[0]):
            return None
        if self.talk.counts[Level.COMMUNE] > _HARDLY_SAID or not self._is_in_title(labels.pop()):
            return None
        hamlet = self.placer.resolve(max(named, key=self._names_above))
        return hamlet, f"«{hamlet.label.partition(',')[0]}» là nơi duy nhất nêu ở tiêu đề"

    def _shares_name(self, village: Mention) -> bool:
        return any(m.level is not Level.VILLAGE for m in self.placer.named(village.name))

    def _is_titled(self, name: str) -> bool:
        """Whether the head of the text names a village, which is then what it is about."""
        may_be = not name[:1].isdigit() and len(name) > 2
        return may_be and name in self._head_of(self.scan.text)

    def _head_of(self, text: str) -> str:
        """The head of the text, as written or in lower case, without what is said of pictures."""
        return _CAPTION.sub("", text[: self.title_end])

    def _is_in_title(self, label: str) -> bool:
        """Whether the title names a hamlet in full, and no larger place before it."""
        head = self._head_of(self.scan.lowered)
        said = re.search(rf"(?<!\w){re.escape(label)}(?![\w.,]?\w)", head)
        if said is None:
            return False
        before = self.placer.between(self.scan.line_start(said.start()), said.start())
        return all(m.level >= Level.VILLAGE for m in before)

    def _names_above(self, mention: Mention) -> bool:
        """Whether the place above stands right after a name."""
        after = self.placer.between(mention.end, mention.end + _ABOVE_WITHIN)
        return bool(after) and after[0].level < mention.level

    def _is_kept_to(self, village: Mention) -> bool:
        """Whether a text keeps speaking of one village, more than of the place around it."""
        if self._often is None:
            self._often = self._find_often()
        if village.name not in self._often:
            return False
        first = self.placer.named(village.name)[0]
        return first.start < self.title_end + LEAD

    def _find_often(self) -> Sequence[str]:
        """The one village named often, and more than any commune."""
        named = [m for m in self.placer.mentions if m.word and len(m.name) > 2]
        counts = Counter(m.name for m in named if m.level is Level.VILLAGE)
        communes = Counter(m.name for m in self.placer.mentions if m.level is Level.COMMUNE)
        least = max(_OFTEN, 1 + max(communes.values(), default=0))
        often = [name for name, count in counts.items() if count >= least]
        return often if len(often) == 1 else []
