"""Which of the places that a text names lie within its own, or beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from bayen.core.places import Level, PlaceVersion
from bayen.intake.anchors import Sought
from bayen.intake.mentions import Mention
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan
from bayen.intake.setting import ACTS

OF_WHICH = re.compile(r"(?:trong đó|riêng|nhất là|phía),?\s*(?:có\s+|phía\s+)?$")
_PARTNER = Sought(r"phối hợp(?: chặt chẽ)? (?:với|cùng)[^,.;]*$")
_NEIGHBOUR = Sought(
    r"(?:cửa ngõ|giáp|giáp với|(?:cách|gần)(?: trung tâm)?|đến từ|nối với|lân cận|liền kề"
    r"|thông sang|lối sang|kết nghĩa với|không(?: chỉ)? riêng(?: gì)?"
    r"|(?:tổ|mô hình|đội|nhóm|cách làm) như (?:ở|tại|của))\s+$"
)
_NEXT_TO = 24
# "Đồn Biên phòng A, B", "cửa khẩu quốc tế A": what bears a name is not the place of that name.
_POST = Sought(
    r"(?:đồn biên phòng|biên phòng|cửa khẩu(?! của))(?: cửa khẩu)?"
    r"(?: quốc tế| quốc gia| chính| phụ)?\s"
    r"(?:[^.;:,()\d]{2,20}(?:,| và)\s){0,4}$"
)
_POST_REACH = 90
# "Phường mới hình thành từ phường A, phường B và một phần phường C cũ, dân số 27.000".
_FORMED_OF = re.compile(
    r"(?:hình thành|lập|sáp nhập|hợp nhất|ghép|nhập)(?: lại)?(?: mới)?"
    r" (?:từ|trên cơ sở|bởi|giữa)(?: (?:sáp nhập|hợp nhất|toàn bộ|nguyên trạng|một phần|các|hai"
    r"|ba|bốn|\d+))* (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|thôn|tỉnh)(?!\w)"
    r"[^.;:]{0,120}$|\((?:bao )?gồm [^()]{0,120}$"
)
_FORMS = ("hình thành", "lập", "hợp nhất", "ghép", "nhập", "gồm")
"""Words without one of which no match of the same stands."""
# "Tỉnh A (cũ) có 1.630 người": of what was there before the text's own place.
_OLD_HAS = re.compile(r"\s*\(?cũ\)?\s+(?:có|còn|đã|hiện)(?!\w)")
_FORMED_REACH = 180
_ABROAD = re.compile(r"\s*\((?:nước )?(?:bạn )?(?:lào|campuchia|trung quốc)")
_BORDERS = Sought(
    r"(?:giáp(?: ranh)? với|(?<!vùng )(?<!xã )giáp(?: ranh)?)"
    r"\s(?:(?!\s(?:có|đã|là|thuộc|hiện|tổ|đội|mô hình|nhân dân|bà con)\s)[^.;:\d]){0,90}$"
)
_ALONG = re.compile(r"\s*với(?!\w)")
_BESIDE, _LONG_LIST = 80, 110
_DATELINE = re.compile(r",\s*ngày\s+\d")
_MERGED = re.compile(
    r"[^.;,\d]{0,30}(?:sáp nhập|hợp nhất|thành lập|hình thành) (?:từ|trên cơ sở|bởi)"
)
_COMPANY = Sought(r"(?:công ty|doanh nghiệp|tập đoàn|ngân hàng)[^.;,()]{0,60}\(\s*$")
_VENUE = Sought(r"(?:nhà văn hóa|trụ sở|hội trường|nhà sinh hoạt|sân vận động|trường \S+)\s+$")


@dataclass(slots=True)
class InnerPlaces:
    """Asked mention by mention.

    Attributes:
        scan: the text.
        placer: its mentions.
        day: of the text.
        own: the text's own place.
        of_cluster: whether the text is of a cluster, of which its own place is only a part.
        counted: level of the places that the figure asked about counts, which is below its own.
    """

    scan: Scan
    placer: Placer
    day: date
    own: Placed | None
    of_cluster: bool
    counted: Level | None = None
    _apart: dict[tuple[int, int, str], bool] = field(default_factory=dict)

    def is_inner(self, mention: Mention) -> bool:
        """Whether a mention is below the text's own place, or beside it."""
        if self.counted is not None and mention.level >= self.counted:
            return self._is_merged(mention)
        if self._stands_apart(mention):
            return False
        if self.own is None:
            return bool(mention.word)
        if (
            not mention.word
            and mention.level is not Level.DISTRICT
            and mention.level is not Level.COMMUNE
        ):
            return False
        if mention.level is Level.VILLAGE is self.own.level:
            return bool(mention.word) and not self.own.label.startswith(mention.label)
        if mention.level > self.own.level:
            picked = self.placer.pick(mention)
            return picked is None or not self._is_gone(picked)
        version = self.placer.pick(mention)
        if version is not None and self._is_gone(version):
            is_old = bool(mention.word) and _OLD_HAS.match(self.scan.lowered, mention.end)
            return bool(is_old) and mention.level is self.own.level
        if version is None and self._is_unlisted_sibling(mention):
            return True
        if self.own.place_id is None and mention.level is self.own.level:
            return bool(mention.word) and not self.own.label.startswith(mention.label)
        if version is None or self.own.place_id is None:
            return False
        if version.place_id == self.own.place_id:
            return self.of_cluster and bool(
                OF_WHICH.search(self.scan.lowered[max(0, mention.start - 16) : mention.start])
            )
        if mention.level == self.own.level:
            return self.is_with_word(mention) and not self._is_partner(mention)
        return False

    def _stands_apart(self, mention: Mention) -> bool:
        """Whether what stands around a name tells that nothing happened there; asked once."""
        key = mention.start, mention.end, mention.word
        if key not in self._apart:
            before = self._before(mention, _BESIDE)
            self._apart[key] = (
                self.is_neighbour(mention)
                or self._is_dateline(mention)
                or self.is_namesake(mention)
                or self.is_origin(mention)
                or _COMPANY.search(before) is not None
                or _VENUE.search(before[-22:]) is not None
            )
        return self._apart[key]

    def _before(self, mention: Mention, reach: int) -> str:
        """What stands before a name in its line; a heading above says nothing of it."""
        line = self.scan.line_start(mention.start)
        return self.scan.lowered[max(line, mention.start - reach) : mention.start]

    def is_own(self, mention: Mention) -> bool:
        """Whether a name is of the text's own place."""
        version = self.placer.pick(mention)
        own = self.own
        return version is not None and own is not None and version.place_id == own.place_id

    def names_own(self, start: int, end: int) -> bool:
        """Whether a stretch of the text tells of its own place by name."""
        return any(self.is_own(m) for m in self.placer.between(start, end))

    def is_own_village(self, mention: Mention) -> bool:
        """Whether a village is the very one that the text is of."""
        own = self.own
        if own is None or mention.level is not Level.VILLAGE or own.level is not Level.VILLAGE:
            return False
        return own.label.partition(",")[0] == mention.label

    def _is_unlisted_sibling(self, mention: Mention) -> bool:
        """Whether a commune that no list has at its place acts beside the text's own one."""
        own = self.own
        same = own is not None and own.place_id is not None and mention.level is own.level
        if not same or not mention.word or _ALONG.match(self.scan.lowered, mention.end):
            return False
        return ACTS.match(self.scan.lowered, mention.end) is not None

    def is_with_word(self, mention: Mention) -> bool:
        """Whether a text gives a name with the word of its level, here or elsewhere."""
        return bool(mention.word) or any(m.word for m in self.placer.named(mention.name))

    def is_neighbour(self, mention: Mention) -> bool:
        """Whether a place is only what another borders on, alone or in a list of such."""
        before = self._before(mention, _LONG_LIST)
        if _NEIGHBOUR.search(before[-_NEXT_TO:]) or _ABROAD.match(self.scan.lowered, mention.end):
            return True
        # "Giáp với tỉnh A, thị trấn B (huyện C) hiện có": the list is over, B is who acts.
        is_subject = mention.word != "" and before.endswith(", ") and self._acts(mention)
        return bool(_BORDERS.search(before)) and not is_subject

    def is_aside(self, mention: Mention) -> bool:
        """Whether a place is named only as a neighbour, or as what another was made of."""
        return self.is_neighbour(mention) or self.is_origin(mention)

    def is_namesake(self, mention: Mention) -> bool:
        """Whether a bare name is of a border post or gate, alone or one of several."""
        if mention.word:
            return False
        before = self._before(mention, _POST_REACH)
        return _POST.search(before) is not None

    def is_origin(self, mention: Mention) -> bool:
        """Whether a place is only one of those that another was made of."""
        before = self._before(mention, _FORMED_REACH) + mention.word
        is_told = any(map(before.__contains__, _FORMS))
        return is_told and _FORMED_OF.search(before) is not None

    def _acts(self, mention: Mention) -> bool:
        """Whether a clause goes on after a name with what the place has or does."""
        return ACTS.match(self.scan.lowered, mention.end) is not None

    def _is_dateline(self, mention: Mention) -> bool:
        """Whether a bare name says where a text was written: "Việt Trì, ngày 26/12/2025"."""
        return not mention.word and _DATELINE.match(self.scan.lowered, mention.end) is not None

    def _is_merged(self, mention: Mention) -> bool:
        """Whether a place was made of others of its level: "Xã Lũng Vân được sáp nhập từ 3 xã"."""
        return _MERGED.match(self.scan.lowered, mention.end) is not None

    def _is_partner(self, mention: Mention) -> bool:
        """Whether a place beside the text's own only worked along with it."""
        before = self._before(mention, _BESIDE)
        return _PARTNER.search(before) is not None

    def _is_gone(self, version: PlaceVersion) -> bool:
        """Whether a place had ended by the day of a text whose own place still stands."""
        if self.own is None or self.own.place_id is None or version.holds_on(self.day):
            return False
        own = self.own.place_id
        return self.placer.atlas.find_version(own, self.day) is not None and (
            self.placer.atlas.find_version(version.place_id, self.day) is None
        )

    def is_below(self, mention: Mention) -> bool:
        """Whether what a name is of lies within the text's own place, or nothing tells."""
        if self.own is None or self.own.place_id is None:
            return True
        version = self.placer.pick(mention)
        return version is not None and any(
            v.place_id == self.own.place_id
            for v in self.placer.atlas.ancestors(version.place_id, self.day)
        )
