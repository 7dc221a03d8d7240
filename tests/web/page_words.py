"""The words of a page as its reader meets them, and a language made up to find untranslated ones.

In the made-up language every message stands in ⟦brackets⟧ while the values put into it stand
outside: what is outside and has letters was never given to a translator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from tools import build_messages

SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-label", "data-too-large", "content")
# Names of things rather than words: the program, kinds of files, keys, products, decrees.
NAMES = (
    r"Ba Yên|docx|xlsx|csv|json|pdf|xml|html|txt|[\w-]+\.(?:txt|docx|xlsx|json|csv)|MB|km2?|kg"
    r"|Excel|camera|v\d+|[IVX]+|English|Tiếng Việt|k\.s\.s\.|https?://\S+|TOTP|\d+/\d+/NĐ-CP"
)
_VALUE = re.compile(r"(%\(\w+\)[sd]|%%|{\w*}|<[^>]+>|[«»“”]|\n)")
_LETTERS = re.compile(r"[^\W\d_]+")
VIETNAMESE = re.compile(r"[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")


def words_of(html: str, language: str) -> Iterator[str]:
    """Texts and spoken attributes of a page; parts in another language are left out."""
    root = LexborHTMLParser(html).root
    if root is not None:
        yield from _words(root, language)


def _words(node: LexborNode, language: str) -> Iterator[str]:
    if node.tag == "-text":
        yield node.text_content or ""
        return
    attributes = node.attributes
    if attributes.get("lang", language) != language or attributes.get("translate") == "no":
        return
    if node.tag in {"script", "style", "kbd", "-comment"}:
        return
    for name in SPOKEN:
        if node.tag != "meta" and attributes.get(name):
            yield attributes[name] or ""
    if node.tag == "input" and attributes.get("type") in {"submit", "button", "reset"}:
        yield attributes.get("value") or ""
    for child in node.iter(include_text=True):
        yield from _words(child, language)


@cache  # the frame of a page comes back on every page
def unspoken(words: str, names: frozenset[str] = frozenset()) -> str:
    """What of it is neither in brackets nor a name; "" when all was translated."""
    outside, depth = [], 0
    for character in words:
        depth += (character == "⟦") - (character == "⟧")
        outside.append(" " if depth or character == "⟧" else character)
    return without_names("".join(outside), names)


@cache
def without_names(words: str, names: frozenset[str] = frozenset()) -> str:
    """The letters that are left when names of people, places and indicators are taken out."""
    if not _LETTERS.search(words):
        return ""
    people = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    left = re.sub(r"«[^»]*»|“[^”]*”", " ", words)  # words of a document
    for known in (NAMES, _places(), people):
        left = re.sub(rf"(?<!\w)(?:{known})(?!\w)", " ", left)
    return " ".join(_LETTERS.findall(left))


@cache
def _places() -> str:
    """Every name of a place, and every English name of an indicator, the longest first."""
    names = {version.name for version in load_atlas().versions}
    names |= {group.name for group in load_atlas().groups}
    names |= {one.name_en for one in load_indicators().values()} | set(MONTHS)
    longest = sorted(names, key=len, reverse=True)
    return "|".join(map(re.escape, longest))


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def bracketed(message: str) -> str:
    """The message in the made-up language."""
    parts = _VALUE.split(message)
    return "".join(
        part if at % 2 or not _LETTERS.search(part) else f"⟦{part}⟧"
        for at, part in enumerate(parts)
    )


def write_brackets(folder: Path) -> None:
    """The made-up language in place of English, for every message that we translate."""
    made_up = Catalog(locale="en", charset="utf-8")
    for language in ("vi", "en"):
        for message in build_messages.load(build_messages.LOCALES / language, "django"):
            if isinstance(message.id, str) and message.id:
                made_up.add(message.id, bracketed(message.id), context=message.context)
            elif message.id:
                one, many = message.id
                both = (bracketed(one), bracketed(many))
                made_up.add((one, many), both, context=message.context)
    path = folder / "en" / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(build_messages.compiled(made_up))
