"""People of the groups just named: "A với B thành viên", and totals over several kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bayen.catalogue.lexicon import GroupKind
from bayen.intake.context import Context
from bayen.intake.found import Found
from bayen.intake.indicators import IndicatorNamer, Named
from bayen.intake.parts import UNTOLD
from bayen.intake.scan import Scan
from bayen.intake.units import Unit
from bayen.intake.values import Reason

_TOTAL = re.compile(r"tổng (?:số|cộng)|tất cả|toàn bộ")
_LINK = re.compile(r"với|gồm|có|tổng|thu hút|,|\(|/|:|là|và|tập hợp|quy tụ|do|bao gồm|trong đó")
_PEOPLE = {
    "thành viên", "tổ viên", "đội viên", "hội viên", "người", "đồng chí", "đ/c", "cá nhân",
    "cán bộ", "anh em", "chị em", "anh chị em",
    "hòa giải viên",
    "hoà giải viên", "người tham gia", "lượt người", "chiến sĩ", "đoàn viên",
}  # fmt: skip
_NO_MEMBERS = "other"
_OF_HOUSEHOLDS = {"group.interfamily", "group.self_managed", "group.fire_safety"}
_NEW_WORK = re.compile(
    r"trong đó|nữ|đảng viên|tổ chức|giúp|khen|tuyên truyền|tham gia|có|với|gồm|do"
)
_RESPECTED = re.compile(r"có uy tín$")
_KEEPS_ORDER = re.compile(r"an ninh|trật tự|bảo vệ|phòng, chống|tự vệ|dân quân")
_LEADERS = {"tổ trưởng", "tổ phó", "đội trưởng", "đội phó"}
_VESSELS = {"tàu", "tàu cá", "thuyền", "ghe", "phương tiện"}
_RANKS = _LEADERS | {"thành viên", "tổ viên", "đội viên"}
_MADE_OF = re.compile(r"(?:gồm|có|biên chế|với)(?: có)?\s*$")
_BARE_LINK = re.compile(r"\s?\w+(?: \w+)?\s*(?:,|/|và|với)\s*(?:(?:hơn|trên|gần)\s+)?")
_AND = re.compile(r"\s\w+ (?:trưởng|phó)\s*(?:,|và|;)\s*")
_OF_IT = re.compile(
    r"(?:tổ|đội|nhóm|chi hội)(?: này| tôi| mình| chúng tôi| chị| anh| ông| bà| của \w+(?: \w+)?)?"
    r"(?: hiện| nay)?"
    r" (?:có|gồm|gồm có|với)\s*$"
)
# "1 đội xung kích 45 người": nothing stands between a group and its people.
_BESIDE = re.compile(r"\s[^.,;:()”\"\d]{2,60}?\s*(?:[”\"]\s*)?(?:(?:hơn|trên|gần|khoảng)\s*)?")
_IS_MEMBER = re.compile(r"\s*(?:thành viên|tổ viên|đội viên)(?!\w)")
_EACH = re.compile(r"(?:mỗi|bình quân|từng)\s[^.;,]{0,30}$")
# "320 tàu cá tham gia 28 tổ tàu thuyền an toàn": the people stand before their groups.
_JOINS = re.compile(
    r"[^.;,\d]{0,30}\s(?:tham gia|trong|thuộc|của|vào|ở)\s(?:hơn |trên |gần )?\d[\d.]*"
    r"\s((?:tổ|đội|nhóm|ban)\s(?:[^.;,\d]|, (?=trật tự)){3,50})"
)
_TELLS = re.compile(
    r"(?:có|gồm|với|,|là|:|biên chế|tổng số|tập hợp|quy tụ|giải|lên|vỏn vẹn|vẻn vẹn|cả thảy"
    r"|tổng cộng|tất cả|tự quản|dân phòng|xung kích|liên gia|nhân dân)[”\"]?\s*$"
)
_COMPRISES = re.compile(r"(?:gồm|biên chế|quân số|tập hợp|quy tụ)(?: có)?\s*$")


@dataclass(slots=True)
class MainKind:
    """The one kind of groups that a text is about, if it is about one; looked for when needed."""

    namer: IndicatorNamer
    scan: Scan
    _kind: GroupKind | None = None
    _known: bool = False

    @property
    def kind(self) -> GroupKind | None:
        if not self._known:
            self._kind, self._known = self.namer.main_group_kind(self.scan), True
        return self._kind


@dataclass(slots=True)
class MemberReader:
    """Follows the groups of one sentence as its figures are read in order."""

    namer: IndicatorNamer
    main: MainKind
    _open: list[GroupKind] = field(default_factory=list)
    _told: list[GroupKind] = field(default_factory=list)
    _told_before: list[GroupKind] = field(default_factory=list)
    _sentence: int = -1
    _last_members: tuple[str, str] = ("", "")
    _led: Named | None = None
    _heads: list[tuple[str, bool]] = field(default_factory=list)
    _of_models: bool = False

    def read(self, found: Found, named: Named, context: Context, sentence: int) -> Named:
        """The name of a figure after looking at the groups that stand before it."""
        if sentence != self._sentence:
            self._told_before = self._told if sentence == self._sentence + 1 else []
            self._sentence, self._open, self._told, self._heads = sentence, [], [], []
            self._last_members, self._led, self._of_models = ("", ""), None, False
        named = self._bare_group(found, named, context)
        kind = self._kind_counted(named) or self._unnamed_kind(found, named, context)
        if kind is not None:
            if ";" in context.link:
                self._open = []
            self._open.append(kind)
            self._told.append(kind)
            self._heads.append((found.candidate.unit, found.number.value == 1))
            return named
        if found.unit is not None and found.unit.text in _RANKS:
            ranked = self._ranked(found.unit.text, named, context)
            if ranked is not None:
                return ranked
        if not self._counts_members(found, named, context):
            if named.code.startswith(("model.", "activity.")):
                self._open = []
            return named
        households = "household" in (found.unit.classes if found.unit else ())
        chained = self._chained(found, named, context)
        if chained is not None:
            return chained
        result = self._members(named, context, households=households)
        if result.code.endswith(".members"):
            self._last_members = (result.code, found.candidate.unit)
        return result

    def _chained(self, found: Found, named: Named, context: Context) -> Named | None:
        """ "họ Vàng 210 hộ, họ Giàng 164 hộ": one more of what was just counted."""
        code, unit = self._last_members
        if not code or self._open or named.weight > 5.0:
            return None
        if unit != found.candidate.unit and (
            named.code != "other" or not _BARE_LINK.fullmatch(context.link)
        ):
            return None
        if (
            ";" in context.link
            or "(" in context.link
            or len(context.link) > 40
            or _NEW_WORK.search(context.link)
        ):
            return None
        return Named(code, 4.0, Reason("indicator", "kể tiếp thành viên của tổ vừa nêu"))

    def _bare_group(self, found: Found, named: Named, context: Context) -> Named:
        """ "… tổ liên gia, tổng cộng 318 tổ": the kind was named before the number."""
        unit = found.unit
        if unit is None or unit.word not in {"tổ", "đội", "nhóm"} or named.weight > 2.0:
            return named
        noun = re.sub(
            r"\s(?:(?:như (?:thế|vậy|trên)|này|nói trên|đó|trên)$|đều .*|(?:tại|ở|trên) .*)",
            "",
            context.noun.strip(" \n\t/,.(:"),
        )
        if noun not in {unit.text, ""}:
            return named
        lead = context.sentence[
            : max(context.sentence.find(context.before) + len(context.before), 0)
        ]
        kind = self.namer.last_group_kind(lead)
        if kind is None and self._told:
            kind = self._told[-1]
        if kind is None and self._told_before:
            kind = self._told_before[-1]
        if kind is None and re.search(r"“(?:tổ|đội|nhóm) [^”]*”[^“]*$", context.near):
            kind = next(k for k in self.namer.lexicon.groups if k.code == "group.self_managed")
        if kind is None and context.previous.startswith("model."):
            kind, self._of_models = GroupKind("group.all", ""), True
        if kind is None:
            kind = self.main.kind or self.namer.last_group_kind(context.preceding)
        if kind is None:
            return named
        title = self.namer.names.get(f"{kind.code}.count", kind.code)
        return Named(
            f"{kind.code}.count", 4.0, Reason("indicator", f"loại tổ nêu trước đó → {title}")
        )

    def _ranked(self, rank: str, named: Named, context: Context) -> Named | None:
        """ "Mỗi tổ có 1 tổ trưởng, 1 tổ phó, 3 thành viên": all are of that group."""
        if self._led is not None and _AND.fullmatch(context.link):
            return self._led
        if rank not in _LEADERS:
            return None
        kind = self.namer.group_kind(context.after)
        if kind is None and _MADE_OF.search(context.near) and not _EACH.search(context.near):
            kind = self.namer.last_group_kind(context.before)
        if kind is None or self._told:
            return named
        self._led = self._of(kind)
        return self._led

    def _kind_counted(self, named: Named) -> GroupKind | None:
        if not named.code.startswith("group.") or not named.code.endswith(".count"):
            return None
        code = named.code.removesuffix(".count")
        for kind in self.namer.lexicon.groups:
            if kind.code == code:
                return kind
        return GroupKind(code, "")

    def _unnamed_kind(self, found: Found, named: Named, context: Context) -> GroupKind | None:
        """ "15 tổ an ninh": a kind without an indicator, which counts among several too."""
        unit = found.unit
        if named.code != "other" or unit is None or unit.text not in {"tổ", "đội", "nhóm"}:
            return None
        if not _KEEPS_ORDER.search(context.noun):
            return None
        return GroupKind("group.other", "", has_members=False)

    def _counts_members(self, found: Found, named: Named, context: Context) -> bool:
        unit = found.unit
        if unit is None or found.number.percent or unit.text.startswith("lượt"):
            return False
        if _RESPECTED.search(unit.word):
            return False
        if "household" in unit.classes:
            if self._open:
                return self._open[-1].code in _OF_HOUSEHOLDS
            return _OF_IT.search(context.near) is not None
        if self._open and (unit.classes & {"people", "member"} or unit.text in _VESSELS):
            return not unit.text.startswith("lượt")
        told = self._last_members[0] and named.code == "other" and "people" in unit.classes
        return bool(told) or unit.text in _PEOPLE or self._is_body(unit, named, context)

    def _is_body(self, unit: Unit, named: Named, context: Context) -> bool:
        """Whether any people, or boats, are said to make up a group or to be in groups."""
        if named.code != "other" or not (unit.classes & {"people"} or unit.text in _VESSELS):
            return False
        return bool(_COMPRISES.search(context.near) or _JOINS.match(context.tail))

    def _members(self, named: Named, context: Context, *, households: bool) -> Named:
        kinds = {kind.code for kind in self._open}
        strong = named.weight >= 5.5 and not (
            self._open and named.code.startswith(("model.", "activity.", "participation."))
        )
        if (
            named.code.startswith(
                (
                    "traffic.",
                    "case.",
                    "oversight.",
                    "police.",
                    "award.",
                    "activity.trainees",
                    "commitment.",
                )
            )
            and named.weight >= 4
        ):
            return named
        if strong:
            self._open = []
            return named
        if (
            len(kinds) > 1
            and not households
            and not self._of_last(context)
            and (_LINK.search(context.link) or _TOTAL.search(context.link))
        ):
            self._open = []
            return self._all("nhiều loại tổ trước số này")
        if self._open and (_LINK.search(context.link) or _BESIDE.fullmatch(context.link)):
            kind = self._open[-1]
            self._open = []
            return self._of(kind)
        return self._from_words(named, context)

    def _of_last(self, context: Context) -> bool:
        """Whether people are of the last of several groups: "9 tổ, 1 ban bảo vệ gồm 32 người"."""
        head, alone = self._heads[-1] if self._heads else ("", False)
        if alone or (_BESIDE.fullmatch(context.link) and not _LINK.search(context.link)):
            return True
        same = sum(head == other for other, _ in self._heads)
        return head == "đội" and same == 1 and context.noun.lstrip().startswith("đội viên")

    def _from_words(self, named: Named, context: Context) -> Named:
        """With no count before: "Tổ hòa giải thôn có 5 thành viên"."""
        if named.code.startswith("model.") or _EACH.search(context.near):
            return named
        joined = _JOINS.match(context.tail)
        kind = self.namer.group_kind(joined[1]) if joined and named.weight < 4.0 else None
        if kind is not None:
            return self._of(kind)
        if (
            _TOTAL.search(context.near)
            and len(self.namer.group_kinds(f"{context.before} {context.tail}")) > 1
        ):
            return self._all("tổng số của nhiều loại tổ")
        if (
            context.previous.startswith("group.")
            or not context.previous
            or self.namer.group_kind(context.link)
        ):
            kind = self.namer.group_kind(context.noun)
            if kind is None and (
                named.weight < 4.0
                or context.noun.strip().startswith(("thành viên", "tổ viên", "đội viên"))
            ):
                kind = self._just_told(context)
            if kind is not None and kind.code != "group.core_mass":
                return self._of(kind)
            if named.code in UNTOLD and _OF_IT.search(context.near):
                kind = self.namer.last_group_kind(context.preceding) or self.main.kind
                if kind is not None and _may_have(kind, named):
                    return self._of(kind)
            if named.code == "other" and self.main.kind and _IS_MEMBER.match(context.noun):
                return self._of(self.main.kind)
            if _TOTAL.search(context.near) and (
                "thành viên" in context.noun or len({k.code for k in self._told_before}) > 1
            ):
                return self._all("tổng số thành viên")
        return named

    def _just_told(self, context: Context) -> GroupKind | None:
        """The kind named before a number that tells of what it is made up: "… gồm 5 người"."""
        if not _TELLS.search(context.near):
            return None
        kind = self.namer.last_group_kind(context.before[-120:])
        return kind or self.namer.last_group_kind(context.link)

    def _of(self, kind: GroupKind) -> Named:
        if self._of_models and kind.code == "group.all":
            return Named("model.members", 6.0, Reason("indicator", "người của các tổ theo mô hình"))
        title = self.namer.names.get(f"{kind.code}.members")
        if not kind.has_members or title is None:
            return Named(
                _NO_MEMBERS,
                3.0,
                Reason("indicator", "thành viên của một loại tổ chưa có chỉ tiêu riêng"),
            )
        return Named(
            f"{kind.code}.members", 6.0, Reason("indicator", f"người ngay sau số tổ → {title}")
        )

    def _all(self, why: str) -> Named:
        title = self.namer.names.get("group.all.members", "")
        return Named("group.all.members", 6.0, Reason("indicator", f"{why} → {title}"))


def _may_have(kind: GroupKind, named: Named) -> bool:
    """Whether a kind of groups is made up of what was counted: households only of some."""
    if named.code == "place.households":
        return kind.code in _OF_HOUSEHOLDS
    return kind.code != "group.core_mass"
