"""A text cut into lines, sentences and clauses, by offsets.

Everything later asks here what stands around a position; the text itself is never changed,
so that every offset is one of the document's own.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from bayen.intake.anchors import WordIndex
from bayen.intake.letters import LOWER, UPPER

# One class of characters comes first, which is looked for faster than two alternatives.
_STOP = re.compile(rf"[.!?…\n](?:(?<=\n)|[.!?…]*[”\"')\]]*(?=\s+[“\"'(\[]?[{UPPER}0-9-]))")
# A dot that ends no sentence: initials and titles before a name ("TP. Huế", "T.Ư").
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"])(?:tp|tx|tt|p|q|h|x|ths|ts|pgs|gs|đ/c|bs|st|tr|nv|ks|cn)\.$", re.IGNORECASE
)


def fold_case(text: str) -> str:
    """Lower case with plain digits, of the same length, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    high = lowered.encode("utf-16-le", "surrogatepass")[1::2]
    if not high.translate(None, _NO_OTHER_DIGITS):
        return lowered
    return _OTHER_DIGITS.sub(lambda digit: str(unicodedata.decimal(digit.group())), lowered)


_OTHER_DIGITS = re.compile(r"[^\D0-9]")  # of other scripts, and of full width
# Where Unicode has none of them, by the higher byte of a character: there Vietnamese is written.
_NO_OTHER_DIGITS = bytes([*range(0x06), *range(0x1D, 0xA0)])


# The mark of a list item, "2." or "III.", which belongs to what follows.
_ITEM = re.compile(r"\s*(?:[-+•*]\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-zđ])\.")


# A line end inside a sentence: a long line without a stop, and the next begins small; or one that
# ends in a word that asks for a number.
_SOFT_BREAK = re.compile(
    rf"\n(?:(?=[{LOWER}])(?<=[^\s.;:!?…]\n)"
    r"|(?=\d)(?:(?<= với\n)|(?<= gồm\n)|(?<= trên\n)|(?<= và\n)|(?<= có\n)))"
    r"(?<=[^\n]{50}\n)"
)


# Each is looked for by itself, which is many times quicker than a pattern of all.
_ODD_SPACES = (
    "  ", *"\t\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000",
    *map(chr, range(0x2000, 0x200B)),
)  # fmt: skip


Key = TypeVar("Key")
Answer = TypeVar("Answer")


class Stretch(NamedTuple):
    """A range of the text; ``line`` numbers the line that it stands in."""

    start: int
    end: int
    line: int


class Looked(dict[Key, Answer]):
    """What was found for one text, for it is asked again and again; found when first asked."""

    def __init__(self, find: Callable[[Key], Answer]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Key) -> Answer:
        found = self[key] = self._find(key)
        return found


@dataclass(slots=True)
class Scan:
    """The text with its sentences, and where its words begin; built once for a document.

    Attributes:
        text: as it came.
        lowered: in lower case.
        sentences: in order.
        odd_spaces: whether there are other spaces than single plain ones and line ends.
        words: of the text.
        sentence_number: the sentence that holds a position, by its number.
        sentence: the same sentence.
        line_start: where the line of a position begins; of an endless line a point not far before.
    """

    text: str
    lowered: str
    sentences: list[Stretch] = field(default_factory=list)
    odd_spaces: bool = False
    words: WordIndex = field(init=False)
    sentence_number: Callable[[int], int] = field(init=False)
    sentence: Callable[[int], Stretch] = field(init=False)
    line_start: Callable[[int], int] = field(init=False)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = WordIndex(self.lowered)
        self.sentence_number = Looked(self._number_of).__getitem__
        self.sentence = Looked(self._sentence_of).__getitem__
        self.line_start = Looked(self._line_start_of).__getitem__

    @classmethod
    def of(cls, text: str, *, wrapped: bool = False) -> Scan:
        """Cut a text; ``wrapped`` when its lines may end inside a sentence."""
        smooth = _SOFT_BREAK.sub(" ", text) if wrapped else text
        scan = cls(text, fold_case(smooth))
        scan.sentences = list(_cut(smooth))
        scan.odd_spaces = any(space in smooth for space in _ODD_SPACES)
        scan._starts = [s.start for s in scan.sentences]
        return scan

    def line_before(self, line: int) -> int:
        """Where the nearest line above that is not empty begins, by where a line begins."""
        return self.line_start(len(self.text[: max(line - 1, 0)].rstrip()))

    def _number_of(self, at: int) -> int:
        number = bisect_right(self._starts, at)
        return number - 1 if number else 0

    def _sentence_of(self, at: int) -> Stretch:
        return self.sentences[self.sentence_number(at)]

    def _line_start_of(self, at: int) -> int:
        floor = at - _REACH if at > _REACH else 0
        return self.lowered.rfind("\n", floor, at) + 1 or floor


def _cut(text: str) -> list[Stretch]:
    stretches: list[Stretch] = []
    start, line = 0, 0
    for match in _STOP.finditer(text):
        is_line_end = match.group() == "\n"
        if not is_line_end and (
            _ABBREVIATION.search(text, max(start, match.end() - 6), match.end())
            or _ITEM.fullmatch(text, start, match.end())
        ):
            continue
        stretches += _of_bounded_length(text, start, match.end(), line)
        start = match.end()
        line += is_line_end
    stretches += _of_bounded_length(text, start, len(text), line)
    return stretches or [Stretch(0, len(text), 0)]


_REACH = 4_000
"""Characters back to which the start of a line is looked for; paragraphs are shorter."""
_LONGEST = 2_000
"""Characters of a sentence; what goes on for longer without a stop is a list or no prose."""
_PAUSES = (";", "\n", ",", " ")


def _of_bounded_length(text: str, start: int, end: int, line: int) -> Iterator[Stretch]:
    """A sentence, in pieces when it is too long; nothing when it is blank."""
    while end - start > _LONGEST:
        pauses = (text.rfind(pause, start + _LONGEST // 2, start + _LONGEST) for pause in _PAUSES)
        stop = next((at + 1 for at in pauses if at >= 0), start + _LONGEST)
        yield Stretch(start, stop, line)
        start = stop
    if text[start:end].strip():
        yield Stretch(start, end, line)
