"""Which place a figure is of: the text's own place, or one that its sentence names.

The place of the text is told by its title, its lead and what it keeps naming. A figure has
another place when its clause says so ("tại xã Sơn Thái"); several places at once stand for
their common parent.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from bayen.core.places import NATION_ID, Atlas, Level, PlaceVersion
from bayen.intake.company import Company
from bayen.intake.mentions import Mention, find_mentions
from bayen.intake.names import LEVEL_WORDS, PlaceNames
from bayen.intake.scan import Scan
from bayen.intake.values import Alternative, Reason

_AGENT = (
    r"(?:công an|ubnd|ủy ban nhân dân|uỷ ban nhân dân|hđnd|đảng ủy|huyện ủy|ban chỉ đạo"
    r"|mặt trận tổ quốc|mttq|mttq việt nam|địa bàn|toàn|hội|nhân dân|lãnh đạo|chi cục"
    r"|trên địa bàn|đoàn|chính quyền)"
)
_AGENT_BEFORE = re.compile(rf"{_AGENT}\s+(?:các\s+)?$")
_NATION = re.compile(
    r"cả nước|toàn quốc|trong phạm vi cả nước|trên phạm vi toàn quốc|63 tỉnh|34 tỉnh"
)
_WHOLE = re.compile(
    r"(?:toàn|cả|trên địa bàn(?: toàn)?|địa bàn toàn|địa bàn)\s+(tỉnh|huyện|thành phố"
    r"|thị xã|quận|tp|xã|phường|thị trấn)(?!\s+[A-ZĐÀ-Ỹ])"
)
_LEVELS = (
    r"tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|thôn|bản|ấp|khu phố|tổ dân phố"
    r"|buôn|khóm|làng|xóm"
)
_SUBJECT = re.compile(
    rf"(?:^\s*|[.;,:“\"]\s*|\s)(?=(?i:{_LEVELS}))"
    r"(?<!các )(?<!\d )(?<!cấp )(?<!công an )(?<!Công an )(?<!từng )(?<!mỗi )(?<!mọi )"
    r"(?<!nhiều )(?<!những )(?<!trưởng )(?<!cán bộ )(?<!liên )(?<!toàn bộ )"
    r"(?<!trung tâm )(?<!văn hóa )"
    r"(?<!một )(?<!hai )(?<!ba )(?<!đường )(?<!chợ )(?<!số )(?<!khác )(?<!hợp tác )"
    r"(?<!ngoài )(?<!trở thành )(?<!loa )(?<!giữa )"
    rf"(?i:({_LEVELS}))"
    r"(?=\s+(?!biên giới|vùng|nghèo|trọng điểm|điểm|giáp|khác|bạn|miền|ven|lân cận|sạch|văn hóa"
    r"|nông thôn|hội|phường|thị trấn|bản|thôn|đạt|trên|này sang)[a-zà-ỹđ]|[,.]|\s*$)"
)
_POINTS_HERE = re.compile(
    r"(?:tại|ở|thuộc|trên địa bàn|của|cho|về|từ|trong|địa bàn|nhân dân|đến|ra"
    r"|với)\s+(?:\w+\s+){0,3}$"
)
_LISTS = re.compile(r"(?:gồm|gồm có|như|:|là|giữa)\s*(?:có\s+)?(?:các\s+)?$")
_SPEAKER = re.compile(
    r"(?:cho biết|chia sẻ|cho hay|nói|khẳng định|thông tin|nhấn mạnh|bày tỏ|tâm sự"
    r"|phấn khởi|kể|phát biểu)[^“\"\n]{0,40}[“\":]"
)
_CLUSTER = re.compile(r"giáp ranh|an ninh liên hoàn")
_CLAUSE_STOP = re.compile(r"[;\n]|\.\s|,\s*(?:trong đó|riêng|nhất là|điển hình|tiêu biểu|nổi bật)")
_NEIGHBOUR = re.compile(r"(?:cửa ngõ|giáp|giáp với|cách|gần|đến từ|nối với|lân cận)\s+$")
_VENUE = re.compile(r"(?:nhà văn hóa|trụ sở|hội trường|nhà sinh hoạt|sân vận động|trường \S+)\s+$")
_NO_DISTRICTS = date(2025, 7, 1)
# Who acts is of the place told of just before: "Xã X có … Từ năm 2021, Công an xã tham mưu…".
_LOCAL_AGENT = re.compile(
    r"[^.;\d]{0,24}(?:\d{4})?[^.;\d]{0,24}"
    r"(?:Công an|UBND|Đảng ủy|Hội [^\W\d]+(?: [^\W\d]+)?|Đoàn Thanh niên|Mặt trận)\s+"
    r"(xã|phường|thị trấn)(?=\s+(?:đã|tham mưu|phối hợp|tổ chức|xây dựng|duy trì|vận động"
    r"|huy động|ra mắt|còn|thường xuyên|chủ động|thành lập|củng cố|tiếp nhận|luôn))"
)
_BARE_AGENT = re.compile(
    r"(?:công an|ubnd|toàn|địa bàn|đảng ủy|hđnd|ban chỉ đạo|nhân dân|cả)\s+"
    r"(tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn)(?!\s+hội|,\s*(?:phường|thị trấn))"
)
_NAMED = re.compile(r"\s+[A-ZĐÀ-Ỹ]")


_AGENT_NAMES = re.compile(r"Công an|UBND|Đảng ủy|Hội|Đoàn Thanh niên|Mặt trận")
_AGENT_WITHIN = 64
"""Characters of a sentence in which its agent has been named, if at all."""


def _local_agent(sentence: str) -> re.Match[str] | None:
    named = _AGENT_NAMES.search(sentence, 0, _AGENT_WITHIN)
    return _LOCAL_AGENT.match(sentence) if named else None


def _in_quotes(text: str, at: int) -> bool:
    """Whether a name in quotes, a model's or a slogan's, holds the position."""
    return text.rfind("“", 0, at) > text.rfind("”", 0, at) and "”" in text[at : at + 90]


def _own_words(mention: Mention) -> bool:
    """Whether a mention gives a level word and a name that is not in capitals."""
    return bool(mention.word) and (not mention.name.isupper() or len(mention.name) < 3)


@dataclass(frozen=True, slots=True)
class Placed:
    """A place found: its identity (None for villages and unknowns), its label and level."""

    place_id: str | None
    label: str
    level: Level


@dataclass(slots=True)
class PlaceReader:
    """The places of one text, asked figure by figure."""

    scan: Scan
    names: PlaceNames
    day: date
    given: str | None
    title_end: int
    mentions: list[Mention] = field(default_factory=list)
    own: Placed | None = None
    own_reason: str = ""
    rivals: tuple[Alternative, ...] = ()
    _cluster: Placed | None = None
    _counted: Level | None = None
    _company: Company = field(init=False)
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.mentions = find_mentions(self.scan.text, self.names, self.day, self.scan.words)
        self._starts = [mention.start for mention in self.mentions]
        self._company = Company(self.mentions, self.atlas, self.day)
        self._choose_own()
        self._cluster = self._find_cluster()

    @property
    def atlas(self) -> Atlas:
        return self.names.atlas

    # --- the text's own place -------------------------------------------------------------

    def _choose_own(self) -> None:
        if self.given:
            placed = self._parse_given(self.given)
            if placed is not None:
                self.own, self.own_reason = placed, "địa bàn được chọn khi nộp"
                return
        scores = self._scores()
        if not scores:
            scores = self._scores(bare=True)
        if not scores and "bộ công an" in self.scan.lowered[: self.title_end + 400]:
            self.own = Placed(NATION_ID, "Việt Nam", Level.NATION)
            self.own_reason = "«Bộ Công an» ở đầu văn bản, không nêu địa phương nào"
        if not scores:
            return
        ranked = sorted(scores.items(), key=lambda item: (-item[1][0], item[1][1].start))
        (key, (score, first)) = ranked[0]
        if self._speaks_of_nation(score):
            self.own = Placed(NATION_ID, "Việt Nam", Level.NATION)
            self.own_reason = "«cả nước» nói đến nhiều hơn mọi địa bàn"
            return
        self.own = self._said(key)
        words = self.scan.text[first.start : first.end]
        self.own_reason = f"«{words}» được nêu nhiều nhất và ở đầu văn bản"

    def _parse_given(self, given: str) -> Placed | None:
        if given in self.atlas:
            return Placed(given, self.atlas.full_label_vi(given, self.day), self._level(given))
        for group in self.atlas.groups:
            if group.name.casefold() == given.strip().casefold():
                return Placed(group.group_id, group.name, Level.CLUSTER)
        if given.strip().casefold() in {"việt nam", "cả nước", "toàn quốc"}:
            return Placed(NATION_ID, "Việt Nam", Level.NATION)
        mentions = find_mentions(given, self.names, self.day)
        if not mentions:
            return Placed(None, given, Level.COMMUNE) if given.strip() else None
        first = mentions[0]
        version = Company(mentions, self.atlas, self.day).pick(first, None)
        if version is None:
            return Placed(None, given, first.level)
        return self._placed_as(first, version)

    def _scores(self, *, bare: bool = False) -> dict[str, tuple[float, Mention]]:
        """How strongly the text speaks of each known place."""
        scores: dict[str, tuple[float, Mention]] = {}
        leveled = {(m.name, m.level) for m in self.mentions if m.word}
        districts: Counter[str] = Counter()
        for mention in self.mentions:
            if mention.level is Level.VILLAGE or not mention.found:
                continue
            version = self._pick(mention)
            if version is None:
                continue
            weight = self._weight(mention, leveled) or (0.5 if bare else 0.0)
            if weight <= 0:
                continue
            score, first = scores.get(version.place_id, (0.0, mention))
            scores[version.place_id] = (score + weight, first)
            if version.kind.level is Level.COMMUNE and version.parent_id:
                districts[version.place_id] += 1
        return self._with_bare_words(self._with_children(scores))

    def _speaks_of_nation(self, best: float) -> bool:
        """Whether the whole country is spoken of more than any place in it."""
        lowered = self.scan.lowered
        score = 1.2 * len(_NATION.findall(lowered))
        score += 5.0 * len(_NATION.findall(lowered, 0, self.title_end))
        score += 0.7 * min(lowered.count("bộ công an"), 5)
        provinces = {m.name for m in self.mentions if m.level is Level.PROVINCE}
        return score > 3.0 and score + min(len(provinces), 4) > best and len(provinces) != 1

    def _said(self, place_id: str) -> Placed:
        """The place with the name and level word that the text itself uses."""
        for mention in self.mentions:
            version = self._pick(mention)
            if version is not None and version.place_id == place_id and _own_words(mention):
                return self._placed_as(mention, version)
        return self._placed(place_id)

    def _placed_as(self, mention: Mention, version: PlaceVersion) -> Placed:
        placed = self._placed(version.place_id)
        if not _own_words(mention) or version.kind.level is Level.PROVINCE:
            return placed
        word = {"tx": "thị xã", "tp": "thành phố"}.get(mention.word, mention.word)
        _, comma, above = placed.label.partition(", ")
        return Placed(placed.place_id, f"{word} {mention.name}{comma}{above}", placed.level)

    def _with_bare_words(
        self, scores: dict[str, tuple[float, Mention]]
    ) -> dict[str, tuple[float, Mention]]:
        """A text that says "Công an huyện", "toàn huyện" is of a district: its best candidate."""
        counts: Counter[Level] = Counter()
        for match in _BARE_AGENT.finditer(self.scan.lowered):
            if _NAMED.match(self.scan.text, match.end()):
                continue
            word = match.group(1)
            generic = word == "xã" and match.group().startswith("công an")
            counts[LEVEL_WORDS[word][-1]] += 1 if not generic else 0
        for level, count in counts.items():
            of_level = [p for p in scores if self._level(p) is level]
            if of_level:
                best = max(of_level, key=lambda p: scores[p][0])
                score, first = scores[best]
                scores[best] = (score + 0.8 * min(count, 6), first)
        return scores

    def _with_children(
        self, scores: dict[str, tuple[float, Mention]]
    ) -> dict[str, tuple[float, Mention]]:
        """Several children named speak for their parent too, one child for itself."""
        children: dict[str, list[str]] = {}
        for place_id in scores:
            above = self.atlas.ancestors(place_id, self.day)
            if above and above[0].place_id != NATION_ID:
                children.setdefault(above[0].place_id, []).append(place_id)
        for parent, below in children.items():
            if parent in scores and len(below) > 1:
                score, first = scores[parent]
                scores[parent] = (score + 1.5 * len(below), first)
        return scores

    def _weight(self, mention: Mention, leveled: set[tuple[str, Level]]) -> float:
        before = self.scan.lowered[max(0, mention.start - 30) : mention.start]
        in_title = mention.start < self.title_end
        if not mention.word and not in_title and (mention.name, mention.level) not in leveled:
            return 0.3 if mention.level is Level.PROVINCE else 0.0
        weight = 1.0
        if in_title:
            weight += 6.0 if mention.level is not Level.PROVINCE else 4.0
        elif mention.start < self.title_end + 600:
            weight += 1.5
        if _AGENT_BEFORE.search(before):
            weight += 1.0
        if mention.level is Level.PROVINCE and re.match(
            r",\s*ngày", self.scan.lowered[mention.end : mention.end + 12]
        ):
            return 0.5  # a dateline
        if mention.level is Level.DISTRICT and self.day >= _NO_DISTRICTS:
            weight *= 0.2
        if re.match(
            r"\s*(?:\([^)]*\)\s*)?cũ(?!\w)", self.scan.lowered[mention.end : mention.end + 40]
        ):
            weight *= 0.2
        if re.search(
            r"(?:báo|đài|bộ|tỉnh|giáp|giáp với|phối hợp với|từ|trú tại"
            r"|sinh năm \d+, trú tại|quê|sn \d+,?(?: trú)?)\s*(?:tại|ở)?\s*$",
            before,
        ):
            weight -= 1.5
        following = self.scan.lowered[mention.end : mention.end + 3]
        if mention.level is Level.PROVINCE:
            weight *= 0.55 if not in_title else 1.0
            if re.search(r"[,(]\s*$", before):
                weight *= 0.3
        if following.startswith(" ("):
            weight += 0.5
        return weight

    def _pick(self, mention: Mention) -> PlaceVersion | None:
        return self._company.pick(mention, self.own.place_id if self.own else None)

    def _placed(self, place_id: str) -> Placed:
        return Placed(place_id, self.atlas.full_label_vi(place_id, self.day), self._level(place_id))

    def _level(self, place_id: str) -> Level:
        if place_id in self.atlas.groups_by_id:
            return Level.CLUSTER
        return self.atlas.nearest_version(place_id, self.day).kind.level

    def _find_cluster(self) -> Placed | None:
        """The cluster that a text on a border-area cluster is about."""
        head = self.scan.lowered[: self.title_end + 700]
        title = self.scan.lowered[: max(self.title_end, 120)]
        said = len(_CLUSTER.findall(head))
        if not _CLUSTER.search(title) or (said < 2 and "cụm" not in title):
            return None
        pair = self._cluster_pair(len(head))
        if pair is None:
            return None
        for group in self.atlas.groups:
            if all(m.name.casefold() in group.name.casefold() for m in pair):
                return Placed(group.group_id, group.name, Level.CLUSTER)
        return Placed(None, f"cụm xã giáp ranh {pair[0].name} – {pair[1].name}", Level.CLUSTER)

    def _cluster_pair(self, end: int) -> tuple[Mention, Mention] | None:
        """The two districts, else communes, named together after "giáp ranh"."""
        for said in _CLUSTER.finditer(self.scan.lowered, 0, end):
            for level in (Level.DISTRICT, Level.COMMUNE):
                named: dict[str, Mention] = {}
                for mention in self._between(said.end(), said.end() + 170):
                    # A heading in capitals and the sentence below name the same place.
                    key = mention.name.casefold()
                    if mention.level is level and (key not in named or named[key].name.isupper()):
                        named[key] = mention
                if len(named) >= 2:
                    first, second = list(named.values())[:2]
                    return first, second
        return None

    # --- the place of one figure ----------------------------------------------------------

    def read(
        self, start: int, end: int, next_start: int, indicator: str, counted: Level | None
    ) -> tuple[Placed | None, Reason]:
        """The place of the figure at start–end; None when the text names none.

        Args:
            start: first character of the number.
            end: one past the last.
            next_start: where the next figure begins.
            indicator: code of the figure.
            counted: level of the places that it counts ("7/15 bản"), which is below its own.
        """
        self._counted = counted
        sentence = self.scan.sentence(start)
        clause_start = self._clause_start(sentence.start, start)
        clause_end = self._clause_end(end, min(next_start, sentence.end))
        base = self._cluster or self.own
        nation = _NATION.search(self.scan.lowered, sentence.start, start)
        if nation and not self._later_place(sentence.start, start):
            return Placed(NATION_ID, "Việt Nam", Level.NATION), Reason(
                "place", "«cả nước» → Việt Nam"
            )
        after = self._after(end, clause_end, indicator)
        if after is not None:
            return after
        before = self._before(clause_start, start, base)
        if before is not None:
            return before
        focus = self._focus(sentence.start, start, base)
        if focus is not None:
            return focus
        if base is None:
            return None, Reason("place", "không thấy tên địa bàn nào trong văn bản")
        return base, Reason(
            "place", f"{self.own_reason or 'cụm giáp ranh ở tiêu đề'} → {base.label}"
        )

    def _clause_start(self, start: int, at: int) -> int:
        """The start of the clause; an item of a list ("; 07 vỏ đạn") goes on with it."""
        lowered, end = self.scan.lowered, at
        while (stop := lowered.rfind(";", start, end)) >= 0:
            if not re.match(
                r"\s*(?:và\s+)?(?:gần|hơn|trên|khoảng)?\s*\d", lowered[stop + 1 : stop + 16]
            ):
                return stop + 1
            end = stop
        return start

    def _later_place(self, start: int, end: int) -> bool:
        said = list(_NATION.finditer(self.scan.lowered, start, end))
        return bool(said) and bool(self._between(said[-1].end(), end))

    def _clause_end(self, end: int, limit: int) -> int:
        stop = _CLAUSE_STOP.search(self.scan.lowered, end, limit)
        return stop.start() if stop else limit

    def _between(self, start: int, end: int) -> list[Mention]:
        first = bisect_left(self._starts, start)
        return self.mentions[first : bisect_left(self._starts, end, lo=first)]

    def _deeper(self, mention: Mention) -> bool:
        """Whether a mention is below the text's own place, or beside it."""
        if self._counted is not None and mention.level >= self._counted:
            return False
        if _NEIGHBOUR.search(self.scan.lowered[max(0, mention.start - 16) : mention.start]):
            return False
        if _VENUE.search(self.scan.lowered[max(0, mention.start - 22) : mention.start]):
            return False
        if self.own is None:
            return bool(mention.word)
        if (
            not mention.word
            and mention.level is not Level.DISTRICT
            and mention.level is not Level.COMMUNE
        ):
            return False
        if mention.level > self.own.level:
            picked = self._pick(mention)
            return picked is None or not self._is_gone(picked)
        version = self._pick(mention)
        if version is not None and self._is_gone(version):
            return False
        if version is None or version.place_id == self.own.place_id or self.own.place_id is None:
            return False
        if mention.level == self.own.level:
            return bool(mention.word)
        return False

    def _is_gone(self, version: PlaceVersion) -> bool:
        """Whether a place had ended by the day of a text whose own place still stands."""
        if self.own is None or self.own.place_id is None or version.holds_on(self.day):
            return False
        own = self.own.place_id
        return self.atlas.find_version(own, self.day) is not None and (
            self.atlas.find_version(version.place_id, self.day) is None
        )

    def _after(self, end: int, clause_end: int, indicator: str) -> tuple[Placed, Reason] | None:
        """A place told after the number: "01 mô hình … tại xã Sơn Thái"."""
        named = [m for m in self._between(end, clause_end) if self._deeper(m)]
        if not named:
            return None
        first = named[0]
        if not first.word and self.own is not None and not self._below_own(first):
            return None
        lead = self.scan.lowered[max(end, first.start - 40) : first.start]
        if _LISTS.search(lead) or (
            not _POINTS_HERE.search(lead + " ") and not lead.rstrip().endswith("(")
        ):
            return None
        if indicator == "emulation.signatories" or indicator.startswith("cluster."):
            return None
        return self._together(named)

    def _below_own(self, mention: Mention) -> bool:
        if self.own is None or self.own.place_id is None:
            return True
        version = self._pick(mention)
        return version is not None and any(
            v.place_id == self.own.place_id
            for v in self.atlas.ancestors(version.place_id, self.day)
        )

    def _before(self, start: int, at: int, base: Placed | None) -> tuple[Placed, Reason] | None:
        """A place told before the number: "nhân dân xã Mường Và giao nộp 175 khẩu"."""
        named = [
            m
            for m in self._between(start, at)
            if self._deeper(m) and (m.word or (self._below_own(m) and self._is_setting(m, start)))
        ]
        if not named:
            return None
        last = named[-1]
        between = self.scan.text[last.end : at]
        if _WHOLE.search(self.scan.text[last.end : at]) or (
            _SUBJECT.search(between)
            and not re.search(r"(?:^|\W)(?:xã|phường|thôn|bản|ấp)\s", between)
        ):
            return None
        if self._cluster is not None and last.level <= Level.DISTRICT:
            return None
        run = [last]
        for mention in reversed(named[:-1]):
            gap = self.scan.lowered[mention.end : run[0].start]
            if not re.fullmatch(
                r"\s*(?:,|và|;|\(|\)|với|giữa|,\s*(?:xã|phường))*\s*(?:các\s+)?(?:xã"
                r"|phường|bản|thôn)?\s*",
                gap,
            ):
                break
            run.insert(0, mention)
        return self._together(run)

    def _is_setting(self, mention: Mention, start: int) -> bool:
        """Whether a bare name says where: at the start, or after "tại", "ở", "địa bàn"."""
        before = self.scan.lowered[start : mention.start]
        return not before.strip(' \n\t-+•“"') or bool(
            re.search(r"(?:tại|ở|địa bàn|riêng|như|của)\s*$", before)
        )

    def _together(self, named: list[Mention]) -> tuple[Placed, Reason] | None:
        """One place, or of several their common parent."""
        tops = self._heads(named)
        if len(tops) == 1:
            placed = self._resolve(tops[0], named)
            words = self.scan.text[tops[0].start : tops[0].end]
            return placed, Reason("place", f"«{words}» trong câu → {placed.label}")
        parent = self._common_parent(named, tops)
        if parent is None:
            return None
        return parent, Reason("place", f"nhiều nơi cùng lúc → {parent.label}")

    def _heads(self, named: list[Mention]) -> list[Mention]:
        """The mentions that are no mere parents of the one before ("bản A, xã B")."""
        heads: list[Mention] = []
        for mention in named:
            if heads and mention.level < heads[-1].level:
                continue
            heads.append(mention)
        return heads

    def _resolve(self, mention: Mention, context: list[Mention]) -> Placed:
        version = self._pick(mention)
        if version is not None:
            return self._placed_as(mention, version)
        parents = [m for m in context if m.level < mention.level and m.start > mention.start]
        parent = self._resolve(parents[0], []) if parents else self._parent_for(mention)
        label = f"{mention.word} {mention.name}".strip()
        return Placed(None, f"{label}, {parent.label}" if parent else label, mention.level)

    def _parent_for(self, mention: Mention) -> Placed | None:
        """The place above an unknown one: the last named one above it, else the text's own."""
        earlier = [
            m
            for m in self._between(mention.start - 450, mention.start)
            if m.level < mention.level and m.word
        ]
        if earlier and (self.own is None or earlier[-1].level > self.own.level):
            return self._resolve(earlier[-1], [])
        if self.own and self.own.level < mention.level:
            return self.own
        if self.own and self.own.place_id:
            above = self.atlas.ancestors(self.own.place_id, self.day)
            return (
                self._placed(above[0].place_id)
                if above and above[0].place_id != NATION_ID
                else None
            )
        return None

    def _common_parent(self, named: list[Mention], tops: list[Mention]) -> Placed | None:
        lower = [m for m in named if m not in tops and m.level < tops[0].level]
        if lower:
            return self._resolve(lower[-1], [])
        if tops[0].level is Level.VILLAGE:
            return self._parent_for(tops[0])
        versions = [self._pick(m) for m in tops]
        parents = {v.parent_id for v in versions if v is not None}
        if len(parents) == 1:
            parent = parents.pop()
            if parent and parent != NATION_ID:
                return self._placed(parent)
        return self._cluster or self.own

    def _focus(self, start: int, at: int, base: Placed | None) -> tuple[Placed, Reason] | None:
        """The place that the sentences before speak of, when this one says only "xã"."""
        lowered = self.scan.lowered
        window = lowered[start:at]
        if re.match(r"[\s“\"]*(?:tại đây|ở đây|nơi đây|tại nơi này)", window):
            return self._just_named(start)
        level_word = self._bare_level(start, at)
        if level_word is None:
            return self._quoted(start, at)
        levels = LEVEL_WORDS.get(level_word, (Level.VILLAGE,))
        if self.own is not None and self.own.level in levels:
            return None
        if (
            self.own is not None
            and min(levels) < self.own.level
            and not self._speaks_of_whole(start, at, level_word)
        ):
            return None
        if self.own is not None and self.own.place_id and min(levels) < self.own.level:
            for above in self.atlas.ancestors(self.own.place_id, self.day):
                if above.kind.level in levels:
                    return self._placed(above.place_id), Reason(
                        "place", f"«{level_word}» trong câu → {above.label_vi}"
                    )
        paragraph = lowered.rfind("\n", 0, start)
        paragraph = max(lowered.rfind("\n", 0, max(paragraph - 1, 0)), 0)
        earlier = [m for m in self._between(paragraph, at) if m.level in levels and m.word]
        if not earlier or not window:
            return None
        placed = self._resolve(earlier[-1], [])
        return placed, Reason("place", f"«{level_word}» nói tiếp về {placed.label}")

    def _just_named(self, start: int) -> tuple[Placed, Reason] | None:
        """The place named last before a sentence that begins "Tại đây"."""
        line = self.scan.lowered.rfind("\n", 0, max(start - 1, 0))
        earlier = [m for m in self._between(line + 1, start) if m.word and self._deeper(m)]
        if not earlier:
            return None
        placed = self._resolve(earlier[-1], [])
        return placed, Reason("place", f"«tại đây» → {placed.label}")

    def _speaks_of_whole(self, start: int, at: int, level_word: str) -> bool:
        """Whether the sentence is set in a place above: "toàn tỉnh", "Tỉnh hiện có"."""
        window = self.scan.lowered[start:at]
        if re.match(rf"\s*{level_word}\s+(?:hiện|đã|có|đang)", window):
            return True
        return any(m.group(1) == level_word for m in _WHOLE.finditer(self.scan.text[start:at]))

    def _bare_level(self, start: int, at: int) -> str | None:
        """The level word that stands without a name as where the sentence is set."""
        text = self.scan.text[start:at]
        words = [m.group(1) for m in _WHOLE.finditer(text)]
        if words:
            return words[-1]
        said = [m for m in _SUBJECT.finditer(text) if not _in_quotes(text, m.start(1))]
        if not said and (agent := _local_agent(text)):
            return agent.group(1).lower()
        if not said or re.search(r"(?:giáo dục|xử lý) tại\s+\S+\s*$", text):
            return None
        return said[-1].group(1).lower()

    def _quoted(self, start: int, at: int) -> tuple[Placed, Reason] | None:
        """Inside a quotation: the place of who speaks."""
        text = self.scan.text
        line = text.rfind("\n", 0, at) + 1
        speakers = list(_SPEAKER.finditer(self.scan.lowered, line, at))
        if not speakers or "”" in text[speakers[-1].end() : at]:
            return None
        spoken = speakers[-1]
        before = [
            m
            for m in self._between(line, spoken.start())
            if self._deeper(m) and m.word and self._below_own(m)
        ]
        if not before:
            return None
        placed = self._resolve(before[-1], before)
        return placed, Reason("place", f"lời của người ở {placed.label}")
