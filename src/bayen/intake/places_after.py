"""The place told after a number, in its clause: "01 mô hình … tại xã Sơn Thái"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bayen.core.places import Level
from bayen.intake.inner_places import InnerPlaces
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed
from bayen.intake.together import Together
from bayen.intake.values import Reason

_POINTS_HERE = re.compile(
    r"(?:tại|ở|thuộc|trên địa bàn|của|cho|về|từ|trong|địa bàn|nhân dân|đến|ra"
    r"|với)\s+(?:\w+\s+){0,3}$|(?:hộ dân|người dân|bà con)\s+$"
)
_LEAD = 40
_LISTS = re.compile(r"(?:gồm|gồm có|như|:|là|giữa)\s*(?:có\s+)?(?:các\s+)?$")
_MOSTLY = re.compile(r"(?:chủ yếu|nhiều nhất|phần lớn|đông nhất|nhất là)(?: là)?(?: ở| tại)?\s*$")
_MODELS = re.compile(
    r"\s+(?:loại )?mô hình[^.;:\d\n“\"]{0,40}(?::|,? đó là:?|,? gồm(?: có)?:?|,? như:?)\s*[“\"]"
)
_QUOTED = re.compile(r"[“\"][^“”\"\n]{3,90}[”\"]\s+(?:tại|ở|của)\s")
_SHARE = re.compile(r"\s\(\d+(?: [^\W\d]+){0,2}\)(?:,| và)")
_OF_ONE = re.compile(r"của\s$")
_OF_WITHIN = 4


@dataclass(slots=True)
class PlacesAfter:
    """The places after the numbers of one text.

    Attributes:
        inner: the text, its own place, and which of its mentions lie within it or beside it.
        together: what several of them stand for.
    """

    inner: InnerPlaces
    together: Together

    def find(self, end: int, clause_end: int, indicator: str) -> tuple[Placed, Reason] | None:
        """The place, or of several what they stand for; None when none is told there.

        Args:
            end: one past the number.
            clause_end: where its clause ends.
            indicator: code of the figure.
        """
        named = [] if self._lists_models(end) else self._named(end, clause_end)
        if not named or not self._is_known(named[0]) or self._has_its_share(named[0]):
            return None
        if self._follows_counted(named[0], end):
            return self.together.place(named)
        if indicator == "emulation.signatories" or indicator.startswith("cluster."):
            return None
        return self.together.place(named) if self._is_pointed_at(named[0], end) else None

    def _named(self, end: int, clause_end: int) -> list[Mention]:
        """The names that the clause may tell the figure of."""
        return [
            m
            for m in self.inner.placer.between(end, clause_end)
            if self.inner.is_inner(m) or self._is_of_member(m)
        ]

    def _is_known(self, mention: Mention) -> bool:
        """Whether a bare name is of a place within the own one, or has its level word elsewhere."""
        if mention.word or self.inner.own is None:
            return True
        return self.inner.is_below(mention) or self.inner.is_with_word(mention)

    def _has_its_share(self, mention: Mention) -> bool:
        """Whether a name has a number of its own: "6 tổ ở xã A (3 tổ), xã B (2) và xã C (1)"."""
        return _SHARE.match(self.inner.scan.text, mention.end) is not None

    def _is_pointed_at(self, mention: Mention, end: int) -> bool:
        """Whether the words before a name say that it is where: "tại xã A", not "gồm xã A"."""
        lead = self.inner.scan.lowered[max(end, mention.start - _LEAD) : mention.start]
        if _LISTS.search(lead) or _MOSTLY.search(lead):
            return False
        return _POINTS_HERE.search(lead + " ") is not None or lead.rstrip().endswith("(")

    def _lists_models(self, end: int) -> bool:
        """Whether models follow by name, each with its place: "6 mô hình: “A” tại xã B; “C” …"."""
        listed = _MODELS.match(self.inner.scan.text, end)
        stop = self.inner.scan.sentence(end).end
        return listed is not None and len(_QUOTED.findall(self.inner.scan.text, end, stop)) > 1

    def _is_of_member(self, mention: Mention) -> bool:
        """Whether a text of a cluster tells of one district in it: "4 tập thể của huyện A"."""
        is_one = self.inner.of_cluster and mention.word and mention.level is Level.DISTRICT
        before = self.inner.scan.lowered[max(0, mention.start - _OF_WITHIN) : mention.start]
        return bool(is_one) and _OF_ONE.search(before) is not None

    def _follows_counted(self, mention: Mention, end: int) -> bool:
        """Whether the places counted stand between: "2 tổ: tổ 7 và tổ 8, phường Tân An"."""
        between = self.inner.placer.between(end, mention.start)
        if self.inner.counted is None or not between or between[-1].level <= mention.level:
            return False
        return self.inner.scan.text[between[-1].end : mention.start].strip() in {",", "("}
