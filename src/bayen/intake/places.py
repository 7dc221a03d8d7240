"""Which place a figure is of: the text's own place, or one that its sentence names.

The place of the text is told by its title, its lead and what it keeps naming. A figure has
another place when its clause says so ("tại xã Sơn Thái"); several places at once stand for
their common parent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from bayen.core.atlas import Atlas
from bayen.core.places import Level
from bayen.intake.bare_levels import WHOLE, SpokenLevels, find_subjects, match_within
from bayen.intake.clusters import find_cluster, find_member
from bayen.intake.focus import Focus
from bayen.intake.former_units import FormerUnits
from bayen.intake.guests import find_event
from bayen.intake.inner_names import take_inner
from bayen.intake.inner_places import OF_WHICH, InnerPlaces
from bayen.intake.mentions import Mention, find_mentions
from bayen.intake.names import LEVEL_WORDS, PlaceNames
from bayen.intake.names_beside import NamesBeside
from bayen.intake.nation import NationWords
from bayen.intake.own_place import OwnPlace
from bayen.intake.place_evidence import PlaceGround
from bayen.intake.placing import NATION, Placed, Placer
from bayen.intake.scan import Scan, Stretch
from bayen.intake.setting import ACTS
from bayen.intake.together import Together
from bayen.intake.values import Alternative, Reason
from bayen.intake.wholes import find_counted_in, find_whole, names_own
from bayen.intake.wide_places import WidePlaces

_POINTS_HERE = re.compile(
    r"(?:tại|ở|thuộc|trên địa bàn|của|cho|về|từ|trong|địa bàn|nhân dân|đến|ra"
    r"|với)\s+(?:\w+\s+){0,3}$|(?:hộ dân|người dân|bà con)\s+$"
)
_RIVALS = 2
# "3 tập thể, 6 cá nhân của xã Yên Hân": told once after both.
_AWARDED = re.compile(r"\s*(?:tập thể|gia đình|đơn vị)(?:,| và) \d+ cá nhân (?:của|thuộc|ở|tại) ")
_AWARD_REACH = 48
_LISTS = re.compile(r"(?:gồm|gồm có|như|:|là|giữa)\s*(?:có\s+)?(?:các\s+)?$")
# A class of characters comes first, which is looked for faster than alternatives.
_CLAUSE_STOP = re.compile(
    r"[;\n.,(\"“](?:(?<=[;\n])|(?<=\.)\s|(?<=,)\s*(?:trong đó|riêng|nhất là|điển hình|tiêu biểu"
    r"|nổi bật|còn|trong khi|đồng thời|nhưng|kế đến|kế đó|tiếp đến|tiếp theo|sau đó|như:? [\"“])"
    r"|(?<=\()(?:trong đó|riêng|nhất là|chủ yếu|nhiều nhất|[^()]{1,40} nhiều nhất)"
    r"|(?<=gồm [\"“])|(?<=gồm: [\"“]))"
)
_MODELS = re.compile(
    r"\s+(?:loại )?mô hình[^.;:\d\n“\"]{0,40}(?::|,? đó là:?|,? gồm(?: có)?:?|,? như:?)\s*[“\"]"
)
_QUOTED = re.compile(r"[“\"][^“”\"\n]{3,90}[”\"]\s+(?:tại|ở|của)\s")
_ANOTHER_MODEL = re.compile(r"[^\"“]*\svà (?=[\"“])")
_LISTED_BESIDE = re.compile(r"[^\w,;]*(?:\([^()]*\)\s*)?,?\s*và\s*")
_ITEM = re.compile(r"\s*(?:và\s+)?(?:gần|hơn|trên|khoảng)?\s*\d")
_NAMES_LEVEL = re.compile(r"(?:^|\W)(?:xã|phường|thôn|bản|ấp)\s")
_LISTED_WITH = re.compile(
    r"\s*(?:\([^()\d\n]*\)\s*)?(?:,|và|;|\(|\)|với|giữa|,\s*(?:xã|phường))*"
    r"\s*(?:các\s+)?(?:xã|phường|bản|thôn)?\s*"
)
_MOSTLY = re.compile(r"(?:chủ yếu|nhiều nhất|phần lớn|đông nhất|nhất là)(?: là)?(?: ở| tại)?\s*$")
_APART = re.compile(r"riêng|trong đó|nhiều nhất|nhất là|chủ yếu|\d")
_ASIDE_REACH = 60
_SETS = re.compile(
    r"(?:tại|ở|địa bàn|riêng|như|của|nhân dân|bà con|người dân|dân|phía|bên|trong đó)\s*$"
)
_BREAK = re.compile(r"(?:,|còn|trong đó|thì|nhưng|mà|song)\s+$")
_OF_ONE = re.compile(r"của\s$")
_OF_WITHIN = 4
# "khởi đầu ở thôn A, nay đã phủ 14/15 thôn với …": where something began is not where it is.
_GROWN_SINCE = re.compile(
    r"(?<!\w)(?:nay|hiện|lúc này|bây giờ),? [^.;:]{0,60}?(?:phủ|phát triển|nhân rộng|nhân ra|lan"
    r"|mở rộng|có mặt|tăng lên|đã có ở|ra mắt tại|có ở)(?!\w)"
    r"|(?<!\w)(?:lan|nhân|nhân rộng|triển khai|mở rộng|tỏa)(?: rộng)? (?:ra|sang|khắp)(?!\w)"
)
# "người dân ấp A, xã B báo tin, công an xã bắt 2": who acts is of the commune.
_LOCAL_POLICE = re.compile(
    r"(?<!\w)(?:công an|ubnd|lực lượng công an) (xã|phường|thị trấn)"
    r"(?= (?:đã |kịp thời |nhanh chóng |truy đuổi |đến |xác minh )*(?:và )?(?:bắt|làm rõ|truy|xử lý"
    r"|thu|mời|phạt|phát hiện|lập))"
)
_DONE_BY = re.compile(r"\d[^.;]{0,40}\s(?:do|mà)\s(?:\w+\s){0,4}$")
_DONE = re.compile(r"[^.,;\d]{0,40}(?:,| và)\s(?:gần |hơn )?$")
_PART_OF = re.compile(r"\s+là\s[^.;,]{0,60}\s(?:của|thuộc)\s+")


def _is_bare_province(mention: Mention) -> bool:
    """Whether a name may be of the paper, or of where a text was written."""
    return mention.level is Level.PROVINCE and not mention.word


@dataclass(slots=True)
class PlaceReader:
    """The places of one text, asked figure by figure; ``ground`` is what stands for its own.

    ``second`` says whether the text's own place is looked at again.
    """

    scan: Scan
    names: PlaceNames
    day: date
    given: str | None
    title_end: int
    second: bool = False
    own: Placed | None = None
    own_reason: str = ""
    ground: PlaceGround = field(init=False)
    _placer: Placer = field(init=False)
    _inner: InnerPlaces = field(init=False)
    _focus: Focus = field(init=False)
    _wide: WidePlaces = field(init=False)
    _beside: NamesBeside = field(init=False)
    _former: FormerUnits = field(init=False)
    _named_from: int = field(init=False)
    _named_together: Together = field(init=False)
    _cluster: Placed | None = None
    _in_sentence: dict[int, tuple[Alternative, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        mentions = find_mentions(self.scan.text, self.names, self.day, self.scan.words)
        self._placer = Placer(self.scan.text, mentions, self.names, self.day)
        nation = NationWords(self.scan.lowered)
        finder = OwnPlace(self.scan, self._placer, self.title_end, nation, self.second)
        self.own, self.own_reason = finder.find(self.given)
        if (inner := take_inner(self._placer, self.own)) is not None:
            self._placer = Placer(self.scan.text, inner, self.names, self.day)
        self._placer.own = self.own
        self._cluster = find_cluster(self.scan, self._placer, self.title_end)
        base = self._cluster or self.own
        levels = SpokenLevels(self.scan)
        of_cluster = self._cluster is not None
        self._inner = InnerPlaces(self.scan, self._placer, self.day, self.own, of_cluster)
        self.ground = PlaceGround(
            self.scan, self._placer, base, self.given, self.title_end, levels, finder, self._inner
        )
        self._named_together = Together(self.scan, self._placer, base)
        self._wide = WidePlaces(self.scan, self._placer, nation, None if of_cluster else self.own)
        self._beside = NamesBeside(self.scan, self._placer, self._named_together, self.own)
        self._named_from = self._first_inner()
        self._focus = Focus(self._inner, levels)
        self._former = FormerUnits(self.scan, self._placer, self._inner, base)

    @property
    def atlas(self) -> Atlas:
        return self.names.atlas

    def rivals(self, placed: Placed | None, at: int) -> tuple[Alternative, ...]:
        """Other listed places that a figure may be of: named in its sentence, and the text's own.

        Args:
            placed: what was read.
            at: where the figure stands.
        """
        number = self.scan.sentence_number(at)
        if number not in self._in_sentence:
            self._in_sentence[number] = self._places_in(self.scan.sentences[number])
        read = placed.place_id if placed else None
        others = [place for place in self._in_sentence[number] if place.code != read]
        return tuple(others[:_RIVALS])

    def _places_in(self, sentence: Stretch) -> tuple[Alternative, ...]:
        """The listed places named in a sentence, the last first, and the text's own."""
        named = reversed(self._placer.between(sentence.start, sentence.end))
        picked = [v.place_id for m in named if m.word and (v := self._placer.pick(m))]
        own = [self.own.place_id] if self.own and self.own.place_id else []
        why = "địa bàn khác mà câu hoặc văn bản nói đến"
        return tuple(Alternative(place_id, 0.0, why) for place_id in dict.fromkeys(picked + own))

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
        self._inner.counted = counted
        sentence = self.scan.sentence(start)
        clause_start = self._clause_start(sentence.start, start)
        clause_end = self._clause_end(sentence.start, end, min(next_start, sentence.end))
        base = self._cluster or self.own
        wide = self._wide.find(sentence.start, start)
        if wide is not None:
            return wide
        if (former := self._former.find(sentence.start, start)) is not None:
            return former
        beside = self._beside.find(sentence.start, start)
        beside = beside or self._of_whole(sentence.start, start, end)
        if beside is not None:
            return beside
        if awarded := _AWARDED.match(self.scan.lowered, end, end + _AWARD_REACH):
            clause_end = max(clause_end, min(awarded.end() + 1, sentence.end))
        after = self._after(end, clause_end, indicator)
        if after is not None:
            return after
        event = self._event(sentence.start, start, end, indicator)
        if event is not None:
            return event
        if self._wide.nation_goes_on(sentence):
            return NATION, Reason("place", "câu này nói rõ thêm về «cả nước» ở câu trước")
        own = self.own if self._cluster is None else None
        if own and names_own(self.scan, self._placer, own, clause_start, start):
            return own, Reason("place", f"nói lại đến {own.label}")
        if self._cluster is not None:
            member = find_member(self.scan, self._placer, start)
            if member is not None:
                return member
        before = self._before(clause_start, start, base)
        if before is not None:
            return before
        stands = indicator.startswith("programme.houses")
        focus = self._focus.find(sentence.start, start, stands=stands)
        later = self._focus.set_after(end, clause_end)
        if focus is None or (later is not None and later[0].level > focus[0].level):
            focus = later
        if focus is not None:
            is_village = focus[0].level is Level.VILLAGE
            around = self._focus.around(sentence.start, end) if is_village else None
            return around or focus
        earlier = self._before_named(start)
        if earlier is not None:
            return earlier
        if base is None:
            return None, Reason("place", "không thấy tên địa bàn nào trong văn bản")
        return base, Reason(
            "place", f"{self.own_reason or 'cụm giáp ranh ở tiêu đề'} → {base.label}"
        )

    def _first_inner(self) -> int:
        """Where a text first names anything but what lies around its own place."""
        above = {version.place_id for version in self._placer.chain(self.own)} if self.own else ()
        for mention in self._placer.mentions:
            version = self._placer.pick(mention)
            if version is None or version.place_id not in above:
                return mention.start
        return len(self.scan.text)

    def _before_named(self, at: int) -> tuple[Placed, Reason] | None:
        """The place above the own one of which a text speaks before it first names that."""
        if self.own is None or self._cluster is not None or self.given:
            return None
        if at > self._named_from:
            return None
        named = self._placer.between(0, at)
        if not named or _is_bare_province(named[-1]):
            return None
        placed = self._placer.resolve(named[-1])
        return placed, Reason("place", f"trước khi nêu {self.own.label} → {placed.label}")

    def _event(self, start: int, at: int, end: int, indicator: str) -> tuple[Placed, Reason] | None:
        """The place of what people came to, in a sentence that lists the guests."""
        if self.own is None or self._cluster is not None:
            return None
        within = match_within(self.scan, end)
        if within is not None and within["word"] not in LEVEL_WORDS:
            return None  # "hơn 300 người dân trong thôn"
        return find_event(self.scan, self._placer, self.own, start, at, indicator)

    def _of_whole(self, start: int, at: int, end: int) -> tuple[Placed, Reason] | None:
        """A place above the text's own that the sentence tells of by name."""
        if self.own is None or self._cluster is not None:
            return None
        told = find_whole(self.scan, self._placer, self.own, start, at)
        counted = self._inner.counted
        return told or find_counted_in(self.scan, self._placer, self.own, at, end, counted)

    def _clause_start(self, start: int, at: int) -> int:
        """The start of the clause; an item of a list ("; 07 vỏ đạn") goes on with it."""
        lowered, end = self.scan.lowered, at
        while (stop := lowered.rfind(";", start, end)) >= 0:
            if not _ITEM.match(lowered, stop + 1, stop + 16):
                return stop + 1
            end = stop
        return start

    def _clause_end(self, start: int, end: int, limit: int) -> int:
        """The end of the clause; of a figure in brackets theirs: "A (9 điểm) và B (4 điểm)"."""
        text = self.scan.text
        if text.rfind("(", start, end) > text.rfind(")", start, end):
            closed = text.find(")", end, limit)
            limit = closed if closed >= 0 else limit
        said = text[end:limit]
        if ("“" in said or '"' in said) and (another := _ANOTHER_MODEL.match(text, end, limit)):
            limit = another.end()
        stop = _CLAUSE_STOP.search(self.scan.lowered, end, limit)
        return stop.start() if stop else limit

    def _after(self, end: int, clause_end: int, indicator: str) -> tuple[Placed, Reason] | None:
        """A place told after the number: "01 mô hình … tại xã Sơn Thái"."""
        if self._lists_models(end):
            return None
        named = [
            m
            for m in self._placer.between(end, clause_end)
            if self._inner.is_inner(m) or self._is_of_member(m)
        ]
        if not named:
            return None
        first = named[0]
        is_known = self._inner.is_below(first) or self._inner.is_with_word(first)
        if not first.word and self.own is not None and not is_known:
            return None
        lead = self.scan.lowered[max(end, first.start - 40) : first.start]
        if self._follows_counted(first, end):
            return self._named_together.place(named)
        if (
            _LISTS.search(lead)
            or _MOSTLY.search(lead)
            or (not _POINTS_HERE.search(lead + " ") and not lead.rstrip().endswith("("))
        ):
            return None
        if indicator == "emulation.signatories" or indicator.startswith("cluster."):
            return None
        return self._named_together.place(named)

    def _lists_models(self, end: int) -> bool:
        """Whether models follow by name, each with its place: "6 mô hình: “A” tại xã B; “C” …"."""
        listed = _MODELS.match(self.scan.text, end)
        stop = self.scan.sentence(end).end
        return listed is not None and len(_QUOTED.findall(self.scan.text, end, stop)) > 1

    def _is_of_member(self, mention: Mention) -> bool:
        """Whether a text of a cluster tells of one district in it: "4 tập thể của huyện A"."""
        is_one = self._cluster is not None and mention.word and mention.level is Level.DISTRICT
        before = self.scan.lowered[max(0, mention.start - _OF_WITHIN) : mention.start]
        return bool(is_one) and _OF_ONE.search(before) is not None

    def _follows_counted(self, mention: Mention, end: int) -> bool:
        """Whether the places counted stand between: "2 tổ: tổ 7 và tổ 8, phường Tân An"."""
        between = self._placer.between(end, mention.start)
        if self._inner.counted is None or not between or between[-1].level <= mention.level:
            return False
        return self.scan.text[between[-1].end : mention.start].strip() in {",", "("}

    def _before(self, start: int, at: int, base: Placed | None) -> tuple[Placed, Reason] | None:
        """A place told before the number: "nhân dân xã Mường Và giao nộp 175 khẩu"."""
        named = [
            m
            for m in self._placer.between(start, at)
            if self._inner.is_inner(m) and (m.word or self._is_told_bare(m, start))
        ]
        if not named:
            return None
        if self._describes(named):
            named = named[:-1]  # "Lóng Sập là xã biên giới của huyện Mộc Châu, có 9 bản"
        while named and (
            self._is_closed_aside(named[-1], at) or self._only_found_by(named[-1], start, at)
        ):
            named.pop()  # "112 khẩu (riêng xã Cư Pui 47), 1,5 kg": told in brackets, and done
        if not named or _GROWN_SINCE.search(self.scan.lowered, named[-1].end, at):
            return None
        last = named[-1]
        between = self.scan.text[last.end : at]
        if WHOLE.search(self.scan.text, self.scan.words, last.end, at) or (
            find_subjects(self.scan, last.end, at) and not _NAMES_LEVEL.search(between)
        ):
            return None
        if self._cluster is not None and last.level <= Level.DISTRICT:
            before = self.scan.lowered[max(start, last.start - 16) : last.start]
            if not OF_WHICH.search(before):
                return None
        if _LISTED_BESIDE.fullmatch(between):
            return None  # "xã A, xã B và 3 địa bàn khác": counted beside the named ones
        if (acting := self._acting_around(named, at)) is not None:
            return acting
        run = [last]
        for mention in reversed(named[:-1]):
            gap = self.scan.lowered[mention.end : run[0].start]
            if mention.level > run[0].level and gap.strip() in {"ở", "thuộc", "của", "nằm ở"}:
                run.insert(0, mention)
                continue
            if not _LISTED_WITH.fullmatch(gap):
                break
            run.insert(0, mention)
        return self._named_together.place(run)

    def _only_found_by(self, mention: Mention, start: int, at: int) -> bool:
        """Whether a place is told of in passing: "do người dân bản A nhặt được và 11"."""
        lowered = self.scan.lowered
        by = _DONE_BY.search(lowered, max(start, mention.start - _ASIDE_REACH), mention.start)
        return by is not None and _DONE.match(lowered, mention.end, at) is not None

    def _acting_around(self, named: list[Mention], at: int) -> tuple[Placed, Reason] | None:
        """The commune of a village just named, when its police act since: "…, công an xã bắt"."""
        last = named[-1]
        if last.level is Level.VILLAGE:
            return self._police_around(last, at)
        village = self._placer.deepest(last)
        if village is last or village.level is not Level.VILLAGE:
            return None
        acts = _LOCAL_POLICE.search(self.scan.lowered, last.end, at)
        if acts is None or acts.group(1) != last.word:
            return None
        placed = self._placer.resolve(last)
        return placed, Reason("place", f"«{acts.group()}» trong câu → {placed.label}")

    def _police_around(self, village: Mention, at: int) -> tuple[Placed, Reason] | None:
        """The commune above a village, when its police act since: "khu A, công an phường bắt"."""
        acts = _LOCAL_POLICE.search(self.scan.lowered, village.end, at)
        above = self._placer.above(village) if acts else None
        if acts is None or above is None or not above.label.startswith(f"{acts.group(1)} "):
            return None
        return above, Reason("place", f"«{acts.group()}» trong câu → {above.label}")

    def _is_closed_aside(self, mention: Mention, at: int) -> bool:
        """Whether brackets closed before a figure tell of one place what is apart from the rest."""
        opened = self.scan.text.rfind("(", max(0, mention.start - _ASIDE_REACH), mention.start)
        if opened < 0 or ")" in self.scan.text[opened : mention.start]:
            return False
        is_told = _APART.match(self.scan.lowered, opened + 1) is not None
        return is_told and ")" in self.scan.text[mention.end : at]

    def _describes(self, named: list[Mention]) -> bool:
        """Whether the last place is only said to be the one that the place before it is part of."""
        if len(named) < 2 or named[-1].level >= named[-2].level:
            return False
        gap = self.scan.lowered[named[-2].end : named[-1].start]
        return _PART_OF.fullmatch(gap) is not None

    def _is_told_bare(self, mention: Mention, start: int) -> bool:
        """Whether a bare name says where: within the own place, or one side of a cluster."""
        if self._cluster is not None and OF_WHICH.search(
            self.scan.lowered, max(start, mention.start - 16), mention.start
        ):
            return True
        return self._inner.is_below(mention) and self._is_setting(mention, start)

    def _is_setting(self, mention: Mention, start: int) -> bool:
        """Whether a bare name says where: at the start, or after "tại", "ở", "địa bàn"."""
        before = self.scan.lowered[start : mention.start]
        if not before.strip(' \n\t-+•“"') or _SETS.search(before):
            return True
        return _BREAK.search(before) is not None and bool(
            ACTS.match(self.scan.lowered, mention.end)
        )
