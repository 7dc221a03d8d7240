"""What the reader knows before it reads: indicators, words, places. Built once, shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.lexicon import load_lexicon
from bayen.catalogue.places import load_official_atlas
from bayen.core.indicators import IndicatorKind
from bayen.intake.indicators import IndicatorNamer
from bayen.intake.names import PlaceNames
from bayen.intake.second_names import SecondLooker, SecondNamer
from bayen.intake.sieve import Sieve


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that reading needs, compiled.

    Attributes:
        sieve: finds the figures.
        namer: names their indicators.
        places: names of places.
        kinds: flow, stock, rate of each indicator.
        titles: Vietnamese name of each indicator.
        parts: indicators that sum to one, by its code.
        second: looks again at the indicators that the rules chose; None to let them stand,
            days and places too.
    """

    sieve: Sieve
    namer: IndicatorNamer
    places: PlaceNames
    kinds: Mapping[str, IndicatorKind]
    titles: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    second: SecondLooker | None = None


@cache
def load_knowledge() -> Knowledge:
    """The knowledge shipped with the package; a third of a second the first time."""
    indicators = load_indicators()
    lexicon = load_lexicon()
    titles = {code: indicator.name_vi for code, indicator in indicators.items()}
    return Knowledge(
        sieve=Sieve(lexicon),
        namer=IndicatorNamer(lexicon, titles),
        places=PlaceNames(load_official_atlas()),
        kinds={code: indicator.kind for code, indicator in indicators.items()},
        titles=titles,
        parts={code: indicator.parts for code, indicator in indicators.items()},
        second=SecondNamer(titles),
    )


def rules_alone() -> Knowledge:
    """The same without any second look: what the rules say stands."""
    return replace(load_knowledge(), second=None)
