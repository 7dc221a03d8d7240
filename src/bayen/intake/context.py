"""The words around a figure, cut out for the rules that name its indicator.

Each part is a piece of the figure's own sentence, but for the label of its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bayen.intake.anchors import Opened
from bayen.intake.found import Found
from bayen.intake.scan import Scan, Stretch
from bayen.intake.units import Unit

# Of both one class of characters comes first, which is looked for faster than alternatives.
_NOUN_END = re.compile(
    r"[,;:.()“”\"\n…\s](?:(?<=[,;:.()“”\"\n…])|(?:và|với|so|gồm|cùng|trong đó|đã|để|nhằm|do)\s)"
)
_AFTER_END = re.compile(r"[;\n.](?:(?<=[;\n])|(?<!\..)(?<!\stp.)(?<!\stx.)(?:\s|$))")


@dataclass(slots=True)
class Context:
    """The words around one figure, lower case.

    Attributes:
        noun: from the number to the end of its noun phrase.
        after: to the next figure or end of clause.
        before: from the start of the clause or sentence to the number.
        earlier: from the start of the sentence to the number.
        near: the words right before the number, bound words taken off.
        sentence: the whole sentence.
        topic: the heading or label above.
        previous: code of the figure before in the sentence; "" when none.
        link: the text between the figure before and this one.
        inherited: the "near" words of the first figure of a list that shares its verb.
        following: the counted noun of the next figure in the sentence.
        tail: from the number to the end of the clause, other figures included.
        preceding: the sentence or two before this one.
        deed: the kind of police work told last before the number, once a rule has asked.
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
    earlier: str = ""
    preceding: str = ""
    deed: str | None = None


_VERB = Opened(
    r"(?:bị|làm|tổ chức|xây dựng|thành lập|duy trì|ra mắt|phát|vận động|thu hồi"
    r"|tiếp nhận|giao nộp|cung cấp|xử lý|xử phạt|khởi tố|bắt|điều tra"
    r"|hiện có|củng cố|kiện toàn|tuyên truyền|thu hút|huy động|hỗ trợ(?<!công cụ hỗ trợ)|tặng|khen"
    r"|biểu dương|lắp đặt|trang bị|mở|nhân rộng|giải quyết|hòa giải|hoà giải"
    r"|trong đó|có|gồm|chuyển|đưa|lập|gọi hỏi|cảm hóa|ký|đăng ký|đạt|giúp|triển khai"
    r"|phối hợp|tham mưu|ban hành|treo|viết|đăng|chưa|xảy ra|phát hiện|quản lý|chết"
    r"|bán|truy|với|cho|hoàn thành|bàn giao|khởi công|khánh thành|đóng góp|góp|ủng hộ"
    r"|trao|lắp|bố trí|sửa|mua|giảm|tăng|chiếm|còn|nâng|báo|gửi|nhận|giáo dục"
    r"|cai nghiện)(?!\w)"
)
_PARTS = frozenset(":;()")
"""Signs after which words do not go on with the verb before."""


def contexts_of(scan: Scan, found: list[Found]) -> list[Context]:
    """The words around each figure of a text; what the one before is of is not known yet."""
    contexts: list[Context] = []
    last = -1
    for index, figure in enumerate(found):
        sentence = scan.sentence_number(figure.number.start)
        before = contexts[-1] if sentence == last else None
        contexts.append(context_of(scan, found, index, before))
        last = sentence
    return contexts


def context_of(scan: Scan, found: list[Found], index: int, previous: Context | None) -> Context:
    """The words around one figure of a text.

    Args:
        scan: the text.
        found: all its figures.
        index: which of them.
        previous: the context of the figure before in the sentence; None when it is the first.
    """
    figure = found[index]
    number = figure.number
    lowered = scan.lowered
    sentence = scan.sentence(number.start)
    next_start = found[index + 1].number.start if index + 1 < len(found) else sentence.end
    limit = min(next_start, sentence.end, number.end + 200)
    after = _upto(_AFTER_END, lowered[number.end : limit])
    noun = _noun(after, figure) + _shared_noun(lowered, found, index, sentence.end)
    if figure.told_before:
        noun = f" {figure.told_before}"
    elif lowered[number.start - 2 : number.start] == ": ":
        noun += _labelled(lowered, figure, noun, max(sentence.start, number.start - 90))
    after += _shared_tail(lowered, found, index, sentence.end)
    before_start = max(sentence.start, number.start - 300)
    before = lowered[before_start : number.start]
    clause = _last_clause(before)
    last = found[index - 1].number if index else None
    link = ""
    if last is not None and last.start >= sentence.start:
        link = lowered[last.end : number.start]
    near = strip_bound(clause)[-70:]
    inherited = ""
    if previous is not None and (
        last is None
        or ((number.percent or not last.percent) and _shares_verb(scan, last.end, number.start))
    ):
        inherited = previous.inherited or previous.near
    following = ""
    if index + 1 < len(found) and found[index + 1].number.start < sentence.end:
        further = found[index + 1].unit
        following = further.word if further else ""
    tail = _upto(_AFTER_END, lowered[number.end : min(sentence.end, number.end + 160)])
    if figure.unit is not None and "," in figure.unit.text:
        after, tail = _as_one_word(after, figure), _as_one_word(tail, figure)
    label = _label(scan, sentence.start, number.start)
    if previous is None:
        said, told = _told(scan, sentence)
    else:
        said, told = previous.sentence, previous.preceding
    context = Context(
        noun, after, clause, near, said, label, "", link, inherited, following, tail, before, told
    )
    if scan.odd_spaces:
        is_plain = _is_plain(scan.lowered, sentence)
        for name in _PUT_TOGETHER if is_plain else (*_PUT_TOGETHER, *_CUT_OUT):
            setattr(context, name, _one_space(getattr(context, name)))
    return context


def _shares_verb(scan: Scan, start: int, at: int) -> bool:
    """Whether what stands between two figures leaves them the verb before the first."""
    if not _PARTS.isdisjoint(scan.lowered[start:at]):
        return False
    return _VERB.search(scan.lowered, scan.words, start, at) is None


def _as_one_word(words: str, figure: Found) -> str:
    """The words after a number without the commas of its noun: "4 xã, phường chưa đạt"."""
    length = figure.unit.end - figure.number.end if figure.unit else 0
    return words[:length].replace(",", "") + words[length:]


_PUT_TOGETHER = "noun", "after", "topic"
_CUT_OUT = "link", "tail", "before", "near", "earlier"
"""Pieces of the sentence as it stands, plain where that is."""


@lru_cache(maxsize=1)  # figures of one sentence come one after the other
def _is_plain(lowered: str, sentence: Stretch) -> bool:
    """Whether all spaces of a sentence are plain and single."""
    said = lowered[sentence.start : sentence.end]
    return _one_space(said) is said


def _told(scan: Scan, sentence: Stretch) -> tuple[str, str]:
    """A sentence and what is told before it; the same for all its figures."""
    said = scan.lowered[sentence.start : sentence.end]
    told = scan.lowered[max(0, sentence.start - _LOOK_BACK) : sentence.start]
    return (_one_space(said), _one_space(told)) if scan.odd_spaces else (said, told)


def _one_space(text: str) -> str:
    """Each run of spaces, line ends included, as one space; a run at an end stays one too."""
    if "  " not in text and text.isprintable():
        return text  # of all spaces the plain one alone is printable
    plain = " ".join(text.split())  # ten times as fast as a pattern
    if len(plain) == len(text):
        return plain
    before, after = text[0].isspace(), text[-1].isspace()
    return f"{' ' * before}{plain}{' ' * after}" if plain else " "


_LABEL = re.compile(
    r"^(?:[\s\-+*•–]|\d{1,2}[.)](?:\d{1,2}[.)]?)?|[a-zđ]\)|[ivx]+\.)*([^:;.\n\d]{3,80}):"
)


def _label(scan: Scan, start: int, at: int) -> str:
    """The words before the colon of a line: "2. Ma túy: phát hiện 11 vụ"."""
    line = scan.line_start(at)
    said = scan.lowered[min(start, line) if start - line < 12 else start : at]
    match = _LABEL.match(said) if ":" in said else None
    heading = _heading(scan.lowered, line)
    return (
        f"{heading}: {match.group(1)}"
        if match and heading
        else match.group(1)
        if match
        else heading
    )


_BULLET = re.compile(r"\s*[-+*•–]")
_HEADING = re.compile(
    r"\s*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[ivx]{1,5})[.)]\s*|[-+*•–]\s*)?([^.;\d\n]{3,90}?)[:.]?\s*$"
)
_LINES_BACK = 8


@lru_cache(maxsize=1)  # figures of one line come one after the other
def _heading(lowered: str, line: int) -> str:
    """The heading that a line or a list of bullets stands under: "2. Công tác hòa giải:"."""
    end = line - 1
    for _ in range(_LINES_BACK):
        start = lowered.rfind("\n", max(0, end - 400), max(end, 0)) + 1
        above = lowered[start : max(end, 0)]
        if above.strip() and not _BULLET.match(above):
            match = _HEADING.match(above)
            return match.group(1) if match and end > 0 else ""
        if start <= 1 or not (above.strip() or end == line - 1):
            return ""  # one empty line may part a heading from what stands under it
        end = start - 1
    return ""


_ITEM_LABEL = re.compile(
    r"(?:^|[;.:,(–—+•*-])\s*(?:\d{1,2}[.)]\s*)?([^\W\d_][^;.:(),–—\d]{3,60}?)"
    r"(?:\s*\([^()\d]{1,12}\))?: $"
)


def _labelled(lowered: str, figure: Found, noun: str, start: int) -> str:
    """What a bare number counts is said before its colon: "pháo các loại: 405 kg"."""
    unit = figure.unit
    if unit is not None and "media" in unit.classes:
        return ""
    if noun.strip(" \n\t/–—") not in {"", unit.word if unit else "", unit.text if unit else ""}:
        return ""
    match = _ITEM_LABEL.search(lowered[start : figure.number.start])
    return f" {match.group(1)}" if match else ""


_LOOK_BACK = 240
"""Characters before a sentence in which it is told what the sentence goes on about."""
_PAIRED = re.compile(r"\s*(?:,|/|-|–|với|và|;)?\s*(?:(?:hơn|trên|gần|khoảng)\s+)?")


def _shared_noun(lowered: str, found: list[Found], index: int, end: int) -> str:
    """What the cases are about is said after the persons: "3 vụ, 6 đối tượng về ma túy"."""
    here = found[index].unit
    if here is None or "case" not in here.classes or index + 1 == len(found):
        return ""
    further = found[index + 1]
    if further.unit is None or not (
        "subject" in further.unit.classes or further.unit.text == "người"
    ):
        return ""
    if further.number.start >= end or further.unit.inherited:
        return ""
    if not _PAIRED.fullmatch(lowered, here.end, further.number.start):
        return ""
    stop = found[index + 2].number.start if index + 2 < len(found) else end
    rest = lowered[further.unit.end : min(stop, end, further.unit.end + 120)]
    return " " + _upto(_NOUN_END, _upto(_AFTER_END, rest))


def _are_offenders(cases: Unit, people: Unit) -> bool:
    return "subject" in people.classes or (cases.text, people.text) == ("vụ", "người")


_STANDS = re.compile(r"(?:có|với|gồm|là|[;,:])\s*(?:(?:hơn|trên|gần|khoảng)\s+)?$")
_OF_ALL = re.compile(r"^[^\d]{0,40}(?:đăng ký|đạt|được công nhận|ký cam kết)")
_BARE_ITEM = re.compile(
    r"(?:,? ?(?:xã|phường|thị trấn|cơ quan|doanh nghiệp|nhà trường|trường học|tổ dân phố|đơn vị))*"
    r"[\s,;/()]*(?:và)?[\s,;/]*(?:(?:hơn|trên|gần|khoảng)\s+)?"
)


def _shared_tail(lowered: str, found: list[Found], index: int, end: int) -> str:
    """What follows the last item of a bare list: "74/74 xã; 527/527 ấp … đăng ký …" is of all."""
    at = index
    while at + 1 < len(found) and found[at + 1].number.start < end:
        here, further = found[at], found[at + 1]
        stop = here.unit.end if here.unit else here.number.end
        gap = lowered[stop : further.number.start]
        if stop > further.number.start or not _BARE_ITEM.fullmatch(gap):
            break
        if here.unit and further.unit and here.unit.word == further.unit.word:
            break  # "13 bản, 7 bản giáp biên": only the second lies there
        at += 1
    if at == index:
        return ""
    start = found[at].number.end
    tail = _upto(_AFTER_END, lowered[start : min(end, start + 160)])
    whole = all(one.number.of is not None for one in found[index : at + 1])
    listed = ";" in lowered[found[index].number.end : start]
    of_all = _STANDS.search(
        lowered[max(0, found[index].number.start - 20) : found[index].number.start]
    )
    return f" {tail}" if whole or not listed or (of_all and _OF_ALL.search(tail)) else ""


def _noun(after: str, figure: Found) -> str:
    """The noun phrase: up to a comma or a linking word, but never cut inside the unit."""
    skip = figure.unit.end - figure.number.end if figure.unit else 0
    match = _NOUN_END.search(after, max(skip, 0))
    return after[: match.start()] if match else after


def _upto(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return text[: match.start()] if match else text


def _last_clause(before: str) -> str:
    stop = before.rfind(".")
    while stop >= 0 and _goes_on(before, stop):
        stop = before.rfind(".", 0, stop)
    return before[1 + max(stop, before.rfind(";"), before.rfind("\n"), before.rfind("…")) :]


_SHORTENED = re.compile(r"(?<!\w)(?:tp|tx|tt|q|p|h|ths|ts|đ/c)$")


def _goes_on(text: str, stop: int) -> bool:
    """Whether a full stop ends no clause: "2.205", "TP. Vinh"."""
    if not text[stop + 1 : stop + 2].isspace():
        return True
    return _SHORTENED.search(text, max(0, stop - 4), stop) is not None


_BOUND_TAIL = re.compile(
    r"(?:hơn|trên|gần|khoảng|ít nhất|dưới|chưa đến|chừng|tổng số|tổng cộng|được|là|:"
    r"|đạt|tới|với|tổng)\s*$"
)


_BOUND_WORDS = (
    "hơn", "trên", "gần", "khoảng", "ít nhất", "dưới", "chưa đến", "chừng", "ước", "xấp xỉ"
)  # fmt: skip
# Not of "ít hơn 9 vụ", "cao hơn 3%", which compare.
_BOUND_WORD = re.compile(
    rf"(?<!\w)(?<!ít )(?<!cao )(?<!thấp )(?<!nhiều )(?:{'|'.join(_BOUND_WORDS)})$"
)
_LONGEST_BOUND = 8


def strip_bound(clause: str) -> str:
    """The clause without bound words at its end, so that "near" sees the verb."""
    text = clause.rstrip()
    for _ in range(2):
        if not text.endswith(_BOUND_WORDS):
            break
        match = _BOUND_WORD.search(text, max(0, len(text) - _LONGEST_BOUND))
        if not match:
            break
        text = text[: match.start()].rstrip()
    return text
