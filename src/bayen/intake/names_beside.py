"""The place of a number that is told right before it: "Bình Gia 9 xã, huyện Na Rì 8 xã"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bayen.core.places import Level
from bayen.intake.anchors import Sought
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan
from bayen.intake.together import Together
from bayen.intake.values import Reason

# "Tỷ lệ này ở thị xã A là 91%, ở huyện B 76%"; "kế đó là A với 6 xã".
_AS_MUCH = frozenset({"với", "có", ":"})
_TOLD_OF = frozenset({"là", "đạt", "-", "–"}) | _AS_MUCH
_NEXT_MOST = Sought(
    r"(?:(?<!hợp )nhất|dẫn đầu|đứng đầu|kế đó|kế đến|tiếp đến|tiếp theo|sau đó|tiếp sau)"
    r"(?: là)?(?: ở)?\s$"
)
_LEAD_WITHIN = 24
_BRACKETED = re.compile(r"^\s*\([^()\d]{1,30}\)")
# "đã chuyển Công an huyện Bù Đăng 11 vụ": who is handed something is not where it comes from.
_RECEIVES = Sought(
    r"(?:chuyển|bàn giao|báo|báo cáo|gửi|cung cấp|kiến nghị|đề nghị|đề xuất|tham mưu)"
    r"(?: (?:cho|đến|lên|về|sang|tới|với))? (?:(?:cơ quan|lực lượng) )?"
    r"(?:công an|ubnd|hđnd|đồn(?: biên phòng)?|đội|tòa án|viện kiểm sát|chi cục|hạt)\s+$"
)
# "Ở xã A (3 tổ), xã B (2) và xã C (1)".
_SHARE = re.compile(r"\d+(?: (?:tổ|mô hình|điểm|vụ|thôn|bản|đội|chốt))?\)")
_HANDED = 60
_NEXT_IN_RUN = re.compile(r"\s*(?:,|và)\s*")


@dataclass(slots=True)
class NamesBeside:
    """The names right before the numbers of one text.

    Attributes:
        scan: the text.
        placer: its mentions.
        together: what several of them stand for.
        own: the text's own place.
    """

    scan: Scan
    placer: Placer
    together: Together
    own: Placed | None

    def find(self, start: int, at: int) -> tuple[Placed, Reason] | None:
        """The place, or of a list what it stands for; None when no name is beside the number.

        Args:
            start: where the sentence begins.
            at: where the number stands.
        """
        named = self._without_bracket(self.placer.between(start, at), at)
        if not named or not self._is_beside(named[-1], start, at):
            return None
        last = named[-1]
        is_named = last.found or (last.word and last.level is Level.VILLAGE)
        if not is_named or last.name[-1:].isdigit() or self._receives(last):
            return None
        if run := self._run_up_to(named):
            return self.together.place(run)
        placed = self.placer.resolve(named[-1])
        return placed, Reason("place", f"«{named[-1].label}» ngay trước số → {placed.label}")

    def _without_bracket(self, named: list[Mention], at: int) -> list[Mention]:
        """The names before "(tỉnh A)" right before a number: "huyện B (tỉnh A) 6 xã"."""
        if len(named) < 2 or self.scan.text[named[-1].end : at].strip() != ")":
            return named
        inner, outer = named[-2], named[-1]
        opens = self.scan.text[inner.end : outer.start].strip() == "("
        return named[:-1] if opens and outer.level < inner.level else named

    def _is_beside(self, mention: Mention, start: int, at: int) -> bool:
        """Whether a number is told of a name right before it: "kế đó là A với 6 xã"."""
        gap = _BRACKETED.sub("", self.scan.lowered[mention.end : at]).strip()
        if gap == "(":
            return _SHARE.match(self.scan.text, at) is not None
        if gap not in _TOLD_OF:
            return not gap
        if gap in _AS_MUCH:
            lead = self.scan.lowered[max(start, mention.start - _LEAD_WITHIN) : mention.start]
            return _NEXT_MOST.search(lead) is not None
        return True

    def _receives(self, mention: Mention) -> bool:
        """Whether somebody above the text's own place is only handed what is counted."""
        if self.own is None or mention.level >= self.own.level:
            return False
        lowered = self.scan.lowered
        return (
            _RECEIVES.search(lowered[max(0, mention.start - _HANDED) : mention.start]) is not None
        )

    def _run_up_to(self, named: list[Mention]) -> list[Mention]:
        """The places listed with the last one: "ba tỉnh A, B, C 355 tỷ đồng"; [] of one alone."""
        run = [named[-1]]
        for mention in reversed(named[:-1]):
            if not _NEXT_IN_RUN.fullmatch(self.scan.text, mention.end, run[0].start):
                break
            run.insert(0, mention)
        return run if len(run) > 1 else []
