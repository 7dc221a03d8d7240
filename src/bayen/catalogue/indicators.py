"""The indicators of the movement, their sections, and how they hold together.

Codes are for ever: a code that is no longer used gets an end date, never another meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from bayen.catalogue.tables import CatalogueDataError, read_rows
from bayen.core.checks import Balance
from bayen.core.indicators import AtMost, Indicator, IndicatorKind, Rate

_COLUMNS = (
    "code",
    "name_vi",
    "name_en",
    "unit_vi",
    "kind",
    "section",
    "sensitive",
    "valid_from",
    "valid_until",
    "numerator",
    "denominator",
    "note",
)


@dataclass(frozen=True, slots=True)
class Relations:
    """What must hold between indicators of one place and period.

    Attributes:
        sums: whole to the parts that make exactly it.
        partial: whole to parts that belong to it but do not make it up.
        at_most: pairs of which the part is never more than the whole.
        balances: stocks with the flows that alone change them.
    """

    sums: Mapping[str, tuple[str, ...]]
    partial: Mapping[str, tuple[str, ...]]
    at_most: tuple[AtMost, ...]
    balances: tuple[Balance, ...]


@lru_cache(maxsize=1)
def load_indicators() -> Mapping[str, Indicator]:
    """All indicators by code, in the order of documents; of every time, also ended ones.

    Raises:
        CatalogueDataError: a file is damaged, or names an indicator or section that is not.
    """
    sums = load_relations().sums
    sections = load_sections()
    found: dict[str, Indicator] = {}
    for row in read_rows("indicators.tsv", _COLUMNS):
        indicator = _indicator(dict(zip(_COLUMNS, row, strict=True)), sums)
        if indicator.section not in sections or indicator.code in found:
            raise CatalogueDataError(f"chỉ tiêu «{indicator.code}»: trùng mã hoặc sai mục")
        found[indicator.code] = indicator
    _refuse_unknown(found)
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def load_sections() -> Mapping[str, str]:
    """Titles of the sections that indicators belong to, in the order of documents."""
    return MappingProxyType(dict(read_rows("sections.tsv", ("code", "title_vi"))))


@lru_cache(maxsize=1)
def load_headlines() -> tuple[str, ...]:
    """Codes of the few indicators that a leader sees first."""
    return tuple(code for (code,) in read_rows("headlines.tsv", ("code",)))


@lru_cache(maxsize=1)
def load_relations() -> Relations:
    """Sums, partial sums and bounds between indicators.

    Raises:
        CatalogueDataError: the file is damaged.
    """
    grouped: dict[str, dict[str, tuple[str, ...]]] = {
        kind: {} for kind in ("sum", "partial", "atmost", "added", "ended")
    }
    for kind, whole, part, _note in read_rows("relations.tsv", ("kind", "whole", "part", "note")):
        if kind not in grouped:
            raise CatalogueDataError(f"relations.tsv: không có loại quan hệ «{kind}»")
        grouped[kind][whole] = (*grouped[kind].get(whole, ()), part)
    return Relations(
        sums=MappingProxyType(grouped["sum"]),
        partial=MappingProxyType(grouped["partial"]),
        at_most=tuple(
            AtMost(part, whole) for whole, parts in grouped["atmost"].items() for part in parts
        ),
        balances=tuple(
            Balance(stock, added, grouped["ended"].get(stock, ()))
            for stock, added in grouped["added"].items()
        ),
    )


def _indicator(row: Mapping[str, str], sums: Mapping[str, tuple[str, ...]]) -> Indicator:
    code = row["code"]
    return Indicator(
        code=code,
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        unit_vi=row["unit_vi"],
        kind=IndicatorKind(row["kind"]),
        note=row["note"],
        section=row["section"],
        parts=sums.get(code, ()),
        rate=_rate(row["numerator"], row["denominator"]),
        sensitive=row["sensitive"] == "yes",
        valid_from=_day(row["valid_from"]),
        valid_until=_day(row["valid_until"]),
    )


def _rate(numerator: str, denominator: str) -> Rate | None:
    """A rate over itself is the change against the same period of last year."""
    if not numerator:
        return None
    return Rate(numerator, denominator, is_change=numerator == denominator)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _refuse_unknown(indicators: Mapping[str, Indicator]) -> None:
    relations = load_relations()
    named = {code for whole, parts in relations.sums.items() for code in (whole, *parts)}
    named |= {code for whole, parts in relations.partial.items() for code in (whole, *parts)}
    named |= {code for b in relations.balances for code in (b.stock, *b.added, *b.ended)}
    named |= {code for bound in relations.at_most for code in (bound.part, bound.whole)}
    rates = [i.rate for i in indicators.values() if i.rate is not None]
    named |= {code for rate in rates for code in (rate.numerator, rate.denominator)}
    if unknown := named - indicators.keys():
        raise CatalogueDataError(f"không có chỉ tiêu: {', '.join(sorted(unknown))}")
