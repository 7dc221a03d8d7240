"""A place above the text's own that a sentence speaks of by name: "toàn tỉnh Cao Bằng có 56 điểm".

Elsewhere in a text such a name only says where its own place lies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bayen.core.places import Level
from bayen.intake.bare_levels import OF_LEVEL
from bayen.intake.letters import UPPER
from bayen.intake.mentions import Mention
from bayen.intake.names import FULL_WORDS, LEVEL_WORDS
from bayen.intake.placing import Placed, Placer
from bayen.intake.scan import Scan
from bayen.intake.setting import ACTS
from bayen.intake.values import Reason

_ALL_OF = re.compile(r"(?:toàn|cả)\s$")
_WHOLE_OF = re.compile(
    r"(?:(?:toàn|toàn bộ|cả|địa bàn|toàn tuyến|tuyến biên giới|đường biên giới)(?: của)?"
    r"|(?:thống kê|số liệu) của (?:công an|ubnd|ủy ban nhân dân))\s+$"
)
_OF = re.compile(r"\scủa\s+$")
# "Thị xã của tỉnh Bình Dương có 10 phường", "là xã biên giới của huyện": of what is within it.
_PART_OF = re.compile(rf"(?:^|[\s“\"(])(?:{'|'.join(LEVEL_WORDS)}|địa phương)[^.;,]{{0,40}}của\s+$")
_STATES = re.compile(
    r"\s*(?:mới\s*)?(?:\([^()\n]*\)\s*)?(?:(?:sau (?:sáp nhập|hợp nhất)|mới)[^.;,\d]{0,40}\s)?"
    r"(?:(?:hiện|đang|đã|cũng|hiện nay|đến nay|nay)\s+)*(?:có|duy trì|còn|nhân(?: rộng)?)(?!\w)"
)
_OPENS = re.compile(r"(?:^|[,:;–-])\s*(?:còn |cũng |hiện |nay |riêng )?(?:tổ |đội |nhóm )?$")
_AGENT = re.compile(
    r"(?:^|[,:;–-])\s*(?:cùng với đó |theo )?"
    r"(?:công an|ubnd|ủy ban nhân dân|hội \w+(?: \w+)?|đoàn thanh niên)\s+$"
)
_FOR_OTHERS = re.compile(
    r"\s*(?:đã |cũng |còn )?(?:hỗ trợ|tặng|trao|giúp|chọn|giao|công nhận|khen thưởng|biểu dương"
    r"|tuyên dương)(?!\w)"
)
_RETURNS = re.compile(r"(?:riêng|thì|còn)(?: ở| tại)?\s+$")
MERGED_WITH = re.compile(r"(?:hợp nhất|sáp nhập|nhập)(?: với| vào| từ)?\s*$")
_COUNTED_IN = re.compile(
    r"[^.;,()\d]{0,12}(?:,[^.;,()\d]{1,12}){0,2}\s(?:của|thuộc|toàn|ở|trong(?: toàn)?)\s+"
)
# "Một trong 134 cổng của huyện": what is told of is one part of it.
_ONE_OF = ("một trong ", "một trong số ", "nằm trong số ")
_ALL_OVER = re.compile(r"[^.;,()\d]{0,24}\s(?:trong|khắp|trên (?:khắp )?địa bàn|trên toàn|toàn)\s+")
_SET_IN_PART = re.compile(r"(?:riêng|trong đó|(?:tại|ở)\s+\D|,\s*còn)\s?")
_REACH = 48
_WITHIN = re.compile(
    r"\s(?:[^\W\d]+(?:,? (?!khi )[^\W\d]+){0,4} )(?P<of>trong|toàn|của)(?: toàn)? "
    r"(?P<word>tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)"
    rf"(?=[\s.,;:)]|$)(?! (?:[{UPPER}]|bạn|khác|hội|cũ))"
)


def find_whole(
    scan: Scan, placer: Placer, own: Placed, start: int, at: int
) -> tuple[Placed, Reason] | None:
    """The named place above the own one that a figure is of; None of any other figure.

    Args:
        scan: the text.
        placer: its mentions.
        own: its own place.
        start: where the sentence begins.
        at: where the figure stands.
    """
    lowered = scan.lowered
    named = [
        m
        for m in placer.between(start, at)
        if not MERGED_WITH.search(lowered, max(start, m.start - 20), m.start)
        and not _is_bracketed(lowered, start, m, at)
    ]
    if not named or not (
        _is_above(placer, named[-1], own) or _is_told_around(scan, placer, named[-1], own)
    ):
        return None
    last = named[-1]
    acts = len(named) == 1 and _is_of_whole(lowered, start, last)
    before = lowered[max(start, last.start - 44) : last.start]
    states = _OPENS.search(lowered, start, last.start) and _STATES.match(lowered, last.end)
    opens = bool(states) or _is_agent(lowered, start, last)
    if not acts and not _WHOLE_OF.search(before) and not (opens and _is_alone(lowered, named)):
        return None
    if _SET_IN_PART.search(lowered, last.end, at):
        return None
    return _told(scan, placer, last)


def _is_told_around(scan: Scan, placer: Placer, mention: Mention, own: Placed) -> bool:
    """Whether "toàn huyện A" is said of one that the lists have the own place no longer in."""
    version = placer.pick(mention)
    if version is None or not mention.word or version.kind.level >= own.level:
        return False
    before = scan.lowered[max(0, mention.start - 12) : mention.start]
    tops = {v.place_id for v in placer.chain(own) if v.kind.level is Level.PROVINCE}
    around = {v.place_id for v in placer.atlas.ancestors(version.place_id, placer.day)}
    return _ALL_OF.search(before) is not None and bool(tops & around)


def _is_bracketed(lowered: str, start: int, mention: Mention, at: int) -> bool:
    """Whether brackets closed before a figure hold a name, and something else stands before it."""
    opened = lowered.rfind("(", start, mention.start)
    is_open = opened >= 0 and ")" not in lowered[opened : mention.start]
    return is_open and opened + 1 < mention.start and ")" in lowered[mention.end : at]


def _is_agent(lowered: str, start: int, mention: Mention) -> bool:
    """Whether someone of a place acts for it, not for others: "Công an Kinh Môn đã mở 58 đợt"."""
    led = _AGENT.search(lowered, start, mention.start)
    acts = ACTS.match(lowered, mention.end) and not _FOR_OTHERS.match(lowered, mention.end)
    return led is not None and bool(acts)


def _is_of_whole(lowered: str, start: int, mention: Mention) -> bool:
    """Whether all of a place act, not a part of it: "Các xã của huyện A đã …"."""
    before = lowered[max(start, mention.start - 60) : mention.start]
    of_whole = _OF.search(before) and not _PART_OF.search(before)
    return bool(of_whole) and ACTS.match(lowered, mention.end) is not None


def _is_alone(lowered: str, named: Sequence[Mention]) -> bool:
    """Whether the last name does not only say where the one before it lies: "xã A, huyện B có"."""
    if len(named) < 2 or named[-2].level <= named[-1].level:
        return True
    return bool(lowered[named[-2].end : named[-1].start].strip(" ,()"))


def find_counted_in(
    scan: Scan, placer: Placer, own: Placed, at: int, end: int, counted: Level | None
) -> tuple[Placed, Reason] | None:
    """The place above the own one whose parts a figure counts: "27 phường của Huế".

    Args:
        scan: the text.
        placer: its mentions.
        own: its own place.
        at: where the number begins.
        end: where it ends.
        counted: level of the places that it counts; None of any other figure.
    """
    is_told = OF_LEVEL.search(scan.lowered, scan.words, end, end + _REACH)
    within = _WITHIN.match(scan.text, end, end + _REACH) if is_told else None
    is_of_parts = counted is not None or scan.lowered.endswith(_ONE_OF, 0, at)
    if within and (is_of_parts or within["of"] != "của"):
        found = find_called(placer, own, within["word"])
        if found is not None and (found is not own or own.level is not Level.COMMUNE):
            words = f"«{within.group().strip()}» sau số → {found.label}"
            return found, Reason("place", words)
    named = placer.between(end, end + _REACH)
    if named and named[0].word and _ALL_OVER.fullmatch(scan.lowered, end, named[0].start):
        return _told(scan, placer, named[0]) if _is_above(placer, named[0], own) else None
    if counted is None or not named or not _is_above(placer, named[0], own):
        return None
    first = named[0]
    if first.level >= counted or not _COUNTED_IN.fullmatch(scan.lowered, end, first.start):
        return None
    return _told(scan, placer, first)


def names_own(scan: Scan, placer: Placer, own: Placed, start: int, at: int) -> bool:
    """Whether a clause comes back to the text's own place by name: "nay cả xã A có 14 chiếc".

    Args:
        scan: the text.
        placer: its mentions.
        own: its own place.
        start: where the clause begins.
        at: where the figure stands.
    """
    named = placer.between(start, at)
    if not named or not _is_alone(scan.lowered, named):
        return False
    last = named[-1]
    version = placer.pick(last)
    if version is None:
        if own.place_id is not None or own.label.partition(",")[0] != last.label:
            return False
    elif version.place_id != own.place_id:
        return False
    before = scan.lowered[max(start, last.start - 44) : last.start]
    if _WHOLE_OF.search(before) or _RETURNS.search(before):
        return True
    if _is_agent(scan.lowered, start, last):
        return True
    opens = _OPENS.search(scan.lowered, start, last.start) is not None
    return opens and _STATES.match(scan.lowered, last.end) is not None


def find_called(placer: Placer, own: Placed, word: str) -> Placed | None:
    """The text's own place, or one above it, that a level word without a name means."""
    full = FULL_WORDS.get(word, word)
    if own.label.casefold().startswith(f"{full} "):
        return own
    above = [placer.of_id(version.place_id) for version in placer.chain(own)]
    called = next((p for p in above if p.label.casefold().startswith(f"{full} ")), None)
    same = {m.label: m for m in placer.mentions if m.word and m.label.startswith(f"{full} ")}
    named = next(iter(same.values())) if len(same) == 1 else None
    is_told = called is not None and any(m.name in called.label for m in placer.mentions)
    if named is not None and named.level < own.level and called is None and not is_told:
        return placer.resolve(named)
    if named is not None and named.level < own.level and not named.found and not is_told:
        return placer.resolve(named)
    return called or _as_it_was(above, full)


def _as_it_was(above: Sequence[Placed], word: str) -> Placed | None:
    """A district with the level word of the text: "huyện", which has become a town since."""
    district = next((p for p in above if p.level is Level.DISTRICT), None)
    if district is None or word not in {"huyện", "thị xã", "quận", "thành phố"}:
        return None
    kind = next(
        (w for w in ("huyện", "thị xã", "quận", "thành phố") if _is_called(district, w)), ""
    )
    if not kind:
        return None
    return replace(district, label=word + district.label.removeprefix(kind))


def _is_called(placed: Placed, word: str) -> bool:
    return placed.label.startswith(f"{word} ")


def _is_above(placer: Placer, mention: Mention, own: Placed) -> bool:
    version = placer.pick(mention)
    if version is None:
        return own.level > mention.level and _is_old_town(placer, mention, own)
    if version.kind.level >= own.level:
        return False
    return any(above.place_id == version.place_id for above in placer.chain(own))


def _is_old_town(placer: Placer, mention: Mention, own: Placed) -> bool:
    """Whether a town has the name of the province above: "thành phố Ninh Bình" until 2025."""
    if mention.word not in {"thành phố", "tp", "thị xã", "tx"}:
        return False
    return any(above.name == mention.name for above in placer.chain(own))


def _told(scan: Scan, placer: Placer, mention: Mention) -> tuple[Placed, Reason]:
    placed = placer.resolve(mention)
    words = scan.text[mention.start : mention.end]
    return placed, Reason("place", f"«{words}» trong câu, nói chung → {placed.label}")
