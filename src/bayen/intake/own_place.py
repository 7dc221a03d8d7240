"""The place that a text is of: told by its title, its lead, who acts and what it keeps naming."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from bayen.catalogue.choices import load_points
from bayen.core.places import NATION_ID, Level
from bayen.intake.anchors import Sought
from bayen.intake.calling import Calling
from bayen.intake.choosing import Crossed
from bayen.intake.company import Company
from bayen.intake.letters import UPPER
from bayen.intake.level_talk import NAME_FOLLOWS, LevelTalk
from bayen.intake.mastheads import find_masthead
from bayen.intake.mention_weights import LEAD, MentionWeights
from bayen.intake.mentions import Mention
from bayen.intake.named_places import find_mentions
from bayen.intake.names import LEVEL_WORDS
from bayen.intake.nation import NationWords, weigh_central
from bayen.intake.own_candidates import OwnCandidate, OwnCandidates
from bayen.intake.placing import NATION, Placed, Placer
from bayen.intake.scan import Scan
from bayen.intake.wholes import MERGED_WITH

SECOND_LEAD = 0.8
"""Log-odds by which another place must lead the rules' own; chosen with authors left out."""
_SPOKEN = 0.3
_MINISTRY_ACTS = re.compile(
    r"bộ công an (?:(?:đã|vừa|mới) )?"
    r"(?:tổ chức|biểu dương|tổng kết|sơ kết|phối hợp|ban hành|phát động)"
)


_UNLISTED = "?"
# What the province does itself; its leaders also come as guests of a commune.
_OF_PROVINCE = re.compile(
    r"(?<![Ll]ãnh đạo )(?<![Gg]iám đốc )(?<![Đđ]ại diện )"
    r"(?:Công an|công an|UBND|Bộ đội Biên phòng|địa bàn|[Tt]oàn|Tỉnh ủy) (?:tỉnh|thành phố)"
    rf"(?! [{UPPER}])"
)
_MANY = 2
"""So many places beside each other are told of as parts of the one above, named or not."""
_WEAK = 8.0
"""A text that speaks of no place more than this has hardly a place of its own."""
_SIBLINGS_ALIKE = 0.6
"""Share of what is said of one child from which a text is of the place above both."""
_OF_PARTS = 0.4
_HARDLY = 0.5
"""Share of what is said of one child below which another is only mentioned."""
_OF_ALL_COMMUNES = Sought(
    r"(?<![\d/])(?:[2-9]|\d\d|1\d\d)/(?P<all>[3-9]|\d\d|1\d\d)"
    r" (?:xã|phường)(?:,| và) (?:xã|phường|thị trấn)"
)
_ABOVE_WITHIN = 4
_HARDLY_SAID = 2
"""Times that a text of one hamlet may say "xã", "toàn xã", "Công an xã"."""
_IN_PASSING = 2
"""Times that a text may name a commune without being of it."""
_CAPTION = re.compile(r"(?m)^\s*\([^\n]*$|^[^\n]*(?:Ảnh|ẢNH)\b[^\n]*$")
# "Đồn Biên phòng Thanh phụ trách hai xã": its figures are of both.
_POST_OF_SEVERAL = re.compile(
    r"đồn(?: biên phòng)?[^.;\n]{0,50}(?:phụ trách|quản lý|đứng chân)[^.;\n]{0,90}?"
    r"(?:hai|ba|bốn|năm|[2-9]|0[2-9]) xã(?! hội)"
)
# "Địa bàn do đồn phụ trách là xã A": what a text on the post is of.
_POST_OF_ONE = re.compile(
    r"(?:địa bàn (?:do )?(?:đồn|đơn vị)(?: biên phòng)? (?:phụ trách|quản lý)"
    r"|đồn(?: biên phòng)? (?:được giao )?(?:phụ trách|quản lý) (?:một|duy nhất|một mình))"
    r"(?: địa bàn)?(?: là| gồm)? (?=xã |phường |thị trấn |đặc khu )"
)
_SPEAKS = 3
"""Times that a text says "huyện", and hardly "xã", to be of the district."""
_KEEPS = 4
"""Times that a text says "xã" of one place, and hardly "huyện", to be of the commune."""
_TOLD, _SAID = 3.0, 2.0
"""How strongly a text must speak of the country; the less where no place in it stands out."""
_BARELY = 1.0
_JOINED_WITHIN = 20
_Scores = dict[str, tuple[float, Mention]]
"""By identity, or by the words of an unlisted place: how strongly, and where first."""


_Ranked = tuple[str, tuple[float, Mention]]


@cache
def _points() -> Crossed:
    return Crossed(load_points("own"), lead=SECOND_LEAD)


@dataclass(slots=True)
class OwnPlace:
    """Finds the place of one text, and its cluster.

    Attributes:
        scan: the text.
        placer: its mentions.
        title_end: where its head ends.
        nation: where it speaks of the whole country.
        second: whether to look again at the place that the rules choose by their scores.
        talk: how often it speaks of a place by its level alone.
    """

    scan: Scan
    placer: Placer
    title_end: int
    nation: NationWords
    second: bool = False
    talk: LevelTalk = field(init=False)
    _called: Calling = field(init=False)
    _by_scores: tuple[str, _Scores] | None = None
    _often: Sequence[str] | None = None

    def __post_init__(self) -> None:
        self.talk = LevelTalk(self.scan, self.placer.day)
        self._called = Calling(self.scan, self.placer, self.talk)

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
        return any(not NAME_FOLLOWS.match(self.scan.text, match.end()) for match in said)

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
        ranked = self._widened(self._kept_to(ranked))
        (key, (score, first)) = ranked[0]
        if (hamlet := self._hamlet_of_title()) is not None:
            return hamlet, f"«{hamlet.label.partition(',')[0]}» là nơi duy nhất nêu ở tiêu đề"
        if (around := self._counted_around(key, first)) is not None:
            return around, "văn bản đếm các xã của địa bàn"
        if self._speaks_of_nation(score):
            return NATION, "«cả nước» nói đến nhiều hơn mọi địa bàn"
        if (of_post := self._of_post(key)) is not None:
            return of_post, "địa bàn mà đồn biên phòng phụ trách"
        words = self.scan.text[first.start : first.end]
        reason = f"«{words}» được nêu nhiều nhất và ở đầu văn bản"
        if key.startswith(_UNLISTED):
            return self._with_parent(self.placer.resolve(first), [key for key, _ in ranked]), reason
        self._by_scores = key, scores
        return self._looked_again() or (self.name(key), reason)

    def name(self, place_id: str) -> Placed:
        """A listed place as the text calls it."""
        return self._called.name(place_id)

    def candidates(self) -> Sequence[OwnCandidate]:
        """The place chosen by scores, and what else the text may be of; none of other places."""
        if self._by_scores is None:
            return ()
        key, scores = self._by_scores
        strengths = {place: score for place, (score, _) in scores.items()}
        told = OwnCandidates(self.scan, self.placer, self.title_end, self.talk, strengths)
        return told.around(key)

    def _looked_again(self) -> tuple[Placed, str] | None:
        """Another place than the one chosen by scores, when all of the text speaks for it."""
        candidates = self.candidates() if self.second else ()
        if not candidates:
            return None
        chosen = _points().choose((), [(one.facts, ()) for one in candidates])
        if not chosen:
            return None
        return self.name(candidates[chosen].place_id), "xét cả văn bản, phần lớn nói về nơi này"

    def _hamlet_of_title(self) -> Placed | None:
        """The one hamlet of a text that its title names, by a number too: "Chiếc kẻng khối 11"."""
        named = [m for m in self.placer.mentions if m.word and m.level is Level.VILLAGE]
        labels = {m.label.casefold() for m in named}
        if len(labels) != 1 or self._shares_name(named[0]):
            return None
        if self.talk.counts[Level.COMMUNE] > _HARDLY_SAID:
            return None
        [label] = labels
        head = _CAPTION.sub("", self.scan.lowered[: self.title_end])
        said = re.search(rf"(?<!\w){re.escape(label)}(?![\w.,]?\w)", head)
        line = self.scan.line_start(said.start()) if said else 0
        if said is None or any(
            m.level < Level.VILLAGE for m in self.placer.between(line, said.start())
        ):
            return None
        return self.placer.resolve(max(named, key=self._names_above))

    def _names_above(self, mention: Mention) -> bool:
        """Whether the place above stands right after a name."""
        after = self.placer.between(mention.end, mention.end + _ABOVE_WITHIN)
        return bool(after) and after[0].level < mention.level

    def _of_post(self, key: str) -> Placed | None:
        """The place around the communes of a border post that a text is on."""
        if (looked_after := _POST_OF_ONE.search(self.scan.lowered)) is not None:
            named = self.placer.between(looked_after.end(), looked_after.end() + 1)
            version = self.placer.pick(named[0]) if named else None
            return self.name(version.place_id) if version else None
        is_commune = not key.startswith(_UNLISTED) and self.placer.level(key) is Level.COMMUNE
        if not is_commune or not _POST_OF_SEVERAL.search(self.scan.lowered):
            return None
        above = self.placer.atlas.ancestors(key, self.placer.day)
        return self.name(above[0].place_id) if above else None

    def _kept_to(self, ranked: list[tuple[str, tuple[float, Mention]]]) -> list[_Ranked]:
        """The same, the one commune first that a text keeps speaking of under a district's name."""
        best = ranked[0][0]
        if best.startswith(_UNLISTED) or self.placer.level(best) is not Level.DISTRICT:
            return ranked
        talk = self.talk.counts
        if talk[Level.COMMUNE] < _KEEPS or talk[Level.COMMUNE] <= 3 * talk[Level.DISTRICT]:
            return ranked
        inner = [one for one in ranked if self._is_part(one[0], best)]
        if not inner or (len(inner) > 1 and inner[1][1][0] > inner[0][1][0] / 2):
            return ranked
        return [inner[0], *(one for one in ranked if one is not inner[0])]

    def _widened(self, ranked: list[_Ranked]) -> list[_Ranked]:
        """The same, the district first that a text speaks of more than of its one commune."""
        best, (score, first) = ranked[0]
        if best.startswith(_UNLISTED) or self.placer.level(best) is not Level.COMMUNE:
            return ranked
        if first.start < self.title_end:
            return ranked
        talk = self.talk.counts
        if talk[Level.DISTRICT] < _SPEAKS or talk[Level.DISTRICT] <= 2 * talk[Level.COMMUNE]:
            return ranked
        around = [r for r in ranked if not r[0].startswith(_UNLISTED)]
        above = [r for r in around if self.placer.level(r[0]) is Level.DISTRICT]
        above = [r for r in above if self._is_part(best, r[0]) and r[1][0] >= score / 2]
        return [above[0], *(one for one in ranked if one is not above[0])] if above else ranked

    def _counted_around(self, key: str, first: Mention) -> Placed | None:
        """The place above a commune of a text that counts all communes: "ở 12/14 xã, thị trấn"."""
        if key.startswith(_UNLISTED) or self.placer.level(key) is not Level.COMMUNE:
            return None
        counted = _OF_ALL_COMMUNES.search(self.scan.lowered)
        if first.start < self.title_end or counted is None:
            return None
        if len(self.placer.named(first.name)) > _IN_PASSING:
            return None
        above = self.placer.atlas.ancestors(key, self.placer.day)
        level = above[0].kind.level if above else Level.NATION
        talk = self.talk.counts
        if level is Level.NATION or talk[level] <= talk[Level.COMMUNE]:
            return None
        inner = len(self.placer.atlas.children(above[0].place_id, self.placer.day))
        return self.name(above[0].place_id) if int(counted["all"]) <= 2 * inner else None

    def _is_part(self, key: str, of: str) -> bool:
        if key.startswith(_UNLISTED):
            return False
        above = self.placer.atlas.ancestors(key, self.placer.day)
        return any(version.place_id == of for version in above)

    def _of_paper(self, scores: _Scores) -> Placed | None:
        """The province of the paper, when a text speaks of "tỉnh" and names none."""
        if any(self._level(key, scores) is Level.PROVINCE for key in scores):
            return None
        name = find_masthead(self.scan, self._provinces())
        found = self.placer.names.named(name, self.placer.day, (Level.PROVINCE,)) if name else ()
        if not found:
            return None
        is_weak = max((score for score, _ in scores.values()), default=0.0) < _WEAK
        head = len(self.scan.text) if is_weak else self.title_end + LEAD
        told = _OF_PROVINCE.finditer(self.scan.text, 0, head)
        if not any(found[0].kind.word_vi in match.group().lower() for match in told):
            return None  # "UBND thành phố" is of a town in a province
        return self.placer.of_id(found[0].place_id)

    def _provinces(self) -> list[str]:
        """The names of all provinces of the day; asked only of what names none."""
        children = self.placer.atlas.children(NATION_ID, self.placer.day)
        return [version.name for version in children]

    def _with_parent(self, placed: Placed, ranked: list[str]) -> Placed:
        """An unlisted place under the best listed one above it, when nothing else tells."""
        known = [key for key in ranked if not key.startswith(_UNLISTED)]
        above = [key for key in known if self.placer.level(key) < placed.level]
        if placed.above_id is not None or not above:
            return placed
        parent = self.name(above[0])
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
        weights = MentionWeights(self.scan, self.placer, self.title_end)
        leveled = {(m.name, m.level) for m in self.placer.mentions if m.word}
        for mention in self.placer.mentions:
            key = self._key(mention)
            if key is None:
                continue
            weight = weights.weigh(mention, leveled) or (0.5 if bare else 0.0)
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
        return any(m.level is not Level.VILLAGE for m in self.placer.named(village.name))

    def _is_subject(self, village: Mention) -> bool:
        """Whether a text keeps speaking of one village, more than of the place around it."""
        if self._often is None:
            self._often = self._find_often()
        if village.name not in self._often:
            return False
        first = self.placer.named(village.name)[0]
        return first.start < self.title_end + LEAD

    def _find_often(self) -> Sequence[str]:
        """The villages named three times or more, and more than any commune."""
        named = [m for m in self.placer.mentions if m.word and len(m.name) > 2]
        counts = Counter(m.name for m in named if m.level is Level.VILLAGE)
        communes = Counter(m.name for m in self.placer.mentions if m.level is Level.COMMUNE)
        least = max(3, 1 + max(communes.values(), default=0))
        often = [name for name, count in counts.items() if count >= least]
        return often if len(often) == 1 else []

    def _village_of(self, name: str) -> Mention | None:
        """The village of that name, when the text has no other place of that name."""
        same = [m for m in self.placer.named(name) if m.word]
        if same and all(m.level is Level.VILLAGE for m in same):
            return same[0]
        return None

    def _speaks_of_nation(self, best: float) -> bool:
        """Whether the whole country is spoken of more than any place in it."""
        lowered = self.scan.lowered
        score = 1.2 * len(self.nation.within(0, len(lowered)))
        score += 5.0 * len(self.nation.within(0, self.title_end))
        score += 0.7 * min(lowered.count("bộ công an"), 5)
        score += 2.0 * bool(_MINISTRY_ACTS.search(lowered, 0, self.title_end + LEAD))
        score += weigh_central(self.scan, self.title_end)
        named = [m for m in self.placer.mentions if m.level is Level.PROVINCE]
        provinces = {m.name for m in named if not self._is_venue(m) and not self._is_joined(m)}
        is_told = score > (_TOLD if best > _BARELY else _SAID)
        is_one = len(provinces) == 1 and best > _BARELY
        return is_told and score + min(len(provinces), 4) > best and not is_one

    def _is_venue(self, mention: Mention) -> bool:
        """Whether a place is only where something is held: "Sáng 5/6, tại tỉnh A, Bộ …"."""
        before = self.scan.lowered[max(0, mention.start - 4) : mention.start]
        return before.endswith(("tại ", " ở ")) and all(
            other.name != mention.name or other is mention for other in self.placer.mentions
        )

    def _is_joined(self, mention: Mention) -> bool:
        """Whether a province is only what another was merged with: it makes no second one."""
        before = self.scan.lowered[max(0, mention.start - _JOINED_WITHIN) : mention.start]
        return MERGED_WITH.search(before) is not None

    def _with_bare_words(self, scores: _Scores) -> _Scores:
        """A text that says "Công an huyện", "toàn huyện" is of a district: its best candidate."""
        agents, spoken, parts = (
            self.talk.of_agents,
            self.talk.spoken_of,
            self.talk.of_parts,
        )
        for level in agents | spoken | parts:
            of_level = [p for p in scores if self._level(p, scores) is level]
            if of_level:
                best = max(of_level, key=lambda p: scores[p][0])
                score, first = scores[best]
                score += 0.8 * min(agents[level], 6) + _SPOKEN * min(spoken[level], 10)
                score += _OF_PARTS * min(parts[level], 6)
                scores[best] = (score, first)
        return scores

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
            said = [p for p in below if scores[p][0] >= _HARDLY * ranked[0]]
            if parent in scores and len(said) > 1:
                score, first = scores[parent]
                best, second = sorted((scores[p][0] for p in below), reverse=True)[:2]
                alike = best if second >= _SIBLINGS_ALIKE * best else 0.0
                scores[parent] = (score + 1.5 * len(said) + alike, first)
        return scores
