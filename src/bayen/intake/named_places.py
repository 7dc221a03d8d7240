"""Every place that a text names: "xã Mường Và", "bản Cống", "Nghệ An"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bayen.intake.anchors import WordIndex
from bayen.intake.bare_names import find_bare, find_hamlets
from bayen.intake.called import find_said
from bayen.intake.leveled_names import find_leveled
from bayen.intake.mentions import Mention
from bayen.intake.names import PlaceNames
from bayen.intake.scan import fold_case


def find_mentions(
    text: str, names: PlaceNames, day: date, words: WordIndex | None = None
) -> list[Mention]:
    """Every place named in a text, in order, never overlapping.

    Args:
        text: as written, in capitals and small letters.
        names: of all places.
        day: of the text.
        words: of the text, when they are known already.
    """
    leveled = find_leveled(text, words or WordIndex(fold_case(text)), names, day)
    bare = list(find_bare(text, leveled, names, day))
    leveled += _besides(leveled, _unlisted_said(text, names, day))
    bare += _besides(bare, find_hamlets(text, leveled))
    return sorted(leveled + bare, key=lambda m: m.start)


def _besides(found: Iterable[Mention], further: Iterable[Mention]) -> list[Mention]:
    """Those further ones that do not end where one found already does."""
    taken = {mention.end for mention in found}
    return [mention for mention in further if mention.end not in taken]


def _unlisted_said(text: str, names: PlaceNames, day: date) -> list[Mention]:
    """Communes that no list has, which a text says are such: "Đức Lợi là xã bãi ngang"."""
    said = ((start, end, word, text[start:end]) for start, end, word in find_said(text))
    return [
        Mention(start, end, word, name, ())
        for start, end, word, name in said
        if not names.named(name, day)
    ]
