"""The place told before a number, in its clause: "nhân dân xã Mường Và giao nộp 175 khẩu"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bayen.core.places import Level
from bayen.intake.bare_levels import WHOLE, find_subjects
from bayen.intake.inner_places import OF_WHICH, InnerPlaces
from bayen.intake.local_police import find_police
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed
from bayen.intake.setting import ACTS
from bayen.intake.together import Together
from bayen.intake.values import Reason

_LISTED_BESIDE = re.compile(r"[^\w,;]*(?:\([^()]*\)\s*)?,?\s*và\s*")
_NAMES_LEVEL = re.compile(r"(?:^|\W)(?:xã|phường|thôn|bản|ấp)\s")
_LISTED_WITH = re.compile(
    r"\s*(?:\([^()\d\n]*\)\s*)?(?:,|và|;|\(|\)|với|giữa|,\s*(?:xã|phường))*"
    r"\s*(?:các\s+)?(?:xã|phường|bản|thôn)?\s*"
)
_LIES_IN = frozenset({"ở", "thuộc", "của", "nằm ở"})
_OF_WHICH_WITHIN = 16
_APART = re.compile(r"riêng|trong đó|nhiều nhất|nhất là|chủ yếu|\d")
_ASIDE_REACH = 60
_SETS = re.compile(
    r"(?:tại|ở|địa bàn|riêng|như|của|nhân dân|bà con|người dân|dân|phía|bên|trong đó)\s*$"
)
_BREAK = re.compile(r"(?:,|còn|trong đó|thì|nhưng|mà|song)\s+$")
# "khởi đầu ở thôn A, nay đã phủ 14/15 thôn với …": where something began is not where it is.
_GROWN_SINCE = re.compile(
    r"(?<!\w)(?:nay|hiện|lúc này|bây giờ),? [^.;:]{0,60}?(?:phủ|phát triển|nhân rộng|nhân ra|lan"
    r"|mở rộng|có mặt|tăng lên|đã có ở|ra mắt tại|có ở|triển khai)(?!\w)"
    r"|(?<!\w)(?:lan|nhân|nhân rộng|triển khai|mở rộng|tỏa)(?: rộng)? (?:ra|sang|khắp)(?!\w)"
)
_DONE_BY = re.compile(r"\d[^.;]{0,40}\s(?:do|mà)\s(?:\w+\s){0,4}$")
_DONE = re.compile(r"[^.,;\d]{0,40}(?:,| và)\s(?:gần |hơn )?$")
_PART_OF = re.compile(r"\s+là\s[^.;,]{0,60}\s(?:của|thuộc)\s+")


@dataclass(slots=True)
class PlacesBefore:
    """The places before the numbers of one text.

    Attributes:
        inner: the text, its own place, and which of its mentions lie within it or beside it.
        together: what several of them stand for.
    """

    inner: InnerPlaces
    together: Together

    def find(self, start: int, at: int) -> tuple[Placed, Reason] | None:
        """The place, or of a list what it stands for; None when none is told there.

        Args:
            start: where the clause begins.
            at: where the number stands.
        """
        named = self._named(start, at)
        if not named or self._is_left(named[-1], start, at):
            return None
        acting = find_police(self.inner.scan, self.inner.placer, named[-1], at)
        return acting or self.together.place(self._run_up_to(named))

    def _named(self, start: int, at: int) -> list[Mention]:
        """The names of the clause, up to the last that is not told of in passing."""
        named = [
            m
            for m in self.inner.placer.between(start, at)
            if self.inner.is_inner(m) and (m.word or self._is_told_bare(m, start))
        ]
        if self._describes(named):
            named.pop()  # "Lóng Sập là xã biên giới của huyện Mộc Châu, có 9 bản"
        while named and (
            self._is_closed_aside(named[-1], at) or self._only_found_by(named[-1], start, at)
        ):
            named.pop()  # "112 khẩu (riêng xã Cư Pui 47), 1,5 kg": told in brackets, and done
        return named

    def _is_left(self, last: Mention, start: int, at: int) -> bool:
        """Whether a figure is no more of the place named last before it."""
        if _GROWN_SINCE.search(self.inner.scan.lowered, last.end, at):
            return True
        between = self.inner.scan.text[last.end : at]
        if WHOLE.search(self.inner.scan.text, self.inner.scan.words, last.end, at):
            return True
        if find_subjects(self.inner.scan, last.end, at) and not _NAMES_LEVEL.search(between):
            return True
        if (
            self.inner.of_cluster
            and last.level <= Level.DISTRICT
            and not self._is_of_which(last, start)
        ):
            return True
        # "xã A, xã B và 3 địa bàn khác": counted beside the named ones
        return _LISTED_BESIDE.fullmatch(between) is not None

    def _run_up_to(self, named: list[Mention]) -> list[Mention]:
        """The last name with those listed before it, and what lies in it: "bản A ở xã B"."""
        run = [named[-1]]
        for mention in reversed(named[:-1]):
            gap = self.inner.scan.lowered[mention.end : run[0].start]
            is_within = mention.level > run[0].level and gap.strip() in _LIES_IN
            if not is_within and not _LISTED_WITH.fullmatch(gap):
                break
            run.insert(0, mention)
        return run

    def _only_found_by(self, mention: Mention, start: int, at: int) -> bool:
        """Whether a place is told of in passing: "do người dân bản A nhặt được và 11"."""
        lowered = self.inner.scan.lowered
        by = _DONE_BY.search(lowered, max(start, mention.start - _ASIDE_REACH), mention.start)
        return by is not None and _DONE.match(lowered, mention.end, at) is not None

    def _is_closed_aside(self, mention: Mention, at: int) -> bool:
        """Whether brackets closed before a figure tell of one place what is apart from the rest."""
        opened = self.inner.scan.text.rfind(
            "(", max(0, mention.start - _ASIDE_REACH), mention.start
        )
        if opened < 0 or ")" in self.inner.scan.text[opened : mention.start]:
            return False
        is_told = _APART.match(self.inner.scan.lowered, opened + 1) is not None
        return is_told and ")" in self.inner.scan.text[mention.end : at]

    def _describes(self, named: list[Mention]) -> bool:
        """Whether the last place is only said to be the one that the place before it is part of."""
        if len(named) < 2 or named[-1].level >= named[-2].level:
            return False
        gap = self.inner.scan.lowered[named[-2].end : named[-1].start]
        return _PART_OF.fullmatch(gap) is not None

    def _is_told_bare(self, mention: Mention, start: int) -> bool:
        """Whether a bare name says where: within the own place, or one side of a cluster."""
        if self.inner.of_cluster and self._is_of_which(mention, start):
            return True
        return self.inner.is_below(mention) and self._is_setting(mention, start)

    def _is_of_which(self, mention: Mention, start: int) -> bool:
        """Whether a side of a cluster is told of apart: "trong đó, huyện A có"."""
        lead = max(start, mention.start - _OF_WHICH_WITHIN)
        return OF_WHICH.search(self.inner.scan.lowered, lead, mention.start) is not None

    def _is_setting(self, mention: Mention, start: int) -> bool:
        """Whether a bare name says where: at the start, or after "tại", "ở", "địa bàn"."""
        before = self.inner.scan.lowered[start : mention.start]
        if not before.strip(' \n\t-+•“"') or _SETS.search(before):
            return True
        return _BREAK.search(before) is not None and bool(
            ACTS.match(self.inner.scan.lowered, mention.end)
        )
