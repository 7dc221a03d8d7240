"""The place that a sentence speaks of without naming it: "xã", "tại đây", or the one before.

A paragraph keeps the place that one of its sentences is about, until another is named or the
text speaks of its own place again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bayen.core.places import Level
from bayen.intake.bare_levels import WHOLE, SpokenLevels, find_within, match_within
from bayen.intake.inner_places import InnerPlaces
from bayen.intake.level_meanings import REACH, LevelMeanings
from bayen.intake.mentions import Mention
from bayen.intake.names import COMMUNE_WORDS, LEVEL_WORDS
from bayen.intake.people import People
from bayen.intake.placing import Placed
from bayen.intake.scan import Stretch
from bayen.intake.setting import find_acting, find_village_agent
from bayen.intake.speakers import Speakers
from bayen.intake.topics import Topics
from bayen.intake.values import Reason
from bayen.intake.wholes import find_whole

_LEANS = re.compile(r"\s*(?:theo đó|qua đó|trong đó|nhờ đó|từ đó|tại đây|cụ thể)")
_EVERYWHERE = re.compile(
    r"\s*(?:(?:công an )?các (?:đơn vị|địa phương|cấp, các ngành)(?:, (?:địa phương|đơn vị))?"
    r"|(?:toàn )?cụm(?! (?:dân cư|loa|công nghiệp)))\s"
)
_WIDENS = re.compile(
    r"địa phương (?:đã|có|hiện|còn|đang)|trên địa bàn(?=,| có| hiện| đã| duy trì)"
    r"|(?:nhân|lan)(?: rộng| tỏa)? (?:ra|đến|sang)(?= \d| khắp| toàn| nhiều)"
)
_IN_CLUSTER = re.compile(r"(?:trong|toàn|cả|địa bàn) cụm(?! dân cư)")
_PICKS = re.compile(r"[\s\-+•*“\"]*(?:chỉ )?riêng\s")
_OPENING = 40
"""Characters of a sentence in which its subject stands."""
_BULLETS = ("-", "+", "•", "*", "–")
_ITEMS = 12
"""Items of a list that its head stands over."""
_HEAD = 60
"""Characters of the line that heads a list."""
_OF_GROUP = re.compile(
    r"[\s“\"]*(?:[^.,;:“”\"]{0,30}:\s+)?(?:[^.,;:“”\"]{0,40},\s+)?(?:tổ|đội|nhóm)(?: này)?"
    r"\s+(?:tổ chức|đã|có|hiện|còn|tuần tra|phối hợp|giúp|thu|cung cấp|hòa giải)(?!\w)"
)
"""A sentence that goes on about the group of the paragraph before: "Năm qua, tổ đã …"."""
_HERE = re.compile(r"[\s“\"]*(?:tại đây|ở đây|nơi đây|tại nơi này)")
_LEVEL_ORDER = tuple(sorted(LEVEL_WORDS, key=len, reverse=True))


@dataclass(slots=True)
class Focus:
    """What the sentences of one text are about.

    Attributes:
        inner: the text, its own place, and which of its mentions lie within it or beside it.
        levels: the level words in it that stand without a name.
    """

    inner: InnerPlaces
    levels: SpokenLevels
    _own_agents: list[tuple[int, int]] = field(init=False)
    _speakers: Speakers = field(init=False)
    _people: People = field(init=False)
    _seen: dict[int, tuple[bool, tuple[Placed, Reason] | None]] = field(default_factory=dict)
    _topics: Topics = field(init=False)
    _meanings: LevelMeanings = field(init=False)

    def __post_init__(self) -> None:
        self._topics = Topics(self.inner, self.levels)
        self._meanings = LevelMeanings(self.inner, self.levels, self._topics)
        self._speakers = Speakers(self.inner)
        self._people = People(self.inner)
        first = self.inner.own.label.partition(",")[0].lower() if self.inner.own else ""
        word = next((w for w in _LEVEL_ORDER if first.startswith(w + " ")), "tỉnh")
        self._own_agents = find_acting(self.inner.scan, word)

    def find(self, start: int, at: int, *, stands: bool = False) -> tuple[Placed, Reason] | None:
        """The place of a figure whose clause names none; None when it is the text's own.

        Args:
            start: where its sentence begins.
            at: where the figure stands.
            stands: whether it counts what stands in a place, whoever built it.
        """
        lowered = self.inner.scan.lowered
        if _HERE.match(lowered, start, at):
            return self._just_named(start)
        clause = max(start, lowered.rfind(";", start, at) + 1)
        apart = self._topics.set_in(clause, at)
        if apart is None and clause > start:
            apart = self._topics.set_in(start, at)
        apart = apart or self._still_open(start, at)
        if apart is not None:
            placed, reason = self._topics.told(apart)
            if not self._is_left(apart, at):
                return None if self._widens(placed, apart.end, at) else (placed, reason)
        level_word = self.levels.find(start, at)
        if level_word is not None and stands and self._is_higher(level_word):
            scan = self.inner.scan
            if WHOLE.search(scan.text, scan.words, start, at) is None:
                return None
        if level_word is None:
            told = self._speakers.find(start, at) or self._people.find(start, at)
            told = told or self._going_on(start, at)
            return None if told and self._widens(told[0], start, at) else told
        return self._meanings.find(start, at, level_word)

    def around(self, start: int, end: int) -> tuple[Placed, Reason] | None:
        """The commune around a village told of, if words after a number say so: "4 hộ trong xã".

        Args:
            start: where the sentence begins.
            end: one past the number.
        """
        within = match_within(self.inner.scan, end)
        if within is None or within["word"] not in COMMUNE_WORDS:
            return None
        return self._meanings.find(start, end, within["word"])

    def _is_left(self, apart: Mention, at: int) -> bool:
        """Whether a sentence goes over from one place to a whole: "Thôn A có 8; toàn xã thu 31"."""
        since = WHOLE.last(self.inner.scan.text, self.inner.scan.words, apart.end, at)
        levels = LEVEL_WORDS.get(since.group(1), (Level.VILLAGE,)) if since else (apart.level,)
        return max(levels) < apart.level

    def _widens(self, placed: Placed, start: int, at: int) -> bool:
        """Whether a sentence after one about a village speaks of the place around it again."""
        is_village = placed.level is Level.VILLAGE
        return is_village and _WIDENS.search(self.inner.scan.lowered, start, at) is not None

    def _is_higher(self, word: str) -> bool:
        """Whether a level word is of a place above the text's own."""
        levels = LEVEL_WORDS.get(word, (Level.VILLAGE,))
        return self.inner.own is not None and max(levels) < self.inner.own.level

    def set_after(self, end: int, clause_end: int) -> tuple[Placed, Reason] | None:
        """Where something was done, told after it: "mở 4 đợt trên địa bàn thị trấn"."""
        scan = self.inner.scan
        told = WHOLE.search(scan.text, scan.words, end, clause_end) or match_within(scan, end)
        own = self.inner.own
        if told is None or own is None:
            return None
        word = told.group(1)
        if self._is_inner(word):
            inner = self._meanings.find(self.inner.scan.sentence(end).start, end, word)
            return inner and (inner[0], Reason("place", f"«{word}» sau số → {inner[0].label}"))
        levels = LEVEL_WORDS.get(told.group(1), (Level.VILLAGE,))
        if own.level in levels:
            return self._meanings.beside_own(self.inner.scan.sentence(end).start)
        above = [v for v in self.inner.placer.chain(own) if v.kind.level in levels]
        if own.level in levels or not above:
            return None
        return self.inner.placer.of_id(above[0].place_id), Reason(
            "place", f"«{told.group()}» sau số → {above[0].label_vi}"
        )

    def _is_inner(self, word: str) -> bool:
        """Whether a level word is of a place within the text's own."""
        levels = LEVEL_WORDS.get(word, (Level.VILLAGE,))
        return self.inner.own is not None and min(levels) > self.inner.own.level

    def _still_open(self, start: int, at: int) -> Mention | None:
        """What a sentence begins with, while it speaks of no place around that: "phường có"."""
        opening = self._topics.opening(start, at)
        since = self.levels.find(opening.end, at) if opening else None
        if opening is None or since is None:
            return opening
        levels = LEVEL_WORDS.get(since, (Level.VILLAGE,))
        return opening if opening.level in levels else None

    def _going_on(self, start: int, at: int) -> tuple[Placed, Reason] | None:
        """What the sentences before in the same paragraph are about, or the head of a list."""
        if self._is_of_own(start, at):
            return None if self.inner.names_own(start, at) else self._meanings.beside_own(start)
        if (head := self._head_of_list(start)) is not None:
            placed = self.inner.placer.resolve(head)
            return placed, Reason("place", f"«{head.label}» đứng đầu danh sách → {placed.label}")
        number = self.inner.scan.sentence_number(start)
        line = self.inner.scan.sentences[number].line
        first = self.inner.scan.line_start(start + 1)
        leans = _LEANS.match(self.inner.scan.lowered, first) or _OF_GROUP.match(
            self.inner.scan.lowered, start, at
        )
        for earlier in range(number - 1, max(number - REACH, -1), -1):
            if self.inner.scan.sentences[earlier].line != line and not leans:
                return None
            is_own, found = self._about(earlier)
            if is_own or found is not None:
                return found
        return None

    def _head_of_list(self, start: int) -> Mention | None:
        """The place that heads the list of an item: "Riêng ấp Thọ Lộc:", then "- Số hộ: 702"."""
        scan, line = self.inner.scan, self.inner.scan.line_start(start + 1)
        for _ in range(_ITEMS):
            if not scan.text.startswith(_BULLETS, line):
                break
            line = self.inner.scan.line_before(line)
        head = scan.text[line : scan.text.find("\n", line)].rstrip()
        if line >= start or not head.endswith(":") or len(head) > _HEAD:
            return None
        named = self.inner.placer.between(line, line + len(head))
        is_one = len(named) == 1 and named[0].word and self.inner.is_inner(named[0])
        return named[0] if is_one else None

    def _about(self, number: int) -> tuple[bool, tuple[Placed, Reason] | None]:
        """Whether a sentence is about the text's own place, else the one it is about."""
        if number not in self._seen:
            stretch = self.inner.scan.sentences[number]
            is_own = self._is_of_own(stretch.start, stretch.end)
            found = None if is_own else self._subject(stretch)
            if is_own and not self.inner.names_own(stretch.start, stretch.end):
                found = self._meanings.beside_own(stretch.start)
            self._seen[number] = is_own and found is None, found
        return self._seen[number]

    def _subject(self, sentence: Stretch) -> tuple[Placed, Reason] | None:
        topic = self._topics.find(sentence.start, sentence.end)
        topic = topic or self._topics.opening(sentence.start, sentence.end)
        if topic is not None:
            return None if self._is_aside(sentence.start, topic) else self._topics.told(topic)
        if (told := self._speakers.named(sentence.start, sentence.end)) is not None:
            return told
        within = find_within(self.inner.scan, sentence.start, sentence.end)
        if within is not None and self._is_inner(within["word"]):
            return self._meanings.find(sentence.start, within.start("word"), within["word"])
        agent = find_village_agent(self.inner.scan.text[sentence.start : sentence.end])
        if agent is not None and self._is_inner(agent.group(1)):
            return self._meanings.find(
                sentence.start, sentence.start + agent.start(1), agent.group(1)
            )
        if (above := self._above_told(sentence)) is not None:
            return above
        scan = self.inner.scan
        whole = WHOLE.search(scan.text, scan.words, sentence.start, sentence.end)
        end = sentence.end if whole else min(sentence.end, sentence.start + _OPENING)
        word = self.levels.find(sentence.start, end)
        if word is None or (not whole and word in LEVEL_WORDS and not self._begins(sentence, word)):
            return None
        return self._meanings.find(sentence.start, end, word)

    def _above_told(self, sentence: Stretch) -> tuple[Placed, Reason] | None:
        """The place above the text's own that a sentence is about, by name or by its level."""
        start, end, own = sentence.start, sentence.end, self.inner.own
        if own is None or self.inner.of_cluster:
            return None
        if (named := find_whole(self.inner.scan, self.inner.placer, own, start, end)) is not None:
            return named
        word = self.levels.find(start, end)
        if word is None or not self._is_higher(word):
            return None
        return self._meanings.find(start, end, word)

    def _is_aside(self, start: int, topic: Mention) -> bool:
        """Whether a sentence only picks one place out of others: "Riêng thôn 7 góp 8 khẩu".

        A paragraph that begins with a place set off is about it: "Riêng xã A, nơi …, có".
        """
        begins = self.inner.scan.line_start(start + 1) == start
        if begins and self.inner.scan.text.startswith(",", topic.end):
            return False
        return _PICKS.match(self.inner.scan.lowered, start, topic.start) is not None

    def _begins(self, sentence: Stretch, word: str) -> bool:
        """Whether the subject of a sentence is a place without its name: "Phường còn sắm …"."""
        said = self.inner.scan.lowered[sentence.start : sentence.end]
        return re.match(rf"\s*(?:[^,;:.“”]{{0,40}},\s+)?{word} ", said) is not None

    def _is_of_own(self, start: int, end: int) -> bool:
        """Whether a sentence speaks of the text's own place by name or by its level."""
        own = self.inner.own
        if own is None:
            return False
        if _EVERYWHERE.match(self.inner.scan.lowered, start):
            return True
        if self.inner.of_cluster and _IN_CLUSTER.search(self.inner.scan.lowered, start, end):
            return True
        for mention in self.inner.placer.between(start, end):
            version = self.inner.placer.pick(mention)
            alone = self.inner.placer.deepest(mention) is mention
            if alone and version is not None and version.place_id == own.place_id:
                return True
        if any(start <= first and last < end for first, last in self._own_agents):
            return True
        word = self.levels.find(start, end)
        return word is not None and own.level in LEVEL_WORDS.get(word, (Level.VILLAGE,))

    def _just_named(self, start: int) -> tuple[Placed, Reason] | None:
        """The place named last before a sentence that begins "Tại đây"."""
        line = self.inner.scan.line_start(max(start - 1, 0))
        named = [m for m in self.inner.placer.between(line, start) if self.inner.is_inner(m)]
        earlier = [m for m in named if m.word or self._topics.is_known(m)]
        if not earlier:
            return None
        last = self.inner.placer.deepest(earlier[-1])
        placed = self.inner.placer.resolve(last, earlier)
        return placed, Reason("place", f"«tại đây» → {placed.label}")
