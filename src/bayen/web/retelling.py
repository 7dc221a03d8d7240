"""In the reader's language, what the floors below say in Vietnamese.

Those floors know no Django: their labels and messages come as finished Vietnamese sentences.
Here a finished sentence is known again by the one it was made from, ``Báo cáo số {0} đã gửi
rồi.``, which ``tools/floor_messages.py`` finds in the source and the catalogue translates; its
values are retold in turn. What nobody here knows, such as a name, stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext
from django.utils.translation.trans_real import catalog

from bayen.catalogue.indicators import load_indicators

CONTEXT = "retold"  # marks in the catalogue what the floors below may say
_VALUE = re.compile(r"{(\w+)}")
_LETTER = re.compile(r"[^\W\d_]")
_REST = "rest"
_MONTH = "tháng {0}/{1}"


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A message with values.

    Attributes:
        words: as the source has it; what ends in a space goes on with whatever follows.
        shape: what a finished sentence made from it looks like.
        quoted: the values that stand in «…»: words of documents, which are nobody's to translate.
    """

    words: str
    shape: re.Pattern[str]
    names: tuple[str, ...]
    quoted: frozenset[str]

    @property
    def weight(self) -> int:
        """How much of it is its own words: the sentence with most of them is meant."""
        return len(_VALUE.sub("", self.words))

    def find_values(self, said: str) -> dict[str, str]:
        """What stands in its gaps; empty where it does not fit."""
        match = self.shape.fullmatch(said)
        values = match.groups() if match else ()
        if any(value.count("«") != value.count("»") for value in values):
            return {}  # the gap begins or ends within somebody's words
        return dict(zip(self.names, values, strict=False))

    def goes_across(self, values: dict[str, str]) -> bool:
        """Whether a value in its midst holds the end of a sentence."""
        inner = [value for name, value in values.items() if name != _REST]
        return any(mark in value for value in inner for mark in ("; ", " → "))


def retell(said: str | Promise) -> str:
    """The same in the active language."""
    language = get_language() or settings.LANGUAGE_CODE
    words = str(said)
    if not words or language == settings.LANGUAGE_CODE:
        return words
    return _retold(words, language)


def forget() -> None:
    """Drop what is kept of the catalogue, where that has changed."""
    _retold.cache_clear()
    _sentences.cache_clear()


@lru_cache(maxsize=8192)
def _retold(said: str, language: str) -> str:
    told = pgettext(CONTEXT, said)
    if told != said:
        return told
    return (
        _indicator_names().get(said)
        or _place(said)
        or _sentence(said, language)
        or _bounded(said, language)
        or _list(said, "; ", language)
        or _list(said, " → ", language)
        or _sentence(said, language, across=True)
        or _list(said, ", ", language)
        or _list(said, " · ", language)
        or said
    )


def _list(said: str, comma: str, language: str) -> str:
    """Several sentences or names in a row; "" if it is none."""
    parts = said.split(comma)
    told = [_retold(part, language) for part in parts] if len(parts) > 1 else []
    kept = [part for part, one in zip(parts, told, strict=False) if part == one]
    if comma == "; " and any(_LETTER.search(part) for part in kept):
        return ""  # a sentence with a semicolon in it
    return comma.join(told)


def _bounded(said: str, language: str) -> str:
    """A number with its bound, "hơn 2.200"; the number is written alike in every language."""
    word, _, number = said.partition(" ")
    return f"{_retold(word, language)} {number}" if number[:1].isdigit() else ""


@cache
def _indicator_names() -> dict[str, str]:
    return {one.name_vi: one.name_en for one in load_indicators().values()}


def _place(said: str) -> str:
    """A place by its level and its name, which keeps its Vietnamese spelling; "" if it is none."""
    for level, words in _levels().items():
        name = said.removeprefix(f"{level} ")
        if name != said and all(part[:1].isupper() or part[:1].isdigit() for part in name.split()):
            return words.format(name=name)
    return ""


def _levels() -> dict[str, str]:
    return {
        "tỉnh": pgettext("địa bàn", "tỉnh {name}"),
        "thành phố": pgettext("địa bàn", "thành phố {name}"),
        "huyện": pgettext("địa bàn", "huyện {name}"),
        "quận": pgettext("địa bàn", "quận {name}"),
        "thị xã": pgettext("địa bàn", "thị xã {name}"),
        "xã": pgettext("địa bàn", "xã {name}"),
        "phường": pgettext("địa bàn", "phường {name}"),
        "thị trấn": pgettext("địa bàn", "thị trấn {name}"),
        "đặc khu": pgettext("địa bàn", "đặc khu {name}"),
        "thôn": pgettext("địa bàn", "thôn {name}"),
        "bản": pgettext("địa bàn", "bản {name}"),
        "xóm": pgettext("địa bàn", "xóm {name}"),
        "ấp": pgettext("địa bàn", "ấp {name}"),
        "khu phố": pgettext("địa bàn", "khu phố {name}"),
        "tổ dân phố": pgettext("địa bàn", "tổ dân phố {name}"),
        "cụm": pgettext("địa bàn", "cụm {name}"),
    }


def _sentence(said: str, language: str, *, across: bool = False) -> str:
    """Retold by the heaviest sentence that it can have been made from; "" if there is none.

    Args:
        across: whether values may go across a semicolon, as the ends of two sentences would.
    """
    for sentence in _sentences(language):
        values = sentence.find_values(said)
        if not values or (not across and sentence.goes_across(values)):
            continue
        if sentence.words == _MONTH:
            return _filled(sentence.words, values | {"0": str(MONTHS[int(values["0"])])})
        told = {
            name: value if name in sentence.quoted else _retold(value, language)
            for name, value in values.items()
        }
        return _filled(sentence.words, told)
    return ""


def _filled(words: str, values: dict[str, str]) -> str:
    told = pgettext(CONTEXT, words)
    return _VALUE.sub(lambda match: values[match[1]], told) + values.get(_REST, "")


@cache
def _sentences(language: str) -> tuple[_Sentence, ...]:
    """Those with values in the catalogue of the active language, heaviest first."""
    messages = catalog()._catalog  # type: ignore[attr-defined]  # the one list of all there is
    said = (key.partition("\x04") for key, _ in messages.items() if isinstance(key, str))
    found = [_read(words) for context, _, words in said if context == CONTEXT]
    with_values = [sentence for sentence in found if sentence.names]
    return tuple(sorted(with_values, key=lambda sentence: -sentence.weight))


def _read(words: str) -> _Sentence:
    pieces = _VALUE.split(words)  # words, name, words, name, …, words
    shape = "".join(_shape(words, piece, bool(at % 2)) for at, piece in enumerate(pieces))
    names = tuple(pieces[1::2])
    if words.endswith(" "):
        shape, names = f"{shape}(.+)", (*names, _REST)
    quoted = frozenset(re.findall(r"«{(\w+)}»", words))
    return _Sentence(words, re.compile(shape, re.DOTALL), names, quoted)


def _shape(words: str, piece: str, is_value: bool) -> str:
    if not is_value:
        return re.escape(piece)
    return r"(\d{1,2})" if words == _MONTH and piece == "0" else "(.+?)"
