"""The longest name that the lists know within some words in capitals."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from bayen.core.places import TWO_LEVELS_SINCE, Level, PlaceVersion
from bayen.intake.name_shapes import SYLLABLE
from bayen.intake.names import FULL_WORDS, LEVEL_WORDS, PlaceNames
from bayen.intake.person_names import SURNAMES

# "phường 2 Bảo Lộc": since 2025 wards of a former town bear its name and a number.
_AFTER_NUMBER = re.compile(rf"[ \u00a0]({SYLLABLE}(?:[ \u00a0]{SYLLABLE}){{0,3}})")
_SYLLABLES = re.compile(r"(?<=\S)(?=[ \u00a0-])")
_NUMERAL = re.compile(r"[IVX]+")
_FURTHER = re.compile(rf"{SYLLABLE}(?:[ \u00a0]{SYLLABLE}){{0,1}}")
_PART = re.compile(r"\S+")
_ADDRESSES = frozenset({"Ông", "Bà", "Anh", "Chị", "Cô", "Chú", "Bác"})
_NOT_OF_NAMES = frozenset({"Như", "Tại", "Riêng", "Còn", "Từ", "Theo", "Về", "Nay", "Sang", "Với"})


def find_numbered(
    match: re.Match[str], names: PlaceNames, day: date
) -> tuple[str, tuple[PlaceVersion, ...]] | None:
    """The ward whose name begins with its number, when a list has it."""
    after = _AFTER_NUMBER.match(match.string, match.end()) if match["name"].isdigit() else None
    if after is None or day < TWO_LEVELS_SINCE:
        return None
    syllables = after[1].split()
    for count in range(len(syllables), 0, -1):
        written = match.string[match.start("name") : after.start(1)] + " ".join(syllables[:count])
        if known := names.named(written, day, (Level.COMMUNE,)):
            return written, known
    return None


def find_longest(
    written: str, word: str, names: PlaceNames, day: date
) -> tuple[str, tuple[PlaceVersion, ...]]:
    """The longest beginning of some capitalised words that is a known name of the level."""
    levels = LEVEL_WORDS.get(word, ())
    if not levels:
        return written, ()
    if word in {"thành phố", "tp"} and written.startswith("HCM"):
        return "HCM", names.named("Hồ Chí Minh", day, levels)
    syllables = _SYLLABLES.split(written)
    for count in range(len(syllables), 0, -1):
        name = "".join(syllables[:count]).strip(" \u00a0-–")
        rest = "".join(syllables[count:]).strip()
        known = _of_kind(names.named(name, day, levels), word)
        if known and not (count == 1 and _is_one_name(rest, names, day)):
            full = written if _NUMERAL.fullmatch(rest) else name
            return full, known
    return written, ()


def _is_one_name(rest: str, names: PlaceNames, day: date) -> bool:
    """Whether what follows a first word belongs to one name with it: "xã Đông Huy", not "Đông".

    The place around it may follow too, "thị trấn Vôi Lạng Giang".
    """
    return _FURTHER.fullmatch(rest) is not None and not names.named(rest, day)


def _of_kind(known: tuple[PlaceVersion, ...], word: str) -> tuple[PlaceVersion, ...]:
    """Of places with one name, those of the very kind that the level word says, if any."""
    full = FULL_WORDS.get(word, word)
    same = tuple(v for v in known if v.kind.word_vi == full)
    if full == "thành phố" and all(v.kind.word_vi == "tỉnh" for v in known):
        return ()  # "thành phố Ninh Bình" is a town that has another name by now
    return same or known


@lru_cache(1 << 14)
def find_within(
    written: str, names: PlaceNames, day: date
) -> tuple[int, str, tuple[PlaceVersion, ...]] | None:
    """Where in some words a known name begins, the name and what bears it."""
    words = [(w.start(), w.group()) for w in _PART.finditer(written)]
    if words[0][1] in _NOT_OF_NAMES and (led := _led_by_word(words, names, day)):
        return led
    if len(words) > 2 and words[0][1] in _ADDRESSES and words[1][1] in SURNAMES:
        return None  # "Ông Vi Văn Lâm" is not of Văn Lâm
    person = len(words) > 2 and words[0][1] in SURNAMES
    for first in range(1 if person else len(words)):
        for count in range(min(len(words) - first, 5), 0, -1):
            if words[first][1] in "-–" or words[first + count - 1][1] in "-–":
                continue
            name = " ".join(word for _, word in words[first : first + count])
            known = names.named(name, day)
            if not known or (count == 1 and not _is_province(known)):
                continue
            top = min(version.kind.level for version in known)
            kept = tuple(version for version in known if version.kind.level is top)
            return words[first][0], name, kept
    return None


def _led_by_word(
    words: list[tuple[int, str]], names: PlaceNames, day: date
) -> tuple[int, str, tuple[PlaceVersion, ...]] | None:
    """The province that all words but the first name: "Như Thanh Hóa" is not of Như Thanh."""
    name = " ".join(word for _, word in words[1:])
    known = names.named(name, day, (Level.PROVINCE,)) if name else ()
    return (words[1][0], name, known) if known else None


def _is_province(known: tuple[PlaceVersion, ...]) -> bool:
    return any(version.kind.level is Level.PROVINCE for version in known)
