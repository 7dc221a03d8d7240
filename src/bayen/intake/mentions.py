"""A place as a text names it; which place of the lists it is, the whole text decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from bayen.core.places import Level, PlaceVersion
from bayen.intake.names import FULL_WORDS, LEVEL_WORDS


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in the text.

    Attributes:
        start: first character, level word included.
        end: one past the last.
        word: level word in lower case, "" when the name stands bare.
        name: as written.
        found: the places it may be, on the day of the text; empty for villages and unknowns.
        level: of the first of these, or by its level word.
    """

    start: int
    end: int
    word: str
    name: str
    found: tuple[PlaceVersion, ...]
    level: Level = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        by_word = LEVEL_WORDS.get(self.word, (Level.VILLAGE,))
        level = self.found[0].kind.level if self.found else by_word[-1]
        object.__setattr__(self, "level", level)

    @property
    def label(self) -> str:
        return f"{FULL_WORDS.get(self.word, self.word)} {self.name}".strip()
