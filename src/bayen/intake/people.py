"""The place of the person or group that a sentence goes on about: "Tổ của ông có 34 hộ".

A text brings somebody in with where they live, "ông Hai, ấp Vĩnh Hòa", and tells on with a
pronoun, in later paragraphs too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from bayen.core.places import Level
from bayen.intake.anchors import Opened
from bayen.intake.inner_places import InnerPlaces
from bayen.intake.letters import LOWER, UPPER
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed
from bayen.intake.scan import Stretch
from bayen.intake.values import Reason

_TITLE = r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]hú|[Cc]ô|[Cc]ụ|[Bb]ác|[Gg]ià(?: làng)?|[Bb]ok)"
_NAMED = re.compile(
    rf"(?<!\w){_TITLE} (?P<name>[{UPPER}][\w’']*(?: [{UPPER}][\w’']*){{0,4}})"
    rf"(?: \((?P<other>[{UPPER}][\w’']*(?: [{UPPER}][\w’']*){{0,2}})\))?"
)
_WHO = r"(?:ông|bà|anh|chị|cụ|già|chúng tôi|tôi|tụi tui|tui)"
_WHO += rf"(?= (?:(?!(?:con|bà|em|chị|ta)(?!\w))[{LOWER}]|\d))"
_PRONOUN = re.compile(
    r"[\s“\"\-–•*]*(?:[^.,;:“”\"]{0,40},\s+)?(?:có (?:vụ|lần|đêm|hôm) )?"
    r"(?:(?:cả |hiện |nay |từ đó )?(?:tổ|đội|nhóm|nhà|nghe lời|tổ của|đội của) )?" + _WHO
)
_OF_WHOM = Opened(r"(?:do|của) " + _WHO)
_ONE_OF = re.compile(r"là (?:một|1) trong (?:số )?")
_GROUP = re.compile(
    r"[\s“\"\-–•*]*(?:[^.,;:“”\"]{0,40},\s+)?(?:mấy |nay |hiện |đến nay )?"
    rf"(?:tổ|đội|nhóm|câu lạc bộ|các anh|anh em|bà con|mô hình|họ|tuyến đường)(?: này)?"
    rf"(?= (?:[{LOWER}]|\d))(?! \d+ (?:xã|phường|thôn|ấp|bản|huyện)(?!\w))"
)
_OF_GROUP = re.compile(
    r"(?:tổ|đội|nhóm|câu lạc bộ|chi hội|mô hình|hội quán|họ|tuyến đường)[^.;:]{0,90}$",
    re.IGNORECASE,
)
_LIVES_WITHIN = 70
_GROUP_BACK = 5
"""Sentences back to which "tổ", "đội" is the one told of."""
_SINCE = 10
"""Sentences since somebody was named by name in which a pronoun still means them."""


@dataclass(slots=True)
class People:
    """Who a text tells of, and where they live.

    Attributes:
        inner: the text, its own place, and which of its mentions lie within it or beside it.
    """

    inner: InnerPlaces
    _named: list[tuple[int, str]] | None = field(default=None)
    _homes: dict[str, Mention] = field(default_factory=dict)

    def find(self, start: int, at: int) -> tuple[Placed, Reason] | None:
        """The home of whom a sentence goes on about; None when it names its own subject.

        Args:
            start: where the sentence begins.
            at: where the figure stands.
        """
        scan, lowered = self.inner.scan, self.inner.scan.lowered
        if any(m.word for m in self.inner.placer.between(start, at)):
            return None
        home = None
        if _ONE_OF.search(lowered, start, at):
            return None
        if _PRONOUN.match(lowered, start, at) or _OF_WHOM.search(lowered, scan.words, start, at):
            home = self._of_last(start) or self._of_group(start)
        elif _GROUP.match(lowered, start, at):
            home = self._of_group(start)
        if home is None:
            return None
        own = self.inner.own if self.inner.is_own_village(home) else None
        placed = own or self.inner.placer.resolve(home)
        return placed, Reason("place", f"nói tiếp về người hoặc tổ ở {placed.label}")

    def _of_last(self, start: int) -> Mention | None:
        """The home of the person named last before a sentence."""
        named = self._people()
        last = bisect_left(named, (start, ""))
        number = self.inner.scan.sentence_number(start)
        if not last:
            return None
        at, name = named[last - 1]
        if number - self.inner.scan.sentence_number(at) > _SINCE:
            return None
        return self._homes.get(name)

    def _of_group(self, start: int) -> Mention | None:
        """The place of the group that the sentence before told of, or the last that named one."""
        before = self._last_with_place(start)
        if before is None:
            return None
        told = [m for m in self.inner.placer.between(before.start, before.end) if m.word]
        inner = [m for m in told if self.inner.is_inner(m) or self.inner.is_own_village(m)]
        deepest = [m for m in inner if m.level is max(one.level for one in inner)]
        if len({m.name for m in deepest}) != 1:
            return None
        is_led = _OF_GROUP.search(self.inner.scan.lowered, before.start, deepest[0].start)
        return deepest[0] if is_led else None

    def _last_with_place(self, start: int) -> Stretch | None:
        """The sentence before, or one further back in its paragraph when those since name none."""
        sentences, number = self.inner.scan.sentences, self.inner.scan.sentence_number(start)
        for before in reversed(sentences[max(0, number - _GROUP_BACK) : number]):
            if before.line != sentences[number].line and before is not sentences[number - 1]:
                return None
            if any(m.word for m in self.inner.placer.between(before.start, before.end)):
                return before
        return None

    def _people(self) -> list[tuple[int, str]]:
        """Where people are named, by the last word of their name; their homes are noted."""
        if self._named is None:
            self._named = []
            for match in _NAMED.finditer(self.inner.scan.text):
                name = match["name"].rpartition(" ")[2]
                self._named.append((match.start(), name))
                home = self._home(match)
                if home is not None:
                    for word in (name, *(match["other"] or "").split()):
                        self._homes.setdefault(word, home)
        return self._named

    def _home(self, match: re.Match[str]) -> Mention | None:
        """The place told beside a name: "ông Hai (ấp Vĩnh Hòa, xã Vĩnh Hanh)"."""
        end = self.inner.scan.sentence(match.start()).end
        near = self.inner.placer.between(match.end(), min(end, match.end() + _LIVES_WITHIN))
        for mention in near:
            if mention.word and self.inner.is_inner(mention) and mention.level >= Level.COMMUNE:
                gap = self.inner.scan.text[match.end() : mention.start]
                return mention if not set(gap) & set('“”":;') else None
        return None
