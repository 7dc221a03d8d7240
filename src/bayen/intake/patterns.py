"""What a regular expression cannot match without: the words in it, and how it may begin.

Reading tries hundreds of patterns on a text that holds the words of few. Both answers here
only ever say "perhaps" too often, never "no" wrongly: what the patterns mean is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

LETTERS = re.compile(r"[^\W\d_]+")

# What patterns are written with: classes, escapes, groups of all kinds, plain characters.
_PART = re.compile(
    r"(?P<digits>\\d|\[[0-9-]+\])|\[\^?\]?(?:\\.|[^\]\\])*\]|\\(?P<sign>\W)|\\(?P<zero>[bBAZ])|\\."
    r"|(?P<open>\((?:\?(?:P<\w+>|<?[=!:]|[^)]))?)|(?P<close>\))|(?P<bar>\|)|(?P<zero2>[\^$])"
    r"|(?P<dot>\.)|(?P<plain>.)",
    re.DOTALL,
)
_QUANTIFIER = re.compile(r"[?*+]\??|\{\d*(?:,\d*)?\}\??")
_DIGITS = frozenset("0123456789")

Words = frozenset[str]
"""Runs of letters of which one has to stand."""
Way = list[Words]
"""What one alternative of a pattern needs: one word of each."""


def find_ways(pattern: str) -> list[Way]:
    """For each alternative of a pattern, the words that stand in whatever it matches."""
    return [_way(sequence) for sequence in _parse(pattern)]


def find_openings(pattern: str) -> frozenset[str] | None:
    """Every way in which a match may begin: runs of letters, digits, signs; None when any.

    A run with a space after it is a whole word: "p " of ``p\\.`` is not the "p" of "phường".
    """
    return _openings(_parse(pattern), closed=False)


def starting_words(words: Iterable[str]) -> str:
    """A pattern of any of some words at the start of a word, the longest first.

    It begins with a letter, which is looked for many times quicker than what must not stand
    before: that is asked behind the letter.

    Args:
        words: as patterns, each of which begins with a plain letter.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(word[1:])
    of_letters = (
        rf"{letter}(?<!\w{letter})(?:{'|'.join(rest)})" for letter, rest in by_letter.items()
    )
    return f"(?:{'|'.join(of_letters)})"


def at_word_start(pattern: str) -> str:
    """A pattern for the same at starts of words; its first letters come first where that can be.

    To look for a few letters is many times quicker than to try every alternative.
    """
    return _by_letters(pattern) or rf"(?<!\w)(?:{pattern})"


def at_word_or_sign(pattern: str) -> str:
    """A pattern for the same at starts of words, and anywhere where it begins with a sign."""
    return _by_letters(pattern, signs=",:;“”") or rf"(?:(?<!\w)|(?=\W))(?:{pattern})"


def _by_letters(pattern: str, *, signs: str = "") -> str | None:
    """The same with alternatives grouped by first letter; None when some begin otherwise."""
    alternatives = split_alternatives(pattern)
    head = _head(alternatives[0])
    if len(alternatives) == 1 and head is not None and not _QUANTIFIER.match(head.rest):
        inner = _by_letters(head.inner, signs=signs)
        return f"{head.opening}{inner}){head.rest}" if inner else None
    by_letter: dict[str, list[str]] = {}
    ways: list[str] = []
    of_digits: list[str] = []
    for written in chain.from_iterable(map(_spread_out, alternatives)):
        if written.startswith(r"\d"):
            of_digits.append(written)
        elif not written or _QUANTIFIER.match(written, 1):
            return None
        elif written[0] in signs:
            ways.append(written)
        elif written[0].isalpha():
            by_letter.setdefault(written[0], []).append(written[1:])
        else:
            return None
    ways += [rf"{letter}(?<!\w{letter})(?:{'|'.join(rest)})" for letter, rest in by_letter.items()]
    ways += [rf"(?<!\w)(?:{'|'.join(of_digits)})"] if of_digits else []
    return f"(?:{'|'.join(ways)})"


class _Head(NamedTuple):
    """A sequence that begins with a group: how that opens, what is in it, and what follows it."""

    opening: str
    inner: str
    rest: str


def _head(written: str) -> _Head | None:
    """A sequence taken apart after the group that it begins with; None when with none."""
    opening = _GROUP.match(written)
    depth = 0
    for part in _PART.finditer(written if opening else ""):
        depth += bool(part["open"]) - bool(part["close"])
        if opening and not depth:
            inner = written[opening.end() : part.start()]
            return _Head(opening.group(), inner, written[part.end() :])
    return None


_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")


def _captures(written: str) -> bool:
    """Whether a pattern has groups that are asked for afterwards."""
    opened = (part["open"] for part in _PART.finditer(written))
    return any(bracket == "(" or (bracket or "").startswith("(?P<") for bracket in opened)


def _spread_out(written: str) -> Iterator[str]:
    """A sequence once for each way in which its first group goes: "(?:a|b) c" is "a c", "b c"."""
    head = _head(written)
    quantifier = _QUANTIFIER.match(head.rest) if head else None
    if head is None or _captures(written) or (quantifier and quantifier.group() != "?"):
        yield written
        return
    rest = head.rest[1:] if quantifier else head.rest
    for inner in split_alternatives(head.inner):
        yield from _spread_out(inner + rest)
    if quantifier:
        yield from _spread_out(rest)


def find_endings(pattern: str) -> frozenset[str] | None:
    """Every way in which the last word of a match may end: runs of letters; None when any.

    Signs and spaces after the last word do not count: "truy cập:" ends in "cập".
    """
    return _endings(_parse(pattern))


def split_alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern as they are written."""
    bars, depth = [-1], 0
    for part in _PART.finditer(pattern):
        depth += bool(part["open"]) - bool(part["close"])
        if part["bar"] and not depth:
            bars.append(part.start())
    ends = [*bars[1:], len(pattern)]
    return [pattern[bar + 1 : end] for bar, end in zip(bars, ends, strict=True)]


def stands_first(pattern: str) -> bool:
    """Whether a pattern matches only at the start of a text."""
    return all(written.startswith("^") for written in split_alternatives(pattern))


def stands_last(pattern: str) -> bool:
    """Whether a pattern matches only at the end of a text."""
    return all(_LAST.search(written) for written in split_alternatives(pattern))


_LAST = re.compile(r"(?<!\\)\$$")


def rarest_words(ways: Iterable[Way], common: dict[str, int], *, rank: int = 0) -> Words | None:
    """One word of each way, the one that fewest patterns have; None when a way needs none.

    Args:
        ways: from `find_ways`.
        common: how many patterns have each run.
        rank: how many words of each way are passed over, those that still fewer have.
    """
    chosen: set[str] = set()
    for way in ways:
        if len(way) <= rank:
            return None
        best: Words = sorted(way, key=lambda words: _plainness(words, common))[rank]
        chosen |= best
    return frozenset(chosen)


def _plainness(words: Words, common: dict[str, int]) -> tuple[int, int]:
    return sum(common.get(run, 0) for run in words), -min(map(len, words))


@dataclass(slots=True)
class _Item:
    """One part of a sequence.

    Attributes:
        first: what it may begin with; None when anything.
        run: the letters, of a run of plain ones.
        inner: the alternatives, of a group that takes in characters.
        optional: whether it may be left out.
        repeated: whether it may come more than once.
        empty: whether it takes in no characters, as a lookahead.
        closes: whether a word must end where it begins, as before a space.
    """

    first: frozenset[str] | None = None
    run: str = ""
    inner: list[list[_Item]] | None = None
    optional: bool = False
    repeated: bool = False
    empty: bool = False
    closes: bool = False


def _parse(pattern: str) -> list[list[_Item]]:
    return _Parser(pattern).alternatives()


@dataclass(slots=True)
class _Parser:
    pattern: str
    at: int = 0
    stack: list[str] = field(default_factory=list)

    def alternatives(self) -> list[list[_Item]]:
        found: list[list[_Item]] = [[]]
        while part := _PART.match(self.pattern, self.at):
            if part["close"]:
                break
            self.at = part.end()
            if part["bar"]:
                found.append([])
            else:
                self._append(found[-1], self._item(part))
        return found

    def _item(self, part: re.Match[str]) -> _Item:
        opened = part["open"]
        item = self._group(opened) if opened else _single(part)
        quantifier = _QUANTIFIER.match(self.pattern, self.at)
        if quantifier:
            self.at = quantifier.end()
            item.optional = quantifier.group().startswith(("?", "*", "{0", "{,"))
            item.repeated = quantifier[0][0] != "?"
            item.run = ""
        return item

    def _group(self, opened: str) -> _Item:
        begins = self.at
        inner = self.alternatives()
        closes = f"{opened}{self.pattern[begins : self.at]}" in _CLOSING_GROUPS
        self.at += 1
        if opened == "(" or opened.endswith(":") or opened.startswith("(?P<"):
            return _Item(inner=inner)
        return _Item(empty=True, closes=closes)

    def _append(self, sequence: list[_Item], item: _Item) -> None:
        """Letters that follow each other are one run."""
        if item.run and sequence and sequence[-1].run:
            sequence[-1].run += item.run
            sequence[-1].first = frozenset({sequence[-1].run})
        else:
            sequence.append(item)


_CLOSING_GROUPS = {r"(?!\w", r"(?=\s"}
_CLOSING = {r"\b", r"\Z", "$", r"\s", r"\W"}


def _single(part: re.Match[str]) -> _Item:
    closes = part.group() in _CLOSING
    if part["zero"] or part["zero2"]:
        return _Item(empty=True, closes=closes)
    if part["digits"]:
        return _Item(_DIGITS)
    plain = part["plain"] or part["sign"] or ""
    if not plain:
        return _Item(closes=closes)
    closes = not plain.isalnum() and plain != "_"
    return _Item(frozenset({plain}), run=plain if _is_letters(plain) else "", closes=closes)


def _is_letters(plain: str) -> bool:
    return LETTERS.fullmatch(plain) is not None


def _way(sequence: list[_Item]) -> Way:
    """The words that a sequence needs; what is optional is needed by nothing."""
    needed: Way = []
    for item in sequence:
        if item.run:
            needed.append(frozenset({item.run}))
        elif item.inner is not None and not item.optional:
            words = rarest_words(map(_way, item.inner), {})
            needed += [words] if words else []
    return needed


def _openings(alternatives: list[list[_Item]], *, closed: bool) -> frozenset[str] | None:
    """How one of some alternatives may begin; ``closed`` when a word must end after it."""
    found: set[str] = set()
    for sequence in alternatives:
        first = _first(sequence, closed=closed)
        if first is None:
            return None
        found |= first
    return frozenset(found)


def _first(sequence: list[_Item], *, closed: bool) -> frozenset[str] | None:
    """What a sequence may begin with, past the parts that may be left out."""
    found: set[str] = set()
    for at, item in enumerate(sequence):
        if item.empty:
            continue
        ends = not item.repeated and _closes(sequence[at + 1 :], closed=closed)
        first = item.first if item.inner is None else _openings(item.inner, closed=ends)
        if first is None:
            return None
        if item.run and ends:
            first = frozenset({f"{item.run} "})
        elif item.run and not item.repeated:
            first = _with_digit(item.run, sequence[at + 1 : at + 2])
        found |= first
        if not item.optional:
            return frozenset(found)
    return None


def _with_digit(run: str, rest: list[_Item]) -> frozenset[str]:
    """A run of letters, with the digit that must stand right behind it: "c0" of ``c0[3-8]``."""
    follows = rest[0] if rest else _Item()
    if follows.optional or not follows.first or not follows.first <= _DIGITS:
        return frozenset({run})
    return frozenset(run + digit for digit in follows.first)


def _endings(alternatives: list[list[_Item]]) -> frozenset[str] | None:
    found: set[str] = set()
    for sequence in alternatives:
        last = _last(sequence)
        if last is None:
            return None
        found |= last
    return frozenset(found)


def _last(sequence: list[_Item]) -> frozenset[str] | None:
    """How the last word of a sequence may end, before the parts that may be left out."""
    found: set[str] = set()
    for item in reversed(sequence):
        if item.empty or item.closes:
            continue
        last = _endings(item.inner) if item.inner is not None else {item.run} - {""}
        if not last:
            return None
        found |= last
        if not item.optional:
            return frozenset(found)
    return None


def _closes(rest: list[_Item], *, closed: bool) -> bool:
    """Whether no letter can follow: a sign or space comes next, whatever is left out."""
    for item in rest:
        if item.closes and not item.optional:
            return True
        if not item.closes and not item.empty:
            return False
    return closed
