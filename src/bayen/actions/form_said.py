"""What a page hands in beside the figures: answers, words about warnings, what a register gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """Short texts that go with the figures of a form.

    Attributes:
        answers: what is said of figures that came back, by field.
        words: what is said of warnings, by ``waivers.word_name``.
        taken: the fields that are said to be taken over from a register.
    """

    answers: Mapping[str, str]
    words: Mapping[str, str]
    taken: frozenset[str]


def said_beside(posted: Mapping[str, str]) -> Said:
    """The texts by what they are named: "answer:FIELD", "word:NAME", "from:FIELD"."""
    taken = _about("from:", posted)
    return Said(
        answers=_about("answer:", posted),
        words=_about("word:", posted),
        taken=frozenset(code for code, text in taken.items() if text),
    )


def _about(prefix: str, posted: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(prefix): text for name, text in posted.items() if name.startswith(prefix)
    }
