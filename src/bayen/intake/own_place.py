"""The place that a text is of: told by its title, its lead, who acts and what it keeps naming."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from bayen.core.places import NATION_ID, Level
from bayen.intake.anchors import Opened
from bayen.intake.company import Company
from bayen.intake.letters import UPPER
from bayen.intake.mastheads import find_masthead
from bayen.intake.mentions import Mention, find_mentions
from bayen.intake.names import LEVEL_WORDS
from bayen.intake.nation import NationWords
from bayen.intake.placing import NATION, Placed, Placer, says_name
from bayen.intake.scan import Scan

_AGENT = (
    r"(?:công an|ubnd|ủy ban nhân dân|uỷ ban nhân dân|hđnd|đảng ủy|huyện ủy|ban chỉ đạo"
    r"|mặt trận tổ quốc|mttq|mttq việt nam|địa bàn|toàn|hội|nhân dân|lãnh đạo|chi cục"
    r"|trên địa bàn|đoàn|chính quyền)"
)
_AGENT_BEFORE = re.compile(rf"{_AGENT}\s+(?:các\s+)?$")
_NO_DISTRICTS = date(2025, 7, 1)
_BARE_AGENT = Opened(
    r"(?:công an|ubnd|toàn|địa bàn|đảng ủy|hđnd|ban chỉ đạo|nhân dân|cả)\s+"
    r"(tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn)(?!\s+hội|,\s*(?:phường|thị trấn))"
)
_DATELINE = re.compile(r",\s*ngày")
_FORMER = re.compile(r"\s*(?:\([^)]*\)\s*)?cũ(?!\w)")
_OF_ANOTHER = re.compile(
    r"(?:báo|đài|bộ|tỉnh|giáp|giáp với|phối hợp với|từ|trú tại"
    r"|sinh năm \d+, trú tại|quê|sn \d+,?(?: trú)?)\s*(?:tại|ở)?\s*$"
)
_NAME_FOLLOWS = re.compile(rf"\s+[{UPPER}]")


_UNLISTED = "?"
_NOTHING_MORE = re.compile(r"\s*\Z")
_LONGEST_LINE = 4_000
_LEAD = 600
"""Characters in which a text says what it is about."""
_SHOWN = re.compile(
    r"(?:Công an|Lực lượng|Cán bộ|Lãnh đạo|Đại diện|Người dân|Các lực lượng|Đoàn)[^.;\n]{5,160}?\s"
    r"(?:kiểm tra|tuần tra|trao|tặng|tuyên truyền|hướng dẫn|tiếp nhận|thăm|chúc mừng|phát tờ rơi"
    r"|vận động)\s[^;\n]*\.\s*$"
)
_LONGEST_CAPTION = 240
_OF_PROVINCE = re.compile(
    r"(?:Công an|công an|UBND|Bộ đội Biên phòng|địa bàn|[Tt]oàn|Tỉnh ủy) (?:tỉnh|thành phố)"
    rf"(?! [{UPPER}])|CATP(?! [{UPPER}])"
)
_MANY = 2
"""So many places beside each other are told of as parts of the one above, named or not."""
_WEAK = 8.0
"""A text that speaks of no place more than this has hardly a place of its own."""
_OF_POST = re.compile(r"đồn biên phòng $")
_SIGNATURE = 40
_ASIDE_REACH = 60
_SIBLINGS_ALIKE = 0.6
"""Share of what is said of one child from which a text is of the place above both."""
_CAPTION = re.compile(r"(?m)^\s*\([^\n]*$|^[^\n]*(?:Ảnh|ẢNH)\b[^\n]*$")
_CREDIT = re.compile(rf"(?:Ảnh|ẢNH)\s*(?::|[{UPPER}])[^.]{{0,40}}\.?\)?$")
_Scores = dict[str, tuple[float, Mention]]
"""By identity, or by the words of an unlisted place: how strongly, and where first."""


@dataclass(slots=True)
class OwnPlace:
    """Finds the place of one text, and its cluster.

    Attributes:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
        nation: where it speaks of the whole country.
    """

    scan: Scan
    placer: Placer
    title_end: int
    nation: NationWords

    def find(self, given: str | None) -> tuple[Placed | None, str]:
        """The place of the text and what told it; None when nothing does.

        Args:
            given: identity or name of the place that sent it.
        """
        placed = self._parse_given(given) if given else None
        if placed is not None:
            return self._within(placed) or (placed, "địa bàn được chọn khi nộp")
        return self._told()

    def _within(self, given: Placed) -> tuple[Placed, str] | None:
        """The narrower place that a text is of which never speaks of the given one."""
        if given.place_id is None or given.level not in {Level.PROVINCE, Level.DISTRICT}:
            return None
        picked = (self.placer.pick(mention) for mention in self.placer.mentions)
        if any(version and version.place_id == given.place_id for version in picked):
            return None
        if self._speaks_of_level(given.level):
            return None
        placed, reason = self._told()
        chain = self.placer.chain(placed) if placed else ()
        if placed is None or all(above.place_id != given.place_id for above in chain):
            return None
        if self._names_beside(given, placed):
            return None
        name = placed.label.partition(",")[0].casefold()
        if sum(mention.label.casefold() == name for mention in self.placer.mentions) < 2:
            return None
        return placed, reason

    def _names_beside(self, given: Placed, placed: Placed) -> bool:
        """Whether a text names, with a level word, other places beside one within the given."""
        picked = {
            version.place_id
            for mention in self.placer.mentions
            if mention.word and mention.level is placed.level
            if (version := self.placer.pick(mention)) is not None
        }
        return any(
            given.place_id in {v.place_id for v in self.placer.atlas.ancestors(p, self.placer.day)}
            for p in picked - {placed.place_id}
        )

    def _speaks_of_level(self, level: Level) -> bool:
        """Whether a word of that level stands anywhere without a name: "của huyện"."""
        words = "|".join(word for word, levels in LEVEL_WORDS.items() if level in levels)
        said = re.finditer(rf"(?<!\w)(?:{words})(?!\w)", self.scan.lowered)
        return any(not _NAME_FOLLOWS.match(self.scan.text, match.end()) for match in said)

    def _told(self) -> tuple[Placed | None, str]:
        """The place that the text itself tells, whoever sent it."""
        scores = self._scores() or self._scores(bare=True)
        if (paper := self._of_paper(scores)) is not None:
            return paper, "báo của địa phương nói đến «tỉnh» mà không nêu tên"
        if not scores:
            if "bộ công an" in self.scan.lowered[: self.title_end + 400]:
                return NATION, "«Bộ Công an» ở đầu văn bản, không nêu địa phương nào"
            return None, ""
        ranked = sorted(scores.items(), key=lambda item: (-item[1][0], item[1][1].start))
        (key, (score, first)) = ranked[0]
        if self._speaks_of_nation(score):
            return NATION, "«cả nước» nói đến nhiều hơn mọi địa bàn"
        words = self.scan.text[first.start : first.end]
        reason = f"«{words}» được nêu nhiều nhất và ở đầu văn bản"
        if key.startswith(_UNLISTED):
            return self._with_parent(self.placer.resolve(first), [key for key, _ in ranked]), reason
        return self._said(key), reason

    def _of_paper(self, scores: _Scores) -> Placed | None:
        """The province of the paper, when a text speaks of "tỉnh" and names none."""
        name = find_masthead(self.scan.text)
        found = self.placer.names.named(name, self.placer.day, (Level.PROVINCE,)) if name else ()
        named = any(self._level(key, scores) is Level.PROVINCE for key in scores)
        if not found or named:
            return None
        is_weak = max((score for score, _ in scores.values()), default=0.0) < _WEAK
        head = len(self.scan.text) if is_weak else self.title_end + _LEAD
        if _OF_PROVINCE.search(self.scan.text, 0, head) is None:
            return None
        return self.placer.of_id(found[0].place_id)

    def _with_parent(self, placed: Placed, ranked: list[str]) -> Placed:
        """An unlisted place under the best listed one above it, when nothing else tells."""
        known = [key for key in ranked if not key.startswith(_UNLISTED)]
        above = [key for key in known if self.placer.level(key) < placed.level]
        if placed.above_id is not None or not above:
            return placed
        parent = self._said(above[0])
        return Placed(None, f"{placed.label}, {parent.label}", placed.level, above[0])

    def _parse_given(self, given: str) -> Placed | None:
        atlas, day = self.placer.atlas, self.placer.day
        if given in atlas:
            return self.placer.of_id(given)
        for group in atlas.groups:
            if group.name.casefold() == given.strip().casefold():
                return Placed(group.group_id, group.name, Level.CLUSTER)
        if given.strip().casefold() in {"việt nam", "cả nước", "toàn quốc"}:
            return NATION
        mentions = find_mentions(given, self.placer.names, day)
        if not mentions:
            return Placed(None, given, Level.COMMUNE) if given.strip() else None
        first = mentions[0]
        version = Company(mentions, atlas, day).pick(first, None)
        if version is None:
            return Placed(None, given, first.level)
        return self.placer.of_version(first, version)

    def _scores(self, *, bare: bool = False) -> _Scores:
        """How strongly the text speaks of each place; of an unlisted one by its words."""
        scores: _Scores = {}
        leveled = {(m.name, m.level) for m in self.placer.mentions if m.word}
        for mention in self.placer.mentions:
            key = self._key(mention)
            if key is None:
                continue
            weight = self._weight(mention, leveled) or (0.5 if bare else 0.0)
            if weight <= 0:
                continue
            score, first = scores.get(key, (0.0, mention))
            scores[key] = (score + weight, first)
        return self._with_bare_words(self._with_children(scores))

    def _key(self, mention: Mention) -> str | None:
        if mention.level is Level.VILLAGE:
            if self._shares_name(mention):
                return None  # "buôn làng Ea Bung" of the commune of that name
            if self._titled(mention.name) or self._is_subject(mention):
                return f"{_UNLISTED}{mention.label}"
            return None
        bare = not mention.word and mention.level is Level.COMMUNE
        if bare and (village := self._village_of(mention.name)) is not None:
            return self._key(village)
        version = self.placer.pick(mention)
        if version is not None:
            return version.place_id
        may_be = mention.word and mention.level in {Level.DISTRICT, Level.COMMUNE}
        return f"{_UNLISTED}{mention.label}" if may_be else None

    def _titled(self, name: str) -> bool:
        """Whether the head of the text names a village, which is then what it is about."""
        head = _CAPTION.sub("", self.scan.text[: self.title_end])
        return not name[:1].isdigit() and len(name) > 2 and name in head

    def _shares_name(self, village: Mention) -> bool:
        same = (m for m in self.placer.mentions if m.name == village.name)
        return any(m.level is not Level.VILLAGE for m in same)

    def _is_subject(self, village: Mention) -> bool:
        """Whether a text keeps speaking of one village, more than of the place around it."""
        if village.name not in self._often():
            return False
        first = next(m for m in self.placer.mentions if m.name == village.name)
        return first.start < self.title_end + _LEAD

    def _often(self) -> list[str]:
        """The villages named three times or more, and more than any commune."""
        named = [m for m in self.placer.mentions if m.word and len(m.name) > 2]
        counts = Counter(m.name for m in named if m.level is Level.VILLAGE)
        communes = Counter(m.name for m in self.placer.mentions if m.level is Level.COMMUNE)
        least = max(3, 1 + max(communes.values(), default=0))
        often = [name for name, count in counts.items() if count >= least]
        return often if len(often) == 1 else []

    def _village_of(self, name: str) -> Mention | None:
        """The village of that name, when the text has no other place of that name."""
        same = [m for m in self.placer.mentions if m.word and m.name == name]
        if same and all(m.level is Level.VILLAGE for m in same):
            return same[0]
        return None

    def _speaks_of_nation(self, best: float) -> bool:
        """Whether the whole country is spoken of more than any place in it."""
        lowered = self.scan.lowered
        score = 1.2 * len(self.nation.within(0, len(lowered)))
        score += 5.0 * len(self.nation.within(0, self.title_end))
        score += 0.7 * min(lowered.count("bộ công an"), 5)
        provinces = {m.name for m in self.placer.mentions if m.level is Level.PROVINCE}
        return score > 3.0 and score + min(len(provinces), 4) > best and len(provinces) != 1

    def _said(self, place_id: str) -> Placed:
        """The place with the name and level word that the text itself uses."""
        for mention in self.placer.mentions:
            version = self.placer.pick(mention)
            if version is not None and version.place_id == place_id and says_name(mention):
                return self.placer.of_version(mention, version)
        return self.placer.of_id(place_id)

    def _with_bare_words(self, scores: _Scores) -> _Scores:
        """A text that says "Công an huyện", "toàn huyện" is of a district: its best candidate."""
        for level, count in self._bare_levels().items():
            of_level = [p for p in scores if self._level(p, scores) is level]
            if of_level:
                best = max(of_level, key=lambda p: scores[p][0])
                score, first = scores[best]
                scores[best] = (score + 0.8 * min(count, 6), first)
        return scores

    def _bare_levels(self) -> Counter[Level]:
        """How often each level is spoken of without a name: "Công an huyện", "toàn huyện"."""
        counts: Counter[Level] = Counter()
        for match in _BARE_AGENT.finditer(self.scan.lowered, self.scan.words):
            word = match.group(1)
            generic = word == "xã" and match.group().startswith("công an")
            if not generic and not _NAME_FOLLOWS.match(self.scan.text, match.end()):
                counts[LEVEL_WORDS[word][-1]] += 1
        return counts

    def _level(self, key: str, scores: _Scores) -> Level:
        return scores[key][1].level if key.startswith(_UNLISTED) else self.placer.level(key)

    def _with_children(self, scores: _Scores) -> _Scores:
        """Several children named speak for their parent too, one child for itself."""
        children: dict[str, list[str]] = {}
        for place_id in scores:
            if place_id.startswith(_UNLISTED):
                continue
            above = self.placer.atlas.ancestors(place_id, self.placer.day)
            if above and above[0].place_id != NATION_ID:
                children.setdefault(above[0].place_id, []).append(place_id)
        for parent, below in children.items():
            ranked = sorted((scores[p][0] for p in below), reverse=True)
            is_top = ranked[0] == max(score for score, _ in scores.values())
            all_alike = len(below) > _MANY and ranked[_MANY] >= _SIBLINGS_ALIKE * ranked[0]
            if parent not in scores and is_top and all_alike:
                scores[parent] = (0.0, scores[below[0]][1])
            if parent in scores and len(below) > 1:
                score, first = scores[parent]
                best, second = sorted((scores[p][0] for p in below), reverse=True)[:2]
                alike = best if second >= _SIBLINGS_ALIKE * best else 0.0
                scores[parent] = (score + 1.5 * len(below) + alike, first)
        return scores

    def _weight(self, mention: Mention, leveled: set[tuple[str, Level]]) -> float:
        before = self.scan.lowered[max(0, mention.start - 30) : mention.start]
        in_title = mention.start < self.title_end
        if not mention.word and not in_title and (mention.name, mention.level) not in leveled:
            return 0.3 if mention.level is Level.PROVINCE else 0.0
        if self._is_byline(mention):
            return 0.0
        if _OF_POST.search(before):
            return 0.0
        weight = 1.0 if mention.level is not Level.VILLAGE else 2.0
        if in_title and not mention.word and self._is_stray(mention):
            return 0.3
        if in_title:
            weight += 6.0 if mention.level is not Level.PROVINCE else 4.0
        elif mention.start < self.title_end + _LEAD:
            weight += 1.5
        if _AGENT_BEFORE.search(before):
            weight += 1.0
        after = self.scan.lowered[mention.end : mention.end + 40]
        if mention.level is Level.PROVINCE and _DATELINE.match(after):
            return 0.5
        if mention.level is Level.DISTRICT and self.placer.day >= _NO_DISTRICTS:
            weight *= 0.2
        if _FORMER.match(after):
            weight *= 0.2
        if _OF_ANOTHER.search(before):
            weight -= 1.5
        if self._is_aside(mention):
            weight *= 0.3
        if mention.level is Level.PROVINCE:
            weight *= 0.55 if not in_title else 1.0
            if before.rstrip().endswith((",", "(")):
                weight *= 0.3
        if after.startswith(" ("):
            weight += 0.5
        return weight

    def _is_aside(self, mention: Mention) -> bool:
        """Whether brackets only say where a place just named lies: "An Khánh (Châu Thành)"."""
        if not self.scan.text[: mention.start].endswith("("):
            return False
        before = self.placer.between(mention.start - _ASIDE_REACH, mention.start)
        return any(m.end >= mention.start - 2 and m.level > mention.level for m in before)

    def _is_stray(self, bare: Mention) -> bool:
        """Whether a bare name lies in another province than all that bear a level word."""
        if bare.level is Level.PROVINCE:
            return False
        places = [m.found for m in self.placer.mentions if m.word and m.found]
        told = {self._top(v.place_id) for found in places for v in found}
        return bool(told) and not any(self._top(v.place_id) in told for v in bare.found)

    def _top(self, place_id: str) -> str:
        above = self.placer.atlas.ancestors(place_id, self.placer.day)
        inner = [v.place_id for v in above if v.place_id != NATION_ID]
        return inner[-1] if inner else place_id

    def _is_of_picture(self, at: int) -> bool:
        """Whether a text without a title begins with what its picture shows, a whole sentence."""
        text = self.scan.text
        end = text.find("\n", 0, _LONGEST_CAPTION)
        return at < end and _SHOWN.match(text, 0, end) is not None

    def _is_byline(self, mention: Mention) -> bool:
        """Whether a name stands in the signature under the text or below a picture."""
        text = self.scan.text
        if self._is_of_picture(mention.start):
            return True
        start = self.scan.line_start(mention.start)
        end = text.find("\n", mention.end, start + _LONGEST_LINE)
        line = text[start : end if end >= 0 else start + _LONGEST_LINE].strip()
        if _CREDIT.search(line) and start > 0:
            return True
        is_last = _NOTHING_MORE.match(text, mention.end) is not None
        return not mention.word and is_last and len(line) < _SIGNATURE
