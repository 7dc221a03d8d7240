"""The rules of the lexicon, run: which of them hold of a figure, and how heavily.

Rules are data (`bayen.catalogue.lexicon`); a rule holds when all its conditions do. Few rules
can hold of a figure, for most of their words are not around it: that is found first, and only the
rest are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from bayen.catalogue.lexicon import Lexicon, PhraseRule
from bayen.intake.anchors import Anchors, Sought
from bayen.intake.context import Context
from bayen.intake.deeds import Deeds
from bayen.intake.ellipsis import DESCRIBES, FUNCTION
from bayen.intake.found import Found
from bayen.intake.patterns import (
    at_word_or_sign,
    at_word_start,
    find_openings,
    split_alternatives,
    stands_first,
)

_WEIGHTS = {
    "noun": 3.0,
    "near": 2.5,
    "following": 2.0,
    "tail": 1.6,
    "after": 1.6,
    "before": 1.5,
    "earlier": 1.2,
    "sentence": 1.0,
    "topic": 0.6,
    "previous": 1.5,
    "preceding": 0.8,
}
_DEED_WEIGHT = 2.4
_UNIT_WEIGHT = 1.0
_WITHIN = (("noun",), ("near",), ("tail", "after", "before", "earlier", "sentence"))
"""Conditions on the few words right after the figure, on those right before it, and on others that
are all in its sentence."""
_KEPT = 1 << 12
"""Units, each after some indicator and under some topics, whose rules are kept together; few
texts have others."""
_AT_ONCE = 8
"""Sentences kept; figures are read in text order."""


@dataclass(slots=True)
class Compiled:
    """A rule ready to be tried.

    Attributes:
        rule: as the lexicon has it.
        conditions: field of the context, pattern and weight of each.
        anchored: bits of its patterns that cannot match where their anchors do not stand.
        never: pattern that must not be in the noun nor near.
        unless: pattern that must not be in the noun.
        base: weight of the rule without its conditions.
        deeds: kinds of police work one of which must be told last before the number.
        of_named: whether it asks for the words after the number.
        follows: what the indicator of the figure before must be like; None when anything.
    """

    rule: PhraseRule
    conditions: tuple[tuple[str, Sought, float], ...]
    anchored: int
    never: Sought | None
    unless: Sought | None
    base: float = 0.0
    deeds: frozenset[str] = frozenset()
    of_named: bool = False
    follows: Sought | None = None

    def weigh(self, context: Context) -> float | None:
        """How heavily the rule speaks for its indicator; None when it does not hold."""
        total = self.base
        for name, pattern, weight in self.conditions:
            text = getattr(context, name)
            if text and pattern.search(text):
                if name == "previous" and breaks(context.link):
                    return None
                total += weight
            elif name == "near" and self._before_colon(pattern, text):
                total += weight
            elif name == "near" and context.inherited and pattern.search(context.inherited):
                total += weight * 0.7
            else:
                return None
        if self.never and (self.never.search(context.noun) or self.never.search(context.near)):
            return None
        if self.unless and self.unless.search(context.noun):
            return None
        return total

    def may_follow(self, previous: str) -> bool:
        """Whether the rule can hold after a figure of that indicator; "" when none is before."""
        return self.follows is None or bool(previous and self.follows.search(previous))

    def _before_colon(self, pattern: Sought, near: str) -> bool:
        """Whether a colon only parts a number from its words: "hòa giải thành: 23 vụ".

        After "… tăng: 8 vụ" the number is no difference.
        """
        if not near.endswith(":") or self.rule.indicator == "other":
            return False
        return pattern.search(near[:-1]) is not None


Key = tuple[str | None, bool, frozenset[str]]
"""Of a figure's unit, what tells which rules are for it."""


class RuleBook:
    """The rules of a lexicon by the units they are for."""

    def __init__(self, lexicon: Lexicon) -> None:
        anchors: list[Anchors] = []
        for names in _WITHIN:
            first = anchors[-1].end if anchors else 0
            anchors.append(Anchors(_words_of(lexicon.rules, names), first=first))
        self._all_bits = sum(of.all for of in anchors)
        self._by_unit: dict[str, list[Compiled]] = {}
        for rule in lexicon.rules:
            compiled = _compile(rule, anchors)
            for unit in rule.units:
                self._by_unit.setdefault(unit, []).append(compiled)
        self._after, before, anywhere = anchors
        self._near = lru_cache(maxsize=_AT_ONCE)(before.may_match)
        self._in_sentence = lru_cache(maxsize=_AT_ONCE)(anywhere.may_match)
        self._deeds = Deeds(lexicon.deeds)
        self._of_unit = lru_cache(maxsize=_KEPT)(self._find_of_unit)
        self._topics_in = lru_cache(maxsize=_AT_ONCE)(self._find_topics_in)
        topics = {rule.topic for rule in lexicon.rules if rule.topic}
        self._topics = {words: _pattern("topic", words) for words in sorted(topics)}

    def holding(self, found: Found, context: Context) -> Iterator[tuple[PhraseRule, float]]:
        """The rules that hold of a figure with their weights, in the order of the lexicon."""
        is_other = names_itself(found, context)
        for compiled in self._likely(found, context):
            if is_other and not compiled.of_named:
                continue
            weight = compiled.weigh(context)
            if weight is None or (compiled.deeds and self.deed(context) not in compiled.deeds):
                continue
            yield compiled.rule, weight

    def deed(self, context: Context) -> str:
        """The kind of police work told last before a figure; "" for none."""
        if context.deed is None:
            context.deed = self._deeds.last(context.earlier)
        return context.deed

    def _likely(self, found: Found, context: Context) -> list[Compiled]:
        """The rules for the figure's unit whose words are around it."""
        after = self._after.may_match(context.noun)
        before = self._near(context.near)
        if context.inherited:
            before |= self._near(context.inherited)
        # Not ``~``, which is below zero: "and" with that takes several times as long.
        absent = self._all_bits ^ (after | before | self._in_sentence(context.sentence))
        rules = self._of_unit(_key(found), context.previous, self._topics_in(context.topic))
        return [rule for anchored, rule in rules if not anchored & absent]

    def _find_topics_in(self, topic: str) -> frozenset[str]:
        """The conditions on topics that hold under one; "" of the rules without any."""
        held = (words for words, pattern in self._topics.items() if pattern.search(topic))
        return frozenset({"", *(held if topic else ())})

    def _find_of_unit(
        self, key: Key, previous: str, topics: frozenset[str]
    ) -> list[tuple[int, Compiled]]:
        """The rules for a unit that can hold after that indicator and under those topics.

        Each with the bits of its patterns that cannot match where their anchors do not stand.
        """
        word, inherited, classes = key
        names = [""] if word is None else [word]
        if word == "%":
            names = ["%"]
        else:
            names += ([""] if inherited else []) + ["@" + name for name in sorted(classes)] + ["*"]
        rules = [rule for name in names for rule in self._by_unit.get(name, [])]
        return [
            (rule.anchored, rule)
            for rule in rules
            if rule.rule.topic in topics and rule.may_follow(previous)
        ]


def _key(found: Found) -> Key:
    if found.number.percent:
        return "%", False, frozenset()
    unit = found.unit
    return (unit.word, unit.inherited, unit.classes) if unit else (None, False, frozenset())


# A noun that no list has after a number: "triệt phá 4 sới gà" counts no cases.
_NOUN = re.compile(
    rf"[^\S\n]*(?!{DESCRIBES.pattern}|(?:{FUNCTION.pattern})(?!\w)|trường|loại|mới|cũ)[^\W\d_]{{2,}}"
)


def names_itself(found: Found, context: Context) -> bool:
    """Whether a noun without a unit follows, so that nothing was left out."""
    if found.unit is not None or found.number.percent:
        return False
    return bool(found.candidate.unit) or _NOUN.match(context.after) is not None


def _words_of(rules: Iterable[PhraseRule], names: Iterable[str]) -> Iterator[str]:
    """The patterns of some conditions of rules."""
    return (words for rule in rules for name in names if (words := getattr(rule, name)))


def _compile(rule: PhraseRule, anchors: Sequence[Anchors]) -> Compiled:
    conditions: list[tuple[str, Sought, float]] = []
    for name, weight in _WEIGHTS.items():
        words = getattr(rule, name)
        if not words:
            continue
        conditions.append((name, _pattern(name, words), weight))
    never = Sought(rf"(?<!\w)(?:{rule.never})(?!\w)") if rule.never else None
    unless = Sought(rf"(?<!\w)(?:{rule.unless})") if rule.unless else None
    anchored = 0
    for of, names in zip(anchors, _WITHIN, strict=True):
        anchored |= reduce(or_, (of.bits.get(getattr(rule, name), 0) for name in names))
    deeds = frozenset(filter(None, rule.deed.split("|")))
    base = rule.weight + _UNIT_WEIGHT + (_DEED_WEIGHT if deeds else 0.0)
    of_named = bool(rule.noun or rule.after or rule.tail)
    follows = _pattern("previous", rule.previous) if rule.previous else None
    return Compiled(
        rule, tuple(conditions), anchored, never, unless, base, deeds, of_named, follows
    )


# What a pattern may begin with that says no more than that some words come before, if any.
_SOME_WORDS = re.compile(r"\[\^(?P<but>(?:[.,;:()]|\\d)+)\]\{0,\d\d\}(?=[^?*+{])")


def _pattern(name: str, words: str) -> Sought:
    """What is looked for; a sign that begins a pattern may stand right after a word."""
    before = _SOME_WORDS.match(words)
    if before is not None and len(split_alternatives(words)) == 1:
        # To try so many words from every word on takes long, and what follows them is found alone.
        begins = r"(?<!\d)" if r"\d" in before["but"] else ""
        return Sought(rf"{begins}(?:{words[before.end() :]}){_ENDS.get(name, _WORD_END)}")
    openings = find_openings(words) if name != "previous" else None
    begins_word = openings is not None and all(opening[:1].isalnum() for opening in openings)
    end = _ENDS.get(name, _WORD_END)
    if name == "previous" or stands_first(words):
        return Sought(rf"^(?:{words}){end}")
    if begins_word:
        return Sought(rf"(?<!\w)(?:{words}){end}", sooner=rf"{at_word_start(words)}{end}")
    sooner = rf"{at_word_or_sign(words)}{end}"
    return Sought(rf"(?:(?<!\w)|(?=\W))(?:{words}){end}", sooner=sooner)


_ENDS = {"near": r"\s*$", "previous": "", "noun": ""}
_WORD_END = r"(?!\w)"


# Between a figure and one that hangs on it no other work begins.
_BREAKS = re.compile(
    r"(?:vận động|cảm hóa|cảm hoá|giáo dục|gọi hỏi|răn đe|ngăn chặn|tiếp nhận|thu hồi"
    r"|lập hồ sơ|quản lý|khen|tặng|thành lập|hòa giải|hoà giải|làm chết"
    r"|bị thương|trao|xây dựng|duy trì|củng cố|ký cam kết|lắp|thu giữ|tai nạn"
    r"|cai nghiện|truy nã)|[.;]\s"
)
_ITEM = re.compile(r";\s*$")
_GOES_ON = re.compile(r"(?:qua đó|giúp|từ đó|nhờ (?:đó|vậy))")


@lru_cache(maxsize=_AT_ONCE)
def breaks(link: str) -> bool:
    """Whether other work begins between two figures; "; qua đó làm rõ" goes on with the first."""
    found = _BREAKS.search(link.rstrip("; ") if _ITEM.search(link) else link)
    if found is None:
        return False
    return found.group()[0] not in ".;" or not _GOES_ON.search(link)
