"""Which indicator a figure is of, from the words around it, with reasons and alternatives.

Rules are data (`bayen.catalogue.lexicon`); a rule holds when all its conditions do, and the
heaviest wins. Kinds of citizens' groups and "A với B thành viên" are a little grammar here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bayen.catalogue.lexicon import GroupKind, Lexicon, PhraseRule
from bayen.intake.scan import Scan
from bayen.intake.sieve import Found
from bayen.intake.values import Alternative, Reason

_WEIGHTS = {
    "noun": 3.0,
    "near": 2.5,
    "following": 2.0,
    "tail": 1.6,
    "after": 1.6,
    "before": 1.5,
    "sentence": 1.0,
    "topic": 0.6,
    "previous": 1.5,
}
_UNIT_WEIGHT = 1.0

_NOUN_END = re.compile(r"[,;:.()“”\"\n…]|\s(?:và|với|gồm|cùng|trong đó|đã|để|nhằm|do)\s")
_AFTER_END = re.compile(r"[;\n]|\.(?:\s|$)|…")
_CLAUSE_START = re.compile(r";|\n|\.(?=\s)|…")


@dataclass(slots=True)
class Context:
    """The words around one figure, lower case.

    Attributes:
        noun: from the number to the end of its noun phrase.
        after: to the next figure or end of clause.
        before: from the start of the clause or sentence to the number.
        near: the words right before the number, bound words taken off.
        sentence: the whole sentence.
        topic: the heading or label above.
        previous: code of the figure before in the sentence; "" when none.
        link: the text between the figure before and this one.
        inherited: the "near" words of the first figure of a list that shares its verb.
        following: the counted noun of the next figure in the sentence.
        tail: from the number to the end of the clause, other figures included.
    """

    noun: str
    after: str
    before: str
    near: str
    sentence: str
    topic: str
    previous: str = ""
    link: str = ""
    inherited: str = ""
    following: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """The indicator chosen, how heavy its rule was, and the others that held."""

    code: str
    weight: float
    reason: Reason
    alternatives: tuple[Alternative, ...] = ()


@dataclass(slots=True)
class _Compiled:
    rule: PhraseRule
    conditions: tuple[tuple[str, re.Pattern[str], float], ...]
    never: re.Pattern[str] | None
    base: float = 0.0


@dataclass(slots=True)
class IndicatorNamer:
    """The rules of the lexicon compiled and indexed by unit."""

    lexicon: Lexicon
    names: dict[str, str]
    _by_unit: dict[str, list[_Compiled]] = field(default_factory=dict)
    _groups: list[tuple[GroupKind, re.Pattern[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for rule in self.lexicon.rules:
            compiled = _compile(rule)
            for unit in rule.units:
                self._by_unit.setdefault(unit, []).append(compiled)
        self._groups = [
            (kind, re.compile(rf"(?<!\w)(?:{kind.words})")) for kind in self.lexicon.groups
        ]

    def name(self, found: Found, context: Context) -> Named:
        """The indicator of a figure; "other" when no rule holds."""
        scores: dict[str, tuple[float, str]] = {}
        is_group = found.unit is None or "group" in found.unit.classes
        if is_group and not found.number.percent:
            self._name_group(found, context, scores)
        for compiled in self._rules(found):
            weight = _weigh(compiled, context)
            if weight is not None and weight > scores.get(compiled.rule.indicator, (0.0, ""))[0]:
                scores[compiled.rule.indicator] = (weight, compiled.rule.family)
        bare_count = {"place.communes", "place.villages", "place.districts"} & scores.keys()
        if found.number.of is not None and bare_count and len(scores) == 1:
            scores = {}  # "15/15 phường thành lập …" tells how many did, not how many there are
        if not scores:
            return Named("other", 0.0, Reason("indicator", "không có cụm từ nào cho biết chỉ tiêu"))
        ranked = sorted(scores.items(), key=lambda item: -item[1][0])
        code, (weight, _) = ranked[0]
        said = (
            " ".join((found.candidate.unit + " " + context.noun).split())
            if not context.noun.strip().startswith(found.candidate.unit)
            else " ".join(context.noun.split())
        )
        reason = Reason("indicator", f"«{said[:60].strip()}» → {self.names.get(code, code)}")
        others = tuple(
            Alternative(other, round(score / weight, 2), self.names.get(other, other))
            for other, (score, _) in ranked[1:4]
        )
        return Named(code, weight, reason, others)

    def _rules(self, found: Found) -> list[_Compiled]:
        unit = found.unit
        if found.number.percent:
            return self._by_unit.get("%", [])
        if unit is None:
            return self._by_unit.get("", []) + self._by_unit.get("*", [])
        rules = list(self._by_unit.get(unit.word, []))
        if unit.inherited:
            rules += self._by_unit.get("", [])
        for name in sorted(unit.classes):
            rules += self._by_unit.get("@" + name, [])
        return rules + self._by_unit.get("*", [])

    def _name_group(
        self, found: Found, context: Context, scores: dict[str, tuple[float, str]]
    ) -> None:
        """Score the kinds of citizens' groups named in the noun phrase."""
        if found.unit is not None and found.unit.text in {"chốt", "lực lượng"} and not context.noun:
            return
        kind = self.group_kind(context.noun)
        bare = found.unit is not None and context.noun.strip(" \n\t/,.(:") == found.unit.text
        if bare and (told := self.last_group_kind(context.before)) is not None:
            scores[f"{told.code}.count"] = (4.0, "groups")
            return
        if kind is not None and found.unit is not None:
            scores[f"{kind.code}.count"] = (5.0 + kind.weight, "groups")
            return
        kind = (
            self.group_kind(context.near)
            if not context.noun.strip() or found.unit is None
            else None
        )
        if kind is not None:
            scores[f"{kind.code}.count"] = (2.0 + kind.weight, "groups")
            return
        if found.unit is None or found.unit.text not in {"tổ", "đội", "nhóm"}:
            return
        if context.near.endswith(("(", ":")):
            return  # "đội dân phòng (9 đội)": told before
        if (kind := self.group_kind(context.after[:60])) is not None:
            scores[f"{kind.code}.count"] = (3.0 + kind.weight, "groups")
        elif (kind := self.group_kind(context.tail)) is not None:
            scores[f"{kind.code}.count"] = (1.5, "groups")

    def group_kind(self, words: str) -> GroupKind | None:
        """The kind of group that some words name; the heaviest of several."""
        held = [kind for kind, pattern in self._groups if pattern.search(words)]
        return max(held, key=lambda kind: kind.weight, default=None)

    def last_group_kind(self, words: str) -> GroupKind | None:
        """The kind named last in some words, for "Tổ hòa giải có 5 thành viên"."""
        said = [(m.end(), kind) for kind, pattern in self._groups for m in pattern.finditer(words)]
        if not said:
            return None
        last = max(end for end, _ in said)
        return max((k for end, k in said if end > last - 22), key=lambda kind: kind.weight)


def _compile(rule: PhraseRule) -> _Compiled:
    conditions = []
    for name, weight in _WEIGHTS.items():
        words = getattr(rule, name)
        if not words:
            continue
        if name == "near":
            pattern = re.compile(rf"(?<!\w)(?:{words})\s*$")
        elif name == "previous":
            pattern = re.compile(words)
        elif name == "noun":
            pattern = re.compile(rf"(?<!\w)(?:{words})")
        else:
            pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
        conditions.append((name, pattern, weight))
    never = re.compile(rf"(?<!\w)(?:{rule.never})") if rule.never else None
    return _Compiled(rule, tuple(conditions), never, rule.weight + _UNIT_WEIGHT)


# Between a figure and one that hangs on it no other work begins.
_BREAKS = re.compile(
    r"(?:vận động|cảm hóa|cảm hoá|giáo dục|gọi hỏi|răn đe|ngăn chặn|tiếp nhận|thu hồi"
    r"|lập hồ sơ|quản lý|khen|tặng|thành lập|hòa giải|hoà giải|làm chết"
    r"|bị thương|trao|xây dựng|duy trì|củng cố|ký cam kết|lắp|thu giữ|tai nạn"
    r"|cai nghiện|truy nã)|[.;]\s"
)
_GOES_ON = re.compile(r"(?:qua đó|giúp|từ đó|nhờ (?:đó|vậy))")


def _breaks(link: str) -> bool:
    """Whether other work begins between two figures; "; qua đó làm rõ" goes on with the first."""
    found = _BREAKS.search(link)
    if found is None:
        return False
    return found.group()[0] not in ".;" or not _GOES_ON.search(link)


def _weigh(compiled: _Compiled, context: Context) -> float | None:
    total = compiled.base
    for name, pattern, weight in compiled.conditions:
        text = getattr(context, name)
        if name == "previous" and _breaks(context.link):
            return None
        if text and pattern.search(text):
            total += weight
        elif name == "near" and context.inherited and pattern.search(context.inherited):
            total += weight * 0.7
        else:
            return None
    if compiled.never and (
        compiled.never.search(context.noun) or compiled.never.search(context.near)
    ):
        return None
    return total


_VERB = re.compile(
    r"(?<!\w)(?:bị|làm|tổ chức|xây dựng|thành lập|duy trì|ra mắt|phát|vận động|thu hồi"
    r"|tiếp nhận|giao nộp|cung cấp|xử lý|xử phạt|khởi tố|bắt|điều tra"
    r"|hiện có|củng cố|kiện toàn|tuyên truyền|thu hút|huy động|hỗ trợ|tặng|khen"
    r"|biểu dương|lắp đặt|trang bị|mở|nhân rộng|giải quyết|hòa giải|hoà giải"
    r"|trong đó|có|gồm|chuyển|đưa|lập|gọi hỏi|cảm hóa|ký|đăng ký|đạt|giúp|triển khai"
    r"|phối hợp|tham mưu|ban hành|treo|viết|đăng|chưa|xảy ra|phát hiện|quản lý|chết"
    r"|bán|truy|với|cho|hoàn thành|bàn giao|khởi công|khánh thành|đóng góp|góp|ủng hộ"
    r"|trao|lắp|bố trí|sửa|mua|giảm|tăng|chiếm|còn|nâng|báo|gửi|nhận|giáo dục"
    r"|cai nghiện)(?!\w)|[:;(]"
)


def context_of(
    scan: Scan, found: list[Found], index: int, previous: Context | None, code: str
) -> Context:
    """The words around one figure of a text.

    Args:
        scan: the text.
        found: all its figures.
        index: which of them.
        previous: the context of the figure before in the sentence; None when it is the first.
        code: the indicator of that figure.
    """
    figure = found[index]
    number = figure.number
    lowered = scan.lowered
    sentence = scan.sentence(number.start)
    next_start = found[index + 1].number.start if index + 1 < len(found) else sentence.end
    limit = min(next_start, sentence.end, number.end + 200)
    after = _upto(_AFTER_END, lowered[number.end : limit])
    noun = _noun(after, figure)
    after += _shared_tail(lowered, found, index, sentence.end)
    before_start = max(sentence.start, number.start - 300)
    before = lowered[before_start : number.start]
    clause = _last_clause(before)
    link = ""
    if index and found[index - 1].number.start >= sentence.start:
        link = lowered[found[index - 1].number.end : number.start]
    near = _strip_bound(clause)[-70:]
    inherited = ""
    if previous is not None and not _VERB.search(link):
        inherited = previous.inherited or previous.near
    following = ""
    if index + 1 < len(found) and found[index + 1].number.start < sentence.end:
        further = found[index + 1].unit
        following = further.word if further else ""
    tail = _upto(_AFTER_END, lowered[number.end : min(sentence.end, number.end + 160)])
    said = lowered[sentence.start : sentence.end]
    label = _label(lowered, sentence.start, number.start)
    words = (noun, after, clause, near, said, label, code, link, inherited, following, tail)
    if scan.odd_spaces:
        return Context(*(_SPACES.sub(" ", text) for text in words))
    return Context(*words)


_LABEL = re.compile(
    r"^(?:[\s\-+*•–]|\d{1,2}[.)](?:\d{1,2}[.)]?)?|[a-zđ]\)|[ivx]+\.)*([^:;.\n\d]{3,80}):"
)


def _label(lowered: str, start: int, at: int) -> str:
    """The words before the colon of a line: "2. Ma túy: phát hiện 11 vụ"."""
    line = lowered.rfind("\n", 0, at) + 1
    match = _LABEL.match(lowered[min(start, line) if start - line < 12 else start : at])
    return match.group(1) if match else ""


_SPACES = re.compile(r"\s+")
_BARE_ITEM = re.compile(r"[\s,;/()]*(?:và)?[\s,;/]*(?:(?:hơn|trên|gần|khoảng)\s+)?")


def _shared_tail(lowered: str, found: list[Found], index: int, end: int) -> str:
    """What follows the last item of a bare list: "74/74 xã; 527/527 ấp … đăng ký …" is of all."""
    at = index
    while at + 1 < len(found) and found[at + 1].number.start < end:
        here, further = found[at], found[at + 1]
        stop = here.unit.end if here.unit else here.number.end
        gap = lowered[stop : further.number.start]
        if stop > further.number.start or not _BARE_ITEM.fullmatch(gap):
            break
        if ";" in gap and (here.number.of is None or further.number.of is None):
            break
        at += 1
    if at == index:
        return ""
    start = found[at].number.end
    return " " + _upto(_AFTER_END, lowered[start : min(end, start + 160)])


def _noun(after: str, figure: Found) -> str:
    """The noun phrase: up to a comma or a linking word, but never cut inside the unit."""
    skip = figure.unit.end - figure.number.end if figure.unit else 0
    match = _NOUN_END.search(after, max(skip, 0))
    return after[: match.start()] if match else after


def _upto(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return text[: match.start()] if match else text


def _last_clause(before: str) -> str:
    ends = [match.end() for match in _CLAUSE_START.finditer(before)]
    return before[ends[-1] :] if ends else before


_BOUND_TAIL = re.compile(
    r"(?:hơn|trên|gần|khoảng|ít nhất|dưới|chưa đến|chừng|tổng số|tổng cộng|được|là|:"
    r"|đạt|tới|với|tổng)\s*$"
)


def _strip_bound(clause: str) -> str:
    """The clause without bound words at its end, so that "near" sees the verb."""
    text = clause.rstrip()
    for _ in range(2):
        match = re.search(
            r"(?<!\w)(?:hơn|trên|gần|khoảng|ít nhất|dưới|chưa đến|chừng|ước|xấp xỉ)$", text
        )
        if not match:
            break
        text = text[: match.start()].rstrip()
    return text
