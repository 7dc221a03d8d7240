"""What was done about the cases or the people that a number counts, told by the verb before it.

One verb governs a list: "phát hiện, xử lý 12 vụ, 34 đối tượng đánh bạc; 5 vụ trộm cắp" tells of
seventeen cases that were solved, though only the first stands beside the verb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bayen.intake.patterns import starting_words

_ENDS = "end"


class Deeds:
    """The kinds of police work of the lexicon, ready to be found."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._kinds = {verb: kind for kind, verbs in words.items() for verb in verbs}
        self._any = re.compile(rf"{starting_words(map(re.escape, self._kinds))}(?!\w)")

    def last(self, earlier: str) -> str:
        """The kind of work told last in some words; "" when none, or when other work came since."""
        told = self._any.findall(earlier)
        kind = self._kinds[told[-1]] if told else ""
        return "" if kind == _ENDS else kind
