"""Finding an indicator from a few typed letters."""

from __future__ import annotations

from functools import cache

from bayen.catalogue.indicators import load_indicators
from bayen.core.collation import fold, sort_key
from bayen.core.indicators import Indicator
from bayen.web.retelling import retell

_LIMIT = 20


def find_indicators(words: str) -> list[Indicator]:
    """Indicators that have every word in their name, unit or code; names that begin so first."""
    wanted = fold(words).split()
    if not wanted:
        return []
    found = [i for i in load_indicators().values() if all(w in _text(i.code) for w in wanted)]
    begins = fold(words).strip()
    found.sort(key=lambda i: (not fold(i.name_vi).startswith(begins), sort_key(i.name_vi)))
    return found[:_LIMIT]


def indicator_name(code: str) -> str:
    """Its name; the code itself of an indicator that is not in the catalogue."""
    found = load_indicators().get(code)
    return indicator_words(found) if found else code


def indicator_words(indicator: Indicator) -> str:
    """Its name in the reader's language."""
    return retell(indicator.name_vi)


@cache
def _text(code: str) -> str:
    indicator = load_indicators()[code]
    return fold(f"{indicator.name_vi} {indicator.name_en} {indicator.unit_vi} {code}")
