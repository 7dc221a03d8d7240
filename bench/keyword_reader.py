"""The method of the one public peer that reads Vietnamese reports, for comparison.

For each indicator: find its keyword in a sentence, take the nearest number before or after it
that has the unit beside it. First match in the document only. Written anew from the
description of the method; no code of the peer is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from bayen.core.indicators import Indicator
from bayen.core.quantities import QuantityError, parse_number

_SENTENCE = re.compile(r"[^.;\n]+(?:\.(?=\d)[^.;\n]+)*")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?")


def read_by_keywords(text: str, indicators: Mapping[str, Indicator]) -> Iterator[dict[str, object]]:
    """At most one figure an indicator: span, value, indicator."""
    sentences = [(m.start(), m.group().casefold()) for m in _SENTENCE.finditer(text)]
    for indicator in indicators.values():
        keyword = indicator.name_vi.split(",")[0].split("(")[0].strip().casefold()
        unit = indicator.unit_vi.casefold()
        for offset, sentence in sentences:
            at = sentence.find(keyword)
            if at < 0:
                continue
            if found := _nearest(sentence, at, unit):
                start, end, value = found
                yield {
                    "start": offset + start,
                    "end": offset + end,
                    "value": float(value),
                    "indicator": indicator.code,
                }
                break


def _nearest(sentence: str, at: int, unit: str) -> tuple[int, int, Decimal] | None:
    with_unit = [
        m for m in _NUMBER.finditer(sentence) if sentence[m.end() :].lstrip().startswith(unit)
    ]
    for match in sorted(with_unit, key=lambda m: abs(m.start() - at)):
        try:
            return match.start(), match.end(), parse_number(match.group())
        except QuantityError:
            continue
    return None
