"""The words of the movement's reports, as dated data: units, indicators, what is no figure.

Loads `data/lexicon/*.toml` into frozen values. Holds no matching; `bayen.intake` compiles
the phrases. Phrases are lower-case Vietnamese in Unicode NFC, "|" between alternatives,
and may use regular-expression signs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class UnitClass:
    """Counted nouns that rules treat alike.

    Attributes:
        name: how rules call it ("@group").
        words: the nouns, lower case.
        join: whether its nouns are counted together ("khối, bản").
    """

    name: str
    words: tuple[str, ...]
    join: bool = False


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """Words that name an indicator. Every given condition must hold; the heaviest wins.

    Attributes:
        indicator: code of the catalogue.
        family: the file that the rule is from.
        units: unit classes ("@group") or words; empty takes any.
        noun: in the noun phrase right after the number.
        after: between the number and the next number or end of clause.
        before: between the start of the clause and the number.
        earlier: between the start of the sentence and the number.
        near: in the last words before the number.
        sentence: anywhere in the sentence.
        topic: in the heading, title or the sentence before.
        previous: code prefix of the figure before, in the same sentence.
        tail: from the number to the end of the clause, other figures included.
        preceding: in the sentence or two before.
        following: the counted noun of the next figure, in the same sentence.
        deed: kinds of police work ("solve|catch"), one of them told last before the number.
        never: must be neither in noun nor near.
        unless: must not be in noun.
        weight: added to the weight of the conditions.
    """

    indicator: str
    family: str
    units: tuple[str, ...] = ()
    noun: str = ""
    after: str = ""
    before: str = ""
    earlier: str = ""
    near: str = ""
    sentence: str = ""
    topic: str = ""
    previous: str = ""
    following: str = ""
    tail: str = ""
    preceding: str = ""
    deed: str = ""
    never: str = ""
    unless: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class GroupKind:
    """A kind of citizens' group and the words that name it after "tổ", "đội", "nhóm"…"""

    code: str
    words: str
    has_members: bool = True
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases of one day."""

    units: tuple[UnitClass, ...]
    rules: tuple[PhraseRule, ...]
    groups: tuple[GroupKind, ...]
    deeds: Mapping[str, tuple[str, ...]]
    bounds_before: Mapping[str, str]
    bounds_after: Mapping[str, str]
    not_left: Mapping[str, str]
    not_right: Mapping[str, str]
    not_whole: str


@cache
def load_lexicon() -> Lexicon:
    """The lexicon shipped with the package; read once."""
    bounds, sieve = _read("bounds.toml"), _read("sieve.toml")
    return Lexicon(
        units=tuple(_units(_read("units.toml"))),
        rules=tuple(_rules()),
        groups=tuple(GroupKind(**entry) for entry in _read("groups.toml")["group"]),
        deeds={kind: tuple(words) for kind, words in _read("deeds.toml")["deed"].items()},
        bounds_before={w: kind for kind, words in bounds["before"].items() for w in words},
        bounds_after={w: kind for kind, words in bounds["after"].items() for w in words},
        not_left=dict(sieve["left"]),
        not_right=dict(sieve["right"]),
        not_whole=sieve["whole"]["turn"],
    )


def _read(name: str) -> dict[str, Any]:
    source = files("bayen.catalogue").joinpath("data", "lexicon", name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _units(data: Mapping[str, Any]) -> Iterator[UnitClass]:
    for entry in data["class"]:
        yield UnitClass(entry["name"], tuple(entry["words"]), entry.get("join", False))


def _rules() -> Iterator[PhraseRule]:
    folder = files("bayen.catalogue").joinpath("data", "lexicon", "rules")
    for source in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if source.name.endswith(".toml"):
            data = tomllib.loads(source.read_text(encoding="utf-8"))
            family = source.name.removesuffix(".toml")
            for entry in data["rule"]:
                fields = dict(entry)
                units = tuple(fields.pop("units", ()))
                yield PhraseRule(indicator=fields.pop("to"), family=family, units=units, **fields)
