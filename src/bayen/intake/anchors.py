"""Words that a pattern cannot match without, so that most patterns need not be tried.

A text holds few of the words of the lexicon. Of every way in which a pattern may match, one
word is kept as its anchor; where none of a pattern's anchors stands, it does not match. The
anchors only ever say "perhaps" too often, never "no" wrongly: what the patterns mean is theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

Words = frozenset[str]
"""Runs of letters of which one has to stand."""
Way = list[Words]
"""What one alternative of a pattern needs: one word of each."""

_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 8
"""Letters of an anchor; no syllable of Vietnamese is longer."""

# What patterns are written with: classes, escapes, groups of all kinds, plain characters.
_PART = re.compile(
    r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\."
    r"|(?P<open>\((?:\?(?:<?[=!:]|.))?)|(?P<close>\))|(?P<bar>\|)|(?P<plain>.)",
    re.DOTALL,
)
_QUANTIFIER = re.compile(r"[?*+]\??|\{\d*(?:,\d*)?\}\??")
_OPTIONAL = ("?", "*", "{0", "{,")
_NEEDED_GROUPS = ("(", "(?:")


class Anchors:
    """The anchors of many patterns, and which of the patterns can match in a text."""

    def __init__(self, patterns: Iterable[str]) -> None:
        ways = {pattern: find_ways(pattern) for pattern in patterns}
        common = Counter(
            run for found in ways.values() for way in found for words in way for run in words
        )
        self._patterns: dict[str, set[str]] = {}
        self.anchored: set[str] = set()
        for pattern, found in ways.items():
            for anchor in _choose(found, common) or ():
                self.anchored.add(pattern)
                self._patterns.setdefault(anchor, set()).add(pattern)
        self._with = lru_cache(maxsize=1 << 14)(self._find_with)

    def may_match(self, lowered: str) -> frozenset[str]:
        """Of the patterns in ``anchored``, those of which an anchor stands in a text."""
        return frozenset[str]().union(*map(self._with, set(_LETTERS.findall(lowered))))

    def _find_with(self, word: str) -> frozenset[str]:
        found = self._patterns.keys() & _pieces(word)
        return frozenset[str]().union(*(self._patterns[anchor] for anchor in found))


def find_ways(pattern: str) -> list[Way]:
    """For each alternative of a pattern, the words that stand in whatever it matches."""
    return _Parser(pattern).alternatives()


@dataclass(slots=True)
class _Parser:
    pattern: str
    at: int = 0

    def alternatives(self) -> list[Way]:
        ways, here = [], _Sequence()
        while part := _PART.match(self.pattern, self.at):
            if part["close"]:
                break
            self.at = part.end()
            if part["bar"]:
                ways.append(here.way())
                here = _Sequence()
            elif part["open"]:
                self._group(here, part["open"])
            else:
                here.character(part["plain"] or "", self._quantifier())
        return [*ways, here.way()]

    def _group(self, here: _Sequence, opened: str) -> None:
        inner = self.alternatives()
        self.at += 1
        optional = self._quantifier().startswith(_OPTIONAL)
        here.stop()
        if opened in _NEEDED_GROUPS and not optional and all(inner):
            here.needed.append(_choose(inner, {}) or frozenset())

    def _quantifier(self) -> str:
        match = _QUANTIFIER.match(self.pattern, self.at)
        self.at = match.end() if match else self.at
        return match.group() if match else ""


@dataclass(slots=True)
class _Sequence:
    """One alternative as it is read, with the run of letters at its end."""

    needed: Way = field(default_factory=list)
    run: str = ""

    def character(self, plain: str, quantifier: str) -> None:
        if quantifier or not _LETTERS.fullmatch(plain):
            self.stop()
        else:
            self.run += plain

    def stop(self) -> None:
        if self.run:
            self.needed.append(frozenset({self.run[:_LONGEST]}))
        self.run = ""

    def way(self) -> Way:
        self.stop()
        return self.needed


def _choose(ways: list[Way], common: Mapping[str, int]) -> Words | None:
    """One word of each way, the one that fewest patterns have; None when a way needs none."""
    if not all(ways):
        return None

    def plainness(words: Words) -> tuple[int, int]:
        return sum(common.get(run, 0) for run in words), -min(map(len, words))

    return frozenset[str]().union(*(min(way, key=plainness) for way in ways))


def _pieces(word: str) -> Iterator[str]:
    """Every piece of a word that can be an anchor; as many as the word is long, times eight."""
    for start in range(len(word)):
        for end in range(start + 1, min(start + _LONGEST, len(word)) + 1):
            yield word[start:end]
